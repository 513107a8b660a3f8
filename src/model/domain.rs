//! Which values of a fact are alike for every condition.

use super::condition::{Condition, Test};
use super::number::{FactId, Table};
use super::vocabulary::Fact;
use std::collections::BTreeSet;

/// For each fact that a condition tests, the values at which conditions change; only counts have such cuts.
pub(crate) fn cuts<'a>(
    facts: &Table<FactId, Fact>,
    conditions: impl Iterator<Item = &'a Condition>,
) -> Table<FactId, Option<BTreeSet<u32>>> {
    // Safety facts have a place in any case: it matters whether they are known.
    let least = |fact: &Fact| BTreeSet::from([fact.range.as_ref().map_or(0, |range| range.min)]);
    let mut cuts: Table<FactId, Option<BTreeSet<u32>>> =
        facts.iter().map(|fact| fact.safety.then(|| least(fact))).collect();
    for condition in conditions {
        condition.each_test(&mut |index, test| {
            let fact = facts.at(index);
            cuts.change(index, |slot| slot.get_or_insert_with(|| least(fact)).extend(test_cuts(fact, test)));
        });
    }
    cuts
}

/// Where a test tells values of a count apart: the first value of each stretch that begins within its range.
pub(crate) fn test_cuts(fact: &Fact, test: &Test) -> impl Iterator<Item = u32> {
    let (min, max) =
        fact.range.as_ref().map_or((0, u32::MAX), |range| (range.min, range.max.unwrap_or(u32::MAX)));
    let ranges = if let Test::Within(ranges) = test { &**ranges } else { &[] };
    let ends = ranges.iter().flat_map(|range| [Some(*range.start()), range.end().checked_add(1)]);
    ends.flatten().filter(move |cut| (min..=max).contains(cut))
}
