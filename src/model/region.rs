//! Regions of situations as plain data: facts with the values they may have, how much that is, and an example.

use super::condition_text::test_in_words;
use super::fact_value::FactValue;
use super::known::ValueCode;
use super::number::{FactId, Table};
use super::share::Share;
use super::test::{Region, Test};
use super::value::fact_value;
use super::vocabulary::Fact;
use super::wording::Wording;
use crate::document::Kind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// All situations in which some facts have certain values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SituationRegion {
    /// Each fact that matters, in the order of the vocabulary; none where every situation is meant.
    pub when: Vec<FactTest>,
    /// How much of all situations this is.
    pub share: Share,
    /// A situation in it, of fewest facts beside the safety facts.
    pub example: BTreeMap<Arc<str>, FactValue>,
}

/// A fact with some of its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FactTest {
    /// The fact's id.
    pub fact: Arc<str>,
    /// Its short name.
    pub label: Arc<str>,
    /// The values.
    pub values: ValueTest,
    /// The same in words.
    pub words: Arc<str>,
}

/// Some values of a fact, as a test in a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[non_exhaustive]
pub enum ValueTest {
    /// One of these values.
    OneOf(Vec<FactValue>),
    /// A `several` with any of some options (if any are named), all of others, and none of yet others.
    Options {
        /// The options of which it includes any.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        includes: Vec<Arc<str>>,
        /// The options that it includes.
        includes_all: Vec<Arc<str>>,
        /// The options that it does not include.
        includes_none: Vec<Arc<str>>,
    },
    /// A count from here on, as far as there.
    Range {
        /// The least count.
        at_least: u32,
        /// The greatest count, if there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_most: Option<u32>,
    },
}

impl FactTest {
    /// The tests of a region.
    pub(crate) fn of_region(
        facts: &Table<FactId, Fact>,
        wording: &Wording,
        region: &Region,
    ) -> Vec<FactTest> {
        let tests = region.iter().map(|(index, test)| {
            let fact = facts.at(*index);
            FactTest {
                fact: fact.id.clone(),
                label: fact.label.clone(),
                values: ValueTest::of(fact, test),
                words: test_in_words(fact, test, wording).into(),
            }
        });
        tests.collect()
    }
}

impl ValueTest {
    pub(crate) fn of(fact: &Fact, test: &Test) -> ValueTest {
        let options = |bits: u64| fact.options_in(bits).map(|option| option.id.clone()).collect();
        match test {
            Test::OneOf(bits) => {
                let codes = (0..ValueCode::from(u64::BITS)).filter(|code| bits >> code & 1 == 1);
                ValueTest::OneOf(codes.map(|code| fact_value(fact, code)).collect())
            }
            Test::Includes { any, all, none } => ValueTest::Options {
                includes: options(any.unwrap_or(0)),
                includes_all: options(*all),
                includes_none: options(*none),
            },
            Test::Within(ranges) => {
                debug_assert!(ranges.len() == 1, "a region is as long as its counts are one range each");
                let last = ranges.last().map(|range| *range.end());
                ValueTest::Range {
                    at_least: ranges.first().map_or(0, |range| *range.start()),
                    at_most: last.filter(|&last| last < *fact.counts().end() || fact.kind != Kind::Count),
                }
            }
        }
    }
}

impl fmt::Display for SituationRegion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.when.is_empty() {
            return f.write_str("always");
        }
        for (index, test) in self.when.iter().enumerate() {
            write!(f, "{}{}: {}", if index > 0 { "; " } else { "" }, test.label, test.words)?;
        }
        Ok(())
    }
}
