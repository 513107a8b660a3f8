//! How many situations a function is true in, as a weight.

use super::diagrams::Diagrams;
use super::node::{Node, TRUE};

/// The weight of all situations.
const ALL: u128 = 1 << 96;

/// The weight of where a function is true.
pub(crate) fn weight(diagrams: &Diagrams, function: Node) -> u128 {
    let leaf = |leaf| if leaf == TRUE { ALL } else { 0 };
    diagrams.fold(function, leaf, |_, edges| {
        let arity = u128::try_from(edges.len()).unwrap_or(1).max(1);
        edges.iter().sum::<u128>() / arity
    })
}
