//! Where a function is true, said in few regions, each as wide as it can be.
//!
//! People read regions, so few with few tests are wanted, not the fewest possible, which are hard to find. This expands and
//! covers as logic minimisers do: take the situation of fewest tested facts that no region covers yet, drop every test that can
//! be dropped while the function holds throughout, then allow every further value that can be allowed; what is left is
//! covered next.

use crate::diagram::{Diagrams, Join, Node, OverBudget, cheapest_path};
use crate::levels::{Edges, Encoding, Values};
use std::collections::BTreeSet;

/// A region of a cover.
pub(crate) struct Covered {
    /// What the region asks of its facts.
    pub(crate) edges: Edges,
    /// Where the function is true within it.
    pub(crate) within: Node,
    /// Where it is true within it, and no region before it covers.
    pub(crate) new: Node,
}

/// Covers where a function of complete situations is true, within what is possible: first the region that takes fewest facts,
/// then what that leaves. At most `limit` regions, and whether there is more.
pub(crate) fn cover(
    diagrams: &mut Diagrams,
    encoding: &Encoding,
    function: Node,
    impossible: Node,
    limit: usize,
) -> Result<(Vec<Covered>, bool), OverBudget> {
    // Impossible situations are don't-cares: a region may include them, so it needs fewer tests.
    let allowed = diagrams.either(function, impossible)?;
    let mut left = diagrams.without(function, impossible)?;
    let mut regions = Vec::new();
    while !left.is_nowhere() && regions.len() < limit {
        let path =
            cheapest_path(diagrams, left, |level, _, next| leaves_its_fact(diagrams, encoding, level, next));
        let Some(path) = path else { break };
        let mut edges: Edges = path.into_iter().map(|(level, edge)| (level, vec![edge])).collect();
        widen(diagrams, encoding, allowed, &mut edges);
        let cube = cube(diagrams, &edges)?;
        let new = diagrams.both(cube, left)?;
        left = diagrams.without(left, cube)?;
        let within = diagrams.join(Join::Min, cube, function)?;
        let within = diagrams.join(Join::Unless(0), impossible, within)?;
        regions.push(Covered { edges, within, new });
    }
    Ok((regions, !left.is_nowhere()))
}

/// A fact is taken once, where a path leaves it.
fn leaves_its_fact(diagrams: &Diagrams, encoding: &Encoding, level: usize, next: Node) -> usize {
    let place = encoding.place_at(level);
    usize::from(place.is_some_and(|place| !place.covers(diagrams.level(next))))
}

/// Drops what a region need not ask, and allows every value that it can.
fn widen(diagrams: &Diagrams, encoding: &Encoding, allowed: Node, edges: &mut Edges) {
    let levels: Vec<usize> = edges.keys().rev().copied().collect();
    for &level in &levels {
        let Some(dropped) = edges.remove(&level) else { continue };
        if !holds_throughout(diagrams, allowed, edges) {
            edges.insert(level, dropped);
        }
    }
    for &level in &levels {
        widen_level(diagrams, encoding, allowed, edges, level);
    }
}

/// Allows every value at a level that it can: of counts those that go on from what is allowed, so that it stays one range.
fn widen_level(diagrams: &Diagrams, encoding: &Encoding, allowed: Node, edges: &mut Edges, level: usize) {
    let Some(&[kept]) = edges.get(&level).map(Vec::as_slice) else { return };
    let place = encoding.place_at(level);
    let in_a_row = place.is_some_and(|place| matches!(place.values, Values::Classes(_)));
    let mut try_all = |candidates: &mut dyn Iterator<Item = usize>| {
        for edge in candidates {
            edges.entry(level).or_default().push(edge);
            if !holds_throughout(diagrams, allowed, edges) {
                edges.entry(level).or_default().pop();
                if in_a_row {
                    return;
                }
            }
        }
    };
    try_all(&mut (0..kept).rev());
    try_all(&mut (kept + 1..diagrams.arity(level)));
    edges.entry(level).or_default().sort_unstable();
}

/// Is a function true wherever these edges are taken?
fn holds_throughout(diagrams: &Diagrams, function: Node, edges: &Edges) -> bool {
    let mut seen: BTreeSet<Node> = BTreeSet::new();
    let mut to_visit = vec![function];
    while let Some(node) = to_visit.pop() {
        match diagrams.open(node) {
            None if node != Node::EVERYWHERE => return false,
            Some((level, targets)) if seen.insert(node) => match edges.get(&level) {
                Some(taken) => to_visit.extend(taken.iter().filter_map(|&edge| targets.get(edge))),
                None => to_visit.extend(targets),
            },
            _ => {}
        }
    }
    true
}

/// Edges as a function: true where all are taken.
fn cube(diagrams: &mut Diagrams, edges: &Edges) -> Result<Node, OverBudget> {
    let mut cube = Node::EVERYWHERE;
    for (&level, taken) in edges.iter().rev() {
        let arity = diagrams.arity(level);
        let targets: Vec<Node> =
            (0..arity).map(|edge| if taken.contains(&edge) { cube } else { Node::NOWHERE }).collect();
        cube = diagrams.node(level, &targets)?;
    }
    Ok(cube)
}
