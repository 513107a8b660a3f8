//! A rule set made from the bytes, compared with itself but for the stance of one rule: library and oracle agree on what
//! changes.

#![no_main]

#[path = "../../tests/comparison/agree.rs"]
mod agree;
mod drawn;
#[path = "../../tests/oracle/mod.rs"]
mod oracle;

use agree::{agree, build_unproved, with_another_vote};
use drawn::drawn;
use libfuzzer_sys::fuzz_target;
use serde_json::json;

/// Of a rule set with more complete situations than this, the oracle would take too long.
const FEASIBLE: usize = 200;

fuzz_target!(|bytes: &[u8]| {
    let Some(case) = drawn(bytes) else { return };
    if oracle::combinations(&case.documents, &json!({})) > FEASIBLE {
        return;
    }
    let old = build_unproved(&case.documents);
    for documents in (0..4).filter_map(|rule| with_another_vote(&case, rule)) {
        agree(&case, &documents, &old).expect("they agree");
    }
});
