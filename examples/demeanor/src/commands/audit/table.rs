//! Reads a table: its first line names facts, and each row below is a record.

use super::record::{Content, Record};
use crate::fault::{Fault, Refusal, Stop};
use crate::input::unreadable;
use crate::lines::LONGEST;
use crate::table::delimiter;
use demeanor::Guideline;
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
    /// The rows that have gone by and are still to be read.
    rows: VecDeque<Begun>,
    /// Bytes since a row began, at least.
    taken: usize,
}

/// A row, as far as it has gone by.
struct Begun {
    /// The line that it begins on. Empty lines are no rows.
    line: u64,
    /// Does a quote stand in the middle of a cell?
    torn: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    RowBegins,
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
        let watch = Watch { delimiter, state: State::RowBegins, line: 2, rows: VecDeque::new(), taken: 0 };
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

    /// How many bytes below the header have gone by.
    pub(super) fn passed(&self) -> u64 {
        self.passed
    }

    /// The next row; none at the end, or after what cannot be read further.
    pub(super) fn next(&mut self) -> Option<Record> {
        if self.ended {
            return None;
        }
        self.watch.borrow_mut().taken = 0;
        let mut cells = csv::ByteRecord::new();
        let read = self.rows.read_byte_record(&mut cells);
        self.passed = self.rows.position().byte();
        if matches!(read, Ok(false)) {
            return None;
        }
        // What fails before a row has begun is told of the line that was to come.
        let Begun { line, torn } = self.watch.borrow_mut().begun();
        let content = match read {
            Ok(_) if torn => Err("a quote stands in the middle of a cell: put the whole cell in quotes, and write `\"\"` for one within".into()),
            Ok(_) => Ok(Content::Cells(cells)),
            Err(error) => {
                self.ended = true;
                Err(format!("this row cannot be read: {error}"))
            }
        };
        Some(Record { line, content })
    }
}

/// The first line, without a byte-order mark.
fn header(input: &mut Box<dyn BufRead>, name: &str) -> Result<String, Stop> {
    let mut bytes = Vec::new();
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    input.take(most).read_until(b'\n', &mut bytes).map_err(|error| unreadable(name, &error))?;
    let header =
        String::from_utf8(bytes).map_err(|_| unreadable(name, &io::ErrorKind::InvalidData.into()))?;
    let header = header.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
    match amiss(header) {
        None => Ok(header.to_owned()),
        Some((why, help)) => {
            Err(Fault::named("bad-table", &format!("{name}:1"), why.into(), Some(help.into())).into())
        }
    }
}

/// Why what stands up to the first line feed is not one line, and what to do.
fn amiss(header: &str) -> Option<(&'static str, &'static str)> {
    if header.contains('\r') {
        return Some((
            "its lines end in carriage returns alone",
            "save it with line feeds at the ends of lines",
        ));
    }
    let is_open = header.matches('"').count() % 2 == 1;
    is_open.then_some(("a quote is not closed", "write the names of the columns in one line"))
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
    /// The row that is read now: the first of those that have gone by.
    fn begun(&mut self) -> Begun {
        self.rows.pop_front().unwrap_or(Begun { line: self.line, torn: false })
    }

    fn pass(&mut self, byte: u8) {
        let ends_line = byte == b'\n' || byte == b'\r';
        if self.state == State::RowBegins && !ends_line {
            self.rows.push_back(Begun { line: self.line, torn: false });
            self.state = State::CellBegins;
        }
        self.state = match (self.state, byte) {
            (State::Quoted, b'"') => State::QuoteEnded,
            (State::Quoted, _) | (State::CellBegins | State::QuoteEnded, b'"') => State::Quoted,
            (_, _) if ends_line => State::RowBegins,
            (_, _) if byte == self.delimiter => State::CellBegins,
            (State::QuoteEnded, _) | (State::Plain, b'"') => {
                if let Some(row) = self.rows.back_mut() {
                    row.torn = true;
                }
                State::Plain
            }
            _ => State::Plain,
        };
        self.line += u64::from(byte == b'\n');
    }
}
