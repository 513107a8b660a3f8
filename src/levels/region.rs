//! Edges of levels as facts with the values they may have.

use super::encoding::Encoding;
use super::place::{Place, Values};
use crate::model::{Fact, FactId, Region, Table, Test, class_ranges, merged};
use std::collections::BTreeMap;

/// The edges allowed at some levels of complete situations, in order.
pub(crate) type Edges = BTreeMap<usize, Vec<usize>>;

/// Edges as facts with tests.
pub(crate) fn region(encoding: &Encoding, facts: &Table<FactId, Fact>, edges: &Edges) -> Region {
    let tests = facts.numbered().filter_map(|(index, fact)| {
        let place = encoding.fact(index)?;
        Some((index, test(place, fact, edges)?))
    });
    tests.collect()
}

/// The test that the edges at a fact's levels amount to; `None` where they leave the fact open.
fn test(place: &Place, fact: &Fact, edges: &Edges) -> Option<Test> {
    match &place.values {
        Values::Codes(_) => {
            let codes = edges.get(&place.first)?;
            Some(Test::OneOf(codes.iter().fold(0, |bits, code| bits | 1 << code)))
        }
        Values::Classes(classes) => {
            let allowed = edges.get(&place.first)?;
            let ranges = class_ranges(classes, fact).enumerate();
            let ranges = ranges.filter(|(class, _)| allowed.contains(class)).map(|(_, range)| range);
            Some(Test::Within(merged(ranges)))
        }
        Values::Bits(options) => {
            let (mut all, mut none) = (0, 0);
            for option in 0..*options {
                match edges.get(&(place.first + option)).map(Vec::as_slice) {
                    Some([1]) => all |= 1 << option,
                    Some([0]) => none |= 1 << option,
                    _ => {}
                }
            }
            (all | none != 0).then_some(Test::Includes { any: None, all, none })
        }
    }
}
