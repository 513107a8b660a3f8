//! What a guideline says, as lines of text: so that two of them can be laid side by side.

use demeanor::Guideline;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What changes with every change, and says nothing of it; and what another part of the page says in words.
const PASSED_OVER: [&str; 5] = ["digest", "composition", "documents", "approvals", "layer"];

/// Everything of one kind by its name, each as lines of text.
pub(super) type Said = BTreeMap<String, Vec<String>>;

/// Everything that a guideline says, kind by kind.
pub(super) fn everything(guideline: &Guideline) -> Vec<(&'static str, Said)> {
    let layers = guideline.layers().map(|layer| (layer.id.to_string(), lines(layer)));
    let cards = guideline.layer_cards().map(|card| (card.layer.to_string(), lines(&card)));
    let impossible = guideline.impossible().map(|card| (card.because.to_string(), lines(&card)));
    vec![
        ("Who stands behind it", layers.collect()),
        ("What layers change of those below", cards.collect()),
        ("Rules", guideline.rules().map(|rule| (rule.rule.to_string(), lines(&rule))).collect()),
        ("Terms", guideline.terms().map(|term| (term.term.to_string(), lines(&term))).collect()),
        ("Actions", guideline.actions().map(|action| (action.action.to_string(), lines(&action))).collect()),
        ("Facts", guideline.facts().iter().map(|fact| (fact.id.to_string(), lines(fact))).collect()),
        (
            "Safeguards",
            guideline.safeguards().map(|card| (card.safeguard.to_string(), lines(&card))).collect(),
        ),
        ("What cannot be", impossible.collect()),
        ("Sources", guideline.sources().map(|source| (source.source.to_string(), lines(&source))).collect()),
    ]
}

/// What is said of a thing, a line for each of its fields.
fn lines(card: &impl Serialize) -> Vec<String> {
    let mut lines = Vec::new();
    add_fields("", &serde_json::to_value(card).unwrap_or_default(), &mut lines);
    lines
}

fn add_fields(before: &str, value: &Value, lines: &mut Vec<String>) {
    for (field, value) in value.as_object().into_iter().flatten() {
        if PASSED_OVER.contains(&&**field) || is_empty(value) {
            continue;
        }
        let label = format!("{before}{}", field.replace('_', " "));
        match value {
            Value::Object(_) => add_fields(&format!("{label}, "), value, lines),
            Value::Array(items) if items.iter().any(Value::is_object) => {
                lines.extend(items.iter().map(|item| format!("{label}: {}", said(item))));
            }
            value => lines.push(format!("{label}: {}", said(value))),
        }
    }
}

fn is_empty(value: &Value) -> bool {
    value.is_null()
        || value.as_array().is_some_and(Vec::is_empty)
        || value.as_object().is_some_and(Map::is_empty)
}

fn said(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(said).collect::<Vec<_>>().join(", "),
        // A line of a condition says itself.
        Value::Object(line) if line.contains_key("depth") => line.get("text").map(said).unwrap_or_default(),
        Value::Object(fields) => {
            let told =
                |(field, value): &(&String, &Value)| !is_empty(value) && !PASSED_OVER.contains(&&***field);
            let part =
                |(field, value): (&String, &Value)| format!("{}: {}", field.replace('_', " "), said(value));
            fields.iter().filter(told).map(part).collect::<Vec<_>>().join("; ")
        }
        value => value.to_string(),
    }
}
