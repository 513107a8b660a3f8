//! An interview on a terminal, with menus.

use super::choices::{Choice, asked, choices, how};
use super::interview::{Interview, TAKEN_FOR_GRANTED, line as presumed_line};
use super::{Ended, situation};
use crate::args::Setting;
use crate::fault::Stop;
use crate::screen::{Screen, note};
use demeanor::Kind;
use demeanor::guidance::InterviewQuestion;
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

/// Asks until nothing is left to ask and what was taken for granted is taken as it is, or whoever is asked has had enough.
pub(super) fn hold(interview: &mut Interview, screen: &Screen) -> Result<Ended, Stop> {
    loop {
        let going_on =
            if interview.question().is_some() { put(interview, screen) } else { correct(interview) };
        match going_on {
            Ok(true) => {}
            Ok(false) => break,
            Err(InquireError::OperationInterrupted) => return Ok(Ended::Left),
            Err(error) => return Err(io::Error::other(error).into()),
        }
    }
    note(&format!("{}\n\n", interview.still_possible()));
    Ok(Ended::Asked)
}

/// Puts the question that is next. False where whoever is asked has had enough.
fn put(interview: &mut Interview, screen: &Screen) -> Result<bool, InquireError> {
    let Some(question) = interview.question() else { return Ok(false) };
    note(&format!("{}\n{}", interview.still_possible(), interview.ahead()));
    let fact = question.fact.clone();
    match reply(question, interview)? {
        Reply::Value(value) => take(&Setting { fact: fact.to_string(), value }, interview, screen),
        Reply::NotKnown => interview.pass_over(&fact),
        Reply::Back => interview.go_back(),
        Reply::End => return Ok(false),
        Reply::Again => {}
    }
    Ok(true)
}

/// Shows what was taken for granted. False where all of it is as it was taken.
fn correct(interview: &mut Interview) -> Result<bool, InquireError> {
    let possible = interview.guidance().possible().unwrap_or_default();
    let presumed = interview.presumed();
    if presumed.is_empty() {
        return Ok(false);
    }
    note(&format!("{}\n{TAKEN_FOR_GRANTED}", interview.still_possible()));
    let facts: Vec<String> = presumed.iter().map(|presumed| presumed.fact.to_string()).collect();
    let numbered = presumed.iter().enumerate();
    let numbered =
        numbered.map(|(index, presumed)| format!("{:2}  {}", index + 1, presumed_line(presumed, possible)));
    let rows: Vec<String> =
        ["All of it is so: show the answer".to_owned()].into_iter().chain(numbered).collect();
    let chosen = Select::new("Is any of this otherwise?", rows)
        .with_help_message("Enter shows the answer; arrows or a number choose what is otherwise")
        .raw_prompt_skippable()?;
    let fact = chosen.and_then(|row| facts.get(row.index.checked_sub(1)?).cloned());
    if let Some(fact) = &fact {
        interview.correct(fact);
    }
    Ok(fact.is_some())
}

/// Takes an answer. One that cannot be is explained, and the question comes again.
fn take(setting: &Setting, interview: &mut Interview, screen: &Screen) {
    if let Err(rejected) = interview.answer(setting) {
        let refusal = situation::refused(&rejected, &[], "", |_| String::new());
        screen.faults(&refusal.faults, &refusal.sources);
    }
}

fn reply(question: &InterviewQuestion, interview: &Interview) -> Result<Reply, InquireError> {
    let choices = choices(question, interview.guidance().possible().unwrap_or_default());
    let reply = match question.kind {
        Kind::Several => several(&asked(question), choices)?,
        Kind::Count => count(question)?,
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

fn count(question: &InterviewQuestion) -> Result<Option<Reply>, InquireError> {
    let (ask, how) = (asked(question), how(question));
    let typed = Text::new(&ask).with_placeholder(&how).with_help_message(COUNT_HELP).prompt_skippable()?;
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
