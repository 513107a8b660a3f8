//! Reads a table: its first line names facts, and each row below is a record.

use super::records::{Content, Record};
use crate::fault::{Fault, Refusal, Stop};
use crate::input::unreadable;
use crate::lines::LONGEST;
use crate::table::delimiter;
use demeanor::Guideline;
use indicatif::ProgressBar;
use std::cell::RefCell;
use std::collections::{BTreeSet, VecDeque};
use std::io::{self, BufRead, Read};
use std::rc::Rc;

/// A table, read row by row.
pub(super) struct Table {
    rows: csv::Reader<Watched>,
    watch: Rc<RefCell<Watch>>,
    columns: Vec<String>,
    ended: bool,
    passed: u64,
}

/// The input as it goes by: what of it the reader of rows would not tell.
struct Watched {
    input: Box<dyn BufRead>,
    watch: Rc<RefCell<Watch>>,
}

struct Watch {
    delimiter: u8,
    state: State,
    line: u64,
    /// Lines in which a quote stands in the middle of a cell.
    bad_lines: VecDeque<u64>,
    /// Bytes since a row began, at least.
    taken: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    CellBegins,
    Plain,
    Quoted,
    QuoteEnded,
}

impl Table {
    pub(super) fn open(
        mut input: Box<dyn BufRead>,
        name: &str,
        guideline: &Guideline,
    ) -> Result<Table, Stop> {
        let header = header(&mut input, name)?;
        let delimiter = delimiter(&header);
        let columns = columns(&header, delimiter, name, guideline)?;
        let watch =
            Watch { delimiter, state: State::CellBegins, line: 2, bad_lines: VecDeque::new(), taken: 0 };
        let watch = Rc::new(RefCell::new(watch));
        let rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(Watched { input, watch: Rc::clone(&watch) });
        Ok(Table { rows, watch, columns, ended: false, passed: 0 })
    }

    pub(super) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The next row; none at the end, or after what cannot be read further.
    pub(super) fn next(&mut self, bar: &ProgressBar) -> Option<Record> {
        if self.ended {
            return None;
        }
        self.watch.borrow_mut().taken = 0;
        let mut cells = csv::ByteRecord::new();
        let read = self.rows.read_byte_record(&mut cells);
        let after = self.rows.position();
        bar.inc(after.byte().saturating_sub(self.passed));
        self.passed = after.byte();
        // The header is no row of this reader.
        let line = 1 + cells.position().map_or(1, csv::Position::line);
        match read {
            Ok(false) => None,
            Ok(true) => {
                let torn = self.watch.borrow_mut().torn(line..=after.line().max(line));
                let content = if torn {
                    Err("a quote stands in the middle of a cell: put the whole cell in quotes, and write `\"\"` for one within".into())
                } else {
                    Ok(Content::Cells(cells))
                };
                Some(Record { line, content })
            }
            Err(error) => {
                self.ended = true;
                Some(Record {
                    line: 1 + after.line(),
                    content: Err(format!("this row cannot be read: {error}")),
                })
            }
        }
    }
}

/// The first line, without a byte-order mark.
fn header(input: &mut Box<dyn BufRead>, name: &str) -> Result<String, Stop> {
    let mut bytes = Vec::new();
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    input.take(most).read_until(b'\n', &mut bytes).map_err(|error| unreadable(name, &error))?;
    let header =
        String::from_utf8(bytes).map_err(|_| unreadable(name, &io::ErrorKind::InvalidData.into()))?;
    Ok(header.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']).to_owned())
}

/// The facts that the header names, each once, or everything that is wrong with it.
fn columns(header: &str, delimiter: u8, name: &str, guideline: &Guideline) -> Result<Vec<String>, Stop> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(header.as_bytes());
    let cells = reader.records().next().and_then(Result::ok).unwrap_or_default();
    let columns: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
    let faults = faults_of_columns(&columns, &format!("{name}:1"), guideline);
    if faults.is_empty() { Ok(columns) } else { Err(Refusal { faults, sources: Vec::new() }.into()) }
}

/// Everything that is wrong with the names of columns: each names a fact, and none a fact of another. Those whose name begins
/// with `#` are passed over.
pub(super) fn faults_of_columns(columns: &[String], place: &str, guideline: &Guideline) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut report = |code, message: String, help: Option<String>| {
        faults.push(*Fault::named(code, place, message, help));
    };
    for column in columns.iter().filter(|column| !column.starts_with('#')) {
        if let Err(rejected) = guideline.change(column, ()) {
            let help = rejected.diagnostics().first().and_then(|first| first.help.clone());
            let pass = "or begin its name with `#`, and the column is passed over";
            let help = help.map_or_else(|| format!("name a fact, {pass}"), |help| format!("{help} {pass}"));
            report("unknown-fact", format!("no fact is called `{column}`, which a column is"), Some(help));
        } else if !seen.insert(column) {
            let help = Some("take one of them out".into());
            report("fact-twice", format!("two columns are called `{column}`"), help);
        }
    }
    if seen.is_empty() && faults.is_empty() {
        let help = Some("the columns of a table are called as facts are".into());
        faults.push(*Fault::named("empty", place, "no column names a fact".into(), help));
    }
    faults
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        let mut watch = self.watch.borrow_mut();
        buffer.iter().take(read).for_each(|&byte| watch.pass(byte));
        watch.taken += read;
        if watch.taken > LONGEST {
            let why = format!("it is longer than {LONGEST} bytes; perhaps a quote is not closed");
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        }
        Ok(read)
    }
}

impl Watch {
    fn pass(&mut self, byte: u8) {
        let ends = byte == self.delimiter || byte == b'\n' || byte == b'\r';
        let next = match (self.state, byte) {
            (State::Quoted, b'"') => State::QuoteEnded,
            (State::Quoted, _) | (State::CellBegins | State::QuoteEnded, b'"') => State::Quoted,
            (_, _) if ends => State::CellBegins,
            (State::QuoteEnded, _) | (State::Plain, b'"') => {
                if self.bad_lines.back() != Some(&self.line) {
                    self.bad_lines.push_back(self.line);
                }
                State::Plain
            }
            _ => State::Plain,
        };
        self.state = next;
        self.line += u64::from(byte == b'\n');
    }

    /// Does a quote stand in the middle of a cell on one of these lines? Earlier ones are forgotten.
    fn torn(&mut self, lines: std::ops::RangeInclusive<u64>) -> bool {
        let mut torn = false;
        while let Some(&line) = self.bad_lines.front().filter(|line| **line <= *lines.end()) {
            torn |= lines.contains(&line);
            self.bad_lines.pop_front();
        }
        torn
    }
}
