//! Reads records line by line, a bounded number at a time, with a bar on a terminal.

use crate::fault::{Fault, Stop};
use crate::input::unreadable;
use demeanor::{Guideline, Kind};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

/// A recorded situation: a line of its own.
pub(super) struct Record {
    /// The number of its line, from 1.
    pub(super) line: u64,
    text: Result<String, String>,
    /// The facts of a table's columns, in order.
    columns: Option<Arc<Columns>>,
}

/// The facts that the columns of a table stand for.
struct Columns(Vec<(String, Option<Kind>)>);

/// Where records come from.
pub(super) struct Records {
    input: Box<dyn BufRead>,
    line: u64,
    columns: Option<Arc<Columns>>,
    bar: ProgressBar,
}

impl Records {
    /// Opens a file, or standard input for `-`. The first line of a file that ends in `.csv` names its facts.
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
        let mut records = Records { input, line: 0, columns: None, bar };
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv")) {
            records.read_header(guideline, &name)?;
        }
        Ok(records)
    }

    fn read_header(&mut self, guideline: &Guideline, name: &str) -> Result<(), Stop> {
        let header = self.next().map_err(|error| unreadable(name, &error))?;
        let header = header.map_or(Ok(String::new()), |record| record.text);
        let cells = header
            .and_then(|header| cells(&header))
            .map_err(|why| Fault::named("not-csv", name, why, None))?;
        let kind = |id: &str| guideline.facts().iter().find(|fact| &*fact.id == id).map(|fact| fact.kind);
        self.columns = Some(Arc::new(Columns(cells.into_iter().map(|id| (id.clone(), kind(&id))).collect())));
        Ok(())
    }

    /// At most so many records, none at the end. Empty lines are no records.
    pub(super) fn read(&mut self, most: usize) -> io::Result<Vec<Record>> {
        let mut records = Vec::new();
        while records.len() < most {
            let Some(record) = self.next()? else { break };
            if record.text.as_ref().map_or(true, |text| !text.trim().is_empty()) {
                records.push(record);
            }
        }
        Ok(records)
    }

    fn next(&mut self) -> io::Result<Option<Record>> {
        let mut bytes = Vec::new();
        let read = self.input.read_until(b'\n', &mut bytes)?;
        self.bar.inc(read as u64);
        self.line += 1;
        let text = String::from_utf8(bytes).map_err(|_| "this is not text in UTF-8".into());
        Ok((read > 0).then(|| Record { line: self.line, text, columns: self.columns.clone() }))
    }

    /// Says something beside the bar.
    pub(super) fn beside(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Record {
    /// The situation as JSON, or why there is none.
    pub(super) fn json(&self) -> Result<Cow<'_, str>, String> {
        let text = self.text.as_ref().map_err(String::clone)?;
        let Some(columns) = &self.columns else { return Ok(Cow::Borrowed(text)) };
        let cells = cells(text)?;
        if cells.len() != columns.0.len() {
            return Err(format!("there are {} cells in {} columns", cells.len(), columns.0.len()));
        }
        let facts = columns.0.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        let facts: Map<String, Value> =
            facts.map(|((id, kind), cell)| (id.clone(), value(*kind, cell))).collect();
        Ok(Cow::Owned(Value::Object(facts).to_string()))
    }
}

/// A cell as a value: the options of a `several` are parted by semicolons, and `-` is none of them.
fn value(kind: Option<Kind>, cell: String) -> Value {
    match kind {
        Some(Kind::Several) if cell == "-" => Value::Array(Vec::new()),
        Some(Kind::Several) => cell.split(';').map(|option| option.trim().to_owned()).collect(),
        Some(Kind::Flag | Kind::Count) => serde_json::from_str(&cell).unwrap_or(Value::String(cell)),
        _ => Value::String(cell),
    }
}

/// The cells of a line of a table; in quotes a cell may hold commas, and quotes twice.
fn cells(line: &str) -> Result<Vec<String>, String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut characters =
        line.trim_end_matches(['\n', '\r']).trim_start_matches('\u{feff}').chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            _ => cell.push(character),
        }
    }
    cells.push(cell);
    if quoted { Err("a quote is not closed on this line".into()) } else { Ok(cells) }
}
