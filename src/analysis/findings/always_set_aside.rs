//! # What it finds
//! A rule whose condition is true in some situations, and that others set aside in every one of them: exceptions that have
//! swallowed their rule. They are named: one rule where one is enough, else as few as are found one after the other, each
//! the one that sets it aside in most of the situations that are left, and at most six.
//!
//! # Why it matters
//! It reads as though it held, and it never does. Mostly an exception was meant to be narrower than it is.
//!
//! # Example
//! A limit on tears with a dysregulated client, overridden by a rule for any client at all.

use super::candidate::{Candidate, asked};
use super::evidence::Shows;
use super::fewest_rules::few;
use super::survey::Survey;
use crate::diagram::{Node, ONLY_FALSE, ONLY_TRUE, OverBudget};
use crate::exact::Prover;
use crate::model::RuleId;
use crate::words::FindingCode;

/// Rules in `idle` never apply, which has been said.
pub(super) fn find(survey: &mut Survey<'_>, idle: &[RuleId]) -> Vec<Candidate> {
    let rules = survey.model.rules.numbers().filter(|rule| !idle.contains(rule));
    let found = rules.filter_map(|index| {
        let found = survey.ask(|survey| always_set_aside(survey, index));
        asked(found, || format!("whether `{}` is ever not set aside", survey.rule(index)))
    });
    found.collect()
}

fn always_set_aside(survey: &mut Survey<'_>, index: RuleId) -> Result<Option<Candidate>, OverBudget> {
    let prover = &mut survey.complete;
    let overriding = &survey.model.rules.at(index).overridden_by;
    let counts = prover.functions.counts(index)?;
    if overriding.is_empty() || !prover.where_possible(counts)?.is_nowhere() {
        return Ok(None);
    }
    let mut candidates = Vec::new();
    for &by in overriding {
        candidates.push((by, prover.functions.set_aside_by(index, by)?));
    }
    let region = prover.where_possible(*prover.functions.truths.at(index))?;
    let (by, left) = few(prover, region, &candidates)?;
    let more = if left.is_nowhere() { "" } else { " or others" };
    let message = format!("`{}` is always set aside, by {}{more}", survey.rule(index), survey.any_of(&by));
    let witness =
        survey.witness(Shows::SetAside { rule: index, by: None }, |prover| set_aside(prover, index));
    let rules = [index].into_iter().chain(by).collect();
    let share = survey.share(region);
    Ok(Some(Candidate { rules, share, witness, ..Candidate::new(FindingCode::AlwaysSetAside, message) }))
}

/// Where a rule is true and does not stand.
fn set_aside(prover: &mut Prover<'_>, index: RuleId) -> Result<Node, OverBudget> {
    let functions = &mut prover.functions;
    let (truth, standing) = (*functions.truths.at(index), *functions.standings.at(index));
    let truth = functions.diagrams.map(ONLY_TRUE, truth)?;
    let fallen = functions.diagrams.map(ONLY_FALSE, standing)?;
    prover.both(truth, fallen)
}
