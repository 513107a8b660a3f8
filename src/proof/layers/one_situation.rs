//! One situation, judged in every composition that a layer is compared with.

use super::compared::Compared;
use super::point::Point;
use super::promise::{How, Sides};
use super::side::{Actions, Side, Workspace};
use crate::diagram::OverBudget;
use crate::document::Limit;
use crate::levels::{Encoding, Over};
use crate::model::{ActionId, Known, Model, RuleId};
use std::collections::BTreeSet;

/// One situation, in which the layer is tried without some of its entries; what it is compared with stays.
pub(super) struct OneSituation {
    sides: Sides,
    workspace: Workspace,
    actions: Vec<ActionId>,
}

impl OneSituation {
    /// In what is known, with some actions that are compared.
    pub(super) fn of(
        compared: &Compared<'_>,
        known: &Known,
        actions: Vec<ActionId>,
    ) -> Result<OneSituation, OverBudget> {
        let side = |model: &Model| side(model, &BTreeSet::new(), known, &actions);
        let sides = Sides {
            below: side(&compared.below)?,
            listed: compared.listed.as_ref().map(side).transpose()?,
            claimed: compared.claimed.as_ref().map(side).transpose()?,
            here: side(&compared.here)?,
        };
        let facts = compared.here.vocabulary.facts();
        let encoding = Encoding::of(facts, std::iter::empty(), &[], known, Over::Partial);
        let workspace = Workspace::new(encoding, compared.here.limits.of(Limit::StepsAlone))?;
        Ok(OneSituation { sides, workspace, actions })
    }

    /// How the stance breaks the promise, if it does.
    pub(super) fn laxer(&mut self) -> Result<Option<How>, OverBudget> {
        if !self.sides.limit_lost(&mut self.workspace)?.is_nowhere() {
            return Ok(Some(How::LimitLost));
        }
        Ok((!self.sides.looser(&mut self.workspace)?.is_nowhere()).then_some(How::Looser))
    }

    /// Is nothing amiss, if this is what the layer comes to?
    pub(super) fn is_mended(
        &mut self,
        here: &Model,
        taken_out: &BTreeSet<RuleId>,
        known: &Known,
    ) -> Result<bool, OverBudget> {
        self.sides.here = side(here, taken_out, known, &self.actions)?;
        Ok(self.sides.amiss(&mut self.workspace)?.is_nowhere())
    }
}

fn side(
    model: &Model,
    taken_out: &BTreeSet<RuleId>,
    known: &Known,
    actions: Actions<'_>,
) -> Result<Side, OverBudget> {
    Point::of(model, known, taken_out)?.side(actions)
}
