//! Any bytes as a table of records: each row is read, or refused with its line and column; and what is read of a row is what
//! the same record gives as a line of JSON, whatever stood in the rows before it.

#![no_main]
#![allow(dead_code, reason = "the program uses more of its modules")]

mod every_kind;
#[path = "../../examples/demeanor/src/fault.rs"]
mod fault;
#[path = "../../examples/demeanor/src/input.rs"]
mod input;
#[path = "../../examples/demeanor/src/lines.rs"]
mod lines;
#[path = "../../examples/demeanor/src/table.rs"]
mod table;

/// The part of the program that reads records, as it stands there.
#[path = "."]
mod audit {
    #[path = "../../examples/demeanor/src/commands/audit/record.rs"]
    mod record;
    #[path = "../../examples/demeanor/src/commands/audit/table.rs"]
    mod table;
    #[path = "../../examples/demeanor/src/commands/audit/worker.rs"]
    mod worker;

    use crate::fault::Stop;
    use demeanor::{Guideline, Kind, Stance};
    use record::{Content, Record};
    use serde_json::{Map, Value};
    use std::io::Cursor;
    use table::Table;
    use worker::Worker;

    pub(crate) fn check(bytes: &[u8], guideline: &Guideline) {
        let lines = 1 + bytes.iter().filter(|&&byte| byte == b'\n').count() as u64;
        let mut table = match Table::open(Box::new(Cursor::new(bytes.to_vec())), "fuzzed.csv", guideline) {
            Ok(table) => table,
            Err(stop) => return refused(stop),
        };
        let columns = table.columns().to_vec();
        let mut of_rows = Worker::new(guideline, &columns, false);
        let mut of_lines = Worker::new(guideline, &[], false);
        let mut last = 2;
        while let Some(record) = table.next() {
            // A carriage return alone ends a row, and no line.
            assert!(record.line >= last && record.line <= lines, "row {} of {lines} lines", record.line);
            last = record.line;
            let read = of_rows.stance(&record).map(|stance| (stance, facts(&of_rows)));
            if let Some(plain) = as_line(&record, &columns, guideline) {
                let plain = of_lines.stance(&plain).map(|stance| (stance, facts(&of_lines)));
                agree(&read, &plain);
            }
        }
    }

    /// A table that is refused as a whole, says in which line.
    fn refused(stop: Stop) {
        let Stop::Refused(refusal) = stop else { panic!("nothing is written") };
        assert!(!refusal.faults.is_empty());
        for fault in refusal.faults {
            assert!(!fault.message.is_empty());
            assert!(fault.code == "unreadable" || fault.place.document == "fuzzed.csv:1", "{fault:?}");
        }
    }

    fn facts(worker: &Worker) -> Value {
        let situation = worker.given.situation().expect("it was judged");
        serde_json::to_value(situation.facts()).expect("facts serialise")
    }

    type Read = Result<(Stance, Value), String>;

    fn agree(row: &Read, line: &Read) {
        match (row, line) {
            (Ok(row), Ok(line)) => assert_eq!(row, line),
            (Err(why), Err(_)) => assert!(!why.is_empty() && !why.contains('\n'), "{why:?}"),
            _ => panic!("as a row {row:?}, as a line {line:?}"),
        }
    }

    /// The record as a line of JSON, where it has a cell for each column, all of them texts.
    fn as_line(record: &Record, columns: &[String], guideline: &Guideline) -> Option<Record> {
        let Ok(Content::Cells(cells)) = &record.content else { return None };
        let cells: Vec<&str> = cells.iter().map(std::str::from_utf8).collect::<Result<_, _>>().ok()?;
        if cells.len() != columns.len() {
            return None;
        }
        let mut facts = Map::new();
        for (column, cell) in columns.iter().zip(cells) {
            let cell = cell.trim();
            if cell.is_empty() || column.starts_with('#') {
                continue;
            }
            let fact = guideline.fact(column);
            facts.insert(column.clone(), value(fact.map(|fact| fact.kind), cell));
        }
        Some(Record { line: record.line, content: Ok(Content::Json(Value::Object(facts).to_string())) })
    }

    fn value(kind: Option<Kind>, cell: &str) -> Value {
        let is = |word: &str| cell.eq_ignore_ascii_case(word);
        match kind {
            Some(Kind::Flag) if is("true") || is("false") => is("true").into(),
            Some(Kind::Count) => serde_json::from_str(cell).unwrap_or_else(|_| cell.into()),
            Some(Kind::Several) if cell == "-" => Value::Array(Vec::new()),
            Some(Kind::Several) => cell.split([';', '|']).map(|part| Value::from(part.trim())).collect(),
            _ => cell.into(),
        }
    }
}

use demeanor::{Document, Guideline};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static GUIDELINE: LazyLock<Guideline> =
    LazyLock::new(|| Guideline::build([Document::new("fuzz.json", every_kind::RULES)]).expect("it builds"));

fuzz_target!(|bytes: &[u8]| audit::check(bytes, &GUIDELINE));
