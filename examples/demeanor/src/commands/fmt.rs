//! Rule sets in their canonical layout.

use crate::args::Fmt;
use crate::fault::{Refusal, Stop, faults};
use crate::input;
use crate::output;
use crate::screen::Screen;
use demeanor::Document;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What became of one file.
enum Outcome {
    /// It was formatted already.
    AsItShouldBe,
    /// It was written anew, or would be.
    Other(PathBuf),
}

pub(crate) fn run(args: &Fmt, screen: &mut Screen) -> Result<ExitCode, Stop> {
    if args.files.is_empty() || args.files == [Path::new("-")] {
        return through(args, screen);
    }
    let mut others = Vec::new();
    let mut refusal = Refusal { faults: Vec::new(), sources: Vec::new() };
    for path in &args.files {
        match format(path, args.check) {
            Ok(Outcome::AsItShouldBe) => {}
            Ok(Outcome::Other(path)) => others.push(path),
            Err(refused) => refusal.add(refused),
        }
    }
    if !others.is_empty() {
        screen.as_it_is(&told(&others, args))?;
    }
    if !refusal.faults.is_empty() {
        return Err(refusal.into());
    }
    Ok(if args.check && !others.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// From standard input to standard output.
fn through(args: &Fmt, screen: &mut Screen) -> Result<ExitCode, Stop> {
    let document = input::stdin()?;
    let formatted = formatted(&document)?;
    if !args.check {
        screen.as_it_is(formatted.text())?;
        return Ok(ExitCode::SUCCESS);
    }
    let is_formatted = formatted == document;
    if !is_formatted {
        screen.as_it_is("stdin is not formatted.\n")?;
    }
    Ok(if is_formatted { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Formats one file, unless it is only looked at. A faulty one is left as it is.
fn format(path: &Path, only_check: bool) -> Result<Outcome, Refusal> {
    let document = input::file(path).map_err(|fault| Refusal::of(*fault))?;
    let formatted = formatted(&document)?;
    if formatted == document {
        return Ok(Outcome::AsItShouldBe);
    }
    if !only_check {
        output::replace(path, formatted.text(), |_| true).map_err(|fault| Refusal::of(*fault))?;
    }
    Ok(Outcome::Other(path.to_owned()))
}

fn formatted(document: &Document) -> Result<Document, Refusal> {
    document
        .formatted()
        .map_err(|rejected| Refusal { faults: faults(&rejected), sources: vec![document.clone()] })
}

/// Which files are not as they should be, or were not.
fn told(others: &[PathBuf], args: &Fmt) -> String {
    let line = |path: &PathBuf| {
        if args.check {
            format!("{} is not formatted.\n", path.display())
        } else {
            format!("{} is formatted now.\n", path.display())
        }
    };
    let help = args.check.then(|| "`demeanor fmt FILE` formats a file.\n".to_owned());
    others.iter().map(line).chain(help).collect()
}

impl Refusal {
    fn add(&mut self, other: Refusal) {
        self.faults.extend(other.faults);
        self.sources.extend(other.sources);
    }
}
