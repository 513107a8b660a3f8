//! Guidance in its shortest form: small, asked again from, and what differs is told with what has changed.

use super::guideline;
use demeanor::guidance::{Changed, Modality, Record, ReplayDifference, ShortRecord};
use demeanor::{Document, Guideline, Stance};
use serde_json::{Value, json};

fn bytes(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("it serialises")
}

/// For every case that ships, strictly and presuming, with what decided it and without.
#[test]
fn a_short_record_has_a_fifth_of_the_bytes_and_gives_all_of_it_again() {
    let standard = Guideline::standard();
    let (mut most, mut compared) = (0, 0);
    for run in standard.run_cases() {
        let strict = standard.situation(&run.facts).expect("it is read");
        let presuming = strict.presuming();
        for guidance in [strict.guidance(), presuming.guidance(), presuming.guidance_and_why()] {
            let (full, short) = (bytes(&guidance), bytes(&guidance.short_record()));
            most = most.max(short.len() * 1000 / full.len());
            assert!(short.len() * 5 <= full.len(), "{}: {} of {}", run.case, short.len(), full.len());
            let read: ShortRecord = serde_json::from_str(&short).expect("it is read");
            let replay = standard.replay(&read).expect("the facts are there");
            assert!(replay.is_same() && replay.changed.is_empty(), "{}: {replay}", run.case);
            assert_eq!(bytes(&replay.guidance), full, "{}", run.case);
            compared += 1;
        }
    }
    println!("{compared} records, the largest with {most} thousandths of the bytes");
    assert!(compared > 300, "only {compared}");
}

#[test]
fn a_record_read_back_has_the_same_short_form() {
    let guidance = Guideline::standard().empty_situation().presuming().guidance();
    let stored = bytes(&guidance);
    let read: Record<'_> = serde_json::from_str(&stored).expect("it is read");
    assert_eq!(read.short(), Some(guidance.short_record()));
    assert_eq!(read.without_values().short(), None, "what was given is gone");
}

/// One fact and a rule, by which all else of the tests differs.
fn rules(version: &str, stance: &str, because: &str) -> Value {
    json!({
        "format": 1, "id": "lakeside.rules", "version": version, "title": "Lakeside",
        "facts": [{ "id": "client.age", "kind": "choice", "ask": "How old?", "label": "Age",
                    "options": [{ "id": "adult", "label": "18 or over" }, { "id": "child", "label": "Under 18" }] }],
        "actions": [{ "id": "ask", "moment": "after_session", "text": "Ask." }],
        "rules": [{ "id": "adults", "title": "Adults", "permits": stance, "because": because,
                    "authority": "guidance", "strength": "weak", "certainty": "low",
                    "when": { "client.age": "adult" }, "should": ["ask"] }],
        "otherwise": { "stance": "refrain", "because": "Silence is not permission." },
    })
}

fn built(rules: &Value) -> Guideline {
    Guideline::build([Document::new("lakeside.json", rules.to_string())]).expect("it builds")
}

#[test]
fn what_differs_is_told_with_what_has_changed() {
    let first = built(&rules("1.0.0", "allow", "They can bear it."));
    let facts = json!({ "client.age": "adult" });
    let stored = first.situation(&facts).expect("it is read").guidance_and_why().short_record();
    assert!(first.replay(&stored).expect("the fact is there").is_same(), "what decided it is told again");

    let words = built(&rules("1.0.0", "allow", "They can bear that."));
    let replay = words.replay(&stored).expect("the fact is there");
    assert_eq!(replay.differs, [ReplayDifference::Rest]);
    assert!(replay.to_string().contains("the layer lakeside.rules 1.0.0 has other content"), "{replay}");

    let mut later = rules("2.0.0", "moderate", "They can bear it.");
    later["rules"][0]["id"] = json!("grown-ups");
    later["rules"][0]["must"] =
        later["rules"][0].as_object_mut().expect("a rule").remove("should").expect("it");
    let replay = built(&later).replay(&stored).expect("the fact is there");
    assert_eq!(
        replay.differs,
        [
            ReplayDifference::Stance { was: Stance::Allow, is: Stance::Moderate },
            ReplayDifference::Advice {
                action: "ask".into(),
                was: Some(Modality::Should),
                is: Some(Modality::Must)
            },
            ReplayDifference::Reason { rule: "adults".into(), is: false },
            ReplayDifference::Reason { rule: "grown-ups".into(), is: true },
        ]
    );
    let said = replay.to_string();
    assert!(said.contains("the stance was allow, and is moderate"), "{said}");
    assert!(said.contains("the layer lakeside.rules was version 1.0.0, and is 2.0.0"), "{said}");
    assert!(matches!(&*replay.changed, [Changed::Layer { was: Some(_), is: Some(_) }]), "{said}");
}

#[test]
fn a_change_of_names_is_told_and_a_fact_that_is_gone_refused() {
    let facts = json!({ "client.age": "adult" });
    let first = built(&rules("1.0.0", "allow", "They can bear it."));
    let stored = first.situation(&facts).expect("it is read").guidance().short_record();
    let mut renamed = rules("2.0.0", "allow", "They can bear it.");
    renamed["facts"][0]["id"] = json!("client.years");
    renamed["rules"][0]["when"] = json!({ "client.years": "adult" });
    let refused = built(&renamed).replay(&stored).expect_err("a fact that is gone is not passed over");
    assert!(refused.to_string().contains("client.age"), "{refused}");
    renamed["facts"][0]["formerly"] = json!(["client.age"]);
    let replay = built(&renamed).replay(&stored).expect("it is known by its former name");
    let names = Changed::Vocabulary { fact: "client.age".into(), is: "client.years".into() };
    assert!(replay.changed.contains(&names), "{replay}");
    assert_eq!(replay.differs, [ReplayDifference::Rest], "the reason names the fact");
}

#[test]
fn another_library_is_told_and_so_is_what_was_altered() {
    let mut stored = guideline().empty_situation().guidance().short_record();
    stored.engine = "0.0.1".into();
    let replay = guideline().replay(&stored).expect("it is read");
    assert!(replay.is_same());
    assert!(matches!(&*replay.changed, [Changed::Engine { was, .. }] if was == "0.0.1"), "{replay}");

    let mut altered = guideline().empty_situation().guidance().short_record();
    altered.stance = Stance::Welcome;
    let replay = guideline().replay(&altered).expect("it is read");
    assert_eq!(replay.differs, [ReplayDifference::Stance { was: Stance::Welcome, is: Stance::Moderate }]);
    assert!(replay.changed.is_empty() && replay.to_string().contains("has been altered"), "{replay}");
}

#[test]
fn no_value_is_shown_by_debug() {
    let situation = Guideline::standard().empty_situation().with("client.age_band", "teen");
    let stored = situation.expect("it is one").guidance().short_record();
    let shown = format!("{stored:?}");
    assert!(shown.contains("client.age_band") && !shown.contains("teen"), "{shown}");
}
