//! The canonical layout of documents: what it looks like, and that what is here is in it.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use demeanor::diagnostic::Code;
use demeanor::{Document, Guideline};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// A document as it may come, and as it has to be: every value as it was written, escapes and numbers too.
const BEFORE: &str = r#"{"title":"Ours \u00e9 é \/","rules":[{"because":"A sentence.","certainty":"low","strength":"weak",
"authority":"guidance","title":"Short","id":"a","permits":"welcome","when":{"b.c":[1,2],"a.long_name_of_a_fact":{
"includes_none":["one_of_the_options"],"includes":["another_of_the_options","and_a_third_one_here"]}},"should":[]},
{ "id":"b", "title":"It",   "when": {}, "at_least": "pause", "because": "So.", "authority": "guidance",
"strength":"weak","certainty":"low" } ],"id":"a.b","version":"1.0.0","format":1,
"cases":[{"id":"c","title":"In a case of some length, so that it has to be broken","expect":{"settled":true},"situation":{"a":{"z":1,"y":["k","l"],"x":true},"b.c":4}}]}
"#;

const AFTER: &str = r#"{
  "format": 1, "id": "a.b", "version": "1.0.0", "title": "Ours \u00e9 é \/",
  "rules": [
    {
      "id": "a", "title": "Short",
      "when": {
        "b.c": [1, 2],
        "a.long_name_of_a_fact": {
          "includes_none": ["one_of_the_options"],
          "includes": ["another_of_the_options", "and_a_third_one_here"]
        }
      },
      "permits": "welcome",
      "should": [],
      "because": "A sentence.",
      "authority": "guidance", "strength": "weak", "certainty": "low"
    },
    {
      "id": "b", "title": "It",
      "when": {},
      "at_least": "pause",
      "because": "So.",
      "authority": "guidance", "strength": "weak", "certainty": "low"
    }
  ],
  "cases": [
    {
      "id": "c", "title": "In a case of some length, so that it has to be broken",
      "situation": { "a": { "z": 1, "y": ["k", "l"], "x": true }, "b.c": 4 },
      "expect": { "settled": true }
    }
  ]
}
"#;

/// Documents that are left to their authors, and what is said of them.
const FAULTY: &[(&str, Code)] = &[
    ("{", Code::BadJson),
    ("[]", Code::WrongType),
    (r#"{ "format": 1, "id": "a.b", "version": "1.0.0" }"#, Code::MissingField),
    (r#"{ "format": 1, "id": "a.b", "version": "1.0.0", "title": "T", "titel": "T" }"#, Code::UnknownField),
    (r#"{ "format": 1, "id": "a.b", "version": "1.0.0", "title": "T", "title": "U" }"#, Code::DuplicateKey),
    (r#"{ "format": 1, "id": "a.b", "version": "1.0.0", "title": "T", "rules": {} }"#, Code::WrongType),
    (
        r#"{ "format": 1, "id": "a.b", "version": "1.0.0", "title": "T", "otherwise": { "stance": "x", "because": "y" } }"#,
        Code::UnknownWord,
    ),
];

#[test]
fn a_document_is_laid_out() {
    let formatted = Document::new("ours.json", BEFORE).formatted().expect("nothing is wrong with it");
    assert_eq!((formatted.name(), formatted.text()), ("ours.json", AFTER));
    assert_eq!(formatted.formatted().expect("nothing is wrong with it"), formatted);
}

#[test]
fn a_faulty_document_is_refused() {
    for (text, code) in FAULTY {
        let rejected = Document::new("faulty.json", *text).formatted().expect_err(text);
        assert!(rejected.diagnostics().iter().any(|found| found.code == *code), "{text}: {rejected}");
    }
}

#[test]
fn what_ships_is_formatted() {
    let mut documents = 0;
    for folder in ["rules", "examples/clinics", "examples/demeanor/src"] {
        for path in files(folder) {
            let text = fs::read_to_string(&path).expect("it is text");
            let document = Document::new(path.display().to_string(), text);
            let formatted = document.formatted().expect("nothing is wrong with it");
            assert!(formatted == document, "run `demeanor fmt {}`", path.display());
            documents += 1;
        }
    }
    assert!(documents > 20, "they were looked at");
}

/// However somebody lays out the shipped rules, their digest and their canonical layout stay the same.
#[test]
fn layout_changes_no_digest() {
    let minified = Document::standard().map(|document| {
        let value: Value = serde_json::from_str(document.text()).expect("it is JSON");
        Document::new(document.name(), value.to_string())
    });
    let minified: Vec<Document> = minified.collect();
    let guideline = Guideline::build_unproved(minified.iter().cloned()).expect("it is the shipped one");
    assert_eq!(guideline.digest(), Guideline::standard().digest());
}

/// Cases decide nothing: with them and without, wherever they stand, a layer has one digest.
#[test]
fn cases_change_no_digest() {
    let without_cases = Document::standard().filter(|document| !document.name().contains("cases"));
    let guideline = Guideline::build_unproved(without_cases).expect("it is the shipped one");
    assert_eq!(guideline.digest(), Guideline::standard().digest());
    let lit = r#"{ "format": 1, "id": "lit", "version": "1.0.0", "title": "Lit",
        "facts": [{ "id": "room.lit", "kind": "flag", "ask": "Is it lit?" }],
        "otherwise": { "stance": "allow", "because": "It mostly is." } }"#;
    let cases = r#", "cases": [{ "id": "dark", "title": "Dark", "situation": { "room.lit": false },
        "expect": { "stance": ["allow"] } }] }"#;
    let with_cases = format!("{}{cases}", lit.trim_end_matches([' ', '}']).to_owned() + "}");
    let digest_of = |text: &str| {
        let guideline = Guideline::build([Document::new("lit.json", text)]).expect("it builds");
        guideline.digest().to_owned()
    };
    assert_eq!(digest_of(lit), digest_of(&with_cases));
    assert_ne!(digest_of(lit), digest_of(&lit.replace("mostly", "always")));
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect()
}
