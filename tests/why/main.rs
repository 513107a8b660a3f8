//! Why a rule applies or does not, against every situation of a small rule set.

use demeanor::why::{Holding, Outcome};
use demeanor::{Document, Guideline, Situation};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const RULES: &str = r#"{
  "format": 1, "id": "pond.rules", "version": "1.0.0", "title": "A pond",
  "facts": [
    { "id": "pond.ice", "kind": "flag", "ask": "Ice?", "label": "Ice" },
    { "id": "pond.depth", "kind": "scale", "ask": "How deep?", "label": "Depth",
      "options": [ { "id": "low", "label": "low" }, { "id": "middling", "label": "middling" }, { "id": "high", "label": "high" } ] },
    { "id": "pond.ducks", "kind": "count", "ask": "How many ducks?", "label": "Ducks", "max": 3 }
  ],
  "terms": [ { "id": "quiet", "when": { "any": [ { "pond.ducks": 0 }, { "pond.ice": true } ] } } ],
  "rules": [
    { "id": "still", "title": "Still", "when": { "is": "quiet", "pond.depth": ["low", "middling"] }, "permits": "welcome",
      "because": "Still.", "authority": "guidance", "strength": "weak", "certainty": "low" },
    { "id": "thin", "title": "Thin", "when": { "pond.ice": true, "none": [ { "pond.depth": "low" } ] }, "at_least": "refrain",
      "overrides": ["still"], "because": "Thin.", "authority": "guidance", "strength": "weak", "certainty": "low" },
    { "id": "flock", "title": "Flock", "when": { "pond.ducks": { "at_least": 2 } }, "overrides": ["thin"],
      "because": "Ducks know.", "authority": "guidance", "strength": "weak", "certainty": "low" },
    { "id": "drought", "title": "Drought", "when": { "pond.ice": true, "pond.ducks": 3 }, "at_least": "pause",
      "because": "It cannot be.", "authority": "guidance", "strength": "weak", "certainty": "low" }
  ],
  "impossible": [ { "when": { "pond.ice": true, "pond.ducks": { "at_least": 2 } }, "because": "They leave." } ],
  "otherwise": { "stance": "allow", "because": "It is a pond." }
}"#;

/// Every partial situation that can be, with its values: null where a fact is not known.
fn everywhere(guideline: &Guideline) -> Vec<([Value; 3], Situation)> {
    let mut all = Vec::new();
    for ice in [json!(null), json!(false), json!(true)] {
        for depth in [json!(null), json!("low"), json!("middling"), json!("high")] {
            for ducks in [json!(null), json!(0), json!(1), json!(2), json!(3)] {
                let facts = json!({ "pond.ice": ice, "pond.depth": depth, "pond.ducks": ducks });
                if let Ok(situation) = guideline.situation(&facts) {
                    all.push(([ice.clone(), depth.clone(), ducks], situation));
                }
            }
        }
    }
    all
}

/// How many answers differ, where none is taken back.
fn changes(from: &[Value; 3], to: &[Value; 3]) -> Option<usize> {
    let pairs = || from.iter().zip(to);
    let none_taken_back = pairs().all(|(from, to)| from.is_null() || !to.is_null());
    none_taken_back.then(|| pairs().filter(|(from, to)| from != to).count())
}

#[test]
fn what_would_make_a_rule_apply_is_as_little_as_it_takes() {
    let guideline = Guideline::build([Document::new("pond.json", RULES)]).expect("it builds");
    let everywhere = everywhere(&guideline);
    assert_eq!(everywhere.len(), 60 - 2 * 4, "ice and ducks");
    for rule in guideline.rule_ids() {
        let outcome = |situation: &Situation| situation.why_rule(rule).expect("it is a rule").outcome;
        let applies: Vec<&[Value; 3]> = everywhere
            .iter()
            .filter(|(_, there)| outcome(there) == Outcome::Applies)
            .map(|(values, _)| values)
            .collect();
        assert_eq!(applies.is_empty(), rule == "drought");
        for (values, situation) in &everywhere {
            let why = situation.why_rule(rule).expect("it is a rule");
            let fewest = applies.iter().filter_map(|there| changes(values, there)).min();
            let answers = why.would_apply_with.as_ref().map(Vec::len);
            assert_eq!(answers, fewest, "{rule} in {values:?}: {why}");
            let other = why.would_apply_with.iter().flatten();
            let other: BTreeMap<_, _> = other.map(|answer| (&answer.fact, &answer.to)).collect();
            let there = situation.with_all(&other).expect("it can be");
            assert_eq!(outcome(&there) == Outcome::Applies, fewest.is_some(), "{rule} in {values:?}");
        }
    }
}

#[test]
fn each_part_of_a_condition_is_told_as_it_is() {
    let guideline = Guideline::build([Document::new("pond.json", RULES)]).expect("it builds");
    let situation =
        guideline.situation(&json!({ "pond.ice": true, "pond.depth": "high" })).expect("it can be");
    let why = situation.why_rule("still").expect("it is a rule");
    let parts: Vec<(usize, Holding, &str)> =
        why.when.iter().map(|part| (part.depth, part.holding, &*part.text)).collect();
    let expected = [
        (0, Holding::Fails, "Depth: at most middling"),
        (0, Holding::Holds, "quiet"),
        (1, Holding::Holds, "any of"),
        (2, Holding::Open, "Ducks: 0"),
        (2, Holding::Holds, "Ice: yes"),
    ];
    let mut sorted = parts.clone();
    sorted.sort_by_key(|part| expected.iter().position(|other| other == part));
    assert_eq!(sorted, expected, "{why}");
    assert_eq!(why.outcome, Outcome::NotMet);
    assert_eq!(
        (why.set_aside_by.len(), why.may_be_set_aside_by),
        (0, vec!["thin".into()]),
        "ducks may yet come"
    );
    let flock = situation.why_rule("thin").expect("it is a rule");
    assert_eq!((flock.outcome, flock.may_be_set_aside_by), (Outcome::Applies, vec!["flock".into()]));
    assert!(situation.why_rule("moat").is_none());
}
