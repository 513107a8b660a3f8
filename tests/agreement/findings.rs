//! What is amiss with a rule set as a whole: the library finds what enumeration finds, and nothing else.

use crate::library::build_unproved;
use crate::oracle::amiss;
use crate::oracle::findings::{Finding as Expected, OTHERWISE, Share};
use crate::oracle::generate::{echoing_cases, for_all_large};
use demeanor::{Finding, FindingCode, FindingLevel, Guideline};
use proptest::prelude::{TestCaseError, prop_assert};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// A rule set with more complete situations than this is passed over.
const COMPLETE: usize = 150;

/// How often what was found.
type Tally = BTreeMap<String, usize>;

#[test]
fn findings_agree() {
    let tally = RefCell::new(Tally::new());
    for_all_large(crate::pairs().div_ceil(2), 1_000, &echoing_cases(), |case| {
        let Some(amiss) = amiss(&case.documents, COMPLETE) else { return Ok(()) };
        let guideline = build_unproved(&case.documents);
        let said = said(&guideline, &amiss.steps)?;
        compare(&amiss.findings, &said, amiss.is_exhaustive)?;
        count(&mut tally.borrow_mut(), &guideline, &said);
        Ok(())
    });
    let tally = tally.into_inner();
    println!("{tally:#?}");
    let enough = |(kind, wanted): &&(&str, usize)| {
        tally.get(*kind).is_some_and(|times| times * 1000 >= tally["sets"] * wanted)
    };
    let rare: Vec<_> = SHARES.iter().filter(|share| !enough(share)).collect();
    assert!(rare.is_empty(), "too rare, of a thousand: {rare:?}");
}

/// Each is to happen so often in a thousand rule sets: about half as often as it does.
const SHARES: [(&str, usize); 1] = [("sets", 1)];

type Found = BTreeMap<Expected, Share>;

/// What may be said of broken promises, by fact.
type Steps = BTreeMap<String, BTreeSet<String>>;

/// Findings and notes of the library, each with a situation if it concerns any.
fn said(guideline: &Guideline, steps: &Steps) -> Result<Found, TestCaseError> {
    let mut said = Found::new();
    for finding in guideline.findings().iter().chain(&guideline.notes()) {
        prop_assert!(finding.code != FindingCode::Undecided, "{finding}");
        prop_assert!(finding.share.is_none() || finding.witness.is_some(), "without a situation: {finding}");
        if finding.code == FindingCode::BrokenPromise {
            let steps = steps.get(&*finding.about[0]);
            let is_one = |step: &String| finding.message.ends_with(step);
            prop_assert!(steps.is_none_or(|steps| steps.iter().any(is_one)), "{finding}: not of {steps:?}");
        }
        let share = finding.share.map(|share| share.parts_per_billion());
        prop_assert!(said.insert(as_expected(finding), share).is_none(), "said twice: {finding}");
    }
    Ok(said)
}

fn as_expected(finding: &Finding) -> Expected {
    let is_note = finding.level == FindingLevel::Note;
    Expected { code: finding.code.id(), is_note, about: about(finding) }
}

fn about(finding: &Finding) -> Vec<String> {
    let named = finding.about.iter().map(|name| name.to_string());
    match finding.code {
        FindingCode::Conflict => named.collect::<BTreeSet<_>>().into_iter().collect(),
        FindingCode::TermWithoutEffect | FindingCode::FactWithoutEffect | FindingCode::BrokenPromise => {
            named.collect()
        }
        FindingCode::OverrideWithoutEffect => {
            finding.rules.iter().take(2).map(|rule| rule.to_string()).collect()
        }
        // The rule and those that mask it; a stance.
        _ => {
            let quoted = finding.message.split('`').skip(1).step_by(2).map(str::to_owned);
            let otherwise = finding.message.contains(OTHERWISE).then(|| OTHERWISE.to_owned());
            quoted.chain(otherwise).collect()
        }
    }
}

/// Where conflicts were not looked for everywhere, the library may know of more.
fn compare(expected: &Found, said: &Found, is_exhaustive: bool) -> Result<(), TestCaseError> {
    let missing: Vec<_> = expected.keys().filter(|each| !said.contains_key(each)).collect();
    let may_be_more = |each: &Expected| each.code == "conflict" && !is_exhaustive;
    let untrue: Vec<_> =
        said.keys().filter(|each| !expected.contains_key(each) && !may_be_more(each)).collect();
    prop_assert!(missing.is_empty() && untrue.is_empty(), "not found: {missing:?}\nnot so: {untrue:?}");
    for (finding, share) in expected {
        let said = said[finding];
        // Weights are rounded on their way to parts of a billion.
        let alike = match (share, said) {
            (Some(share), Some(said)) => share.abs_diff(said) <= 1,
            (share, said) => *share == said,
        };
        prop_assert!(alike, "{finding:?}: share: oracle | library: {share:?} | {said:?}");
    }
    Ok(())
}

fn count(tally: &mut Tally, guideline: &Guideline, said: &Found) {
    let mut add = |name: &str, times| *tally.entry(name.to_owned()).or_default() += times;
    add("sets", 1);
    add("rules", guideline.rules().count());
    for finding in said.keys() {
        let level = if finding.is_note { "note: " } else { "" };
        add(&format!("{level}{}", finding.code), 1);
    }
}
