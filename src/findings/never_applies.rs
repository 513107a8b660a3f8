//! # What it finds
//! A rule that no possible situation makes count: its condition is never true, or something always sets it aside.
//!
//! # Why it matters
//! Its author believes that it protects somebody, and it never speaks.
//!
//! # Example
//! A rule for children that also needs a session count that the vocabulary makes impossible for them.

use super::{FindingCode, Found, rule_name, undecided};
use crate::diagram::{Node, OverBudget};
use crate::prover::Prover;

pub(super) fn find(prover: &mut Prover<'_>) -> Vec<Found> {
    let model = prover.functions.model;
    let mut found = Vec::new();
    for index in 0..model.rules.len() {
        match applies(prover, index) {
            Ok(true) => {}
            Ok(false) => found.push(Found {
                code: FindingCode::NeverApplies,
                message: format!("{} never applies, in any situation that can be", rule_name(model, index)),
                rules: vec![index],
                witness: None,
            }),
            Err(OverBudget) => {
                found.push(undecided(&format!("whether {} ever applies", rule_name(model, index))));
            }
        }
    }
    found
}

fn applies(prover: &mut Prover<'_>, index: usize) -> Result<bool, OverBudget> {
    let counts = prover.functions.counts(index)?;
    Ok(prover.where_possible(counts)? != Node::leaf(0))
}
