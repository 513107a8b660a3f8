//! Guidance for a situation.

use super::situation;
use crate::args::{Advise, Format};
use crate::fault::Stop;
use crate::layout;
use crate::rules_in_use;
use crate::screen::{Screen, note};
use demeanor::{Detail, Situation};
use std::process::ExitCode;

pub(crate) fn run(args: &Advise, screen: &mut Screen) -> Result<ExitCode, Stop> {
    let rules = rules_in_use::build(&args.layers)?;
    let guideline = args.as_of.map_or_else(|| rules.guideline.clone(), |day| rules.guideline.as_of(day));
    let situation = situation::described(args, &guideline, screen)?;
    let guidance = situation.guidance();
    match args.output.format {
        Format::Json => screen.json(&guidance)?,
        Format::Text => {
            let report = guidance.report(detail(args)).to_string();
            screen.text(&report, layout::stance(guidance.stance()))?;
        }
    }
    warn_of_broken_safeguards(&situation);
    Ok(ExitCode::SUCCESS)
}

fn detail(args: &Advise) -> Detail {
    match (args.full, args.why) {
        (true, _) => Detail::Full,
        (false, true) => Detail::Why,
        (false, false) => Detail::Short,
    }
}

/// A clinic's rules can be at odds with a safeguard; guidance that is should not be followed unawares.
fn warn_of_broken_safeguards(situation: &Situation) {
    for broken in situation.broken_safeguards() {
        note(&format!("Mind: this guidance does not keep a safeguard of these rules: {broken}"));
    }
}
