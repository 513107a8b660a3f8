//! What would be other if the rules were: without one of them, or without one override.

use super::example::Examples;
use super::own_effect::Alone;
use crate::diagram::{Join, Node, OverBudget};
use crate::exact::Prover;
use crate::model::{ActionId, RuleId, Table};
use crate::words::Stance;
use std::collections::BTreeSet;
use std::mem::swap;

/// Would the stance or the advice of some complete situation be other without a rule? Mostly an example shows it, or what
/// the rule says by itself; only rules that set others aside need more.
pub(super) fn rule_matters(
    prover: &mut Prover<'_>,
    examples: &Examples<'_>,
    index: RuleId,
) -> Result<bool, OverBudget> {
    let rule = prover.functions.model.rules.at(index);
    let alone = Alone::new(prover, index, rule)?;
    if examples.show(prover, index, alone.region)
        || alone.its_vote_matters(prover, examples)?
        || alone.an_offer_matters(prover)?
    {
        return Ok(true);
    }
    if rule.overrides.is_empty() {
        return Ok(false);
    }
    let mut truths = prover.functions.truths.clone();
    truths.set(index, Node::NOWHERE);
    let standings = prover.functions.standings_if(&truths, None)?;
    Supposed { truths, standings }.differ(prover)
}

/// Would they be other if one rule did not override another?
pub(super) fn override_matters(
    prover: &mut Prover<'_>,
    by: RuleId,
    rule: RuleId,
) -> Result<bool, OverBudget> {
    let truths = prover.functions.truths.clone();
    let standings = prover.functions.standings_if(&truths, Some((by, rule)))?;
    Supposed { truths, standings }.differ(prover)
}

/// Other rules than there are, by their truth and standing.
struct Supposed {
    truths: Table<RuleId, Node>,
    standings: Table<RuleId, Node>,
}

impl Supposed {
    /// Where rules stand as they do, nothing is other: what comes of them is compared only where some stand otherwise.
    fn differ(mut self, prover: &mut Prover<'_>) -> Result<bool, OverBudget> {
        prover.spend_on_rules(40)?;
        let (changed, region) = self.changed(prover)?;
        let votes = |rule: &RuleId| prover.functions.model.rules.at(*rule).vote.is_some();
        if changed.iter().any(votes) {
            let verdict = self.ask(prover, |prover| prover.functions.verdict_within(region))?;
            let stance = prover.stances()?.stance;
            if differ_within(prover, region, verdict, stance)? {
                return Ok(true);
            }
        }
        self.advice_differs(prover, &changed, region)
    }

    /// The rules that stand otherwise in some situation that can be, and where.
    fn changed(&self, prover: &mut Prover<'_>) -> Result<(Vec<RuleId>, Node), OverBudget> {
        let (mut changed, mut regions) = (Vec::new(), Vec::new());
        for (index, &standing) in self.standings.numbered() {
            let before = *prover.functions.standings.at(index);
            let differs = prover.functions.diagrams.join(Join::Differs, before, standing)?;
            let region = prover.where_possible(differs)?;
            if !region.is_nowhere() {
                changed.push(index);
                regions.push(region);
            }
        }
        Ok((changed, prover.functions.diagrams.any(regions)?))
    }

    /// Is some action kept otherwise? The stances are the same.
    fn advice_differs(
        &mut self,
        prover: &mut Prover<'_>,
        changed: &[RuleId],
        region: Node,
    ) -> Result<bool, OverBudget> {
        let rules = changed.iter().map(|&rule| prover.functions.model.rules.at(rule));
        let actions: BTreeSet<ActionId> =
            rules.flat_map(|rule| &rule.offers).map(|(action, _)| *action).collect();
        for &stance in Stance::ALL {
            let under = prover.under(stance)?;
            let region = prover.both(under, region)?;
            if region.is_nowhere() {
                continue;
            }
            for &action in &actions {
                let kept = prover.kept_within(action, stance, region)?;
                let supposed = self.ask(prover, |prover| prover.kept_within(action, stance, region))?;
                if differ_within(prover, region, kept, supposed)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Asks something with the rules as they are supposed to be.
    fn ask<'a, T>(&mut self, prover: &mut Prover<'a>, question: impl FnOnce(&mut Prover<'a>) -> T) -> T {
        self.exchange(prover);
        let answer = question(prover);
        self.exchange(prover);
        answer
    }

    fn exchange(&mut self, prover: &mut Prover<'_>) {
        swap(&mut self.truths, &mut prover.functions.truths);
        swap(&mut self.standings, &mut prover.functions.standings);
    }
}

/// Do two functions differ in a region?
fn differ_within(prover: &mut Prover<'_>, region: Node, one: Node, other: Node) -> Result<bool, OverBudget> {
    let differs = prover.functions.diagrams.join(Join::Differs, one, other)?;
    Ok(!prover.both(differs, region)?.is_nowhere())
}
