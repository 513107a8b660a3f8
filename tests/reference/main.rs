//! docs/format.md describes every field and every word of the format where it belongs, and none that there is not.
//! What there is, the schema tells, which is made from the types that documents are read into.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use demeanor::governance::StampKind;
use demeanor::schema;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const PAGE: &str = include_str!("../../docs/format.md");

/// Where each thing that the schema defines is described: its name there, and a heading of the page.
const DESCRIBED: &[(&str, &str)] = &[
    ("RuleSet", "The document"),
    ("Extends", "The document"),
    ("SafetyMark", "The document"),
    ("MayRelax", "The document"),
    ("Otherwise", "The document"),
    ("WhileUnknown", "The document"),
    ("About", "`about`"),
    ("Approval", "`about`"),
    ("Effective", "`about`"),
    ("Change", "`about`"),
    ("Level", "`about`"),
    ("Status", "`about`"),
    ("Sentence", "`wording`"),
    ("Wording", "`wording`"),
    ("Stance", "`wording`"),
    ("Moment", "`wording`"),
    ("Modality", "`wording`"),
    ("Group", "The document"),
    ("Fact", "`facts`"),
    ("Presumption", "`presume`"),
    ("LayerPresumption", "`presume`"),
    ("Refinement", "`refine`"),
    ("FinerChoice", "`refine`"),
    ("Choice", "`facts`"),
    ("Kind", "`facts`"),
    ("Askable", "`facts`"),
    ("Stricter", "`facts`"),
    ("Term", "`terms`"),
    ("Action", "`actions`"),
    ("Rule", "`rules`"),
    ("Authority", "`rules`"),
    ("Strength", "`rules`"),
    ("Certainty", "`rules`"),
    ("Withdrawal", "`withdraw`"),
    ("Impossible", "`impossible`"),
    ("Safeguard", "`safeguards`"),
    ("Case", "`cases`"),
    ("Acknowledgement", "`acknowledge`"),
    ("FindingCode", "`acknowledge`"),
    ("Expectation", "`expect`"),
    ("Pattern", "`expect`"),
    ("Source", "`sources`"),
    ("SourceKind", "`sources`"),
    ("Condition", "Conditions"),
    ("TestObject", "Conditions"),
    ("Situation", "Situations"),
];

/// Words that the page has as examples, or that JSON has.
const OTHER_WORDS: &[&str] = &["true", "false", "null", "en", "sessions", "check", "teen"];

/// The fields and words of each definition, by its name. One that is there twice, such as `Stance2`, is the same thing.
fn defined() -> BTreeMap<String, BTreeSet<String>> {
    let schema = schema::rule_set();
    let definitions = schema["$defs"].as_object().expect("it defines something");
    let mut defined: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, definition) in definitions.iter().chain([(&"RuleSet".to_owned(), &schema)]) {
        let fields =
            definition["properties"].as_object().into_iter().flatten().map(|(field, _)| field.clone());
        let words = definition["oneOf"].as_array().into_iter().flatten();
        let words = words.filter_map(|word| word["const"].as_str().map(str::to_owned));
        let name = name.trim_end_matches(|character: char| character.is_ascii_digit());
        defined.entry(name.to_owned()).or_default().extend(fields.chain(words));
    }
    defined.retain(|_, words| !words.is_empty());
    defined
}

/// What stands below each heading, as far as the next one.
fn sections() -> BTreeMap<&'static str, String> {
    let mut sections: BTreeMap<&str, String> = BTreeMap::new();
    let mut heading = "";
    for line in PAGE.lines() {
        match line.strip_prefix("##") {
            Some(rest) => heading = rest.trim_start_matches('#').trim(),
            None => sections.entry(heading).or_default().extend([line, "\n"]),
        }
    }
    sections
}

/// What stands in backticks.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The names in a piece of code.
fn names(code: &str) -> impl Iterator<Item = &str> {
    code.split(|character: char| !(character.is_ascii_lowercase() || "_$-".contains(character)))
        .filter(|name| !name.is_empty())
}

#[test]
fn every_field_and_word_is_described() {
    let (defined, sections) = (defined(), sections());
    for (name, words) in &defined {
        let place = DESCRIBED.iter().find(|(described, _)| described == name);
        let (_, heading) = place.unwrap_or_else(|| panic!("where is `{name}` described?"));
        let section = sections.get(heading).unwrap_or_else(|| panic!("there is no heading {heading}"));
        let described: BTreeSet<&str> = code(section).flat_map(names).collect();
        for word in words {
            assert!(described.contains(word.as_str()), "`{word}` of {name} is not described under {heading}");
        }
    }
    for (name, _) in DESCRIBED {
        assert!(defined.contains_key(*name), "the schema defines no {name}");
    }
}

#[test]
fn nothing_is_described_that_is_not_there() {
    let defined = defined();
    let mut known: BTreeSet<&str> = defined.values().flatten().map(String::as_str).collect();
    known.extend(OTHER_WORDS);
    known.extend(StampKind::ALL.iter().map(|stamp| stamp.id()));
    for (heading, section) in sections() {
        if !DESCRIBED.iter().any(|(_, described)| *described == heading) {
            continue;
        }
        let is_name = |code: &&str| code.chars().all(|c| c.is_ascii_lowercase() || c == '_') && *code != "_";
        for word in code(&section).filter(is_name) {
            assert!(known.contains(word), "there is no `{word}`, which stands under {heading}");
        }
    }
}

/// What has a table of its fields.
const TABLES: &[(&str, &str)] = &[
    ("RuleSet", "The document"),
    ("About", "`about`"),
    ("Fact", "`facts`"),
    ("Presumption", "`presume`"),
    ("Action", "`actions`"),
    ("Rule", "`rules`"),
    ("Safeguard", "`safeguards`"),
    ("Case", "`cases`"),
    ("Expectation", "`expect`"),
    ("Source", "`sources`"),
];

/// A table lists the fields of what its heading names: of nothing else, and all of them.
#[test]
fn tables_list_fields() {
    let (defined, sections) = (defined(), sections());
    for (name, heading) in TABLES {
        let first = rows(&sections[heading]).filter_map(|row| row.split('|').nth(1));
        let listed: BTreeSet<&str> = first.flat_map(code).collect();
        let fields: BTreeSet<&str> = defined[*name].iter().map(String::as_str).collect();
        assert_eq!(listed, fields, "under {heading}");
    }
}

#[test]
fn required_fields_are_called_so() {
    let (schema, sections) = (schema::rule_set(), sections());
    for (name, heading) in TABLES {
        let definition = if *name == "RuleSet" { &schema } else { &schema["$defs"][*name] };
        let required: BTreeSet<&str> =
            definition["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let called =
            rows(&sections[heading]).filter(|row| row.split('|').nth(2).map(str::trim) == Some("required"));
        let called: BTreeSet<&str> = called.filter_map(|row| row.split('|').nth(1)).flat_map(code).collect();
        assert_eq!(called, required, "under {heading}");
    }
}

/// The rows of the table of fields; other tables of a section have no code in their first column.
fn rows(section: &str) -> impl Iterator<Item = &str> {
    section.lines().filter(|line| line.starts_with("| `"))
}
