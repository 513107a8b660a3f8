//! What is wrong with a text that is not JSON, in the words of those who wrote it by hand, copied it out of a word
//! processor, or edited half of it.

use super::json::Span;
use super::misplaced::misplaced;
use super::outline::{Outline, PieceKind, closing, line};
use crate::words::is_invisible;
use serde_json::error::Category;

/// What is wrong, where, and what to do about it.
#[derive(Debug)]
pub(crate) struct Slip {
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Slip {
    fn new(at: usize, message: impl Into<String>, help: impl Into<String>) -> Slip {
        Slip { span: Span { start: at, end: at }, message: message.into(), help: Some(help.into()) }
    }
}

/// What is wrong with a text that `serde_json` refuses.
pub(crate) fn slip(text: &str, error: &serde_json::Error) -> Slip {
    let at = offset(text, error);
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or(&said);
    let outline = Outline::up_to(text, at);
    whole_text(text)
        .or_else(|| (error.classify() == Category::Eof).then(|| cut_off(text, &outline)))
        .or_else(|| within_text(text, at, said, &outline))
        .or_else(|| character(text, at, &outline))
        .or_else(|| trailing(text, at, said, &outline))
        .unwrap_or_else(|| {
            let (at, message, help) = misplaced(text, at, said, &outline);
            Slip { span: Span { start: at, end: at }, message: format!("this is not JSON: {message}"), help }
        })
}

/// Half of a character, written as `\u` and four digits.
pub(crate) fn lone_surrogate(span: Span) -> Slip {
    let message = "this is not JSON: in this text `\\u` is followed by half of a character";
    Slip { span, message: message.into(), help: Some("write the character itself".into()) }
}

/// Where the text stops to be JSON: columns are counted in bytes, and one can point into the middle of a character.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let line_start: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = (line_start + error.column().saturating_sub(1)).min(text.len());
    (0..=at).rev().find(|&start| text.is_char_boundary(start)).unwrap_or(0)
}

/// A text that is something else altogether.
fn whole_text(text: &str) -> Option<Slip> {
    let start = text.len() - text.trim_start().len();
    let begins = text.trim_start();
    if begins.is_empty() {
        return Some(Slip::new(
            0,
            "this text is empty",
            "see whether the right file was named, and whether it was saved",
        ));
    }
    if begins.starts_with("{\\rtf") {
        return Some(Slip::new(start, "this is rich text, not plain text", "save it as plain text in UTF-8"));
    }
    if begins.starts_with('<') && !begins.starts_with("<<<<<<<") {
        return Some(Slip::new(start, "this looks like HTML or XML, not JSON", "save the JSON itself"));
    }
    if begins.starts_with("```") {
        let help = "take out the lines with the three backticks";
        return Some(Slip::new(start, "this is a piece of Markdown, not JSON", help));
    }
    let first = begins.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))?;
    let named = first.split_once(':').is_some_and(|(name, _)| {
        name.starts_with(char::is_alphabetic)
            && name.chars().all(|c| c.is_alphanumeric() || " _-.".contains(c))
    });
    let help = "write JSON: names and texts in double quotes, as in `{ \"format\": 1 }`";
    (named || first.starts_with("---") || first.starts_with("- "))
        .then(|| Slip::new(start, "this looks like YAML, not JSON", help))
        .or_else(|| before_the_first_brace(text, start, first))
}

/// What stands before the first brace, or in place of it.
fn before_the_first_brace(text: &str, start: usize, first: &str) -> Option<Slip> {
    if first.starts_with(['{', '[']) {
        return None;
    }
    let name = first.strip_prefix('"').and_then(|rest| rest.split_once('"'));
    if name.is_some_and(|(_, after)| after.trim_start().starts_with(':')) {
        let help = "put `{` before this, and see that the last line has the `}` for it";
        return Some(Slip::new(start, "this is not JSON: the first `{` is missing", help));
    }
    if is_table_line(first) {
        let help =
            "give a rule set or a situation here; `demeanor cases FILE --from TABLE` reads a table of cases";
        return Some(Slip::new(start, "this looks like a table, not JSON", help));
    }
    let mut lines = text.lines().enumerate().skip(1);
    let (number, _) = lines.find(|(_, line)| line.trim_start().starts_with('{'))?;
    let message = format!("this is not JSON: it begins only with the `{{` of line {}", number + 1);
    let help = format!("take out what stands before line {}, and whatever follows the last `}}`", number + 1);
    Some(Slip::new(start, message, help))
}

/// Does a line part cells, as tables do?
fn is_table_line(line: &str) -> bool {
    [',', ';', '\t'].into_iter().any(|delimiter| line.matches(delimiter).count() > 1)
}

/// A text that ends too soon.
fn cut_off(text: &str, outline: &Outline) -> Slip {
    let end = text.trim_end().len();
    if let Some(start) = outline.in_text {
        let message = format!("the text that begins in line {} has no closing quote", line(text, start));
        return Slip::new(start, format!("this is not JSON: {message}"), "put a `\"` where it ends");
    }
    let Some(&(start, bracket)) = outline.open.last() else {
        return Slip::new(end, "this is not JSON: it ends too soon", "see whether a part of it is missing");
    };
    let closing: String = outline.open.iter().rev().map(|(_, open)| closing(*open)).collect();
    let message = format!("this is not JSON: the `{bracket}` of line {} is not closed", line(text, start));
    Slip::new(end, message, format!("see whether the end is missing, or add `{closing}`"))
}

/// What cannot stand within a text in quotes.
fn within_text(text: &str, at: usize, said: &str, outline: &Outline) -> Option<Slip> {
    if said.starts_with("control character") {
        let start = outline.in_text.or(outline.text_end)?;
        let (offset, character) = text.get(start..)?.char_indices().find(|(_, c)| c.is_control())?;
        if let Some(curly) = text.get(start..start + offset).and_then(curly_end) {
            let message = "this is not JSON: the text is closed by a curly quote";
            return Some(Slip::new(start + curly, message, "write a plain `\"` there"));
        }
        let (what, help) = match character {
            '\n' | '\r' => (
                "a text stands on one line, and this one goes on in the next",
                "write `\\n` for a new line, or put the `\"` where the text ends",
            ),
            '\t' => ("there is a tab in a text", "write a space, or `\\t`"),
            _ => ("there is an invisible character in a text", "take it out: it came in by copy and paste"),
        };
        return Some(Slip::new(start + offset, format!("this is not JSON: {what}"), help));
    }
    if said.starts_with("invalid escape") {
        let start = outline.in_text?;
        let at =
            text.get(start..=at).and_then(|before| before.rfind('\\')).map_or(at, |offset| start + offset);
        let help = "write `\\\\` where a backslash is meant";
        return Some(Slip::new(at, "this is not JSON: a single backslash says nothing here", help));
    }
    let half = ["lone leading surrogate", "unexpected end of hex escape", "invalid unicode"];
    half.iter().any(|begins| said.starts_with(begins)).then(|| lone_surrogate(Span { start: at, end: at }))
}

/// Where a line in an open text ends as if a curly quote had closed it.
fn curly_end(line: &str) -> Option<usize> {
    let ends = |after: &str| {
        let after = after.trim_start();
        after.is_empty() || after.starts_with([',', '}', ']', ':'])
    };
    let quotes = line.char_indices().filter(|(_, character)| "“”„".contains(*character));
    let ending = |(at, quote): &(usize, char)| line.get(at + quote.len_utf8()..).is_some_and(ends);
    quotes.filter(ending).map(|(at, _)| at).next()
}

/// A character that never stands in JSON outside of texts.
fn character(text: &str, at: usize, outline: &Outline) -> Option<Slip> {
    let here = text.get(at..)?;
    let (message, help) = match here.chars().next()? {
        '/' | '#' => {
            ("JSON has no comments", "what is to be explained goes into a text, such as `because` or `note`")
        }
        '“' | '”' | '„' | '‘' | '’' | '\'' => {
            ("texts stand in plain double quotes", "write plain double quotes, `\"`")
        }
        '<' | '=' | '>' if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| here.starts_with(mark)) => {
            ("this is the mark of an unfinished merge", "settle the merge, and take out its marks")
        }
        '`' => ("this mark says nothing here", "take out the backtick"),
        '\u{a0}' | '\u{202f}' => {
            let lines = text.lines().filter(|line| line.contains(['\u{a0}', '\u{202f}'])).count();
            let several = format!("there is a no-break space here, and in {lines} lines altogether");
            let message = if lines > 1 { several } else { "there is a no-break space here".into() };
            let help = "put plain spaces in place of no-break spaces: a word processor wrote them";
            return Some(Slip::new(at, format!("this is not JSON: {message}"), help));
        }
        c if !c.is_ascii() && (c.is_whitespace() || c.is_control() || is_invisible(c)) => {
            ("there is an invisible character here", "take it out: it came in by copy and paste")
        }
        '–' | '—' if outline.last_kind() == Some(PieceKind::Colon) => {
            ("this is a dash", "write a plain `-` and a number, or put the text in double quotes")
        }
        _ => return None,
    };
    Some(Slip::new(at, format!("this is not JSON: {message}"), help))
}

/// Something that stands after the end.
fn trailing(text: &str, at: usize, said: &str, outline: &Outline) -> Option<Slip> {
    if !said.starts_with("trailing characters") {
        return None;
    }
    let Some(closed) = outline.closed else {
        let message = "this is not JSON: one value stands here, and then more";
        return Some(Slip::new(at, message, "put the whole into `{ … }`"));
    };
    let bracket = text.get(closed..)?.chars().next()?;
    let message = format!("the document ended with the `{bracket}` of line {}", line(text, closed));
    let here = text.get(at..)?.chars().next()?;
    let help = if matches!(here, '}' | ']') {
        format!("take out this `{here}`, or the one that closes too soon")
    } else {
        format!("move this before that `{bracket}`, or take it out")
    };
    Some(Slip::new(at, format!("this is not JSON: {message}"), help))
}
