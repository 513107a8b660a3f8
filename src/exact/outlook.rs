//! Which stances are still possible in a situation, exactly.

use super::functions::{Functions, IMPOSSIBLE, leaf};
use crate::diagram::{Chart, Join, Leaves, Node, OverBudget};
use crate::document::{Limit, Limits};
use crate::levels::{Encoding, Over};
use crate::model::{Known, Model};
use crate::words::Stance;

/// The stance of every complete situation (before `while_unknown`, which complete situations have no use for).
#[derive(Debug)]
pub(crate) struct Outlook {
    pub(crate) encoding: Encoding,
    /// The most that is worked out of it.
    pub(super) limits: Limits,
    /// The stances, and [`IMPOSSIBLE`] where a situation cannot be.
    pub(crate) stances: Chart,
    /// The stances, whether a situation can be or not.
    pub(crate) unbounded: Chart,
}

/// The stances that completions of a situation have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Possible(Leaves);

impl Outlook {
    /// The outlook over all situations, where that is within the budget.
    pub(crate) fn of_all(model: &Model) -> Option<Outlook> {
        Outlook::with_functions(model).ok().map(|(outlook, _)| outlook)
    }

    /// As [`Outlook::of_all`], with the functions that it was read off.
    pub(crate) fn with_functions(model: &Model) -> Result<(Outlook, Functions<'_>), OverBudget> {
        let nothing_known = model.vocabulary.nothing_known();
        let steps = model.limits.of(Limit::StepsTogether);
        let mut functions = Functions::new(model, &nothing_known, Over::Complete, steps)?;
        Ok((Outlook::of(&mut functions)?, functions))
    }

    /// The outlook over the completions of one situation, where that is within the budget.
    pub(crate) fn of_one(model: &Model, known: &Known) -> Option<Outlook> {
        let steps = model.limits.of(Limit::StepsAlone);
        Outlook::of(&mut Functions::new(model, known, Over::Complete, steps).ok()?).ok()
    }

    /// The outlook that functions of complete situations give.
    pub(crate) fn of(functions: &mut Functions<'_>) -> Result<Outlook, OverBudget> {
        let impossible = functions.impossible(functions.model.top())?;
        Outlook::within(impossible, functions)
    }

    /// As [`Outlook::of`], where other situations cannot be.
    pub(crate) fn within(impossible: Node, functions: &mut Functions<'_>) -> Result<Outlook, OverBudget> {
        let verdict = functions.verdict()?;
        let stances = functions.diagrams.join(Join::Unless(IMPOSSIBLE), impossible, verdict)?;
        Ok(Outlook {
            stances: Chart::new(&functions.diagrams, stances),
            unbounded: Chart::new(&functions.diagrams, verdict),
            encoding: functions.encoding.clone(),
            limits: functions.model.limits.clone(),
        })
    }

    /// The stances of the completions of a situation.
    pub(crate) fn possible(&self, known: &Known) -> Possible {
        Possible::of(self.stances.leaves(&self.encoding.edges(known)))
    }
}

impl Possible {
    /// The stances among some leaves.
    pub(crate) fn of(leaves: Leaves) -> Possible {
        Possible(leaves & !(1 << IMPOSSIBLE))
    }

    /// The stances, laxest first; none where a situation has no completion.
    pub(crate) fn stances(self) -> impl DoubleEndedIterator<Item = Stance> {
        Stance::ALL.iter().copied().filter(move |&stance| self.0 >> leaf(stance) & 1 == 1)
    }

    /// One stance alone.
    pub(crate) fn only_one(stance: Stance) -> Possible {
        Possible(1 << leaf(stance))
    }

    /// Is there none, because a situation has no completion?
    pub(crate) fn is_none(self) -> bool {
        self.0 == 0
    }

    /// A stance brought within the range from the laxest to the strictest.
    pub(crate) fn within(self, stance: Stance) -> Stance {
        let (laxest, strictest) = (self.stances().next(), self.stances().next_back());
        let raised = laxest.map_or(stance, |laxest| stance.max(laxest));
        strictest.map_or(raised, |strictest| raised.min(strictest))
    }

    /// The only stance, where there is but one.
    pub(crate) fn only(self) -> Option<Stance> {
        self.stances().next().filter(|_| self.0.is_power_of_two())
    }
}
