//! Where answers go: wrapped to the width there is, coloured on a terminal alone.

use crate::excerpt;
use crate::fault::Fault;
use crate::layout;
use anstream::{AutoStream, eprint, eprintln};
use anstyle::Style;
use demeanor::Document;
use serde::Serialize;
use std::env;
use std::io::{self, IsTerminal, Stdout, Write};

/// Lines longer than this are hard to read, and what is piped is wrapped to this.
const WIDEST: usize = 100;

/// Narrower than this, wrapping does more harm than good.
const NARROWEST: usize = 40;

/// Standard output. `anstream` takes colours out where it is no terminal or `NO_COLOR` is set.
pub(crate) struct Screen {
    out: AutoStream<Stdout>,
    width: usize,
}

impl Screen {
    pub(crate) fn new() -> Screen {
        Screen { out: anstream::stdout(), width: width() }
    }

    /// Writes text, its first line in a style of its own.
    pub(crate) fn text(&mut self, text: &str, first: Style) -> io::Result<()> {
        let laid_out = layout::lay_out(text, first, self.width);
        self.out.write_all(laid_out.as_bytes())?;
        self.out.flush()
    }

    /// Writes text to the byte as it is, for a file or another program: never wrapped, nothing taken out.
    pub(crate) fn as_it_is(&mut self, text: &str) -> io::Result<()> {
        self.out.flush()?;
        let mut out = io::stdout();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Writes a value as JSON.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        let text = serde_json::to_string_pretty(value)?;
        writeln!(self.out, "{text}")?;
        self.out.flush()
    }

    /// Writes a value as JSON on one line.
    pub(crate) fn json_line(&mut self, value: &impl Serialize) -> io::Result<()> {
        let text = serde_json::to_string(value)?;
        writeln!(self.out, "{text}")
    }

    /// Writes faults, each with an excerpt of the text it is in, as a part of the answer.
    pub(crate) fn excerpts(&mut self, faults: &[Fault], sources: &[Document]) -> io::Result<()> {
        let reports = self.reports(faults, sources);
        writeln!(self.out, "{reports}")
    }

    /// Shows faults on standard error, each with an excerpt of the text it is in.
    pub(crate) fn faults(&self, faults: &[Fault], sources: &[Document]) {
        eprintln!("{}", self.reports(faults, sources));
    }

    fn reports(&self, faults: &[Fault], sources: &[Document]) -> String {
        let reports = faults.iter().map(|fault| excerpt::report(fault, sources, self.width));
        reports.collect::<Vec<_>>().join("\n\n")
    }
}

/// Says something beside the answer, on standard error.
pub(crate) fn note(text: &str) {
    eprint!("{}", layout::lay_out(text, Style::new(), width()));
}

/// The width to wrap to: `COLUMNS`, else the terminal's, else that for pipes.
pub(crate) fn width() -> usize {
    let asked = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    asked.or_else(of_terminal).unwrap_or(WIDEST).clamp(NARROWEST, WIDEST)
}

/// How many lines a terminal shows at once.
pub(crate) fn height() -> usize {
    terminal_size::terminal_size().map_or(0, |(_, height)| height.0.into())
}

fn of_terminal() -> Option<usize> {
    let size = io::stdout().is_terminal().then(terminal_size::terminal_size)??;
    Some(size.0.0.into())
}
