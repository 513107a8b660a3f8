//! The commands, one a file.

mod advise;
mod ask;
mod audit;
mod cases;
mod check;
mod compare;
mod explain;
mod facts;
mod inquiries;
mod lists;
mod fmt;
mod new;
mod render;
mod replay;
mod rules;
mod safeguard;
mod said;
mod schema;
mod situation;

use crate::args::Command;
use crate::fault::Stop;
use crate::screen::Screen;
use std::process::ExitCode;

/// Does what the command line asks.
pub(crate) fn run(command: &Command, screen: &mut Screen) -> Result<ExitCode, Stop> {
    match command {
        Command::Advise(args) => advise::run(args, screen),
        Command::Facts(args) => facts::run(args, screen),
        Command::Rules(args) => rules::run(args, screen),
        Command::Terms(args) => lists::run(lists::Kind::Terms, args, screen),
        Command::Actions(args) => lists::run(lists::Kind::Actions, args, screen),
        Command::Safeguards(args) => lists::run(lists::Kind::Safeguards, args, screen),
        Command::Sources(args) => lists::run(lists::Kind::Sources, args, screen),
        Command::Explain(args) => explain::run(args, screen),
        Command::Ask(args) => ask::run(args, screen),
        Command::Check(args) => check::run(args, screen),
        Command::Cases(args) => cases::run(args, screen),
        Command::Compare(args) => compare::run(args, screen),
        Command::New(args) => new::run(args, screen),
        Command::Render(args) => render::run(args, screen),
        Command::Fmt(args) => fmt::run(args, screen),
        Command::Schema(args) => schema::run(args, screen),
        Command::Audit(args) => audit::run(args, screen),
        Command::Replay(args) => replay::run(args, screen),
    }
}
