//! Reads records, a bounded number at a time and each of bounded length, with a bar on a terminal.

use super::parquet::Rows;
use super::record::{Content, Record};
use super::table::Table;
use crate::fault::Stop;
use crate::input::unreadable;
use crate::lines::Lines;
use demeanor::Guideline;
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// Where records come from.
pub(super) struct Records {
    source: Source,
    bar: ProgressBar,
}

enum Source {
    Lines(Lines),
    Table(Box<Table>),
    Rows(Box<Rows>),
}

impl Records {
    /// Opens a file, or standard input for `-`. The first line of a file that ends in `.csv` or `.tsv` names its facts, and so
    /// do the columns of one that ends in `.parquet`.
    pub(super) fn open(path: &Path, guideline: &Guideline) -> Result<Records, Stop> {
        let ends_in = |ends: &[&str]| {
            path.extension()
                .is_some_and(|extension| ends.iter().any(|end| extension.eq_ignore_ascii_case(end)))
        };
        if ends_in(&["parquet"]) {
            let source = Source::Rows(Box::new(Rows::open(path, guideline)?));
            let length = path.metadata().map_or(0, |metadata| metadata.len());
            return Ok(Records { source, bar: styled(ProgressBar::new(length)) });
        }
        let name = path.display().to_string();
        let (input, bar): (Box<dyn BufRead>, ProgressBar) = if path == Path::new("-") {
            (Box::new(BufReader::new(io::stdin())), ProgressBar::new_spinner())
        } else {
            let file = File::open(path).map_err(|error| unreadable(&name, &error))?;
            let length = file.metadata().map_or(0, |metadata| metadata.len());
            (Box::new(BufReader::with_capacity(1 << 20, file)), ProgressBar::new(length))
        };
        let source = if ends_in(&["csv", "tsv"]) {
            Source::Table(Box::new(Table::open(input, &name, guideline)?))
        } else {
            Source::Lines(Lines::new(input))
        };
        Ok(Records { source, bar: styled(bar) })
    }

    /// The names of the facts in the columns of a table; none of lines.
    pub(super) fn columns(&self) -> &[String] {
        match &self.source {
            Source::Lines(_) => &[],
            Source::Table(table) => table.columns(),
            Source::Rows(rows) => rows.columns(),
        }
    }

    /// What a record stands on.
    pub(super) fn unit(&self) -> &'static str {
        match &self.source {
            Source::Lines(_) | Source::Table(_) => "line",
            Source::Rows(_) => "row",
        }
    }

    /// At most so many records, none at the end. Empty lines are no records.
    pub(super) fn read(&mut self, most: usize) -> io::Result<Vec<Record>> {
        let mut records = Vec::new();
        while records.len() < most {
            let next = match &mut self.source {
                Source::Lines(lines) => next_line(lines, &self.bar)?,
                Source::Table(table) => {
                    let next = table.next();
                    self.bar.set_position(table.passed());
                    next
                }
                Source::Rows(rows) => rows.next(&self.bar),
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

fn next_line(lines: &mut Lines, bar: &ProgressBar) -> io::Result<Option<Record>> {
    let line = lines.next()?;
    Ok(line.map(|line| {
        bar.inc(line.bytes as u64);
        Record { line: line.number, content: line.text.map(Content::Json) }
    }))
}

fn styled(bar: ProgressBar) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {percent}%  {bytes} of {total_bytes}, {eta} left");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
