//! # What it finds
//! A term that nothing names; or one that is true in every situation that can be, or in none.
//!
//! # Why it matters
//! Cut-offs live in terms. One that decides nothing is a cut-off that somebody believes to be in force.
//!
//! # Example
//! `young_client`, with a test that every age passes.

use super::candidate::{Candidate, asked};
use super::survey::Survey;
use crate::diagram::{Node, OverBudget};
use crate::model::{Model, TermId};
use crate::words::FindingCode;
use std::collections::BTreeSet;

pub(super) fn find(survey: &mut Survey<'_>) -> Vec<Candidate> {
    let model = survey.model;
    let Ok(truths) = survey.complete.functions.terms(model.layers.at(model.top())) else {
        return asked(Err(OverBudget), || "whether its terms have any effect".into()).into_iter().collect();
    };
    let named = named(model);
    let found = model.terms.numbered().filter_map(|(number, term)| {
        let found = if named.contains(&number) {
            constant(survey, *truths.at(number))
        } else {
            Ok(Some("no rule, action, scope, safeguard, sentence or `impossible` leads to it"))
        };
        let found = found.map(|says| {
            let found = Candidate::new(
                FindingCode::TermWithoutEffect,
                format!("the term `{term}` has no effect: {}", says?),
            );
            Some(Candidate { about: vec![term.clone()], ..found })
        });
        asked(found, || format!("whether the term `{term}` has any effect"))
    });
    found.collect()
}

/// What is amiss with a term that does not depend on the situation.
fn constant(survey: &mut Survey<'_>, truth: Node) -> Result<Option<&'static str>, OverBudget> {
    let prover = &mut survey.complete;
    let untrue = prover.functions.diagrams.negated(truth)?;
    Ok(if prover.where_possible(truth)?.is_nowhere() {
        Some("it is true in no situation that can be")
    } else if prover.where_possible(untrue)?.is_nowhere() {
        Some("it is true in every situation that can be")
    } else {
        None
    })
}

/// The terms that anything but a term leans on.
fn named(model: &Model) -> BTreeSet<TermId> {
    let above = model.terms_above();
    let rules = model.rules.iter().map(|rule| (&rule.when, above));
    let actions = model.actions.iter().filter_map(|action| Some((action.when.as_ref()?, above)));
    let scopes = model.layers.iter().filter_map(|layer| Some((layer.scope.as_ref()?, &layer.terms)));
    let impossible = model.impossible.iter().map(|entry| (&entry.when, model.terms_of(entry.layer)));
    let safeguards =
        model.safeguards.iter().map(|safeguard| (&safeguard.when, model.terms_of(safeguard.layer)));
    let sentences = model.sentences.conditions().map(|when| (when, above));
    let conditions = rules.chain(actions).chain(scopes).chain(impossible).chain(safeguards).chain(sentences);
    conditions.flat_map(|(condition, terms)| condition.closure(terms).1).collect()
}
