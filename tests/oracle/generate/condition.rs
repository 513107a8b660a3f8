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

/// A condition that rests on several facts at once.
pub fn deep(draw: &mut Draw, sight: &Sight) -> Value {
    let mut facts = draw.each(55, &sight.facts);
    if facts.is_empty() {
        facts.push(draw.pick(&sight.facts));
    }
    facts.iter().map(|fact| (id(fact).to_owned(), test(draw, fact))).collect()
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
fn rare(draw: &mut Draw, sight: &Sight) -> Value {
    let (one, other) = two(draw, sight);
    let mut condition = json!({ id(one): beyond_first(draw, one), id(other): beyond_first(draw, other) });
    if !sight.terms.is_empty() && draw.chance(60) {
        condition["is"] = terms(draw, &sight.terms);
    }
    condition
}

/// A condition that situations are not to be in. Of no fact all values need stay possible, and where some
/// facts are known, there may be nothing that others can be.
pub fn impossible(draw: &mut Draw, sight: &Sight) -> Value {
    match draw.below(12) {
        0..3 if sight.facts.len() > 1 => rare(draw, sight),
        3..6 if sight.facts.len() > 1 => only_one_left(draw, sight),
        6 | 7 if sight.facts.len() > 1 => dead_end(draw, sight),
        8 | 9 if sight.facts.iter().any(|fact| kind(fact) == "several") => linked_options(draw, sight),
        10 => condition(draw, &Sight { facts: sight.facts.clone(), terms: Vec::new() }, 1),
        _ => one_test(draw, sight),
    }
}

fn one_test(draw: &mut Draw, sight: &Sight) -> Value {
    let fact = draw.pick(&sight.facts);
    json!({ id(fact): test(draw, fact) })
}

/// Where one fact passes a test, another has to pass one that few values pass.
fn only_one_left(draw: &mut Draw, sight: &Sight) -> Value {
    let (one, other) = two(draw, sight);
    let left = match kind(other) {
        "several" => test(draw, other),
        _ => draw.some(&values(other)).into(),
    };
    json!({ id(one): few(draw, one), "none": [{ id(other): left }] })
}

/// Where one fact passes a test, another can neither pass one nor fail it.
fn dead_end(draw: &mut Draw, sight: &Sight) -> Value {
    let (one, other) = two(draw, sight);
    let passes = json!({ id(other): test(draw, other) });
    json!({ id(one): few(draw, one), "any": [passes, { "none": [passes] }] })
}

/// A test that few values pass.
fn few(draw: &mut Draw, fact: &Value) -> Value {
    match kind(fact) {
        "several" => json!({ "includes_all": draw.some(&values(fact)) }),
        _ => draw.pick(&values(fact)),
    }
}

/// Two options of one fact that go together or exclude each other, everywhere or where another fact
/// passes a test.
fn linked_options(draw: &mut Draw, sight: &Sight) -> Value {
    let several: Vec<&Value> = sight.facts.iter().filter(|fact| kind(fact) == "several").copied().collect();
    let fact = draw.pick(&several);
    let options = values(fact);
    let first = draw.below(options.len() - 1);
    let [one, other] = [&options[first], &options[first + 1]];
    let linked = match draw.below(3) {
        0 => json!({ "includes_all": [one, other] }),
        1 => json!({ "includes": one, "includes_none": [other] }),
        _ => json!({ "includes_none": [one, other] }),
    };
    let mut condition = json!({ id(fact): linked });
    if draw.chance(40) {
        let mut others = sight.facts.clone();
        others.retain(|other| id(other) != id(fact));
        if !others.is_empty() {
            let other = draw.pick(&others);
            condition[id(other)] = test(draw, other);
        }
    }
    condition
}

fn two<'a>(draw: &mut Draw, sight: &Sight<'a>) -> (&'a Value, &'a Value) {
    let first = draw.below(sight.facts.len());
    let mut others = sight.facts.clone();
    let one = others.remove(first);
    (one, draw.pick(&others))
}

fn beyond_first(draw: &mut Draw, fact: &Value) -> Value {
    let values = values(fact);
    let others = &values[1..];
    match kind(fact) {
        "several" => json!({ "includes_all": draw.some(&values) }),
        _ => draw.some(others).into(),
    }
}
