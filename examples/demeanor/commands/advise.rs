//! Guidance for a situation.

use super::situation;
use crate::args::{Advise, Format, Telling};
use crate::fault::Stop;
use crate::layout;
use crate::rules_in_use;
use crate::screen::Screen;
use anstyle::Style;
use demeanor::{Detail, Guidance, Guideline};
use std::process::ExitCode;

pub(crate) fn run(args: &Advise, screen: &mut Screen) -> Result<ExitCode, Stop> {
    let guideline = on_the_day(&rules_in_use::build(&args.layers)?, &args.telling);
    let situation = situation::described(args, &guideline, screen)?;
    tell(&situation.guidance(), &args.telling, args.output.format, screen)
}

/// The guideline on the day that is spoken of, if one is.
pub(super) fn on_the_day(guideline: &Guideline, telling: &Telling) -> Guideline {
    telling.as_of.map_or_else(|| guideline.clone(), |day| guideline.as_of(day))
}

/// Writes guidance in the form and detail that were asked for.
pub(super) fn tell(
    guidance: &Guidance,
    telling: &Telling,
    format: Format,
    screen: &mut Screen,
) -> Result<ExitCode, Stop> {
    if format == Format::Json {
        screen.json(guidance)?;
        return Ok(ExitCode::SUCCESS);
    }
    let detail = detail(telling);
    screen.text(&guidance.report(detail).to_string(), layout::stance(guidance.stance()))?;
    if detail > Detail::Short {
        screen.text(&possible(guidance), Style::new())?;
    }
    Ok(ExitCode::SUCCESS)
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
