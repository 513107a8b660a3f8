//! The example clinics: each is laid over the shipped guideline, and keeps what it promises.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use demeanor::{Document, Fact, Guidance, Guideline, Kind, Situation};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// An example clinic: its file, its own document, and it over the shipped guideline.
struct Clinic {
    name: String,
    json: Value,
    guideline: Guideline,
}

fn clinics() -> Vec<Clinic> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/clinics");
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .expect("the folder of example clinics is there")
        .map(|entry| entry.expect("its entries can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} holds no clinic", folder.display());
    paths.iter().map(|path| clinic(path)).collect()
}

fn clinic(path: &Path) -> Clinic {
    let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"));
    let json = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let documents = Document::standard().chain([Document::new(&name, text)]);
    let guideline = Guideline::build(documents).unwrap_or_else(|rejected| panic!("{name}: {rejected}"));
    Clinic { name, json, guideline }
}

#[test]
fn every_clinic_builds_without_warnings() {
    for Clinic { name, guideline, .. } in clinics() {
        let warnings: Vec<String> = guideline.warnings().iter().map(ToString::to_string).collect();
        assert!(warnings.is_empty(), "{name}: {warnings:#?}");
    }
}

#[test]
fn every_case_is_met() {
    for Clinic { name, guideline, .. } in clinics() {
        let mut cases = 0;
        for run in guideline.run_cases() {
            cases += 1;
            assert!(run.unmet.is_empty(), "{name}, {}: {:#?}", run.case, run.unmet);
            assert!(run.because.is_some(), "{name}, {}: no reasoning", run.case);
            assert_ne!(run.guidance.guideline().in_scope, Some(false), "{name}, {}: out of scope", run.case);
            assert_sound(&name, &guideline.situation(&run.facts).expect("it can be"));
        }
        assert!(cases > 0, "{name} has no cases");
    }
}

/// A clinic's rules are laid over every situation that the shipped cases describe, with nothing known of the clinic's
/// own facts and with each value of each of them.
#[test]
fn shipped_cases_stay_sound_under_every_clinic() {
    for Clinic { name, json, guideline } in clinics() {
        let relaxed = may_relax(&json);
        for run in Guideline::standard().run_cases() {
            let shipped = Guideline::standard().situation(&run.facts).expect("it can be");
            for situation in with_own_facts(&guideline, &shipped) {
                assert_sound(&name, &situation);
                assert_no_looser(&name, &relaxed, &run.guidance, &situation);
            }
        }
    }
}

/// Every safeguard holds, and nothing advised clashes.
fn assert_sound(name: &str, situation: &Situation) {
    let broken = situation.broken_safeguards();
    assert!(broken.is_empty(), "{name}, {situation:?}: {broken:#?}");
    let guidance = situation.guidance();
    let conflicts: Vec<_> = guidance.conflicts().collect();
    assert!(conflicts.is_empty(), "{name}, {situation:?}: {conflicts:#?}");
}

/// What `may_relax` promises, at one point: no looser than below, unless a rule that it lists speaks here, or spoke below.
fn assert_no_looser(name: &str, relaxed: &BTreeSet<String>, below: &Guidance, situation: &Situation) {
    let guidance = situation.guidance();
    let mut reasons = guidance.reasons().chain(below.reasons()).filter_map(|reason| reason.rule);
    let allowed = reasons.any(|rule| relaxed.contains(&*rule));
    assert!(
        allowed || guidance.stance() >= below.stance(),
        "{name}: {} here, {} below: {situation:?}",
        guidance.stance(),
        below.stance(),
    );
}

/// The rules that a clinic lists as loosening; none where it makes no promise.
fn may_relax(clinic: &Value) -> BTreeSet<String> {
    let entries = clinic.get("may_relax").and_then(Value::as_array).into_iter().flatten();
    entries.filter_map(|entry| entry.get("rule")?.as_str().map(str::to_owned)).collect()
}

/// A situation of the shipped guideline under a clinic's, with nothing known of the clinic's own facts, and with each
/// value of each of them. What the clinic holds to be impossible is left out.
fn with_own_facts(guideline: &Guideline, shipped: &Situation) -> Vec<Situation> {
    let bare =
        guideline.situation(&shipped.facts()).expect("a clinic reads what the shipped guideline reads");
    let own = guideline.facts().iter().filter(|fact| !ships(fact));
    let valued = own.flat_map(|fact| {
        let bare = bare.clone();
        values(fact).into_iter().filter_map(move |value| bare.clone().with(&fact.id, value).ok())
    });
    std::iter::once(bare.clone()).chain(valued).collect()
}

fn ships(fact: &Fact) -> bool {
    Guideline::standard().facts().iter().any(|shipped| shipped.id == fact.id)
}

/// Values of a fact: all of them where they are few, of a count the ends, of a `several` none and each alone.
fn values(fact: &Fact) -> Vec<Value> {
    let options = fact.options.iter().map(|option| Value::from(&*option.id));
    match fact.kind {
        Kind::Flag => vec![false.into(), true.into()],
        Kind::Choice | Kind::Scale => options.collect(),
        Kind::Several => {
            let none = std::iter::once(Value::Array(Vec::new()));
            none.chain(options.map(|option| Value::Array(vec![option]))).collect()
        }
        Kind::Count => {
            let range = fact.range.as_ref().expect("a count has a range");
            vec![range.min.into(), range.max.unwrap_or(range.min + 1).into()]
        }
    }
}
