//! Situations, complete or with gaps, written in every way that is read.

use super::Draw;
use super::fact::{kind, values};
use crate::oracle::json::{id, list};
use serde_json::{Map, Value, json};

/// How many facts of a hundred are left open.
pub const MUCH_OPEN: [u32; 6] = [0, 15, 50, 90, 50, 30];
pub const LITTLE_OPEN: [u32; 6] = [0, 15, 30, 50, 0, 30];

pub fn situation(draw: &mut Draw, facts: &[&Value], open: &[u32]) -> Value {
    let unknown = draw.pick(open);
    let dotted = draw.pick(&[0, 100, 50]);
    let mut situation = Map::new();
    for fact in facts {
        let value = if !draw.chance(unknown) {
            value(draw, fact)
        } else if draw.chance(50) {
            Value::Null
        } else {
            continue;
        };
        let name = name(draw, fact);
        if draw.chance(dotted) {
            situation.insert(name.to_owned(), value);
        } else {
            let (group, name) = name.split_once('.').expect("a fact has a group");
            let group = situation.entry(group).or_insert_with(|| json!({}));
            group[name] = value;
        }
    }
    Value::Object(situation)
}

fn value(draw: &mut Draw, fact: &Value) -> Value {
    match kind(fact) {
        "count" if fact.get("max").is_none() && draw.chance(10) => u32::MAX.into(),
        "flag" | "count" => draw.pick(&values(fact)),
        "several" => {
            let mut chosen = draw.each(45, list(fact, "options"));
            draw.shuffle(&mut chosen);
            chosen.iter().map(|option| name(draw, option)).collect()
        }
        _ => {
            let option = draw.pick(list(fact, "options"));
            name(draw, &option).into()
        }
    }
}

/// Today's id, or an older one.
fn name<'a>(draw: &mut Draw, named: &'a Value) -> &'a str {
    let older = named["formerly"][0].as_str();
    older.filter(|_| draw.chance(40)).unwrap_or(id(named))
}
