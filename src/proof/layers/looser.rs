//! Where one composition is looser than another: its stance, and what it has to be done or must not be.

use super::promise::{gone, still_there, strong};
use super::side::{Side, Workspace};
use crate::diagram::{Join, Node, OverBudget};
use crate::model::ActionId;
use crate::words::Stance;
use std::collections::BTreeMap;

/// Situations in which something is looser.
#[derive(Clone)]
pub(super) struct Regions {
    /// Where the stance is.
    pub(super) stance: Node,
    /// Where an action is no longer demanded under a stance, the laxest being 0; those of which there are such situations.
    pub(super) advice: BTreeMap<(ActionId, usize), Node>,
}

impl Regions {
    pub(super) fn is_nowhere(&self) -> bool {
        self.stance.is_nowhere() && self.advice.is_empty()
    }

    /// Where a composition is looser than another, in what the layers below demand.
    pub(super) fn between(
        below: &Side,
        before: &Side,
        after: &Side,
        workspace: &mut Workspace,
    ) -> Result<Regions, OverBudget> {
        let stance = workspace.diagrams.join(Join::Less, after.stance, before.stance)?;
        let mut advice = BTreeMap::new();
        for action in below.kept.numbers() {
            for place in 0..Stance::ALL.len() {
                let at = |side: &Side| side.kept.at(action).get(place).copied().unwrap_or(Node::NOWHERE);
                let demanded = strong(at(below), workspace)?;
                let lost = gone(demanded, at(after), workspace)?;
                if lost.is_nowhere() {
                    continue;
                }
                let there = still_there(demanded, at(before), workspace)?;
                advice.insert((action, place), workspace.diagrams.both(lost, there)?);
            }
        }
        advice.retain(|_, lost| !lost.is_nowhere());
        Ok(Regions { stance, advice })
    }

    /// Those that are also among others, or of which only those are left that are not.
    pub(super) fn joined(
        &self,
        other: &Regions,
        mut join: impl FnMut(Node, Node) -> Result<Node, OverBudget>,
    ) -> Result<Regions, OverBudget> {
        let stance = join(self.stance, other.stance)?;
        let mut advice = BTreeMap::new();
        for (&key, &lost) in &self.advice {
            let of_other = other.advice.get(&key).copied().unwrap_or(Node::NOWHERE);
            let joined = join(lost, of_other)?;
            if !joined.is_nowhere() {
                advice.insert(key, joined);
            }
        }
        Ok(Regions { stance, advice })
    }
}
