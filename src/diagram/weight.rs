//! How many situations a function is true in, as a weight.

use super::diagrams::{Diagrams, Node, TRUE};
use rustc_hash::FxHashMap;

/// The weight of all situations.
const ALL: u128 = 1 << 96;

/// The weight of where a function is true.
pub(crate) fn weight(diagrams: &Diagrams, function: Node) -> u128 {
    let leaf = |node: Node| if node == Node::leaf(TRUE) { ALL } else { 0 };
    let mut weights: FxHashMap<Node, u128> = FxHashMap::default();
    // Nodes lead to nodes that were made before them, which come first.
    for node in diagrams.inner(function) {
        let Some((_, edges)) = diagrams.open(node) else { continue };
        let sum: u128 =
            edges.iter().map(|&edge| weights.get(&edge).copied().unwrap_or_else(|| leaf(edge))).sum();
        let arity = u128::try_from(edges.len()).unwrap_or(1).max(1);
        weights.insert(node, sum / arity);
    }
    weights.get(&function).copied().unwrap_or_else(|| leaf(function))
}
