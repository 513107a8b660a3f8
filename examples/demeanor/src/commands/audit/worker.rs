//! Turns one record after the other into a situation, for one guideline and on one core.

use super::record::{Content, Record};
use demeanor::{Change, Guideline, Kind, LiveSituation, Stance};
use rustc_hash::FxHashMap;

/// So many different cells of a column are remembered.
const REMEMBERED: usize = 4096;

/// A situation that becomes each record in turn.
pub(super) struct Worker {
    /// What the record says.
    pub(super) given: LiveSituation,
    /// The same with what is usual taken to be so, where that is to be and the guideline says what is usual.
    presumed: Option<LiveSituation>,
    columns: Vec<Column>,
}

/// A column of a table, with what its cells come to.
struct Column {
    name: String,
    kind: Option<Kind>,
    /// The cell that the situation has now.
    now: Option<Vec<u8>>,
    cells: FxHashMap<Box<[u8]>, Result<Change, String>>,
}

impl Worker {
    pub(super) fn new(guideline: &Guideline, columns: &[String], presuming: bool) -> Worker {
        let kind = |name: &str| guideline.facts().iter().find(|fact| &*fact.id == name).map(|fact| fact.kind);
        let column = |name: &String| Column {
            kind: kind(name),
            name: name.clone(),
            now: None,
            cells: FxHashMap::default(),
        };
        let given = guideline.empty_situation().live();
        let says_what_is_usual = guideline.facts().iter().any(|fact| fact.presume.is_some());
        let presumed = (presuming && says_what_is_usual).then(|| given.clone());
        Worker { given, presumed, columns: columns.iter().map(column).collect() }
    }

    /// What is judged.
    pub(super) fn judged(&mut self) -> &mut LiveSituation {
        self.presumed.as_mut().unwrap_or(&mut self.given)
    }

    /// The stance that `advise` gives, or why it refuses.
    pub(super) fn stance(&mut self, record: &Record) -> Result<Stance, String> {
        match record.content.as_ref().map_err(String::clone)? {
            Content::Json(text) => self.given.read(text).map_err(|rejected| told(&rejected))?,
            Content::Cells(cells) => self.take(cells)?,
        }
        if let Some(presumed) = &mut self.presumed {
            presumed.presume_from(&self.given).map_err(|error| error.to_string())?;
        }
        self.judged().stance().ok_or_else(|| match self.given.situation() {
            Err(rejected) => told(&rejected),
            Ok(_) => "these facts cannot be together".into(),
        })
    }

    /// Turns into the situation of a row.
    fn take(&mut self, cells: &csv::ByteRecord) -> Result<(), String> {
        let (there, needed) = (cells.len(), self.columns.len());
        if there != needed {
            return Err(format!("there are {there} cells, and {needed} columns"));
        }
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            if column.now.as_deref() == Some(cell) || column.name.starts_with('#') {
                continue;
            }
            let change = column.change(cell, self.given.guideline());
            let made = change.and_then(|change| {
                change.map_or(Ok(()), |change| self.given.make(change).map_err(|error| error.to_string()))
            });
            made.map_err(|why| format!("column `{}`: {why}", column.name))?;
            let now = column.now.get_or_insert_default();
            now.clear();
            now.extend_from_slice(cell);
        }
        Ok(())
    }
}

impl Column {
    /// What a cell changes; nothing, where it is empty and there is no such fact.
    fn change(&mut self, cell: &[u8], guideline: &Guideline) -> Result<Option<Change>, String> {
        if let Some(known) = self.cells.get(cell) {
            return known.clone().map(Some);
        }
        let text = std::str::from_utf8(cell).map_err(|_| "this is not text in UTF-8".to_owned())?.trim();
        if text.is_empty() && self.kind.is_none() {
            return Ok(None);
        }
        let change = guideline.change(&self.name, value(self.kind, text)).map_err(|rejected| {
            rejected.diagnostics().first().map_or_else(String::new, |first| {
                let help = first.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
                format!("`{text}`: {}{help}", first.message)
            })
        });
        if self.cells.len() < REMEMBERED {
            self.cells.insert(cell.into(), change.clone());
        }
        change.map(Some)
    }
}

/// A cell as a value: nothing is not known, the options of a `several` are parted by semicolons or bars, and `-` is none.
fn value(kind: Option<Kind>, cell: &str) -> serde_json::Value {
    use serde_json::Value;
    match kind {
        _ if cell.is_empty() => Value::Null,
        Some(Kind::Several) if cell == "-" => Value::Array(Vec::new()),
        Some(Kind::Several) => cell.split([';', '|']).map(|option| option.trim().to_owned()).collect(),
        Some(Kind::Flag) if cell.eq_ignore_ascii_case("true") => Value::Bool(true),
        Some(Kind::Flag) if cell.eq_ignore_ascii_case("false") => Value::Bool(false),
        Some(Kind::Count) => serde_json::from_str(cell).unwrap_or_else(|_| cell.into()),
        _ => cell.into(),
    }
}

/// What is wrong, in one line.
fn told(rejected: &demeanor::Rejected) -> String {
    let errors =
        rejected.diagnostics().iter().filter(|each| each.severity == demeanor::diagnostic::Severity::Error);
    errors.map(|each| each.message.clone()).collect::<Vec<_>>().join("; ")
}
