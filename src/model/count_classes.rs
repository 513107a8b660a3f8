//! Which values of a fact are alike for every condition: classes of counts, each named by its least.

use super::condition::Condition;
use super::known::ValueCode;
use super::number::{FactId, Table};
use super::test::Test;
use super::vocabulary::Fact;
use crate::document::Kind;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// For each fact that a condition tests, the values at which conditions change; only counts have such cuts.
pub(crate) fn cuts<'a>(
    facts: &Table<FactId, Fact>,
    conditions: impl Iterator<Item = &'a Condition>,
) -> Table<FactId, Option<BTreeSet<u32>>> {
    // Safety facts have a place in any case: it matters whether they are known.
    let least = |fact: &Fact| BTreeSet::from([*fact.counts().start()]);
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
    let counts = fact.counts();
    let ranges = if let Test::Within(ranges) = test { &**ranges } else { &[] };
    let ends = ranges.iter().flat_map(|range| [Some(*range.start()), range.end().checked_add(1)]);
    ends.flatten().filter(move |cut| counts.contains(cut))
}

/// Enough values of a fact that each other value passes and fails the same tests as one of them. `None` of a `several`,
/// which has a value for each list of its options.
pub(crate) fn values_told_apart<'t>(
    fact: &Fact,
    tests: impl IntoIterator<Item = &'t Test>,
) -> Option<Vec<ValueCode>> {
    match fact.kind {
        Kind::Flag => Some(vec![0, 1]),
        Kind::Choice | Kind::Scale => {
            Some((0..fact.options.len()).filter_map(|place| place.try_into().ok()).collect())
        }
        Kind::Count => {
            let cuts = tests.into_iter().flat_map(|test| test_cuts(fact, test));
            Some(cuts.chain([*fact.counts().start()]).map(ValueCode::from).collect())
        }
        Kind::Several => None,
    }
}

/// The number of the class of a count: of those that begin no later, the last.
pub(crate) fn class_of(classes: &[u32], count: ValueCode) -> usize {
    classes.partition_point(|&least| ValueCode::from(least) <= count).saturating_sub(1)
}

/// The counts of each class.
pub(crate) fn class_ranges(classes: &[u32], fact: &Fact) -> impl Iterator<Item = RangeInclusive<u32>> {
    let ends = classes.iter().skip(1).map(|next| next - 1).chain([*fact.counts().end()]);
    classes.iter().zip(ends).map(|(&least, greatest)| least..=greatest)
}
