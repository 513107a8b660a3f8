//! Greedy set cover of a region by the regions of rules: few rules that together explain it.

use crate::diagram::{Node, OverBudget};
use crate::exact::Prover;
use crate::exact::share_of;
use crate::model::{RuleId, Share};

/// More rules than these explain nothing.
const MOST: usize = 6;

/// A few of some rules whose regions cover another, and what they leave of it: one rule where one covers as much as all,
/// else one after the other the one that covers most of what is left, and none that could be left out again. At most
/// [`MOST`] are given.
pub(super) fn few(
    prover: &mut Prover<'_>,
    region: Node,
    candidates: &[(RuleId, Node)],
) -> Result<(Vec<RuleId>, Node), OverBudget> {
    let mut near = Vec::new();
    for &(rule, candidate) in candidates {
        let here = prover.both(region, candidate)?;
        near.extend((!here.is_nowhere()).then_some((rule, here)));
    }
    let mut chosen: Vec<(RuleId, Node)> = Vec::new();
    let mut left = region;
    while chosen.len() < MOST
        && let Some(best) = covers_most(prover, left, &near)?
    {
        left = prover.without(left, best.1)?;
        chosen.push(best);
    }
    let covered = prover.without(region, left)?;
    let mut index = 0;
    while index < chosen.len() {
        let others =
            chosen.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, &(_, node))| node);
        if left_by(prover, covered, others.collect())?.is_nowhere() {
            chosen.remove(index);
        } else {
            index += 1;
        }
    }
    let mut rules: Vec<RuleId> = chosen.into_iter().map(|(rule, _)| rule).collect();
    rules.sort_unstable();
    Ok((rules, left))
}

fn left_by(prover: &mut Prover<'_>, region: Node, taken_out: Vec<Node>) -> Result<Node, OverBudget> {
    taken_out.into_iter().try_fold(region, |left, node| prover.without(left, node))
}

/// The candidate that covers most; of those that cover the same, the first.
fn covers_most(
    prover: &mut Prover<'_>,
    left: Node,
    candidates: &[(RuleId, Node)],
) -> Result<Option<(RuleId, Node)>, OverBudget> {
    prover.functions.diagrams.spend(8 * candidates.len())?;
    let mut best: Option<(Share, (RuleId, Node))> = None;
    for &(rule, region) in candidates {
        let here = prover.both(left, region)?;
        if here.is_nowhere() {
            continue;
        }
        if here == left {
            return Ok(Some((rule, region)));
        }
        let share = share_of(&prover.functions.diagrams, here, left);
        if best.is_none_or(|(most, _)| share > most) {
            best = Some((share, (rule, region)));
        }
    }
    Ok(best.map(|(_, candidate)| candidate))
}
