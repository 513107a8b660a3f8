//! Reads records, a bounded number at a time and each of bounded length, with a bar on a terminal.

use super::table::Table;
use crate::fault::Stop;
use crate::input::unreadable;
use demeanor::Guideline;
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// A record has at most this many bytes.
pub(super) const LONGEST: usize = 1 << 20;

/// A recorded situation.
pub(super) struct Record {
    /// The number of its line, or of the first of its lines, from 1.
    pub(super) line: u64,
    /// What is there, or why nothing can be read.
    pub(super) content: Result<Content, String>,
}

/// What a record holds.
pub(super) enum Content {
    /// A situation as JSON.
    Json(String),
    /// The cells of a row.
    Cells(csv::ByteRecord),
}

/// Where records come from.
pub(super) struct Records {
    source: Source,
    bar: ProgressBar,
}

enum Source {
    Lines { input: Box<dyn BufRead>, line: u64 },
    Table(Box<Table>),
}

impl Records {
    /// Opens a file, or standard input for `-`. The first line of a file that ends in `.csv` or `.tsv` names its facts.
    pub(super) fn open(path: &Path, guideline: &Guideline) -> Result<Records, Stop> {
        let name = path.display().to_string();
        let (input, bar): (Box<dyn BufRead>, ProgressBar) = if path == Path::new("-") {
            (Box::new(BufReader::new(io::stdin())), ProgressBar::new_spinner())
        } else {
            let file = File::open(path).map_err(|error| unreadable(&name, &error))?;
            let length = file.metadata().map_or(0, |metadata| metadata.len());
            (Box::new(BufReader::with_capacity(1 << 20, file)), ProgressBar::new(length))
        };
        let style = ProgressStyle::with_template("{bar:30} {percent}%  {bytes} of {total_bytes}, {eta} left");
        let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        let is_table = path.extension().is_some_and(|extension| {
            ["csv", "tsv"].iter().any(|table| extension.eq_ignore_ascii_case(table))
        });
        let source = if is_table {
            Source::Table(Box::new(Table::open(input, &name, guideline)?))
        } else {
            Source::Lines { input, line: 0 }
        };
        Ok(Records { source, bar })
    }

    /// The names of the facts in the columns of a table; none of lines.
    pub(super) fn columns(&self) -> &[String] {
        match &self.source {
            Source::Lines { .. } => &[],
            Source::Table(table) => table.columns(),
        }
    }

    /// At most so many records, none at the end. Empty lines are no records.
    pub(super) fn read(&mut self, most: usize) -> io::Result<Vec<Record>> {
        let mut records = Vec::new();
        while records.len() < most {
            let next = match &mut self.source {
                Source::Lines { input, line } => next_line(input, line, &self.bar)?,
                Source::Table(table) => table.next(&self.bar),
            };
            let Some(record) = next else { break };
            let empty = matches!(&record.content, Ok(Content::Json(text)) if text.trim().is_empty());
            if !empty {
                records.push(record);
            }
        }
        Ok(records)
    }

    /// Says something beside the bar.
    pub(super) fn beside(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// The next line, of which no more is held than a record may have.
fn next_line(input: &mut dyn BufRead, line: &mut u64, bar: &ProgressBar) -> io::Result<Option<Record>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX).saturating_add(1);
    let mut read = (&mut *input).take(most).read_until(b'\n', &mut bytes)?;
    *line += 1;
    let too_long = bytes.len() > LONGEST && !bytes.ends_with(b"\n");
    if too_long {
        read += skip_line(input)?;
    }
    bar.inc(read as u64);
    let text = if too_long {
        Err(format!("this line is longer than {LONGEST} bytes, and no more are read"))
    } else {
        String::from_utf8(bytes).map_err(|_| "this is not text in UTF-8".into())
    };
    let text = text.map(|text| match (*line, text.strip_prefix('\u{feff}')) {
        (1, Some(text)) => text.to_owned(),
        _ => text,
    });
    Ok((read > 0).then(|| Record { line: *line, content: text.map(Content::Json) }))
}

/// Passes over the rest of a line.
fn skip_line(input: &mut dyn BufRead) -> io::Result<usize> {
    let mut passed = 0;
    loop {
        let buffer = input.fill_buf()?;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let taken = end.map_or(buffer.len(), |end| end + 1);
        if taken == 0 {
            return Ok(passed);
        }
        input.consume(taken);
        passed += taken;
        if end.is_some() {
            return Ok(passed);
        }
    }
}
