//! Checks facts and makes them the vocabulary.

use super::names::Form;
use crate::document::{self, At, Code, Faults, Kind, Limit, NameOf, Presume};
use crate::model::{CountRange, Fact, FactId, FactOption, Text, Vocabulary, text};
use crate::words::{Askable, Stricter};
use std::collections::BTreeSet;

/// Adds a document's fact to the vocabulary, unless its name is taken. `is_below` says which facts are of layers below.
pub(super) fn add(
    fact: &document::Fact,
    vocabulary: &mut Vocabulary,
    is_below: impl Fn(FactId) -> bool,
    faults: &mut Faults,
) -> bool {
    faults.form(&fact.id, NameOf::Fact, Form::Fact);
    fact.formerly.iter().for_each(|name| faults.form(name, NameOf::Fact, Form::Fact));
    let checked = Fact {
        id: text(&fact.id.value),
        kind: fact.kind.value,
        ask: text(&fact.ask),
        label: fact.label.as_ref().map_or_else(|| plain_label(&fact.id).into(), text),
        options: options(fact, faults),
        range: range(fact, faults),
        why: fact.why.as_ref().map(text),
        note: fact.note.as_ref().map(text),
        changeable: fact.changeable.unwrap_or(false),
        presume: None, // Told once every fact and term is there.
        presume_because: why_usual(fact),
        askable: fact.askable.unwrap_or(Askable::Now),
        safety: fact.safety.unwrap_or(false),
        stricter: stricter(fact, faults),
        formerly: fact.formerly.iter().map(|name| text(&name.value)).collect(),
    };
    let added = vocabulary.add(checked);
    if let Err(taken) = &added {
        faults.lost.insert(fact.id.value.clone());
        let former = fact.formerly.iter().rfind(|name| *name.value == **taken);
        let origin = former.unwrap_or(&fact.id).origin;
        let message = format!("there are two facts called `{taken}`");
        let below = vocabulary.named(taken).filter(|named| is_below(named.number));
        let is_refinable = below.is_some_and(|below| vocabulary.fact(below.number).kind.has_options());
        let help = if is_refinable && fact.options.is_some() {
            "one is of a layer below: to add options to that, list them under `refine`; else rename this one"
        } else {
            "rename one"
        };
        faults.error_with_help(Code::DuplicateId, origin, message, Some(help.into()));
    }
    added.is_ok()
}

fn why_usual(fact: &document::Fact) -> Option<Text> {
    match fact.presume.as_ref()? {
        Presume::Value(_) => None,
        Presume::Presumption(presumption) => presumption.because.as_ref().map(text),
    }
}

/// The last part of the id, with spaces.
fn plain_label(id: &str) -> String {
    id.rsplit('.').next().unwrap_or(id).replace('_', " ")
}

fn options(fact: &document::Fact, faults: &mut Faults) -> Vec<FactOption> {
    let kind = fact.kind.value;
    let Some(options) = &fact.options else {
        if kind.has_options() {
            let message = format!("a {kind} needs `options`");
            faults.error(Code::MissingField, fact.kind.origin, message);
        }
        return Vec::new();
    };
    if !kind.has_options() {
        faults.error(Code::WrongKind, options.origin, format!("a {kind} has no `options`"));
        return Vec::new();
    }
    if options.is_empty() && faults.none_within(options.origin) {
        faults.error(Code::Empty, options.origin, "this list is empty");
    }
    if faults.too_many(Limit::Options, options.len(), options.origin) {
        return Vec::new();
    }
    check_option_names(options.iter().flat_map(document::Choice::names), faults);
    options.iter().map(option).collect()
}

/// Checks the names of options that stand in one list.
pub(super) fn check_option_names<'a>(names: impl Iterator<Item = &'a At<String>>, faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    for name in names {
        faults.form(name, "an option", Form::Snake);
        if !seen.insert(name.value.as_str()) {
            let message = format!("two options are called `{}`", name.value);
            faults.error_with_help(Code::DuplicateId, name.origin, message, Some("rename one".into()));
        }
    }
}

fn option(option: &document::Choice) -> FactOption {
    FactOption {
        id: text(&option.id.value),
        label: text(&option.label),
        like: None,
        note: option.note.as_ref().map(text),
        formerly: option.formerly.iter().map(|name| text(&name.value)).collect(),
    }
}

fn range(fact: &document::Fact, faults: &mut Faults) -> Option<CountRange> {
    let origins = [
        fact.min.as_ref().map(|min| min.origin),
        fact.max.as_ref().map(|max| max.origin),
        fact.unit.as_ref().map(|unit| unit.origin),
        fact.unit_one.as_ref().map(|unit| unit.origin),
    ];
    if fact.kind.value != Kind::Count {
        for origin in origins.into_iter().flatten() {
            let message = format!("only a count has this; this fact is a {}", fact.kind.value);
            faults.error(Code::WrongKind, origin, message);
        }
        return None;
    }
    let min = fact.min.as_ref().map_or(0, |min| min.value);
    if let Some(max) = fact.max.as_ref().filter(|max| max.value < min) {
        let message = format!("`max` is {}, which is less than `min`, {min}", max.value);
        faults.error(Code::NeverTrue, max.origin, message);
    }
    Some(CountRange {
        min,
        max: fact.max.as_ref().map(|max| max.value),
        unit: fact.unit.as_ref().map(|unit| text(&unit.value)),
        unit_one: fact.unit_one.as_ref().map(|unit| text(&unit.value)),
    })
}

fn stricter(fact: &document::Fact, faults: &mut Faults) -> Option<Stricter> {
    let stricter = fact.stricter.as_ref()?;
    if matches!(fact.kind.value, Kind::Choice | Kind::Several) {
        let message = format!("a {} has no higher and lower values", fact.kind.value);
        faults.error(Code::WrongKind, stricter.origin, message);
    }
    Some(stricter.value)
}
