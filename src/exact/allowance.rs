//! What many questions about a guideline as a whole may cost: each by itself, and all together.
//!
//! Each has a budget of its own, so that a hard one leaves those after it undecided only when all of them together take too
//! much. What was worked out for one is kept for the next, until it has become too much.

use super::prover::Prover;
use crate::diagram::{Mark, OverBudget};
use crate::document::{Limit, Limits};

/// The steps and nodes of questions that are asked of one prover.
pub(crate) struct Allowance {
    each: usize,
    left: usize,
    /// What the question that is being asked was given.
    given: usize,
    /// How many nodes are kept from one question to the next, beside those that stay.
    kept: usize,
    /// The nodes that stay, once anything has been asked.
    staying: Option<Mark>,
}

impl Allowance {
    /// So many steps for all questions together.
    pub(crate) fn of(all: Limit, limits: &Limits) -> Allowance {
        Allowance {
            each: limits.of(Limit::StepsOfProofs),
            left: limits.of(all),
            given: 0,
            kept: limits.of(Limit::NodesKept),
            staying: None,
        }
    }

    /// Begins with a question.
    pub(crate) fn begin(&mut self, prover: &mut Prover<'_>) -> Result<(), OverBudget> {
        self.give(self.each, prover);
        if self.given == 0 {
            return Err(OverBudget);
        }
        self.staying.get_or_insert(prover.functions.diagrams.mark());
        Ok(())
    }

    /// Gives the question this many steps in place of what it has not taken, if there are as many left for all.
    pub(crate) fn give(&mut self, steps: usize, prover: &mut Prover<'_>) {
        self.settle(prover);
        self.given = steps.min(self.left);
        prover.functions.diagrams.allow(self.given);
    }

    /// Ends with it. What was made for it is forgotten if it has become too much, and must not be used again; stances
    /// that it was the first to want stay, with all that was made before.
    pub(crate) fn end(&mut self, prover: &mut Prover<'_>) {
        self.settle(prover);
        let now = prover.functions.diagrams.mark();
        let staying = self.staying.unwrap_or(now);
        if !prover.stances_are_before(staying) {
            self.staying = Some(now);
        } else if prover.functions.diagrams.nodes_since(staying) > self.kept {
            prover.forget_since(staying);
        }
    }

    /// Takes what the question has taken off what is left for all.
    fn settle(&mut self, prover: &Prover<'_>) {
        self.left -= self.given.saturating_sub(prover.functions.diagrams.steps_left());
        self.given = 0;
    }
}
