//! A second method: what the library proves with decision diagrams, a solver of propositional logic proves too.
//!
//! Rule sets of the size of guidelines have far too many situations to try them one by one. So each is written
//! down as one formula (`second_method/scene.rs`, from docs/meaning.md), and batsat, which knows nothing of rules,
//! says of every claim whether some situation refutes it. A long run:
//! `DEMEANOR_SETS=2000 cargo test --release --test second_method`; `DEMEANOR_SEED=7` takes others.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]
#![expect(unreachable_pub, reason = "`pub` marks what the modules use of one another")]

#[path = "../library/mod.rs"]
mod library;
#[path = "../oracle/mod.rs"]
mod oracle;
mod circuit;
mod frame;
mod judge;
mod scene;
mod topics;

use demeanor::Guideline;
use demeanor::analysis::FindingCode;
use demeanor::diagnostic::Code;
use judge::{Judge, is_on_stances};
use library::{build_unproved, refusals};
use oracle::generate::for_all_large;
use oracle::json::{id, list};
use oracle::rule_set::RuleSet;
use oracle::standing::strictness;
use oracle::words::value_in_words;
use proptest::prelude::{TestCaseError, prop_assert, prop_assert_eq};
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::BTreeSet;
use topics::{Sized, rule_sets};

/// How often what came to pass.
#[derive(Debug, Default)]
struct Tally {
    sets: usize,
    rules: usize,
    facts: usize,
    kept: usize,
    broken: usize,
    /// Of these, by partial situations only.
    broken_in_part: usize,
    undecided: usize,
    never_applying: usize,
    refused_situations: usize,
    one_possible: usize,
    several_possible: usize,
}

#[test]
fn library_and_solver_agree() {
    let tally = RefCell::new(Tally::default());
    for_all_large(sets(), 300, &rule_sets(), |sized| {
        let set = RuleSet::new(&sized.documents);
        let mut judge = Judge::new(&set);
        let tally = &mut *tally.borrow_mut();
        tally.sets += 1;
        tally.rules += set.rules().len();
        tally.facts += set.all("facts").count();
        safeguards_agree(&sized, &set, &mut judge, tally)?;
        let guideline = build_unproved(&sized.documents);
        idle_rules_agree(&guideline, &set, &mut judge, tally)?;
        possible_stances_agree(&guideline, &sized, &set, &mut judge, tally)
    });
    let tally = tally.into_inner();
    println!("{tally:#?}");
    let decided = tally.kept + tally.broken;
    assert!(tally.undecided * 10 <= decided, "most is decided");
    assert!(tally.kept * 4 > decided && tally.broken * 4 > decided, "both are common");
    assert!(tally.broken_in_part > tally.sets / 20, "some are broken only by what is not known");
    assert!(tally.never_applying * 5 > tally.sets, "some rules never apply");
    assert!(
        tally.several_possible > tally.sets * 2 && tally.one_possible > tally.sets / 2,
        "both are common"
    );
}

fn sets() -> u32 {
    let asked = std::env::var("DEMEANOR_SETS");
    asked.map_or(100, |sets| sets.parse().expect("DEMEANOR_SETS is a number"))
}

/// Which safeguards are kept; and what the library shows against the others is against them.
fn safeguards_agree<'a>(
    sized: &Sized,
    set: &'a RuleSet<'a>,
    judge: &mut Judge<'a>,
    tally: &mut Tally,
) -> Result<(), TestCaseError> {
    let refusals = refusals(&sized.documents);
    for (layer, safeguard) in set.stated("safeguards").filter(|(_, safeguard)| is_on_stances(safeguard)) {
        let refusal = refusals.iter().find(|refusal| refusal.of == id(safeguard));
        if refusal.is_some_and(|refusal| refusal.code == Code::SafeguardUndecided) {
            tally.undecided += 1;
            continue;
        }
        let breaking = judge.breaks(layer, safeguard);
        prop_assert!(
            breaking.is_some() == refusal.is_some(),
            "{safeguard}: solver | library: {breaking:?} | {refusal:?}"
        );
        let Some(refusal) = refusal else {
            tally.kept += 1;
            continue;
        };
        tally.broken += 1;
        tally.broken_in_part += usize::from(judge.is_kept_by_all_complete(layer, safeguard));
        prop_assert_eq!((refusal.code, refusal.layer.as_str()), (Code::SafeguardBroken, set.name_of(layer)));
        let shown = shown_in(&refusal.message, set);
        let is_broken = judge.is_broken_by(layer, safeguard, &shown);
        prop_assert!(is_broken, "{safeguard} is not broken by {shown:?}: {}", refusal.message);
    }
    Ok(())
}

/// The situation in a message, where facts stand as `id (label: value)` after the last `with`.
fn shown_in(message: &str, set: &RuleSet) -> Map<String, Value> {
    let (_, shown) = message.rsplit_once(" with ").unwrap_or_default();
    let said = |fact: &&Value| shown.contains(&format!("{} (", id(fact)));
    let value = |fact: &Value| {
        let (_, words) = shown.split_once(&format!("{} (", id(fact)))?;
        let (_, words) = words.split_once(": ")?;
        let mut values = oracle::completions::values(set, fact).into_iter();
        values.find(|value| words.starts_with(&format!("{})", value_in_words(set, fact, value))))
    };
    let known = set.all("facts").filter(said);
    known
        .map(|fact| {
            let value = value(fact).unwrap_or_else(|| panic!("a value of {} in {shown}", id(fact)));
            (id(fact).to_owned(), value)
        })
        .collect()
}

fn idle_rules_agree(
    guideline: &Guideline,
    set: &RuleSet,
    judge: &mut Judge,
    tally: &mut Tally,
) -> Result<(), TestCaseError> {
    let findings = guideline.findings();
    let idle: BTreeSet<&str> = findings
        .iter()
        .filter(|finding| matches!(finding.code, FindingCode::NeverApplies | FindingCode::AlwaysSetAside))
        .filter_map(|finding| finding.rules.first().map(|rule| &**rule))
        .collect();
    if findings.iter().any(|finding| finding.code == FindingCode::Undecided) {
        tally.undecided += 1;
        return Ok(());
    }
    let rules = set.rules();
    let expected: BTreeSet<&str> =
        rules.iter().filter(|rule| judge.never_applies(rule)).map(|rule| id(rule)).collect();
    prop_assert_eq!(&expected, &idle, "never applying: solver | library");
    tally.never_applying += expected.len();
    Ok(())
}

fn possible_stances_agree(
    guideline: &Guideline,
    sized: &Sized,
    set: &RuleSet,
    judge: &mut Judge,
    tally: &mut Tally,
) -> Result<(), TestCaseError> {
    for situation in &sized.situations {
        let expected = judge.possible(&set.known(situation));
        let answer = guideline.situation(situation).ok();
        let answer = answer.map(|situation| serde_json::to_value(situation.guidance()).expect("it is JSON"));
        let possible: BTreeSet<usize> = answer.iter().flat_map(possible_in).collect();
        prop_assert_eq!(&expected, &possible, "possible with {}: solver | library", situation);
        prop_assert_eq!(answer.is_some(), !expected.is_empty(), "refused: {}", situation);
        match expected.len() {
            0 => tally.refused_situations += 1,
            1 => tally.one_possible += 1,
            _ => tally.several_possible += 1,
        }
    }
    Ok(())
}

fn possible_in(guidance: &Value) -> Vec<usize> {
    let possible = list(guidance, "possible").iter();
    possible.filter_map(Value::as_str).map(strictness).collect()
}
