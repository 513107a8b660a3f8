//! The library against the oracle: on random rule sets and situations both give the same guidance.
//!
//! A normal run compares 3,000 pairs of a rule set and a situation, always the same ones. A long run:
//! `DEMEANOR_PAIRS=1000000 cargo test --release --test agreement`; `DEMEANOR_SEED=7` takes others.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod oracle;

use demeanor::{Document, Guideline};
use oracle::generate::{SITUATIONS, cases, for_all};
use oracle::json::{differences, list};
use proptest::prelude::{TestCaseError, prop_assert, prop_assert_eq};
use serde_json::Value;
use std::cell::RefCell;

/// In a situation with more combinations of unknown facts than this, the oracle would take too long.
const FEASIBLE: usize = 400;

#[test]
fn library_and_oracle_agree() {
    for_all(pairs().div_ceil(SITUATIONS), &cases(), |case| {
        let guideline = build(&case.documents)?;
        for (number, situation) in case.situations.iter().enumerate() {
            if oracle::combinations(&case.documents, situation) > FEASIBLE {
                continue;
            }
            let answer = ask(&guideline, situation, number % 2 == 0);
            compare(&case.documents, situation, answer)?;
        }
        Ok(())
    });
}

fn pairs() -> u32 {
    let asked = std::env::var("DEMEANOR_PAIRS");
    asked.map_or(3_000, |pairs| pairs.parse().expect("DEMEANOR_PAIRS is a number"))
}

fn build(documents: &[(String, Value)]) -> Result<Guideline, TestCaseError> {
    let documents = documents.iter().map(|(name, json)| Document::new(name, json.to_string()));
    Guideline::build(documents).map_err(|rejected| TestCaseError::fail(rejected.to_string()))
}

/// The guidance as JSON, none where the situation is refused. A situation is read from text as from a value.
fn ask(guideline: &Guideline, situation: &Value, as_text: bool) -> Option<Value> {
    let guidance = if as_text {
        guideline.situation_from_json(&situation.to_string()).ok()?.guidance()
    } else {
        guideline.situation(situation).ok()?.guidance()
    };
    Some(serde_json::to_value(guidance).expect("guidance is JSON"))
}

fn compare(
    documents: &[(String, Value)],
    situation: &Value,
    answer: Option<Value>,
) -> Result<(), TestCaseError> {
    let expected = oracle::guidance(documents, situation);
    let (Some(mut answer), Some(expected)) = (answer.clone(), expected.clone()) else {
        prop_assert_eq!(answer, expected, "one refuses {}", situation);
        return Ok(());
    };
    let in_scope = take(&mut answer, "guideline")["in_scope"].take();
    prop_assert_eq!(in_scope, oracle::in_scope(documents, situation), "in scope: {}", situation);
    take(&mut answer, "engine");
    take(&mut answer["situation"], "digest");
    let differences = differences(&expected, &answer);
    prop_assert!(answer == expected, "{situation}\nplace: oracle | library\n{differences}");
    Ok(())
}

/// Takes out a field that the oracle leaves out, which must be there.
fn take(object: &mut Value, field: &str) -> Value {
    let fields = object.as_object_mut().expect("an object");
    fields.remove(field).unwrap_or_else(|| panic!("the guidance has `{field}`"))
}

/// Something that is to happen in at least so many of a thousand situations.
type Share = (&'static str, u32, fn(&Value) -> bool);

/// Agreement means little where nothing happens.
const SHARES: [Share; 17] = [
    ("welcome", 30, |guidance| guidance["stance"] == "welcome"),
    ("allow", 50, |guidance| guidance["stance"] == "allow"),
    ("moderate", 100, |guidance| guidance["stance"] == "moderate"),
    ("refrain", 100, |guidance| guidance["stance"] == "refrain"),
    ("pause", 50, |guidance| guidance["stance"] == "pause"),
    ("advice", 300, |guidance| any(guidance, "advice", |_| true)),
    ("rule set aside", 150, |guidance| any(guidance, "set_aside", |_| true)),
    ("rule standing again", 15, |guidance| any(guidance, "set_aside", |rule| has(rule, "reinstates"))),
    ("limit in doubt", 30, |guidance| any(guidance, "reasons", is_limit_in_doubt)),
    ("decisive blocker", 10, has_decisive_blocker),
    ("pending", 300, |guidance| any(guidance, "pending", |_| true)),
    ("do and don't", 50, |guidance| any(guidance, "conflicts", |clash| list(clash, "actions").len() == 1)),
    ("contradiction", 20, |guidance| any(guidance, "conflicts", |clash| list(clash, "actions").len() == 2)),
    ("something against", 200, |guidance| !guidance["against"].is_null()),
    ("while_unknown", 150, |guidance| any(guidance, "reasons", |reason| reason["kind"] == "while_unknown")),
    ("otherwise", 200, |guidance| any(guidance, "reasons", |reason| reason["kind"] == "otherwise")),
    ("refused", 20, Value::is_null),
];

#[test]
fn everything_happens_often_enough() {
    let seen: RefCell<Vec<Value>> = RefCell::default();
    for_all(300, &cases(), |case| {
        let feasible = case.situations.iter().filter(|s| oracle::combinations(&case.documents, s) <= FEASIBLE);
        let answers = feasible.map(|s| oracle::guidance(&case.documents, s));
        seen.borrow_mut().extend(answers.map(Option::unwrap_or_default));
        Ok(())
    });
    let seen = seen.into_inner();
    for (name, wanted, happens) in SHARES {
        let share = seen.iter().filter(|guidance| happens(guidance)).count() * 1000 / seen.len();
        assert!(share >= wanted as usize, "{name}: {share} of a thousand, not {wanted}");
    }
}

fn any(guidance: &Value, field: &str, found: fn(&Value) -> bool) -> bool {
    list(guidance, field).iter().any(found)
}

fn has(object: &Value, field: &str) -> bool {
    !list(object, field).is_empty()
}

fn is_limit_in_doubt(reason: &Value) -> bool {
    reason["kind"] == "rule" && has(reason, "unknown")
}

/// A reason that is decisive without a vote and without advice can only have kept out another.
fn has_decisive_blocker(guidance: &Value) -> bool {
    let advises =
        |rule: &Value| list(guidance, "advice").iter().any(|each| list(each, "rules").contains(rule));
    list(guidance, "reasons").iter().any(|reason| {
        let votes = !reason["permits"].is_null() || !reason["at_least"].is_null();
        reason["decisive"] == true && !votes && !advises(&reason["rule"])
    })
}
