//! A rule set and situations made from the bytes, asked of the library and of the oracle in `tests/oracle`: both give the
//! same guidance.

#![no_main]

#[path = "../../tests/oracle/mod.rs"]
mod oracle;

use demeanor::diagnostic::{Code, Severity};
use demeanor::{Document, Guideline, Rejected};
use libfuzzer_sys::fuzz_target;
use oracle::generate::{Case, cases};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

/// In a situation with more combinations of unknown facts than this, the oracle would take too long.
const FEASIBLE: usize = 200;

/// A rule set and its situations draw no more bytes than this.
const DRAWN: usize = 65_536;

fuzz_target!(|bytes: &[u8]| {
    let random = TestRng::from_seed(RngAlgorithm::PassThrough, &filled(bytes));
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    let Ok(drawn) = cases().new_tree(&mut runner) else { return };
    agree(&drawn.current());
});

/// The bytes, and behind them as many others as are ever drawn: where there are only zeros left, drawing may never end.
fn filled(bytes: &[u8]) -> Vec<u8> {
    let mut filled = bytes.to_vec();
    let mut state = bytes.iter().fold(1_u64, |state, byte| state.wrapping_mul(31).wrapping_add(u64::from(*byte)));
    while filled.len() < DRAWN {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        filled.extend_from_slice(&(state >> 16).to_le_bytes()[..4]);
    }
    filled
}

fn agree(case: &Case) {
    let documents = case.documents.iter().map(|(name, json)| Document::new(name, json.to_string()));
    let guideline = match Guideline::build(documents) {
        Ok(guideline) => guideline,
        Err(rejected) => return only_proofs_fail(&rejected),
    };
    for situation in &case.situations {
        let impossible = oracle::is_impossible(&case.documents, situation);
        if !impossible && oracle::combinations(&case.documents, situation) <= FEASIBLE {
            let expected = oracle::guidance(&case.documents, situation);
            assert_eq!(given(&guideline, situation), expected, "{case:?}\nasked: {situation}");
        }
    }
}

/// What is generated is valid, but for what has to be proved of layers.
fn only_proofs_fail(rejected: &Rejected) {
    let errors = rejected.diagnostics().iter().filter(|one| one.severity == Severity::Error);
    for error in errors {
        let of_proofs = matches!(
            error.code,
            Code::SafetyValueRuledOut | Code::TermWeakensRule | Code::LooserThanBelow | Code::LayerUndecided
        );
        assert!(of_proofs, "{error}");
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
