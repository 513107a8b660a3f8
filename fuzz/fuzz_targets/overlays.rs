//! Any text as a layer over a small rule set: where both are built and the layer lists nothing that may relax, no situation is
//! looser by it, and nothing that had to be done is lost.

#![no_main]

#[path = "../../tests/standard/demands.rs"]
mod demands;

use demands::demands;
use demeanor::{Document, Guideline};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

const BASE: &str = include_str!("../../tests/layers/base.json");

static BELOW: LazyLock<Guideline> = LazyLock::new(|| build(None).expect("the rule set below is in order"));

/// Every situation of the rule set below, whose facts are flags: each known to be so, known not to be so, or not known.
static SITUATIONS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    BELOW.facts().iter().fold(vec![json!({})], |situations, fact| {
        let answers = [None, Some(true), Some(false)];
        let with = |situation: &Value, answer: Option<bool>| {
            let mut facts: Map<String, Value> = situation.as_object().cloned().unwrap_or_default();
            facts.extend(answer.map(|answer| (fact.id.to_string(), json!(answer))));
            Value::Object(facts)
        };
        situations.iter().flat_map(|situation| answers.map(|answer| with(situation, answer))).collect()
    })
});

fuzz_target!(|text: &str| {
    let lists = serde_json::from_str::<Value>(text).is_ok_and(|layer| layer.get("may_relax").is_some());
    let Some(here) = build(Some(text)).filter(|here| !lists && here.layers().len() == 2) else { return };
    for facts in SITUATIONS.iter() {
        let (Some(before), Some(after)) = (demands(&BELOW, facts), demands(&here, facts)) else { continue };
        let looser = before.iter().zip(&after).any(|(before, after)| !after.are_no_looser_than(before));
        assert!(!looser, "looser: {facts}");
    }
});

/// The rule set below, with a layer over it or without.
fn build(layer: Option<&str>) -> Option<Guideline> {
    let layer = layer.map(|text| Document::new("layer.json", text));
    Guideline::build([Document::new("base.json", BASE)].into_iter().chain(layer)).ok()
}
