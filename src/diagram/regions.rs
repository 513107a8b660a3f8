//! Regions: functions that are true in some situations and false elsewhere, and how they are laid together.

use super::diagrams::{Diagrams, OverBudget};
use super::join::Join;
use super::node::{LeafMap, Node, TRUE};

/// Swaps true and false.
const NOT: LeafMap = [TRUE, 1, 0, 3, 4, 5, 6, 7];

impl Node {
    /// No situation.
    pub(crate) const NOWHERE: Node = Node::leaf(0);

    /// Every situation.
    pub(crate) const EVERYWHERE: Node = Node::leaf(TRUE);

    /// Is it no situation at all?
    pub(crate) fn is_nowhere(self) -> bool {
        self == Node::NOWHERE
    }
}

impl Diagrams {
    /// What two regions have in common.
    pub(crate) fn both(&mut self, one: Node, other: Node) -> Result<Node, OverBudget> {
        self.join(Join::Min, one, other)
    }

    /// What a region has in common with another, which may be everywhere.
    pub(crate) fn within(&mut self, region: Node, other: Node) -> Result<Node, OverBudget> {
        if other == Node::EVERYWHERE { Ok(region) } else { self.both(region, other) }
    }

    /// Two regions as one.
    pub(crate) fn either(&mut self, one: Node, other: Node) -> Result<Node, OverBudget> {
        self.join(Join::Max, one, other)
    }

    /// Any number of regions as one.
    pub(crate) fn any(&mut self, regions: impl IntoIterator<Item = Node>) -> Result<Node, OverBudget> {
        self.join_all(Join::Max, 0, regions)
    }

    /// The part of a region that lies along one edge of a level, which is above all that the region tells apart.
    pub(crate) fn where_taken(
        &mut self,
        level: usize,
        edge: usize,
        region: Node,
    ) -> Result<Node, OverBudget> {
        let arity = self.arity(level);
        if edge >= arity {
            return Err(OverBudget);
        }
        let edges: Vec<Node> =
            (0..arity).map(|other| if other == edge { region } else { Node::NOWHERE }).collect();
        self.node(level, &edges)
    }

    /// A region but for another.
    pub(crate) fn without(&mut self, region: Node, taken_out: Node) -> Result<Node, OverBudget> {
        self.join(Join::Unless(0), taken_out, region)
    }

    /// True where a function is false, and the other way round; unknown where it is unknown.
    pub(crate) fn negated(&mut self, function: Node) -> Result<Node, OverBudget> {
        self.map(NOT, function)
    }
}
