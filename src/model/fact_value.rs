//! A value of a fact, as data.

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

/// As it stands in JSON, without marks around ids. For people, a fact's options have labels.
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
