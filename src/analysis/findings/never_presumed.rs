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

use super::candidate::{Candidate, asked, called};
use super::not_presumed::{Stated, not_presumed, stated, usual};
use super::survey::Survey;
use crate::diagram::OverBudget;
use crate::model::in_words;
use crate::words::FindingCode;

pub(super) fn find(survey: &mut Survey<'_>) -> Vec<Candidate> {
    let model = survey.model;
    let found = stated(survey).into_iter().filter_map(|stated| {
        let found = survey.ask(|survey| never_presumed(survey, stated));
        asked(found, || {
            let fact = model.vocabulary.fact(stated.0);
            format!("whether what is presumed of the fact `{}` is ever taken", fact.id)
        })
    });
    found.collect()
}

fn never_presumed(survey: &mut Survey<'_>, stated: Stated<'_>) -> Result<Option<Candidate>, OverBudget> {
    let model = survey.model;
    let usual = usual(survey, &[stated]);
    let not_presumed = not_presumed(survey, stated)?;
    if survey.is_somewhere_outside(not_presumed, &usual) {
        return Ok(None);
    }
    let nowhere = survey.complete.nowhere()?;
    let can_be = survey.is_somewhere_outside(nowhere, &usual);
    let of_fact = model.vocabulary.fact(stated.0);
    let value = in_words(of_fact, stated.1.code, &model.wording);
    let why = if can_be { "an `unless` is true wherever it can be so" } else { "it can never be so" };
    let message = format!("the fact {} is never presumed to be \"{value}\": {why}", called(of_fact));
    let found = Candidate::new(FindingCode::NeverPresumed, message);
    Ok(Some(Candidate { about: vec![of_fact.id.clone()], ..found }))
}
