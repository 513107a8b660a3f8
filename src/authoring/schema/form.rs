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
    ("Refinement", "fact"),
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
    ("Action", "covers"),
    ("Withdrawal", "action"),
    ("MayRelax", "action"),
];

/// The fields that take names of rules.
pub(super) const RULES: &[(&str, &str)] = &[
    ("Rule", "overrides"),
    ("Rule", "replaces"),
    ("Withdrawal", "rule"),
    ("MayRelax", "rule"),
    ("Expectation", "stands"),
    ("Expectation", "set_aside"),
];

/// The fields that take names of sources.
pub(super) const SOURCES: &[(&str, &str)] = &[("Rule", "sources")];

const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
const VERSION: &str = r"^[0-9]+\.[0-9]+\.[0-9]+([-+][0-9A-Za-z.+-]+)?$";
const DIGEST: &str = "^sha256:[0-9a-fA-F]{64}$";

/// Texts that have a form of their own.
const PATTERNS: &[(&str, &str)] = &[
    ("/properties/version", VERSION),
    ("/$defs/Change/properties/version", VERSION),
    ("/$defs/Extends/properties/version", r"^[0-9]+(\.[0-9]+){0,2}$"),
    ("/$defs/About/properties/last_review", DAY),
    ("/$defs/About/properties/next_review", DAY),
    ("/$defs/Effective/properties/from", DAY),
    ("/$defs/Effective/properties/until", DAY),
    ("/$defs/Approval/properties/date", DAY),
    ("/$defs/Approval/properties/digest", DIGEST),
];

/// Says of a schema of rule sets what the types do not.
pub(super) fn tighten(schema: &mut Value) {
    tighten_all(schema);
    for (place, pattern) in PATTERNS {
        if let Some(fields) = schema.pointer_mut(place).and_then(Value::as_object_mut) {
            fields.insert("pattern".into(), json!(pattern));
        }
    }
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
        ("Action", json!([{ "if": replacing(), "then": words_only(), "else": { "required": ["moment"] } }])),
        ("Term", json!([{ "if": replacing(), "then": { "required": ["because"] } }])),
        ("Withdrawal", json!([{ "oneOf": [{ "required": ["rule"] }, { "required": ["action"] }] }])),
        (
            "MayRelax",
            json!([{ "oneOf": [{ "required": ["rule"] }, { "required": ["action"] }, { "required": ["term"] }, { "required": ["otherwise"] }, { "required": ["presume"] }] }]),
        ),
        (
            "LayerPresumption",
            json!([
                { "oneOf": [{ "required": ["value"] }, { "required": ["nothing"] }] },
                { "if": { "required": ["nothing"] }, "then": without(&["unless"]) },
            ]),
        ),
        ("Refinement", json!([{ "properties": { "options": { "minItems": 1 } } }])),
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

/// Of an action that is worded anew nothing else is stated.
fn words_only() -> Value {
    let mut only = without(&["moment", "when", "contradicts", "urgent", "covers"]);
    if let Some(fields) = only.as_object_mut() {
        fields.insert("required".into(), json!(["because"]));
    }
    only
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

/// One of some names, each with what it says, which editors show.
pub(super) fn one_of(names: &[(Text, Text)]) -> Value {
    let (ids, said): (Vec<&Text>, Vec<&Text>) = names.iter().map(|(id, said)| (id, said)).unzip();
    // Nothing can be one of none.
    if ids.is_empty() { json!({ "not": {} }) } else { json!({ "enum": ids, "enumDescriptions": said }) }
}

/// What is expected to be advised: an action by its name, or a pattern.
pub(super) fn offer_advised(definitions: &mut Map<String, Value>) {
    let advised = json!({ "anyOf": [{ "$ref": "#/$defs/ActionName" }, { "$ref": "#/$defs/Pattern" }] });
    definitions.insert("Advised".into(), advised);
}

/// Takes out the definitions that nothing refers to.
pub(super) fn prune(schema: &mut Value) {
    loop {
        let text = schema.to_string();
        let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) else { return };
        let before = definitions.len();
        definitions.retain(|name, _| text.contains(&format!("\"#/$defs/{name}\"")));
        if definitions.len() == before {
            return;
        }
    }
}

/// Descriptions for those who write rule sets: without examples and links for those who write programs.
pub(super) fn plain_descriptions(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(plain_descriptions),
        Value::Object(fields) => {
            if let Some(Value::String(description)) = fields.get_mut("description") {
                let said = description.split("```").next().unwrap_or_default().trim_end();
                *description = said.replace("[`", "`").replace("`]", "`");
            }
            fields.values_mut().for_each(plain_descriptions);
        }
        _ => {}
    }
}

/// Defines a kind of name, of which there are some, and lets fields be of it.
pub(super) fn offer(
    definitions: &mut Map<String, Value>,
    kind: &str,
    names: &[(Text, Text)],
    fields: &[(&str, &str)],
) {
    definitions.insert(kind.to_owned(), one_of(names));
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
