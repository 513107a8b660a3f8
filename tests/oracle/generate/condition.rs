//! Conditions over the facts and terms that a layer sees.

use super::Draw;
use super::fact::{is_ordered, kind, values};
use crate::oracle::json::id;
use serde_json::{Map, Value, json};

/// What a condition can name.
#[derive(Clone)]
pub struct Sight<'a> {
    pub facts: Vec<&'a Value>,
    pub terms: Vec<&'a str>,
}

/// A condition, nested at most so deep.
pub fn condition(draw: &mut Draw, sight: &Sight, depth: u32) -> Value {
    let mut entries = Map::new();
    for _ in 0..draw.pick(&[1, 1, 1, 2, 1, 0]) {
        let fact = draw.pick(&sight.facts);
        entries.insert(id(fact).to_owned(), test(draw, fact));
    }
    if !sight.terms.is_empty() && draw.chance(25) {
        entries.insert("is".to_owned(), terms(draw, &sight.terms));
    }
    if depth > 0 {
        for connective in ["any", "none", "all"] {
            if draw.chance(18) {
                entries.insert(connective.to_owned(), parts(draw, sight, depth - 1));
            }
        }
    }
    Value::Object(entries)
}

fn parts(draw: &mut Draw, sight: &Sight, depth: u32) -> Value {
    let count = draw.pick(&[1, 2, 2, 3]);
    (0..count).map(|_| condition(draw, sight, depth)).collect()
}

fn terms(draw: &mut Draw, terms: &[&str]) -> Value {
    if draw.chance(60) { draw.pick(terms).into() } else { draw.some(terms).into() }
}

fn test(draw: &mut Draw, fact: &Value) -> Value {
    if kind(fact) == "several" {
        return test_of_several(draw, fact);
    }
    let values = values(fact);
    let forms = if is_ordered(fact) { 6 } else { 3 };
    match draw.below(forms) {
        0 => draw.pick(&values),
        1 => draw.some(&values).into(),
        2 => json!({ "none_of": draw.some(&values) }),
        3 => json!({ "at_least": draw.pick(&values) }),
        4 => json!({ "at_most": draw.pick(&values) }),
        _ => test_of_range(draw, &values),
    }
}

fn test_of_range(draw: &mut Draw, values: &[Value]) -> Value {
    let low = draw.below(values.len());
    let high = low + draw.below(values.len() - low);
    let mut test = json!({ "at_least": values[low], "at_most": values[high] });
    if draw.chance(40) {
        test["none_of"] = draw.some(values).into();
    }
    test
}

fn test_of_several(draw: &mut Draw, fact: &Value) -> Value {
    let options = values(fact);
    let mut test = Map::new();
    if draw.chance(50) {
        let includes = if draw.chance(50) { draw.pick(&options) } else { draw.some(&options).into() };
        test.insert("includes".to_owned(), includes);
    }
    if draw.chance(20) {
        test.insert("includes_all".to_owned(), draw.some(&options).into());
    }
    if test.is_empty() || draw.chance(20) {
        test.insert("includes_none".to_owned(), draw.some(&options).into());
    }
    Value::Object(test)
}

/// A rare condition, false wherever all facts but one have their first value (of `several`: none).
/// So no value of any fact is left without a possible situation.
pub fn rare(draw: &mut Draw, sight: &Sight) -> Value {
    let first = draw.below(sight.facts.len());
    let mut others = sight.facts.clone();
    let one = others.remove(first);
    let other = draw.pick(&others);
    let mut condition = json!({ id(one): beyond_first(draw, one), id(other): beyond_first(draw, other) });
    if !sight.terms.is_empty() && draw.chance(60) {
        condition["is"] = terms(draw, &sight.terms);
    }
    condition
}

fn beyond_first(draw: &mut Draw, fact: &Value) -> Value {
    let values = values(fact);
    let others = &values[1..];
    match kind(fact) {
        "several" => json!({ "includes_all": draw.some(&values) }),
        _ => draw.some(others).into(),
    }
}
