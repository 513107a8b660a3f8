//! The laxest and the strictest possible stance of situations, as functions of them.

use super::functions::IMPOSSIBLE;
use crate::diagram::{Diagrams, Join, LeafMap, Node, OverBudget, UNCHANGED};

/// Room for a leaf below every stance: that of a situation that cannot be.
const ONE_MORE: LeafMap = [1, 2, 3, 4, 5, 0, 6, 7];

/// And back.
const ONE_LESS: LeafMap = [IMPOSSIBLE, 0, 1, 2, 3, 4, 6, 7];

/// The range of the possible stances.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    /// The laxest; [`IMPOSSIBLE`] where a situation has no completion.
    pub(super) laxest: Node,
    /// One more than the strictest; zero where a situation has no completion.
    pub(super) above_strictest: Node,
}

impl Bounds {
    /// Takes the range from the stances of complete situations: `carry` carries them over to other situations, their leaves
    /// relabelled, those of several completions joined.
    pub(super) fn of(
        mut carry: impl FnMut(Join, LeafMap) -> Result<Node, OverBudget>,
    ) -> Result<Bounds, OverBudget> {
        Ok(Bounds { laxest: carry(Join::Min, UNCHANGED)?, above_strictest: carry(Join::Max, ONE_MORE)? })
    }

    /// A verdict brought within the range.
    pub(super) fn bring_within(self, verdict: Node, diagrams: &mut Diagrams) -> Result<Node, OverBudget> {
        let strictest = diagrams.map(ONE_LESS, self.above_strictest)?;
        let raised = diagrams.join(Join::Max, verdict, self.laxest)?;
        diagrams.join(Join::Min, raised, strictest)
    }
}
