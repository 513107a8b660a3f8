//! What is proved of layers: the library refuses what the oracle finds, and nothing else.

use crate::library::refusals;
use crate::oracle::generate::{for_all, layered_cases};
use crate::oracle::{layer_faults, situations};
use proptest::prelude::prop_assert_eq;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// In a rule set with more complete and partial situations than this, faults are not looked for.
const PROVABLE: usize = 3_000;

/// What layers are refused for.
pub(super) const CODES: [&str; 3] = ["demand-lost", "situation-ruled-out", "looser-than-below"];

/// Of a thousand rule sets, so many at least have a fault of each code: about half as many as do.
const SHARES: [(&str, usize); 4] =
    [("none", 100), ("demand-lost", 8), ("situation-ruled-out", 50), ("looser-than-below", 120)];

#[test]
fn layers_agree() {
    let tally: RefCell<BTreeMap<&str, usize>> = RefCell::default();
    for_all(crate::pairs().div_ceil(4), &layered_cases(), |case| {
        let is_layered = case.documents.iter().any(|(_, part)| part.get("extends").is_some());
        if !is_layered || situations(&case.documents) > PROVABLE {
            return Ok(());
        }
        let expected = layer_faults(&case.documents);
        let refusals = refusals(&case.documents);
        let said: BTreeSet<(&str, &str)> =
            refusals.iter().map(|refusal| (refusal.code.id(), refusal.layer.as_str())).collect();
        let found: BTreeSet<(&str, &str)> =
            expected.iter().map(|fault| (fault.code, fault.layer.as_str())).collect();
        prop_assert_eq!(&found, &said, "oracle | library: {:?} | {:?}", expected, refusals);
        let told: BTreeSet<&str> = found.iter().map(|(code, _)| *code).collect();
        let mut tally = tally.borrow_mut();
        *tally.entry("rule sets").or_default() += 1;
        for code in if told.is_empty() { BTreeSet::from(["none"]) } else { told } {
            *tally.entry(code).or_default() += 1;
        }
        Ok(())
    });
    let tally = tally.into_inner();
    println!("{tally:#?}");
    let rare = SHARES
        .iter()
        .filter(|(code, share)| tally.get(code).unwrap_or(&0) * 1000 < tally["rule sets"] * share);
    assert_eq!(rare.collect::<Vec<_>>(), Vec::<&(&str, usize)>::new(), "too rare");
}
