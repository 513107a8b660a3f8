//! An interview in plain lines: one answer a line, as a script, a screen reader or another program wants it.

use super::choices::{asked, choices, how};
use super::interview::{Interview, TAKEN_FOR_GRANTED, line as presumed_line};
use super::{Ended, situation};
use crate::args::Setting;
use crate::fault::{Fault, Refusal, Stop};
use crate::input;
use crate::screen::{Screen, note};
use demeanor::Kind;
use demeanor::guidance::InterviewQuestion;
use std::io::{self, BufRead, IsTerminal};

/// What answers a question about several options with none of them. No option may have this name.
const NONE: &str = "none";

/// Reads answers until the lines end. A terminal has no end, so there it stops where nothing is left to ask and an empty line
/// takes what was presumed as it is; a script is read whole, so that nothing it says is lost.
pub(super) fn hold(interview: &mut Interview, quiet: bool, screen: &Screen) -> Result<Ended, Stop> {
    let on_terminal = io::stdin().is_terminal();
    let say = |text: &str| {
        if !quiet {
            note(text);
        }
    };
    say(&put(interview));
    let mut lines = io::stdin().lock().lines();
    let (mut number, mut ended) = (0, Ended::Asked);
    while !(on_terminal && interview.question().is_none() && interview.presumed().is_empty()) {
        let Some(line) = lines.next() else { break };
        let line = line.map_err(|error| input::unreadable("stdin", &error))?;
        let nothing_said = line.trim().is_empty() && interview.question().is_none();
        if on_terminal && nothing_said {
            break;
        }
        number += 1;
        if !on_terminal && !nothing_said {
            say(&format!("  = {}", if line.trim().is_empty() { "not known" } else { line.trim() }));
        }
        // A slip is told, and the question comes again: nothing that was said is lost.
        if let Err(refusal) = take(line.trim(), &format!("stdin:{number}"), interview, screen) {
            screen.faults(&refusal.faults, &refusal.sources);
            ended = Ended::AskedWithSlips;
        }
        say(&put(interview));
    }
    Ok(ended)
}

/// Takes one line for an answer.
fn take(line: &str, place: &str, interview: &mut Interview, screen: &Screen) -> Result<(), Refusal> {
    if let Some(fact) = numbered(line, interview) {
        interview.correct(&fact);
        return Ok(());
    }
    let Some(setting) = setting(line, place, interview)? else {
        if let Some(fact) = interview.question().map(|question| question.fact.clone()) {
            interview.pass_over(&fact);
        }
        return Ok(());
    };
    let name = |_: &Setting| place.to_owned();
    let remarks = interview.answer(&setting).map_err(|rejected| {
        let settings = std::slice::from_ref(&setting);
        situation::refused(&rejected, settings, place, name)
    })?;
    let remarks: Vec<Fault> = remarks.iter().map(|remark| Fault::from(remark).of(place).nowhere()).collect();
    if !remarks.is_empty() {
        screen.faults(&remarks, &[]);
    }
    Ok(())
}

/// The fact that a number stands for, where what was taken for granted can be corrected.
fn numbered(line: &str, interview: &Interview) -> Option<String> {
    let number: usize = line.parse().ok()?;
    let presumed = interview.presumed();
    let chosen = presumed.get(number.checked_sub(1)?)?;
    interview.question().is_none().then(|| chosen.fact.to_string())
}

/// The fact and value that a line gives; none for an empty line.
fn setting(line: &str, place: &str, interview: &Interview) -> Result<Option<Setting>, Refusal> {
    if line.is_empty() {
        return Ok(None);
    }
    if line.starts_with('{') {
        return Err(situation_instead(place));
    }
    if let Ok(setting) = line.parse::<Setting>() {
        return Ok(Some(setting));
    }
    let Some(question) = interview.question() else { return Err(unasked(line, place)) };
    let value = if question.kind == Kind::Several && line == NONE { "" } else { line };
    Ok(Some(Setting { fact: question.fact.to_string(), value: value.into() }))
}

fn unasked(line: &str, place: &str) -> Refusal {
    let message = format!("`{line}` answers nothing: nothing is left to ask");
    let help = "leave it out, or name its fact: client.age_band=adult";
    Refusal::of(*Fault::named("no-question", place, message, Some(help.into())))
}

fn situation_instead(place: &str) -> Refusal {
    let message = "answers are read here, one a line, and this is no answer".into();
    let help = "give a situation as FILE, or to `demeanor advise -`";
    Refusal::of(*Fault::named("no-answer", place, message, Some(help.into())))
}

/// What is still possible, and the next question with its answers.
fn put(interview: &Interview) -> String {
    let head = interview.still_possible();
    match interview.question() {
        None if interview.guidance().settled() => format!("{head}.\n\n{}", taken_for_granted(interview)),
        None => format!("{head}. Nothing is left to ask.\n\n{}", taken_for_granted(interview)),
        Some(question) => format!("{head}\n{}\n\n{}", interview.ahead(), put_question(question, interview)),
    }
}

/// What was presumed and matters, each with the number that corrects it.
fn taken_for_granted(interview: &Interview) -> String {
    let presumed = interview.presumed();
    if presumed.is_empty() {
        return String::new();
    }
    let possible = interview.guidance().possible().unwrap_or_default();
    let lines = presumed.iter().enumerate();
    let lines =
        lines.map(|(index, presumed)| format!("  {:2}  {}\n", index + 1, presumed_line(presumed, possible)));
    let idle = match interview.idle() {
        0 => String::new(),
        1 => "  and 1 thing that would change nothing\n".into(),
        more => format!("  and {more} things that would change nothing\n"),
    };
    let how = "If any of it is otherwise, give its number; an empty line takes it as it is.";
    format!("{TAKEN_FOR_GRANTED}\n{}{idle}{how}\n\n", lines.collect::<String>())
}

fn put_question(question: &InterviewQuestion, interview: &Interview) -> String {
    let how = how(question);
    let choices = choices(question, interview.guidance().possible().unwrap_or_default());
    let width = choices.iter().map(|choice| choice.value.chars().count()).max().unwrap_or_default() + 2;
    let lines = choices.iter().map(|choice| {
        let leaves = choice.leaves.as_ref().map(|leaves| format!("  [{leaves}]")).unwrap_or_default();
        let label = if choice.label == choice.value { "" } else { &*choice.label };
        format!("  {:width$}{label}{leaves}\n", choice.value)
    });
    format!("{}  [{}: {how}]\n{}", asked(question), question.fact, lines.collect::<String>())
}
