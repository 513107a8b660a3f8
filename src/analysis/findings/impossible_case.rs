//! # What it finds
//! A case whose situation cannot be: its facts are impossible together, or leave nothing that another fact could be, for its
//! own layer and those below.
//!
//! # Why it matters
//! Its expectation is met by luck or not at all, and nobody will ever be in that situation: what it was to guard is not
//! guarded.
//!
//! # Example
//! A case of touch on the phone.

use super::candidate::{Candidate, asked};
use super::survey::Survey;
use crate::diagram::OverBudget;
use crate::exact::with_in_words;
use crate::model::{Case, fewest_known};
use crate::words::FindingCode;

pub(super) fn find(survey: &mut Survey<'_>) -> Vec<Candidate> {
    let found = survey.model.cases.iter().filter_map(|case| {
        let found = survey.ask(|survey| impossible_case(survey, case));
        asked(found, || format!("whether the case `{}` can happen", case.id))
    });
    found.collect()
}

fn impossible_case(survey: &mut Survey<'_>, case: &Case) -> Result<Option<Candidate>, OverBudget> {
    let impossible = survey.complete.impossible(case.layer)?;
    if survey.is_somewhere_outside(impossible, &case.known) {
        return Ok(None);
    }
    // Each fact that can be left out while the rest still cannot be has no part in the clash.
    let clash = fewest_known(&case.known, |known| !survey.is_somewhere_outside(impossible, known));
    let message = format!(
        "the case `{}` cannot happen {}",
        case.id,
        with_in_words(survey.model, &clash, survey.model.vocabulary.facts().numbers())
    );
    Ok(Some(Candidate {
        about: vec![case.id.clone()],
        ..Candidate::new(FindingCode::ImpossibleCase, message)
    }))
}
