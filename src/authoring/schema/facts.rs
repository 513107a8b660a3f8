//! What a vocabulary adds to schemas: its facts, their values and what can be asked of them.

use crate::document::Kind;
use crate::model::{Fact, Text};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A condition that tests these facts and these terms only.
pub(super) fn condition(facts: &[Fact], terms: &[(Text, Text)]) -> Value {
    let many = json!({ "type": "array", "items": { "$ref": "#/$defs/Condition" }, "minItems": 1 });
    let term = super::form::one_of(terms);
    let mut properties: Map<String, Value> =
        ["all", "any", "none"].into_iter().map(|word| (word.to_owned(), many.clone())).collect();
    if !terms.is_empty() {
        let several = list_of(&term, 1);
        properties.insert("is".into(), json!({ "anyOf": [term, several] }));
    }
    for (name, fact, former) in names(facts) {
        properties.insert(name.to_string(), reference(&test_name(fact), former));
    }
    json!({
        "type": "object",
        "description": "All entries must hold. Every other key is the id of a fact, with its test.",
        "properties": properties,
        "additionalProperties": false
    })
}

/// A situation of these facts only, by group or by dotted id.
pub(super) fn situation(facts: &[Fact]) -> Value {
    let mut properties: Map<String, Value> = Map::new();
    let mut groups: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for (name, fact, former) in names(facts) {
        let value = reference(&value_name(fact), former);
        if let Some((group, last)) = name.split_once('.') {
            groups.entry(group).or_default().insert(last.to_owned(), value.clone());
        }
        properties.insert(name.to_string(), value);
    }
    for (group, facts) in groups {
        let whole = json!({ "type": ["object", "null"], "properties": facts, "additionalProperties": false });
        properties.insert(group.to_owned(), whole);
    }
    properties.insert("$schema".into(), json!({ "type": "string" }));
    json!({
        "type": ["object", "null"],
        "description": "Facts by group or by dotted id, each once. A fact that is left out, or null, is not known.",
        "properties": properties,
        "additionalProperties": false
    })
}

/// The values and the tests of each fact, to be referred to.
pub(super) fn definitions(facts: &[Fact]) -> impl Iterator<Item = (String, Value)> {
    facts.iter().flat_map(|fact| [(value_name(fact), given(fact)), (test_name(fact), test(fact))])
}

/// Which options finer ones of each fact can be like.
pub(super) fn likes(facts: &[Fact]) -> impl Iterator<Item = Value> {
    facts.iter().filter(|fact| fact.kind.has_options()).map(|fact| {
        let is_it = json!({ "properties": { "fact": { "const": fact.id } } });
        let option = json!({ "properties": { "like": options(fact) } });
        json!({ "if": is_it, "then": { "properties": { "options": { "items": option } } } })
    })
}

fn value_name(fact: &Fact) -> String {
    definition("value", fact)
}

fn test_name(fact: &Fact) -> String {
    definition("test", fact)
}

/// What a definition is called. A reference is an address, in which not every character can stand that somebody may give
/// to a name.
fn definition(of: &str, fact: &Fact) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c } else { '_' };
    format!("{of}.{}", fact.id.chars().map(plain).collect::<String>())
}

fn reference(definition: &str, former: bool) -> Value {
    let target = format!("#/$defs/{definition}");
    if former { json!({ "$ref": target, "deprecated": true }) } else { json!({ "$ref": target }) }
}

/// Every name of every fact, and whether it is a former one.
fn names(facts: &[Fact]) -> impl Iterator<Item = (&Text, &Fact, bool)> {
    facts.iter().flat_map(|fact| {
        let former = fact.formerly.iter().map(move |name| (name, fact, true));
        std::iter::once((&fact.id, fact, false)).chain(former)
    })
}

/// What can be given of a fact; null where it is not known.
fn given(fact: &Fact) -> Value {
    let known = match fact.kind {
        Kind::Several => list_of(&value(fact), 0),
        _ => value(fact),
    };
    described(fact, json!({ "anyOf": [known, { "type": "null" }] }))
}

/// One value of a fact; of a `several` one of its options.
fn value(fact: &Fact) -> Value {
    match (fact.kind, &fact.range) {
        (Kind::Flag, _) => json!({ "type": "boolean" }),
        (Kind::Count, range) => {
            let (min, max) = range.as_ref().map_or((0, None), |range| (range.min, range.max));
            json!({ "type": "integer", "minimum": min, "maximum": max.unwrap_or(u32::MAX) })
        }
        (Kind::Choice | Kind::Scale | Kind::Several, _) => options(fact),
    }
}

fn options(fact: &Fact) -> Value {
    let now: Vec<&Text> = fact.options.iter().map(|option| &option.id).collect();
    let former: Vec<&Text> = fact.options.iter().flat_map(|option| &option.formerly).collect();
    if former.is_empty() {
        let labels: Vec<&Text> = fact.options.iter().map(|option| &option.label).collect();
        return json!({ "enum": now, "enumDescriptions": labels });
    }
    json!({ "anyOf": [{ "enum": now }, { "enum": former, "deprecated": true }] })
}

/// What can be asked of a fact in a condition.
fn test(fact: &Fact) -> Value {
    let one = value(fact);
    let list = list_of(&one, 1);
    let keys: &[(&str, bool)] = match fact.kind {
        Kind::Flag | Kind::Choice => &[("none_of", true)],
        Kind::Scale | Kind::Count => &[("at_least", false), ("at_most", false), ("none_of", true)],
        Kind::Several => &[("includes_all", true), ("includes_none", true)],
    };
    let mut properties: Map<String, Value> = Map::new();
    for (key, takes_list) in keys {
        properties.insert((*key).to_owned(), if *takes_list { list.clone() } else { one.clone() });
    }
    let several = fact.kind == Kind::Several;
    if several {
        properties.insert("includes".into(), json!({ "anyOf": [one, list] }));
    }
    let object = json!({
        "type": "object", "properties": properties, "additionalProperties": false, "minProperties": 1
    });
    let forms = if several { json!([object]) } else { json!([one, list, object]) };
    described(fact, json!({ "anyOf": forms }))
}

fn list_of(items: &Value, least: usize) -> Value {
    json!({ "type": "array", "items": items, "minItems": least, "uniqueItems": true })
}

/// With the question and the labels of the options, for an editor to show.
fn described(fact: &Fact, mut schema: Value) -> Value {
    let options = fact.options.iter().map(|option| format!("\n- {}: {}", option.id, option.label));
    let description = format!("{}{}", fact.ask, options.collect::<String>());
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("title".into(), json!(fact.label));
        fields.insert("description".into(), json!(description));
    }
    schema
}
