//! # What it finds
//! A rule that no possible situation makes count: its condition is never true, or something always sets it aside.
//!
//! # Why it matters
//! Its author believes that it protects somebody, and it never speaks.
//!
//! # Example
//! A rule for children that also needs a session count that the vocabulary makes impossible for them.

use super::{FindingCode, Found, idle_rules};
use crate::diagram::{Node, OverBudget};
use crate::prover::Prover;

pub(super) fn find(prover: &mut Prover<'_>) -> Vec<Found> {
    let says = ("never applies, in any situation that can be", "ever applies");
    let rules = 0..prover.functions.model.rules.len();
    idle_rules(prover, rules, FindingCode::NeverApplies, says, applies)
}

fn applies(prover: &mut Prover<'_>, index: usize) -> Result<bool, OverBudget> {
    let counts = prover.functions.counts(index)?;
    Ok(prover.where_possible(counts)? != Node::leaf(0))
}
