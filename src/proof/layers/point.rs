//! What one composition comes to in one situation, with no more worked out than that takes.

use super::side::{Actions, Side, Workspace, judged, side_of};
use crate::diagram::{Node, OverBudget};
use crate::document::Limit;
use crate::exact::{Outlook, Prover, fact_order, leaf, modality_leaf, stance_of};
use crate::levels::{Encoding, Over};
use crate::model::{ActionId, FactId, Known, Model, RuleId, Safeguard, Vote};
use crate::proof::counterexample::Asked;
use crate::words::{Modality, Stance};
use std::collections::BTreeSet;

/// One situation.
pub(in crate::proof) struct Point<'a> {
    prover: Prover<'a>,
    /// The stance.
    pub(in crate::proof) stance: Stance,
}

impl<'a> Point<'a> {
    /// What a composition comes to where this is known, with some of its rules taken out.
    pub(in crate::proof) fn of(
        model: &'a Model,
        known: &Known,
        taken_out: &BTreeSet<RuleId>,
    ) -> Result<Point<'a>, OverBudget> {
        // No fact has a level: what is not known is unknown.
        let mut functions = judged(model, taken_out, workspace(model, &[], known, Over::Partial)?)?;
        let verdict = functions.verdict()?.as_leaf().and_then(stance_of).ok_or(OverBudget)?;
        let mut of_completions =
            judged(model, taken_out, workspace(model, &fact_order(model), known, Over::Complete)?)?;
        let before_doubt = Outlook::of(&mut of_completions)?.possible(known).within(verdict);
        let stance = before_doubt.raised_by(model.doubt(&model.unknown_safety(known)));
        let over = if known.iter().all(Option::is_some) { Over::Complete } else { Over::Partial };
        Ok(Point { prover: Prover::at(functions, over, [before_doubt, stance]), stance })
    }

    /// Does a safeguard not hold?
    pub(in crate::proof) fn breaks(&mut self, safeguard: &Safeguard) -> Result<bool, OverBudget> {
        let advice_under = safeguard.premise().filter(|&stance| stance == self.stance).collect();
        Ok(self.prover.counterexample(safeguard, &Asked { stance: true, advice_under })?.is_some())
    }

    /// As a side that can be compared with others.
    pub(super) fn side(&mut self, actions: Actions<'_>) -> Result<Side, OverBudget> {
        side_of(&mut self.prover, actions, Node::leaf(leaf(self.stance)))
    }

    /// The modality that is kept of an action under a stance.
    pub(in crate::proof) fn kept(
        &mut self,
        action: ActionId,
        stance: Stance,
    ) -> Result<Option<Modality>, OverBudget> {
        let kept = self.prover.kept(action, stance)?.as_leaf();
        Ok(Modality::ALL.iter().copied().find(|&modality| Some(modality_leaf(modality)) == kept))
    }

    /// The numbers of the rules that count.
    pub(in crate::proof) fn counting(&mut self) -> Result<Vec<RuleId>, OverBudget> {
        let mut counting = Vec::new();
        for rule in self.prover.functions.model.rules.numbers() {
            if self.prover.functions.counts(rule)? == Node::EVERYWHERE {
                counting.push(rule);
            }
        }
        Ok(counting)
    }

    /// The rules by which the stance is what it is, in words.
    pub(super) fn by(&mut self) -> Result<String, OverBudget> {
        let (model, stance) = (self.prover.functions.model, self.stance);
        let counting = self.counting()?.into_iter();
        let rules = counting.map(|rule| model.rules.at(rule));
        let deciding = rules.filter(|rule| rule.vote.map(Vote::stance) == Some(stance));
        let named: Vec<String> = deciding.map(|rule| format!("`{}`", rule.id)).collect();
        Ok(match named.as_slice() {
            [] if model.otherwise.stance == stance => "where no rule speaks".into(),
            [] => "by what is not known".into(),
            named => format!("by {}", named.join(", ")),
        })
    }
}

fn workspace(model: &Model, order: &[FactId], known: &Known, over: Over) -> Result<Workspace, OverBudget> {
    let encoding = Encoding::of(model.vocabulary.facts(), model.conditions(), order, known, over);
    Workspace::new(encoding, model.limits.of(Limit::StepsAlone))
}
