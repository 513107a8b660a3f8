//! How many of some situations a function is true in, as a share.

use crate::diagram::{Diagrams, Node, weight};
use crate::model::Share;

/// A billion.
const PARTS: u128 = 1_000_000_000;

/// The share that a function has of another.
pub(crate) fn share_of(diagrams: &Diagrams, function: Node, whole: Node) -> Share {
    let (part, whole) = (weight(diagrams, function), weight(diagrams, whole));
    // Weights are below 2^97: thirty bits more fit.
    let parts = (part * PARTS).checked_div(whole).unwrap_or(0);
    Share::of_parts(u64::try_from(parts).unwrap_or(u64::MAX))
}
