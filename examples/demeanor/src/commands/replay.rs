//! Stored guidance, given again: is it the same, and if not, what differs and why?

mod in_words;
mod source;
mod stored;
mod tally;
mod then;

use crate::args::{Format, Replay as Args};
use crate::fault::{Fault, Refusal, Stop};
use crate::rules_in_use;
use crate::screen::{Screen, note};
use anstyle::Style;
use demeanor::guidance::{Changed, Replay, ReplayDifference};
use demeanor::{Detail, Document, Guidance};
use serde::Serialize;
use source::Source;
use std::process::ExitCode;
use tally::Tally;
use then::Guidelines;

/// Records that cannot be given again are told one by one up to this many.
const UNREAD_TOLD: u64 = 20;

/// What a record came to, as JSON.
#[derive(Serialize)]
struct Replayed<'r> {
    line: u64,
    /// Is it the answer that was stored? Null where it cannot be given again.
    same: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    differs: Option<&'r [ReplayDifference]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<&'r [Changed]>,
    /// What is said now, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    guidance: Option<&'r Guidance>,
    #[serde(skip_serializing_if = "Option::is_none")]
    faults: Option<&'r [Fault]>,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<ExitCode, Stop> {
    let guideline = rules_in_use::build(&args.layers)?;
    let mut guidelines = Guidelines::new(guideline, &args.layers);
    let same = match source::open(&args.file, args.output.format == Format::Text)? {
        Source::One(document) => one(&document, args, &mut guidelines, screen)?,
        Source::Lines(records) => each(records, args, &mut guidelines, screen)?,
    };
    Ok(if same { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Gives the one record of a file again.
fn one(
    document: &Document,
    args: &Args,
    guidelines: &mut Guidelines<'_>,
    screen: &mut Screen,
) -> Result<bool, Stop> {
    let replay = replayed(document, guidelines)
        .map_err(|faults| Refusal { faults, sources: vec![document.clone()] })?;
    match args.output.format {
        Format::Json => screen.json(&Replayed::of(1, &replay, args))?,
        Format::Text => {
            screen.text(&in_words::of_one(&replay, guidelines.today()), Style::new().bold())?;
            if args.guidance {
                let now = replay.guidance.report(Detail::Short);
                screen.text(&format!("\nWhat is said now\n{now}"), Style::new())?;
            }
        }
    }
    Ok(replay.is_same())
}

/// Gives record after record again.
fn each(
    records: source::Records,
    args: &Args,
    guidelines: &mut Guidelines<'_>,
    screen: &mut Screen,
) -> Result<bool, Stop> {
    let name = args.file.display().to_string();
    let mut tally = Tally::default();
    for record in records {
        let record = record.map_err(|error| crate::input::unreadable(&name, &error))?;
        let place = format!("{name}:{}", record.line);
        let replay = match record.text {
            Err(why) => Err(vec![*Fault::named("unreadable", &place, why, None)]),
            Ok(text) => replayed(&Document::new(place, text), guidelines),
        };
        match &replay {
            Ok(replay) => tally.count(record.line, replay, guidelines.today()),
            Err(faults) => {
                tally.unread += 1;
                if args.output.format == Format::Text && tally.unread <= UNREAD_TOLD {
                    note(&format!("line {}: {}", record.line, stored::in_one_line(faults)));
                }
            }
        }
        if args.output.format == Format::Json {
            let line = match &replay {
                Ok(replay) => Replayed::of(record.line, replay, args),
                Err(faults) => Replayed::unread(record.line, faults),
            };
            screen.json_line(&line)?;
        }
    }
    match args.output.format {
        Format::Json => note(&tally.in_one_line()),
        Format::Text => screen.text(&tally.in_words(), Style::new().bold())?,
    }
    Ok(tally.all_same())
}

/// What is said now of the situation of a record.
fn replayed(document: &Document, guidelines: &mut Guidelines<'_>) -> Result<Replay, Vec<Fault>> {
    let stored = stored::read(document, guidelines.today())?;
    let guideline = guidelines.on(stored.guideline.as_of)?;
    guideline.replay(&stored).map_err(|rejected| stored::not_there(document, &rejected))
}

impl<'r> Replayed<'r> {
    fn of(line: u64, replay: &'r Replay, args: &Args) -> Replayed<'r> {
        Replayed {
            line,
            same: Some(replay.is_same()),
            differs: Some(&replay.differs),
            changed: Some(&replay.changed),
            guidance: args.guidance.then_some(&replay.guidance),
            faults: None,
        }
    }

    fn unread(line: u64, faults: &'r [Fault]) -> Replayed<'r> {
        Replayed { line, same: None, differs: None, changed: None, guidance: None, faults: Some(faults) }
    }
}
