//! What is new since a former version: what that does to situations, and every text that is other, as a redline.

use super::Book;
use super::page::{Page, code, text};
use crate::commands::compare;
use demeanor::Guideline;
use serde::Serialize;
use serde_json::{Map, Value};
use similar::{ChangeTag, TextDiff};
use std::collections::{BTreeMap, BTreeSet};

/// What changes with every change, and says nothing of it; and what another part of the page says in words.
const PASSED_OVER: [&str; 5] = ["digest", "composition", "documents", "approvals", "layer"];

/// Everything of one kind by its name, each as lines of text.
type Said = BTreeMap<String, Vec<String>>;

pub(super) fn write(book: &Book<'_>, page: &mut Page) {
    let Some(former) = book.former else { return };
    page.append(&compare::paper(former, book.guideline));
    page.paragraph("**The texts as they were and as they are**: what is taken out is struck through, what is new is underlined.");
    let before = everything(former);
    let mut same = true;
    for ((kind, old), (_, new)) in before.iter().zip(&everything(book.guideline)) {
        let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        let changed: Vec<&String> =
            names.into_iter().filter(|name| old.get(*name) != new.get(*name)).collect();
        if changed.is_empty() {
            continue;
        }
        same = false;
        page.subheading(3, kind);
        for name in changed {
            redline(name, old.get(name), new.get(name), page);
        }
    }
    if same {
        page.paragraph("No text is other than it was.");
    }
}

/// One thing, as it was and as it is.
fn redline(name: &str, old: Option<&Vec<String>>, new: Option<&Vec<String>>, page: &mut Page) {
    let what = match (old, new) {
        (None, _) => "new",
        (_, None) => "taken out",
        _ => "changed",
    };
    page.paragraph(&format!("{} ({what})", code(name)));
    let joined = |lines: Option<&Vec<String>>| lines.map(|lines| lines.join("\n") + "\n").unwrap_or_default();
    let (old, new) = (joined(old), joined(new));
    let (mut line, mut other) = (String::new(), false);
    for (tag, piece) in pieces(&old, &new) {
        for (number, part) in piece.split('\n').enumerate() {
            if number > 0 {
                show(&mut line, &mut other, page);
            }
            add(&mut line, tag, part);
            other |= tag != ChangeTag::Equal && !part.trim().is_empty();
        }
    }
    show(&mut line, &mut other, page);
}

/// A line is shown where something in it is other; the rest is as it was.
fn show(line: &mut String, other: &mut bool, page: &mut Page) {
    if *other && !line.trim().is_empty() {
        page.item(0, line.trim());
    }
    line.clear();
    *other = false;
}

/// What is the same, taken out or new, one after the other.
fn pieces(old: &str, new: &str) -> Vec<(ChangeTag, String)> {
    let mut pieces: Vec<(ChangeTag, String)> = Vec::new();
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        match pieces.last_mut() {
            Some((tag, piece)) if *tag == change.tag() => piece.push_str(change.value()),
            _ => pieces.push((change.tag(), change.value().to_owned())),
        }
    }
    pieces
}

fn add(line: &mut String, tag: ChangeTag, part: &str) {
    let said = text(part);
    if said.is_empty() {
        return line.push_str(part);
    }
    let before = if part.starts_with(char::is_whitespace) { " " } else { "" };
    let after = if part.ends_with(char::is_whitespace) { " " } else { "" };
    let (open, close) = match tag {
        ChangeTag::Equal => ("", ""),
        ChangeTag::Delete => ("<del>", "</del>"),
        ChangeTag::Insert => ("<ins>", "</ins>"),
    };
    line.extend([before, open, &said, close, after]);
}

/// Everything that a guideline says, kind by kind.
fn everything(guideline: &Guideline) -> Vec<(&'static str, Said)> {
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
