//! What a guideline says, as lines of text: so that two of them can be laid side by side.

use demeanor::Guideline;
use demeanor::analysis::NamedKind;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What changes with every change, and says nothing of it; and what another part says in words: who overrides a rule stands with
/// the other rule.
const PASSED_OVER: [&str; 6] = ["digest", "composition", "documents", "approvals", "layer", "overridden_by"];

/// Everything of one sort that a guideline says.
pub(super) struct Section {
    pub(super) heading: &'static str,
    /// How a comparison calls one of them, where it tells them apart by name.
    pub(super) kind: Option<NamedKind>,
    /// Each by its name, as lines of text.
    pub(super) said: BTreeMap<String, Vec<String>>,
}

/// Everything that a guideline says, in sections that are the same of every guideline.
pub(super) fn everything(guideline: &Guideline) -> Vec<Section> {
    vec![
        section(
            "Who stands behind it",
            None,
            guideline.layers().map(|layer| (layer.id.to_string(), lines(layer))),
        ),
        section(
            "What layers change of those below",
            None,
            guideline.layer_cards().map(|card| (card.layer.to_string(), lines(&card))),
        ),
        section(
            "Rules",
            Some(NamedKind::Rule),
            guideline.rules().map(|card| (card.rule.to_string(), lines(&card))),
        ),
        section(
            "Terms",
            Some(NamedKind::Term),
            guideline.terms().map(|card| (card.term.to_string(), lines(&card))),
        ),
        section(
            "Actions",
            Some(NamedKind::Action),
            guideline.actions().map(|card| (card.action.to_string(), lines(&card))),
        ),
        section(
            "Facts",
            Some(NamedKind::Fact),
            guideline.facts().iter().map(|fact| (fact.id.to_string(), lines(fact))),
        ),
        section(
            "Safeguards",
            Some(NamedKind::Safeguard),
            guideline.safeguards().map(|card| (card.safeguard.to_string(), lines(&card))),
        ),
        section(
            "What cannot be",
            None,
            guideline.impossible().map(|card| (card.because.to_string(), lines(&card))),
        ),
        section(
            "Sources",
            Some(NamedKind::Source),
            guideline.sources().map(|card| (card.source.to_string(), lines(&card))),
        ),
    ]
}

fn section(
    heading: &'static str,
    kind: Option<NamedKind>,
    said: impl Iterator<Item = (String, Vec<String>)>,
) -> Section {
    Section { heading, kind, said: said.collect() }
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
