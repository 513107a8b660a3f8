//! JSON text as a tree that keeps the place of everything in it; and data as JSON text.
//!
//! `serde_json` judges whether the text is JSON, and `jsonc_parser`, in its strictest setting, gives the places.
//! Objects keep keys that are given twice, so that the reader can point at them.

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::ParseErrorKind;

/// A range of bytes in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Span {
    pub(crate) fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A value with its place.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) value: Value,
}

/// A value; numbers as they are written.
#[derive(Debug)]
pub(crate) enum Value {
    Null,
    Flag(bool),
    Number(String),
    Text(String),
    List(Vec<Node>),
    Object(Vec<Member>),
}

/// One entry of an object.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) key: String,
    pub(crate) key_span: Span,
    pub(crate) value: Node,
}

/// Why a text is not JSON that is read here.
#[derive(Debug)]
pub(crate) enum NotJson {
    /// Not JSON, with what the parser says and where.
    Syntax(String, Span),
    /// Nested too deeply.
    TooDeep(Span),
}

/// Plain data as JSON text: serialising it cannot fail.
pub(crate) fn written(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Reads a text whose lists and objects are nested so deep at most.
pub(crate) fn parse(text: &str, deepest: usize) -> Result<Node, NotJson> {
    serde_json::from_str::<serde::de::IgnoredAny>(text).map_err(|error| syntax(text, &error))?;
    let whole = Span { start: 0, end: text.len() };
    let parsed = jsonc_parser::parse_to_ast(text, &jsonc_parser::CollectOptions::default(), &strict())
        .map_err(|error| match error.kind() {
            ParseErrorKind::NestingDepthExceeded => NotJson::TooDeep(span(error.range())),
            kind => NotJson::Syntax(kind.to_string(), span(error.range())),
        })?;
    match parsed.value {
        Some(value) => node(value, Some(deepest)),
        None => Err(NotJson::Syntax("there is nothing in it".into(), whole)),
    }
}

impl Node {
    /// What kind of value it is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Flag(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        }
    }

    /// The member of an object with a key.
    pub(crate) fn member(&self, key: &str) -> Option<&Node> {
        let Value::Object(members) = &self.value else { return None };
        members.iter().find(|member| member.key == key).map(|member| &member.value)
    }

    /// The JSON pointer (RFC 6901) to the innermost value that contains a span.
    pub(crate) fn pointer(&self, target: Span) -> String {
        let mut pointer = String::new();
        let mut here = self;
        while let Some((step, next)) = here.step_towards(target) {
            pointer.push('/');
            pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
            here = next;
        }
        pointer
    }

    fn step_towards(&self, target: Span) -> Option<(String, &Node)> {
        match &self.value {
            Value::List(items) => items
                .iter()
                .enumerate()
                .find(|(_, item)| item.span.contains(target))
                .map(|(index, item)| (index.to_string(), item)),
            Value::Object(members) => members
                .iter()
                .find(|member| member.value.span.contains(target) || member.key_span.contains(target))
                .map(|member| (member.key.clone(), &member.value)),
            _ => None,
        }
    }

    /// The text in canonical form: keys sorted, no white space. `without` leaves out one path of keys.
    pub(crate) fn canonical(&self, without: &[&str]) -> String {
        let mut out = String::new();
        self.write_canonical(without, &mut out);
        out
    }

    fn write_canonical(&self, without: &[&str], out: &mut String) {
        match &self.value {
            Value::Null => out.push_str("null"),
            Value::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Value::Number(number) => out.push_str(number),
            Value::Text(text) => push_quoted(text, out),
            Value::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { "," });
                    item.write_canonical(&[], out);
                }
                out.push(']');
            }
            Value::Object(members) => write_object(members, without, out),
        }
    }
}

fn write_object(members: &[Member], without: &[&str], out: &mut String) {
    let mut sorted: Vec<&Member> = members.iter().filter(|member| without != [member.key.as_str()]).collect();
    sorted.sort_by(|one, other| one.key.cmp(&other.key));
    out.push('{');
    for (index, member) in sorted.into_iter().enumerate() {
        out.push_str(if index == 0 { "" } else { "," });
        push_quoted(&member.key, out);
        out.push(':');
        let below = match without.split_first() {
            Some((first, rest)) if *first == member.key => rest,
            _ => &[],
        };
        member.value.write_canonical(below, out);
    }
    out.push('}');
}

/// A text as JSON, in quotes.
pub(crate) fn push_quoted(text: &str, out: &mut String) {
    // Serialising a string cannot fail; were it to, the plain text is still the best that can be said.
    out.push_str(&serde_json::to_string(text).unwrap_or_else(|_| text.to_owned()));
}

/// A value, below which so many levels are left; an error where not even its own is.
fn node(value: ast::Value<'_>, left: Option<usize>) -> Result<Node, NotJson> {
    let span = span(value.range());
    let Some(left) = left else { return Err(NotJson::TooDeep(span)) };
    let below = left.checked_sub(1);
    let value = match value {
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::BooleanLit(flag) => Value::Flag(flag.value),
        ast::Value::NumberLit(number) => Value::Number(number.value.to_owned()),
        ast::Value::StringLit(text) => Value::Text(text.value.into_owned()),
        ast::Value::Array(list) => {
            Value::List(list.elements.into_iter().map(|item| node(item, below)).collect::<Result<_, _>>()?)
        }
        ast::Value::Object(object) => Value::Object(
            object
                .properties
                .into_iter()
                .map(|member| self::member(member, below))
                .collect::<Result<_, _>>()?,
        ),
    };
    Ok(Node { span, value })
}

fn member(member: ast::ObjectProp<'_>, left: Option<usize>) -> Result<Member, NotJson> {
    let key_span = span(member.name.range());
    let key = member.name.into_string();
    Ok(Member { key, key_span, value: node(member.value, left)? })
}

fn span(range: jsonc_parser::common::Range) -> Span {
    Span { start: range.start, end: range.end }
}

fn strict() -> jsonc_parser::ParseOptions {
    jsonc_parser::ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

fn syntax(text: &str, error: &serde_json::Error) -> NotJson {
    let line_start: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = (line_start + error.column().saturating_sub(1)).min(text.len());
    // Columns are counted in bytes, and one can point into the middle of a character.
    let start = (0..=at).rev().find(|&start| text.is_char_boundary(start)).unwrap_or(0);
    let span = Span { start, end: start };
    let message = error.to_string();
    let said = message.split(" at line ").next().unwrap_or(&message).to_owned();
    NotJson::Syntax(said, span)
}
