//! The library against the oracle: on random rule sets and situations both give the same guidance.
//!
//! A normal run compares 3,000 pairs of a rule set and a situation, always the same ones. A long run:
//! `DEMEANOR_PAIRS=1000000 cargo test --release --test agreement`; `DEMEANOR_SEED=7` takes others.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod findings;
mod layers;
#[path = "../library/mod.rs"]
mod library;
mod on_request;
mod presuming;
mod rewriting;
#[path = "../oracle/mod.rs"]
mod oracle;

use demeanor::Guideline;
use library::{build_unproved, refusals, written};
use oracle::generate::{Case, SITUATIONS, cases, for_all, guarded_cases};
use oracle::json::{differences, list, text};
use proptest::prelude::{TestCaseError, prop_assert, prop_assert_eq};
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Laxest first.
const STANCES: [&str; 5] = ["welcome", "allow", "moderate", "refrain", "pause"];

/// In a situation with more combinations of unknown facts than this, the oracle would take too long.
const FEASIBLE: usize = 400;

/// In a rule set with more complete and partial situations than this, proofs are not tried.
const PROVABLE: usize = 3_000;

#[test]
fn library_and_oracle_agree() {
    for_all(pairs().div_ceil(SITUATIONS), &cases(), |case| {
        let guideline = build_unproved(&case.documents);
        for (number, situation) in case.situations.iter().enumerate() {
            if !is_feasible(&case, situation) {
                continue;
            }
            let answer = ask(&guideline, situation, number % 2 == 0);
            let expected = oracle::guidance(&case.documents, situation);
            compare(&case.documents, situation, answer, expected)?;
        }
        compare_fast(&case, &guideline)
    });
}

#[test]
fn proofs_agree() {
    let [sets, holding, broken_at_all] = [const { Cell::new(0) }; 3];
    for_all(pairs().div_ceil(SITUATIONS), &guarded_cases(), |case| {
        if oracle::situations(&case.documents) > PROVABLE {
            return Ok(());
        }
        let refused = refused_safeguards(&case.documents);
        let broken = oracle::broken_safeguards(&case.documents);
        let stated: usize = case.documents.iter().map(|(_, part)| list(part, "safeguards").len()).sum();
        sets.set(sets.get() + 1);
        broken_at_all.set(broken_at_all.get() + broken.len());
        holding.set(holding.get() + stated - broken.len());
        let ids: Vec<&str> = broken.iter().map(|broken| broken.id.as_str()).collect();
        let said = Guideline::build(written(&case.documents)).err();
        prop_assert!(
            ids == refused,
            "broken: oracle | library: {ids:?} | {refused:?}, by {broken:?}\n{said:?}"
        );
        let guideline = build_unproved(&case.documents);
        for situation in case.situations.iter().filter(|each| is_feasible(&case, each)) {
            let expected = oracle::guidance(&case.documents, situation);
            compare(&case.documents, situation, ask(&guideline, situation, true), expected)?;
        }
        Ok(())
    });
    println!("{sets:?} rule sets, {holding:?} safeguards hold, {broken_at_all:?} do not");
    assert!(holding.get() > sets.get() / 2 && broken_at_all.get() > sets.get() / 2, "both are common");
}

/// The safeguards for which the library refuses a rule set, by id. What it refuses layers for is compared in
/// [`layers`].
fn refused_safeguards(documents: &[(String, Value)]) -> Vec<String> {
    let refusals = refusals(documents).into_iter();
    let named = refusals.filter(|refusal| !layers::CODES.contains(&refusal.code.id())).map(|refusal| {
        assert_eq!(refusal.code.id(), "safeguard-broken", "{}", refusal.message);
        refusal.of
    });
    let mut named: Vec<String> = named.collect();
    named.sort();
    named
}

fn pairs() -> u32 {
    let asked = std::env::var("DEMEANOR_PAIRS");
    asked.map_or(3_000, |pairs| pairs.parse().expect("DEMEANOR_PAIRS is a number"))
}

/// The guidance as JSON, none where the situation is refused. A situation is read from text as from a value.
fn ask(guideline: &Guideline, situation: &Value, as_text: bool) -> Option<Value> {
    let situation = if as_text {
        guideline.situation_from_json(&situation.to_string()).ok()?
    } else {
        guideline.situation(situation).ok()?
    };
    let guidance = situation.guidance();
    let text = serde_json::to_string(&guidance).expect("guidance is JSON");
    assert_eq!(situation.guidance_json(), text, "written straight away");
    Some(serde_json::to_value(guidance).expect("guidance is JSON"))
}

fn compare(
    documents: &[(String, Value)],
    situation: &Value,
    answer: Option<Value>,
    expected: Option<Value>,
) -> Result<(), TestCaseError> {
    let (Some(mut answer), Some(expected)) = (answer.clone(), expected.clone()) else {
        prop_assert_eq!(answer, expected, "one refuses {}", situation);
        return Ok(());
    };
    let in_scope = take(&mut answer, "guideline")["in_scope"].take();
    if answer["presuming"] == false {
        prop_assert_eq!(in_scope, oracle::in_scope(documents, situation), "in scope: {}", situation);
    }
    take(&mut answer, "engine");
    take(&mut answer["situation"], "digest");
    let differences = differences(&expected, &answer);
    prop_assert!(answer == expected, "{situation}\nplace: oracle | library\n{differences}");
    Ok(())
}

/// The ways to a verdict and a stance without guidance, by one live situation that is changed into each in turn.
fn compare_fast(case: &Case, guideline: &Guideline) -> Result<(), TestCaseError> {
    let ids: Vec<String> = guideline.rules().map(|card| card.rule.to_string()).collect();
    let mut live = guideline.empty_situation().live();
    for given in &case.situations {
        let Ok(situation) = guideline.situation(given) else { continue };
        let facts = serde_json::to_value(situation.facts()).expect("facts are JSON");
        for fact in guideline.facts() {
            let value = facts.get(&*fact.id).filter(|value| !value.is_null());
            let change = value
                .map_or_else(|| guideline.change(&fact.id, ()), |value| guideline.change(&fact.id, value));
            // A value that can never be is refused by itself: then it is not in a situation either.
            let change = change.expect("each fact of a situation can be by itself");
            live.make(change).expect("it is of this guideline");
        }
        let (verdict, standing) = oracle::ruling(&case.documents, given);
        for ruling in [live.ruling(), &situation.ruling()] {
            let said: BTreeSet<String> = ruling.standing().map(|rule| ids[rule].clone()).collect();
            prop_assert_eq!(ruling.stance().id(), &verdict, "verdict of {}", given);
            prop_assert_eq!(&said, &standing, "rules that stand in {}", given);
            prop_assert!(ids.iter().all(|id| ruling.stands(id) == standing.contains(id)));
        }
        let stance = situation.guidance().stance();
        prop_assert_eq!((live.stance(), situation.stance()), (Some(stance), stance), "stance of {}", given);
    }
    Ok(())
}

/// Takes out a field that the oracle leaves out, which must be there.
fn take(object: &mut Value, field: &str) -> Value {
    let fields = object.as_object_mut().expect("an object");
    fields.remove(field).unwrap_or_else(|| panic!("the guidance has `{field}`"))
}

/// A situation and what comes of it.
struct Seen {
    case: Rc<Case>,
    situation: Value,
    /// Null where the situation is refused.
    guidance: Value,
}

/// Something that is to happen in at least so many of a thousand situations.
type Share = (&'static str, u32, fn(&Seen) -> bool);

/// Agreement means little where nothing happens. Each is at least four standard deviations rarer than over
/// many seeds on average, so that it holds for every seed.
const SHARES: [Share; 36] = [
    ("welcome", 50, |seen| seen.guidance["stance"] == "welcome"),
    ("allow", 100, |seen| seen.guidance["stance"] == "allow"),
    ("moderate", 120, |seen| seen.guidance["stance"] == "moderate"),
    ("refrain", 110, |seen| seen.guidance["stance"] == "refrain"),
    ("pause", 60, |seen| seen.guidance["stance"] == "pause"),
    ("raised", 20, |seen| seen.is_clamped(|verdict, laxest, _| verdict < laxest)),
    ("lowered", 12, |seen| seen.is_clamped(|verdict, _, strictest| verdict > strictest)),
    ("every completion, at least", 15, |seen| seen.every_completion("at_least")),
    ("every completion, permits", 6, |seen| seen.every_completion("permits")),
    ("settled with something unknown", 200, |seen| seen.guidance["settled"] == true && seen.unknown() > 0),
    ("several possible", 140, |seen| list(&seen.guidance, "possible").len() > 1),
    ("one possible, raised from it", 12, |seen| {
        list(&seen.guidance, "possible").len() == 1 && seen.guidance["settled"] == false
    }),
    ("missing", 230, |seen| has(&seen.guidance["situation"], "missing")),
    ("question of a flag", 100, |seen| seen.asks(|kind, _| kind == "flag")),
    ("question of a choice", 40, |seen| seen.asks(|kind, _| kind == "choice")),
    ("question of a scale", 100, |seen| seen.asks(|kind, _| kind == "scale")),
    ("question of a count", 45, |seen| seen.asks(|kind, _| kind == "count")),
    ("question of several", 40, |seen| seen.asks(|kind, _| kind == "several")),
    ("question of safety alone", 160, |seen| seen.asks(|_, question| question["changes_stance"] == false)),
    ("question with an answer ruled out", 10, |seen| {
        seen.asks(|kind, question| {
            kind == "flag" && list(question, "answers").len() == 1
                || kind == "several" && list(question, "answers").len() % 2 == 1
        })
    }),
    ("several questions that change", 45, |seen| {
        let questions = list(&seen.guidance, "questions").iter();
        questions.filter(|question| question["changes_stance"] == true).count() > 1
    }),
    ("advice", 300, |seen| seen.any("advice", |_| true)),
    ("rule set aside", 150, |seen| seen.any("set_aside", |_| true)),
    ("rule standing again", 8, |seen| seen.any("set_aside", |rule| has(rule, "reinstates"))),
    ("limit in doubt", 15, |seen| seen.any("reasons", is_limit_in_doubt)),
    ("decisive blocker", 18, |seen| has_decisive_blocker(&seen.guidance)),
    ("pending", 300, |seen| seen.any("pending", |_| true)),
    ("do and don't", 40, |seen| seen.any("conflicts", |clash| list(clash, "actions").len() == 1)),
    ("contradiction", 15, |seen| seen.any("conflicts", |clash| list(clash, "actions").len() == 2)),
    ("something against", 200, |seen| !seen.guidance["against"].is_null()),
    ("while_unknown", 150, |seen| seen.any("reasons", |reason| reason["kind"] == "while_unknown")),
    ("otherwise", 300, |seen| seen.any("reasons", |reason| reason["kind"] == "otherwise")),
    ("impossible", 130, |seen| seen.is_impossible()),
    ("finer option", 60, |seen| seen.below().is_some()),
    ("finer option that matters", 10, Seen::is_told_apart),
    ("without a completion", 5, |seen| seen.guidance.is_null() && !seen.is_impossible()),
];

#[test]
fn everything_happens_often_enough() {
    let (all, seen) = (Cell::new(0), RefCell::new(Vec::new()));
    for_all(600, &cases(), |case| {
        let case = Rc::new(case);
        all.set(all.get() + case.situations.len());
        for situation in case.situations.iter().filter(|each| is_feasible(&case, each)).cloned() {
            let guidance = oracle::guidance(&case.documents, &situation).unwrap_or_default();
            seen.borrow_mut().push(Seen { case: Rc::clone(&case), situation, guidance });
        }
        Ok(())
    });
    let seen = seen.into_inner();
    assert!(seen.len() * 3 > all.get() * 2, "{} of {} situations are feasible", seen.len(), all.get());
    println!("{} of {} situations are feasible", seen.len(), all.get());
    let mut rare = Vec::new();
    for (name, wanted, happens) in SHARES {
        let share = seen.iter().filter(|seen| happens(seen)).count() * 1000 / seen.len();
        println!("{name}: {share} of a thousand");
        if share < wanted as usize {
            rare.push(format!("{name}: {share} of a thousand, not {wanted}"));
        }
    }
    assert!(rare.is_empty(), "{rare:#?}");
}

impl Seen {
    fn any(&self, field: &str, found: fn(&Value) -> bool) -> bool {
        list(&self.guidance, field).iter().any(found)
    }

    /// Compares the verdict by itself with the laxest and the strictest possible stance.
    fn is_clamped(&self, differs: fn(usize, usize, usize) -> bool) -> bool {
        let strictness = |stance: &str| STANCES.iter().position(|each| *each == stance);
        let possible: Vec<_> = list(&self.guidance, "possible")
            .iter()
            .filter_map(|stance| strictness(stance.as_str()?))
            .collect();
        let verdict = strictness(&oracle::verdict(&self.case.documents, &self.situation));
        match (verdict, possible.first(), possible.last()) {
            (Some(verdict), Some(laxest), Some(strictest)) => differs(verdict, *laxest, *strictest),
            _ => false,
        }
    }

    fn every_completion(&self, bound: &str) -> bool {
        let reasons = list(&self.guidance, "reasons").iter();
        reasons.filter(|reason| reason["kind"] == "every_completion").any(|reason| !reason[bound].is_null())
    }

    /// Whether there is a question so about a fact of some kind.
    fn asks(&self, so: fn(&str, &Value) -> bool) -> bool {
        let documents = &self.case.documents;
        let mut questions = list(&self.guidance, "questions").iter();
        questions.any(|question| so(&oracle::kind(documents, text(question, "fact")), question))
    }

    fn unknown(&self) -> usize {
        let facts: usize =
            self.case.documents.iter().map(|(_, document)| list(document, "facts").len()).sum();
        facts - oracle::known(&self.case.documents, &self.situation).len()
    }

    /// The situation with what layers below read in the place of finer options, where there are any.
    fn below(&self) -> Option<Value> {
        let documents = &self.case.documents;
        let below = oracle::known_below(documents, &self.situation);
        (below != oracle::known(documents, &self.situation)).then(|| below.into())
    }

    /// Whether what comes of it would not be the same without finer options.
    fn is_told_apart(&self) -> bool {
        let Some(below) = self.below() else { return false };
        let guidance = oracle::guidance(&self.case.documents, &below).unwrap_or_default();
        ["stance", "possible", "advice"].iter().any(|field| guidance[field] != self.guidance[field])
    }

    fn is_impossible(&self) -> bool {
        oracle::is_impossible(&self.case.documents, &self.situation)
    }
}

fn is_feasible(case: &Case, situation: &Value) -> bool {
    oracle::combinations(&case.documents, situation) <= FEASIBLE
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
