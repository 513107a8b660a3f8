//! Slips of the command line that its parser takes for something else, or tells in words of its own.

use crate::args::Cli;
use clap::CommandFactory;
use clap::error::ErrorKind;

/// Refuses a command line with such a slip, and ends.
pub(crate) fn refuse(args: &[String]) {
    if let Some(slip) = slip(args) {
        Cli::command().error(ErrorKind::UnknownArgument, slip).exit();
    }
}

/// What is wrong with a command line, and what to write.
fn slip(args: &[String]) -> Option<String> {
    let before_values = args.iter().take_while(|arg| *arg != "--");
    before_values.clone().find_map(|arg| hyphens(arg)).or_else(|| order(args)).or_else(|| to_a_file(args))
}

/// An option with a single hyphen, or with a dash of a word processor; words in its quotes.
fn hyphens(arg: &str) -> Option<String> {
    let name = arg.trim_start_matches(['-', '–', '—', '−']);
    let is_word = name.len() > 1 && name.starts_with(|c: char| c.is_ascii_lowercase());
    let single = arg.starts_with('-') && !arg.starts_with("--");
    if single && is_word {
        return Some(format!("there is no `{arg}`: options begin with two hyphens, `--{name}`"));
    }
    if arg.starts_with(['–', '—', '−']) && is_word {
        return Some(format!("`{arg}` begins with a dash: options begin with two hyphens, `--{name}`"));
    }
    let curly = arg.starts_with(['“', '”', '„']);
    curly.then(|| format!("`{arg}` begins with a curly quote: put several words in plain quotes, `\"`"))
}

/// A file before the command.
fn order(args: &[String]) -> Option<String> {
    let [first, second, ..] = args else { return None };
    let commands = Cli::command();
    let is_command = |arg: &str| commands.get_subcommands().any(|command| command.get_name() == arg);
    let swapped = !first.starts_with('-') && first != "help" && !is_command(first) && is_command(second);
    swapped.then(|| format!("the command comes first: `demeanor {second} {first}`"))
}

/// A report that is to go into a file.
fn to_a_file(args: &[String]) -> Option<String> {
    let [command, rest @ ..] = args else { return None };
    let place = rest.iter().position(|arg| arg == "--output" || arg.starts_with("--output="))?;
    let path = rest.get(place)?.strip_prefix("--output=").or_else(|| rest.get(place + 1).map(String::as_str));
    let before = [&["demeanor".to_owned(), command.clone()], rest.get(..place)?].concat().join(" ");
    let path = path.unwrap_or("report.txt");
    (command == "check").then(|| {
        format!("`check` has no `--output`: it writes to the screen, and `{before} > {path}` puts that into a file")
    })
}
