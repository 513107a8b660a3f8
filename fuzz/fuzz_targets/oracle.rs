//! A rule set and situations made from the bytes, asked of the library and of the oracle in `tests/oracle`: both give the
//! same guidance.

#![no_main]

#[path = "../../tests/oracle/mod.rs"]
mod oracle;
mod drawn;

use demeanor::diagnostic::{Code, Severity};
use demeanor::{Document, Guideline, Rejected};
use drawn::drawn;
use libfuzzer_sys::fuzz_target;
use oracle::generate::Case;
use serde_json::Value;

/// In a situation with more combinations of unknown facts than this, the oracle would take too long.
const FEASIBLE: usize = 200;

fuzz_target!(|bytes: &[u8]| {
    if let Some(case) = drawn(bytes) {
        agree(&case);
    }
});

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
            Code::DemandLost | Code::SituationRuledOut | Code::LooserThanBelow | Code::LayerUndecided
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
