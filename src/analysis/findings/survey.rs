//! What findings are looked for with: the functions of every situation, shares of them, and situations that show something.

use super::candidate::Witness;
use super::evidence::Shows;
use crate::answer::Compiled;
use crate::diagram::{Node, OverBudget};
use crate::document::Limit;
use crate::exact::share_of;
use crate::exact::{Allowance, PartialProver, Prover, fewest_facts};
use crate::levels::Over;
use crate::model::{Known, Model, RuleId, Share};
use std::collections::BTreeSet;

/// The functions of one guideline.
pub(super) struct Survey<'a> {
    pub(super) compiled: &'a Compiled,
    pub(super) model: &'a Model,
    pub(super) complete: Prover<'a>,
    partial: PartialProver<'a>,
    /// The complete situations that can be.
    possible: Node,
    allowance: Allowance,
}

impl<'a> Survey<'a> {
    pub(super) fn new(compiled: &'a Compiled) -> Result<Survey<'a>, OverBudget> {
        let (model, outlook) = (&compiled.model, compiled.outlook().ok_or(OverBudget)?);
        let mut complete = Prover::complete(model)?;
        let everywhere = complete.everywhere()?;
        complete.stances()?;
        Ok(Survey {
            compiled,
            model,
            partial: PartialProver::new(model, outlook, Limit::StepsOfFindings),
            possible: everywhere,
            allowance: Allowance::of(Limit::StepsOfFindings, &model.limits),
            complete,
        })
    }

    /// Asks one question, within a budget of its own and what is left of the one for all. What was worked out for it is
    /// forgotten if it has become too much: no function that a question makes may outlive it.
    pub(super) fn ask<T>(
        &mut self,
        question: impl FnOnce(&mut Survey<'a>) -> Result<T, OverBudget>,
    ) -> Result<T, OverBudget> {
        self.allowance.begin(&mut self.complete)?;
        let answer = question(self);
        self.allowance.end(&mut self.complete);
        self.partial.end();
        answer
    }

    /// The functions over partial situations, where these can be held.
    pub(super) fn partial(&mut self) -> Result<&mut Prover<'a>, OverBudget> {
        self.partial.get()
    }

    /// The share of situations that a region of complete ones is.
    pub(super) fn share(&self, region: Node) -> Option<Share> {
        Some(share_of(&self.complete.functions.diagrams, region, self.possible))
            .filter(|_| !region.is_nowhere())
    }

    /// A situation of fewest facts in a region: a partial one where these can be held, as its facts are fewer.
    pub(super) fn witness(
        &mut self,
        shows: Shows,
        region: impl Fn(&mut Prover<'a>) -> Result<Node, OverBudget>,
    ) -> Option<Witness> {
        let of_partial = self.partial.get().ok().and_then(|prover| {
            let region = region(prover).ok()?;
            let region = prover.where_possible(region).ok()?;
            fewest_facts(&prover.functions, region, Over::Partial)
        });
        let known = of_partial.or_else(|| {
            let region = region(&mut self.complete).ok()?;
            self.complete_witness(region)
        })?;
        Some(Witness { known, shows })
    }

    /// A situation of fewest facts, beside the safety facts, all of whose completions lie in a region of complete ones.
    pub(super) fn complete_witness(&mut self, region: Node) -> Option<Known> {
        let region = self.complete.where_possible(region).ok()?;
        fewest_facts(&self.complete.functions, region, Over::Complete)
    }

    /// Has a situation a completion outside a region of complete ones?
    pub(super) fn is_somewhere_outside(&self, region: Node, known: &Known) -> bool {
        let functions = &self.complete.functions;
        let taken = functions.encoding.edges(known);
        let (mut seen, mut to_visit) = (BTreeSet::new(), vec![region]);
        while let Some(node) = to_visit.pop() {
            match functions.diagrams.open(node) {
                None if node != Node::EVERYWHERE => return true,
                Some((level, targets)) if seen.insert(node) => match taken.at(level) {
                    Some(edge) => to_visit.extend(targets.get(edge)),
                    None => to_visit.extend(targets),
                },
                _ => {}
            }
        }
        false
    }

    /// A rule's name.
    pub(super) fn rule(&self, rule: RuleId) -> &'a str {
        &self.model.rules.at(rule).id
    }

    /// The names of rules, as alternatives.
    pub(super) fn any_of(&self, rules: &[RuleId]) -> String {
        let names: Vec<String> = rules.iter().map(|&rule| format!("`{}`", self.rule(rule))).collect();
        names.join(" or ")
    }
}
