//! `audit` of Parquet, where the program is built for it: rows are judged and refused as those of a table are.

use crate::audit::{json_lines, lines, recorded};
use crate::harness::{RIVERSIDE, Run, Scratch, run, run_with, tool};
use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::record::Field;
use parquet::schema::parser::parse_message_type;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs::File;
use std::sync::Arc;

/// A column: its name, what it holds, and its values; null where there is none.
type Column = (String, &'static str, Vec<Value>);

/// Writes columns that stand in `schema` in this order, so many rows in a group.
fn write(path: &str, schema: &str, columns: &[Column], rows: usize, compression: Compression) {
    let schema = Arc::new(parse_message_type(&format!("message records {{ {schema} }}")).expect("a schema"));
    let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
    let file = File::create(path).expect("it can be written");
    let mut writer = SerializedFileWriter::new(file, schema, properties).expect("it is begun");
    let all = columns[0].2.len();
    for from in (0..all).step_by(rows) {
        let mut group = writer.next_row_group().expect("a group");
        for (_, holds, values) in columns {
            write_column(&mut group, holds, &values[from..all.min(from + rows)]);
        }
        group.close().expect("it is whole");
    }
    writer.close().expect("it is whole");
}

fn write_column(group: &mut SerializedRowGroupWriter<'_, File>, holds: &str, values: &[Value]) {
    let mut column = group.next_column().expect("a column").expect("there is one");
    let defined: Vec<i16> = values.iter().map(|value| i16::from(!value.is_null())).collect();
    let there = || values.iter().filter(|value| !value.is_null());
    let text = |value: &Value| ByteArray::from(value.as_str().expect("a text"));
    match holds {
        "flag" => {
            let values: Vec<bool> = there().map(|value| value.as_bool().expect("a flag")).collect();
            column.typed::<BoolType>().write_batch(&values, Some(&defined), None)
        }
        "count" => {
            let values: Vec<i32> = there()
                .map(|value| value.as_i64().and_then(|value| value.try_into().ok()).expect("a count"))
                .collect();
            column.typed::<Int32Type>().write_batch(&values, Some(&defined), None)
        }
        "double" => {
            let values: Vec<f64> = there().map(|value| value.as_f64().expect("a number")).collect();
            column.typed::<DoubleType>().write_batch(&values, Some(&defined), None)
        }
        "text" => {
            let values: Vec<ByteArray> = there().map(text).collect();
            column.typed::<ByteArrayType>().write_batch(&values, Some(&defined), None)
        }
        _ => {
            // Not there, empty, an option that is unknown, an option.
            let (mut texts, mut defined, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
            for value in values {
                let list = value.as_array().cloned().unwrap_or_default();
                if list.is_empty() {
                    defined.push(i16::from(!value.is_null()));
                    repeated.push(0);
                }
                for (place, option) in list.iter().enumerate() {
                    defined.push(if option.is_null() { 2 } else { 3 });
                    repeated.push(i16::from(place > 0));
                    texts.extend((!option.is_null()).then(|| text(option)));
                }
            }
            column.typed::<ByteArrayType>().write_batch(&texts, Some(&defined), Some(&repeated))
        }
    }
    .expect("it is written");
    column.close().expect("it is whole");
}

fn field(name: &str, holds: &str) -> String {
    match holds {
        "flag" => format!("optional boolean {name};"),
        "count" => format!("optional int32 {name};"),
        "double" => format!("optional double {name};"),
        "text" => format!("optional binary {name} (STRING);"),
        _ => format!(
            "optional group {name} (LIST) {{ repeated group list {{ optional binary element (STRING); }} }}"
        ),
    }
}

/// The columns of records: facts by their dotted names, in order.
fn columns(records: &[Value]) -> Vec<Column> {
    let flat = |record: &Value| {
        let mut facts = Map::new();
        for (name, value) in record.as_object().expect("a situation") {
            match value.as_object() {
                Some(group) => {
                    facts.extend(group.iter().map(|(fact, value)| (format!("{name}.{fact}"), value.clone())));
                }
                None => drop(facts.insert(name.clone(), value.clone())),
            }
        }
        facts
    };
    let records: Vec<Map<String, Value>> = records.iter().map(flat).collect();
    let holds = |value: &Value| match value {
        Value::Bool(_) => "flag",
        Value::Number(_) => "count",
        Value::Array(_) => "list",
        _ => "text",
    };
    let kinds: BTreeMap<&String, &'static str> =
        records.iter().flatten().map(|(name, value)| (name, holds(value))).collect();
    let values = |name: &String| -> Vec<Value> {
        records.iter().map(|record| record.get(name).cloned().unwrap_or_default()).collect()
    };
    kinds.into_iter().map(|(name, holds)| (name.clone(), holds, values(name))).collect()
}

/// Flat columns, and the same in groups.
fn schemas(columns: &[Column]) -> [String; 2] {
    let flat: String = columns.iter().map(|(name, holds, _)| field(name, holds)).collect();
    let mut groups: BTreeMap<&str, String> = BTreeMap::new();
    for (name, holds, _) in columns {
        let (group, fact) = name.split_once('.').expect("a fact stands in a group");
        groups.entry(group).or_default().push_str(&field(fact, holds));
    }
    let grouped = groups.iter().map(|(group, fields)| format!("required group {group} {{ {fields} }}"));
    [flat, grouped.collect()]
}

#[test]
fn rows_are_read_as_lines_are() {
    let records = [recorded(), vec![json!({}), json!({ "expression.form": [] })]].concat();
    let expected = run_with(&["audit", "-", "--each", "csv"], &lines(&records));
    let columns = columns(&records);
    for kind in ["flag", "count", "list", "text"] {
        assert!(columns.iter().any(|(_, holds, _)| *holds == kind), "no {kind}");
    }
    let scratch = Scratch::new();
    for schema in schemas(&columns) {
        for (rows, compression) in [(1_000, Compression::SNAPPY), (5, Compression::UNCOMPRESSED)] {
            let path = scratch.path("records.parquet");
            write(&path, &schema, &columns, rows, compression);
            let run = run(&["audit", &path, "--each", "csv", "--cores", "2"]);
            assert_eq!((run.status, &run.out), (0, &expected.out), "{}", run.err);
            assert!(run.err.starts_with(&format!("{} records\n", records.len())), "{}", run.err);
        }
    }
}

/// What is said of a file with one column, or two, of two rows.
fn said_of(schema: &str, columns: &[Column]) -> Run {
    let scratch = Scratch::new();
    let path = scratch.path("records.parquet");
    write(&path, schema, columns, 10, Compression::SNAPPY);
    run(&["audit", &path, "--each", "csv"])
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A column, its values, how many are judged, and what is said of the others.
type Row<'a> = (&'static str, &'static str, &'a [Value], usize, &'static [&'static str]);

#[test]
fn what_is_wrong_in_a_row_is_told_by_row_and_column() {
    let rows: &[Row<'_>] = &[
        (
            "client.age_band",
            "text",
            &[json!("adult"), json!("adutl"), json!(null)],
            2,
            &[
                "row 2: column `client.age_band`: `adutl`: `client.age_band` has no option `adutl`; did you mean `adult`?",
            ],
        ),
        (
            "expression.form",
            "list",
            &[
                json!(["tears", "voice"]),
                json!(["tears;voice"]),
                json!([null]),
                json!([""]),
                json!(["-"]),
                json!([]),
            ],
            2,
            &[
                "row 2: column `expression.form`: `tears;voice` in a list is no option",
                "row 3: column `expression.form`: a list holds texts, and nothing that is unknown",
                "row 4: column `expression.form`: `` in a list is no option",
                "row 5: column `expression.form`: `-` in a list is no option",
            ],
        ),
        ("expression.form", "text", &[json!("tears;voice"), json!("-"), json!("")], 3, &[]),
        (
            "therapist.sessions_today",
            "double",
            &[json!(3.0), json!(1.5), json!(-1.0), json!(null)],
            2,
            &[
                "row 2: column `therapist.sessions_today`: `1.5`",
                "row 3: column `therapist.sessions_today`: `-1`",
            ],
        ),
        ("therapist.trainee", "flag", &[json!(true), json!(null)], 2, &[]),
        (
            "therapist.trainee",
            "text",
            &[json!("TRUE"), json!("maybe")],
            1,
            &["row 2: column `therapist.trainee`: `maybe`"],
        ),
        ("therapist.trainee", "count", &[json!(1)], 0, &["row 1: column `therapist.trainee`: `1`"]),
    ];
    for (name, holds, values, judged, said) in rows {
        let run = said_of(&field(name, holds), &[((*name).to_owned(), holds, values.to_vec())]);
        let err = flat(&run.err);
        assert_eq!(
            (run.status, run.out.lines().count()),
            (i32::from(*judged == 0), judged + 1),
            "{name}: {err}"
        );
        for part in *said {
            assert!(err.contains(part), "there is no `{part}` in {err}");
        }
        assert_eq!(err.matches("column `").count(), values.len() - judged, "{err}");
    }
}

#[test]
fn columns_are_looked_at_once() {
    let text = |name: &str| (name.to_owned(), "text", vec![json!("adult")]);
    let count = |name: &str| (name.to_owned(), "count", vec![json!(7)]);
    let refused: [(String, Vec<Column>, &[&str]); 5] = [
        (
            field("client.age_bnad", "text") + &field("note", "text"),
            vec![text(""), text("")],
            &[
                "no fact is called `client.age_bnad`",
                "did you mean `client.age_band`?",
                "`note`",
                "begin its name with `#`",
            ],
        ),
        (
            format!(
                "{} required group client {{ {} }}",
                field("client.age_band", "text"),
                field("age_band", "text")
            ),
            vec![text(""), text("")],
            &["two columns are called `client.age_band`"],
        ),
        (field("#id", "text"), vec![text("")], &["no column names a fact"]),
        (
            "optional int32 client.age_band (DATE);".into(),
            vec![count("")],
            &["error[wrong-type]", "the column `client.age_band` holds what no fact can have: Date"],
        ),
        (
            "required group expression.form (LIST) { repeated group list { optional int32 element; } }"
                .into(),
            vec![(String::new(), "count", Vec::new())],
            &["the column `expression.form` holds what no fact can have: List"],
        ),
    ];
    for (schema, columns, said) in refused {
        let run = said_of(&schema, &columns);
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{}", run.err);
        for part in said {
            assert!(flat(&run.err).contains(part), "there is no `{part}` in {}", run.err);
        }
    }
    let passed_over = said_of(
        &format!("optional int32 #on (DATE); {}", field("client.age_band", "text")),
        &[count(""), text("")],
    );
    assert_eq!((passed_over.status, passed_over.out.lines().count()), (0, 2), "{}", passed_over.err);
}

/// Whatever becomes of a file, it is read or refused.
#[test]
fn what_is_damaged_is_refused() {
    let scratch = Scratch::new();
    let path = scratch.path("records.parquet");
    let columns = columns(&recorded());
    write(&path, &schemas(&columns)[0], &columns, 5, Compression::SNAPPY);
    let whole = std::fs::read(&path).expect("it is there");
    let judge = |bytes: &[u8]| {
        std::fs::write(&path, bytes).expect("it can be written");
        let run = run(&["audit", &path, "--each", "csv"]);
        assert!(!run.err.contains("panicked") && run.status <= 1, "{}", run.err);
        run
    };
    for bytes in [&b""[..], b"client.age_band\nadult\n", &whole[..whole.len() / 2], &whole[..whole.len() - 1]]
    {
        let run = judge(bytes);
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{}", run.err);
        assert!(run.err.contains("this cannot be read as Parquet"), "{}", run.err);
    }
    let rounds = std::env::var("DEMEANOR_DAMAGED").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(20);
    for round in 0..rounds {
        let mut bytes = whole.clone();
        let place = round * 7919 % bytes.len();
        bytes[place] ^= 1 << (round % 8);
        judge(&bytes);
    }
    assert_eq!(judge(&whole).status, 0);
}

/// A row as a line of JSON has it.
fn as_line(row: parquet::record::Row) -> Value {
    let text = |field: &Field| match field {
        Field::Str(text) => json!(text),
        Field::Null => Value::Null,
        Field::Long(number) => json!(number),
        other => panic!("{other} is nothing of an answer"),
    };
    let value = |field: &Field| match field {
        Field::ListInternal(list) => list.elements().iter().map(text).collect(),
        field => text(field),
    };
    row.into_columns().iter().map(|(name, field)| (name.clone(), value(field))).collect::<Map<_, _>>().into()
}

#[test]
fn answers_are_written_as_lines_have_them() {
    let records = [recorded(), vec![json!({ "client.age_band": "adutl" }), json!({})]].concat();
    for more in [&[][..], &["--against", RIVERSIDE]] {
        let expected =
            json_lines(&run_with(&[&["audit", "-", "--each", "jsonl"], more].concat(), &lines(&records)));
        let scratch = Scratch::new();
        let records = scratch.file("records.jsonl", &lines(&records));
        let output =
            tool().args(["audit", &records, "--each", "parquet"]).args(more).output().expect("it runs");
        assert!(output.status.success());
        let path = scratch.path("answers.parquet");
        std::fs::write(&path, &output.stdout).expect("it can be written");
        let reader =
            SerializedFileReader::new(File::open(&path).expect("it is there")).expect("it is Parquet");
        let rows = reader.get_row_iter(None).expect("it has rows");
        let rows: Vec<Value> = rows.map(|row| as_line(row.expect("a row"))).collect();
        assert_eq!(rows, expected);
        assert!(rows.iter().any(|row| row["deciding"] == json!([])), "none was decided by no rule");
    }
}
