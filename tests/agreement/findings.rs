//! What is amiss with a rule set as a whole: the library finds what trying every situation finds, and nothing else.

use crate::library::build_unproved;
use crate::oracle::amiss;
use crate::oracle::findings::{Finding as Expected, OTHERWISE, Share};
use crate::oracle::generate::{STANCES, echoing_cases, for_all_large};
use crate::presuming::presume_something;
use demeanor::Guideline;
use demeanor::analysis::{Finding, FindingCode, FindingLevel};
use proptest::prelude::{TestCaseError, prop_assert};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// A rule set with more complete situations than this is passed over.
const COMPLETE: usize = 150;

/// How often what was found.
type Tally = BTreeMap<String, usize>;

#[test]
fn findings_agree() {
    let tally = RefCell::new(Tally::new());
    for_all_large(crate::pairs().div_ceil(3), 1_000, &echoing_cases(), |mut case| {
        presume_something(&mut case.documents);
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
const SHARES: [(&str, usize); 13] = [
    ("never-applies", 1000),
    ("always-set-aside", 300),
    ("without-effect", 430),
    ("override-without-effect", 70),
    ("note: override-without-effect", 350),
    ("term-without-effect", 900),
    ("fact-without-effect", 280),
    ("conflict", 320),
    ("stance-without-action", 130),
    ("note: stance-without-action", 170),
    ("broken-promise", 90),
    ("never-presumed", 200),
    ("presumptions-clash", 6),
];

/// Two votes that meet in one corner, with whatever `otherwise` says; elsewhere a limit may hide both, or nothing counts.
/// Few situations show what a rule does there, so that it has to be proved.
#[test]
fn findings_agree_in_a_corner() {
    let votes = || ["permits", "at_least"].into_iter().flat_map(|vote| STANCES.map(|stance| (vote, stance)));
    let pairs: Vec<_> = votes().flat_map(|one| votes().map(move |other| (one, other))).collect();
    for (number, (one, other)) in pairs.into_iter().enumerate() {
        for (place, otherwise) in STANCES.into_iter().enumerate() {
            let hiding = STANCES[1 + (number + place) % 4];
            let documents = [("corner.json".to_owned(), corner(one, other, otherwise, hiding))];
            let amiss = amiss(&documents, COMPLETE).expect("it is small");
            let said = said(&build_unproved(&documents), &amiss.steps);
            let compared = said.and_then(|said| compare(&amiss.findings, &said, true));
            compared.unwrap_or_else(|failure| panic!("{failure}: {:#}", documents[0].1));
        }
    }
}

/// What is presumed of two facts, over every way in which one may give way and some in which values cannot be together.
#[test]
fn findings_agree_on_presumptions() {
    let unless = || {
        let conditions = [
            json!({ "a.left": true }),
            json!({ "a.left": false }),
            json!({ "a.right": "two" }),
            json!({ "a.right": "one" }),
            json!({ "a.here": true }),
            json!({ "a.here": false }),
            json!({ "a.many": 0 }),
            json!({ "any": [{ "a.here": true }, { "none": [{ "a.here": true }] }] }),
            json!({ "a.idle": true }),
        ];
        conditions.into_iter().map(Some).chain([None])
    };
    let impossible = [
        json!([{ "a.left": true, "a.right": "two" }]),
        json!([{ "a.left": true, "a.right": "two", "a.here": true }]),
        json!([{ "a.left": true, "a.here": true }, { "a.right": "two", "a.here": false }]),
        json!([{ "a.left": true }]),
        json!([{ "a.left": true, "a.right": "two" }, { "a.left": true, "a.many": 0 }]),
        json!([{ "a.right": "one" }]),
        json!([]),
    ];
    let (mut clashes, mut never) = (0, 0);
    for impossible in &impossible {
        for (one, other) in unless().flat_map(|one| unless().map(move |other| (one.clone(), other))) {
            let documents = [("usual.json".to_owned(), usual(one.as_ref(), other.as_ref(), impossible))];
            let amiss = amiss(&documents, COMPLETE).expect("it is small");
            let said = said(&build_unproved(&documents), &amiss.steps);
            let compared = said.and_then(|said| compare(&amiss.findings, &said, true));
            compared.unwrap_or_else(|failure| panic!("{failure}: {:#}", documents[0].1));
            let of = |code: &str| amiss.findings.keys().filter(|finding| finding.code == code).count();
            (clashes, never) = (clashes + of("presumptions-clash"), never + of("never-presumed"));
        }
    }
    assert!(clashes > 50 && never > 50, "{clashes} clashes, {never} never presumed");
}

/// Presumed are `a.left`, `a.many` and `a.right`.
fn usual(one: Option<&Value>, other: Option<&Value>, impossible: &Value) -> Value {
    let presume = |value: Value, unless: Option<&Value>| match unless {
        Some(unless) => json!({ "value": value, "unless": unless }),
        None => value,
    };
    let flag = |id: &str| json!({ "id": id, "kind": "flag", "ask": "Is it so?" });
    let mut left = flag("a.left");
    left["presume"] = presume(true.into(), one);
    let option = |id: &str| json!({ "id": id, "label": id });
    let right = json!({
        "id": "a.right", "kind": "choice", "ask": "Which?", "presume": presume("two".into(), other),
        "options": [option("one"), option("two"), option("three")],
    });
    let many = json!({ "id": "a.many", "kind": "count", "ask": "How many?", "max": 3, "presume": 0 });
    let impossible: Vec<Value> = impossible
        .as_array()
        .expect("a list")
        .iter()
        .map(|when| json!({ "when": when, "because": "It cannot be." }))
        .collect();
    let rule = |id: &str, when: Value| {
        json!({
            "id": id, "title": "A rule", "when": when, "at_least": "refrain", "because": "It is so.",
            "authority": "guidance", "strength": "weak", "certainty": "low",
        })
    };
    json!({
        "format": 1, "id": "a.b", "version": "1.0.0", "title": "What is usual",
        "otherwise": { "stance": "allow", "because": "Nothing speaks against it." },
        "facts": [flag("a.here"), left, many, right, flag("a.idle")],
        "impossible": impossible,
        "rules": [
            rule("some", json!({ "a.left": true, "a.many": { "at_least": 2 }, "a.here": true })),
            rule("which", json!({ "a.right": "one", "a.here": false })),
        ],
    })
}

fn corner(one: (&str, &str), other: (&str, &str), otherwise: &str, hiding: &str) -> Value {
    let fact = |id: &str| json!({ "id": id, "kind": "flag", "ask": "Is it so?" });
    let rule = |id: &str, (vote, stance): (&str, &str), when: Value| {
        json!({
            "id": id, "title": "A rule", "when": when, vote: stance, "because": "It is so.",
            "authority": "guidance", "strength": "weak", "certainty": "low",
        })
    };
    let outside = json!({ "a.here": true, "none": [{ "a.left": true, "a.right": true }] });
    json!({
        "format": 1, "id": "a.b", "version": "1.0.0", "title": "A corner",
        "otherwise": { "stance": otherwise, "because": "Nothing speaks against it." },
        "facts": [fact("a.here"), fact("a.left"), fact("a.right")],
        "rules": [
            rule("one", one, json!({ "a.here": true })),
            rule("other", other, json!({ "a.here": true })),
            rule("hiding", ("at_least", hiding), outside),
        ],
    })
}

type Found = BTreeMap<Expected, Share>;

/// What may be said of broken promises, by fact.
type Steps = BTreeMap<String, BTreeSet<String>>;

/// Findings and notes of the library, each with a situation if it concerns any.
fn said(guideline: &Guideline, steps: &Steps) -> Result<Found, TestCaseError> {
    let mut said = Found::new();
    for finding in guideline.findings().iter().chain(&guideline.notes()) {
        if finding.code == FindingCode::LoosensNothing {
            // What layers list is compared by itself.
            continue;
        }
        prop_assert!(finding.code != FindingCode::Undecided, "{finding}");
        prop_assert!(finding.share.is_none() || finding.witness.is_some(), "without a situation: {finding}");
        if finding.code == FindingCode::BrokenPromise {
            let steps = steps.get(&*finding.about[0]);
            let is_one = |step: &String| finding.message.ends_with(step);
            prop_assert!(steps.is_none_or(|steps| steps.iter().any(is_one)), "{finding}: not of {steps:?}");
        }
        let share = finding.share.map(demeanor::analysis::Share::parts_per_billion);
        prop_assert!(said.insert(as_expected(finding), share).is_none(), "said twice: {finding}");
    }
    Ok(said)
}

fn as_expected(finding: &Finding) -> Expected {
    let is_note = finding.level == FindingLevel::Note;
    Expected { code: finding.code.id(), is_note, about: about(finding) }
}

fn about(finding: &Finding) -> Vec<String> {
    let named = finding.about.iter().map(ToString::to_string);
    match finding.code {
        FindingCode::Conflict => named.collect::<BTreeSet<_>>().into_iter().collect(),
        FindingCode::TermWithoutEffect
        | FindingCode::FactWithoutEffect
        | FindingCode::BrokenPromise
        | FindingCode::NeverPresumed
        | FindingCode::PresumptionsClash => named.collect(),
        FindingCode::OverrideWithoutEffect => finding.rules.iter().take(2).map(ToString::to_string).collect(),
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
