//! The sentences of a stance as they are written: one, or a list of which the first that fits is taken.

use super::condition::Condition;
use super::field_order::Shape;
use super::json::{Node, Value};
use super::record::{At, Read, Reader, check_keys, read_field, records, remember_lost};

records! {
    /// A sentence, and where it is taken.
    pub(crate) struct Sentence {
        /// Where it is taken; the last has no condition, and is taken where no other is.
        when: Option<Condition>,
        /// The sentence.
        text: String,
    }
}

/// The sentence of a stance: one, or several by situation.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), serde(untagged))]
pub(crate) enum Sentences {
    One(String),
    Several(Vec<At<Sentence>>),
}

impl Read for Sentences {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::List(_) => Read::read(node, reader).map(Sentences::Several),
            _ => Read::read(node, reader).map(Sentences::One),
        }
    }

    fn shape() -> Shape {
        Sentence::shape()
    }
}
