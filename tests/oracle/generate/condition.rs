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

/// A test that some value passes.
fn test(draw: &mut Draw, fact: &Value) -> Value {
    let values = values(fact);
    let passing = draw.pick(&values);
    let forms = if is_ordered(fact) { 6 } else { 3 };
    match draw.below(forms) {
        _ if kind(fact) == "several" => test_of_several(draw, &values, &passing),
        0 => passing,
        1 => with_others(draw, &values, &passing),
        2 => json!({ "none_of": draw.some(&without(&values, &passing)) }),
        3 => json!({ "at_least": passing }),
        4 => json!({ "at_most": passing }),
        _ => test_of_range(draw, &values, &passing),
    }
}

fn test_of_range(draw: &mut Draw, values: &[Value], passing: &Value) -> Value {
    let place = values.iter().position(|value| value == passing).unwrap_or_default();
    let low = draw.pick(&values[..=place]);
    let high = draw.pick(&values[place..]);
    let mut test = json!({ "at_least": low, "at_most": high });
    if draw.chance(40) {
        test["none_of"] = draw.some(&without(values, passing)).into();
    }
    test
}

/// Passed at least by the one option with those that it must include.
fn test_of_several(draw: &mut Draw, options: &[Value], passing: &Value) -> Value {
    let mut test = Map::new();
    let mut excluded = draw.each(35, &without(options, passing));
    match draw.below(4) {
        0 => _ = test.insert("includes".to_owned(), passing.clone()),
        1 => _ = test.insert("includes".to_owned(), with_others(draw, options, passing)),
        2 => excluded = draw.some(options),
        _ => {}
    }
    let free: Vec<Value> = options.iter().filter(|option| !excluded.contains(option)).cloned().collect();
    if !excluded.is_empty() {
        test.insert("includes_none".to_owned(), excluded.into());
    }
    if test.is_empty() || !free.is_empty() && draw.chance(20) {
        test.insert("includes_all".to_owned(), draw.some(&free).into());
    }
    Value::Object(test)
}

/// A list of this value and any others.
fn with_others(draw: &mut Draw, values: &[Value], value: &Value) -> Value {
    let mut list = values.to_vec();
    list.retain(|each| each == value || draw.chance(30));
    list.into()
}

fn without(values: &[Value], value: &Value) -> Vec<Value> {
    values.iter().filter(|each| *each != value).cloned().collect()
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
