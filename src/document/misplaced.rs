//! What stands between names and values where something else has to: a bracket too early, a mark of a word processor, a
//! semicolon for a comma.

use super::outline::{Expected, Outline, Piece, PieceKind, closed_at, closing, line};

/// Where it stands, what is wrong, and what to do, if that is clear.
pub(super) type Misplaced = (usize, String, Option<String>);

/// Signs that word processors put before the entries of a list; those of private use are their own.
const LIST_SIGNS: &str = "•‣▪▫■□●○◦·*\u{f0b7}\u{f0a7}\u{f0d8}";

/// What is wrong at a place that `serde_json` refuses, for the reason that it gives.
pub(super) fn misplaced(text: &str, at: usize, said: &str, outline: &Outline) -> Misplaced {
    let here = Here {
        text,
        at,
        said,
        outline,
        expected: outline.expected(),
        first: text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' '),
    };
    here.mark()
        .or_else(|| here.bracket())
        .or_else(|| here.separator())
        .or_else(|| here.word())
        .unwrap_or_else(|| here.unclear())
}

/// The place, and what is known of it.
struct Here<'a> {
    text: &'a str,
    at: usize,
    said: &'a str,
    outline: &'a Outline,
    expected: Expected,
    first: char,
}

impl Here<'_> {
    fn told(&self, message: impl Into<String>, help: impl Into<String>) -> Misplaced {
        (self.at, message.into(), Some(help.into()))
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn last_is(&self, kind: PieceKind) -> bool {
        self.outline.last_kind() == Some(kind)
    }

    /// The first character after white space, from a place on.
    fn next(&self, from: usize) -> Option<char> {
        self.text.get(from..)?.trim_start().chars().next()
    }

    /// Marks that came along by copying: of lists, of comments, of lines, of what was left out.
    fn mark(&self) -> Option<Misplaced> {
        if let Some(piece) = self.line_number() {
            let number: String =
                self.text.get(piece.at..)?.chars().take_while(char::is_ascii_digit).collect();
            let message = format!("the line begins with the number {number}, which belongs to nothing");
            return Some((piece.at, message, Some("take out line numbers that were copied along".into())));
        }
        let rest = self.rest();
        if rest.starts_with('…') || rest.starts_with("...") {
            let message = "three dots stand here for something that was left out";
            return Some(self.told(message, "take them out, or write what is meant in their place"));
        }
        if rest.starts_with("&quot;") || rest.starts_with("&#34;") || rest.starts_with("&nbsp;") {
            let entity = rest.split_inclusive(';').next()?;
            let stands_for = if entity == "&nbsp;" { "a space" } else { "`\"`" };
            let message = format!("`{entity}` is how a web page writes {stands_for}");
            return Some(self.told(message, format!("write {stands_for} in place of each `{entity}`")));
        }
        let dash = "-–".contains(self.first) && rest.chars().nth(1).is_some_and(char::is_whitespace);
        let before_dash = self.said.starts_with("invalid number") && self.word_before() == Some("-");
        let begins_entry = matches!(self.expected, Expected::Name | Expected::Value);
        if begins_entry && (LIST_SIGNS.contains(self.first) || dash) || before_dash {
            let at = self.outline.last().filter(|_| before_dash).map_or(self.at, |piece| piece.at);
            let sign = self.text.get(at..)?.chars().next()?;
            let help = "take it out: entries are told apart by the commas between them";
            return Some((at, format!("the sign of a list, `{sign}`, stands here"), Some(help.into())));
        }
        let note: String = rest.chars().take_while(|c| "¹²³⁰⁴⁵⁶⁷⁸⁹†‡*".contains(*c)).collect();
        let bracketed = rest.split_inclusive(']').next().filter(|mark| self.is_bracketed_mark(mark));
        let mark = bracketed.or_else(|| (!note.is_empty()).then_some(&*note))?;
        Some(self.told(format!("`{mark}` is the mark of a note or comment"), "take it out"))
    }

    /// A number that begins its line and has more behind it, where a name, a value or a comma belongs.
    fn line_number(&self) -> Option<Piece> {
        let after = |piece: Option<Piece>| piece.map(|piece| piece.kind);
        let (last, before) = (self.outline.last(), self.outline.before());
        let here = Some(Piece { at: self.at, kind: PieceKind::Word })
            .filter(|_| after(last) != Some(PieceKind::Colon) && !self.said.starts_with("invalid number"));
        let word =
            last.filter(|piece| piece.kind == PieceKind::Word && after(before) != Some(PieceKind::Colon));
        let pieces = [here, word];
        pieces.into_iter().flatten().find(|piece| {
            let before = self.text.get(..piece.at).unwrap_or_default();
            let begins_line = before.rsplit('\n').next().unwrap_or_default().trim().is_empty();
            let rest = self.text.get(piece.at..).unwrap_or_default();
            let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            let follows = after.split('\n').next().unwrap_or_default().trim_start_matches(['.', ':', ')']);
            rest.len() > after.len()
                && begins_line
                && follows.trim_start().starts_with(['"', '{', '[', '}', ']'])
        })
    }

    /// Is it a mark such as `[AB1]` or `[3]`?
    fn is_bracketed_mark(&self, mark: &str) -> bool {
        let within = mark.strip_prefix('[').and_then(|mark| mark.strip_suffix(']')).unwrap_or_default();
        let is_short = (1..=6).contains(&within.len());
        let after_word = matches!(self.expected, Expected::Colon | Expected::CommaOrEnd);
        after_word && is_short && within.chars().all(|c| c.is_ascii_alphanumeric())
    }

    /// The word that was read last.
    fn word_before(&self) -> Option<&str> {
        let piece = self.outline.last().filter(|piece| piece.kind == PieceKind::Word)?;
        self.text.get(piece.at..self.at).map(str::trim_end)
    }

    /// Brackets, and what is missing before them.
    fn bracket(&self) -> Option<Misplaced> {
        match (self.expected, self.first) {
            (_, '}' | ']') => self.closing_bracket(),
            (Expected::Name, '{') => self.brace_for_name(),
            (Expected::Name, '[') => {
                let open = self.outline.innermost(self.text)?;
                let message = format!("a name has to stand here, in {open}, and a list begins");
                Some(self.told(message, "write the name of the field and a colon before it"))
            }
            (Expected::Colon, '"' | '{' | '[') => {
                let name = self.name_before()?;
                let message = format!("the colon after the name `{name}` is missing");
                Some(self.told(message, format!("write `\"{name}\":` before this")))
            }
            (Expected::CommaOrEnd, '"' | '{' | '[') => {
                Some(self.told("a comma is missing", "put a comma between this and what stands before it"))
            }
            _ => None,
        }
    }

    /// The name that was read last.
    fn name_before(&self) -> Option<&str> {
        let piece = self.outline.last()?;
        self.text.get(piece.at + 1..self.outline.text_end?)
    }

    fn closing_bracket(&self) -> Option<Misplaced> {
        if self.last_is(PieceKind::Comma) {
            return Some(
                self.told("there is nothing after the last comma", "take out the comma before this"),
            );
        }
        if self.last_is(PieceKind::Colon) {
            return Some(self.value_missing());
        }
        let &(start, open) = self.outline.open.last()?;
        if self.first == closing(open) {
            return (self.expected == Expected::Colon).then(|| self.without_value());
        }
        let message =
            format!("the `{open}` of line {} is closed by `{}`", line(self.text, start), self.first);
        let help = format!("close it with `{}`, or see which bracket is missing between them", closing(open));
        Some(self.told(message, help))
    }

    fn value_missing(&self) -> Misplaced {
        self.told("the value is missing", "write a value after the colon, or take out the field")
    }

    fn without_value(&self) -> Misplaced {
        self.told("a name has no value", "write `:` and a value after it, or use `[ … ]` for a list")
    }

    /// A brace where a name belongs: what was open is not closed, closed too early, or opened twice.
    fn brace_for_name(&self) -> Option<Misplaced> {
        let &(start, _) = self.outline.open.last()?;
        let open = self.outline.innermost(self.text)?;
        if self.last_is(PieceKind::Opening) {
            let after = closed_at(self.text, self.at).and_then(|end| self.next(end + 1));
            if after == Some('}') {
                return Some(self.told(
                    format!("this `{{` stands after {open}"),
                    "take one of the two out, with its `}`",
                ));
            }
            let message = format!("entries without names follow on {open}");
            return Some(
                self.told(
                    message,
                    "write `[` and `]` around a list, or take out the braces that are too many",
                ),
            );
        }
        let message = format!("a name has to stand here, as {open} is still open, and another `{{` begins");
        let before = self.outline.before().filter(|piece| piece.kind == PieceKind::Closing);
        let ends_objects = |piece: &Piece| {
            let (list, end) = self.text.split_at_checked(piece.at).unwrap_or_default();
            end.starts_with(']') && list.trim_end().ends_with('}')
        };
        let list_end = before.filter(ends_objects);
        let help = match list_end {
            Some(piece) => format!(
                "if this belongs to the list before it, take out the `]` of line {}, which closes that too early; else write \
                 a name before this, or take out its braces",
                line(self.text, piece.at)
            ),
            None if self.outline.open.len() == 1 => "write a name before this, or take out its braces".into(),
            None => format!(
                "put `}}` before this if what begins in line {} ends here; else write a name before this, or move it",
                line(self.text, start)
            ),
        };
        Some(self.told(message, help))
    }

    /// Signs that stand for a comma or a colon, or beside one.
    fn separator(&self) -> Option<Misplaced> {
        let invalid_number = self.said.starts_with("invalid number");
        let name = || self.name_before().unwrap_or_default();
        match (self.expected, self.first) {
            (_, ',') if self.last_is(PieceKind::Comma) => {
                Some(self.told("there are two commas", "take out one of them"))
            }
            (Expected::Value, ',') if self.last_is(PieceKind::Colon) => Some(self.value_missing()),
            (Expected::Colon, ',') => Some(self.without_value()),
            (Expected::Colon, sign) if "=;.→：".contains(sign) => {
                let message = format!("`{sign}` stands after the name `{}`, where a colon belongs", name());
                Some(self.told(message, format!("write `:` for `{sign}`")))
            }
            (Expected::CommaOrEnd, ':') if self.outline.open.last().is_some_and(|(_, open)| *open == '[') => {
                Some(self.told("a list has no names in it", "put `{ … }` around what has names"))
            }
            (Expected::CommaOrEnd, sign) if ".;，、；".contains(sign) && !invalid_number => {
                let next = self.next(self.at + sign.len_utf8());
                let ends = next.is_none_or(|next| "}]".contains(next));
                let help = if ends { "take it out".into() } else { format!("write `,` for `{sign}`") };
                let what = if ends { "nothing" } else { "a comma" };
                Some(self.told(format!("`{sign}` stands here, where {what} belongs"), help))
            }
            _ => None,
        }
    }

    /// Words and numbers that are not written as JSON has them.
    fn word(&self) -> Option<Misplaced> {
        let rest: String =
            self.rest().chars().take_while(|c| c.is_alphanumeric() || "_-.".contains(*c)).collect();
        let in_value = matches!(self.expected, Expected::Value);
        let adjacent = self.outline.text_end.is_some_and(|end| end + 1 == self.at);
        if self.last_is(PieceKind::Text) && adjacent && !":=".contains(self.first) {
            let message = "the text ended with the quote before this";
            return Some(self.told(message, "write `\\\"` for a quote within a text, or “ and ”"));
        }
        if self.said.starts_with("invalid number")
            || in_value && (self.first.is_ascii_digit() || "+.-".contains(self.first))
        {
            let help = "write whole numbers plainly, like `5`, without a sign or leading zero";
            return Some(self.told("this is no number as JSON has them", help));
        }
        if ["true", "false", "null"].contains(&&*rest.to_lowercase()) && self.expected == Expected::Value {
            return Some(
                self.told(format!("`{rest}` is not written so"), format!("write `{}`", rest.to_lowercase())),
            );
        }
        if rest == "None" || rest == "undefined" || rest == "NaN" {
            return Some(self.told(
                format!("`{rest}` is no value"),
                "write `null` for what is not known, or leave it out",
            ));
        }
        let quoted = matches!(self.expected, Expected::Name | Expected::Value) && !rest.is_empty();
        quoted.then(|| self.told("names and texts stand in double quotes", format!("write `\"{rest}\"`")))
    }

    /// Where it is not clear what happened: what would have to come, and what is still open.
    fn unclear(&self) -> Misplaced {
        let shown = if self.first.is_control() || self.first == '`' {
            String::new()
        } else {
            format!(", not `{}`", self.first)
        };
        let open = self.outline.innermost(self.text);
        let within = open.as_ref().map(|open| format!(" (in {open})")).unwrap_or_default();
        let message = match self.expected {
            Expected::Name => {
                format!("the name of a field in double quotes has to stand here{shown}{within}")
            }
            Expected::Colon => format!("a colon has to stand here, after a name{shown}{within}"),
            Expected::Value => format!("a value has to stand here{shown}{within}"),
            Expected::CommaOrEnd => {
                let end = self.outline.open.last().map(|(_, open)| closing(*open));
                let end = end.map(|end| format!(" or `{end}`")).unwrap_or_default();
                format!("a comma{end} has to stand here{shown}{within}")
            }
        };
        let help = open.map(|_| "see what stands here, or is missing before it".to_owned());
        (self.at, message, help)
    }
}
