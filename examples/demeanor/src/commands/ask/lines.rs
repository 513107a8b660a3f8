//! An interview in plain lines: one answer a line, as a script, a screen reader or another program wants it.

use super::choices::{asked, choices, how};
use super::closing;
use super::interview::Interview;
use super::typed::{Typed, meant};
use super::unknown::{self, Unknown};
use super::{Ended, named, situation};
use crate::args::Setting;
use crate::fault::{Fault, Refusal, Stop};
use crate::input;
use crate::layout::harmless;
use crate::screen::{Screen, note};
use crate::values;
use demeanor::guidance::InterviewQuestion;
use demeanor::{Fact, FactValue};
use std::io::{self, BufRead, IsTerminal};

/// A line that was refused, and what it was to answer.
struct Slip {
    number: usize,
    line: String,
    question: Option<String>,
}

/// How a question is passed over.
const PASSING: &str = "An empty line, or `?`, says that something is not known.";

/// Reads answers until the lines end, or an empty line takes what was presumed as it is. On a terminal it stops too where
/// nothing is left to ask or to correct; a script is read on, as it may name more facts.
pub(super) fn hold(interview: &mut Interview, quiet: bool, screen: &Screen) -> Result<Ended, Stop> {
    let on_terminal = io::stdin().is_terminal();
    let say = |text: &str| {
        if !quiet {
            note(text);
        }
    };
    say(&format!("{}\n{PASSING}\n\n{}", interview.which(), put(interview)));
    let mut lines = io::stdin().lock().lines();
    let (mut number, mut slips) = (0, Vec::new());
    while !(on_terminal && interview.question().is_none() && interview.closing().shown().is_empty()) {
        let Some(line) = lines.next() else { break };
        let line = line.map_err(|error| input::unreadable("stdin", &error))?;
        number += 1;
        if line.trim().is_empty() && interview.question().is_none() {
            break;
        }
        if asks_for_all(line.trim(), interview) {
            say(&closing::all(interview));
            continue;
        }
        let question = interview.question().map(asked);
        // A slip is told, and the question comes again: nothing that was said is lost.
        match take(line.trim(), &format!("stdin:{number}"), interview, screen) {
            Ok(taken) => say(&format!("{taken}{}", put(interview))),
            Err(refusal) => {
                screen.faults(&refusal.faults, &refusal.sources);
                slips.push(Slip { number, line: line.trim().to_owned(), question });
                // The closing screen is long, and nothing of it has changed.
                say(&interview.question().map(|_| put(interview)).unwrap_or_default());
            }
        }
    }
    if !on_terminal {
        unread(lines, number, screen, &mut slips)?;
    }
    say(&refused(&slips));
    Ok(if slips.is_empty() { Ended::Asked } else { Ended::AskedWithSlips })
}

/// Is all to be listed that was taken for granted?
fn asks_for_all(line: &str, interview: &Interview) -> bool {
    line == closing::ALL && interview.question().is_none() && !interview.closing().rows().is_empty()
}

/// What a script says after its end is not read, which has to be told.
fn unread(
    lines: impl Iterator<Item = io::Result<String>>,
    mut number: usize,
    screen: &Screen,
    slips: &mut Vec<Slip>,
) -> Result<(), Stop> {
    for line in lines {
        let line = line.map_err(|error| input::unreadable("stdin", &error))?;
        number += 1;
        let line = line.trim();
        if !line.is_empty() {
            let message = format!("`{line}` comes after the end: an empty line had ended the interview");
            let help = "leave the empty line out; where something is not known, say `?`";
            let place = format!("stdin:{number}");
            screen.faults(&[*Fault::named("after-the-end", &place, message, Some(help.into()))], &[]);
            slips.push(Slip { number, line: line.to_owned(), question: None });
        }
    }
    Ok(())
}

/// The lines that were refused, once more.
fn refused(slips: &[Slip]) -> String {
    if slips.is_empty() {
        return String::new();
    }
    let line = |slip: &Slip| {
        let asked = slip.question.as_ref().map(|question| format!(", to: {question}")).unwrap_or_default();
        harmless(&format!("- line {}, `{}`{asked}", slip.number, slip.line)) + "\n"
    };
    let lines: String = slips.iter().map(line).collect();
    format!(
        "Refused, and not in the answer below (the line after each answered the same question)\n{lines}\n"
    )
}

/// What a line says.
enum Said {
    Value(Setting),
    /// Nothing, or that nothing is known.
    NotKnown,
    /// That nothing is known, nor usual.
    LeftOpen,
}

/// Takes one line for an answer, and says what it was taken for.
fn take(line: &str, place: &str, interview: &mut Interview, screen: &Screen) -> Result<String, Refusal> {
    if let Some(fact) = named::meant(line, place, interview)? {
        interview.correct(&fact);
        return Ok(String::new());
    }
    match said(line, place, interview)? {
        Said::Value(setting) => set(&setting, place, interview, screen),
        // Who looked at what was taken for granted, and said nothing, leaves it.
        Said::NotKnown if interview.is_correcting() && line.is_empty() => Ok(leave(interview)),
        Said::NotKnown => Ok(unknown::take(interview, false)),
        Said::LeftOpen => Ok(unknown::take(interview, true)),
    }
}

fn set(
    setting: &Setting,
    place: &str,
    interview: &mut Interview,
    screen: &Screen,
) -> Result<String, Refusal> {
    let name = |_: &Setting| place.to_owned();
    let remarks = interview.answer(setting).map_err(|rejected| {
        let settings = std::slice::from_ref(setting);
        situation::refused(&rejected, settings, place, name)
    })?;
    let remarks: Vec<Fault> = remarks.iter().map(|remark| Fault::from(remark).of(place).nowhere()).collect();
    if !remarks.is_empty() {
        screen.faults(&remarks, &[]);
    }
    Ok(taken(interview, &setting.fact))
}

fn leave(interview: &mut Interview) -> String {
    let Some(question) = interview.question() else { return String::new() };
    let (fact, label) = (question.fact.clone(), question.label.clone());
    interview.pass_over(&fact);
    harmless(&format!("  = {label}: as it was taken")) + "\n"
}

/// What an answer was taken for.
fn taken(interview: &Interview, named: &str) -> String {
    let Some(fact) = fact(interview, named) else { return String::new() };
    let wording = &interview.guidance().guideline().wording;
    let words = match interview.situation().get(&fact.id) {
        None => "not known".into(),
        Some(FactValue::Several(options)) if !options.is_empty() => {
            let one = |option| values::in_words(fact, &FactValue::Several(vec![option]), wording);
            options.into_iter().map(one).collect::<Vec<_>>().join("; ")
        }
        Some(value) => values::in_words(fact, &value, wording),
    };
    harmless(&format!("  = {}: {words}", fact.label)) + "\n"
}

/// What a line says, to the question or of a fact that it names.
fn said(line: &str, place: &str, interview: &Interview) -> Result<Said, Refusal> {
    if line.starts_with('{') {
        return Err(situation_instead(place));
    }
    if let Ok(named) = line.parse::<Setting>() {
        let Some(fact) = fact(interview, &named.fact) else { return Ok(Said::Value(named)) };
        let Said::Value(setting) = read(&named.value, fact, place)? else {
            return Ok(Said::Value(Setting { value: situation::UNKNOWN.into(), ..named }));
        };
        return Ok(Said::Value(Setting { fact: named.fact, ..setting }));
    }
    if line.is_empty() {
        return Ok(Said::NotKnown);
    }
    let Some(question) = interview.question() else { return Err(unasked(line, place, interview)) };
    let Some(fact) = fact(interview, &question.fact) else { return Ok(Said::NotKnown) };
    read(line, fact, place)
}

/// What was typed as the value of a fact.
fn read(typed: &str, fact: &Fact, place: &str) -> Result<Said, Refusal> {
    match meant(typed, fact) {
        Typed::NotKnown => Ok(Said::NotKnown),
        Typed::LeftOpen => Ok(Said::LeftOpen),
        Typed::Value(value) => Ok(Said::Value(Setting { fact: fact.id.to_string(), value })),
        Typed::Ambiguous(answers) => {
            let message = format!("`{typed}` can mean several answers to `{}`", fact.id);
            let help = format!("write more of it: {}", answers.join("; "));
            Err(Refusal::of(*Fault::named("ambiguous-answer", place, message, Some(help))))
        }
    }
}

/// A fact by its name, or an older one.
fn fact<'a>(interview: &'a Interview, name: &str) -> Option<&'a Fact> {
    interview.situation().guideline().fact(name)
}

fn unasked(line: &str, place: &str, interview: &Interview) -> Refusal {
    let message = format!("`{line}` answers nothing: nothing is left to ask");
    let help = if interview.all_numbered().is_empty() {
        "leave it out, or name its fact: client.age_band=adult"
    } else {
        "give the number or name of what was taken for granted, or name a fact: client.age_band=adult"
    };
    Refusal::of(*Fault::named("no-question", place, message, Some(help.into())))
}

fn situation_instead(place: &str) -> Refusal {
    let message = "answers are read here, one a line, and this is no answer".into();
    let help = "give a situation as FILE, or to `demeanor advise -`";
    Refusal::of(*Fault::named("no-answer", place, message, Some(help.into())))
}

/// Where the stance stands, and the next question with its answers.
fn put(interview: &Interview) -> String {
    let head = interview.standing();
    match interview.question() {
        None => format!("{head}\n\n{}", closing::screen(interview)),
        Some(question) => format!("{head}\n{}\n\n{}", interview.ahead(), put_question(question, interview)),
    }
}

fn put_question(question: &InterviewQuestion, interview: &Interview) -> String {
    let how = how(question);
    let shown = interview.shown_stances();
    let mut choices = choices(question, shown);
    // Runs of numbers are no answers by themselves: they only say what comes of them.
    if question.range.is_some() && shown.is_none() {
        choices.clear();
    }
    let width = choices.iter().map(|choice| choice.value.chars().count()).max().unwrap_or(1) + 2;
    let lines = choices.iter().map(|choice| {
        let leaves = choice.leaves.as_ref().map(|leaves| format!("  [{leaves}]")).unwrap_or_default();
        let label = if choice.label == choice.value { "" } else { &*choice.label };
        format!("  {:width$}{label}{leaves}\n", choice.value)
    });
    let unknown = put_unknown(&Unknown::of(question, interview), width);
    format!("{}  [{}: {how}]\n{}{unknown}", asked(question), question.fact, lines.collect::<String>())
}

/// What comes of not knowing the answer, where something was presumed of it.
fn put_unknown(unknown: &Unknown, width: usize) -> String {
    let instead = match unknown {
        Unknown::Open => return String::new(),
        Unknown::OpenForSafety => "",
        Unknown::AsUsual(_) => "; ?! leaves it open",
    };
    format!("  {:width$}not known: {}{instead}\n", "?", unknown.in_words())
}
