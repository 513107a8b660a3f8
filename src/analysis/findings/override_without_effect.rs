//! # What it finds
//! An override that sets nothing aside in any situation that can be, which is a fault; and, as a note, one that does, and
//! without which neither the stance nor the advice of any complete situation would be other: it only changes which reasons
//! are given.
//!
//! # Why it matters
//! Overrides are what is hardest to follow in a guideline. One that does nothing suggests an exception that is not there.
//!
//! # Example
//! A rule about calm overrides one about rage: they are never true together.

use super::candidate::{Candidate, asked};
use super::evidence::Shows;
use super::survey::Survey;
use super::without_rule::override_matters;
use crate::diagram::{Node, OverBudget};
use crate::model::RuleId;
use crate::words::FindingCode;

/// Overrides that never set anything aside. Of rules in `idle` all has been said.
pub(super) fn find(survey: &mut Survey<'_>, idle: &[RuleId]) -> Vec<Candidate> {
    let pairs = pairs(survey).into_iter().filter(|(by, rule)| !idle.contains(by) && !idle.contains(rule));
    each(survey, pairs.collect(), never)
}

/// Overrides that do, and might as well not.
pub(super) fn notes(survey: &mut Survey<'_>) -> Vec<Candidate> {
    each(survey, pairs(survey), alike)
}

/// What overrides, and what is overridden.
fn pairs(survey: &Survey<'_>) -> Vec<(RuleId, RuleId)> {
    let rules = survey.model.rules.numbered();
    rules.flat_map(|(by, rule)| rule.overrides.iter().map(move |&overridden| (by, overridden))).collect()
}

fn each(
    survey: &mut Survey<'_>,
    pairs: Vec<(RuleId, RuleId)>,
    question: impl Fn(&mut Survey<'_>, RuleId, RuleId) -> Result<Option<Candidate>, OverBudget>,
) -> Vec<Candidate> {
    let found = pairs.into_iter().filter_map(|(by, rule)| {
        let found = survey.ask(|survey| question(survey, by, rule));
        asked(found, || format!("whether it matters that {}", says(survey, by, rule)))
    });
    found.collect()
}

fn says(survey: &Survey<'_>, by: RuleId, rule: RuleId) -> String {
    format!("`{}` overrides `{}`", survey.rule(by), survey.rule(rule))
}

/// Where a rule sets another aside, in situations that can be.
fn sets_aside(survey: &mut Survey<'_>, by: RuleId, rule: RuleId) -> Result<Node, OverBudget> {
    let set_aside = survey.complete.functions.set_aside_by(rule, by)?;
    survey.complete.where_possible(set_aside)
}

fn never(survey: &mut Survey<'_>, by: RuleId, rule: RuleId) -> Result<Option<Candidate>, OverBudget> {
    if !sets_aside(survey, by, rule)?.is_nowhere() {
        return Ok(None);
    }
    let message = format!("{} and never sets it aside: they never hold together", says(survey, by, rule));
    Ok(Some(Candidate {
        rules: vec![by, rule],
        ..Candidate::new(FindingCode::OverrideWithoutEffect, message)
    }))
}

fn alike(survey: &mut Survey<'_>, by: RuleId, rule: RuleId) -> Result<Option<Candidate>, OverBudget> {
    let region = sets_aside(survey, by, rule)?;
    if region.is_nowhere() || override_matters(&mut survey.complete, by, rule)? {
        return Ok(None);
    }
    let pair = says(survey, by, rule);
    let message = format!("{pair}, and neither a stance nor any advice would be other if it did not");
    let witness = survey
        .witness(Shows::SetAside { rule, by: Some(by) }, |prover| prover.functions.set_aside_by(rule, by));
    let (rules, share) = (vec![by, rule], survey.share(region));
    Ok(Some(Candidate {
        rules,
        share,
        witness,
        ..Candidate::new(FindingCode::OverrideWithoutEffect, message)
    }))
}
