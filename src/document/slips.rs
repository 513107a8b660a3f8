//! What is wrong with a text that is not JSON, in the words of those who wrote it by hand, copied it out of a word
//! processor, or edited half of it.

use super::json::Span;
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
        .or_else(|| character(text, at))
        .or_else(|| trailing(text, at, said, &outline))
        .or_else(|| entry(text, at, said, &outline))
        .unwrap_or_else(|| Slip {
            span: Span { start: at, end: at },
            message: format!("this is not JSON: {said}"),
            help: None,
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

/// What was open where a text stops to be JSON.
#[derive(Default)]
struct Outline {
    /// The brackets that are open, with their places.
    open: Vec<(usize, char)>,
    /// Where the text begins that has not ended.
    in_text: Option<usize>,
    /// Where the last text ended.
    text_end: Option<usize>,
    /// Where the outermost value was closed.
    closed: Option<usize>,
}

impl Outline {
    fn up_to(text: &str, end: usize) -> Outline {
        let mut outline = Outline::default();
        let mut escaped = false;
        for (at, character) in text.char_indices().take_while(|(at, _)| *at < end) {
            match (outline.in_text, character) {
                (Some(_), _) if escaped => escaped = false,
                (Some(_), '\\') => escaped = true,
                (Some(_), '"') => (outline.in_text, outline.text_end) = (None, Some(at)),
                (None, '"') => outline.in_text = Some(at),
                (None, '{' | '[') => outline.open.push((at, character)),
                (None, '}' | ']') => {
                    outline.open.pop();
                    if outline.open.is_empty() && outline.closed.is_none() {
                        outline.closed = Some(at);
                    }
                }
                _ => {}
            }
        }
        outline
    }
}

/// A text that is something else altogether.
fn whole_text(text: &str) -> Option<Slip> {
    let start = text.len() - text.trim_start().len();
    let begins = text.trim_start();
    if begins.is_empty() {
        return Some(Slip::new(0, "this text is empty", "write at least `{}`"));
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

/// A character that never stands in JSON outside of texts.
fn character(text: &str, at: usize) -> Option<Slip> {
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
        c if !c.is_ascii() && (c.is_whitespace() || c.is_control() || is_invisible(c)) => {
            ("there is an invisible character here", "take it out: it came in by copy and paste")
        }
        '–' | '—' => {
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

/// What is wrong between the entries of a list or an object.
fn entry(text: &str, at: usize, said: &str, outline: &Outline) -> Option<Slip> {
    let before = text.get(..at)?.trim_end().chars().next_back();
    let here = text.get(at..)?.chars().next()?;
    let rest: String =
        text.get(at..)?.chars().take_while(|c| c.is_alphanumeric() || "_-.".contains(*c)).collect();
    let open = outline.open.last().copied();
    let (message, help) = match (before, here) {
        (Some(','), '}' | ']') => {
            ("there is nothing after the last comma".into(), "take out the comma before this".into())
        }
        (Some(':'), '}' | ']' | ',') => {
            ("the value is missing".into(), "write a value after the colon, or take out the field".into())
        }
        (_, '}' | ']') => {
            let (start, open) = open?;
            let message = format!("the `{open}` of line {} is closed by `{here}`", line(text, start));
            (
                message,
                format!("close it with `{}`, or see which bracket is missing between them", closing(open)),
            )
        }
        (_, ',') if before == Some(',') => ("there are two commas".into(), "take out one of them".into()),
        (Some('"'), ',') if said.starts_with("expected `:`") => {
            ("a name has no value".into(), "write `:` and a value after it, or use `[ … ]` for a list".into())
        }
        (Some('"'), ':') => ("a list has no names in it".into(), "put `{ … }` around what has names".into()),
        (Some('"' | '}' | ']' | '0'..='9' | 'e' | 'l'), '"' | '{' | '[') => {
            ("a comma is missing".into(), "put a comma between this and what stands before it".into())
        }
        (Some('"'), _)
            if outline.text_end.is_some_and(|end| text.get(end + 1..at).is_some_and(str::is_empty)) =>
        {
            (
                "the text ended with the quote before this".into(),
                "write `\\\"` for a quote within a text, or “ and ”".into(),
            )
        }
        _ if said.starts_with("invalid number") || here.is_ascii_digit() || "+.-".contains(here) => (
            "this is no number as JSON has them".into(),
            "write whole numbers plainly, like `5`, without a sign or leading zero".into(),
        ),
        _ if ["true", "false", "null"].contains(&&*rest.to_lowercase()) => {
            (format!("`{rest}` is not written so"), format!("write `{}`", rest.to_lowercase()))
        }
        _ if rest == "None" || rest == "undefined" || rest == "NaN" => {
            (format!("`{rest}` is no value"), "write `null` for what is not known, or leave it out".into())
        }
        _ if !rest.is_empty() => {
            ("names and texts stand in double quotes".into(), format!("write `\"{rest}\"`"))
        }
        _ => return None,
    };
    Some(Slip::new(at, format!("this is not JSON: {message}"), help))
}

/// Characters that take no room, or that turn the direction of a line.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn closing(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}

fn line(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or_default().matches('\n').count() + 1
}
