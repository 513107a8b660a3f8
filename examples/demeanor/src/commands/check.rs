//! Everything that is amiss with rule sets.

mod as_json;
mod as_text;
mod case;
mod examine;

use crate::args::{Check, Format};
use crate::fault::Stop;
use crate::screen::Screen;
use examine::examine;
use std::process::ExitCode;

pub(crate) fn run(args: &Check, screen: &mut Screen) -> Result<ExitCode, Stop> {
    let checked = examine(args)?;
    match args.output.format {
        Format::Json => screen.json(&as_json::Report::of(&checked))?,
        Format::Text => as_text::write(&checked, args.coverage, screen)?,
    }
    let clean = !checked.has_faults() && (args.deny.is_none() || !checked.has_warnings());
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
