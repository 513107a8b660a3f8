//! Guidance for a situation.

use super::{inquiries, situation};
use crate::args::{Advise, GuidanceFormat, Telling};
use crate::fault::Stop;
use crate::layout;
use crate::rules_in_use;
use crate::screen::Screen;
use crate::values;
use anstyle::Style;
use demeanor::{Detail, Guidance, Situation};
use std::process::ExitCode;

pub(crate) fn run(args: &Advise, screen: &mut Screen) -> Result<ExitCode, Stop> {
    args.telling.fits("advise", args.output.format);
    let guideline = rules_in_use::build_to_answer(&args.layers, args.telling.as_of)?;
    let situation = situation::described(args, &guideline, screen)?;
    answer(&situation, &args.telling, args.output.format, screen)
}

/// Answers a situation in the form and detail that were asked for.
pub(super) fn answer(
    situation: &Situation,
    telling: &Telling,
    format: GuidanceFormat,
    screen: &mut Screen,
) -> Result<ExitCode, Stop> {
    let guidance =
        if telling.why || telling.full { situation.guidance_and_why() } else { situation.guidance() };
    match format {
        GuidanceFormat::Text => in_words(&guidance, situation, telling, screen)?,
        GuidanceFormat::Json if telling.what_if => {
            screen.json(&inquiries::WhatIf::of(guidance, situation))?;
        }
        GuidanceFormat::Json => screen.json(&guidance)?,
        GuidanceFormat::Record => screen.json_line(&guidance.short_record())?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Answers for people.
fn in_words(
    guidance: &Guidance,
    situation: &Situation,
    telling: &Telling,
    screen: &mut Screen,
) -> Result<(), Stop> {
    tell(guidance, telling, screen)?;
    if telling.why || telling.full {
        screen.text(&inquiries::decided(situation, guidance), Style::new())?;
    }
    if telling.full {
        screen.text(&inquiries::advice_questions(situation), Style::new())?;
    }
    if telling.what_if {
        screen.text(&inquiries::what_would_change(situation), Style::new())?;
    }
    Ok(())
}

/// Writes guidance in the detail that was asked for.
fn tell(guidance: &Guidance, telling: &Telling, screen: &mut Screen) -> Result<(), Stop> {
    let detail = detail(telling);
    let report = guidance.report(detail).with_rest_by("--why");
    screen.text(&report.to_string(), layout::stance(guidance.stance()))?;
    if !guidance.presuming() {
        screen.text(values::which(false), Style::new())?;
    }
    if detail > Detail::Short {
        screen.text(&possible(guidance), Style::new())?;
    }
    Ok(())
}

fn detail(telling: &Telling) -> Detail {
    match (telling.full, telling.why) {
        (true, _) => Detail::Full,
        (false, true) => Detail::Why,
        (false, false) => Detail::Short,
    }
}

/// The stances that what is not known leaves possible, each with its sentence.
fn possible(guidance: &Guidance) -> String {
    let sentences = &guidance.guideline().wording.stances;
    let line = |stance: &demeanor::Stance| {
        let sentence = sentences.get(*stance as usize).map(|sentence| &**sentence).unwrap_or_default();
        format!("{stance:10}{sentence}")
    };
    let lines: Vec<String> = match guidance.possible() {
        None => vec!["That was too much to work out; nothing is settled until more is known.".into()],
        Some([_]) if guidance.settled() => {
            vec!["Nothing else: whatever is not known, the answer would be the same.".into()]
        }
        Some(stances) => stances.iter().map(line).collect(),
    };
    format!("\nStill possible\n{}", lines.join("\n"))
}
