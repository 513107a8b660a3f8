//! The closing screen as a menu: few rows at first, all of them by typing or on request.

use super::closing::{Bears, Row, TAKEN_FOR_GRANTED};
use super::interview::Interview;
use super::menus::{earlier, left_with, page};
use crate::screen::{note, width};
use inquire::{InquireError, Select};
use std::fmt;

const HELP: &str = "Enter shows the answer; arrows, a number or words choose what is otherwise";

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
}

impl fmt::Display for Choice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Choice::AllIsSo => f.write_str("All of it is so: show the answer"),
            Choice::Taken { line, .. } => f.write_str(line),
            Choice::Rest(words) => f.write_str(words),
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
    let mut chosen = choose(interview, false)?;
    if matches!(chosen, Some(Choice::Rest(_))) {
        chosen = choose(interview, true)?;
    }
    let Some(Choice::Taken { row, .. }) = chosen else { return Ok(false) };
    let fact = row.fact.clone();
    interview.correct(&fact);
    Ok(true)
}

fn choose(interview: &Interview, all: bool) -> Result<Option<Choice<'_>>, InquireError> {
    Select::new("Is any of this otherwise?", choices(interview, all))
        .with_help_message(HELP)
        .with_page_size(page())
        .with_scorer(&|typed, choice, line, place| score(typed, choice, line, place))
        .with_render_config(left_with("(all of it is so)"))
        .prompt_skippable()
}

fn choices(interview: &Interview, all: bool) -> Vec<Choice<'_>> {
    let closing = interview.closing();
    let shown = if all { closing.rows().len() } else { closing.shown().len() };
    let taken = |(place, row)| Choice::Taken { row, line: line(row, interview), shown: place < shown };
    let rest = closing.rest().filter(|_| !all).map(|rest| Choice::Rest(format!("{rest}: show all")));
    let rows = closing.rows().iter().enumerate().map(taken);
    [Choice::AllIsSo].into_iter().chain(rows).chain(rest).collect()
}

/// A row, as far as it fits.
fn line(row: &Row, interview: &Interview) -> String {
    let otherwise = match row.bears {
        Bears::OnNothing => String::new(),
        _ => format!("  ({})", row.otherwise),
    };
    let line = format!("{:2}  {}{otherwise}", interview.number_of(&row.fact), row.said);
    shortened(&line, width().saturating_sub(4))
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
fn score(typed: &str, choice: &Choice<'_>, line: &str, place: usize) -> Option<i64> {
    let (typed, line) = (typed.trim().to_lowercase(), line.trim_start().to_lowercase());
    let is_number = !typed.is_empty() && typed.chars().all(|typed| typed.is_ascii_digit());
    let fits = match choice {
        Choice::Taken { shown, .. } if typed.is_empty() => *shown,
        _ if is_number => line.split_whitespace().next() == Some(&*typed),
        _ => typed.split_whitespace().all(|word| line.contains(word)),
    };
    fits.then(|| earlier(place))
}
