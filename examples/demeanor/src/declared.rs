//! What documents declare, read as plain JSON: as it was written, and also where a rule set is refused.

use crate::layout::harmless;
use demeanor::Document;
use serde::Serialize;
use serde_json::{Value, json};

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

/// So wide may a value be that stands on one line.
const WIDEST: usize = 88;

/// An entry of a rule set, as it was written.
pub(crate) struct Declared {
    /// The list that it stands in.
    pub(crate) list: &'static str,
    pub(crate) id: String,
    pub(crate) says: String,
    pub(crate) document: String,
    pub(crate) entry: Value,
}

/// Everything with a name that documents declare, list by list. Nothing can be read of a document that is no JSON.
pub(crate) fn all(documents: &[Document]) -> Vec<Declared> {
    let read = |document: &Document| (document.name().to_owned(), parsed(document).unwrap_or_default());
    let read: Vec<(String, Value)> = documents.iter().map(read).collect();
    let listed = SAYS.iter().flat_map(|said| read.iter().map(move |(name, stated)| (said, name, stated)));
    listed.flat_map(|(&(list, says), name, stated)| of_list(list, says, name, stated)).collect()
}

/// A document as plain JSON.
pub(crate) fn parsed(document: &Document) -> Option<Value> {
    serde_json::from_str(document.text()).ok()
}

fn of_list(list: &'static str, says: &str, document: &str, stated: &Value) -> Vec<Declared> {
    let entries = stated[list].as_array().into_iter().flatten();
    let declared = entries.filter_map(|entry| {
        let said = entry[says].as_str().map(str::to_owned);
        let says = said.unwrap_or_else(|| entry.get("when").map(Value::to_string).unwrap_or_default());
        let (id, document) = (entry["id"].as_str()?.to_owned(), document.to_owned());
        Some(Declared { list, id, says, document, entry: entry.clone() })
    });
    declared.collect()
}

/// What was declared last of a list by a name: upper layers restate terms.
pub(crate) fn named<'a>(declared: &'a [Declared], list: &str, id: &str) -> Option<&'a Declared> {
    let mut named = declared.iter().filter(|each| each.list == list && each.id == id);
    let restates = |each: &&Declared| each.entry.get("replaces") == Some(&Value::Bool(true));
    let first = named.next()?;
    Some(named.rfind(restates).unwrap_or(first))
}

impl Declared {
    /// Does it mention a text, in small letters?
    pub(crate) fn mentions(&self, text: &str) -> bool {
        format!("{} {}", self.id, self.says).to_lowercase().contains(text)
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

/// A value in the layout of rule sets: on one line where it fits there.
pub(crate) fn laid_out(value: &Value) -> String {
    let mut text = String::new();
    lay_out(value, 0, &mut text);
    text.lines().map(|line| harmless(line) + "\n").collect()
}

fn lay_out(value: &Value, indent: usize, text: &mut String) {
    let line = on_one_line(value);
    if indent + line.chars().count() <= WIDEST {
        return text.push_str(&line);
    }
    let (open, close, entries): (_, _, Vec<(String, &Value)>) = match value {
        Value::Array(items) => ('[', ']', items.iter().map(|item| (String::new(), item)).collect()),
        Value::Object(members) => {
            let entry = |(key, value)| (format!("{}: ", Value::from(key)), value);
            ('{', '}', members.iter().map(|(key, value)| entry((key.as_str(), value))).collect())
        }
        _ => return text.push_str(&line),
    };
    text.push(open);
    let last = entries.len().saturating_sub(1);
    for (number, (key, value)) in entries.into_iter().enumerate() {
        text.extend([format!("\n{:1$}{key}", "", indent + 2)]);
        lay_out(value, indent + 2, text);
        text.push_str(if number == last { "" } else { "," });
    }
    text.extend([format!("\n{:1$}{close}", "", indent)]);
}

fn on_one_line(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(on_one_line).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) if members.is_empty() => "{}".into(),
        Value::Object(members) => {
            let member =
                |(key, value): (&String, &Value)| format!("{}: {}", Value::from(&**key), on_one_line(value));
            format!("{{ {} }}", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
        _ => value.to_string(),
    }
}
