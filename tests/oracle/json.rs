//! Reading fields of JSON that is known to be valid.

use serde_json::Value;
use std::collections::BTreeSet;
use std::slice;

/// A text that must be there.
pub fn text<'a>(object: &'a Value, field: &str) -> &'a str {
    let found = object[field].as_str();
    found.unwrap_or_else(|| panic!("no text `{field}` in {object}"))
}

pub fn id(object: &Value) -> &str {
    text(object, "id")
}

/// A list; empty where it is left out.
pub fn list<'a>(object: &'a Value, field: &str) -> &'a [Value] {
    object[field].as_array().map_or(&[], Vec::as_slice)
}

/// Whether a list of names has this one.
pub fn names(object: &Value, field: &str, name: &str) -> bool {
    list(object, field).iter().any(|each| each == name)
}

/// A value where one or a list of them may be written.
pub fn one_or_more(value: &Value) -> &[Value] {
    match value {
        Value::Array(values) => values,
        one => slice::from_ref(one),
    }
}

/// Where two values differ, for people: a line for each place.
pub fn differences(one: &Value, other: &Value) -> String {
    differing("", Some(one), Some(other)).join("\n")
}

fn differing(place: &str, one: Option<&Value>, other: Option<&Value>) -> Vec<String> {
    match (one, other) {
        _ if one == other => Vec::new(),
        (Some(Value::Object(one)), Some(Value::Object(other))) => {
            let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            let differing = |key| differing(&format!("{place}.{key}"), one.get(key), other.get(key));
            keys.into_iter().flat_map(differing).collect()
        }
        (Some(Value::Array(one)), Some(Value::Array(other))) => {
            let places = 0..one.len().max(other.len());
            let differing = |at| differing(&format!("{place}[{at}]"), one.get(at), other.get(at));
            places.flat_map(differing).collect()
        }
        _ => {
            let [one, other] = [one, other].map(|side| side.map_or("nothing".to_owned(), Value::to_string));
            vec![format!("{place}: {one} | {other}")]
        }
    }
}
