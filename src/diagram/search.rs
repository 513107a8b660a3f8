//! Searches through two functions at once that end at the first situation they look for, and make nothing.

use super::diagrams::{Diagrams, OverBudget};
use super::node::{Leaf, Node, TRUE};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

impl Diagrams {
    /// Are two functions true together in any situation?
    pub(crate) fn meet(&mut self, one: Node, other: Node) -> Result<bool, OverBudget> {
        self.find(one, other, |one, other| match (one.as_leaf(), other.as_leaf()) {
            (Some(TRUE), Some(TRUE)) => Some(true),
            (Some(leaf), _) | (_, Some(leaf)) if leaf != TRUE => Some(false),
            _ => None,
        })
    }

    /// Do two functions differ in any situation in which neither comes to one leaf?
    pub(crate) fn differ_beside(&mut self, leaf: Leaf, one: Node, other: Node) -> Result<bool, OverBudget> {
        let beside = Node::leaf(leaf);
        self.find(one, other, |one, other| match (one.as_leaf(), other.as_leaf()) {
            _ if one == other || one == beside || other == beside => Some(false),
            (Some(_), Some(_)) => Some(true),
            _ => None,
        })
    }

    /// What a function leads to first beyond some levels, whichever way it goes within them.
    pub(crate) fn exits(&self, function: Node, within: impl Fn(usize) -> bool) -> BTreeSet<Node> {
        let (mut exits, mut seen, mut to_visit) = (BTreeSet::new(), FxHashSet::default(), vec![function]);
        while let Some(node) = to_visit.pop() {
            match self.open(node) {
                Some((level, edges)) if within(level) => {
                    to_visit.extend(edges.iter().filter(|&&edge| seen.insert(edge)));
                }
                _ => exits.extend([node]),
            }
        }
        exits
    }

    /// Goes down two functions along the same edges until what is looked for is decided.
    fn find(
        &mut self,
        one: Node,
        other: Node,
        decided: impl Fn(Node, Node) -> Option<bool>,
    ) -> Result<bool, OverBudget> {
        let (mut seen, mut to_visit) = (FxHashSet::default(), vec![(one, other)]);
        while let Some((one, other)) = to_visit.pop() {
            match decided(one, other) {
                Some(true) => return Ok(true),
                Some(false) => continue,
                None if !seen.insert((one, other)) => continue,
                None => {}
            }
            let level = self.level(one).min(self.level(other));
            let arity = self.arity(level);
            self.spend(arity)?;
            let edges = 0..arity;
            to_visit
                .extend(edges.map(|edge| (self.follow(one, level, edge), self.follow(other, level, edge))));
        }
        Ok(false)
    }
}
