//! The closing screen as a menu: few rows at first, all of them by typing or on request.

use super::closing::{Bears, Row, TAKEN_FOR_GRANTED};
use super::interview::Interview;
use super::menus::{earlier, left_with, page};
use crate::screen::{note, width};
use inquire::{InquireError, Select};
use std::cell::Cell;
use std::fmt;

const HELP: &str = "Enter shows the answer; arrows, a number or words choose what is otherwise";

const NO_MATCH: &str = "nothing matches; Esc clears";

/// A row of the menu.
enum Choice<'a> {
    AllIsSo,
    Taken {
        row: &'a Row,
        line: String,
        shown: bool,
    },
    /// The rest, as far as it is not shown.
    Rest(String),
    /// Stands alone where the list was narrowed to nothing.
    NoMatch,
}

impl fmt::Display for Choice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Choice::AllIsSo => f.write_str("All of it is so: show the answer"),
            Choice::Taken { line, .. } => f.write_str(line),
            Choice::Rest(words) => f.write_str(words),
            Choice::NoMatch => f.write_str(NO_MATCH),
        }
    }
}

/// Shows what was taken for granted. False where all of it is as it was taken.
pub(super) fn take(interview: &mut Interview) -> Result<bool, InquireError> {
    if interview.closing().shown().is_empty() {
        let rest = interview.closing().rest().map(|rest| format!("{rest}\n")).unwrap_or_default();
        note(&format!("{}\n{rest}", interview.standing()));
        return Ok(false);
    }
    note(&format!("{}\n{TAKEN_FOR_GRANTED}\n", interview.standing()));
    let mut all = false;
    let fact = loop {
        match choose(interview, all)? {
            Chosen::Taken(row) => break row.fact.clone(),
            Chosen::All => all = true,
            Chosen::Cleared => {}
            Chosen::Nothing => return Ok(false),
        }
    };
    interview.correct(&fact);
    Ok(true)
}

enum Chosen<'a> {
    Taken(&'a Row),
    All,
    /// What was typed to narrow the list was taken back.
    Cleared,
    /// All of it is so.
    Nothing,
}

fn choose(interview: &Interview, all: bool) -> Result<Chosen<'_>, InquireError> {
    let choices = choices(interview, all);
    let lines: Vec<String> = choices.iter().map(|choice| choice.to_string().to_lowercase()).collect();
    let typed_anything = Cell::new(false);
    let score = |typed: &str, choice: &Choice<'_>, place: usize| {
        typed_anything.set(!typed.is_empty());
        score(typed, choice, place, &lines)
    };
    let chosen = Select::new("Is any of this otherwise?", choices)
        .with_help_message(HELP)
        .with_page_size(page())
        .with_scorer(&|typed, choice, _, place| score(typed, choice, place))
        .with_render_config(left_with("(nothing chosen)"))
        .prompt_skippable()?;
    Ok(match chosen {
        Some(Choice::Taken { row, .. }) => Chosen::Taken(row),
        Some(Choice::Rest(_)) => Chosen::All,
        Some(Choice::NoMatch) => Chosen::Cleared,
        None if typed_anything.get() => Chosen::Cleared,
        Some(Choice::AllIsSo) | None => Chosen::Nothing,
    })
}

fn choices(interview: &Interview, all: bool) -> Vec<Choice<'_>> {
    let closing = interview.closing();
    let shown = if all { closing.rows().len() } else { closing.shown().len() };
    let taken = |(place, row)| Choice::Taken { row, line: line(row, interview), shown: place < shown };
    let rest = closing.rest().filter(|_| !all).map(|rest| Choice::Rest(format!("{rest}: show all")));
    let rows = closing.rows().iter().enumerate().map(taken);
    [Choice::AllIsSo].into_iter().chain(rows).chain(rest).chain([Choice::NoMatch]).collect()
}

/// A row, as far as it fits: what would come of it is told in fewer words before it is cut off.
fn line(row: &Row, interview: &Interview) -> String {
    let said = format!("{:2}  {}", interview.number_of(&row.fact), row.said);
    let widest = width().saturating_sub(4);
    let whole = format!("{said}  ({})", row.otherwise);
    match row.strictest {
        _ if row.bears == Bears::Nothing => shortened(&said, widest),
        Some(strictest) if whole.chars().count() > widest => {
            shortened(&format!("{said}  (else up to: {strictest})"), widest)
        }
        _ => shortened(&whole, widest),
    }
}

/// A line that fits, as far as that goes.
fn shortened(line: &str, widest: usize) -> String {
    if line.chars().count() <= widest {
        return line.to_owned();
    }
    line.chars().take(widest.saturating_sub(1)).chain(['…']).collect()
}

/// A score, greater where a row stands earlier: a number finds its own row and no other, and what is not shown is found by
/// what is typed.
fn score(typed: &str, choice: &Choice<'_>, place: usize, lines: &[String]) -> Option<i64> {
    let typed = typed.trim().to_lowercase();
    let is_shown = match choice {
        Choice::Taken { shown, .. } if typed.is_empty() => *shown,
        Choice::NoMatch => !lines.iter().any(|line| line != NO_MATCH && fits(&typed, line)),
        _ => lines.get(place).is_some_and(|line| fits(&typed, line)),
    };
    is_shown.then(|| earlier(place))
}

fn fits(typed: &str, line: &str) -> bool {
    if !typed.is_empty() && typed.chars().all(|typed| typed.is_ascii_digit()) {
        return line.split_whitespace().next() == Some(typed);
    }
    typed.split_whitespace().all(|word| line.contains(word))
}
