//! Presumptions laid over random rule sets: the library and the oracle take the same, and say the same of it.

use super::{compare, is_feasible, oracle, pairs};
use crate::library::build_unproved;
use crate::oracle::generate::{SITUATIONS, cases, for_all};
use crate::oracle::json::{id, list, text};
use demeanor::Guideline;
use proptest::prelude::{TestCaseError, prop_assert, prop_assert_eq};
use serde_json::{Value, json};
use std::cell::Cell;

#[test]
fn presumptions_agree() {
    let [taken, left, mattering, first, demanding] = [const { Cell::new(0) }; 5];
    for_all(pairs().div_ceil(3 * SITUATIONS), &cases(), |mut case| {
        presume_something(&mut case.documents);
        let guideline = build_unproved(&case.documents);
        for situation in case.situations.iter().filter(|each| is_feasible(&case, each)) {
            let answer = ask(&guideline, situation)?;
            let expected = oracle::presuming_guidance(&case.documents, situation);
            if let Some(answer) = &answer {
                let presumed = list(answer, "presumed");
                let known =
                    presumed.len() + answer["situation"]["facts"].as_object().map_or(0, serde_json::Map::len);
                first.set(first.get() + list(answer, "ask_first").len());
                taken.set(taken.get() + presumed.len());
                left.set(left.get() + guideline.facts().len() - known);
                mattering
                    .set(mattering.get() + presumed.iter().filter(|each| each["matters"] == true).count());
            }
            let answered = answer.is_some();
            compare(&case.documents, situation, answer, expected)?;
            if answered {
                let demands = demands(&guideline, situation);
                demanding.set(demanding.get() + demands.as_array().map_or(0, Vec::len));
                prop_assert_eq!(
                    demands,
                    oracle::presumed_demands(&case.documents, situation),
                    "{}",
                    situation
                );
            }
        }
        Ok(())
    });
    println!(
        "{taken:?} taken, {mattering:?} of them matter, {demanding:?} else; {left:?} facts stay unknown, {first:?} are asked first"
    );
    assert!(
        [taken, left, mattering, first, demanding].iter().all(|times| times.get() > 60),
        "all are common"
    );
}

fn ask(guideline: &Guideline, situation: &Value) -> Result<Option<Value>, TestCaseError> {
    let Ok(situation) = guideline.situation(situation) else { return Ok(None) };
    let presuming = situation.presuming();
    let guidance = presuming.guidance();
    // Twice: the second time what every situation can come to has been worked out.
    for _ in 0..2 {
        let mut live = situation.guideline().empty_situation().live();
        live.presume_from(&situation.live()).expect("it is of this guideline");
        prop_assert_eq!(live.stance(), Some(guidance.stance()), "{:?}", situation);
        prop_assert!(live.unknown().eq(presuming.live().unknown()), "{:?}", situation);
    }
    let text = serde_json::to_string(&guidance).expect("guidance is JSON");
    prop_assert!(presuming.guidance_json() == text, "written straight away");
    prop_assert!(presuming.presuming_nothing().guidance() == situation.guidance(), "and back");
    prop_assert!(
        guideline
            .replay(&guidance.short_record())
            .is_ok_and(|again| again.is_same() && again.guidance == guidance),
        "replayed"
    );
    Ok(serde_json::to_value(guidance).ok())
}

/// What was presumed and bears on what has to be done alone, of a situation that can be.
fn demands(guideline: &Guideline, situation: &Value) -> Value {
    let situation = guideline.situation(situation).expect("it can be").presuming();
    serde_json::to_value(situation.presumed_demands().expect("it is small")).expect("it is JSON")
}

/// Lets most facts presume something, some of them not everywhere, and upper layers something else of some. What is
/// chosen depends on names and content alone.
pub(crate) fn presume_something(documents: &mut [(String, Value)]) {
    let before = documents.to_vec();
    let conditions: Vec<Value> = before
        .iter()
        .filter(|(_, part)| !is_upper(&before, part))
        .flat_map(|(_, part)| list(part, "rules").iter().map(|rule| rule["when"].clone()))
        .collect();
    let mut number = 0;
    for (_, part) in documents.iter_mut() {
        let lowest = !is_upper(&before, part);
        for fact in part.get_mut("facts").and_then(Value::as_array_mut).into_iter().flatten() {
            number += 1;
            let values = oracle::values_of(&before, fact);
            let value = &values[(chance(fact) + number) % values.len()];
            let unless = conditions.get((chance(fact) + number) % (2 * conditions.len().max(1)));
            match (chance(fact) % 4, unless.filter(|_| lowest)) {
                (0, _) => {}
                (_, None) => fact["presume"] = value.clone(),
                (_, Some(unless)) => fact["presume"] = json!({ "value": value, "unless": unless }),
            }
            for (step, field) in ["ask_first_when", "ask_when"].into_iter().enumerate().filter(|_| lowest) {
                let condition =
                    conditions.get((chance(fact) + number * (step + 2)) % (2 * conditions.len().max(1)));
                fact.as_object_mut()
                    .expect("a fact")
                    .extend(condition.map(|condition| (field.to_owned(), condition.clone())));
            }
        }
    }
    presume_otherwise(documents);
}

/// A value that the layer of a part adds to a fact, if it does.
fn finer(documents: &[(String, Value)], part: &Value, fact: &Value) -> Option<Value> {
    let parts = documents.iter().filter(|(_, other)| id(other) == id(part));
    let mut entries = parts.flat_map(|(_, part)| list(part, "refine"));
    let added = &entries.find(|entry| entry["fact"] == fact["id"])?["options"][0]["id"];
    Some(if fact["kind"] == "several" { json!([added]) } else { added.clone() })
}

/// The first part of a layer above the lowest says otherwise of a fact of the lowest.
fn presume_otherwise(documents: &mut [(String, Value)]) {
    let lowest = documents.iter().filter(|(_, part)| !is_upper(documents, part));
    let facts: Vec<Value> = lowest.flat_map(|(_, part)| list(part, "facts").to_vec()).collect();
    let before = documents.to_vec();
    let is_marked = |fact: &Value| {
        let mut marks = before.iter().flat_map(|(_, part)| list(part, "safety"));
        marks.any(|mark| mark["fact"] == fact["id"])
    };
    let plain: Vec<&Value> = facts.iter().filter(|fact| fact["safety"] != true && !is_marked(fact)).collect();
    let Some(fact) = plain.first() else { return };
    let Some((_, upper)) = documents.iter_mut().find(|(_, part)| is_upper(&before, part)) else {
        return;
    };
    let values = oracle::values_of(&before, fact);
    let mut entry = json!({ "fact": fact["id"], "because": "x" });
    match chance(fact) % 3 {
        0 => entry["nothing"] = true.into(),
        _ => entry["value"] = finer(&before, upper, fact).unwrap_or_else(|| values[0].clone()),
    }
    upper["presume"] = json!([entry]);
    let layer = text(upper, "id").to_owned();
    let listed = json!({ "presume": fact["id"], "because": "x" });
    // One part of the layer states `may_relax`, if any does.
    let parts: Vec<usize> = (0..documents.len()).filter(|&at| id(&documents[at].1) == layer).collect();
    let stating = parts.iter().copied().find(|&at| documents[at].1.get("may_relax").is_some());
    let part = &mut documents[stating.unwrap_or(parts[0])].1;
    let mut entries = list(part, "may_relax").to_vec();
    entries.push(listed);
    part["may_relax"] = entries.into();
}

/// Does a part belong to a layer above the lowest? Only one part of a layer says what it extends.
fn is_upper(documents: &[(String, Value)], part: &Value) -> bool {
    documents.iter().any(|(_, other)| other["id"] == part["id"] && other.get("extends").is_some())
}

/// A number that is always the same for the same thing.
fn chance(thing: &Value) -> usize {
    thing.to_string().bytes().fold(7, |sum, byte| (sum * 31 + usize::from(byte)) % 9_973)
}
