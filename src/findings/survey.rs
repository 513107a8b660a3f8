//! What findings are looked for with: the functions of every situation, shares of them, and situations that show something.

use super::{Shows, Witness};
use crate::counterexample::fewest_facts;
use crate::diagram::{Node, OverBudget};
use crate::encoding::Over;
use crate::model::Model;
use crate::outlook::Outlook;
use crate::prover::Prover;
use crate::share::Share;
use crate::vocabulary::ValueCode;

/// The functions of one guideline.
pub(super) struct Survey<'a> {
    pub(super) model: &'a Model,
    pub(super) complete: Prover<'a>,
    /// `None` where partial situations are too many to be held.
    partial: Option<Prover<'a>>,
    /// The complete situations that can be.
    possible: Node,
}

impl<'a> Survey<'a> {
    pub(super) fn new(model: &'a Model, outlook: Option<&'a Outlook>) -> Result<Survey<'a>, OverBudget> {
        let outlook = outlook.ok_or(OverBudget)?;
        let mut complete = Prover::complete(model)?;
        let everywhere = complete.everywhere()?;
        Ok(Survey { model, complete, partial: Prover::partial(model, outlook).ok(), possible: everywhere })
    }

    pub(super) fn partial(&mut self) -> Result<&mut Prover<'a>, OverBudget> {
        self.partial.as_mut().ok_or(OverBudget)
    }

    /// The share of situations that a region of complete ones is.
    pub(super) fn share(&self, region: Node) -> Option<Share> {
        Some(Share::of(&self.complete.functions.diagrams, region, self.possible))
            .filter(|_| region != Node::leaf(0))
    }

    /// A situation of fewest facts in a region: a partial one where these can be held, as its facts are fewer.
    pub(super) fn witness(
        &mut self,
        shows: Shows,
        region: impl Fn(&mut Prover<'a>) -> Result<Node, OverBudget>,
    ) -> Option<Witness> {
        let of_partial = self.partial.as_mut().and_then(|prover| {
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
    pub(super) fn complete_witness(&mut self, region: Node) -> Option<Vec<Option<ValueCode>>> {
        let region = self.complete.where_possible(region).ok()?;
        fewest_facts(&self.complete.functions, region, Over::Complete)
    }

    /// A rule's name.
    pub(super) fn rule(&self, index: usize) -> &'a str {
        self.model.rules.get(index).map(|rule| &*rule.id).unwrap_or_default()
    }

    /// The names of rules, as alternatives.
    pub(super) fn any_of(&self, rules: &[usize]) -> String {
        let names: Vec<String> = rules.iter().map(|&rule| format!("`{}`", self.rule(rule))).collect();
        names.join(" or ")
    }
}
