//! A rule set and situations made from the bytes, asked of the library and of the oracle in `tests/oracle`: both give the
//! same guidance.

#![no_main]

#[path = "../../tests/oracle/mod.rs"]
mod oracle;

use demeanor::{Document, Guideline};
use libfuzzer_sys::fuzz_target;
use oracle::generate::{Case, cases};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

/// In a situation with more combinations of unknown facts than this, the oracle would take too long.
const FEASIBLE: usize = 200;

fuzz_target!(|bytes: &[u8]| {
    let random = TestRng::from_seed(RngAlgorithm::PassThrough, bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    let Ok(drawn) = cases().new_tree(&mut runner) else { return };
    agree(&drawn.current());
});

fn agree(case: &Case) {
    let documents = case.documents.iter().map(|(name, json)| Document::new(name, json.to_string()));
    let guideline = Guideline::build(documents).expect("what is generated is valid");
    for situation in &case.situations {
        let impossible = oracle::is_impossible(&case.documents, situation);
        if !impossible && oracle::combinations(&case.documents, situation) <= FEASIBLE {
            let expected = oracle::guidance(&case.documents, situation);
            assert_eq!(given(&guideline, situation), expected, "{case:?}\nasked: {situation}");
        }
    }
}

/// The guidance as far as the oracle gives it; none where the situation is refused.
fn given(guideline: &Guideline, situation: &Value) -> Option<Value> {
    let guidance = guideline.situation(situation).ok()?.guidance();
    let mut given = serde_json::to_value(guidance).expect("guidance serialises");
    let fields = given.as_object_mut().expect("an object");
    fields.remove("guideline");
    fields.remove("engine");
    given.get_mut("situation").and_then(Value::as_object_mut).expect("an object").remove("digest");
    Some(given)
}
