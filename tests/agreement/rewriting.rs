//! Form never matters: conditions that are written otherwise and mean the same give the same guidance, to the byte.

use crate::library::build_unproved;
use crate::oracle::generate::{Draw, SITUATIONS, Tape, cases, for_all, tape};
use crate::pairs;
use demeanor::Guideline;
use proptest::prelude::prop_assert_eq;
use serde_json::{Map, Value, json};
use std::cell::Cell;

#[test]
fn form_never_matters() {
    let rewritten_at_all = Cell::new(0);
    let drawn = (cases(), tape(96));
    for_all(pairs().div_ceil(SITUATIONS), &drawn, |(case, tape): (_, Tape)| {
        let mut draw = Draw::new(&tape);
        let mut documents = case.documents.clone();
        for (_, document) in &mut documents {
            for field in ["terms", "rules", "actions", "impossible"] {
                for entry in document.get_mut(field).and_then(Value::as_array_mut).into_iter().flatten() {
                    if let Some(when) = entry.get_mut("when") {
                        *when = rewritten(&mut draw, when);
                    }
                }
            }
        }
        rewritten_at_all.set(rewritten_at_all.get() + usize::from(documents != case.documents));
        let (before, after) = (build_unproved(&case.documents), build_unproved(&documents));
        for situation in &case.situations {
            let [before, after] = [&before, &after].map(|guideline| answer(guideline, situation));
            prop_assert_eq!(before, after, "{} with {:#?}", situation, documents);
        }
        Ok(())
    });
    println!("{rewritten_at_all:?} rule sets were written otherwise");
    assert!(rewritten_at_all.get() > 100, "that is common");
}

/// The guidance but for what names the documents; none where the situation is refused.
fn answer(guideline: &Guideline, situation: &Value) -> Option<Value> {
    let guidance = guideline.situation(situation).ok()?.guidance();
    let mut answer = serde_json::to_value(guidance).expect("guidance is JSON");
    let guideline = answer["guideline"].as_object_mut().expect("an object");
    guideline.remove("digest");
    for layer in guideline["layers"].as_array_mut().expect("a list") {
        layer["digest"].take();
    }
    Some(answer)
}

/// A condition that is true of the same situations, by tests that it makes already.
fn rewritten(draw: &mut Draw, condition: &Value) -> Value {
    let test = some_test(draw, condition);
    match draw.pick(&[0, 1, 2, 3, 4, 5]) {
        1 => json!({ "none": [{ "none": [condition] }] }),
        2 => json!({ "any": [{ "all": [condition, test] }, { "all": [condition], "none": [test] }] }),
        3 => json!({ "any": [{ "all": [condition, test] }, condition] }),
        4 => json!({ "all": [condition, { "any": [test, condition] }] }),
        5 => json!({ "all": [{ "any": [test, { "none": [test] }] }, condition] }),
        _ => condition.clone(),
    }
}

/// An entry of a condition, by itself.
fn some_test(draw: &mut Draw, condition: &Value) -> Value {
    let entries: Vec<Value> = condition
        .as_object()
        .expect("a condition is an object")
        .iter()
        .map(|(key, value)| Value::Object(Map::from_iter([(key.clone(), value.clone())])))
        .collect();
    if entries.is_empty() { json!({}) } else { draw.pick(&entries) }
}
