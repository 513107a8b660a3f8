//! What two functions come to, leaf by leaf.

use super::memo::Key;
use super::node::{Leaf, Node, TRUE};

/// What is done with two functions, leaf by leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Join {
    /// The lesser leaf.
    Min,
    /// The greater leaf.
    Max,
    /// The second leaf, but a given one where the first leaf is the greatest truth.
    Unless(Leaf),
    /// Whether a limit counts: the greatest truth where the first is that and the second is not zero, else zero.
    Counts,
    /// The greatest truth where the leaves differ, else zero.
    Differs,
    /// The greatest truth where the first leaf is less than the second, else zero.
    Less,
    /// Both: eight times the first leaf, and the second.
    Pair,
}

impl Join {
    /// The key of a join in the memo. Leaves of tables are so small that no key of a map begins like it.
    pub(super) fn key(self, one: Node, other: Node) -> Key {
        let how = match self {
            Join::Min => 0,
            Join::Max => 1,
            Join::Counts => 2,
            Join::Differs => 3,
            Join::Less => 4,
            Join::Pair => 5,
            Join::Unless(leaf) => 0x100 + u32::from(leaf),
        };
        [u32::MAX - how, one.0, other.0]
    }

    /// Does the order of the two not matter?
    pub(super) fn commutes(self) -> bool {
        matches!(self, Join::Min | Join::Max | Join::Differs)
    }

    /// What two functions come to that need not be walked.
    pub(super) fn shortcut(self, one: Node, other: Node) -> Option<Node> {
        if let (Some(one), Some(other)) = (one.as_leaf(), other.as_leaf()) {
            return Some(Node::leaf(self.leaf(one, other)));
        }
        match self {
            Join::Min | Join::Max if one == other => Some(one),
            Join::Min | Join::Counts if one == Node::leaf(0) || other == Node::leaf(0) => Some(Node::leaf(0)),
            Join::Max if one == Node::leaf(0) => Some(other),
            Join::Max if other == Node::leaf(0) => Some(one),
            Join::Unless(_) if one.as_leaf().is_some_and(|leaf| leaf != TRUE) => Some(other),
            Join::Unless(instead) if one == Node::leaf(TRUE) => Some(Node::leaf(instead)),
            Join::Differs | Join::Less if one == other => Some(Node::leaf(0)),
            _ => None,
        }
    }

    fn leaf(self, one: Leaf, other: Leaf) -> Leaf {
        match self {
            Join::Min => one.min(other),
            Join::Max => one.max(other),
            Join::Unless(instead) if one == TRUE => instead,
            Join::Unless(_) => other,
            Join::Counts if one == TRUE && other != 0 => TRUE,
            Join::Differs if one != other => TRUE,
            Join::Less if one < other => TRUE,
            Join::Counts | Join::Differs | Join::Less => 0,
            Join::Pair => 8 * one + other,
        }
    }
}
