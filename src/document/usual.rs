//! The value that is usual of a fact, as a rule set states it.

use super::condition::Scalar;
use super::json::{Node, Value};
use super::record::{At, Read, Reader};
use super::situation::GivenValue;

/// A value that a rule set names: of a `several` a list, of any other fact one.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), serde(untagged))]
pub(crate) enum Usual {
    One(Scalar),
    List(Vec<At<Scalar>>),
}

impl Read for Usual {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::List(_) => Read::read(node, reader).map(Usual::List),
            _ => Read::read(node, reader).map(Usual::One),
        }
    }
}

impl Usual {
    /// The same as it would be given in a situation.
    pub(crate) fn given(&self) -> GivenValue {
        match self {
            Usual::One(value) => GivenValue::One(value.clone()),
            Usual::List(values) => GivenValue::List(values.clone()),
        }
    }
}
