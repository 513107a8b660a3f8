//! What is worth asking, and what was presumed instead: facts with answers, and what each would leave.

use crate::model::FactValue;
use crate::words::{Askable, Stance};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A question worth asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Question {
    /// The fact's id.
    pub fact: Arc<str>,
    /// The question.
    pub ask: Arc<str>,
    /// When it can be asked.
    pub askable: Askable,
    /// Is it a safety fact?
    pub safety: bool,
    /// Can its answer change the stance?
    pub changes_stance: bool,
    /// The answers that are still possible, with the stances each would leave. A count is answered by range, and a
    /// `several` option by option.
    pub answers: Vec<Answer>,
}

/// An answer, and what it would leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Answer {
    /// The answer, as a test in a condition.
    pub answer: AnswerTest,
    /// The answer in words.
    pub words: Arc<str>,
    /// The stances that would be possible, laxest first.
    pub stances: Vec<Stance>,
}

/// An answer as a test in a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[non_exhaustive]
pub enum AnswerTest {
    /// One value.
    Value(FactValue),
    /// A count from here on, as far as there.
    Range {
        /// The least count.
        at_least: u32,
        /// The greatest count, if there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_most: Option<u32>,
    },
    /// With an option.
    With {
        /// The option.
        includes: Arc<str>,
    },
    /// Without an option.
    Without {
        /// The option.
        includes_none: [Arc<str>; 1],
    },
}

impl Answer {
    /// Would it leave other stances than are possible?
    pub(crate) fn leaves_others(&self, possible: Option<&[Stance]>) -> bool {
        Some(&*self.stances) != possible
    }
}

impl Presumed {
    /// The strictest stance that another answer alone would leave, of those answers that would leave others than are possible.
    pub(crate) fn strictest(&self, possible: Option<&[Stance]>) -> Option<Stance> {
        let changing = self.otherwise.iter().filter(|answer| answer.leaves_others(possible));
        changing.filter_map(|answer| answer.stances.last().copied()).max()
    }
}

impl AnswerTest {
    /// Is a value such an answer?
    pub(crate) fn fits(&self, value: &FactValue) -> bool {
        match (self, value) {
            (AnswerTest::Value(answer), value) => answer == value,
            (AnswerTest::Range { at_least, at_most }, FactValue::Count(count)) => {
                count >= at_least && at_most.is_none_or(|most| *count <= most)
            }
            (AnswerTest::With { includes }, FactValue::Several(options)) => options.contains(includes),
            (AnswerTest::Without { includes_none: [option] }, FactValue::Several(options)) => {
                !options.contains(option)
            }
            _ => false,
        }
    }
}

/// What was taken to be so, as nobody said otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Presumed {
    /// The fact's id.
    pub fact: Arc<str>,
    /// Its short name.
    pub label: Arc<str>,
    /// The value that it is taken to have.
    pub value: FactValue,
    /// The value in words.
    pub words: Arc<str>,
    /// Is it a safety fact?
    pub safety: bool,
    /// Would another answer alone leave other stances?
    pub matters: bool,
    /// The other answers that are still possible, with the stances that each alone would leave. Of a `several` each
    /// option by itself, the others as they were presumed.
    pub otherwise: Vec<Answer>,
}
