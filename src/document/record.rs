//! Reads the tree of a document into the types that mirror it, and reports whatever does not fit.

use super::diagnostic::{Faults, Origin};
use super::fault_code::Code;
use super::field_order::Shape;
use super::garbled::garbled;
use super::json::{Member, Node, SCHEMA, Span, Value};
use super::suggest::{meant, suggestion};
use super::wrong_kind::{not_a_rule_set, wrong_kind};
use crate::words::{Word, is_invisible, plain};
#[cfg(feature = "schema")]
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A value together with where it stands.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) origin: Origin,
}

impl<T> std::ops::Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

#[cfg(feature = "schema")]
impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// The state of reading one document.
pub(crate) struct Reader<'a> {
    pub(crate) document: usize,
    /// The whole document, which may say which schema it follows.
    pub(crate) whole: Span,
    pub(crate) faults: &'a mut Faults,
    /// Fields that are written otherwise, each with where its object begins: they have been reported, and are not missed.
    pub(crate) misspelt: BTreeSet<(usize, String)>,
}

impl Reader<'_> {
    pub(crate) fn origin(&self, span: Span) -> Origin {
        Origin { document: self.document, span }
    }

    /// Is this where a document names its schema, for editors? Nothing of it is read.
    pub(crate) fn names_schema(&self, node: &Node, key: &str) -> bool {
        key == SCHEMA && node.span == self.whole
    }

    pub(crate) fn wrong_type(&mut self, node: &Node, expected: &str) {
        let message = format!("expected {expected}, found {}", node.kind());
        self.faults.error(Code::WrongType, self.origin(node.span), message);
    }
}

/// What can be read from a value.
pub(crate) trait Read: Sized {
    /// Reads it, or reports why not.
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self>;

    /// What stands for it where it is left out, if it may be.
    fn left_out() -> Option<Self> {
        None
    }

    /// The same as a field of an object, which may need it or not.
    fn left_out_of(_object: &Node) -> Option<Self> {
        Self::left_out()
    }

    /// How it is laid out.
    fn shape() -> Shape {
        Shape::Entries
    }

    /// What to do where a text of it is nested too deeply.
    fn too_deep() -> &'static str {
        "give inner conditions names, as terms"
    }
}

impl<T: Read> Read for At<T> {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let origin = reader.origin(node.span);
        T::read(node, reader).map(|value| At { value, origin })
    }

    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Read> Read for Option<T> {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        T::read(node, reader).map(Some)
    }

    fn left_out() -> Option<Self> {
        Some(None)
    }

    fn shape() -> Shape {
        T::shape()
    }
}

/// What has to be said of something new, and can be left out where an entry of a layer below is stated anew.
#[derive(Clone, Debug)]
pub(crate) struct OfNew<T>(pub(crate) Option<T>);

impl<T: Read> Read for OfNew<T> {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        T::read(node, reader).map(|read| OfNew(Some(read)))
    }

    fn left_out() -> Option<Self> {
        Some(OfNew(None))
    }

    fn left_out_of(object: &Node) -> Option<Self> {
        let is_there_already =
            matches!(object.member("replaces"), Some(Node { value: Value::Flag(true), .. }));
        is_there_already.then_some(OfNew(None))
    }

    fn shape() -> Shape {
        T::shape()
    }
}

#[cfg(feature = "schema")]
impl<T: JsonSchema> JsonSchema for OfNew<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// What has to be said; where it is not, a check reports it, which knows what could be.
#[derive(Clone, Debug)]
pub(crate) struct Sought<T>(pub(crate) Option<T>);

impl<T: Read> Read for Sought<T> {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        T::read(node, reader).map(|read| Sought(Some(read)))
    }

    fn left_out_of(_object: &Node) -> Option<Self> {
        Some(Sought(None))
    }

    fn shape() -> Shape {
        T::shape()
    }
}

#[cfg(feature = "schema")]
impl<T: JsonSchema> JsonSchema for Sought<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let Value::List(items) = &node.value else {
            let message = format!("expected a list, `[ … ]`, found {}", node.kind());
            let help = (!matches!(node.value, Value::Null)).then(|| "put it in brackets, `[ … ]`".into());
            reader.faults.error_with_help(Code::WrongType, reader.origin(node.span), message, help);
            return None;
        };
        Some(items.iter().filter_map(|item| T::read(item, reader)).collect())
    }

    fn left_out() -> Option<Self> {
        Some(Vec::new())
    }

    fn shape() -> Shape {
        T::shape()
    }
}

impl Read for String {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let Value::Text(text) = &node.value else {
            reader.wrong_type(node, "a text");
            return None;
        };
        if text.trim().is_empty() {
            reader.faults.error(Code::Empty, reader.origin(node.span), "this text is empty");
        }
        if let Some(hidden) = text.chars().find(|&character| is_hidden(character)) {
            let message =
                format!("this text holds a character that cannot be seen, U+{:04X}", u32::from(hidden));
            let help = Some("take it out: it can change what a reader sees".into());
            reader.faults.warning(Code::HiddenCharacter, reader.origin(node.span), message, help);
        }
        if let Some((message, help)) = garbled(text) {
            reader.faults.warning(Code::GarbledText, reader.origin(node.span), message, Some(help.into()));
        }
        Some(text.to_string())
    }
}

impl Read for bool {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let Value::Flag(flag) = node.value else {
            reader.wrong_type(node, "true or false");
            return None;
        };
        Some(flag)
    }
}

impl Read for u32 {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let Value::Number(number) = &node.value else {
            reader.wrong_type(node, "a whole number");
            return None;
        };
        let whole = number.parse().ok();
        if whole.is_none() {
            let message = format!("`{number}` is not a whole number from 0 to {}", u32::MAX);
            reader.faults.error(Code::OutOfRange, reader.origin(node.span), message);
        }
        whole
    }
}

/// A word of a closed list.
pub(crate) fn read_word<W: Word>(node: &Node, reader: &mut Reader<'_>) -> Option<W> {
    let text = String::read(node, reader)?;
    let word = W::WORDS.iter().copied().find(|word| word.word() == text);
    if word.is_none() {
        let message = format!("`{text}` is not a word that can stand here");
        let help = reader.faults.did_you_mean_word::<W>(&text);
        reader.faults.error_with_help(Code::UnknownWord, reader.origin(node.span), message, help);
    }
    word
}

/// Lets enums of words be read.
macro_rules! read_words {
    ($($word:ty),+) => {$(
        impl Read for $word {
            fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
                read_word(node, reader)
            }
        }
    )+};
}
pub(super) use read_words;

/// Reports keys that stand twice, and keys that are not among the fields. `needed` are those that cannot be left out.
pub(crate) fn check_keys(
    node: &Node,
    fields: &[&str],
    needed: &[&str],
    reader: &mut Reader<'_>,
) -> Option<()> {
    let is_whole = node.span == reader.whole && fields.contains(&"format");
    if let Some((message, help)) =
        if is_whole { not_a_rule_set(node, fields) } else { wrong_kind(node, fields) }
    {
        return refuse_wrong_kind(node, is_whole, (message, help), reader);
    }
    let Value::Object(members) = &node.value else {
        let message = format!("expected an object, `{{ … }}`, found {}", node.kind());
        let help = needed.first().map(|_| format!("it has the form {}", form(needed, node)));
        reader.faults.error_with_help(Code::WrongType, reader.origin(node.span), message, help);
        return None;
    };
    report_twice(node, reader);
    let unknown = members.iter().filter(|member| !fields.contains(&&*member.key));
    let unknown: Vec<&Member> = unknown.filter(|member| !reader.names_schema(node, &member.key)).collect();
    report_unknown(node, &unknown, (fields, needed), reader);
    Some(())
}

/// Refuses an object that belongs elsewhere. What it names is not missed.
fn refuse_wrong_kind(
    node: &Node,
    is_whole: bool,
    (message, help): (String, String),
    reader: &mut Reader<'_>,
) -> Option<()> {
    let code = if is_whole { Code::WrongType } else { Code::UnknownField };
    let first = Span { end: node.span.start, ..node.span };
    let span = if is_whole { first } else { node.span };
    reader.faults.error_with_help(code, reader.origin(span), message, Some(help));
    remember_lost(node, reader);
    None
}

/// Reports keys that are no fields: each that is like a field, and the others together.
fn report_unknown(
    node: &Node,
    unknown: &[&Member],
    (fields, needed): (&[&str], &[&str]),
    reader: &mut Reader<'_>,
) {
    let mut others = Vec::new();
    for member in unknown {
        let names = fields.iter().copied();
        let near = meant(&member.key, &names).or_else(|| reader.faults.nearest_name(&member.key, names));
        let Some(field) = near else {
            others.push(*member);
            continue;
        };
        reader.misspelt.insert((node.span.start, field.to_owned()));
        let help = suggestion(field, &member.key);
        let message = format!("there is no field `{}` here", member.key);
        reader.faults.error_with_help(
            Code::UnknownField,
            reader.origin(member.key_span),
            message,
            Some(help),
        );
    }
    let Some(first) = others.first() else { return };
    let missing = |field: &&&str| {
        node.member(field).is_none() && !reader.misspelt.contains(&(node.span.start, (**field).to_owned()))
    };
    let mut missing = needed.iter().filter(missing);
    let (help, meant) = match (others.as_slice(), missing.next(), missing.next()) {
        ([_], Some(field), None) => (format!("`{field}` is missing here: is that meant?"), Some(*field)),
        _ => (format!("it is one of {}", in_ticks(fields.iter().copied())), None),
    };
    reader.misspelt.extend(meant.map(|field| (node.span.start, field.to_owned())));
    let message = match others.as_slice() {
        [one] => format!("there is no field `{}` here", one.key),
        _ => format!("there are no fields {} here", in_ticks(others.iter().map(|member| &*member.key))),
    };
    reader.faults.error_with_help(Code::UnknownField, reader.origin(first.key_span), message, Some(help));
}

fn in_ticks<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// What an object looks like that has to stand where something else does. A text that stands there goes into it.
fn form(needed: &[&str], node: &Node) -> String {
    let text = match &node.value {
        Value::Text(text) if text.chars().count() <= 30 && !text.contains('`') => Some(&**text),
        _ => None,
    };
    let more = if needed.len() > 4 { ", …" } else { "" };
    let fields = needed.iter().take(4).map(|field| match text {
        Some(text) if *field == "id" && is_name(&plain(text)) => format!("\"id\": \"{}\"", plain(text)),
        Some(text) if ["label", "title", "text", "citation"].contains(field) => {
            format!("\"{field}\": \"{text}\"")
        }
        _ => format!("\"{field}\": …"),
    });
    format!("`{{ {}{more} }}`", fields.collect::<Vec<_>>().join(", "))
}

fn is_name(text: &str) -> bool {
    text.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
}

/// Can it not be seen, and yet change what is seen around it? Joiners and soft hyphens belong to some scripts.
fn is_hidden(character: char) -> bool {
    matches!(character, '\u{2028}' | '\u{2029}')
        || is_invisible(character) && !matches!(character, '\u{ad}' | '\u{200c}' | '\u{200d}')
}

/// Reports keys that stand twice in an object.
pub(crate) fn report_twice(node: &Node, reader: &mut Reader<'_>) {
    let Value::Object(members) = &node.value else { return };
    let mut seen = BTreeMap::new();
    for member in members {
        if let Some(&first) = seen.get(&*member.key) {
            let message =
                format!("`{}` stands twice here: one of them has to go, this one or that of ", member.key);
            let help =
                matches!(member.value.value, Value::List(_)).then(|| "put all entries into one list".into());
            let (first, second) = (reader.origin(first), reader.origin(member.key_span));
            reader.faults.error_beside(Code::DuplicateKey, second, first, message, help);
        } else {
            seen.insert(&*member.key, member.key_span);
        }
    }
}

/// One field of an object.
pub(crate) fn read_field<T: Read>(node: &Node, field: &str, reader: &mut Reader<'_>) -> Option<T> {
    if let Some(value) = node.member(field) {
        // What may be left out is treated as left out where it cannot be read: it is reported, and the rest is still
        // worth checking.
        let read = T::read(value, reader);
        if read.is_none() {
            reader.faults.lost.insert(format!("/{field}"));
        }
        return read.or_else(T::left_out);
    }
    let left_out = T::left_out_of(node);
    if left_out.is_none() && !reader.misspelt.contains(&(node.span.start, field.to_owned())) {
        let message = format!("`{field}` is missing here");
        reader.faults.error(Code::MissingField, reader.origin(node.span), message);
    }
    left_out
}

/// Remembers the name of something that could not be read.
pub(crate) fn remember_lost(node: &Node, reader: &mut Reader<'_>) {
    if let Some(Node { value: Value::Text(id), .. }) = node.member("id") {
        reader.faults.lost.insert(id.to_string());
    }
}

/// Defines objects of the format: the type that mirrors one, and how it is read.
macro_rules! records {
    ($($(#[$meta:meta])* pub(crate) struct $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)+ })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(deny_unknown_fields, transform = Self::require))]
        pub(crate) struct $name {
            $($(#[$doc])* pub(crate) $field: $type,)+
        }

        impl $name {
            /// Says in its schema which fields cannot be left out.
            #[cfg(feature = "schema")]
            fn require(schema: &mut schemars::Schema) {
                schema.insert("required".into(), Self::needed().into());
            }

            /// The fields that cannot be left out.
            fn needed() -> Vec<&'static str> {
                let fields = [$((stringify!($field), <$type as Read>::left_out().is_none())),+];
                fields.into_iter().filter(|(_, needed)| *needed).map(|(field, _)| field).collect()
            }
        }

        impl Read for $name {
            fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
                check_keys(node, &[$(stringify!($field)),+], &Self::needed(), reader)?;
                $(let $field = read_field(node, stringify!($field), reader);)+
                // All at once: left one by one, each would be code of its own that lets go of those before it.
                let ($(Some($field),)+) = ($($field,)+) else {
                    remember_lost(node, reader);
                    return None;
                };
                Some($name { $($field,)+ })
            }

            fn shape() -> Shape {
                Shape::Record(&[$((stringify!($field), <$type as Read>::shape)),+])
            }
        }
    )+};
}
pub(super) use records;
