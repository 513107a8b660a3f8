//! What a rule or a fact changes, shown by examples: complete situations that are tried before anything is proved. Nearly
//! every rule and fact changes something, and one situation shows it; the diagrams that prove the contrary are dear.

use super::survey::Survey;
use crate::answer::{Compiled, Judgement, Offers, Standings, weigh};
use crate::diagram::{Node, OverBudget};
use crate::exact::{Prover, nearest};
use crate::model::{ActionId, FactId, Known, RuleId, Vote};
use crate::words::{Modality, Stance};
use std::collections::BTreeSet;

/// A complete situation of each stance that there is, and some in which few rules have a say.
pub(super) struct Examples<'a> {
    compiled: &'a Compiled,
    situations: Vec<Known>,
}

impl<'a> Examples<'a> {
    pub(super) fn new(survey: &mut Survey<'a>) -> Examples<'a> {
        let (compiled, model) = (survey.compiled, survey.model);
        let least = model.vocabulary.filled(&model.vocabulary.nothing_known());
        let mut examples = Examples { compiled, situations: vec![least] };
        for &stance in Stance::ALL {
            let found = survey.ask(|survey| {
                let under = survey.complete.under(stance)?;
                let region = survey.complete.where_possible(under)?;
                examples.outside(&mut survey.complete, region, &BTreeSet::new())
            });
            examples.situations.extend(found.ok().flatten());
        }
        let silenced: [fn(Vote) -> bool; 3] = [Vote::is_limit, |vote| !vote.is_limit(), |_| true];
        for silenced in silenced {
            let rules = model.rules.numbered();
            let voting = rules.filter(|(_, rule)| rule.vote.is_some_and(silenced));
            let voting = voting.map(|(index, _)| index).collect();
            let found = survey.ask(|survey| {
                let region = survey.complete.everywhere()?;
                examples.outside(&mut survey.complete, region, &voting)
            });
            examples.situations.extend(found.ok().flatten());
        }
        examples
    }

    /// Does a situation like one of the examples show that the stance or the advice would be other without a rule? It lies in
    /// a region in which the rule counts and sets nothing aside.
    pub(super) fn show(&self, prover: &Prover<'_>, index: RuleId, region: Node) -> bool {
        let mut tried =
            self.situations.iter().filter_map(|example| nearest(&prover.functions, region, example));
        tried.any(|known| self.differs_without(&known, index))
    }

    /// Does a situation in a region, like one of the examples or like a case, come to something else with another value of a fact?
    pub(super) fn show_effect(
        &self,
        prover: &mut Prover<'_>,
        fact: FactId,
        region: Node,
    ) -> Result<bool, OverBudget> {
        let everywhere = prover.everywhere()?;
        let functions = &prover.functions;
        let told = self.compiled.model.cases.iter().map(|case| &case.known);
        let mut tried =
            self.situations.iter().chain(told).filter_map(|example| nearest(functions, region, example));
        Ok(tried.any(|known| {
            let here = self.comes_to_in(&known);
            let values = functions.encoding.fact(fact).zip(*known.at(fact));
            let others = values.map(|(place, value)| place.values_beside(value)).unwrap_or_default();
            others.into_iter().any(|other| {
                let mut beside = known.clone();
                beside.set(fact, Some(other));
                let can_be = nearest(functions, everywhere, &beside).as_ref() == Some(&beside);
                can_be && self.comes_to_in(&beside) != here
            })
        }))
    }

    /// A situation in a region in which none of some rules counts. Where one like an example has some that do, what is left
    /// is where the first of those does not.
    pub(super) fn outside(
        &self,
        prover: &mut Prover<'_>,
        region: Node,
        rules: &BTreeSet<RuleId>,
    ) -> Result<Option<Known>, OverBudget> {
        let tried = self.situations.iter().filter_map(|example| {
            let known = nearest(&prover.functions, region, example)?;
            Some((self.counting(&known, rules).len(), example))
        });
        let Some((_, example)) = tried.min_by_key(|(met, _)| *met) else { return Ok(None) };
        let mut left = region;
        while let Some(known) = nearest(&prover.functions, left, example) {
            prover.spend_on_rules(4)?;
            let Some(met) = self.counting(&known, rules).first().copied() else { return Ok(Some(known)) };
            let counts = prover.functions.counts(met)?;
            left = prover.without(left, counts)?;
        }
        Ok(None)
    }

    /// Those of some rules that count in a situation.
    fn counting(&self, known: &Known, rules: &BTreeSet<RuleId>) -> Vec<RuleId> {
        let judgement = Judgement::of(self.compiled, known);
        let counting = judgement.standings(self.compiled, known).counting();
        counting.into_iter().filter(|rule| rules.contains(rule)).collect()
    }

    fn differs_without(&self, known: &Known, index: RuleId) -> bool {
        let judgement = Judgement::of(self.compiled, known);
        let standings = judgement.standings(self.compiled, known);
        let counting = standings.counting();
        let without: Vec<RuleId> = counting.iter().copied().filter(|&rule| rule != index).collect();
        self.comes_to(standings, &counting) != self.comes_to(standings, &without)
    }

    fn comes_to_in(&self, known: &Known) -> (Stance, Vec<(ActionId, Modality)>) {
        let judgement = Judgement::of(self.compiled, known);
        let standings = judgement.standings(self.compiled, known);
        self.comes_to(standings, &standings.counting())
    }

    /// The stance of a complete situation, and what is advised.
    fn comes_to(&self, standings: Standings<'_>, counting: &[RuleId]) -> (Stance, Vec<(ActionId, Modality)>) {
        let model = &self.compiled.model;
        let (stance, _) = weigh(model, counting);
        let kept = Offers::of(model, standings, counting, stance).kept();
        (stance, kept.into_iter().map(|kept| (kept.action, kept.modality)).collect())
    }
}
