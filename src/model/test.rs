//! What is asked of one fact, and of several.

use super::known::ValueCode;
use super::number::FactId;
use super::truth::Truth;
use std::ops::RangeInclusive;

/// What is asked of one fact: the values that pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    /// A flag, choice or scale whose code is among these bits.
    OneOf(u64),
    /// A count in one of these ranges, which are in order and apart.
    Within(Vec<RangeInclusive<u32>>),
    /// A `several` with any of the first (if any are named), all of the second and none of the third.
    Includes { any: Option<u64>, all: u64, none: u64 },
}

/// Facts in order, each with a test: all situations in which every one passes.
pub(crate) type Region = Vec<(FactId, Test)>;

impl Test {
    /// Does any value pass?
    pub(crate) fn can_pass(&self) -> bool {
        match self {
            Test::OneOf(bits) => *bits != 0,
            Test::Within(ranges) => !ranges.is_empty(),
            Test::Includes { any, all, none } => all & none == 0 && any.is_none_or(|any| any & !none != 0),
        }
    }

    /// What is passed by all values that pass this test or another of the same fact; `None` where no test says that.
    pub(crate) fn either(&self, other: &Test) -> Option<Test> {
        match (self, other) {
            (Test::OneOf(one), Test::OneOf(other)) => Some(Test::OneOf(one | other)),
            (Test::Within(one), Test::Within(other)) => {
                let mut ranges: Vec<RangeInclusive<u32>> = one.iter().chain(other).cloned().collect();
                ranges.sort_unstable_by_key(|range| *range.start());
                Some(Test::Within(merged(ranges.into_iter())))
            }
            _ => None,
        }
    }

    /// What is passed by all values that pass this test and another of the same fact; `None` where no test says that.
    pub(crate) fn both(&self, other: &Test) -> Option<Test> {
        match (self, other) {
            (Test::OneOf(one), Test::OneOf(other)) => Some(Test::OneOf(one & other)),
            (Test::Within(one), Test::Within(other)) => {
                let pairs = one.iter().flat_map(|one| other.iter().map(move |other| (one, other)));
                let common =
                    pairs.map(|(one, other)| *one.start().max(other.start())..=*one.end().min(other.end()));
                Some(Test::Within(common.filter(|range| !range.is_empty()).collect()))
            }
            _ => None,
        }
    }

    /// The test where a fact has other options, each of which is read as one of those that this one speaks of, or as none: tests
    /// each of which has to be passed.
    pub(crate) fn reading(&self, reads: &[Option<ValueCode>]) -> Vec<Test> {
        let within = |bits: u64| {
            let read = reads.iter().enumerate();
            let passing = read.filter(|(_, read)| read.is_some_and(|read| bits >> read & 1 == 1));
            passing.fold(0_u64, |bits, (place, _)| bits | 1 << place)
        };
        match self {
            Test::OneOf(bits) => vec![Test::OneOf(within(*bits))],
            Test::Within(_) => vec![self.clone()],
            Test::Includes { any, all, none } => {
                let each = (0..u64::BITS).map(|bit| all & 1 << bit).filter(|bit| *bit != 0).map(within);
                // One of which there is exactly one is included by itself; of others any will do.
                let (single, several): (Vec<u64>, Vec<u64>) = each.partition(|bits| bits.is_power_of_two());
                let mut several = any.map(within).into_iter().chain(several);
                let all = single.into_iter().fold(0, |all, bit| all | bit);
                let first = Test::Includes { any: several.next(), all, none: within(*none) };
                let others = several.map(|any| Test::Includes { any: Some(any), all: 0, none: 0 });
                std::iter::once(first).chain(others).collect()
            }
        }
    }

    /// Does some value pass this test and another of the same fact?
    pub(super) fn meets(&self, other: &Test) -> bool {
        match (self, other) {
            (Test::OneOf(one), Test::OneOf(other)) => one & other != 0,
            (Test::Within(one), Test::Within(other)) => one.iter().any(|one| {
                other.iter().any(|other| one.start() <= other.end() && other.start() <= one.end())
            }),
            (
                Test::Includes { any, all, none },
                Test::Includes { any: other_any, all: other_all, none: other_none },
            ) => {
                let (all, none) = (all | other_all, none | other_none);
                all & none == 0 && any.iter().chain(other_any).all(|any| any & !none != 0)
            }
            _ => false,
        }
    }

    /// Does what is known of a fact pass?
    pub(super) fn truth(&self, known: Option<ValueCode>) -> Truth {
        known.map_or(Truth::Unknown, |code| Truth::from(self.passes(code)))
    }

    /// Does a value pass?
    pub(crate) fn passes(&self, code: ValueCode) -> bool {
        match self {
            Test::OneOf(bits) => {
                bits.checked_shr(u32::try_from(code).unwrap_or(u32::MAX)).unwrap_or(0) & 1 == 1
            }
            Test::Within(ranges) => {
                u32::try_from(code).is_ok_and(|count| ranges.iter().any(|range| range.contains(&count)))
            }
            Test::Includes { any, all, none } => {
                any.is_none_or(|any| any & code != 0) && all & code == *all && none & code == 0
            }
        }
    }
}

/// Ranges in order, those that meet or follow on one another as one.
pub(crate) fn merged(ranges: impl Iterator<Item = RangeInclusive<u32>>) -> Vec<RangeInclusive<u32>> {
    let mut merged: Vec<RangeInclusive<u32>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if *range.start() <= last.end().saturating_add(1) => {
                *last = *last.start()..=*last.end().max(range.end());
            }
            _ => merged.push(range),
        }
    }
    merged
}
