//! What documents declare, read as plain JSON: as it was written, and also where a rule set is refused.

use crate::layout::harmless;
use demeanor::Document;
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What is said of an entry of each list that has names, by the field that says it.
const SAYS: &[(&str, &str)] = &[
    ("facts", "ask"),
    ("terms", "because"),
    ("actions", "text"),
    ("rules", "title"),
    ("safeguards", "because"),
    ("cases", "title"),
    ("sources", "citation"),
];

/// An entry of a rule set, as it was written.
pub(crate) struct Declared {
    /// The list that it stands in.
    pub(crate) list: &'static str,
    pub(crate) id: String,
    pub(crate) says: String,
    pub(crate) document: String,
    pub(crate) entry: Value,
    /// As it stands in the canonical layout, where the document has one.
    written: Box<RawValue>,
}

/// Everything with a name that documents declare, list by list. Nothing can be read of a document that is no JSON.
pub(crate) fn all(documents: &[Document]) -> Vec<Declared> {
    let laid_out = |document: &Document| document.formatted().unwrap_or_else(|_| document.clone());
    let documents: Vec<Document> = documents.iter().map(laid_out).collect();
    let listed = SAYS.iter().flat_map(|said| documents.iter().map(move |document| (said, document)));
    listed.flat_map(|(&(list, says), document)| of_list(list, says, document)).collect()
}

/// A document as plain JSON.
pub(crate) fn parsed(document: &Document) -> Option<Value> {
    serde_json::from_str(document.text()).ok()
}

fn of_list(list: &'static str, says: &str, document: &Document) -> Vec<Declared> {
    let entries = fields(document.text()).and_then(|mut fields| fields.remove(list));
    let entries: Option<Vec<Box<RawValue>>> = entries.and_then(|list| serde_json::from_str(list.get()).ok());
    let declared = entries.into_iter().flatten().filter_map(|written| {
        let entry: Value = serde_json::from_str(written.get()).ok()?;
        let text = |field: &str| entry.get(field).and_then(Value::as_str).map(str::to_owned);
        let says = text(says).or_else(|| entry.get("when").map(Value::to_string)).unwrap_or_default();
        Some(Declared { list, id: text("id")?, says, document: document.name().to_owned(), entry, written })
    });
    declared.collect()
}

/// The fields of an object, each as it is written.
fn fields(text: &str) -> Option<BTreeMap<String, &RawValue>> {
    serde_json::from_str(text).ok()
}

/// What was declared last of a list by a name: upper layers restate terms.
pub(crate) fn named<'a>(declared: &'a [Declared], list: &str, id: &str) -> Option<&'a Declared> {
    let mut named = declared.iter().filter(|each| each.list == list && each.id == id);
    let restates =
        |each: &&Declared| list == "terms" && each.entry.get("replaces") == Some(&Value::Bool(true));
    let first = named.next()?;
    Some(named.rfind(restates).unwrap_or(first))
}

impl Declared {
    /// Does it mention a text, in small letters?
    pub(crate) fn mentions(&self, text: &str) -> bool {
        format!("{} {}", self.id, self.says).to_lowercase().contains(text)
    }

    /// As it was written, to be read and copied.
    pub(crate) fn text(&self) -> String {
        alone(self.written.get())
    }

    /// Its condition likewise, if it has one.
    pub(crate) fn condition(&self) -> Option<String> {
        Some(alone(fields(self.written.get())?.get("when")?.get()))
    }

    /// As data, told apart from what was checked.
    pub(crate) fn as_json(&self) -> Value {
        json!({ "refused": true, "document": self.document, "entry": self.entry })
    }
}

/// A card of the handbook, with the condition as it was written.
#[derive(Serialize)]
pub(crate) struct WithCondition<'a, T> {
    #[serde(flatten)]
    pub(crate) card: T,
    /// To be copied.
    pub(crate) condition: Option<&'a Value>,
}

/// A value out of a longer text, set in as if it stood alone.
fn alone(written: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let depth = written.lines().last().map_or(0, indent);
    let line = |line: &str| harmless(line.get(indent(line).min(depth)..).unwrap_or_default()) + "\n";
    written.lines().map(line).collect()
}
