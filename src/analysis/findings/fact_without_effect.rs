//! # What it finds
//! A fact of which no value changes the stance or any advice of a complete situation, though some condition tests it.
//! Safety facts are apart, for `while_unknown` waits for them; so are facts that a `scope` tests.
//!
//! # Why it matters
//! People are asked for what makes no difference; and somebody thought that it did.
//!
//! # Example
//! A fact that only masked rules test.

use super::candidate::{Candidate, asked, called};
use super::example::Examples;
use super::survey::Survey;
use crate::diagram::{Diagrams, Join, Node, OverBudget};
use crate::exact::{Functions, Prover};
use crate::model::{ActionId, Condition, FactId, Model};
use crate::words::FindingCode;
use std::collections::BTreeSet;

pub(super) fn find(survey: &mut Survey<'_>, examples: &Examples<'_>) -> Vec<Candidate> {
    let model = survey.model;
    let in_scope = in_scope(model);
    let facts = model.vocabulary.facts().numbered();
    let tested = facts.filter(|(index, fact)| {
        // That no condition tests a fact is a warning of the documents.
        !fact.safety && !in_scope.contains(index) && survey.complete.functions.encoding.fact(*index).is_some()
    });
    let tested: Vec<(FactId, _)> = tested.collect();
    let found = tested.into_iter().filter_map(|(index, fact)| {
        let found =
            survey.ask(|survey| has_effect(&mut survey.complete, examples, index)).map(|has_effect| {
                let message = format!(
                    "the fact {} has no effect: no value of it changes a stance or any advice",
                    called(fact)
                );
                let found = Candidate {
                    about: vec![fact.id.clone()],
                    ..Candidate::new(FindingCode::FactWithoutEffect, message)
                };
                Some(found).filter(|_| !has_effect)
            });
        asked(found, || format!("whether the fact `{}` has any effect", fact.id))
    });
    found.collect()
}

fn in_scope(model: &Model) -> BTreeSet<FactId> {
    let scopes = model.layers.iter().filter_map(|layer| Some((layer.scope.as_ref()?, &layer.terms)));
    scopes.flat_map(|(scope, terms)| scope.closure(terms).0).collect()
}

fn has_effect(prover: &mut Prover<'_>, examples: &Examples<'_>, fact: FactId) -> Result<bool, OverBudget> {
    if shown(prover, examples, fact)? {
        return Ok(true);
    }
    let stance = prover.stances()?.stance;
    if changes(prover, stance, fact)? {
        return Ok(true);
    }
    for action in likeliest_first(prover.functions.model, fact) {
        let advice = prover.advice(action)?;
        if changes(prover, advice, fact)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Does an example show that a fact changes something? It shows soonest where a rule counts that tests the fact, or offers what
/// can be done only as the fact is.
fn shown(prover: &mut Prover<'_>, examples: &Examples<'_>, fact: FactId) -> Result<bool, OverBudget> {
    let model = prover.functions.model;
    let terms = model.terms_above();
    let tests = |condition: &Condition| condition.closure(terms).0.contains(&fact);
    for (index, rule) in model.rules.numbered() {
        let mut offered = rule.offers.iter().map(|offer| offer.0);
        let opened = offered.find(|&action| model.actions.at(action).when.as_ref().is_some_and(tests));
        if opened.is_none() && !tests(&rule.when) {
            continue;
        }
        let mut region = prover.functions.counts(index)?;
        if let Some(action) = opened {
            let open = prover.open(action)?;
            region = prover.both(region, open)?;
        }
        let region = prover.where_possible(region)?;
        if examples.show_effect(prover, fact, region)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The actions, those first that a fact most likely bears on: it is tested where they can be done, or by a rule that offers
/// them. Of these, those first that fewest rules offer: they are soon told.
fn likeliest_first(model: &Model, fact: FactId) -> Vec<ActionId> {
    let terms = model.terms_above();
    let tests = |condition: &Condition| condition.closure(terms).0.contains(&fact);
    let offers = |tested: bool, action: ActionId| {
        let rules = model.rules.iter().filter(|rule| rule.offers.iter().any(|offer| offer.0 == action));
        rules.filter(|rule| !tested || tests(&rule.when)).count()
    };
    let opens = |action: ActionId| model.actions.at(action).when.as_ref().is_some_and(tests);
    let mut actions: Vec<ActionId> = model.actions.numbers().collect();
    actions
        .sort_by_cached_key(|&action| (!opens(action) && offers(true, action) == 0, offers(false, action)));
    actions
}

/// The leaf of what cannot be: greater than what stances and advice come to.
const NOWHERE: u8 = 6;

/// Can two values of a fact, all else the same and both possible, bring a function to different leaves?
fn changes(prover: &mut Prover<'_>, function: Node, fact: FactId) -> Result<bool, OverBudget> {
    let nowhere = prover.nowhere()?;
    let Functions { diagrams, encoding, .. } = &mut prover.functions;
    let of_fact = |level: usize| encoding.fact_at(level) == Some(fact);
    let function = diagrams.join(Join::Unless(NOWHERE), nowhere, function)?;
    for node in diagrams.inner(function) {
        if !of_fact(diagrams.level(node)) {
            continue;
        }
        // A `several` has a level for each option.
        let exits = diagrams.exits(node, of_fact);
        if two_part(diagrams, &exits)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Do two of some functions differ where both can be?
fn two_part(diagrams: &mut Diagrams, functions: &BTreeSet<Node>) -> Result<bool, OverBudget> {
    for (index, &one) in functions.iter().enumerate() {
        for &other in functions.iter().skip(index + 1) {
            if diagrams.differ_beside(NOWHERE, one, other)? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
