//! Reads a table into the cases of a rule set. What is wrong is told by line, column and value.

use super::columns::{Cell, EXPECTED, Facts, SAID};
use crate::fault::{Fault, Refusal, Stop, faults};
use crate::suggest;
use crate::table::{delimiter, meant};
use demeanor::diagnostic::Severity;
use demeanor::{Document, Guideline};
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// A case of the table, and where each of its cells stands.
struct Row {
    line: u64,
    case: Value,
    cells: Vec<(String, String)>,
}

/// The rule set with the cases of a table in place of its own, in canonical layout.
pub(super) fn rule_set(
    table: &Document,
    rule_set: &Document,
    below: &[Document],
    facts: &Facts,
) -> Result<String, Stop> {
    refuse(no_table(table))?;
    let (text, above, delimiter) = begun(table.text());
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let header = reader.headers().map(|header| header.iter().map(|name| meant(name).to_owned()).collect());
    let columns: Vec<String> = header.unwrap_or_default();
    refuse(title_above(text, delimiter, table.name()))?;
    refuse(columns_amiss(&columns, table.name(), above + 1, facts))?;
    let mut rows = Vec::new();
    let mut amiss = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => match row(&record, &columns, above + line_of(&record, text), facts) {
                Ok(row) => rows.extend(row),
                Err((line, why)) => amiss.push(at(table.name(), line, why, None)),
            },
            Err(error) => {
                let line = above + error.position().map_or(0, csv::Position::line);
                amiss.push(at(table.name(), line, format!("this row cannot be read: {error}"), None));
            }
        }
    }
    refuse(amiss)?;
    if rows.is_empty() {
        let help = "write a row for each case below the names of the columns".to_owned();
        refuse(vec![at(table.name(), above + 1, "this table has no cases".into(), Some(help))])?;
    }
    let replaced = with_cases(rule_set, &rows)?;
    refuse(cases_amiss(&replaced, below, (table.name(), &rows), facts))?;
    Ok(formatted(&replaced)?.text().to_owned())
}

/// A rule set or a workbook in place of a table.
fn no_table(table: &Document) -> Vec<Fault> {
    let help = "`--from` takes a table (CSV), as `demeanor cases FILE --output cases.csv` writes it";
    let is_json = table.text().trim_start().starts_with('{');
    let message = "this is a rule set or a situation, not a table";
    is_json.then(|| at(table.name(), 1, message.into(), Some(help.into()))).into_iter().collect()
}

/// The table without a first line that only says what parts its cells, as some spreadsheets write it (`sep=;`); how many
/// lines that are; and what parts them.
fn begun(text: &str) -> (&str, u64, u8) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let said = first.trim().trim_matches('"').strip_prefix("sep=").map(str::as_bytes);
    match said {
        Some(&[said]) => (rest, 1, said),
        _ => (text, 0, delimiter(first)),
    }
}

/// A title, or empty lines, above the names of the columns.
fn title_above(text: &str, delimiter: u8, table: &str) -> Vec<Fault> {
    let is_header = |line: &str| {
        let mut cells = line.split(char::from(delimiter)).map(|cell| meant(cell.trim().trim_matches('"')));
        cells.clone().any(|cell| cell == "id") && cells.any(|cell| cell == "title")
    };
    let place = text.lines().take(10).position(is_header).filter(|place| *place > 0);
    let told = |place: usize| {
        let message = format!("the names of the columns stand only in line {}", place + 1);
        at(table, 1, message, Some("take out what stands above them".into()))
    };
    place.map(told).into_iter().collect()
}

fn refuse(faults: Vec<Fault>) -> Result<(), Stop> {
    if faults.is_empty() { Ok(()) } else { Err(Refusal { faults, sources: Vec::new() }.into()) }
}

fn at(table: &str, line: u64, message: String, help: Option<String>) -> Fault {
    *Fault::named("bad-table", &format!("{table}:{line}"), message, help)
}

/// Everything that is wrong with the first line.
fn columns_amiss(columns: &[String], table: &str, line: u64, facts: &Facts) -> Vec<Fault> {
    let mut amiss = Vec::new();
    let mut seen = BTreeSet::new();
    for column in columns.iter().filter(|column| !column.starts_with('#') && !column.is_empty()) {
        let known = facts.cell(column).is_some() || facts.names().any(|name| name == column);
        if let Some(fact) = facts.labelled(column).filter(|_| !known) {
            let message =
                format!("`{column}` is the label of `{fact}`: columns are named by the ids of facts");
            amiss.push(at(table, line, message, Some(format!("write `{fact}`"))));
        } else if !known {
            let near = suggest::nearest(column, facts.names());
            let meant = near.map(|near| format!("did you mean `{near}`? Or ")).unwrap_or_default();
            let help =
                format!("{meant}begin its name with `#`, and the column is passed over and says nothing");
            let message = format!("`{column}` is no fact, and nothing that is said of a case");
            amiss.push(at(table, line, message, Some(help)));
        } else if !seen.insert(column) {
            let message = format!("two columns are called `{column}`");
            amiss.push(at(table, line, message, Some("take one of them out".into())));
        }
    }
    for needed in ["id", "title"] {
        if !columns.iter().any(|column| column == needed) {
            amiss.push(at(
                table,
                line,
                format!("no column is called `{needed}`"),
                Some(format!("each case needs its {needed}")),
            ));
        }
    }
    amiss
}

/// The line that a row begins on: its place is where the row before it ends, and empty lines come between.
fn line_of(record: &csv::StringRecord, text: &str) -> u64 {
    let Some(position) = record.position() else { return 0 };
    let begun = usize::try_from(position.byte()).ok().and_then(|begun| text.as_bytes().get(begun..));
    let between = begun.into_iter().flatten().take_while(|byte| matches!(byte, b'\n' | b'\r'));
    position.line() + between.map(|&byte| u64::from(byte == b'\n')).sum::<u64>()
}

/// A row as a case; none of a row in which nothing stands.
fn row(
    record: &csv::StringRecord,
    columns: &[String],
    line: u64,
    facts: &Facts,
) -> Result<Option<Row>, (u64, String)> {
    let nameless = |place: usize| columns.get(place).is_none_or(String::is_empty);
    let mut surplus =
        record.iter().enumerate().filter(|(place, cell)| nameless(*place) && !cell.trim().is_empty());
    if let Some((_, surplus)) = surplus.next() {
        let named = columns.iter().filter(|name| !name.is_empty()).count();
        let message = format!("`{surplus}` stands under no column: the first line has {named} names");
        return Err((line, message));
    }
    let cells: Vec<(String, String)> = columns
        .iter()
        .zip(record)
        .map(|(column, cell)| (column.clone(), meant(cell).to_owned()))
        .filter(|(column, cell)| !column.starts_with('#') && !column.is_empty() && !cell.is_empty())
        .collect();
    let (mut case, mut situation, mut expect) = (Map::new(), Map::new(), Map::new());
    for (column, cell) in &cells {
        let expected = EXPECTED.iter().find(|(field, _)| field == column);
        let (part, kind) = match (expected, facts.cell(column)) {
            (Some((_, kind)), _) => (&mut expect, *kind),
            (None, Some(kind)) => (&mut situation, kind),
            (None, None) if column == "presuming" => (&mut case, Cell::Flag),
            (None, None) => (&mut case, Cell::Text),
        };
        part.insert(column.clone(), value(cell, kind));
    }
    case.insert("situation".into(), situation.into());
    case.insert("expect".into(), expect.into());
    Ok((!cells.is_empty()).then(|| Row { line, case: case.into(), cells }))
}

/// A cell as a value. What does not fit is left a text, which the library then says.
fn value(cell: &str, kind: Cell) -> Value {
    match kind {
        Cell::Flag => match cell.to_lowercase().as_str() {
            "true" | "yes" => true.into(),
            "false" | "no" => false.into(),
            _ => cell.into(),
        },
        Cell::Number => cell.parse::<u32>().map_or_else(|_| cell.into(), Value::from),
        Cell::List if cell == "-" => json!([]),
        Cell::List => cell.split(';').map(str::trim).filter(|item| !item.is_empty()).map(item).collect(),
        Cell::Text => cell.into(),
    }
}

/// An entry of a list: a name, or advice by its moment and modality.
fn item(item: &str) -> Value {
    if !item.contains('=') {
        return item.into();
    }
    let part = |part: &str| part.split_once('=').map(|(key, value)| (key.to_owned(), Value::from(value)));
    item.split_whitespace()
        .map(|each| part(each).unwrap_or_else(|| (each.to_owned(), Value::Null)))
        .collect::<Map<_, _>>()
        .into()
}

/// The rule set with other cases, all else as it was written.
fn with_cases(rule_set: &Document, rows: &[Row]) -> Result<Document, Stop> {
    // Of a field that is given twice one would be lost here: what cannot be laid out is refused.
    let laid_out = formatted(rule_set)?;
    let mut fields: BTreeMap<String, Box<RawValue>> =
        serde_json::from_str(laid_out.text()).map_err(io::Error::from)?;
    let cases: Vec<&Value> = rows.iter().map(|row| &row.case).collect();
    fields.insert("cases".into(), to_raw_value(&cases).map_err(io::Error::from)?);
    let text = serde_json::to_string(&fields).map_err(io::Error::from)?;
    Ok(Document::new(rule_set.name(), text))
}

fn formatted(document: &Document) -> Result<Document, Stop> {
    let refused = |rejected| Refusal { faults: faults(&rejected), sources: vec![document.clone()] };
    Ok(document.formatted().map_err(refused)?)
}

/// What the library has to say of the cases of a rule set, by the line and the column that each came from.
fn cases_amiss(
    rule_set: &Document,
    below: &[Document],
    (table, rows): (&str, &[Row]),
    facts: &Facts,
) -> Vec<Fault> {
    let documents = below.iter().cloned().chain([rule_set.clone()]);
    let Err(rejected) = Guideline::build_unproved(documents) else { return Vec::new() };
    let of_cases = faults(&rejected).into_iter().filter(|fault| {
        fault.severity == Severity::Error
            && fault.place.document == rule_set.name()
            && fault.place.pointer.starts_with("/cases/")
    });
    of_cases.map(|fault| placed(fault, (table, rows), facts)).collect()
}

fn placed(fault: Fault, (table, rows): (&str, &[Row]), facts: &Facts) -> Fault {
    let mut path = fault.place.pointer.split('/').skip(2);
    let row = path.next().and_then(|number| rows.get(number.parse::<usize>().ok()?));
    let field = path.find(|part| !["situation", "expect"].contains(part));
    let cell = row.and_then(|row| row.cells.iter().find(|(column, _)| Some(&**column) == field));
    let message = match (cell, field) {
        (Some((column, cell)), _) => format!("column `{column}`, `{cell}`: {}", fault.message),
        (None, Some(column)) if SAID.contains(&column) => format!("column `{column}`: {}", fault.message),
        _ => fault.message,
    };
    let line = row.map_or(1, |row| row.line);
    let parted = cell.and_then(|(column, cell)| parted(column, cell, facts));
    // In a table nothing stands in quotes.
    let help = parted.or(fault.help.map(|help| help.replace(", without quotes", "")));
    *Fault::named(fault.code, &format!("{table}:{line}"), message, help)
}

/// How several options are parted that stand in one cell.
fn parted(column: &str, cell: &str, facts: &Facts) -> Option<String> {
    let options = facts.options_in(column, cell)?;
    Some(match facts.cell(column) {
        Some(Cell::List) => format!("part them by semicolons: `{}`", options.join("; ")),
        _ => "it has one value: make a case of each".into(),
    })
}
