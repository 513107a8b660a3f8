//! The search for a situation that breaks a safeguard, over complete or over partial situations.
//!
//! Which advice there is mostly depends on the safeguard's own condition and a few rules; the stance depends on everything.
//! So advice is asked for first under each stance that there is, wherever that may be the stance. Only where something is
//! amiss then is it asked exactly.

use crate::diagram::{Join, Leaf, Node, OverBudget};
use crate::exact::{Prover, fewest_facts, leaf, modality_table, stance_table};
use crate::levels::Over;
use crate::model::{ActionId, Advised, Known, RuleId, Safeguard};
use crate::words::{Modality, Stance};

/// What is known of a situation in which a safeguard does not hold; `None` where it always does.
pub(crate) type Counterexample = Result<Option<Known>, OverBudget>;

/// The leaf of a situation that a safeguard does not speak of.
const UNCONCERNED: Leaf = 7;

/// What of a safeguard is asked.
pub(crate) struct Asked {
    /// Is the stance accepted?
    pub(crate) stance: bool,
    /// The stances under which the advice is asked for.
    pub(crate) advice_under: Vec<Stance>,
}

/// An action, and some modalities that it may be advised in.
struct Wanted {
    action: ActionId,
    modalities: Vec<Modality>,
}

impl Prover<'_> {
    /// A situation of fewest facts in which what is asked of a safeguard does not hold.
    pub(crate) fn counterexample(&mut self, safeguard: &Safeguard, asked: &Asked) -> Counterexample {
        let mut broken = self.advice_broken(safeguard, &asked.advice_under)?;
        if asked.stance {
            let stance = self.stance_broken(safeguard)?;
            broken = self.functions.diagrams.either(broken, stance)?;
        }
        if broken.is_nowhere() {
            return Ok(None);
        }
        let impossible = self.impossible(safeguard.layer)?;
        let broken = self.without(broken, impossible)?;
        let broken = self.prefer_certain(broken)?;
        Ok(fewest_facts(&self.functions, broken, self.over))
    }

    /// The stances under which the advice may not be what a safeguard expects, wherever they may be the stance.
    pub(crate) fn suspects(&mut self, safeguard: &Safeguard) -> Result<Vec<Stance>, OverBudget> {
        let mut suspects = Vec::new();
        if safeguard.expect.expects_advice() {
            for stance in safeguard.premise() {
                if self.is_suspect(safeguard, stance)? {
                    suspects.push(stance);
                }
            }
        }
        Ok(suspects)
    }

    /// The stances of the complete situations that a safeguard speaks of.
    pub(crate) fn stances_of(&mut self, safeguard: &Safeguard) -> Result<Vec<Stance>, OverBudget> {
        let (when, stances) = (self.when(safeguard)?, self.stances()?);
        let elsewhere = self.functions.diagrams.negated(when)?;
        let diagrams = &mut self.functions.diagrams;
        let there = diagrams.join(Join::Unless(UNCONCERNED), elsewhere, stances.before_doubt)?;
        let leaves = diagrams.leaves(there);
        Ok(Stance::ALL.iter().copied().filter(|&stance| leaves.contains(&leaf(stance))).collect())
    }

    fn is_suspect(&mut self, safeguard: &Safeguard, stance: Stance) -> Result<bool, OverBudget> {
        let when = self.when(safeguard)?;
        if !self.unwanted(safeguard, stance, when)?.is_nowhere() {
            return Ok(true);
        }
        for demand in safeguard.expect.demands() {
            // Patterns mean so many actions that they are best asked rule by rule.
            let named = demand.iter().all(|advised| matches!(advised, Advised::Action(_)));
            if !named || !self.unadvised(when, &self.meant(demand), stance)?.is_nowhere() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Where the stance is not one that a safeguard accepts.
    fn stance_broken(&mut self, safeguard: &Safeguard) -> Result<Node, OverBudget> {
        let accepted = &safeguard.expect.stances;
        // Where the premise is the stance itself, complete situations tell.
        let told_by_complete = !safeguard.stances.is_empty() && self.over == Over::Partial;
        if accepted.len() == Stance::ALL.len() || told_by_complete {
            return Ok(Node::NOWHERE);
        }
        let spoken_of: Vec<Stance> = safeguard.premise().collect();
        let table = stance_table(|stance| spoken_of.contains(&stance) && !accepted.contains(&stance));
        let (when, stances) = (self.when(safeguard)?, self.stances()?);
        let wrong = self.functions.diagrams.map(table, stances.before_doubt)?;
        self.both(wrong, when)
    }

    /// Where the advice is not what a safeguard expects, under one of some stances.
    fn advice_broken(&mut self, safeguard: &Safeguard, under: &[Stance]) -> Result<Node, OverBudget> {
        let when = self.when(safeguard)?;
        let mut broken = Vec::new();
        for &stance in under {
            let mut amiss = vec![self.unwanted(safeguard, stance, when)?];
            for demand in safeguard.expect.demands() {
                for (region, speaker) in self.spoken_for(stance, when)? {
                    amiss.push(self.unmet(safeguard, demand, stance, region, speaker)?);
                }
            }
            let amiss = self.functions.diagrams.any(amiss)?;
            if !amiss.is_nowhere() {
                let here = self.under(stance)?;
                broken.push(self.both(amiss, here)?);
            }
        }
        self.functions.diagrams.any(broken)
    }

    /// The parts of a region in which a stance is spoken for: where a rule that counts has it for its vote; and of complete
    /// situations, if it is the stance where no rule speaks, all where it is the stance.
    fn spoken_for(
        &mut self,
        stance: Stance,
        region: Node,
    ) -> Result<Vec<(Node, Option<RuleId>)>, OverBudget> {
        let model = self.functions.model;
        if self.over == Over::Complete && model.otherwise.stance == stance {
            let under = self.under(stance)?;
            return Ok(vec![(self.both(region, under)?, None)]);
        }
        let rules = model.rules.numbered();
        let speakers = rules.filter(|(_, rule)| rule.vote.is_some_and(|vote| vote.stance() == stance));
        let parts = speakers.map(|(index, _)| {
            let counts = self.functions.counts(index)?;
            Ok((self.both(region, counts)?, Some(index)))
        });
        parts.collect()
    }

    /// Where an action is advised that a safeguard never wants advised.
    fn unwanted(&mut self, safeguard: &Safeguard, stance: Stance, region: Node) -> Result<Node, OverBudget> {
        let mut here = Vec::new();
        for wanted in self.meant(&safeguard.expect.never_advises) {
            here.push(self.advised_within(region, &wanted, stance)?);
        }
        self.functions.diagrams.any(here)
    }

    /// Where none of the actions that are demanded is advised, in a region where a rule speaks.
    fn unmet(
        &mut self,
        safeguard: &Safeguard,
        demand: &[Advised],
        stance: Stance,
        region: Node,
        speaker: Option<RuleId>,
    ) -> Result<Node, OverBudget> {
        let rules = &self.functions.model.rules;
        let offers = speaker.map(|rule| rules.at(rule).offers.as_slice());
        let offered = |wanted: &Wanted| {
            offers.is_some_and(|offers| offers.iter().any(|offer| offer.0 == wanted.action))
        };
        let (own, others): (Vec<Wanted>, Vec<Wanted>) = self.meant(demand).into_iter().partition(offered);
        let left = self.unadvised(region, &own, stance)?;
        if left.is_nowhere() {
            return Ok(left);
        }
        let impossible = self.impossible(safeguard.layer)?;
        let left = self.without(left, impossible)?;
        self.unadvised(left, &others, stance)
    }

    /// What is left of a region where none of some actions is advised. One after the other, so that the region shrinks.
    fn unadvised(&mut self, region: Node, demand: &[Wanted], stance: Stance) -> Result<Node, OverBudget> {
        let mut left = region;
        for wanted in demand {
            if left.is_nowhere() {
                break;
            }
            let here = self.advised_within(left, wanted, stance)?;
            left = self.without(left, here)?;
        }
        Ok(left)
    }

    /// Where in a region an action is kept with a modality that is wanted. The strongest offer is kept, so the stronger have
    /// their say after the weaker.
    fn advised_within(&mut self, region: Node, wanted: &Wanted, stance: Stance) -> Result<Node, OverBudget> {
        let mut heard = self.heard(wanted.action, stance);
        if self.is_contested(&heard) {
            let kept = self.kept(wanted.action, stance)?;
            let table = modality_table(|modality| wanted.modalities.contains(&modality));
            let kept = self.functions.diagrams.map(table, kept)?;
            return self.both(region, kept);
        }
        heard.sort_by_key(|(modality, _)| std::cmp::Reverse(*modality));
        let mut kept = Node::NOWHERE;
        for (modality, rule) in heard {
            let is_wanted = wanted.modalities.contains(&modality);
            if !is_wanted && kept.is_nowhere() {
                continue;
            }
            let counts = self.functions.counts(rule)?;
            kept = if is_wanted {
                let here = self.both(region, counts)?;
                self.functions.diagrams.either(kept, here)?
            } else {
                self.without(kept, counts)?
            };
        }
        let open = self.open(wanted.action)?;
        self.both(kept, open)
    }

    /// The actions that are meant, with the modalities in which they are.
    fn meant(&self, demand: &[Advised]) -> Vec<Wanted> {
        let actions = &self.functions.model.actions;
        let meant = demand.iter().flat_map(|advised| match *advised {
            Advised::Action(action) => vec![Wanted { action, modalities: modalities(Modality::is_do) }],
            Advised::Pattern(moment, modality) => {
                let fitting = actions
                    .numbered()
                    .filter(|(_, action)| moment.is_none_or(|moment| moment == action.moment));
                let modalities = modalities(|kept| modality.is_none_or(|modality| modality == kept));
                fitting.map(|(action, _)| Wanted { action, modalities: modalities.clone() }).collect()
            }
        });
        meant.collect()
    }

    /// Where a safeguard is broken with every safety fact known, if it is so anywhere: nothing is in doubt there.
    fn prefer_certain(&mut self, broken: Node) -> Result<Node, OverBudget> {
        let unknown = self.functions.unknown_safety()?;
        let certain = self.without(broken, unknown)?;
        Ok(if certain.is_nowhere() { broken } else { certain })
    }
}

fn modalities(wanted: impl Fn(Modality) -> bool) -> Vec<Modality> {
    Modality::ALL.iter().copied().filter(|&modality| wanted(modality)).collect()
}
