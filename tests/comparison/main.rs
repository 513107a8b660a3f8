//! Comparisons of guidelines: worked out by hand in `comparison/cases.json`, and by going through every complete situation
//! of random rule sets of which one rule is changed.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod agree;
#[path = "../oracle/mod.rs"]
mod oracle;

use agree::{agree, build_unproved, with_another_vote};
use demeanor::analysis::Comparison;
use demeanor::{Document, Guideline};
use oracle::generate::{cases, for_all};
use serde_json::{Value, json};

/// In a rule set with more complete situations than this, the judge would take too long.
const FEASIBLE: usize = 4_000;

#[test]
fn comparisons_worked_out_by_hand() {
    let file: Value = serde_json::from_str(include_str!("cases.json")).expect("the cases are JSON");
    let old = build(&file["base"]);
    let mut failures = Vec::new();
    for case in file["cases"].as_array().expect("there are cases") {
        let comparison = old.compare(&build(&edited(&file["base"], &case["edits"])));
        let given = shown(&comparison, case);
        if given != *case {
            failures.push(format!("{}\n  expected {case}\n  given    {given}", case["name"]));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn what_layers_change_stands_old_beside_new() {
    let file: Value = serde_json::from_str(include_str!("cases.json")).expect("the cases are JSON");
    for case in file["layers"].as_array().expect("there are cases") {
        let below =
            case.get("below").map_or_else(|| file["base"].clone(), |edits| edited(&file["base"], edits));
        let old = over(&file["base"], &case["old"]);
        let comparison = old.compare(&over(&below, &case["new"]));
        let differences = comparison.differences.iter();
        let told = differences.map(|difference| {
            json!([difference.level, difference.to_string(), difference.before, difference.after])
        });
        let told: Vec<Value> = told.collect();
        assert_eq!(
            json!([comparison.level, told]),
            json!([case["level"], case["differences"]]),
            "{}",
            case["name"]
        );
    }
}

/// A layer laid over another, or that one alone.
fn over(base: &Value, layer: &Value) -> Guideline {
    let mut documents = vec![Document::new("base.json", base.to_string())];
    if let Some(fields) = layer.as_object() {
        let mut upper = json!({ "format": 1, "id": "our.lamps", "version": "1.0.0", "title": "Our lamps",
            "extends": { "id": base["id"], "version": "1" } });
        upper.as_object_mut().expect("it is an object").extend(fields.clone());
        documents.push(Document::new("ours.json", upper.to_string()));
    }
    Guideline::build(documents).unwrap_or_else(|rejected| panic!("{rejected}"))
}

#[test]
fn changed_rules_are_found_where_they_change_a_stance() {
    let changed = std::cell::Cell::new(0);
    for_all(60, &cases(), |case| {
        if oracle::combinations(&case.documents, &json!({})) > FEASIBLE {
            return Ok(());
        }
        let old = build_unproved(&case.documents);
        for rule in 0..4 {
            let Some(documents) = with_another_vote(&case, rule) else { continue };
            changed.set(changed.get() + usize::from(agree(&case, &documents, &old)?));
        }
        Ok(())
    });
    println!("{changed:?} comparisons with a change");
    assert!(changed.get() > 40, "changes are common");
}

fn build(document: &Value) -> Guideline {
    Guideline::build([Document::new("lamp.json", document.to_string())]).expect("the case builds")
}

/// A document with other values at some pointers.
fn edited(document: &Value, edits: &Value) -> Value {
    let mut edited = document.clone();
    for (pointer, value) in edits.as_object().expect("edits are by pointer") {
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        let parent = edited.pointer_mut(parent).expect("there is something to edit");
        match parent.as_array_mut() {
            Some(list) => list[key.parse::<usize>().expect("a number")] = value.clone(),
            None => parent[key] = value.clone(),
        }
    }
    edited
}

/// What a comparison says, as far as a case speaks of it.
fn shown(comparison: &Comparison, case: &Value) -> Value {
    let by_modality = |modality: Option<demeanor::guidance::Modality>| {
        modality.map_or("", demeanor::guidance::Modality::id)
    };
    let stances = comparison.stances.iter();
    let advice = comparison.advice.iter();
    let unknown = comparison.unknown.iter();
    let differences = comparison.differences.iter().map(ToString::to_string);
    let first = comparison.stances.first().and_then(|change| change.regions.first());
    let all = json!({
        "name": case["name"],
        "edits": case["edits"],
        "level": comparison.level,
        "holds": comparison.claim_holds,
        "stances": stances.map(|change| json!([change.from, change.to, change.share.to_string()])).collect::<Vec<_>>(),
        "where": first.map(ToString::to_string),
        "example": first.map(|region| json!(region.example)),
        "advice": advice.map(|change| json!([change.action, by_modality(change.from), by_modality(change.to)])).collect::<Vec<_>>(),
        "unknown": unknown.map(|change| json!([change.from, change.to])).collect::<Vec<_>>(),
        "ruled_out": comparison.ruled_out.as_ref().map(ToString::to_string),
        "differences": differences.collect::<Vec<_>>(),
    });
    let spoken_of = |field: &String, value: &Value| {
        let if_asked = ["where", "example"].contains(&field.as_str());
        case.get(field).is_some() || !(if_asked || value.is_null() || *value == json!([]))
    };
    let all = all.as_object().expect("it is an object").clone();
    Value::Object(all.into_iter().filter(|(field, value)| spoken_of(field, value)).collect())
}
