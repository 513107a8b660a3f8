//! JSON as a tree that keeps the place of everything in it.
//!
//! Objects keep keys that are given twice, so that the reader can point at them.

/// The field by which a document names its schema.
pub(crate) const SCHEMA: &str = "$schema";

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
    Number(Box<str>),
    Text(Box<str>),
    List(Box<[Node]>),
    Object(Box<[Member]>),
}

/// One entry of an object.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) key: Box<str>,
    pub(crate) key_span: Span,
    pub(crate) value: Node,
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
        members.iter().find(|member| &*member.key == key).map(|member| &member.value)
    }

    /// The same as data without places.
    pub(crate) fn to_data(&self) -> Option<serde_json::Value> {
        serde_json::from_str(&self.canonical(&[])).ok()
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
                .map(|member| (member.key.to_string(), &member.value)),
            _ => None,
        }
    }

    /// Its keys, in the order of the text; none where it is no object.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        let members = if let Value::Object(members) = &self.value { &**members } else { &[] };
        members.iter().map(|member| &*member.key)
    }

    /// The text in canonical form: keys sorted, no white space. `without` leaves out what stands at some paths of keys.
    pub(crate) fn canonical(&self, without: &[&[&str]]) -> String {
        let mut out = String::new();
        self.write_canonical(without, &mut out);
        out
    }

    fn write_canonical(&self, without: &[&[&str]], out: &mut String) {
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

fn write_object(members: &[Member], without: &[&[&str]], out: &mut String) {
    let kept = |member: &&Member| !without.iter().any(|path| *path == [&*member.key]);
    let mut sorted: Vec<&Member> = members.iter().filter(kept).collect();
    sorted.sort_by(|one, other| one.key.cmp(&other.key));
    out.push('{');
    for (index, member) in sorted.into_iter().enumerate() {
        out.push_str(if index == 0 { "" } else { "," });
        push_quoted(&member.key, out);
        out.push(':');
        let below: Vec<&[&str]> = without
            .iter()
            .filter_map(|path| path.split_first().filter(|(first, _)| **first == &*member.key))
            .map(|(_, rest)| rest)
            .collect();
        member.value.write_canonical(&below, out);
    }
    out.push('}');
}

/// A text as JSON, in quotes.
pub(crate) fn push_quoted(text: &str, out: &mut String) {
    // Serialising a string cannot fail; were it to, the plain text is still the best that can be said.
    out.push_str(&serde_json::to_string(text).unwrap_or_else(|_| text.to_owned()));
}
