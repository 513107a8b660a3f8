//! The text of JSON, read into a tree with places.
//!
//! `serde_json` judges whether the text is JSON. What passes is walked once more for the places of everything in it, in
//! room that is bounded by the number of values.

use super::json::{Member, Node, Span, Value};
use super::slips::{Slip, lone_surrogate, slip};

/// Why a text is not JSON that is read here.
#[derive(Debug)]
pub(crate) enum NotJson {
    /// Not JSON.
    Syntax(Slip),
    /// Nested too deeply.
    TooDeep(Span),
    /// Too many values.
    TooMany(Span),
}

/// Reads a text whose lists and objects are nested no deeper than this, and that has no more than this many values.
pub(crate) fn parse(text: &str, deepest: usize, most: usize) -> Result<Node, NotJson> {
    serde_json::from_str::<serde::de::IgnoredAny>(text)
        .map_err(|error| NotJson::Syntax(slip(text, &error)))?;
    Reading { text, at: 0, left: most }.value(Some(deepest))
}

/// A text that is known to be JSON, read up to a byte.
struct Reading<'a> {
    text: &'a str,
    at: usize,
    /// This many more values are read.
    left: usize,
}

impl Reading<'_> {
    /// A value, below which this many levels are left; an error where not even its own is.
    fn value(&mut self, left: Option<usize>) -> Result<Node, NotJson> {
        let start = self.skip_space();
        let first = Span { start, end: start + 1 };
        let below = left.ok_or(NotJson::TooDeep(first))?.checked_sub(1);
        self.left = self.left.checked_sub(1).ok_or(NotJson::TooMany(first))?;
        let value = match self.here() {
            Some(b'{') => Value::Object(self.object(below)?),
            Some(b'[') => Value::List(self.list(below)?),
            Some(b'"') => Value::Text(self.quoted()?),
            _ => self.word(),
        };
        Ok(Node { span: Span { start, end: self.at }, value })
    }

    fn object(&mut self, below: Option<usize>) -> Result<Box<[Member]>, NotJson> {
        let mut members = Vec::new();
        while self.goes_on(b'}') {
            let start = self.at;
            let key = self.quoted()?;
            let key_span = Span { start, end: self.at };
            self.skip_space();
            self.at += 1; // The colon.
            members.push(Member { key, key_span, value: self.value(below)? });
        }
        Ok(members.into_boxed_slice())
    }

    fn list(&mut self, below: Option<usize>) -> Result<Box<[Node]>, NotJson> {
        let mut items = Vec::new();
        while self.goes_on(b']') {
            items.push(self.value(below)?);
        }
        Ok(items.into_boxed_slice())
    }

    /// Steps over the opening bracket or the comma; is there an entry, or does the bracket close?
    fn goes_on(&mut self, close: u8) -> bool {
        self.skip_space();
        if self.here() == Some(close) {
            self.at += 1;
            return false;
        }
        self.at += 1;
        self.skip_space();
        let empty = self.here() == Some(close);
        self.at += usize::from(empty);
        !empty && self.at < self.text.len()
    }

    fn quoted(&mut self) -> Result<Box<str>, NotJson> {
        let start = self.at;
        let mut escaped = false;
        self.at += 1;
        while let Some(byte) = self.here().filter(|&byte| byte != b'"') {
            escaped |= byte == b'\\';
            self.at += if byte == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        if escaped {
            let quoted = self.text.get(start..self.at).unwrap_or_default();
            let span = Span { start, end: self.at };
            return serde_json::from_str(quoted).map_err(|_| NotJson::Syntax(lone_surrogate(span)));
        }
        Ok(self.text.get(start + 1..self.at - 1).unwrap_or_default().into())
    }

    /// A number, or one of the three words.
    fn word(&mut self) -> Value {
        let start = self.at;
        while self.here().is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)) {
            self.at += 1;
        }
        match self.text.get(start..self.at).unwrap_or_default() {
            "null" => Value::Null,
            "true" => Value::Flag(true),
            "false" => Value::Flag(false),
            number => Value::Number(number.into()),
        }
    }

    fn skip_space(&mut self) -> usize {
        while self.here().is_some_and(|byte| b" \t\r\n".contains(&byte)) {
            self.at += 1;
        }
        self.at
    }

    fn here(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}
