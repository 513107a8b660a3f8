//! Facts of all kinds, and their values.

use super::Draw;
use crate::oracle::json::{id, list, text};
use serde_json::{Value, json};

pub fn fact(draw: &mut Draw, id: &str) -> Value {
    let kind = draw.pick(&["flag", "scale", "choice", "count", "several", "flag", "scale"]);
    let mut fact = json!({ "id": id, "kind": kind, "ask": format!("What of {id}?") });
    match kind {
        "count" => measure(draw, &mut fact),
        "flag" => {}
        _ => fact["options"] = options(draw, kind),
    }
    if draw.chance(40) {
        fact["label"] = format!("The {id}").into();
    }
    if draw.chance(30) {
        fact["safety"] = true.into();
    }
    if draw.chance(25) {
        fact["formerly"] = json!([format!("past.{}", id.replace('.', "_"))]);
    }
    if draw.chance(20) {
        fact["askable"] = draw.pick(&["now", "later", "never"]).into();
    }
    if draw.chance(65) {
        fact["changeable"] = true.into();
    }
    fact
}

fn options(draw: &mut Draw, kind: &str) -> Value {
    // Not in the order of their ids, so that order in the vocabulary shows.
    let ids = ["mid", "low_2", "high", "a1"];
    let count = match kind {
        "several" => draw.pick(&[2, 3]),
        _ => draw.pick(&[2, 3, 3, 4]),
    };
    let option = |id: &&str| {
        let mut option = json!({ "id": id, "label": format!("Rather {id}") });
        if draw.chance(25) {
            option["formerly"] = json!([format!("old_{id}")]);
        }
        option
    };
    ids[..count].iter().map(option).collect()
}

/// Whether an upper layer can give a fact finer options, and it does not get too many values by it.
pub fn can_be_finer(fact: &Value) -> bool {
    let most = if kind(fact) == "several" { 3 } else { 4 };
    (1..=most).contains(&list(fact, "options").len())
}

/// What a layer says of finer options of a fact.
pub fn finer(draw: &mut Draw, fact: &Value, layer: usize) -> Value {
    let ids = [format!("zz_{layer}"), format!("b{layer}")];
    let count = if kind(fact) == "several" { 1 } else { draw.pick(&[1, 1, 2]) };
    let options = ids[..count].iter().map(|id| {
        let like = draw.pick(&values(fact));
        let mut option = json!({ "id": id, "label": format!("Quite {id}"), "like": like });
        if kind(fact) == "scale" && draw.chance(45) {
            option["lower"] = true.into();
        }
        if draw.chance(25) {
            option["formerly"] = json!([format!("old_{id}")]);
        }
        option
    });
    let options: Vec<Value> = options.collect();
    json!({ "fact": id(fact), "because": "Ours differ.", "options": options })
}

fn measure(draw: &mut Draw, fact: &mut Value) {
    let min = draw.pick(&[0, 0, 1, 2]);
    if draw.chance(50) {
        fact["min"] = min.into();
        if draw.chance(50) {
            fact["max"] = (min + draw.pick(&[2, 1, 3, 4])).into();
        }
    }
    if draw.chance(60) {
        fact["unit"] = "sessions".into();
        if draw.chance(60) {
            fact["unit_one"] = "session".into();
        }
    }
}

pub fn kind(fact: &Value) -> &str {
    text(fact, "kind")
}

pub fn is_ordered(fact: &Value) -> bool {
    matches!(kind(fact), "scale" | "count")
}

/// The values that tests speak of, least first; of `several`, its options.
pub fn values(fact: &Value) -> Vec<Value> {
    match kind(fact) {
        "flag" => vec![false.into(), true.into()],
        "count" => {
            let min = fact["min"].as_u64().unwrap_or(0);
            let max = fact["max"].as_u64().unwrap_or(min + 4);
            (min..=max).map(Value::from).collect()
        }
        _ => list(fact, "options").iter().map(|o| id(o).into()).collect(),
    }
}
