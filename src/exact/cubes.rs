//! Where a function is true, as regions: facts with the values they may have.
//!
//! Every path of a diagram to the true leaf is one region: at each level that it passes, the edges that lead on in the same
//! way. Paths are disjoint, and so are the regions. A `several` is a level for each option, so "any of these three"
//! comes out as three paths: with the first; without it and with the second; without both and with the third. Regions
//! that differ in such tests alone are merged again.

use crate::diagram::{Diagrams, Node};
use crate::levels::{Edges, Encoding, Values, region};
use crate::model::{Fact, FactId, Region, Table, Test};

/// The regions where a function of complete situations is true, apart from one another, in the order of its levels; at
/// most `limit`, and whether there are more.
pub(crate) fn regions(
    diagrams: &Diagrams,
    encoding: &Encoding,
    facts: &Table<FactId, Fact>,
    function: Node,
    limit: usize,
) -> (Vec<Region>, bool) {
    let mut cubes = Cubes { diagrams, encoding, limit: limit + 1, path: Edges::new(), found: Vec::new() };
    cubes.visit(function);
    let more = cubes.found.len() > limit;
    cubes.found.truncate(limit);
    let mut regions: Vec<Region> = Vec::new();
    for region in cubes.found.iter().map(|edges| region(encoding, facts, edges)) {
        merge_into(&mut regions, region);
    }
    (regions, more)
}

/// Adds a region, merged with earlier ones that differ from it only in which option a `several` includes.
fn merge_into(regions: &mut Vec<Region>, mut region: Region) {
    let mut place = regions.len();
    while let Some((earlier, number, test)) = mergeable(regions, &region) {
        if let Some((_, slot)) = region.get_mut(number) {
            *slot = test;
        }
        regions.remove(earlier);
        place = place.min(earlier);
    }
    regions.insert(place.min(regions.len()), region);
}

/// An earlier region that a region can be merged with: its place, and the test that differs with what it becomes.
fn mergeable(regions: &[Region], region: &Region) -> Option<(usize, usize, Test)> {
    regions.iter().enumerate().rev().find_map(|(earlier, other)| {
        let (number, test) = merged_test(other, region)?;
        Some((earlier, number, test))
    })
}

/// The one test in which two regions differ, and what it is of both merged; `None` where they cannot be.
fn merged_test(one: &[(FactId, Test)], other: &[(FactId, Test)]) -> Option<(usize, Test)> {
    let mut differing = one.iter().zip(other).enumerate().filter(|(_, (one, other))| one != other);
    let (number, ((fact, one_test), (other_fact, other_test))) = differing.next()?;
    let alone = one.len() == other.len() && differing.next().is_none() && fact == other_fact;
    let test = merged(one_test, other_test).or_else(|| merged(other_test, one_test));
    test.filter(|_| alone).map(|test| (number, test))
}

/// "With any of some options" and "without these, with others" are "with any of them all".
fn merged(with: &Test, without: &Test) -> Option<Test> {
    let (with, with_none) = included_and_not(with)?;
    let (without, without_none) = included_and_not(without)?;
    (with & without_none == with && with_none & without == 0 && without_none & !with == with_none)
        .then_some(Test::Includes { any: Some(with | without), all: 0, none: with_none })
}

/// The options of which any is included, and those that are not included.
fn included_and_not(test: &Test) -> Option<(u64, u64)> {
    match test {
        Test::Includes { any: None, all, none } if all.is_power_of_two() => Some((*all, *none)),
        Test::Includes { any: Some(any), all: 0, none } => Some((*any, *none)),
        _ => None,
    }
}

/// Walks every path to where a function is true. Edges that lead to the same place are one.
struct Cubes<'a> {
    diagrams: &'a Diagrams,
    encoding: &'a Encoding,
    limit: usize,
    path: Edges,
    found: Vec<Edges>,
}

impl Cubes<'_> {
    fn visit(&mut self, node: Node) {
        if self.found.len() >= self.limit || node.is_nowhere() {
            return;
        }
        let diagrams = self.diagrams;
        let Some((level, edges)) = diagrams.open(node) else {
            return if node == Node::EVERYWHERE {
                self.found.push(self.path.clone());
            };
        };
        for (allowed, next) in self.bundles(level, edges) {
            self.path.insert(level, allowed);
            self.visit(next);
        }
        self.path.remove(&level);
    }

    /// Edges by where they lead, in order of the first. Of counts only neighbours go together, so that each is one range.
    fn bundles(&self, level: usize, edges: &[Node]) -> Vec<(Vec<usize>, Node)> {
        let place = self.encoding.place_at(level);
        let in_ranges = place.is_some_and(|place| matches!(place.values, Values::Classes(_)));
        let mut bundles: Vec<(Vec<usize>, Node)> = Vec::new();
        for (edge, &next) in edges.iter().enumerate() {
            let neighbour =
                |allowed: &[usize]| !in_ranges || allowed.last().is_some_and(|last| last + 1 == edge);
            match bundles.iter_mut().find(|(allowed, other)| *other == next && neighbour(allowed)) {
                Some((allowed, _)) => allowed.push(edge),
                None => bundles.push((vec![edge], next)),
            }
        }
        bundles
    }
}
