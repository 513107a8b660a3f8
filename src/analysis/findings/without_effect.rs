//! # What it finds
//! A rule that could be taken out, its overrides with it, and neither the stance nor the advice of any complete situation
//! would change. The rules that mask it are named: those that say as much, or more, wherever it counts. One where one is
//! enough, else as few as are found one after the other, each the one that masks it in most of the situations that are left,
//! and at most six.
//!
//! # Why it matters
//! Whoever mends one of those that mask it will be surprised; or it is only noise to whoever reads the guideline.
//!
//! # Example
//! A limit of `moderate` for strong feeling beside a limit of `refrain` for feeling that is moderate or stronger.

use super::candidate::{Candidate, asked};
use super::evidence::Shows;
use super::example::Examples;
use super::fewest_rules::few;
use super::survey::Survey;
use super::without_rule::rule_matters;
use crate::diagram::{Node, OverBudget};
use crate::exact::Prover;
use crate::model::{ActionId, Rule, RuleId, Vote};
use crate::words::FindingCode;

/// Rules in `idle` never count, which has been said.
pub(super) fn find(survey: &mut Survey<'_>, examples: &Examples<'_>, idle: &[RuleId]) -> Vec<Candidate> {
    let rules: Vec<RuleId> = survey.model.rules.numbers().filter(|rule| !idle.contains(rule)).collect();
    let found = rules.into_iter().filter_map(|index| {
        let found = survey.ask(|survey| without_effect(survey, examples, index));
        asked(found, || format!("whether `{}` has any effect", survey.rule(index)))
    });
    found.collect()
}

fn without_effect(
    survey: &mut Survey<'_>,
    examples: &Examples<'_>,
    index: RuleId,
) -> Result<Option<Candidate>, OverBudget> {
    let prover = &mut survey.complete;
    if rule_matters(prover, examples, index)? {
        return Ok(None);
    }
    prover.spend_on_rules(12)?;
    let counts = prover.functions.counts(index)?;
    let region = prover.where_possible(counts)?;
    let masks = Masks::of(prover, index, region)?;
    let rule = survey.rule(index);
    let says = match (masks.rules.is_empty(), masks.otherwise) {
        (true, false) => String::new(),
        (true, true) => ": what holds without it comes to the same".into(),
        (false, otherwise) => format!(
            ": {} {} as much, or more, wherever it counts{}",
            survey.any_of(&masks.rules),
            if masks.rules.len() == 1 { "says" } else { "say" },
            if otherwise { ", or what holds without it comes to the same" } else { "" }
        ),
    };
    let message = format!("`{rule}` never changes a stance or any advice{says}");
    let rules = [index].into_iter().chain(masks.rules).collect();
    let witness = survey.witness(Shows::Counts(index), |prover| prover.functions.counts(index));
    let share = survey.share(region);
    Ok(Some(Candidate { rules, share, witness, ..Candidate::new(FindingCode::WithoutEffect, message) }))
}

/// What masks a rule.
struct Masks {
    /// In order.
    rules: Vec<RuleId>,
    /// Is its say masked by no rule anywhere?
    otherwise: bool,
}

impl Masks {
    fn of(prover: &mut Prover<'_>, index: RuleId, region: Node) -> Result<Masks, OverBudget> {
        let mut masks = Masks { rules: Vec::new(), otherwise: false };
        let model = prover.functions.model;
        let rule = model.rules.at(index);
        if let Some(vote) = rule.vote {
            let left = masks.add(prover, index, region, |prover, other, rule| {
                let as_much = rule.vote.is_some_and(|other| says_as_much(vote, other));
                if as_much { prover.functions.counts(other) } else { Ok(Node::NOWHERE) }
            })?;
            masks.otherwise = !left.is_nowhere();
        }
        for &(action, modality) in &rule.offers {
            let open = prover.open(action)?;
            let here = prover.both(region, open)?;
            masks.add(prover, index, here, |prover, other, rule| {
                let as_strong = |offer: &(ActionId, _)| offer.0 == action && offer.1 <= modality;
                if rule.offers.iter().any(as_strong) {
                    prover.functions.counts(other)
                } else {
                    Ok(Node::NOWHERE)
                }
            })?;
        }
        for &overridden in &rule.overrides {
            let beaten = prover.functions.set_aside_by(overridden, index)?;
            let here = prover.both(region, beaten)?;
            masks.add(prover, index, here, |prover, other, rule| {
                let beats = rule.overrides.contains(&overridden);
                if beats { prover.functions.set_aside_by(overridden, other) } else { Ok(Node::NOWHERE) }
            })?;
        }
        masks.rules.sort_unstable();
        masks.rules.dedup();
        Ok(masks)
    }

    /// Adds the rules that mask another in a region, by where each of them does; gives what is left.
    fn add(
        &mut self,
        prover: &mut Prover<'_>,
        masked: RuleId,
        region: Node,
        mut masks: impl FnMut(&mut Prover<'_>, RuleId, &Rule) -> Result<Node, OverBudget>,
    ) -> Result<Node, OverBudget> {
        let model = prover.functions.model;
        let mut candidates = Vec::new();
        for (index, rule) in model.rules.numbered().filter(|(index, _)| *index != masked) {
            candidates.push((index, masks(prover, index, rule)?));
        }
        let (rules, left) = few(prover, region, &candidates)?;
        self.rules.extend(rules);
        Ok(left)
    }
}

/// Does another rule's vote say as much where it counts, or more? Another limit as strict; another permission as lax; or a
/// limit stricter than a permission.
fn says_as_much(vote: Vote, other: Vote) -> bool {
    match (vote, other) {
        (Vote::AtLeast(stance), Vote::AtLeast(other)) => other >= stance,
        (Vote::Permits(stance), Vote::Permits(other)) => other <= stance,
        (Vote::Permits(stance), Vote::AtLeast(other)) => other > stance,
        (Vote::AtLeast(_), Vote::Permits(_)) => false,
    }
}
