//! What is proved of layers: the library refuses what the oracle finds, and nothing else.

use crate::library::{build_unproved, refusals};
use crate::oracle::generate::{for_all, layered_cases};
use crate::oracle::json::list;
use crate::oracle::standing::MODALITIES;
use crate::oracle::{layer_faults, loosened, situations};
use crate::presuming::presume_something;
use demeanor::analysis::{Loosens, Relaxation};
use proptest::prelude::prop_assert_eq;
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

/// In a rule set with more complete and partial situations than this, faults are not looked for.
const PROVABLE: usize = 3_000;

/// What layers are refused for.
pub(super) const CODES: [&str; 3] = ["demand-lost", "situation-ruled-out", "looser-than-below"];

/// Of a thousand rule sets, so many at least have a fault of each code, and say what is to be looked at: about half as many
/// as do.
const SHARES: [(&str, usize); 7] = [
    ("none", 100),
    ("demand-lost", 8),
    ("situation-ruled-out", 50),
    ("looser-than-below", 120),
    ("a rule replaced that others override", 150),
    ("an action withdrawn that rules name", 90),
    ("a fact refined", 200),
];

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
        let told = if told.is_empty() { BTreeSet::from(["none"]) } else { told };
        for what in told.into_iter().chain(said_to_be_seen(&case.documents)) {
            *tally.entry(what).or_default() += 1;
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

/// What upper layers do that has to happen often enough.
fn said_to_be_seen(documents: &[(String, Value)]) -> Vec<&'static str> {
    let all = |field: &'static str| documents.iter().flat_map(move |(_, part)| list(part, field));
    let mut seen = Vec::new();
    let is_overridden = |rule: &Value| all("rules").any(|other| list(other, "overrides").contains(rule));
    if all("rules").any(|rule| rule.get("replaces").is_some_and(is_overridden)) {
        seen.push("a rule replaced that others override");
    }
    let is_named = |action: &Value| {
        all("rules").any(|rule| MODALITIES.iter().any(|each| list(rule, each).contains(action)))
    };
    if all("withdraw").any(|entry| entry.get("action").is_some_and(is_named)) {
        seen.push("an action withdrawn that rules name");
    }
    if all("refine").next().is_some() {
        seen.push("a fact refined");
    }
    seen
}

/// What is said to get looser by what layers list, whether they are refused or not.
#[test]
fn relaxations_agree() {
    let [entries, idle, stances, advice, presumed] = [const { Cell::new(0) }; 5];
    let count = |cell: &Cell<usize>, more: usize| cell.set(cell.get() + more);
    for_all(crate::pairs().div_ceil(8), &layered_cases(), |case| {
        if situations(&case.documents) > PROVABLE {
            return Ok(());
        }
        let mut documents = case.documents;
        presume_something(&mut documents);
        let relaxations = build_unproved(&documents).relaxations();
        let said: Vec<BTreeSet<String>> = relaxations.iter().map(said).collect();
        let expected = loosened(&documents);
        prop_assert_eq!(&expected, &said, "oracle | library");
        count(&entries, said.len());
        let presuming = relaxations.iter().zip(&said).filter(|(entry, _)| entry.presume.is_some());
        count(&presumed, presuming.filter(|(_, said)| !said.is_empty()).count());
        count(&idle, said.iter().filter(|said| said.is_empty()).count());
        let all = || said.iter().flatten();
        count(&stances, all().filter(|said| said.contains(" not ")).count());
        count(&advice, all().filter(|said| !said.contains(" not ")).count());
        Ok(())
    });
    let counts = [entries, idle, stances, advice, presumed].map(Cell::into_inner);
    println!("entries, those that loosen nothing, stances, advice, those that presume: {counts:?}");
    assert!(counts.iter().all(|count| count * 100 >= counts[0]), "too rare: {counts:?}");
}

fn said(relaxation: &Relaxation) -> BTreeSet<String> {
    let loosens = relaxation.loosens.as_ref().expect("it is small");
    let said = loosens.iter().map(|loosening| match &loosening.what {
        Loosens::Stance { below, here } => format!("{here} not {below}"),
        Loosens::Advice { action, .. } => action.to_string(),
        _ => panic!("there is no more"),
    });
    said.collect()
}
