//! What is usual, taken to be so, as the section "Presumptions" has it.

use super::completions::{Completions, classes, tests_of, values};
use super::json::{id, list, text};
use super::rule_set::RuleSet;
use super::truth::{Truth, View};
use super::words::{label, label_of_option, run_in_words, value_in_words};
use super::{guidance, questions::in_order, questions::stance_names};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The presuming guidance; none where the situation is refused.
pub fn of(set: &RuleSet, given: &Map<String, Value>) -> Option<Value> {
    if !is_possible(set, given) {
        return None;
    }
    let known = known(set, given);
    let mut guidance = guidance::of(View::from_the_top(set, &known))?;
    let possible = guidance["possible"].clone();
    let taken = set.all("facts").filter(|fact| known.contains_key(id(fact)) && !given.contains_key(id(fact)));
    let presumed = taken.map(|fact| presumed(set, &known, fact, &possible));
    guidance["presumed"] = presumed.collect::<Vec<Value>>().into();
    guidance["ask_first"] = guidance::ask_first(View::from_the_top(set, &known), given).into();
    guidance["questions"] = questions(set, given, &guidance["questions"]).into();
    guidance["presuming"] = true.into();
    guidance["situation"]["facts"] = given.clone().into();
    Some(guidance)
}

fn known(set: &RuleSet, given: &Map<String, Value>) -> Map<String, Value> {
    let mut known = given.clone();
    for fact in set.all("facts").filter(|fact| !given.contains_key(id(fact))) {
        let Some((usual, unless)) = presumption(set, fact) else { continue };
        if unless.iter().any(|unless| truth_of(unless, set, &known) == Truth::True) {
            continue;
        }
        let mut with = known.clone();
        with.insert(id(fact).to_owned(), usual.clone());
        if is_possible(set, &with) {
            known = with;
        }
    }
    known
}

/// What speaks against a presumption, with the layer that states it.
pub type Unless<'a> = (usize, &'a Value);

/// Its truth, with terms as that layer sees them.
pub fn truth_of(&(layer, unless): &Unless, set: &RuleSet, known: &Map<String, Value>) -> Truth {
    View::new(set, known, layer).truth(unless)
}

/// The usual value, and the conditions under which it is not presumed.
pub fn presumption<'a>(set: &RuleSet<'a>, fact: &'a Value) -> Option<(&'a Value, Vec<Unless<'a>>)> {
    let (born, _) = set.stated("facts").find(|(_, each)| id(each) == id(fact)).expect("it is a fact");
    let mut presumed = fact.get("presume").map(|stated| match stated.get("value") {
        Some(value) => (value, stated.get("unless").into_iter().map(|unless| (born, unless)).collect()),
        None => (stated, Vec::new()),
    });
    for (layer, entry) in set.stated("presume").filter(|(_, entry)| entry["fact"] == fact["id"]) {
        let marked = set.stated("safety").any(|(at, mark)| at < layer && mark["fact"] == fact["id"]);
        let is_safety_below = marked || (born < layer && fact["safety"] == true);
        let below = presumed.take().filter(|_| is_safety_below);
        presumed = entry.get("value").map(|value| {
            let below = below.into_iter().flat_map(|(_, unless): (_, Vec<Unless>)| unless);
            (value, entry.get("unless").into_iter().map(|unless| (layer, unless)).chain(below).collect())
        });
    }
    presumed
}

fn is_possible(set: &RuleSet, known: &Map<String, Value>) -> bool {
    !Completions::of(set, known).stances().is_empty()
}

fn presumed(set: &RuleSet, known: &Map<String, Value>, fact: &Value, possible: &Value) -> Value {
    let value = &known[id(fact)];
    let untested = tests_of(set, id(fact)).is_empty() && !set.is_safety(fact);
    let others = if untested { Vec::new() } else { others(set, fact, value) };
    let leaves = |values: &[Value]| {
        let stances = values.iter().flat_map(|value| {
            let mut with = known.clone();
            with.insert(id(fact).to_owned(), value.clone());
            Completions::of(set, &with).stances()
        });
        stances.collect::<BTreeSet<usize>>()
    };
    let others = others.into_iter().map(|(test, words, values)| (test, words, leaves(&values)));
    let others: Vec<Value> = others
        .filter(|(_, _, stances)| !stances.is_empty())
        .map(|(test, words, stances)| {
            json!({ "answer": test, "words": words, "stances": stance_names(&stances) })
        })
        .collect();
    json!({
        "fact": fact["id"],
        "label": label(fact),
        "value": value,
        "words": value_in_words(set, fact, value),
        "safety": set.is_safety(fact),
        "matters": others.iter().any(|other| other["stances"] != *possible),
        "otherwise": others,
    })
}

/// What was presumed and matters nothing to the stances, and yet changes them, or a demand, once another answer is given.
pub fn demands(set: &RuleSet, given: &Map<String, Value>) -> Vec<Value> {
    let known_now = known(set, given);
    let (possible, now) = told(set, &known_now);
    let taken =
        set.all("facts").filter(|fact| known_now.contains_key(id(fact)) && !given.contains_key(id(fact)));
    let idle = taken.filter(|fact| presumed(set, &known_now, fact, &possible)["matters"] == false);
    let demands = idle.map(|fact| {
        let value = &known_now[id(fact)];
        let (mut answers, mut actions) = (Vec::new(), BTreeSet::new());
        for (_, words, values) in others(set, fact, value) {
            let mut with = given.clone();
            with.insert(id(fact).to_owned(), values[0].clone());
            if !is_possible(set, &with) {
                continue;
            }
            let (then_possible, then) = told(set, &known(set, &with));
            if then_possible != possible || then != now {
                let of_several = text(fact, "kind") == "several";
                answers.push(if of_several { value_in_words(set, fact, &values[0]) } else { words });
                actions.extend(now.symmetric_difference(&then).map(|(action, _)| action.clone()));
            }
        }
        let words = value_in_words(set, fact, value);
        json!({ "fact": fact["id"], "label": label(fact), "words": words, "answers": answers, "actions": actions })
    });
    demands.filter(|demand| !list(demand, "answers").is_empty()).collect()
}

/// The possible stances, and all that has to be done or must not be.
fn told(set: &RuleSet, known: &Map<String, Value>) -> (Value, BTreeSet<(String, String)>) {
    let guidance = guidance::of(View::from_the_top(set, known)).expect("it has a completion");
    let advice = list(&guidance, "advice").iter();
    let all = advice.flat_map(|advised| [advised].into_iter().chain(list(advised, "covers")));
    let demanded = all.filter(|advised| ["must", "must_not"].contains(&text(advised, "modality")));
    let demanded = demanded.map(|one| (text(one, "action").to_owned(), text(one, "modality").to_owned()));
    (guidance["possible"].clone(), demanded.collect())
}

/// The questions, with all answers that are possible by what is given, and what each leaves where all else is presumed anew.
fn questions(set: &RuleSet, given: &Map<String, Value>, questions: &Value) -> Vec<Value> {
    let questions = questions.as_array().expect("a list").iter().map(|question| {
        let fact = set.all("facts").find(|fact| fact["id"] == question["fact"]).expect("it is a fact");
        let leaves = |value: &Value| {
            let mut with = given.clone();
            with.insert(id(fact).to_owned(), value.clone());
            Some(Completions::of(set, &known(set, &with)).stances()).filter(|_| is_possible(set, &with))
        };
        let by_now =
            |test: &Value| list(question, "answers").iter().find(|answer| answer["answer"] == *test).cloned();
        let answers = meant(set, fact).into_iter().filter_map(|(test, words, values)| {
            // Of several options one by one: as it is now, where that is possible.
            if let Some(now) = by_now(&test).filter(|_| text(fact, "kind") == "several") {
                return Some(now);
            }
            let stances = stance_names(&leaves(values.first()?)?);
            Some(json!({ "answer": test, "words": words, "stances": stances }))
        });
        let mut question = question.clone();
        question["answers"] = answers.collect();
        question
    });
    in_order(questions.collect())
}

/// All answers to a fact, possible or not.
fn meant(set: &RuleSet, fact: &Value) -> Vec<Other> {
    match text(fact, "kind") {
        "count" => counts(set, fact, &Value::Null),
        "several" => {
            let every = list(fact, "options").iter().flat_map(|option| {
                let label = label_of_option(fact, &option["id"]);
                let alone = json!([option["id"]]);
                let with = (json!({ "includes": option["id"] }), label.to_owned(), vec![alone]);
                let without = json!({ "includes_none": [option["id"]] });
                [with, (without, format!("not {label}"), vec![json!([])])]
            });
            every.collect()
        }
        _ => values(set, fact)
            .into_iter()
            .map(|value| (value.clone(), value_in_words(set, fact, &value), vec![value]))
            .collect(),
    }
}

/// An answer as a test, in words, and the values that it means.
type Other = (Value, String, Vec<Value>);

/// The answers to a fact beside one.
fn others(set: &RuleSet, fact: &Value, value: &Value) -> Vec<Other> {
    match text(fact, "kind") {
        "count" => counts(set, fact, value),
        "several" => options(fact, value),
        _ => {
            let others = values(set, fact).into_iter().filter(|other| other != value);
            others.map(|other| (other.clone(), value_in_words(set, fact, &other), vec![other])).collect()
        }
    }
}

fn counts(set: &RuleSet, fact: &Value, value: &Value) -> Vec<Other> {
    let classes = classes(set, fact);
    let last = classes.len() - 1;
    // Beyond the last value that is tried, a count without end has more of the same.
    let beyond = value.as_u64() > classes[last].last().and_then(Value::as_u64);
    let here = |number: usize, class: &[Value]| class.contains(value) || (beyond && number == last);
    let others = classes.iter().enumerate().filter(|(number, class)| !here(*number, class));
    let said = others.map(|(number, class)| {
        let first = &class[0];
        let end = class.last().filter(|_| number < last || fact.get("max").is_some());
        let mut test = json!({ "at_least": first });
        if let Some(end) = end {
            test["at_most"] = end.clone();
        }
        (test, run_in_words(first, end), class.clone())
    });
    said.collect()
}

fn options(fact: &Value, value: &Value) -> Vec<Other> {
    let has = |option: &Value| value.as_array().is_some_and(|given| given.contains(&option["id"]));
    let flipped = |flip: &Value| -> Value {
        let kept = list(fact, "options").iter().filter(|option| has(option) != (option["id"] == flip["id"]));
        kept.map(|option| option["id"].clone()).collect()
    };
    let said = list(fact, "options").iter().map(|option| {
        let label = label_of_option(fact, &option["id"]);
        let (test, words) = if has(option) {
            (json!({ "includes_none": [option["id"]] }), format!("not {label}"))
        } else {
            (json!({ "includes": option["id"] }), label.to_owned())
        };
        (test, words, vec![flipped(option)])
    });
    said.collect()
}
