//! Markdown, written so that what rules say stays text: nothing in it becomes a heading, a link or markup.

use demeanor::handbook::ConditionLine;
use std::fmt::Display;

/// A page in the making.
pub(super) struct Page {
    out: String,
    /// Is the last thing on it an item of a list?
    in_list: bool,
}

impl Page {
    pub(super) fn new() -> Page {
        Page { out: String::new(), in_list: false }
    }

    pub(super) fn title(&mut self, title: &str) {
        self.block(&format!("# {title}"));
    }

    /// A heading that can be linked to.
    pub(super) fn heading(&mut self, level: usize, anchor: &str, heading: &str) {
        self.block(&format!("<a id=\"{anchor}\"></a>"));
        self.block(&format!("{} {heading}", "#".repeat(level)));
    }

    /// A heading that nothing links to.
    pub(super) fn subheading(&mut self, level: usize, heading: &str) {
        self.block(&format!("{} {heading}", "#".repeat(level)));
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        self.block(text);
    }

    /// An item of a list, at a depth.
    pub(super) fn item(&mut self, depth: usize, text: &str) {
        if !self.in_list && !self.out.is_empty() {
            self.out.push('\n');
        }
        self.in_list = true;
        self.out.extend([&*"  ".repeat(depth), "- ", text, "\n"]);
    }

    /// A row of a list: a label and what is said under it. Nothing where nothing is said.
    pub(super) fn row(&mut self, label: &str, said: &str) {
        if !said.is_empty() {
            self.item(0, &format!("**{label}:** {said}"));
        }
    }

    /// A condition as a list that is set in.
    pub(super) fn condition(&mut self, depth: usize, when: &[ConditionLine]) {
        for (index, line) in when.iter().enumerate() {
            let leads = when.get(index + 1).is_some_and(|next| next.depth > line.depth);
            let colon = if leads { ":" } else { "" };
            self.item(depth + line.depth, &format!("{}{colon}", condition_line(line)));
        }
    }

    /// What another page holds.
    pub(super) fn append(&mut self, page: &str) {
        self.block(page.trim_end());
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    fn block(&mut self, block: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.in_list = false;
        self.out.push_str(block);
        self.out.push('\n');
    }
}

/// A line of a condition; what a term means is a link away.
fn condition_line(line: &ConditionLine) -> String {
    match &line.term {
        Some(term) => link(&line.text, "term", term),
        None => text(&line.text),
    }
}

/// A condition in one line, if it is a single test or term.
pub(super) fn in_one_line(when: &[ConditionLine]) -> Option<String> {
    match when {
        [only] if only.fact.is_some() || only.term.is_some() => Some(condition_line(only)),
        _ => None,
    }
}

/// A link to something by its kind and id.
pub(super) fn link(label: &str, kind: &str, id: &str) -> String {
    format!("[{}](#{})", text(label), anchor(kind, id))
}

/// The anchor of something by its kind and id. Ids hold nothing that an anchor cannot.
pub(super) fn anchor(kind: &str, id: &str) -> String {
    format!("{kind}-{id}")
}

/// An id as code.
pub(super) fn code(id: &str) -> String {
    format!("`{id}`")
}

/// Text that stays text: what Markdown would take for markup is escaped, and it stays on one line.
pub(super) fn text(text: impl Display) -> String {
    let text = text.to_string();
    let mut escaped = String::with_capacity(text.len());
    let mut characters = text.trim().chars().peekable();
    while let Some(character) = characters.next() {
        let ends_word = characters.peek().is_none_or(|next| next.is_whitespace());
        let starts_block = escaped.is_empty() && "#+-=:".contains(character);
        let is_number = !escaped.is_empty() && escaped.bytes().all(|byte| byte.is_ascii_digit());
        let numbers_item = is_number && ends_word && ".)".contains(character);
        if starts_block || numbers_item || MARKUP.contains(character) {
            escaped.push('\\');
        }
        escaped.push(if breaks_line(character) { ' ' } else { character });
    }
    escaped
}

/// What means something to Markdown, wherever it stands.
const MARKUP: &str = "\\`*_[]<>|~&$";

fn breaks_line(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}

/// Things side by side, with a word before the last.
pub(super) fn listed(things: &[String], word: &str) -> String {
    match things {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}
