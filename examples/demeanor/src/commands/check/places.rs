//! Where things with a name are declared, and whose they are.

use demeanor::Document;
use serde_json::Value;
use std::collections::BTreeMap;

/// Where each name of the documents is declared.
pub(super) struct Places {
    /// By name: the document, and the line in it.
    places: BTreeMap<String, (String, usize)>,
    /// The names of the documents that the author named; all of them, where none was.
    own: Vec<String>,
}

impl Places {
    pub(super) fn of(documents: &[Document], own: Vec<String>) -> Places {
        let mut places = BTreeMap::new();
        for document in documents {
            let stated: Value = serde_json::from_str(document.text()).unwrap_or_default();
            let mut from = 0;
            for id in declared(&stated) {
                if let Some((at, line)) = line_of(document.text(), &id, from) {
                    from = at;
                    places.entry(id).or_insert((document.name().to_owned(), line));
                }
            }
        }
        Places { places, own }
    }

    /// Where a name is declared, as `file:line`.
    pub(super) fn of_name(&self, name: &str) -> Option<String> {
        self.places.get(name).map(|(document, line)| format!("{document}:{line}"))
    }

    /// Is one of these names declared by what the author named? What is of no name is of the whole, and not of one layer.
    pub(super) fn are_own<'a>(&self, mut names: impl Iterator<Item = &'a str>) -> bool {
        self.own.is_empty()
            || names.any(|name| self.places.get(name).is_none_or(|(document, _)| self.own.contains(document)))
    }
}

/// The names that a document declares, in the order in which its lists stand in it.
fn declared(stated: &Value) -> Vec<String> {
    let lists = ["facts", "terms", "actions", "rules", "safeguards", "cases", "sources"];
    let entries = lists.iter().filter_map(|list| stated[list].as_array()).flatten();
    entries.filter_map(|entry| entry["id"].as_str().map(str::to_owned)).collect()
}

/// The line in which an `id` stands, looked for from a place on and else from the beginning.
fn line_of(text: &str, id: &str, from: usize) -> Option<(usize, usize)> {
    let quoted = Value::from(id).to_string();
    let is_id = |at: usize| {
        let before = text.get(..at).unwrap_or_default().trim_end();
        before.strip_suffix(':').is_some_and(|before| before.trim_end().ends_with("\"id\""))
    };
    let find = |from: usize| {
        let rest = text.get(from..)?;
        rest.match_indices(&quoted).map(|(at, _)| from + at).find(|&at| is_id(at))
    };
    let at = find(from).or_else(|| find(0))?;
    let line = text.get(..at)?.matches('\n').count() + 1;
    Some((at, line))
}
