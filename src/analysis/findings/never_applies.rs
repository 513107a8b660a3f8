//! # What it finds
//! A rule whose condition is true in no situation that can be.
//!
//! # Why it matters
//! Its author believes that it protects somebody, and it never speaks.
//!
//! # Example
//! A rule for children that also needs a session count that the vocabulary makes impossible for them.

use super::candidate::{Candidate, asked};
use super::survey::Survey;
use crate::diagram::OverBudget;
use crate::model::RuleId;
use crate::words::FindingCode;

pub(super) fn find(survey: &mut Survey<'_>) -> Vec<Candidate> {
    let rules = survey.model.rules.numbers();
    let found = rules.filter_map(|index| {
        let found = survey.ask(|survey| never_applies(survey, index));
        asked(found, || format!("whether `{}` ever applies", survey.rule(index)))
    });
    found.collect()
}

fn never_applies(survey: &mut Survey<'_>, index: RuleId) -> Result<Option<Candidate>, OverBudget> {
    let truth = *survey.complete.functions.truths.at(index);
    if !survey.complete.where_possible(truth)?.is_nowhere() {
        return Ok(None);
    }
    let message = format!("`{}` never applies, in any situation that can be", survey.rule(index));
    Ok(Some(Candidate { rules: vec![index], ..Candidate::new(FindingCode::NeverApplies, message) }))
}
