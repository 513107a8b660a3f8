//! Where one composition is looser than another: in its stance, or in what it says has to be done or must not be.

use super::promise::lost;
use super::side::{Side, Workspace};
use crate::diagram::{Join, Node, OverBudget};
use crate::model::ActionId;
use crate::words::Stance;
use std::collections::BTreeMap;

/// Something that can get looser.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Loss {
    /// The stance.
    Stance,
    /// An action is no longer demanded, at a stance: the laxest is 0.
    Demand(ActionId, usize),
}

/// Where each of these gets looser; what does so nowhere is left out.
pub(super) type Regions = BTreeMap<Loss, Node>;

impl Loss {
    /// All that can get looser of what a composition demands.
    pub(super) fn all(below: &Side) -> impl Iterator<Item = Loss> {
        let demands = |action: &ActionId| {
            (0..Stance::ALL.len()).map(|place| Loss::Demand(*action, place)).collect::<Vec<_>>()
        };
        std::iter::once(Loss::Stance).chain(below.kept.keys().flat_map(demands))
    }

    /// Where a composition is looser than another, in what a third demands.
    pub(super) fn between(
        self,
        below: &Side,
        [before, after]: [&Side; 2],
        workspace: &mut Workspace,
    ) -> Result<Node, OverBudget> {
        let Loss::Demand(action, place) = self else {
            return workspace.diagrams.join(Join::Less, after.stance, before.stance);
        };
        let [demanded, before, after] = [below, before, after].map(|side| side.kept_at(action, place));
        lost(demanded, after, before, workspace)
    }
}

/// What is left of regions, one by one.
pub(super) fn narrowed(
    regions: &Regions,
    mut left: impl FnMut(Loss, Node) -> Result<Node, OverBudget>,
) -> Result<Regions, OverBudget> {
    let mut narrowed = Regions::new();
    for (&loss, &region) in regions {
        let left = left(loss, region)?;
        if !left.is_nowhere() {
            narrowed.insert(loss, left);
        }
    }
    Ok(narrowed)
}
