//! A situation that shows something, in words: what it depends on first, and what is usual last and not one by one.

use crate::check::{Entry, EntryKind};
use crate::exact::with_in_words;
use crate::model::{Condition, FactId, Known, Model, Table, TermId};

/// A situation in words, where some conditions decide.
pub(super) fn shown<'a>(
    model: &Model,
    known: &Known,
    deciding: impl Iterator<Item = (&'a Condition, &'a Table<TermId, Condition>)>,
) -> String {
    let deciding: Vec<_> = deciding.collect();
    let decides = |fact: FactId| deciding.iter().any(|(condition, terms)| condition.rests_on(fact, terms));
    let is_usual = |fact: FactId| model.is_usual(fact, known);
    let given = || known.numbered().filter(|(_, value)| value.is_some()).map(|(fact, _)| fact);
    let first: Vec<FactId> = given().filter(|&fact| decides(fact)).collect();
    let others = || given().filter(|&fact| !decides(fact));
    let told: Vec<FactId> = first.into_iter().chain(others().filter(|&fact| !is_usual(fact))).collect();
    match others().filter(|&fact| is_usual(fact)).count() {
        0 => with_in_words(model, known, told),
        1 => format!("{}; and one more fact as usual", with_in_words(model, known, told)),
        more => format!("{}; and {more} more facts as usual", with_in_words(model, known, told)),
    }
}

/// The conditions of some entries, with the terms that they are in.
pub(super) fn conditions_of<'a>(
    entries: &'a [Entry],
    model: &'a Model,
) -> impl Iterator<Item = (&'a Condition, &'a Table<TermId, Condition>)> {
    let terms = model.terms_above();
    let condition = move |entry: &Entry| match entry.kind {
        EntryKind::Rule | EntryKind::Replacement => model.rule_named(&entry.name).map(|(_, rule)| &rule.when),
        EntryKind::Term => {
            let named = model.terms.numbered().find(|(_, name)| **name == entry.name);
            named.map(|(term, _)| terms.at(term))
        }
        EntryKind::Impossible => {
            let meant = model.impossible.iter().find(|other| other.origin == entry.origin);
            meant.map(|entry| &entry.when)
        }
        EntryKind::Withdrawal
        | EntryKind::ActionWithdrawal
        | EntryKind::Otherwise
        | EntryKind::WhileUnknown => None,
    };
    entries.iter().filter_map(condition).map(move |condition| (condition, terms))
}
