//! Lays out text for a screen: wraps lines under their own column and gives labels, headings and remarks their style.
//!
//! It reads the form that the library writes, and the commands here write the same: columns stand two or more spaces
//! apart, the last one is the text, a remark in brackets may end it, and a heading is a line without a full stop.

use anstyle::{AnsiColor, Style};
use demeanor::Stance;
use textwrap::{Options, WordSplitter};

/// Columns that begin further right than this are taken for text.
const WIDEST_PREFIX: usize = 56;

/// Where a list item goes on.
const ITEM: usize = 4;

/// A space that no line is broken at.
const KEPT_SPACE: &str = "\u{a0}";

/// The style of a title.
pub(crate) const TITLE: Style = Style::new().bold();

const PLAIN: Style = Style::new();
const LABEL: Style = Style::new().bold();
const REMARK: Style = Style::new().dimmed();

/// A line, taken apart.
struct Line<'a> {
    /// Indentation and columns before the text.
    prefix: &'a str,
    text: &'a str,
    /// What ends the line in brackets.
    remark: Option<&'a str>,
}

/// The text with its lines wrapped and styled, the first one in a style of its own.
pub(crate) fn lay_out(text: &str, first: Style, width: usize) -> String {
    let mut laid_out = String::new();
    for (number, line) in text.lines().enumerate() {
        let line = harmless(line);
        let line = take_apart(&line);
        let style = if number == 0 { first } else { text_style(&line) };
        laid_out.push_str(&wrap(&line, style, width));
        laid_out.push('\n');
    }
    laid_out
}

/// A line without control characters. A rule set is somebody else's text: what it says must not steer the terminal.
pub(crate) fn harmless(line: &str) -> String {
    line.replace(char::is_control, "\u{fffd}")
}

fn take_apart(line: &str) -> Line<'_> {
    let (body, remark) = match line.rsplit_once("  ") {
        Some((body, remark)) if is_remark(remark) => (body, Some(remark)),
        _ => (line, None),
    };
    let start = start_of_text(body);
    let (prefix, text) = body.split_at_checked(start).unwrap_or(("", body));
    Line { prefix, text, remark }
}

/// A remark: something in square brackets, or how much more there is.
fn is_remark(text: &str) -> bool {
    let bracketed = text.starts_with('[') && text.ends_with(']');
    bracketed || (text.starts_with("(+") && text.ends_with(')') && text.contains(" more"))
}

/// The first byte of the last column.
fn start_of_text(body: &str) -> usize {
    let mut text = body.trim_start();
    while let Some((_, after)) = text.split_once("  ") {
        let after = after.trim_start();
        if after.is_empty() || body.len() - after.len() > WIDEST_PREFIX {
            break;
        }
        text = after;
    }
    body.len() - text.len()
}

fn wrap(line: &Line<'_>, style: Style, width: usize) -> String {
    let columns = textwrap::core::display_width(line.prefix);
    let hang = if is_item(line) { columns + ITEM } else { columns };
    // In a narrow window, deep columns would leave no room for the text.
    let hang = " ".repeat(if hang > width / 2 { ITEM } else { hang });
    let prefix = styled_prefix(line.prefix);
    let remark = line.remark.map(styled_remark).unwrap_or_default();
    let text = format!("{style}{}{style:#}{remark}", line.text);
    fill(&text, &prefix, &hang, width)
}

fn fill(text: &str, start: &str, hang: &str, width: usize) -> String {
    let options = Options::new(width)
        .initial_indent(start)
        .subsequent_indent(hang)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    textwrap::fill(text, options).replace(KEPT_SPACE, " ")
}

/// A remark of how much more there is stays on one line.
fn styled_remark(remark: &str) -> String {
    let remark = if remark.starts_with('(') { remark.replace(' ', KEPT_SPACE) } else { remark.into() };
    format!("  {REMARK}{remark}{REMARK:#}")
}

fn is_item(line: &Line<'_>) -> bool {
    ["- ", "* "].iter().any(|mark| line.text.starts_with(mark) || line.prefix.trim_start().starts_with(mark))
}

/// The columns before the text, the first one as a label where it is not indented.
fn styled_prefix(prefix: &str) -> String {
    if prefix.starts_with([' ', '-', '*']) || prefix.is_empty() {
        return prefix.into();
    }
    let label = prefix.split("  ").next().unwrap_or(prefix);
    let style = stance_in(label).map_or(LABEL, stance);
    let rest = prefix.strip_prefix(label).unwrap_or_default();
    format!("{style}{label}{style:#}{rest}")
}

/// A line of its own that does not end a sentence is a heading.
fn text_style(line: &Line<'_>) -> Style {
    let heading = !line.text.is_empty()
        && line.prefix.is_empty()
        && !is_item(line)
        && !line.text.ends_with(['.', '?', '!', ')', ':']);
    if heading { LABEL } else { PLAIN }
}

/// The stance that a label such as `demands pause` ends with.
fn stance_in(label: &str) -> Option<Stance> {
    let word = label.split(' ').next_back()?;
    Stance::ALL.iter().copied().find(|stance| stance.id() == word)
}

/// The style of a stance. Its word or sentence says the same, so nothing hangs on seeing the colour.
pub(crate) fn stance(stance: Stance) -> Style {
    let colour = match stance {
        Stance::Welcome | Stance::Allow => AnsiColor::Green,
        Stance::Moderate => AnsiColor::Yellow,
        Stance::Refrain => AnsiColor::Magenta,
        Stance::Pause => AnsiColor::Red,
    };
    colour.on_default().bold()
}
