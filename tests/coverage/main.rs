//! What cases exercise, and what they leave out.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use demeanor::analysis::Coverage;
use demeanor::{Document, Guideline};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

fn rule(id: &str, when: &Value, permits: &str) -> Value {
    json!({ "id": id, "title": "Title", "when": when, "permits": permits, "because": "Reason.",
            "authority": "guidance", "strength": "weak", "certainty": "low" })
}

fn case(id: usize, situation: &Value) -> Value {
    json!({ "id": format!("c{id}"), "title": "Case", "situation": situation, "expect": { "at_least": "allow" } })
}

/// Rules, a term, a restated term, safeguards, and the cases that are given.
fn documents(situations: &[Value]) -> Vec<Document> {
    let cases: Vec<Value> =
        situations.iter().enumerate().map(|(id, situation)| case(id, situation)).collect();
    let below = json!({
        "format": 1, "id": "lakeside.rules", "version": "1.0.0", "title": "Lakeside",
        "facts": [
            { "id": "client.calm", "kind": "flag", "ask": "Calm?" },
            { "id": "client.visits", "kind": "count", "ask": "How many?" },
            { "id": "client.mood", "kind": "choice", "ask": "Which?",
              "options": [{ "id": "glad", "label": "Glad" }, { "id": "sad", "label": "Sad" }] },
        ],
        "terms": [{ "id": "regular", "when": { "client.visits": { "at_least": 5 } } },
                  { "id": "untouched", "when": { "client.visits": { "at_least": 50 } } }],
        "rules": [rule("of-below", &json!({ "client.mood": "sad" }), "allow")],
        "safeguards": [{ "id": "of-below", "when": {}, "expect": { "at_least": "allow" }, "because": "Reason." }],
        "otherwise": { "stance": "moderate", "because": "Silence is not permission." },
    });
    let above = json!({
        "format": 1, "id": "ward.rules", "version": "1.0.0", "title": "Ward",
        "extends": { "id": "lakeside.rules", "version": "1" },
        "terms": [{ "id": "regular", "when": { "client.visits": { "at_least": 3 } }, "replaces": true,
                    "because": "Our stays are shorter." }],
        "may_relax": [{ "rule": "calm-regular", "because": "Ours." }, { "rule": "calm-glad", "because": "Ours." },
                      { "term": "regular", "because": "Ours." }],
        "rules": [rule("calm-regular", &json!({ "client.calm": true, "is": "regular" }), "allow"),
                  rule("calm-glad", &json!({ "client.calm": true, "client.mood": "glad" }), "allow")],
        "safeguards": [
            { "id": "floor", "when": { "client.calm": false }, "expect": { "at_least": "allow" }, "because": "Reason." },
            { "id": "if-moderate", "when": {}, "stance": "moderate", "expect": { "at_least": "allow" }, "because": "Reason." },
        ],
        "cases": cases,
    });
    vec![Document::new("below.json", below.to_string()), Document::new("above.json", above.to_string())]
}

fn coverage(situations: &[Value]) -> Coverage {
    Guideline::build(documents(situations)).expect("it builds").coverage()
}

/// What is left out by the cases with these situations.
fn gaps(situations: &[Value]) -> Vec<String> {
    let coverage = coverage(situations);
    let rules = coverage.rules_left_out.iter().map(|rule| format!("rule {rule}"));
    let safeguards = coverage.safeguards_left_out.iter().map(|safeguard| format!("safeguard {safeguard}"));
    rules.chain(safeguards).chain(coverage.tests_one_sided.iter().map(ToString::to_string)).collect()
}

#[test]
fn only_the_uppermost_layer_is_surveyed() {
    let coverage = coverage(&[]);
    assert_eq!((coverage.cases, coverage.rules, coverage.safeguards), (0, 2, 2));
    // Calm, glad, the term, and three visits: not what is asked below, nor a term that is not restated.
    assert_eq!(coverage.tests, 4);
}

#[test]
fn without_cases_nothing_is_shown() {
    let expected = [
        "rule calm-glad",
        "rule calm-regular",
        "safeguard floor",
        "safeguard if-moderate",
        "client.calm: yes is neither true nor false in any case (calm-glad, calm-regular)",
        "client.visits: 3 or more is neither true nor false in any case (regular)",
        "client.mood: Glad is neither true nor false in any case (calm-glad)",
        "regular is neither true nor false in any case (calm-regular)",
    ];
    assert_eq!(gaps(&[]), expected);
    assert_eq!(
        gaps(&[json!({})]).len(),
        7,
        "nothing known shows the safeguard about what is moderate, and no more"
    );
}

#[test]
fn each_case_shows_what_it_shows() {
    let regular = json!({ "client.calm": true, "client.visits": 3 });
    let expected = [
        "rule calm-glad",
        "safeguard floor",
        "safeguard if-moderate",
        "client.calm: yes is never false in any case (calm-glad, calm-regular)",
        "client.visits: 3 or more is never false in any case (regular)",
        "client.mood: Glad is neither true nor false in any case (calm-glad)",
        "regular is never false in any case (calm-regular)",
    ];
    assert_eq!(gaps(std::slice::from_ref(&regular)), expected);
    let restless = json!({ "client.calm": false, "client.visits": 2, "client.mood": "sad" });
    let expected = [
        "rule calm-glad",
        "safeguard if-moderate",
        "client.mood: Glad is never true in any case (calm-glad)",
    ];
    assert_eq!(gaps(&[regular.clone(), restless.clone()]), expected);
    let glad = json!({ "client.calm": true, "client.mood": "glad" });
    assert_eq!(gaps(&[regular, restless, glad, json!({})]), [""; 0]);
}

#[test]
fn coverage_of_the_shipped_guideline_is_told_in_no_time() {
    let start = Instant::now();
    let coverage = Guideline::standard().coverage();
    let built = start.elapsed();
    let start = Instant::now();
    assert_eq!(Guideline::standard().coverage(), coverage);
    println!("coverage took {:?} (with building {built:?})", start.elapsed());
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    let written = serde_json::to_value(&coverage).expect("it serialises");
    assert_eq!(written["cases"], json!(Guideline::standard().run_cases().count()));
}
