//! Where stored guidance is read from: one record laid out over lines, or a record on each.

use crate::fault::{Fault, Stop};
use crate::input::unreadable;
use crate::lines::{Line, Lines};
use demeanor::Document;
use demeanor::diagnostic::Limit;
use serde::de::IgnoredAny;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

/// What a file holds.
pub(super) enum Source {
    /// One record, as `advise --format json` prints it.
    One(Document),
    /// A record on each line.
    Lines(Records),
}

/// Records, a line each. Empty lines are none.
pub(super) struct Records {
    /// The first, which were read to see what the file holds.
    first: VecDeque<Line>,
    lines: Lines,
}

/// The text of a record, or why it cannot be read.
pub(super) struct Text {
    pub(super) line: u64,
    pub(super) text: Result<String, String>,
}

/// Opens a file, or standard input for `-`. Where the first line begins a record and does not end it, the whole is one; and a
/// file of one line may be taken for one.
pub(super) fn open(path: &Path, one_line_is_one: bool) -> Result<Source, Stop> {
    let name = path.display().to_string();
    let unread = |error| unreadable(&name, &error);
    let mut lines = if path == Path::new("-") {
        Lines::new(Box::new(BufReader::new(io::stdin())))
    } else {
        Lines::new(Box::new(BufReader::new(File::open(path).map_err(unread)?)))
    };
    // Whatever stands before it is kept, so that places in it are those of the file.
    let mut before = String::new();
    loop {
        let Some(line) = lines.next().map_err(unread)? else {
            let help = "store what `demeanor advise --format record` prints".into();
            return Err(Fault::named("empty", &name, "there is nothing in it".into(), Some(help)).into());
        };
        match &line.text {
            Ok(text) if text.trim().is_empty() => before.push_str(text),
            Ok(text) if goes_on(text) => {
                let text = rest(before + text, &mut lines, &name)?;
                return Ok(Source::One(Document::new(name, text)));
            }
            _ => return lines_from(line, lines, one_line_is_one, &name),
        }
    }
}

/// Records from a line on.
fn lines_from(first: Line, lines: Lines, one_line_is_one: bool, name: &str) -> Result<Source, Stop> {
    let mut records = Records { first: VecDeque::new(), lines };
    let second = records.lines.next_but_empty().map_err(|error| unreadable(name, &error))?;
    match (&first.text, &second) {
        (Ok(text), None) if one_line_is_one => return Ok(Source::One(Document::new(name, text.as_str()))),
        _ => records.first.extend([first].into_iter().chain(second)),
    }
    Ok(Source::Lines(records))
}

/// Does JSON begin here, and not end?
fn goes_on(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_err_and(|error| error.is_eof())
}

/// The whole text, of which no more is taken into memory than the library would read.
fn rest(mut text: String, lines: &mut Lines, name: &str) -> Result<String, Stop> {
    let most = Limit::Bytes.default_value();
    while let Some(line) = lines.next().map_err(|error| unreadable(name, &error))? {
        let more = line.text.map_err(|why| {
            let name = format!("{name}:{}", line.number);
            Fault::named("unreadable", &name, why, None)
        })?;
        text.push_str(&more);
        if text.len() > most {
            let why = format!("this record has more than {most} bytes, and no more are read");
            return Err(Fault::named("too-large", name, why, Some("store one record a line".into())).into());
        }
    }
    Ok(text)
}

impl Iterator for Records {
    type Item = io::Result<Text>;

    fn next(&mut self) -> Option<io::Result<Text>> {
        let next = self.first.pop_front().map_or_else(|| self.lines.next_but_empty(), |line| Ok(Some(line)));
        next.map(|line| line.map(|line| Text { line: line.number, text: line.text })).transpose()
    }
}
