//! How many situations a function is true in, as a share of all.

use crate::diagram::{Diagrams, Node, TRUE};
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A share of all complete situations that can be, in parts of a billion, rounded down.
///
/// Every value of a fact weighs the same; of a count, every run of values that no condition tells apart. It says how much of what
/// can be said is concerned, not how often that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Share(u64);

/// The weight of all situations.
const ALL: u128 = 1 << 96;

/// A billion.
const PARTS: u128 = 1_000_000_000;

impl Share {
    /// In parts of a billion.
    #[must_use]
    pub fn parts_per_billion(self) -> u64 {
        self.0
    }

    /// The share that a function has of another.
    pub(crate) fn of(diagrams: &Diagrams, function: Node, whole: Node) -> Share {
        let (part, whole) = (weight(diagrams, function), weight(diagrams, whole));
        // Weights are below 2^97: thirty bits more fit.
        let parts = (part * PARTS).checked_div(whole).unwrap_or(0).min(PARTS);
        Share(u64::try_from(parts).unwrap_or(u64::MAX))
    }
}

/// The weight of where a function is true.
fn weight(diagrams: &Diagrams, function: Node) -> u128 {
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

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths_of_a_percent = self.0 / 1_000_000;
        match self.0 {
            0 => f.write_str("fewer than one in a billion"),
            1_000_000_000.. => f.write_str("all"),
            parts if tenths_of_a_percent == 0 => write!(f, "1 in {}", 1_000_000_000 / parts),
            _ => write!(f, "{}.{} %", tenths_of_a_percent / 10, tenths_of_a_percent % 10),
        }
    }
}
