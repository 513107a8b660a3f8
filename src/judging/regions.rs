//! Every smallest part of what a condition comes to.
//!
//! A region is a set of facts, each with some of its values. Wanted are regions such that wherever the values of some facts
//! are enough to make the condition true, a region of no other facts says so: then a condition that is true whatever the
//! unknown facts are is seen to be so by the known ones alone. (These are the prime implicants of logic, but that values
//! need not be the most that there could be.) They are read off the diagram from its leaves up: what holds at a level
//! holds either whichever edge is taken there, which is what the functions behind all edges have in common, or along some
//! edges. Of the latter, those add nothing that lie within one of the former. There can be very many, so each that is
//! looked at is a step.

use super::levels::{Encoding, Values};
use crate::diagram::{Diagrams, Join, Node, OverBudget, TRUE};
use crate::model::{Fact, FactId, Region, Table, Test, class_ranges, merged};
use std::collections::BTreeMap;

/// A path through a diagram that goes where some edges of some levels lead, in order.
type Path = Vec<(usize, Vec<usize>)>;

/// The regions where a function is true.
pub(super) fn regions(
    function: Node,
    encoding: &Encoding,
    facts: &Table<FactId, Fact>,
    diagrams: &mut Diagrams,
) -> Result<Vec<Region>, OverBudget> {
    let paths = Paths { diagrams, found: BTreeMap::new() }.of(function)?;
    Ok(paths.iter().map(|path| region(path, encoding, facts)).collect())
}

struct Paths<'a> {
    diagrams: &'a mut Diagrams,
    found: BTreeMap<Node, Vec<Path>>,
}

impl Paths<'_> {
    fn of(&mut self, function: Node) -> Result<Vec<Path>, OverBudget> {
        if let Some(leaf) = function.as_leaf() {
            return Ok(if leaf == TRUE { vec![Path::new()] } else { Vec::new() });
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
            for rest in self.of(behind)? {
                self.diagrams.spend(whichever.len())?;
                if !whichever.iter().any(|wider| lies_within(&rest, wider)) {
                    paths.push([(level, edges.clone())].into_iter().chain(rest).collect());
                }
            }
        }
        self.found.insert(function, paths.clone());
        Ok(paths)
    }
}

/// Does a path go only where another goes?
fn lies_within(path: &Path, wider: &Path) -> bool {
    wider.iter().all(|(level, wide)| {
        let here = path.iter().find(|(other, _)| other == level);
        here.is_some_and(|(_, edges)| edges.iter().all(|edge| wide.contains(edge)))
    })
}

fn region(path: &Path, encoding: &Encoding, facts: &Table<FactId, Fact>) -> Region {
    let mut region = Region::new();
    for (level, edges) in path {
        let Some(fact) = encoding.fact_at(*level) else { continue };
        let Some(place) = encoding.fact(fact) else { continue };
        match &place.values {
            Values::Codes(_) => {
                let bits = edges.iter().fold(0, |bits, &edge| bits | bit(edge));
                region.push((fact, Test::OneOf(bits)));
            }
            Values::Classes(classes) => {
                let ranges = class_ranges(classes, facts.at(fact)).enumerate();
                let taken = ranges.filter(|(class, _)| edges.contains(class)).map(|(_, range)| range);
                region.push((fact, Test::Within(merged(taken))));
            }
            Values::Bits(_) => {
                let option = bit(level - place.first);
                let (with, without) = if edges.contains(&1) { (option, 0) } else { (0, option) };
                match region.last_mut() {
                    Some((last, Test::Includes { all, none, .. })) if *last == fact => {
                        (*all, *none) = (*all | with, *none | without);
                    }
                    _ => region.push((fact, Test::Includes { any: None, all: with, none: without })),
                }
            }
        }
    }
    region
}

fn bit(place: usize) -> u64 {
    u32::try_from(place).ok().and_then(|place| 1_u64.checked_shl(place)).unwrap_or(0)
}
