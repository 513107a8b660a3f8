//! An interview on a terminal, with menus.

use super::choices::{Choice, asked, choices, how};
use super::interview::Interview;
use super::{Ended, situation};
use crate::args::Setting;
use crate::fault::Stop;
use crate::screen::{Screen, note};
use demeanor::{Fact, Kind, Question};
use inquire::list_option::ListOption;
use inquire::{InquireError, MultiSelect, Select, Text};
use std::fmt;
use std::io;

const SELECT_HELP: &str = "arrows and Enter choose, typing narrows the list, Esc: more";
const SEVERAL_HELP: &str =
    "Space marks, Enter accepts (nothing marked: none of these), Esc: not known, back, end";
const COUNT_HELP: &str = "Enter accepts, an empty line: not known, Esc: back, end";

/// What came of a question.
enum Reply {
    Value(String),
    NotKnown,
    Back,
    End,
    /// The question was left to choose what to do, and then taken up again.
    Again,
}

/// Asks until it is settled, nothing is left to ask, or whoever is asked has had enough.
pub(super) fn hold(interview: &mut Interview, screen: &Screen) -> Result<Ended, Stop> {
    while let Some(question) = interview.question() {
        note(&format!("{}\n{}", interview.still_possible(), interview.ahead()));
        let fact = question.fact.clone();
        match reply(question, interview) {
            Ok(Reply::Value(value)) => take(&Setting { fact: fact.to_string(), value }, interview, screen),
            Ok(Reply::NotKnown) => interview.pass_over(&fact),
            Ok(Reply::Back) => interview.go_back(),
            Ok(Reply::End) => break,
            Ok(Reply::Again) => {}
            Err(InquireError::OperationInterrupted) => return Ok(Ended::Left),
            Err(error) => return Err(io::Error::other(error).into()),
        }
    }
    note(&format!("{}\n\n", interview.still_possible()));
    Ok(Ended::Asked)
}

/// Takes an answer. One that cannot be is explained, and the question comes again.
fn take(setting: &Setting, interview: &mut Interview, screen: &Screen) {
    if let Err(rejected) = interview.answer(setting) {
        let refusal = situation::refused(&rejected, &[], "", |_| String::new());
        screen.faults(&refusal.faults, &refusal.sources);
    }
}

fn reply(question: &Question, interview: &Interview) -> Result<Reply, InquireError> {
    let choices = choices(question, interview.guidance().possible().unwrap_or_default());
    let fact = interview.fact(question);
    let reply = match fact.map(|fact| fact.kind) {
        Some(Kind::Several) => several(&asked(question), choices)?,
        Some(Kind::Count) => count(&asked(question), fact)?,
        _ => one(&asked(question), choices)?,
    };
    reply.map_or_else(|| other(interview), Ok)
}

/// A row of a menu.
enum Row {
    Answer(Choice),
    NotKnown,
}

impl Row {
    fn label(&self) -> &str {
        match self {
            Row::Answer(choice) => &choice.label,
            Row::NotKnown => "I don't know",
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())?;
        match self {
            Row::Answer(Choice { leaves: Some(leaves), .. }) => write!(f, "  ({leaves})"),
            _ => Ok(()),
        }
    }
}

fn one(ask: &str, choices: Vec<Choice>) -> Result<Option<Reply>, InquireError> {
    let rows = choices.into_iter().map(Row::Answer).chain([Row::NotKnown]).collect();
    let chosen = Select::new(ask, rows)
        .with_help_message(SELECT_HELP)
        .with_formatter(&|row: ListOption<&Row>| row.value.label().into())
        .prompt_skippable()?;
    Ok(chosen.map(|row| match row {
        Row::Answer(choice) => Reply::Value(choice.value),
        Row::NotKnown => Reply::NotKnown,
    }))
}

fn several(ask: &str, choices: Vec<Choice>) -> Result<Option<Reply>, InquireError> {
    let rows = choices.into_iter().map(Row::Answer).collect();
    let marked = MultiSelect::new(ask, rows)
        .with_help_message(SEVERAL_HELP)
        .with_formatter(&marked_rows)
        .prompt_skippable()?;
    Ok(marked.map(|rows| {
        let values = rows.into_iter().filter_map(|row| match row {
            Row::Answer(choice) => Some(choice.value),
            Row::NotKnown => None,
        });
        Reply::Value(values.collect::<Vec<_>>().join(","))
    }))
}

fn marked_rows(rows: &[ListOption<&Row>]) -> String {
    let labels: Vec<&str> = rows.iter().map(|row| row.value.label()).collect();
    if labels.is_empty() { "none".into() } else { labels.join(", ") }
}

fn count(ask: &str, fact: Option<&Fact>) -> Result<Option<Reply>, InquireError> {
    let how = fact.map(how).unwrap_or_default();
    let typed = Text::new(ask).with_placeholder(&how).with_help_message(COUNT_HELP).prompt_skippable()?;
    Ok(typed.map(|typed| match typed.trim() {
        "" => Reply::NotKnown,
        value => Reply::Value(value.into()),
    }))
}

/// What else can be done than to answer.
fn other(interview: &Interview) -> Result<Reply, InquireError> {
    let mut rows = vec!["I don't know: go on", "End here, with what is known", "Answer after all"];
    if interview.can_go_back() {
        rows.insert(0, "Back to the question before");
    }
    let chosen = Select::new("What now?", rows)
        .without_filtering()
        .with_help_message("arrows and Enter choose")
        .prompt_skippable()?;
    Ok(match chosen {
        Some(row) if row.starts_with("Back") => Reply::Back,
        Some(row) if row.starts_with("I don't") => Reply::NotKnown,
        Some(row) if row.starts_with("End") => Reply::End,
        _ => Reply::Again,
    })
}
