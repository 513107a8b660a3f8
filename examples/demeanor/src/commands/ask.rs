//! An interview: what matters most is asked, until the answer is settled or nothing is left to ask.

mod choices;
mod closing;
mod interview;
mod last_look;
mod lines;
mod menus;
mod named;
mod otherwise;
mod typed;
mod unknown;

use super::{advise, situation};
use crate::args::{Ask, GuidanceFormat};
use crate::fault::Stop;
use crate::input;
use crate::rules_in_use;
use crate::screen::Screen;
use demeanor::{Guideline, Situation};
use interview::Interview;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(crate) fn run(args: &Ask, screen: &mut Screen) -> Result<ExitCode, Stop> {
    args.telling.fits("ask", args.output.format);
    let guideline = rules_in_use::build_to_answer(&args.layers, args.telling.as_of)?;
    let plain = args.file.as_deref() == Some(Path::new("-"));
    let known = args.file.as_ref().filter(|_| !plain);
    let situation = situation::begun(known_already(known, &guideline, screen)?, args.telling.presume);
    let mut interview = Interview::new(&situation, args.show_stances);
    // The menus are drawn on standard error and read keys from standard input.
    let menus = !plain && io::stdin().is_terminal() && io::stderr().is_terminal();
    let ended = if menus {
        menus::hold(&mut interview, screen)?
    } else {
        lines::hold(&mut interview, args.output.format != GuidanceFormat::Text, screen)?
    };
    let answered = match ended {
        Ended::Left => return Ok(ExitCode::FAILURE),
        Ended::Asked | Ended::AskedWithSlips => {
            advise::answer(interview.situation(), &args.telling, args.output.format, screen)?
        }
    };
    // Whoever runs a script has to see that not every line of it was taken.
    Ok(if matches!(ended, Ended::AskedWithSlips) { ExitCode::FAILURE } else { answered })
}

/// How an interview came to its end.
enum Ended {
    /// Everything was asked, or enough.
    Asked,
    /// The same, and some lines were no answers.
    AskedWithSlips,
    /// Whoever was asked broke it off.
    Left,
}

fn known_already(file: Option<&PathBuf>, guideline: &Guideline, screen: &Screen) -> Result<Situation, Stop> {
    let Some(path) = file else { return Ok(guideline.empty_situation()) };
    Ok(situation::read(&input::file(path)?, guideline, screen)?)
}
