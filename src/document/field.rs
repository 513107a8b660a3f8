//! What is wrong with one fact of a situation, as data for a form.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is wrong with one fact of a situation, as a form needs it to mark the field.
///
/// ```
/// let form = serde_json::json!({ "client": { "age_band": "adutl" } });
/// let refused = demeanor::Guideline::standard().situation(&form).unwrap_err();
/// let field = refused.diagnostics()[0].field.as_ref().expect("it is about a fact");
/// assert_eq!(field.fact, "client.age_band");
/// assert_eq!(field.suggestion.as_deref(), Some("adult"));
/// assert!(field.allowed.iter().any(|value| value == "adult"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Field {
    /// The fact's id as it is now, whatever older name was used; of a fact that there is not, the name that was given.
    pub fact: String,
    /// The value that was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The values of a flag, or the options of a `choice`, `scale` or `several`. None of a count, nor where there is no such
    /// fact.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<Value>,
    /// From where to where a count goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<FieldRange>,
    /// The option or name that may have been meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
    /// The facts that cannot be together, this one among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clash: Vec<Clash>,
}

/// From where to where a count goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FieldRange {
    /// The least count.
    pub min: u32,
    /// The greatest, where there is one.
    pub max: Option<u32>,
}

/// A fact that cannot be together with others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Clash {
    /// The fact's id.
    pub fact: String,
    /// Its value.
    pub value: Value,
}

impl FieldRange {
    pub(crate) fn new(min: u32, max: Option<u32>) -> FieldRange {
        FieldRange { min, max }
    }
}

impl Clash {
    pub(crate) fn new(fact: &str, value: Value) -> Clash {
        Clash { fact: fact.into(), value }
    }
}

impl Field {
    /// Is it about a fact that there is?
    pub(super) fn is_of_vocabulary(&self) -> bool {
        self.range.is_some() || !self.allowed.is_empty() || !self.clash.is_empty()
    }
}
