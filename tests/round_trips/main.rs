//! What is written can be read again, and comes to the same bytes.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "../cases/random.rs"]
mod random;

use demeanor::diagnostic::{Code, Severity};
use demeanor::governance::{Level, Status};
use demeanor::guidance::{Authority, Certainty, Modality, Moment, Record, SourceKind, Strength};
use demeanor::handbook::{Askable, Stricter};
use demeanor::{Diagnostic, Document, Guideline, Kind, Situation, Stance};
use proptest::prop_assert_eq;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::json;
use std::collections::BTreeSet;

const SITUATIONS: usize = 1_000;

fn bytes(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("it is JSON")
}

fn some_situations() -> impl Iterator<Item = Situation> {
    let standard = Guideline::standard();
    let dated = standard.as_of("2026-08-01".parse().expect("a day"));
    let plain = random::situations(standard, 1, SITUATIONS);
    plain.into_iter().chain(random::situations(&dated, 2, SITUATIONS / 10))
}

#[test]
fn guidance_is_read_as_it_was_written() {
    for situation in some_situations() {
        let guidance = situation.guidance();
        let written = bytes(&guidance);
        assert_eq!(situation.guidance_json(), written);
        let read: Record = serde_json::from_str(&written).expect("it is read");
        assert_eq!(bytes(&read), written);
        assert_eq!(read, guidance.record());
        assert_eq!(read.to_string(), guidance.to_string(), "what is read back can be shown");
    }
}

#[test]
fn guidance_survives_other_forms() {
    for situation in some_situations().take(100) {
        let guidance = situation.guidance();
        let value = serde_json::to_value(&guidance).expect("it is JSON");
        let read: Record = serde_json::from_value(value).expect("it is read");
        assert_eq!(bytes(&read), bytes(&guidance));
        let pretty = serde_json::to_string_pretty(&guidance).expect("it is JSON");
        let read: Record = serde_json::from_str(&pretty).expect("it is read");
        assert_eq!(bytes(&read), bytes(&guidance));
    }
}

/// Texts that JSON has to escape, wherever in a text they stand, are written as `serde_json` writes them.
#[test]
fn awkward_texts_are_written_as_serde_json_writes_them() {
    let awkward = proptest::string::string_regex(r#"[a-z "\\\u{1f}\u{7f}-\u{a0}é€𝄞\t\n/]{1,80}"#)
        .expect("it is a pattern");
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    runner
        .run(&proptest::collection::vec(awkward, 2), |texts| {
            let (because, label) = (&texts[0], &texts[1]);
            let rules = json!({
                "format": 1, "id": "awkward", "version": "1.0.0", "title": "Awkward",
                "facts": [{ "id": "f.x", "kind": "choice", "ask": "?",
                            "options": [{ "id": "a", "label": format!("a{label}a") }] }],
                "otherwise": { "stance": "refrain", "because": format!("a{because}a") },
                "rules": [{ "id": "one", "title": "One", "when": { "f.x": "a" }, "permits": "allow",
                            "because": format!("b{because}b"), "authority": "guidance",
                            "strength": "good_practice", "certainty": "not_applicable" }],
            });
            // Some texts are refused; what is taken has to be written.
            let Ok(guideline) = Guideline::build([Document::new("awkward.json", rules.to_string())]) else {
                return Ok(());
            };
            for facts in [json!({}), json!({ "f.x": "a" })] {
                let situation = guideline.situation(&facts).expect("it is one");
                prop_assert_eq!(situation.guidance_json(), bytes(&situation.guidance()));
            }
            Ok(())
        })
        .expect("all are written alike");
}

/// So that last year's answer can be asked for again.
#[test]
fn the_facts_in_guidance_are_a_situation() {
    for situation in some_situations() {
        let guideline = situation.guideline();
        let guidance = situation.guidance();
        let again =
            guideline.situation(&guidance.situation().facts.expect("they are there")).expect("it is one");
        assert_eq!(again.facts(), situation.facts());
        assert_eq!(bytes(&again.guidance()), bytes(&guidance));
        let by_text = guideline.situation_from_json(&bytes(&situation.facts())).expect("it is one");
        assert_eq!(bytes(&by_text.guidance()), bytes(&guidance));
    }
}

#[test]
fn facts_one_by_one_are_the_same_situation() {
    for situation in some_situations().take(100) {
        let mut facts: Vec<_> = situation.facts().into_iter().collect();
        facts.reverse();
        let empty = situation.guideline().empty_situation();
        let again = facts.into_iter().try_fold(empty, |built, (fact, value)| built.with(&fact, value));
        assert_eq!(bytes(&again.expect("it is one").guidance()), bytes(&situation.guidance()));
    }
}

#[test]
fn different_situations_have_different_digests() {
    let (mut digests, mut facts) = (BTreeSet::new(), BTreeSet::new());
    for situation in some_situations() {
        digests.insert(situation.guidance().situation().digest.expect("there is one").to_string());
        facts.insert(bytes(&situation.facts()));
    }
    assert_eq!(digests.len(), facts.len());
}

#[test]
fn a_guideline_is_built_the_same_again() {
    let documents: Vec<Document> = Document::standard().collect();
    let mut backwards = documents.clone();
    backwards.reverse();
    let [once, again] =
        [documents, backwards].map(|documents| Guideline::build(documents).expect("it builds"));
    assert_eq!(once.digest(), again.digest());
    for situation in some_situations().take(20) {
        let [first, second] = [&once, &again].map(|guideline| {
            let situation = guideline.situation(&situation.facts()).expect("it is one");
            bytes(&situation.guidance())
        });
        assert_eq!(first, second);
    }
}

#[test]
fn diagnostics_are_read_as_they_were_written() {
    let text = "{ \"format\": 1, \"titel\": \"Über\", \"rules\": [ 3 ] }";
    let rejected = Guideline::build([Document::new("mine.json", text)]).expect_err("it is refused");
    assert!(rejected.diagnostics().len() >= 3);
    for diagnostic in rejected.diagnostics() {
        let read: Diagnostic = serde_json::from_str(&bytes(diagnostic)).expect("it is read");
        assert_eq!(read, *diagnostic);
    }
}

/// Every word of a closed list is written as its id, in small letters, and read from it and from nothing else.
#[test]
fn words_are_read_as_they_were_written() {
    fn check<W: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(
        all: &[W],
        id: fn(&W) -> &'static str,
    ) {
        let mut ids = BTreeSet::new();
        for word in all {
            let written = bytes(word);
            assert_eq!(written, format!("\"{}\"", id(word)));
            assert_eq!(written, written.to_lowercase());
            assert_eq!(serde_json::from_str::<W>(&written).expect("it is read"), *word);
            assert!(ids.insert(written), "{word:?} is written as another is");
        }
        assert!(serde_json::from_str::<W>("\"neither\"").is_err());
    }
    macro_rules! check {
        ($($word:ty),+) => { $(check::<$word>(<$word>::ALL, |word| word.id());)+ };
    }
    check!(
        Askable, Authority, Certainty, Code, Kind, Level, Modality, Moment, Severity, SourceKind, Stance,
        Status, Strength, Stricter
    );
    assert_eq!(Stance::ALL[0], Stance::Welcome);
}
