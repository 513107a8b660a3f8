//! What a rule changes where it sets nothing aside: without it, nothing but its own vote and its own offers is other.

use super::example::Examples;
use crate::diagram::{Join, Node, OverBudget};
use crate::exact::Prover;
use crate::model::{Model, Rule, RuleId, Vote};
use crate::words::Stance;
use std::collections::BTreeSet;

/// A rule, where it counts and none of those is true that it overrides.
pub(super) struct Alone<'a> {
    index: RuleId,
    rule: &'a Rule,
    pub(super) region: Node,
}

impl<'a> Alone<'a> {
    pub(super) fn new(
        prover: &mut Prover<'_>,
        index: RuleId,
        rule: &'a Rule,
    ) -> Result<Alone<'a>, OverBudget> {
        let counts = prover.functions.counts(index)?;
        let mut region = prover.where_possible(counts)?;
        for &overridden in &rule.overrides {
            region = prover.without(region, *prover.functions.truths.at(overridden))?;
        }
        Ok(Alone { index, rule, region })
    }

    /// Would the stance be other without its vote, in some situation?
    pub(super) fn its_vote_matters(
        &self,
        prover: &mut Prover<'_>,
        examples: &Examples<'_>,
    ) -> Result<bool, OverBudget> {
        match self.rule.vote {
            Some(Vote::AtLeast(stance)) => self.limit_matters(prover, examples, stance),
            Some(Vote::Permits(stance)) => self.permission_matters(prover, examples, stance),
            None => Ok(false),
        }
    }

    /// A limit matters where no other is as strict and the stance without limits is laxer: because a permission says so, or
    /// `otherwise`, where there is none.
    fn limit_matters(
        &self,
        prover: &mut Prover<'_>,
        examples: &Examples<'_>,
        stance: Stance,
    ) -> Result<bool, OverBudget> {
        prover.spend_on_rules(12)?;
        let model = prover.functions.model;
        let as_strict = |vote| matches!(vote, Vote::AtLeast(other) if other >= stance);
        let masks = self.others(model, as_strict);
        if examples.outside(prover, self.region, &masks)?.is_none() {
            return Ok(false);
        }
        if model.otherwise.stance < stance {
            let masks = self.others(model, |vote| vote.stance() >= stance);
            if examples.outside(prover, self.region, &masks)?.is_some() {
                return Ok(true);
            }
        }
        let laxer = self.others(model, |vote| matches!(vote, Vote::Permits(other) if other < stance));
        self.beside_one_of(prover, examples, &laxer, &masks)
    }

    /// A permission matters where what holds without it is stricter, and no limit is as strict as that; or where `otherwise`
    /// is laxer, no other permission counts, and no limit is as strict as the permission itself.
    fn permission_matters(
        &self,
        prover: &mut Prover<'_>,
        examples: &Examples<'_>,
        stance: Stance,
    ) -> Result<bool, OverBudget> {
        let model = prover.functions.model;
        for &without in Stance::ALL.iter().filter(|&&without| without > stance) {
            prover.spend_on_rules(8)?;
            let masks = self.others(model, |vote| vote.is_limit() == (vote.stance() >= without));
            if examples.outside(prover, self.region, &masks)?.is_none() {
                continue;
            }
            let stricter =
                self.others(model, |vote| matches!(vote, Vote::Permits(other) if other >= without));
            if model.otherwise.stance >= without || self.beside_one_of(prover, examples, &stricter, &masks)? {
                return Ok(true);
            }
        }
        let masks = self.others(model, |vote| !vote.is_limit() || vote.stance() >= stance);
        Ok(model.otherwise.stance < stance && examples.outside(prover, self.region, &masks)?.is_some())
    }

    /// Is there a situation in which one of some rules counts, and none of some others?
    fn beside_one_of(
        &self,
        prover: &mut Prover<'_>,
        examples: &Examples<'_>,
        rules: &BTreeSet<RuleId>,
        masks: &BTreeSet<RuleId>,
    ) -> Result<bool, OverBudget> {
        for &rule in rules {
            let counts = prover.functions.counts(rule)?;
            let region = prover.both(self.region, counts)?;
            if examples.outside(prover, region, masks)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The other rules whose vote is one of those that are wanted.
    fn others(&self, model: &Model, wanted: impl Fn(Vote) -> bool) -> BTreeSet<RuleId> {
        let rules = model.rules.numbered().filter(|(index, _)| *index != self.index);
        rules.filter(|(_, rule)| rule.vote.is_some_and(&wanted)).map(|(index, _)| index).collect()
    }

    /// Is some action kept, in some situation, in the way that the rule alone puts it?
    pub(super) fn an_offer_matters(&self, prover: &mut Prover<'_>) -> Result<bool, OverBudget> {
        for &(action, modality) in &self.rule.offers {
            let open = prover.open(action)?;
            let region = prover.both(self.region, open)?;
            for &stance in Stance::ALL {
                let heard = prover.heard(action, stance);
                if !heard.contains(&(modality, self.index)) {
                    continue;
                }
                let mut left = region;
                if prover.is_contested(&heard) {
                    let (kept, without) =
                        (prover.kept(action, stance)?, prover.kept_without(self.index, action, stance)?);
                    let differs = prover.functions.diagrams.join(Join::Differs, kept, without)?;
                    left = prover.both(left, differs)?;
                } else {
                    let as_strong =
                        heard.iter().filter(|(other, rule)| *rule != self.index && *other <= modality);
                    for &(_, rule) in as_strong {
                        let counts = prover.functions.counts(rule)?;
                        left = prover.without(left, counts)?;
                    }
                }
                let under = prover.under(stance)?;
                if prover.functions.diagrams.meet(left, under)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}
