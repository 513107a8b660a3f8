//! The cheapest way through a function to where it is true.

use super::diagrams::Diagrams;
use super::node::{Node, TRUE};
use std::collections::BTreeMap;

/// The edges taken, by level, on the cheapest path to where a function is true; `None` where it is nowhere true. Of paths
/// that cost the same, the one whose first edge is least. A step costs what `cost` says of its level, its edge and the
/// node it leads to; levels that the path passes by cost nothing.
pub(crate) fn cheapest_path(
    diagrams: &Diagrams,
    function: Node,
    cost: impl Fn(usize, usize, Node) -> usize,
) -> Option<BTreeMap<usize, usize>> {
    let mut costs: BTreeMap<Node, usize> = BTreeMap::from([(Node::leaf(TRUE), 0)]);
    let step = |node: Node, costs: &BTreeMap<Node, usize>| {
        let (level, edges) = diagrams.open(node)?;
        let ways = edges.iter().enumerate();
        ways.filter_map(|(edge, &next)| Some((costs.get(&next)? + cost(level, edge, next), edge, next))).min()
    };
    // Nodes lead to nodes that were made before them, which come first.
    for node in diagrams.inner(function) {
        let cheapest = step(node, &costs).map(|(cost, _, _)| (node, cost));
        costs.extend(cheapest);
    }
    let mut path = BTreeMap::new();
    let mut here = function;
    while let Some((level, _)) = diagrams.open(here) {
        let (_, edge, next) = step(here, &costs)?;
        path.insert(level, edge);
        here = next;
    }
    (here == Node::leaf(TRUE)).then_some(path)
}
