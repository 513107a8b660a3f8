//! Safeguards that often hold, and often only almost.

use super::condition::condition;
use super::rule::{MODALITIES, Reach, vote};
use super::{Draw, STANCES};
use crate::oracle::json::list;
use serde_json::{Value, json};

const MOMENTS: [&str; 5] =
    ["in_the_moment", "before_session", "before_session_ends", "after_session", "before_next_session"];

/// Mostly made after some rule: where it holds, what it says is to come about.
pub fn safeguard(draw: &mut Draw, id: &str, reach: &Reach) -> Value {
    let rule = draw.pick(&reach.rules);
    let when = match draw.below(5) {
        0..3 => rule["when"].clone(),
        3 => condition(draw, &reach.sight, 1),
        _ => json!({}),
    };
    let mut safeguard = json!({ "id": id, "when": when, "because": "It has to be so." });
    if draw.chance(35) {
        safeguard["stance"] = stances(draw, None);
    }
    safeguard["expect"] = match draw.below(3) {
        0 => a_stance(draw, rule),
        1 => some_advice(draw, rule, reach),
        _ => {
            let mut both = a_stance(draw, rule);
            let advice = some_advice(draw, rule, reach);
            both.as_object_mut().expect("an object").extend(advice.as_object().cloned().unwrap_or_default());
            both
        }
    };
    safeguard
}

/// A floor, a ceiling or a list, mostly one that the rule keeps by itself.
pub fn a_stance(draw: &mut Draw, rule: &Value) -> Value {
    let own = vote(rule).and_then(|vote| STANCES.iter().position(|stance| rule[vote] == *stance));
    let near = own.filter(|_| draw.chance(75)).unwrap_or(draw.below(5));
    // Every stance is at least the laxest and at most the strictest: that would be no expectation.
    let laxer = near.saturating_sub(draw.pick(&[0, 1, 2])).max(1);
    let stricter = (near + draw.pick(&[0, 1, 2])).clamp(laxer, 4);
    match draw.below(4) {
        0 => json!({ "at_least": STANCES[laxer] }),
        1 => json!({ "at_most": STANCES[stricter.min(3)] }),
        2 => json!({ "at_least": STANCES[laxer], "at_most": STANCES[stricter] }),
        _ => json!({ "stance": stances(draw, Some(near)) }),
    }
}

/// One stance or a list, with this one if any.
pub fn stances(draw: &mut Draw, near: Option<usize>) -> Value {
    let near = near.unwrap_or_else(|| draw.below(5));
    let mut stances = STANCES.to_vec();
    stances.retain(|stance| *stance == STANCES[near] || draw.chance(40));
    stances.truncate(4);
    stances.into()
}

fn some_advice(draw: &mut Draw, rule: &Value, reach: &Reach) -> Value {
    let of_modality = |modality: &&str| list(rule, modality).to_vec();
    let own: Vec<Value> = ["must", "should", "may"].iter().flat_map(of_modality).collect();
    let any: Vec<Value> = reach.actions.iter().map(|action| Value::from(*action)).collect();
    let mut wanted = |from: &[Value]| {
        let mut wanted = if draw.chance(50) || from.is_empty() { Vec::new() } else { draw.some(from) };
        let patterns = if wanted.is_empty() { draw.pick(&[1, 2]) } else { draw.pick(&[0, 1]) };
        for _ in 0..patterns {
            let pattern = pattern(draw);
            if !wanted.contains(&pattern) {
                wanted.push(pattern);
            }
        }
        wanted
    };
    let mut expect = json!({});
    let own = if own.is_empty() { &any } else { &own };
    let [advised, one_of, never] = [wanted(own), wanted(own), wanted(&any)];
    match draw.below(6) {
        0 => expect["advises"] = advised.into(),
        1 | 2 => expect["advises_one_of"] = one_of.into(),
        3 | 4 => expect["never_advises"] = never.into(),
        _ => {
            expect["advises_one_of"] = one_of.into();
            expect["never_advises"] = never.into();
        }
    }
    expect
}

fn pattern(draw: &mut Draw) -> Value {
    let mut pattern = json!({});
    let fields = draw.below(3);
    if fields != 0 {
        pattern["moment"] = draw.pick(&MOMENTS).into();
    }
    if fields != 1 {
        pattern["modality"] = draw.pick(&MODALITIES).into();
    }
    pattern
}
