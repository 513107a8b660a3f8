//! Facts, values and stances in words for people.

use demeanor::handbook::Wording;
use demeanor::{Fact, FactValue, Guidance, Guideline, Kind, Situation, Stance};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Stances in a few words, joined as alternatives.
pub(crate) fn any_of(stances: &[Stance]) -> String {
    stances.iter().map(|stance| stance.brief()).collect::<Vec<_>>().join(" or ")
}

/// What is known of a situation: labels and values, in the order of the vocabulary.
pub(crate) fn known(situation: &Situation, guidance: &Guidance) -> String {
    in_labels(situation.guideline(), &situation.facts(), guidance)
}

/// Values by the ids of facts: labels and values, in the order of the vocabulary.
pub(crate) fn in_labels(
    guideline: &Guideline,
    given: &BTreeMap<String, FactValue>,
    guidance: &Guidance,
) -> String {
    let wording = &guidance.guideline().wording;
    let known: Vec<String> = guideline
        .facts()
        .iter()
        .filter_map(|fact| {
            Some(format!("{}: {}", fact.label, in_words(fact, given.get(&*fact.id)?, wording)))
        })
        .collect();
    if known.is_empty() { "nothing is known".into() } else { known.join("; ") }
}

/// A value in words.
pub(crate) fn in_words(fact: &Fact, value: &FactValue, wording: &Wording) -> String {
    match value {
        FactValue::Flag(true) => wording.yes.to_string(),
        FactValue::Flag(false) => wording.no.to_string(),
        FactValue::Count(count) => counted(fact, *count),
        FactValue::Option(id) => label(fact, id).into(),
        FactValue::Several(ids) if ids.is_empty() => "none".into(),
        FactValue::Several(ids) => ids.iter().map(|id| label(fact, id)).collect::<Vec<_>>().join(", "),
    }
}

/// The values of a fact one by one: of a `several` each option alone; of a `count` none, as there is no end to them.
pub(crate) fn one_by_one(fact: &Fact) -> Vec<FactValue> {
    let options = || fact.options.iter().map(|option| option.id.clone());
    match fact.kind {
        Kind::Flag => vec![FactValue::Flag(true), FactValue::Flag(false)],
        Kind::Choice | Kind::Scale => options().map(FactValue::Option).collect(),
        Kind::Several => options().map(|option| FactValue::Several(vec![option])).collect(),
        Kind::Count => Vec::new(),
    }
}

fn counted(fact: &Fact, count: u32) -> String {
    let range = fact.range.as_ref();
    let one = range.and_then(|range| range.unit_one.as_ref()).filter(|_| count == 1);
    let unit = one.or_else(|| range?.unit.as_ref());
    unit.map_or_else(|| count.to_string(), |unit| format!("{count} {unit}"))
}

fn label<'a>(fact: &'a Fact, id: &'a Arc<str>) -> &'a str {
    fact.options.iter().find(|option| option.id == *id).map_or(id, |option| &option.label)
}

/// Which of the two answers one is: presuming what is usual, or strictly by what is known.
pub(crate) fn which(presuming: bool) -> &'static str {
    if presuming {
        "Where nothing was said, what is usual was taken to be so."
    } else {
        "Nothing was presumed: what was not said is not known."
    }
}
