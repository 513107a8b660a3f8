//! What the columns of a table of cases are: what is said of a case, the facts of its situation, what is expected.

use crate::declared;
use demeanor::Document;
use serde_json::Value;
use std::collections::BTreeMap;

/// What is said of a case, by its field.
pub(super) const SAID: [&str; 4] = ["id", "title", "because", "presuming"];

/// What is expected, by its field, and how it is written in a cell.
pub(super) const EXPECTED: [(&str, Cell); 10] = [
    ("stance", Cell::List),
    ("at_least", Cell::Text),
    ("at_most", Cell::Text),
    ("advises", Cell::List),
    ("advises_one_of", Cell::List),
    ("never_advises", Cell::List),
    ("stands", Cell::List),
    ("set_aside", Cell::List),
    ("settled", Cell::Flag),
    ("asks_first", Cell::List),
];

/// How a value is written in a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    Text,
    Flag,
    Number,
    /// Parted by semicolons; `-` where there is none.
    List,
}

/// The facts that a situation can hold, in the order in which they are declared.
#[derive(Default)]
pub(super) struct Facts {
    order: Vec<String>,
    cells: BTreeMap<String, Cell>,
    /// The id of each fact by its label, in small letters.
    labels: BTreeMap<String, String>,
    /// The options of each fact that has some.
    options: BTreeMap<String, Vec<String>>,
}

impl Facts {
    pub(super) fn of<'a>(documents: impl Iterator<Item = &'a Document>) -> Facts {
        let documents: Vec<Document> = documents.cloned().collect();
        let mut facts = Facts::default();
        for fact in declared::all(&documents).into_iter().filter(|each| each.list == "facts") {
            let cell = match fact.entry.get("kind").and_then(Value::as_str) {
                Some("flag") => Cell::Flag,
                Some("count") => Cell::Number,
                Some("several") => Cell::List,
                _ => Cell::Text,
            };
            let former = fact.entry.get("formerly").and_then(Value::as_array).into_iter().flatten();
            facts.cells.extend(former.filter_map(|name| Some((name.as_str()?.to_owned(), cell))));
            facts.cells.insert(fact.id.clone(), cell);
            let label = fact.entry.get("label").and_then(Value::as_str).map(str::to_lowercase);
            facts.labels.extend(label.map(|label| (label, fact.id.clone())));
            let options = fact.entry.get("options").and_then(Value::as_array).into_iter().flatten();
            let options = options.filter_map(|option| option.get("id")?.as_str().map(str::to_owned));
            facts.options.insert(fact.id.clone(), options.collect());
            facts.order.push(fact.id);
        }
        facts
    }

    /// How the values of a fact are written; none of what is no fact.
    pub(super) fn cell(&self, name: &str) -> Option<Cell> {
        self.cells.get(name).copied()
    }

    /// The fact with a label.
    pub(super) fn labelled(&self, label: &str) -> Option<&str> {
        self.labels.get(&label.to_lowercase()).map(String::as_str)
    }

    /// Options of a fact that are parted otherwise than by semicolons.
    pub(super) fn options_in<'a>(&self, fact: &str, cell: &'a str) -> Option<Vec<&'a str>> {
        let known = self.options.get(fact)?;
        let parts = [", ", ",", " / ", "/", " + ", "+", " and ", " & "];
        let split = parts.into_iter().map(|part| cell.split(part).map(str::trim).collect::<Vec<_>>());
        let all_known = |options: &Vec<&str>| {
            options.len() > 1 && options.iter().all(|option| known.iter().any(|known| known == option))
        };
        split.into_iter().find(all_known)
    }

    /// The names of facts that hold, in order, then those that nobody declares.
    pub(super) fn in_order(&self, mut names: Vec<String>) -> Vec<String> {
        let place = |name: &String| self.order.iter().position(|fact| fact == name);
        names.sort_by_key(|name| (place(name).unwrap_or(usize::MAX), name.clone()));
        names.dedup();
        names
    }

    /// Every name that a column can have.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let expected = EXPECTED.iter().map(|(field, _)| *field);
        SAID.into_iter().chain(expected).chain(self.order.iter().map(String::as_str))
    }
}

/// A situation with each fact by its whole id.
pub(super) fn flat(situation: &Value) -> BTreeMap<String, Value> {
    let mut flat = BTreeMap::new();
    for (key, value) in situation.as_object().into_iter().flatten() {
        match value {
            Value::Object(facts) => {
                flat.extend(facts.iter().map(|(fact, value)| (format!("{key}.{fact}"), value.clone())));
            }
            Value::Null => {}
            _ if key == "$schema" => {}
            _ => drop(flat.insert(key.clone(), value.clone())),
        }
    }
    flat.retain(|_, value| !value.is_null());
    flat
}
