//! Writes the cases of a rule set as a table.

use super::columns::{EXPECTED, Facts, SAID, flat};
use crate::declared;
use crate::table::guarded;
use demeanor::Document;
use serde_json::Value;
use std::collections::BTreeMap;

/// The table: only columns in which something stands, and those without which there is no case.
pub(super) fn table(rule_set: &Document, facts: &Facts) -> String {
    let stated = declared::parsed(rule_set).unwrap_or_default();
    let cases = stated.get("cases").and_then(Value::as_array).into_iter().flatten();
    let cases: Vec<Row<'_>> = cases.map(Row::of).collect();
    let known: Vec<String> = cases.iter().flat_map(|case| case.situation.keys().cloned()).collect();
    let said = SAID
        .into_iter()
        .filter(|field| *field != "presuming" || cases.iter().any(|case| !case.said(field).is_null()));
    let expected = EXPECTED.iter().map(|(field, _)| *field);
    let expected = expected
        .filter(|field| *field == "stance" || cases.iter().any(|case| !case.expected(field).is_null()));
    let columns: Vec<String> =
        said.map(str::to_owned).chain(facts.in_order(known)).chain(expected.map(str::to_owned)).collect();
    let mut table = csv::Writer::from_writer(Vec::new());
    let rows = cases.iter().map(|case| columns.iter().map(|column| guarded(case.cell(column))).collect());
    for row in std::iter::once(columns.clone()).chain(rows) {
        // Writing into memory cannot fail, and every row has as many cells.
        table.write_record(row).ok();
    }
    String::from_utf8(table.into_inner().unwrap_or_default()).unwrap_or_default()
}

struct Row<'a> {
    case: &'a Value,
    situation: BTreeMap<String, Value>,
}

impl<'a> Row<'a> {
    fn of(case: &'a Value) -> Row<'a> {
        Row { case, situation: flat(case.get("situation").unwrap_or(&Value::Null)) }
    }

    /// What is said of the case itself; null where nothing is.
    fn said(&self, field: &str) -> &'a Value {
        self.case.get(field).unwrap_or(&Value::Null)
    }

    fn expected(&self, field: &str) -> &'a Value {
        self.said("expect").get(field).unwrap_or(&Value::Null)
    }

    fn cell(&self, column: &str) -> String {
        let value = if SAID.contains(&column) {
            self.said(column)
        } else if EXPECTED.iter().any(|(field, _)| *field == column) {
            self.expected(column)
        } else {
            self.situation.get(column).unwrap_or(&Value::Null)
        };
        written(value)
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.is_empty() => "-".into(),
        Value::Array(items) => items.iter().map(written).collect::<Vec<_>>().join("; "),
        // Advice by its moment and modality.
        Value::Object(pattern) => {
            let part = |(key, value): (&String, &Value)| format!("{key}={}", written(value));
            pattern.iter().map(part).collect::<Vec<_>>().join(" ")
        }
        _ => value.to_string(),
    }
}
