//! A rule-set document in its canonical layout: one order of fields, one way to break lines.
//!
//! What fits on a line stands on one. Else an object has its entries below one another, small ones side by side, and
//! sentences on lines of their own. Names, numbers and texts stay as they are written, to the byte.

use super::diagnostic::{Faults, Rejected};
use super::field_order::Shape;
use super::json::{Member, Node, SCHEMA, Span, Value};
use super::open::read_text;
use super::record::Read;
use super::rule_set::{Document, RuleSet};

/// Lines end here, unless a single text is longer.
const WIDTH: usize = 120;

/// How far each level is set in.
const INDENT: usize = 2;

impl Document {
    /// The same document in its canonical layout. Only white space and the order of fields change, so that its digest
    /// stays the same. Whoever formats it again gets the same text.
    ///
    /// ```
    /// use demeanor::Document;
    /// let hasty = r#"{"id":"a.b","format":1,"version":"1.0.0","title":"Ours", "rules":[] }"#;
    /// let formatted = Document::new("ours.json", hasty).formatted()?;
    /// assert!(formatted.text().starts_with("{\n  \"format\": 1, \"id\": \"a.b\", \"version\": \"1.0.0\""));
    /// # Ok::<(), demeanor::Rejected>(())
    /// ```
    ///
    /// # Errors
    /// Whatever is wrong with the document as one of rule sets: it is not JSON, a field is unknown, missing, given twice
    /// or of the wrong type. Whether what it says makes sense is not looked at.
    pub fn formatted(&self) -> Result<Document, Rejected> {
        let mut faults = Faults::default();
        let (source, _) = read_text::<RuleSet>(self.name(), self.text(), 0, &mut faults);
        // What is refused is not laid out.
        let text = match &source.tree {
            Some(tree) if !faults.has_errors() => Some(Layout { text: self.text() }.document(tree)),
            _ => None,
        };
        faults.finish(&[source])?;
        Ok(Document::new(self.name(), text.unwrap_or_default()))
    }
}

/// Lays out the values of a text.
struct Layout<'a> {
    text: &'a str,
}

/// A line in the making: what stands in it, and whether more may stand beside it.
struct Line {
    text: String,
    open: bool,
}

impl Layout<'_> {
    /// The whole document: below one another whatever its length, and so are its lists of objects.
    fn document(&self, tree: &Node) -> String {
        let shape = RuleSet::shape();
        let entry = |member: &Member| {
            let key = self.key(member);
            let value = if holds_objects(&member.value) {
                self.broken(&member.value, shape.of(&member.key), INDENT)
            } else {
                self.value(&member.value, shape.of(&member.key), INDENT, key.chars().count())
            };
            Line { text: key + &value, open: is_small(&member.value) }
        };
        match &tree.value {
            Value::Object(members) => {
                enclosed("{", sorted(members, shape).into_iter().map(entry), "}", 0) + "\n"
            }
            _ => self.as_written(tree.span).to_owned(),
        }
    }

    /// A value at an indentation, on one line where it fits. `taken` is what stands before it on its line.
    fn value(&self, node: &Node, shape: Shape, indent: usize, taken: usize) -> String {
        let mut flat = String::new();
        // A comma may follow.
        let room = WIDTH.saturating_sub(indent + taken + 1);
        if self.write_flat(node, shape, room, &mut flat) {
            return flat;
        }
        self.broken(node, shape, indent)
    }

    /// A value over several lines, if it is one that can be broken.
    fn broken(&self, node: &Node, shape: Shape, indent: usize) -> String {
        let inner = indent + INDENT;
        match &node.value {
            Value::List(items) if !items.is_empty() => {
                let small = items.iter().all(is_small);
                let lines =
                    items.iter().map(|item| Line { text: self.value(item, shape, inner, 0), open: small });
                enclosed("[", lines, "]", indent)
            }
            Value::Object(members) if !members.is_empty() => {
                let line = |member: &Member| {
                    let key = self.key(member);
                    let value = self.value(&member.value, shape.of(&member.key), inner, key.chars().count());
                    Line { text: key + &value, open: may_share_a_line(&member.value, shape) }
                };
                enclosed("{", sorted(members, shape).into_iter().map(line), "}", indent)
            }
            _ => {
                let mut flat = String::new();
                self.write_flat(node, shape, usize::MAX, &mut flat);
                flat
            }
        }
    }

    /// Writes a value on one line, or gives up where there is no room for it.
    fn write_flat(&self, node: &Node, shape: Shape, room: usize, out: &mut String) -> bool {
        match &node.value {
            Value::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { ", " });
                    if !self.write_flat(item, shape, room, out) {
                        return false;
                    }
                }
                out.push(']');
            }
            Value::Object(members) if members.is_empty() => out.push_str("{}"),
            Value::Object(members) => {
                for (index, member) in sorted(members, shape).into_iter().enumerate() {
                    out.push_str(if index == 0 { "{ " } else { ", " });
                    out.push_str(&self.key(member));
                    if !self.write_flat(&member.value, shape.of(&member.key), room, out) {
                        return false;
                    }
                }
                out.push_str(" }");
            }
            _ => out.push_str(self.as_written(node.span)),
        }
        // Bytes bound characters, and are cheaper to ask for.
        out.len() <= room || out.chars().count() <= room
    }

    fn key(&self, member: &Member) -> String {
        format!("{}: ", self.as_written(member.key_span))
    }

    fn as_written(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }
}

/// Lines between brackets, set in; open ones side by side as far as they fit.
fn enclosed(open: &str, lines: impl Iterator<Item = Line>, close: &str, indent: usize) -> String {
    let inner = indent + INDENT;
    let mut joined: Vec<Line> = Vec::new();
    for line in lines {
        match joined.last_mut() {
            Some(last) if last.open && line.open && fits(&last.text, &line.text, inner) => {
                last.text.push_str(", ");
                last.text.push_str(&line.text);
            }
            _ => joined.push(line),
        }
    }
    let lines: Vec<String> =
        joined.into_iter().map(|line| format!("{}{}", " ".repeat(inner), line.text)).collect();
    format!("{open}\n{}\n{}{close}", lines.join(",\n"), " ".repeat(indent))
}

/// Is there room for one beside the other, and the commas?
fn fits(one: &str, other: &str, indent: usize) -> bool {
    indent + one.chars().count() + ", ".len() + other.chars().count() < WIDTH
}

fn sorted(members: &[Member], shape: Shape) -> Vec<&Member> {
    let mut sorted: Vec<&Member> = members.iter().collect();
    sorted.sort_by_key(|member| (&*member.key != SCHEMA, shape.place(&member.key)));
    sorted
}

/// May other entries of its object stand beside a value? Where each has a line of its own, none may.
fn may_share_a_line(node: &Node, shape: Shape) -> bool {
    match (&node.value, shape) {
        (_, Shape::Entries) => false,
        (Value::List(items), Shape::Packed) => items.iter().all(is_small),
        _ => is_small(node),
    }
}

/// Is it a single value, and no sentence?
fn is_small(node: &Node) -> bool {
    match &node.value {
        Value::List(_) | Value::Object(_) => false,
        Value::Text(text) => !text.ends_with(['.', '?', '!']),
        Value::Null | Value::Flag(_) | Value::Number(_) => true,
    }
}

fn holds_objects(node: &Node) -> bool {
    matches!(&node.value, Value::List(items) if items.iter().any(|item| matches!(item.value, Value::Object(_))))
}
