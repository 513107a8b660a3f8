//! What is found of a guideline by number, before it is said by name; and questions that could not be decided.

use super::evidence::Shows;
use crate::diagram::OverBudget;
use crate::model::{Fact, Known, RuleId, Share};
use crate::words::FindingCode;
use std::sync::Arc;

/// A finding before it knows its guideline.
pub(super) struct Candidate {
    pub(super) code: FindingCode,
    pub(super) message: String,
    pub(super) rules: Vec<RuleId>,
    pub(super) about: Vec<Arc<str>>,
    pub(super) share: Option<Share>,
    pub(super) witness: Option<Witness>,
}

/// What is known of a situation, and what that is to show.
pub(super) struct Witness {
    pub(super) known: Known,
    pub(super) shows: Shows,
}

impl Candidate {
    pub(super) fn new(code: FindingCode, message: String) -> Candidate {
        Candidate { code, message, rules: Vec::new(), about: Vec::new(), share: None, witness: None }
    }
}

/// What is found, or that it could not be decided.
pub(super) fn asked(
    found: Result<Option<Candidate>, OverBudget>,
    what: impl FnOnce() -> String,
) -> Option<Candidate> {
    found.unwrap_or_else(|OverBudget| Some(undecided(&what())))
}

/// A fact by its id and its name for people.
pub(super) fn called(fact: &Fact) -> String {
    if fact.label == fact.id { format!("`{}`", fact.id) } else { format!("`{}` ({})", fact.id, fact.label) }
}

/// A question that takes more than it may.
pub(super) fn undecided(what: &str) -> Candidate {
    let message = format!("it could not be decided within the budget {what}");
    Candidate::new(FindingCode::Undecided, message)
}
