//! Every smallest part of what a condition comes to.
//!
//! A region is a set of facts, each with some of its values. Wanted are regions such that wherever the values of some facts
//! are enough to make the condition true, a region of no other facts says so: then a condition that is true whatever the
//! unknown facts are is seen to be so by the known ones alone. (These are the prime implicants of logic, but that values
//! need not be the most that there could be.) They are read off the diagram from its leaves up: what holds at a level
//! holds either whichever edge is taken there, which is what the functions behind all edges have in common, or along some
//! edges. Of the latter, those add nothing that lie within one of the former. There can be very many, so each that is
//! looked at is a step.

use crate::diagram::{Diagrams, Join, Node, OverBudget, TRUE};
use crate::levels::{Edges, Encoding, region};
use crate::model::{Fact, FactId, Region, Table};
use std::collections::BTreeMap;

/// The regions where a function is true.
pub(super) fn regions(
    function: Node,
    encoding: &Encoding,
    facts: &Table<FactId, Fact>,
    diagrams: &mut Diagrams,
) -> Result<Vec<Region>, OverBudget> {
    let paths = Paths { diagrams, found: BTreeMap::new() }.of(function)?;
    Ok(paths.iter().map(|path| region(encoding, facts, path)).collect())
}

struct Paths<'a> {
    diagrams: &'a mut Diagrams,
    /// The paths to where functions are true, each by the edges that it may take.
    found: BTreeMap<Node, Vec<Edges>>,
}

impl Paths<'_> {
    fn of(&mut self, function: Node) -> Result<Vec<Edges>, OverBudget> {
        if let Some(leaf) = function.as_leaf() {
            return Ok(if leaf == TRUE { vec![Edges::new()] } else { Vec::new() });
        }
        if let Some(found) = self.found.get(&function) {
            return Ok(found.clone());
        }
        let (level, edges) = self.diagrams.open(function).ok_or(OverBudget)?;
        let edges = edges.to_vec();
        let mut by_function: BTreeMap<Node, Vec<usize>> = BTreeMap::new();
        for (edge, &behind) in edges.iter().enumerate() {
            by_function.entry(behind).or_default().push(edge);
        }
        let common = self.diagrams.join_all(Join::Min, TRUE, edges)?;
        let whichever = self.of(common)?;
        let mut paths = whichever.clone();
        for (behind, edges) in by_function {
            for mut path in self.of(behind)? {
                self.diagrams.spend(whichever.len())?;
                if !whichever.iter().any(|wider| lies_within(&path, wider)) {
                    path.insert(level, edges.clone());
                    paths.push(path);
                }
            }
        }
        self.found.insert(function, paths.clone());
        Ok(paths)
    }
}

/// Does a path go only where another goes?
fn lies_within(path: &Edges, wider: &Edges) -> bool {
    wider.iter().all(|(level, wide)| {
        path.get(level).is_some_and(|edges| edges.iter().all(|edge| wide.contains(edge)))
    })
}
