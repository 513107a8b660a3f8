//! Cases at random, written as a table and read again: none is lost, and none says anything else, whatever stands in its texts.

use crate::harness::{Scratch, TINY, answer, at, json};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Texts with what means something to a table, a spreadsheet or JSON. Spaces around a cell are no part of it.
fn text() -> impl Strategy<Value = String> {
    "[a-zé=+@'\",;|\\\\#-]( ?[A-Za-zé=+@'\",;|\\\\#\t-]){0,12}".prop_map(|text| text.trim().to_owned())
}

fn case() -> impl Strategy<Value = Value> {
    let stances = prop::sample::subsequence(vec!["pause", "refrain", "moderate", "allow", "welcome"], 1..=4);
    let lit =
        prop::sample::select(vec![json!({}), json!({ "lamp.lit": true }), json!({ "lamp.lit": false })]);
    let more = (prop::option::of(text()), prop::option::of(any::<bool>()), any::<bool>());
    (text(), stances, lit, more).prop_map(|(title, stances, situation, (because, presuming, settled))| {
        let mut case = Map::new();
        case.insert("title".into(), title.into());
        case.insert("situation".into(), situation);
        let mut expect = json!({ "stance": stances });
        if settled {
            expect["settled"] = true.into();
            expect["advises"] = json!(["look_up"]);
        }
        case.insert("expect".into(), expect);
        case.extend(because.map(|because| ("because".to_owned(), because.into())));
        case.extend(presuming.map(|presuming| ("presuming".to_owned(), presuming.into())));
        case.into()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cases_go_through_a_table_unchanged(mut cases in prop::collection::vec(case(), 1..6)) {
        for (number, case) in cases.iter_mut().enumerate() {
            case["id"] = format!("case-{number}").into();
        }
        let mut whole = json(&std::fs::read_to_string(at(TINY)).expect("it is there"));
        whole["cases"] = cases.into();
        let scratch = Scratch::new();
        let rule_set = scratch.file("rules.json", &whole.to_string());
        let table = scratch.file("cases.csv", &answer(&["cases", &rule_set, "--only"]));
        let again = json(&answer(&["cases", &rule_set, "--only", "--from", &table]));
        prop_assert_eq!(flat(&again["cases"]), flat(&whole["cases"]));
    }
}

/// Cases with their facts in no groups.
fn flat(cases: &Value) -> Vec<Value> {
    let flat = |case: &Value| {
        let mut case = case.clone();
        if let Some(lit) = case["situation"]["lamp"].get("lit").cloned() {
            case["situation"] = json!({ "lamp.lit": lit });
        }
        case
    };
    cases.as_array().into_iter().flatten().map(flat).collect()
}
