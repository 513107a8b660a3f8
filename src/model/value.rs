//! Values of facts, as data and in words.

use super::vocabulary::{Fact, Text, ValueCode};
use super::wording::Wording;
use crate::document::Kind;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// A value of a fact.
///
/// ```
/// use demeanor::{FactValue, Guideline};
/// let situation = Guideline::standard().empty_situation().with("expression.emotion", "sadness")?;
/// let emotion = situation.get("expression.emotion").expect("it was given");
/// assert_eq!(emotion.as_option(), Some("sadness"));
/// assert_eq!(emotion.as_flag(), None);
/// assert_eq!(emotion.to_string(), "sadness");
/// assert_eq!(FactValue::from(true).as_flag(), Some(true));
/// # Ok::<(), demeanor::Rejected>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum FactValue {
    /// Of a `flag`.
    Flag(bool),
    /// Of a `count`.
    Count(u32),
    /// The option's id, of a `choice` or `scale`.
    Option(Arc<str>),
    /// The options' ids in order, of a `several`.
    Several(Vec<Arc<str>>),
}

impl FactValue {
    /// Yes or no, of a `flag`.
    #[must_use]
    pub const fn as_flag(&self) -> Option<bool> {
        if let FactValue::Flag(flag) = self { Some(*flag) } else { None }
    }

    /// The number of a `count`.
    #[must_use]
    pub const fn as_count(&self) -> Option<u32> {
        if let FactValue::Count(count) = self { Some(*count) } else { None }
    }

    /// The option's id, of a `choice` or `scale`.
    #[must_use]
    pub fn as_option(&self) -> Option<&str> {
        if let FactValue::Option(option) = self { Some(option) } else { None }
    }

    /// The options' ids, of a `several`.
    #[must_use]
    pub fn as_several(&self) -> Option<&[Arc<str>]> {
        if let FactValue::Several(options) = self { Some(options) } else { None }
    }
}

impl From<bool> for FactValue {
    fn from(flag: bool) -> FactValue {
        FactValue::Flag(flag)
    }
}

impl From<u32> for FactValue {
    fn from(count: u32) -> FactValue {
        FactValue::Count(count)
    }
}

impl From<&str> for FactValue {
    fn from(option: &str) -> FactValue {
        FactValue::Option(option.into())
    }
}

/// As it stands in JSON, without marks around ids. For people, [`Fact`] has labels.
impl fmt::Display for FactValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FactValue::Flag(flag) => write!(f, "{flag}"),
            FactValue::Count(count) => write!(f, "{count}"),
            FactValue::Option(option) => f.write_str(option),
            FactValue::Several(options) => write!(f, "[{}]", options.join(", ")),
        }
    }
}

/// A value as data.
pub(crate) fn fact_value(fact: &Fact, code: ValueCode) -> FactValue {
    match fact.kind {
        Kind::Flag => FactValue::Flag(code == 1),
        Kind::Count => FactValue::Count(u32::try_from(code).unwrap_or(u32::MAX)),
        Kind::Several => FactValue::Several(fact.options_in(code).map(|option| option.id.clone()).collect()),
        Kind::Choice | Kind::Scale => {
            FactValue::Option(fact.option_at(code).map(|option| option.id.clone()).unwrap_or_default())
        }
    }
}

/// The least value of a fact.
pub(crate) fn least_value(fact: &Fact) -> ValueCode {
    fact.range.as_ref().map_or(0, |range| ValueCode::from(range.min))
}

/// A value in words.
pub(crate) fn in_words(fact: &Fact, code: ValueCode, wording: &Wording) -> Text {
    match fact.kind {
        Kind::Flag if code == 1 => wording.yes.clone(),
        Kind::Flag => wording.no.clone(),
        Kind::Count => count_in_words(fact, code),
        Kind::Several if code == 0 => "none".into(),
        Kind::Several => {
            fact.options_in(code).map(|option| &*option.label).collect::<Vec<_>>().join(", ").into()
        }
        Kind::Choice | Kind::Scale => {
            fact.option_at(code).map(|option| option.label.clone()).unwrap_or_default()
        }
    }
}

fn count_in_words(fact: &Fact, count: ValueCode) -> Text {
    let range = fact.range.as_ref();
    let plural = range.and_then(|range| range.unit.as_deref());
    let singular = range.and_then(|range| range.unit_one.as_deref()).filter(|_| count == 1);
    match singular.or(plural) {
        Some(unit) => format!("{count} {unit}").into(),
        None => count.to_string().into(),
    }
}
