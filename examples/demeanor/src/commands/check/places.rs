//! Where things with a name are declared, and whose they are.

use demeanor::Document;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where each name of the documents is declared.
pub(super) struct Places {
    /// By name: the document, and the line in it.
    by_name: BTreeMap<String, (String, usize)>,
    /// The names of the documents that the author named; all of them, where none was.
    own: Vec<String>,
    /// The ids of their layers.
    layers: BTreeSet<String>,
}

impl Places {
    pub(super) fn of(documents: &[Document], own: Vec<String>) -> Places {
        let (mut by_name, mut layers) = (BTreeMap::new(), BTreeSet::new());
        for document in documents {
            let stated: Value = serde_json::from_str(document.text()).unwrap_or_default();
            let layer = stated.get("id").and_then(Value::as_str).map(str::to_owned);
            layers.extend(layer.filter(|_| own.iter().any(|own| own == document.name())));
            by_name.extend(acknowledged(document, &stated));
            let mut from = 0;
            for id in declared(&stated) {
                if let Some((at, line)) = line_of(document.text(), &id, from) {
                    from = at;
                    by_name.entry(id).or_insert((document.name().to_owned(), line));
                }
            }
        }
        Places { by_name, own, layers }
    }

    /// Where a name is declared, as `file:line`.
    pub(super) fn of_name(&self, name: &str) -> Option<String> {
        self.by_name.get(name).map(|(document, line)| format!("{document}:{line}"))
    }

    /// Where an entry of `acknowledge` stands, by its kind of finding and the names after it.
    pub(super) fn of_entry(&self, words: &[Arc<str>]) -> Option<String> {
        self.of_name(&words.join(" "))
    }

    /// Is a name declared by what the author named?
    pub(super) fn is_own(&self, name: &str) -> bool {
        self.by_name.get(name).is_some_and(|(document, _)| self.own.contains(document))
    }

    /// Is one of these layers what the author named, or a part of it?
    pub(super) fn are_own(&self, layers: &[Arc<str>]) -> bool {
        self.own.is_empty() || layers.iter().any(|layer| self.layers.contains(&**layer))
    }
}

/// The entries of `acknowledge`, each by its kind of finding and its names, and where it begins to say which.
fn acknowledged(document: &Document, stated: &Value) -> Vec<(String, (String, usize))> {
    let text = document.text();
    let is_key =
        |at: &usize| text.get(at + KEY.len()..).is_some_and(|rest| rest.trim_start().starts_with(':'));
    let keys = text.match_indices(KEY).map(|(at, _)| at).filter(is_key);
    let entries = stated["acknowledge"].as_array().into_iter().flatten();
    let placed = entries.zip(keys).map(|(entry, at)| {
        let one = entry["of"].as_str().into_iter();
        let mut names: Vec<&str> =
            one.chain(entry["of"].as_array().into_iter().flatten().filter_map(Value::as_str)).collect();
        names.sort_unstable();
        names.insert(0, entry["finding"].as_str().unwrap_or_default());
        let line = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        (names.join(" "), (document.name().to_owned(), line))
    });
    placed.collect()
}

/// The key by which an entry of `acknowledge` says what it is about.
const KEY: &str = "\"finding\"";

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
