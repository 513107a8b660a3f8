//! Rules that say what others say, facts that promise, and a default that leaves nothing to be stricter.

use super::rule::{MODALITIES, vote};
use super::{Draw, STANCES};
use crate::oracle::json::{id, list};
use serde_json::{Value, json};

/// Changes valid documents so that they stay valid: only names that an entry of the same document has are named anew.
pub fn add_echoes(documents: &mut [(String, Value)], draw: &mut Draw) {
    let is_alone = documents.iter().all(|(_, part)| part.get("extends").is_none());
    if draw.chance(4) {
        for (_, part) in documents.iter_mut() {
            take_actions_out(part);
        }
    }
    for (_, part) in documents {
        keep_actions(part);
        if !is_alone {
            uncover_actions(part);
        }
        let rules = list(part, "rules").to_vec();
        for rule in entries(part, "rules") {
            let others: Vec<&Value> = rules.iter().filter(|other| id(other) != id(rule)).collect();
            if !others.is_empty() {
                echo(draw, rule, &others);
            }
        }
        for fact in entries(part, "facts") {
            let is_ordered = matches!(fact["kind"].as_str(), Some("flag" | "scale" | "count"));
            if is_ordered && draw.chance(50) {
                fact["stricter"] = draw.pick(&["higher", "lower"]).into();
            }
        }
        if is_alone && part.get("otherwise").is_some() && draw.chance(30) {
            part["otherwise"]["stance"] = draw.pick(&["pause", "refrain"]).into();
        }
    }
}

/// Rules may come to speak of actions that they did not, so none is withdrawn or worded anew.
fn keep_actions(part: &mut Value) {
    if let Some(withdraw) = part.get_mut("withdraw").and_then(Value::as_array_mut) {
        withdraw.retain(|entry| entry.get("action").is_none());
    }
    if let Some(actions) = part.get_mut("actions").and_then(Value::as_array_mut) {
        actions.retain(|action| action.get("replaces").is_none());
    }
}

/// Rules of law and ethics may come to demand actions that they did not, which no action of a layer above covers.
fn uncover_actions(part: &mut Value) {
    for action in entries(part, "actions") {
        action.as_object_mut().expect("an action is an object").remove("covers");
    }
}

/// Leaves a document without actions; a rule that had nothing else to say limits.
fn take_actions_out(part: &mut Value) {
    let fields = part.as_object_mut().expect("a document is an object");
    fields.remove("actions");
    // What safeguards expect may be actions.
    fields.remove("safeguards");
    for rule in entries(part, "rules") {
        let fields = rule.as_object_mut().expect("a rule is an object");
        fields.retain(|field, _| !MODALITIES.contains(&field.as_str()));
        if vote(rule).is_none() && list(rule, "overrides").is_empty() {
            rule["at_least"] = "moderate".into();
        }
    }
}

fn entries<'a>(part: &'a mut Value, field: &str) -> impl Iterator<Item = &'a mut Value> {
    part.get_mut(field).and_then(Value::as_array_mut).into_iter().flatten()
}

/// Some rules hold where another holds, or not far from there, and some say nearly what that says.
fn echo(draw: &mut Draw, rule: &mut Value, others: &[&Value]) {
    let other = draw.pick(others);
    match draw.below(9) {
        0 | 1 => rule["when"] = other["when"].clone(),
        2 => rule["when"] = json!({ "any": [rule["when"], other["when"]] }),
        3 => rule["when"] = json!({ "all": [rule["when"], other["when"]] }),
        4 | 5 => rule["when"] = json!({ "all": [other["when"]], "none": [rule["when"]] }),
        _ => {}
    }
    if vote(rule).is_some() && draw.chance(30) {
        shift(draw, rule, other);
    }
    if draw.chance(25) {
        say_the_same(draw, rule, other);
    }
}

/// Gives a rule the stance of another, or the one before it or after it.
fn shift(draw: &mut Draw, rule: &mut Value, other: &Value) {
    let stance = vote(other).and_then(|field| other[field].as_str());
    let place = STANCES.iter().position(|each| Some(*each) == stance);
    if let (Some(field), Some(place)) = (vote(rule), place) {
        let near = [place, place.saturating_sub(1), 4.min(place + 1)];
        rule[field] = STANCES[draw.pick(&near)].into();
    }
}

/// Gives a rule the actions of another, mostly in the same way.
fn say_the_same(draw: &mut Draw, rule: &mut Value, other: &Value) {
    let said = MODALITIES.iter().filter(|modality| other.get(**modality).is_some());
    let said: Vec<&str> = said.copied().collect();
    if said.is_empty() {
        return;
    }
    let fields = rule.as_object_mut().expect("a rule is an object");
    fields.retain(|field, _| !MODALITIES.contains(&field.as_str()));
    for modality in said {
        let actions = &other[modality];
        let free = MODALITIES.iter().filter(|each| rule.get(**each).is_none() && other.get(**each).is_none());
        let others: Vec<&str> = free.copied().collect();
        let anew = if !others.is_empty() && draw.chance(30) { draw.pick(&others) } else { modality };
        rule[anew] = actions.clone();
    }
}
