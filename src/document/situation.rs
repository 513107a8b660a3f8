//! A situation as it is written: facts by group or by dotted id, each with a value.

use super::condition::Scalar;
use super::fault_code::Code;
use super::field_order::Shape;
use super::json::{Member, Node, Span, Value};
use super::record::{At, Read, Reader, report_twice};
use super::wrong_kind::is_rule_set;
#[cfg(feature = "schema")]
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::json;
use std::borrow::Cow;

/// The facts of a situation, as they are given.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    /// The groups that were named, facts apart.
    pub(crate) groups: Vec<At<String>>,
    /// What stands where a group is named, and is no object.
    pub(crate) no_groups: Vec<At<String>>,
    pub(crate) facts: Vec<(At<String>, At<GivenValue>)>,
}

/// What is given of one fact.
#[derive(Clone, Debug)]
pub(crate) enum GivenValue {
    /// Not known.
    Nothing,
    One(Scalar),
    List(Vec<At<Scalar>>),
}

impl Read for Given {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        if node.span == reader.whole && is_rule_set(node) {
            let first = Span { end: node.span.start, ..node.span };
            let help =
                "load it as rules (`--rules`), and give a situation here: facts by group, each with a value";
            let message = "this is a rule set, not a situation";
            reader.faults.error_with_help(Code::WrongType, reader.origin(first), message, Some(help.into()));
            return None;
        }
        let members = match &node.value {
            Value::Object(members) => &**members,
            // What serialises to nothing at all says nothing at all.
            Value::Null => &[],
            _ => {
                reader.wrong_type(node, "a situation, which is an object of facts");
                return None;
            }
        };
        report_twice(node, reader);
        let mut given = Given { groups: Vec::new(), no_groups: Vec::new(), facts: Vec::new() };
        for member in members {
            if reader.names_schema(node, &member.key) {
                continue;
            }
            given.read_member(member, reader);
        }
        Some(given)
    }

    fn shape() -> Shape {
        Shape::Packed
    }

    fn too_deep() -> &'static str {
        "a situation has facts by group, and no more within one another"
    }
}

impl Given {
    /// Reads a fact by its dotted id, or a group of them.
    fn read_member(&mut self, member: &Member, reader: &mut Reader<'_>) {
        let named = At { value: member.key.to_string(), origin: reader.origin(member.key_span) };
        let group = match &member.value.value {
            Value::Object(group) => group,
            // Of a group that is null nothing is known.
            Value::Null if !member.key.contains('.') => return self.groups.push(named),
            _ if !member.key.contains('.') => return self.no_groups.push(named),
            _ => return self.read_fact(named.value, member, reader),
        };
        if !member.key.contains('.') {
            self.groups.push(named);
        }
        report_twice(&member.value, reader);
        for fact in group {
            self.read_fact(format!("{}.{}", member.key, fact.key), fact, reader);
        }
    }

    fn read_fact(&mut self, id: String, member: &Member, reader: &mut Reader<'_>) {
        let id = At { value: id, origin: reader.origin(member.key_span) };
        self.facts.extend(At::read(&member.value, reader).map(|value| (id, value)));
    }
}

impl Read for GivenValue {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::Null => Some(GivenValue::Nothing),
            Value::List(_) => Read::read(node, reader).map(GivenValue::List),
            _ => Read::read(node, reader).map(GivenValue::One),
        }
    }
}

#[cfg(feature = "schema")]
impl JsonSchema for Given {
    fn schema_name() -> Cow<'static, str> {
        "Situation".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let value = json!({
            "type": ["null", "boolean", "integer", "string", "array"],
            "items": { "type": "string" },
            "uniqueItems": true
        });
        json_schema!({
            "type": ["object", "null"],
            "description": "Facts by group or by dotted id, each once. A fact that is left out, or null, is not known.",
            "properties": { "$schema": { "type": "string" } },
            "patternProperties": {
                "^[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*$": value,
                "^[a-z][a-z0-9_]*$": {
                    "type": ["object", "null"],
                    "patternProperties": { "^[a-z][a-z0-9_]*$": value },
                    "additionalProperties": false
                }
            },
            "additionalProperties": false
        })
    }
}
