//! Conditions as they are written. Which test fits which fact is not known here.

use super::diagnostic::Origin;
use super::fault_code::Code;
use super::field_order::Shape;
use super::json::{Member, Node, Value};
use super::record::{At, Read, Reader, check_keys, read_field, records, remember_lost, report_twice};
#[cfg(feature = "schema")]
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// An object, all of whose entries must hold.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub(crate) entries: Vec<Entry>,
    pub(crate) origin: Origin,
}

/// One entry of a condition.
#[derive(Clone, Debug)]
pub(crate) enum Entry {
    All(NonEmpty<Condition>),
    Any(NonEmpty<Condition>),
    None(NonEmpty<Condition>),
    Is(OneOrMany<String>),
    Fact(At<String>, Box<At<Test>>),
    /// Neither a word that conditions know nor the name of a fact.
    Unknown(At<String>),
}

/// What is asked of one fact: a value, one of several, or an object of tests.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), serde(untagged))]
pub(crate) enum Test {
    Values(OneOrMany<Scalar>),
    Object(TestObject),
}

records! {
    /// A test with several keys, all of which must hold.
    pub(crate) struct TestObject {
        /// This value or a higher one.
        at_least: Option<At<Scalar>>,
        /// This value or a lower one.
        at_most: Option<At<Scalar>>,
        /// None of these values.
        none_of: Option<NonEmpty<At<Scalar>>>,
        /// Any of these options is among those given.
        includes: Option<OneOrMany<Scalar>>,
        /// All of these options are among those given.
        includes_all: Option<NonEmpty<At<Scalar>>>,
        /// None of these options is among those given.
        includes_none: Option<NonEmpty<At<Scalar>>>,
    }
}

/// A value as it is written: a flag, a whole number, or the id of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), serde(untagged))]
pub(crate) enum Scalar {
    Flag(bool),
    Number(u32),
    Option(String),
    /// A number that is not whole, negative or very large: the value of no fact.
    #[cfg_attr(feature = "schema", schemars(skip))]
    Odd(String),
}

/// One thing, or a list of them.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), serde(untagged))]
pub(crate) enum OneOrMany<T> {
    One(At<T>),
    Many(NonEmpty<At<T>>),
}

/// A list that holds something.
#[derive(Clone, Debug)]
pub(crate) struct NonEmpty<T> {
    pub(crate) items: Vec<T>,
}

impl<T> OneOrMany<T> {
    pub(crate) fn items(&self) -> &[At<T>] {
        match self {
            OneOrMany::One(one) => std::slice::from_ref(one),
            OneOrMany::Many(many) => &many.items,
        }
    }
}

impl Condition {
    /// How many tests of facts and terms there are in it.
    pub(crate) fn tests(&self) -> usize {
        let within = |conditions: &NonEmpty<Condition>| conditions.items.iter().map(Condition::tests).sum();
        let tests = self.entries.iter().map(|entry| match entry {
            Entry::All(conditions) | Entry::Any(conditions) | Entry::None(conditions) => within(conditions),
            Entry::Is(terms) => terms.items().len(),
            Entry::Fact(..) | Entry::Unknown(_) => 1,
        });
        tests.sum()
    }
}

impl Read for Condition {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let Value::Object(members) = &node.value else {
            reader.wrong_type(node, "a condition, which is an object");
            return None;
        };
        report_twice(node, reader);
        // An entry that cannot be read is reported; the others are still worth checking.
        let entries = members.iter().filter_map(|member| entry(member, reader)).collect();
        Some(Condition { entries, origin: reader.origin(node.span) })
    }
}

fn entry(member: &Member, reader: &mut Reader<'_>) -> Option<Entry> {
    let value = &member.value;
    if let ("all" | "any" | "none", Value::Object(inner)) = (&*member.key, &value.value) {
        refuse_object(&member.key, inner.len(), value, reader);
        return None;
    }
    Some(match &*member.key {
        "all" => Entry::All(Read::read(value, reader)?),
        "any" => Entry::Any(Read::read(value, reader)?),
        "none" => Entry::None(Read::read(value, reader)?),
        "is" => Entry::Is(Read::read(value, reader)?),
        key => {
            let fact = At { value: key.to_owned(), origin: reader.origin(member.key_span) };
            if !key.contains('.') {
                return Some(Entry::Unknown(fact));
            }
            Entry::Fact(fact, Box::new(Read::read(value, reader)?))
        }
    })
}

/// Refuses an object where conditions are listed. That brackets around it are enough is true of one condition only: the
/// entries of one object must all hold.
fn refuse_object(word: &str, entries: usize, node: &Node, reader: &mut Reader<'_>) {
    let message = format!("`{word}` has a list of conditions, each an object of its own");
    let help = if entries > 1 { "`[{ … }, { … }]`" } else { "`[{ … }]`" };
    let help = Some(format!("write {help}"));
    reader.faults.error_with_help(Code::WrongType, reader.origin(node.span), message, help);
}

impl Read for Test {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let Value::Object(members) = &node.value else {
            return Read::read(node, reader).map(Test::Values);
        };
        if members.is_empty() {
            reader.faults.error(Code::Empty, reader.origin(node.span), "this test is empty");
        }
        Read::read(node, reader).map(Test::Object)
    }
}

impl Read for Scalar {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::Flag(flag) => Some(Scalar::Flag(*flag)),
            Value::Number(number) => {
                Some(number.parse().map_or_else(|_| Scalar::Odd(number.to_string()), Scalar::Number))
            }
            Value::Text(_) => Read::read(node, reader).map(Scalar::Option),
            _ => {
                reader.wrong_type(node, "an option, a whole number, true or false");
                None
            }
        }
    }
}

impl<T: Read> Read for NonEmpty<T> {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        if matches!(&node.value, Value::List(items) if items.is_empty()) {
            reader.faults.error(Code::Empty, reader.origin(node.span), "this list is empty");
        }
        Vec::read(node, reader).map(|items| NonEmpty { items })
    }

    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Read> Read for OneOrMany<T> {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        if matches!(node.value, Value::List(_)) {
            return NonEmpty::read(node, reader).map(OneOrMany::Many);
        }
        At::read(node, reader).map(OneOrMany::One)
    }

    fn shape() -> Shape {
        T::shape()
    }
}

#[cfg(feature = "schema")]
impl JsonSchema for Condition {
    fn schema_name() -> Cow<'static, str> {
        "Condition".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let conditions = generator.subschema_for::<NonEmpty<Condition>>();
        let terms = generator.subschema_for::<OneOrMany<String>>();
        let test = generator.subschema_for::<Test>();
        json_schema!({
            "type": "object",
            "description": "All entries must hold. Every other key is the id of a fact, with its test.",
            "properties": { "all": conditions, "any": conditions, "none": conditions, "is": terms },
            "patternProperties": { "^[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*$": test },
            "additionalProperties": false
        })
    }
}

#[cfg(feature = "schema")]
impl<T: JsonSchema> JsonSchema for NonEmpty<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("NonEmpty_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let items = generator.subschema_for::<T>();
        json_schema!({ "type": "array", "items": items, "minItems": 1 })
    }
}
