//! Which values of a fact no condition tells apart.

use super::condition::{Condition, Test};
use super::vocabulary::Fact;
use std::collections::BTreeSet;

/// For each fact that a condition tests, where its values are told apart; only counts have such cuts.
pub(crate) fn cuts<'a>(
    facts: &[Fact],
    conditions: impl Iterator<Item = &'a Condition>,
) -> Vec<Option<BTreeSet<u32>>> {
    // Safety facts have a place in any case: it matters whether they are known.
    let least = |fact: &Fact| BTreeSet::from([fact.range.as_ref().map_or(0, |range| range.min)]);
    let mut cuts: Vec<Option<BTreeSet<u32>>> =
        facts.iter().map(|fact| fact.safety.then(|| least(fact))).collect();
    for condition in conditions {
        condition.each_test(&mut |index, test| {
            let (Some(fact), Some(slot)) = (facts.get(index), cuts.get_mut(index)) else { return };
            let cuts = slot.get_or_insert_with(|| least(fact));
            cuts.extend(test_cuts(fact, test));
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
