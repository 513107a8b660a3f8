//! # What it finds
//! A presumption that is never taken: in every complete situation in which the fact has the value, an `unless` is true; or it
//! cannot have the value at all. (An `unless` that tests the fact itself, a count, or a fact that nothing else tests, is not
//! looked into.)
//!
//! # Why it matters
//! The rule set says that something is usual, and nothing is ever presumed of it: answers are less settled, and interviews
//! longer, than its author believes.
//!
//! # Example
//! What is presumed unless somebody is distressed, or is not.

use super::found::{Found, asked, called};
use super::survey::Survey;
use crate::diagram::{Node, OverBudget};
use crate::document::Kind;
use crate::model::{Condition, FactId, Presumption, in_words};
use crate::words::FindingCode;

pub(super) fn find(survey: &mut Survey<'_>) -> Vec<Found> {
    let model = survey.model;
    let stated = model.presumptions.numbered();
    let stated = stated.filter_map(|(fact, presumption)| Some((fact, presumption.as_ref()?)));
    let found = stated.filter_map(|(fact, presumption)| {
        let found = survey.ask(|survey| never_presumed(survey, fact, presumption));
        asked(found, || {
            let fact = model.vocabulary.fact(fact);
            format!("whether what is presumed of the fact `{}` is ever taken", fact.id)
        })
    });
    found.collect()
}

fn never_presumed(
    survey: &mut Survey<'_>,
    fact: FactId,
    presumption: &Presumption,
) -> Result<Option<Found>, OverBudget> {
    let model = survey.model;
    let mut usual = model.vocabulary.nothing_known();
    usual.set(fact, Some(presumption.code));
    let not_presumed = not_presumed(survey, fact, presumption)?;
    if survey.is_somewhere_outside(not_presumed, &usual) {
        return Ok(None);
    }
    let nowhere = survey.complete.nowhere()?;
    let can_be = survey.is_somewhere_outside(nowhere, &usual);
    let of_fact = model.vocabulary.fact(fact);
    let value = in_words(of_fact, presumption.code, &model.wording);
    let why = if can_be { "an `unless` is true wherever it can be so" } else { "it can never be so" };
    let message = format!("the fact {} is never presumed to be \"{value}\": {why}", called(of_fact));
    let found = Found::new(FindingCode::NeverPresumed, message);
    Ok(Some(Found { about: vec![of_fact.id.clone()], ..found }))
}

/// The complete situations that cannot be, or in which an `unless` is true, of those that are looked into. Counts are not, as
/// other conditions decide which of them are told apart; nor is what no other condition tests.
fn not_presumed(
    survey: &mut Survey<'_>,
    fact: FactId,
    presumption: &Presumption,
) -> Result<Node, OverBudget> {
    let (model, prover) = (survey.model, &mut survey.complete);
    let mut region = prover.nowhere()?;
    let top = model.layers.last().ok_or(OverBudget)?;
    let terms = prover.functions.terms(top)?;
    let is_apart = |&tested: &FactId| {
        let is_count = model.vocabulary.fact(tested).kind == Kind::Count;
        tested != fact && !is_count && prover.functions.encoding.fact(tested).is_some()
    };
    let looked_into = presumption.unless.iter();
    let looked_into = looked_into.filter(|unless| unless.closure(&top.terms).0.iter().all(is_apart));
    let looked_into: Vec<&Condition> = looked_into.collect();
    for unless in looked_into {
        let unless = prover.functions.condition(unless, &terms)?;
        region = prover.functions.diagrams.any([region, unless])?;
    }
    Ok(region)
}
