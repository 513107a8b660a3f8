//! Everything that is amiss with rule sets.

mod as_json;
mod as_text;
mod case;
mod dates;
mod examine;
mod layers;
mod places;

use crate::args::{Check, Format};
use crate::fault::Stop;
use crate::screen::Screen;
use anstyle::Style;
use examine::examine;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

pub(crate) fn run(args: &Check, screen: &mut Screen) -> Result<ExitCode, Stop> {
    if !args.watch {
        return once(args, screen);
    }
    loop {
        let saved = when_saved(args);
        once(args, screen).or_else(|stop| match stop {
            Stop::Unwritten(error) => Err(Stop::Unwritten(error)),
            Stop::Refused(refusal) => {
                screen.faults(&refusal.faults, &refusal.sources);
                Ok(ExitCode::FAILURE)
            }
        })?;
        screen.text("\nLooks again when a file is saved; Ctrl+C ends it.", Style::new())?;
        while when_saved(args) == saved {
            std::thread::sleep(Duration::from_millis(300));
        }
    }
}

/// When each file was last written.
fn when_saved(args: &Check) -> Vec<Option<SystemTime>> {
    let saved = |path: &PathBuf| path.metadata().and_then(|metadata| metadata.modified()).ok();
    args.files.iter().map(saved).collect()
}

fn once(args: &Check, screen: &mut Screen) -> Result<ExitCode, Stop> {
    let checked = examine(args)?;
    match args.output.format {
        Format::Json => screen.json(&as_json::Report::of(&checked))?,
        Format::Text => as_text::write(&checked, args, screen)?,
    }
    let clean = !checked.has_faults() && (args.deny.is_none() || !checked.has_warnings());
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
