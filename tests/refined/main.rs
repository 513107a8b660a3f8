//! Finer options over the shipped guideline: what the shipped rules say of the option that is there holds for the finer one, in
//! guidance, presuming, live and in an interview; the clinic's own rules tell them apart, and a comparison says so.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use demeanor::{Document, Guideline, Stance};
use serde_json::{Value, json};
use std::sync::LazyLock;

/// A clinic that refines a scale and a several, and has a rule about the one and a case about both.
static CLINIC: LazyLock<Guideline> = LazyLock::new(|| over_the_shipped(&clinic(&rules())));

/// The same without rules of its own.
static PLAIN: LazyLock<Guideline> = LazyLock::new(|| over_the_shipped(&clinic(&json!([]))));

fn clinic(rules: &Value) -> Value {
    json!({
        "format": 1, "id": "harbour.expression", "version": "1.0.0", "title": "Harbour",
        "extends": { "id": "demeanor.standard", "version": "2" },
        "refine": [
            { "fact": "client.age_band", "because": "Most of our clients are that young.",
              "options": [{ "id": "young_adult", "label": "18 to 25", "like": "adult", "lower": true, "formerly": ["emerging"] }] },
            { "fact": "expression.form", "because": "It is heard through walls.",
              "options": [{ "id": "wailing", "label": "wailing", "like": "sobbing" }] }
        ],
        "rules": rules,
        "cases": [
            { "id": "a-young-adult", "title": "A young adult", "situation": { "client.age_band": "young_adult", "expression.form": ["wailing"] },
              "expect": { "at_least": "moderate" } }
        ]
    })
}

fn rules() -> Value {
    json!([
        { "id": "young-adults-are-told", "title": "Young adults are told",
          "when": { "client.age_band": "young_adult", "timing.event_phase": "happened", "is": "weighty" },
          "should": ["take_it_to_supervision"], "because": "They are new here.",
          "authority": "clinic_policy", "strength": "good_practice", "certainty": "not_applicable" }
    ])
}

fn over_the_shipped(layer: &Value) -> Guideline {
    let documents = Document::standard().chain([Document::new("harbour.json", layer.to_string())]);
    Guideline::build(documents).expect("it builds, and all that is proved holds")
}

/// The situations of the shipped cases that have an adult or sobs in them, as they are and with the finer options instead.
fn situations() -> Vec<[Value; 2]> {
    let documents = Document::standard();
    let documents = documents.map(|document| serde_json::from_str(document.text()).expect("it is JSON"));
    let cases =
        documents.flat_map(|document: Value| document["cases"].as_array().cloned().unwrap_or_default());
    let pair = |case: Value| {
        let shipped = case["situation"].clone();
        let finer = finer(shipped.clone());
        (shipped != finer).then_some([shipped, finer])
    };
    cases.filter_map(pair).collect()
}

fn finer(mut situation: Value) -> Value {
    let fields = situation.as_object_mut().expect("a situation is an object");
    for (fact, value) in fields {
        match (fact.as_str(), value) {
            ("client", Value::Object(facts)) => {
                facts
                    .values_mut()
                    .filter(|value| **value == "adult")
                    .for_each(|value| *value = json!("young_adult"));
            }
            ("client.age_band", value) if *value == "adult" => *value = json!("young_adult"),
            ("expression", Value::Object(facts)) => facts.values_mut().for_each(wailing),
            ("expression.form", value) => wailing(value),
            _ => {}
        }
    }
    situation
}

fn wailing(value: &mut Value) {
    let options = value.as_array_mut().into_iter().flatten();
    options.filter(|option| **option == "sobbing").for_each(|option| *option = json!("wailing"));
}

/// What is said, but for the values given.
fn said(guidance: &demeanor::Guidance) -> Value {
    let all = serde_json::to_value(guidance).expect("it is JSON");
    let rules = |list: &str| -> Value {
        let entries = all[list].as_array().into_iter().flatten();
        entries
            .map(|entry| {
                json!([entry["rule"], entry["kind"], entry["decisive"], entry["permits"], entry["at_least"]])
            })
            .collect()
    };
    json!({
        "stance": all["stance"], "headline": all["headline"], "possible": all["possible"], "settled": all["settled"],
        "advice": all["advice"], "conflicts": all["conflicts"], "against": all["against"], "missing": all["situation"]["missing"],
        "reasons": rules("reasons"), "set_aside": rules("set_aside"), "pending": rules("pending")
    })
}

#[test]
fn the_shipped_rules_say_the_same_of_a_finer_option() {
    let pairs = situations();
    let (mut young, mut wails) = (0, 0);
    for [shipped, finer] in &pairs {
        young += usize::from(finer.to_string().contains("young_adult"));
        wails += usize::from(finer.to_string().contains("wailing"));
        let [of_shipped, of_finer] = [shipped, finer].map(|given| PLAIN.situation(given).expect("it can be"));
        assert_eq!(said(&of_shipped.guidance()), said(&of_finer.guidance()), "{finer}");
        let [of_shipped, of_finer] = [&of_shipped, &of_finer].map(demeanor::Situation::presuming);
        assert_eq!(said(&of_shipped.guidance()), said(&of_finer.guidance()), "presuming, {finer}");
        let mut live = PLAIN.empty_situation().live();
        live.read(&finer.to_string()).expect("it can be read");
        assert_eq!(live.stance(), PLAIN.situation(finer).ok().map(|situation| situation.stance()), "{finer}");
    }
    assert!(young > 100 && wails > 5, "{young} and {wails} of {}", pairs.len());
}

/// Before the clinic refined anything it said the same of what was there.
#[test]
fn what_was_there_is_as_it_was() {
    for [shipped, _] in situations() {
        let of = |guideline: &Guideline| said(&guideline.situation(&shipped).expect("it can be").guidance());
        assert_eq!(of(Guideline::standard()), of(&PLAIN), "{shipped}");
    }
}

#[test]
fn the_clinics_own_rule_tells_them_apart() {
    let stands = |age: &str| {
        let given = json!({
            "client.age_band": age,
            "expression": { "emotion": "sadness", "form": ["tears"], "intensity": "strong" },
            "timing.event_phase": "happened"
        });
        CLINIC.situation(&given).expect("it can be").ruling().stands("young-adults-are-told")
    };
    assert_eq!(["adult", "young_adult", "emerging", "teen"].map(stands), [false, true, true, false]);
    assert!(CLINIC.run_cases().all(|run| run.unmet.is_empty()), "its case is met");
}

#[test]
fn an_interview_asks_for_it_and_what_is_usual_stays() {
    let mut interview = CLINIC.empty_situation().interview();
    let question = interview.question_about("client.age_band").expect("it is a fact");
    let options: Vec<(&str, Option<&str>)> =
        question.options.iter().map(|option| (&*option.id, option.like.as_deref())).collect();
    let expected = [("child", None), ("teen", None), ("young_adult", Some("adult")), ("adult", None)];
    assert_eq!(options, expected);
    interview.answer("client.age_band", "young_adult").expect("it is one of its options");
    assert_eq!(interview.situation().facts()["client.age_band"].to_string(), "young_adult");
    let usual = CLINIC.fact("client.age_band").and_then(|fact| fact.presume.clone());
    assert_eq!(usual.expect("something is").to_string(), "adult");
}

#[test]
fn a_comparison_reads_it_as_the_shipped_rules_do() {
    let nothing = Guideline::standard().compare(&PLAIN);
    let told: Vec<String> = nothing.differences.iter().map(ToString::to_string).collect();
    let expected = [
        "option `client.age_band: young_adult`: is new, and read by the layers below as `adult`",
        "option `expression.form: wailing`: is new, and read by the layers below as `sobbing`",
    ];
    assert_eq!(told, expected);
    assert!(
        nothing.undecided.is_empty() && nothing.stances.is_empty() && nothing.advice.is_empty(),
        "{nothing:?}"
    );
    let advice = Guideline::standard().compare(&CLINIC).advice;
    let young = |region: &demeanor::analysis::SituationRegion| {
        region.when.iter().any(|test| &*test.fact == "client.age_band" && &*test.words == "18 to 25")
    };
    assert!(!advice.is_empty() && advice.iter().all(|change| change.regions.iter().all(young)), "{advice:?}");
}

#[test]
fn a_situation_that_is_stored_is_given_again() {
    let given = json!({ "client.age_band": "young_adult", "expression.form": ["wailing", "face"] });
    let record = CLINIC.situation(&given).expect("it can be").guidance().short_record();
    assert!(CLINIC.replay(&record).is_ok_and(|again| again.is_same()));
    assert!(Guideline::standard().replay(&record).is_err(), "the shipped rules alone know no such option");
}

#[test]
fn the_laxest_that_a_finer_option_gets_is_what_the_other_gets() {
    let stance =
        |age: &str| PLAIN.empty_situation().with("client.age_band", age).expect("it is one").stance();
    assert_eq!(stance("young_adult"), stance("adult"));
    assert!(stance("young_adult") >= Stance::Moderate);
}
