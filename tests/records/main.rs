//! Vocabularies change, records stay: old situations are read, strictly or leniently, and stored guidance can be had again
//! to the byte.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

mod departure;
mod discreet;
mod short;

use demeanor::diagnostic::{Code, Severity};
use demeanor::guidance::Record;
use demeanor::{Document, Guideline};
use serde_json::{Value, json};

/// A rule set whose facts and options have been renamed.
fn guideline() -> Guideline {
    let options = json!([
        { "id": "child", "label": "12 or under", "formerly": ["kid"] },
        { "id": "adult", "label": "18 or over", "formerly": ["grown_up", "of_age"] },
    ]);
    let moods = json!([
        { "id": "calm", "label": "Calm" }, { "id": "tense", "label": "Tense", "formerly": ["strained"] },
    ]);
    let document = json!({
        "format": 1, "id": "lakeside.rules", "version": "2.0.0", "title": "Lakeside",
        "facts": [
            { "id": "client.age_band", "kind": "choice", "ask": "How old?", "formerly": ["client.age", "patient.age"],
              "options": options },
            { "id": "client.moods", "kind": "several", "ask": "Which?", "options": moods },
            { "id": "client.visits", "kind": "count", "ask": "How many?", "max": 9 },
            { "id": "client.new", "kind": "flag", "ask": "New?" },
        ],
        "impossible": [{ "when": { "client.new": true, "client.visits": { "at_least": 5 } }, "because": "Visits." }],
        "otherwise": { "stance": "moderate", "because": "Silence is not permission." },
    });
    Guideline::build([Document::new("lakeside.json", document.to_string())]).expect("it builds")
}

fn record(facts: &Value) -> Document {
    Document::new("records/17.json", facts.to_string())
}

/// What is given, what is understood, and the code and text of what was left out.
type Row = (&'static str, &'static str, &'static [(Code, &'static str)]);

const LENIENT: &[Row] = &[
    (r#"{ "client.new": true }"#, r#"{ "client.new": true }"#, &[]),
    ("null", "{}", &[]),
    (
        r#"{ "client.new": true, "client.shoe_size": 43 }"#,
        r#"{ "client.new": true }"#,
        &[(Code::UnknownFact, "\"client.shoe_size\"")],
    ),
    (
        r#"{ "client": { "new": true }, "room": { "lit": true, "warm": false } }"#,
        r#"{ "client.new": true }"#,
        &[(Code::UnknownFact, "\"room\"")],
    ),
    (r#"{ "client.age_band": "elder" }"#, "{}", &[(Code::UnknownValue, "\"elder\"")]),
    (r#"{ "client.visits": 12 }"#, "{}", &[(Code::OutOfRange, "12")]),
    (r#"{ "client.visits": 1.5 }"#, "{}", &[(Code::OutOfRange, "1.5")]),
    (r#"{ "client.visits": "many" }"#, "{}", &[(Code::WrongType, "\"many\"")]),
    (r#"{ "client.new": [true] }"#, "{}", &[(Code::WrongType, "[true]")]),
    (r#"{ "client.age_band": "" }"#, "{}", &[(Code::Empty, "\"\"")]),
    // A list is complete: with one of its options gone it would say that the others are all.
    (r#"{ "client.moods": ["calm", "merry"] }"#, "{}", &[(Code::UnknownValue, "\"merry\"")]),
    (r#"{ "client.moods": ["calm", "calm"] }"#, "{}", &[(Code::DuplicateValue, "\"calm\"")]),
    (r#"{ "client.moods": ["calm"] }"#, r#"{ "client.moods": ["calm"] }"#, &[]),
];

#[test]
fn a_lenient_reader_leaves_out_and_says_so() {
    let guideline = guideline();
    for (given, understood, expected) in LENIENT {
        let document = Document::new("records/17.json", *given);
        let situation = guideline.read_situation_leniently(&document).expect("it is read");
        let facts = serde_json::to_value(situation.facts()).expect("it serialises");
        assert_eq!(facts, serde_json::from_str::<Value>(understood).expect("it is JSON"), "{given}");
        let left_out: Vec<(Code, &str)> =
            situation.left_out().map(|note| (note.code, note.place.text.as_str())).collect();
        assert_eq!(left_out, *expected, "{given}");
        for note in situation.left_out() {
            assert_eq!((note.severity, note.place.document.as_str()), (Severity::Warning, "records/17.json"));
            assert!(note.help.as_ref().is_some_and(|help| help.starts_with("this is left out")), "{note}");
        }
        let strict = guideline.read_situation(&document);
        assert_eq!(strict.is_ok(), expected.is_empty(), "a strict reader refuses {given}");
    }
}

#[test]
fn what_cannot_be_understood_at_all_is_refused_leniently_too() {
    for (given, code) in [
        ("{", Code::BadJson),
        ("[]", Code::WrongType),
        (r#"{ "client.new": true, "client.new": false }"#, Code::DuplicateKey),
        (r#"{ "client.new": true, "client": { "new": true } }"#, Code::FactTwice),
        (r#"{ "client.age": "kid", "client.age_band": "child" }"#, Code::FactTwice),
        (r#"{ "client.new": true, "client.visits": 5, "room.lit": true }"#, Code::Impossible),
    ] {
        let refused = guideline().read_situation_leniently(&Document::new("records/17.json", given));
        let refused = refused.expect_err(given);
        let errors: Vec<Code> = refused
            .diagnostics()
            .iter()
            .filter(|one| one.severity == Severity::Error)
            .map(|one| one.code)
            .collect();
        assert_eq!(errors, [code], "{given}");
    }
}

#[test]
fn former_names_of_facts_and_options_are_read_everywhere() {
    let guideline = guideline();
    let today = guideline.situation(&json!({ "client.age_band": "adult" })).expect("it is read").guidance();
    for facts in [
        json!({ "client.age_band": "grown_up" }),
        json!({ "client.age": "of_age" }),
        json!({ "client": { "age": "adult" } }),
        json!({ "patient.age": "grown_up" }),
    ] {
        let situations = [
            guideline.situation(&facts),
            guideline.situation_from_json(&facts.to_string()),
            guideline.read_situation(&record(&facts)),
            guideline.read_situation_leniently(&record(&facts)),
        ];
        for situation in situations {
            let situation = situation.expect("it is read");
            assert_eq!(situation.guidance(), today, "{facts}");
            let notes = situation.notes();
            assert!(!notes.is_empty() && notes.iter().all(|note| note.code == Code::FormerName), "{facts}");
            assert_eq!(situation.left_out().count(), 0, "{facts}");
        }
    }
}

#[test]
fn an_error_names_the_document() {
    let refused = guideline().read_situation(&record(&json!({ "client.new": "yes" }))).expect_err("no flag");
    assert!(refused.to_string().contains(" records/17.json:1:15: "), "{refused}");
}

/// For every case that ships, on a day and on none: stored, read again, asked again of a guideline built again.
#[test]
fn stored_guidance_is_had_again_to_the_byte() {
    let again = Guideline::build(Document::standard()).expect("it builds");
    let day = "2026-06-01".parse().expect("it is a day");
    let mut compared = 0;
    for run in Guideline::standard().run_cases() {
        let dated = Guideline::standard().as_of(day).situation(&run.facts).expect("it is read").guidance();
        for guidance in [run.guidance, dated] {
            let stored = serde_json::to_string(&guidance).expect("it serialises");
            let read: Record = serde_json::from_str(&stored).expect("it is read");
            let replay = again.replay(&read.short().expect("the facts are there")).expect("they are read");
            assert!(replay.is_same() && replay.changed.is_empty(), "{}: {replay}", run.case);
            assert_eq!(
                serde_json::to_string(&replay.guidance).expect("it serialises"),
                stored,
                "{}",
                run.case
            );
            compared += 1;
        }
    }
    assert!(compared > 200, "only {compared}");
}

#[test]
fn runs_of_cases_can_be_stored() {
    let run = Guideline::standard().run_cases().next().expect("there are cases");
    let stored = serde_json::to_value(&run).expect("it serialises");
    assert_eq!(stored["case"], json!(&*run.case));
    assert_eq!(stored["unmet"], json!([]));
    assert_eq!(stored["facts"], serde_json::to_value(&run.facts).expect("it serialises"));
    assert_eq!(stored["guidance"]["stance"], json!(run.guidance.stance()));
    let again = Guideline::standard().situation(&run.facts).expect("a situation is one for its guideline");
    assert_eq!(again.guidance(), run.guidance);
}
