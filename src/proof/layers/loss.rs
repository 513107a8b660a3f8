//! Where one composition is looser than another: in its stance, or in what it says has to be done or must not be.

use super::promise::lost;
use super::side::{Side, Workspace, at};
use crate::diagram::{Join, Node, OverBudget};
use crate::model::ActionId;
use crate::words::Stance;
use std::collections::BTreeMap;

/// Something that can get looser.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Loss {
    /// The stance.
    Stance,
    /// An action is no longer a `must` or `must_not`, at a stance.
    Advice(ActionId, Stance),
}

/// Where each of these gets looser; what does so nowhere is left out.
pub(super) type Regions = BTreeMap<Loss, Node>;

impl Loss {
    /// All that can get looser of what a composition demands.
    pub(super) fn all(below: &Side) -> impl Iterator<Item = Loss> {
        let advice = below.kept.keys().map(|&(action, stance)| Loss::Advice(action, stance));
        std::iter::once(Loss::Stance).chain(advice)
    }

    /// Where a composition is looser than another, in what a third demands.
    pub(super) fn between(
        self,
        below: &Side,
        [before, after]: [&Side; 2],
        workspace: &mut Workspace,
    ) -> Result<Node, OverBudget> {
        let Loss::Advice(action, stance) = self else {
            return workspace.diagrams.join(Join::Less, after.stance, before.stance);
        };
        let [demanded, before, after] = [below, before, after].map(|side| at(&side.kept, action, stance));
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
