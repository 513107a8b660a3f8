//! The guideline at the command line: advice for a situation, and the rules behind it.
//!
//! ```text
//! cargo run -- advise examples/situations/own-bereavement.json
//! ```
//!
//! Exit status: 0 an answer was given, 1 the input was refused, 2 the command line was.

mod args;
mod commands;
mod day;
mod declared;
mod excerpt;
mod fault;
mod input;
mod layout;
mod lines;
mod misuse;
mod output;
mod rules_in_use;
mod screen;
mod suggest;
mod table;
mod values;

use args::{Cli, Format};
use clap::Parser;
use fault::Stop;
use screen::Screen;
use std::env;
use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    misuse::refuse(&env::args_os().skip(1).map(|arg| arg.to_string_lossy().into_owned()).collect::<Vec<_>>());
    let cli = Cli::parse();
    let mut screen = Screen::new();
    commands::run(&cli.command, &mut screen)
        .or_else(|stop| report(stop, cli.command.format(), &mut screen))
        .unwrap_or_else(|error| unwritten(&error))
}

/// Says why there is no answer: to a person on stderr, to a program on stdout.
fn report(stop: Stop, format: Format, screen: &mut Screen) -> io::Result<ExitCode> {
    match stop {
        Stop::Unwritten(error) => return Err(error),
        Stop::Refused(refusal) => match format {
            Format::Json => screen.json(&refusal.faults)?,
            Format::Text => screen.faults(&refusal.faults, &refusal.sources),
        },
    }
    Ok(ExitCode::FAILURE)
}

/// A reader that has seen enough closes the pipe, as `head` does. That is no failure, and nothing to shout about.
fn unwritten(error: &io::Error) -> ExitCode {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return ExitCode::SUCCESS;
    }
    screen::note(&format!("the answer could not be written: {error}"));
    ExitCode::FAILURE
}
