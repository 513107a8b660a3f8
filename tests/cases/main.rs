//! Small rule sets, situations, and the guidance that `docs/meaning.md` gives them, worked out by hand.
//!
//! Each file in `tests/cases` holds groups of cases; the cases of a group share their documents, lowest layer first.
//! What a document does not state is filled in, so that a file shows only what it is about (see [`fill`]). What a case
//! expects is compared in part: of an object the fields that are named, of a list every entry. Three fields are there
//! for brevity: `advised` (each advice as `modality action`), `counting` (the rules among the reasons) and `open` (the
//! rules that are pending).

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use demeanor::{Document, Guideline};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// A file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// What the file is about.
    about: String,
    groups: Vec<Group>,
}

/// Cases that share their documents.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    documents: Vec<Value>,
    cases: Vec<Case>,
}

/// A situation with what is expected for it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the case is for.
    #[serde(rename = "for")]
    purpose: String,
    situation: Value,
    as_of: Option<String>,
    /// What the guidance holds.
    expect: Option<Value>,
    /// What is said where the situation is refused.
    refused: Option<String>,
}

#[test]
fn guidance_is_as_worked_out() {
    let (mut failures, mut run) = (Vec::new(), 0);
    for path in paths() {
        let text = fs::read_to_string(&path).expect("it is text");
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let file: File = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(!file.about.is_empty(), "{name} says what it is about");
        for group in &file.groups {
            let guideline = build(&group.documents).unwrap_or_else(|error| panic!("{name}: {error}"));
            for case in &group.cases {
                let differences = differences(&guideline, case);
                if !differences.is_empty() {
                    let all = differences.join("\n    ");
                    failures.push(format!("{name}: {}\n  {}\n    {all}", case.purpose, case.situation));
                }
                run += 1;
            }
        }
    }
    assert!(run > 100, "only {run} cases");
    assert!(failures.is_empty(), "{} of {run} cases fail\n\n{}", failures.len(), failures.join("\n\n"));
}

fn paths() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let files = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    paths
}

fn build(documents: &[Value]) -> Result<Guideline, demeanor::Rejected> {
    let numbered = documents.iter().cloned().enumerate();
    let named = numbered.map(|(number, document)| {
        let name = document["name"].as_str().map_or_else(|| format!("{number}.json"), str::to_owned);
        (name, fill(document, number))
    });
    let mut named: Vec<(String, Value)> = named.collect();
    list_parts(&mut named);
    Guideline::build(named.into_iter().map(|(name, document)| Document::new(name, document.to_string())))
}

/// Lets the first document of each layer list the others.
fn list_parts(documents: &mut [(String, Value)]) {
    for first in 0..documents.len() {
        let is_of_layer = |(_, document): &&(String, Value)| document["id"] == documents[first].1["id"];
        let names: Vec<String> = documents.iter().filter(is_of_layer).map(|(name, _)| name.clone()).collect();
        if names.len() > 1 && names[0] == documents[first].0 {
            documents[first].1["parts"] = json!(names[1..]);
        }
    }
}

/// Fills in what a case file leaves out: what the format requires and the case is not about.
fn fill(mut document: Value, number: usize) -> Value {
    let below = json!({ "id": format!("layer{}", number.saturating_sub(1)), "version": "1" });
    let fields = document.as_object_mut().expect("a document is an object");
    fields.remove("name");
    add(fields, "format", json!(1));
    add(fields, "version", json!("1.0.0"));
    add(fields, "title", json!("A layer"));
    if number > 0 && !fields.contains_key("id") {
        add(fields, "extends", below);
    } else if !fields.contains_key("id") {
        add(fields, "otherwise", json!({ "stance": "moderate", "because": "Otherwise." }));
    }
    add(fields, "id", json!(format!("layer{number}")));
    each(fields, "facts", |fact, id| {
        add(fact, "ask", json!(format!("What is {id}?")));
        for option in fact.get_mut("options").and_then(Value::as_array_mut).into_iter().flatten() {
            if let Some(id) = option.as_str() {
                *option = json!({ "id": id, "label": id.replace('_', " ") });
            }
        }
    });
    each(fields, "actions", |action, id| {
        add(action, "moment", json!("in_the_moment"));
        add(action, "text", json!(format!("Do {}.", id.replace('_', " "))));
    });
    each(fields, "rules", |rule, id| {
        add(rule, "title", json!(format!("Rule {id}")));
        add(rule, "because", json!(format!("Because of {id}.")));
        add(rule, "authority", json!("guidance"));
        add(rule, "strength", json!("conditional"));
        add(rule, "certainty", json!("low"));
    });
    each(fields, "impossible", |entry, _| add(entry, "because", json!("It cannot be.")));
    document
}

/// Calls for each entry of a list, with its id.
fn each(fields: &mut Map<String, Value>, list: &str, mut fill: impl FnMut(&mut Map<String, Value>, &str)) {
    for entry in fields.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
        let entry = entry.as_object_mut().expect("an entry is an object");
        let id = entry.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        fill(entry, &id);
    }
}

fn add(fields: &mut Map<String, Value>, field: &str, value: Value) {
    fields.entry(field).or_insert(value);
}

/// Where the guidance is not what the case expects.
fn differences(guideline: &Guideline, case: &Case) -> Vec<String> {
    let day = case.as_of.as_ref().map(|day| day.parse().expect("a day"));
    let guideline = day.map_or_else(|| guideline.clone(), |day| guideline.as_of(day));
    let mut differences = Vec::new();
    match (guideline.situation(&case.situation), &case.expect, &case.refused) {
        (Ok(situation), Some(expected), None) => {
            let guidance = serde_json::to_value(situation.guidance()).expect("guidance is JSON");
            compare(expected, &with_short_forms(guidance), "", &mut differences);
        }
        (Err(refused), None, Some(expected)) if refused.to_string().contains(expected) => {}
        (Err(refused), _, _) => differences.push(format!("refused: {refused}")),
        (Ok(_), _, _) => differences.push("it is not refused".into()),
    }
    differences
}

fn with_short_forms(mut guidance: Value) -> Value {
    let list = |field: &str, entry: fn(&Value) -> Value| -> Value {
        guidance[field]
            .as_array()
            .expect("a list")
            .iter()
            .map(entry)
            .filter(|entry| !entry.is_null())
            .collect()
    };
    let text = |entry: &Value, field: &str| entry[field].as_str().expect("a text").to_owned();
    let advised: Value = guidance["advice"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|advice| Value::String(format!("{} {}", text(advice, "modality"), text(advice, "action"))))
        .collect();
    let counting = list("reasons", |reason| reason["rule"].clone());
    let open = list("pending", |pending| pending["rule"].clone());
    guidance["advised"] = advised;
    guidance["counting"] = counting;
    guidance["open"] = open;
    guidance
}

/// Compares what is expected with what is given: of objects the fields that are expected, all else whole.
fn compare(expected: &Value, given: &Value, at: &str, differences: &mut Vec<String>) {
    match (expected, given) {
        (Value::Object(expected), Value::Object(given)) => {
            for (field, expected) in expected {
                let at = format!("{at}/{field}");
                match given.get(field) {
                    Some(given) => compare(expected, given, &at, differences),
                    None => {
                        differences.push(format!("{at}: expected {expected}, but there is no such field"));
                    }
                }
            }
        }
        (Value::Array(expected), Value::Array(given)) if expected.len() == given.len() => {
            for (index, (expected, given)) in expected.iter().zip(given).enumerate() {
                compare(expected, given, &format!("{at}/{index}"), differences);
            }
        }
        _ if expected == given => {}
        _ => differences.push(format!("{at}: expected {expected}, given {given}")),
    }
}

#[test]
fn the_comparison_finds_differences() {
    let given = json!({ "a": 1, "list": [{ "b": 2, "c": 3 }, { "b": 4 }] });
    let found = |expected: Value| {
        let mut differences = Vec::new();
        compare(&expected, &given, "", &mut differences);
        differences.len()
    };
    assert_eq!(found(json!({ "list": [{ "b": 2 }, { "b": 4 }] })), 0);
    assert_eq!(found(json!({ "a": 2 })), 1);
    assert_eq!(found(json!({ "d": null })), 1);
    assert_eq!(found(json!({ "list": [{ "b": 2 }] })), 1);
    assert_eq!(found(json!({ "list": [{ "b": 4 }, { "b": 2 }] })), 2);
}

/// An approval is of exactly one content: the document without its approvals.
#[test]
fn approvals_are_of_one_content() {
    let layer = |title: &str, approvals: Value| {
        let about = json!({ "publisher": "Lakeside", "approvals": approvals });
        let guideline = build(&[json!({ "title": title, "about": about })]).expect("it builds");
        guideline.empty_situation().guidance().guideline().layers[0].clone()
    };
    let plain = layer("Lakeside", json!([]));
    assert_eq!(plain.approved, None, "nobody approved any");
    let approval = |digest: &str| json!({ "by": "The board", "date": "2026-01-31", "digest": digest });
    let approved = layer("Lakeside", json!([approval(&plain.digest)]));
    assert_eq!(approved.approved, Some(true));
    assert_eq!(approved.digest, plain.digest, "approvals do not count");
    assert_eq!(
        layer("Lakeside too", json!([approval(&plain.digest)])).approved,
        Some(false),
        "it has changed"
    );
    let older = format!("sha256:{}", "0".repeat(64));
    let twice = layer("Lakeside", json!([approval(&older), approval(&plain.digest)]));
    assert_eq!(twice.approved, Some(true), "the latest of two approvals");
}
