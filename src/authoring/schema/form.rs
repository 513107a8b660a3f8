//! What the types alone do not say of the form of rule sets: texts that are not blank, numbers that fit, fields that go
//! together; and how names are offered.

use crate::model::Text;
use serde_json::{Map, Value, json};

/// The dialect that all schemas are written in.
pub(super) const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The fields that take names of facts, each with the type that it belongs to.
pub(super) const FACTS: &[(&str, &str)] = &[
    ("SafetyMark", "fact"),
    ("LayerPresumption", "fact"),
    ("MayRelax", "presume"),
    ("Expectation", "asks_first"),
];

/// The fields that take names of actions.
pub(super) const ACTIONS: &[(&str, &str)] = &[
    ("Rule", "must"),
    ("Rule", "should"),
    ("Rule", "may"),
    ("Rule", "should_not"),
    ("Rule", "must_not"),
    ("Action", "contradicts"),
];

/// The fields that take names of rules.
pub(super) const RULES: &[(&str, &str)] = &[
    ("Rule", "overrides"),
    ("Withdrawal", "rule"),
    ("MayRelax", "rule"),
    ("Expectation", "stands"),
    ("Expectation", "set_aside"),
];

/// The fields that take names of sources.
pub(super) const SOURCES: &[(&str, &str)] = &[("Rule", "sources")];

/// Says of a schema of rule sets what the types do not.
pub(super) fn tighten(schema: &mut Value) {
    tighten_all(schema);
    if let Some(format) = schema.pointer_mut("/properties/format") {
        *format = json!({ "const": 1, "description": "The format's version: 1." });
    }
    let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) else { return };
    let of_options = json!({ "properties": { "kind": { "enum": ["choice", "scale", "several"] } } });
    let of_counts = json!({ "properties": { "kind": { "const": "count" } } });
    let is_ordered = json!({ "properties": { "kind": { "enum": ["flag", "scale", "count"] } } });
    let rows = [
        ("Rule", json!([{ "not": { "required": ["permits", "at_least"] } }, says_something()])),
        (
            "Fact",
            json!([
                { "if": of_options, "then": { "required": ["options"] }, "else": without(&["options"]) },
                { "if": of_counts, "else": without(&["min", "max", "unit", "unit_one"]) },
                { "if": is_ordered, "else": without(&["stricter"]) },
                presumes(&["flag"], &json!({ "type": "boolean" })),
                presumes(&["count"], &json!({ "type": "integer" })),
                presumes(&["choice", "scale"], &json!({ "type": "string" })),
                presumes(&["several"], &json!({ "type": "array" })),
            ]),
        ),
        ("Term", json!([{ "if": replacing(), "then": { "required": ["because"] } }])),
        (
            "MayRelax",
            json!([{ "oneOf": [{ "required": ["rule"] }, { "required": ["otherwise"] }, { "required": ["presume"] }] }]),
        ),
        (
            "LayerPresumption",
            json!([
                { "oneOf": [{ "required": ["value"] }, { "required": ["nothing"] }] },
                { "if": { "required": ["nothing"] }, "then": without(&["unless"]) },
            ]),
        ),
        ("TestObject", json!([{ "minProperties": 1 }])),
        ("Expectation", json!([{ "minProperties": 1 }])),
        ("Pattern", json!([{ "minProperties": 1 }])),
    ];
    for (definition, parts) in rows {
        if let Some(fields) = definitions.get_mut(definition).and_then(Value::as_object_mut) {
            fields.insert("allOf".into(), parts);
        }
    }
}

/// Facts of some kinds presume values of a type, alone or as the `value` of an object.
fn presumes(kinds: &[&str], value: &Value) -> Value {
    let kind = json!({ "properties": { "kind": { "enum": kinds } } });
    let object = json!({ "type": "object", "properties": { "value": value } });
    json!({ "if": kind, "then": { "properties": { "presume": { "anyOf": [value, object] } } } })
}

/// A rule without a stance, actions and overrides says nothing.
fn says_something() -> Value {
    let fields = ["permits", "at_least", "must", "should", "may", "should_not", "must_not", "overrides"];
    json!({ "anyOf": fields.map(|field| json!({ "required": [field] })) })
}

fn replacing() -> Value {
    json!({ "properties": { "replaces": { "const": true } }, "required": ["replaces"] })
}

fn without(fields: &[&str]) -> Value {
    let none: Map<String, Value> =
        fields.iter().map(|field| ((*field).to_owned(), Value::Bool(false))).collect();
    json!({ "properties": none })
}

/// Texts are not blank, and whole numbers end somewhere.
fn tighten_all(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(tighten_all),
        Value::Object(fields) => {
            let is = |name: &str, word: &str| fields.get(name).is_some_and(|value| value == word);
            let text = is("type", "string") && !fields.contains_key("enum") && !fields.contains_key("const");
            let number = is("format", "uint32");
            if text {
                fields.insert("pattern".into(), json!("\\S"));
            }
            if number {
                fields.insert("maximum".into(), json!(u32::MAX));
            }
            fields.values_mut().for_each(tighten_all);
        }
        _ => {}
    }
}

/// Defines a kind of name, with those there are for an editor to offer, and lets fields be of it. Other names can be
/// written too: they may be about to be declared.
pub(super) fn offer(
    definitions: &mut Map<String, Value>,
    kind: &str,
    names: &[Text],
    fields: &[(&str, &str)],
) {
    let any = json!({ "anyOf": [{ "enum": names }, { "type": "string", "pattern": "\\S" }] });
    definitions.insert(kind.to_owned(), any);
    for (owner, field) in fields {
        let properties = definitions.get_mut(*owner).and_then(|owner| owner.get_mut("properties"));
        if let Some(field) = properties.and_then(|properties| properties.get_mut(field)) {
            refer(field, kind);
        }
    }
}

/// Lets a field, or the entries of its list, be of a definition.
fn refer(field: &mut Value, definition: &str) {
    let target = json!(format!("#/$defs/{definition}"));
    if let Some(items) = field.get_mut("items") {
        *items = json!({ "$ref": target });
    } else if let Some(fields) = field.as_object_mut() {
        fields.retain(|key, _| key == "description");
        fields.insert("$ref".into(), target);
    }
}
