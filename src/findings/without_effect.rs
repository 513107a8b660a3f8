//! # What it finds
//! A rule that could be taken out, and neither the stance nor the advice of any complete situation would change.
//!
//! # Why it matters
//! It is masked by others, and whoever mends one of those will be surprised; or it is only noise to whoever reads the
//! guideline.
//!
//! # Example
//! A limit of `moderate` for strong feeling beside a limit of `refrain` for feeling that is moderate or stronger.

use super::{FindingCode, Found, idle_rules};
use crate::diagram::{Join, Node, OverBudget};
use crate::prover::Prover;
use crate::words::Stance;

/// Rules in `idle` never apply, which has been said.
pub(super) fn find(prover: &mut Prover<'_>, idle: &[usize]) -> Vec<Found> {
    let says = ("never changes a stance or any advice", "has any effect");
    let rules = (0..prover.functions.model.rules.len()).filter(|rule| !idle.contains(rule));
    idle_rules(prover, rules, FindingCode::WithoutEffect, says, has_effect)
}

fn has_effect(prover: &mut Prover<'_>, index: usize) -> Result<bool, OverBudget> {
    // What it overrides, and how, is told by comparing the whole meaning with and without it.
    let overrides = prover.functions.model.rules.get(index).is_some_and(|rule| !rule.overrides.is_empty());
    if overrides && frees_another(prover, index)? {
        return Ok(true);
    }
    Ok(decides_a_stance(prover, index)? || decides_advice(prover, index)?)
}

/// Does some rule that it sets aside stand nowhere else aside, so that its standing would change?
fn frees_another(prover: &mut Prover<'_>, index: usize) -> Result<bool, OverBudget> {
    let model = prover.functions.model;
    let others = model.rules.get(index).map(|rule| rule.overrides.clone()).unwrap_or_default();
    for other in others {
        let alone = prover.functions.set_aside_only_by(other, index)?;
        if prover.where_possible(alone)? != Node::leaf(0) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn decides_a_stance(prover: &mut Prover<'_>, index: usize) -> Result<bool, OverBudget> {
    if prover.functions.model.rules.get(index).is_none_or(|rule| rule.vote.is_none()) {
        return Ok(false);
    }
    let without = prover.functions.verdict_without(Some(index))?;
    let with = prover.stance;
    let differs = prover.functions.diagrams.join(Join::Differs, without, with)?;
    Ok(prover.where_possible(differs)? != Node::leaf(0))
}

/// Is there an action, somewhere, that it alone supports, or demands more strongly than others do?
fn decides_advice(prover: &mut Prover<'_>, index: usize) -> Result<bool, OverBudget> {
    let model = prover.functions.model;
    let offers = model.rules.get(index).map(|rule| rule.offers.clone()).unwrap_or_default();
    for (action, _) in offers {
        for &stance in Stance::ALL {
            let with = prover.kept(action, stance)?;
            let without = prover.kept_without(action, stance, Some(index))?;
            let differs = prover.functions.diagrams.join(Join::Differs, with, without)?;
            let under = prover.under(stance)?;
            let here = prover.both(differs, under)?;
            if prover.where_possible(here)? != Node::leaf(0) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
