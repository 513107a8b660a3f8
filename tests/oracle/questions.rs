//! What to ask next.

use super::completions::{Completions, classes};
use super::json::{list, text};
use super::standing::STANCES;
use super::truth::View;
use super::words::{label_of_option, run_in_words, value_in_words};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A question.
struct Question<'a> {
    fact: &'a Value,
    changes_stance: bool,
    answers: Vec<Answer>,
}

struct Answer {
    test: Value,
    words: String,
    stances: BTreeSet<usize>,
}

/// The questions in their order.
pub fn questions(view: View, completions: &Completions, settled: bool) -> Vec<Value> {
    let mut questions = Vec::new();
    for (place, unknown) in completions.unknown.iter().enumerate() {
        let fact = unknown.fact;
        let changes_stance = !settled && completions.can_change_the_stance(place);
        if changes_stance && !settled || view.set.is_safety(fact) {
            let answers = answers(view, completions, place);
            questions.push(Question { fact, changes_stance, answers }.to_json(view));
        }
    }
    in_order(questions)
}

/// Questions as they are ranked.
pub fn in_order(mut questions: Vec<Value>) -> Vec<Value> {
    let left = |question: &Value| -> Vec<usize> {
        list(question, "answers").iter().map(|answer| list(answer, "stances").len()).collect()
    };
    let compare = |one: &Value, other: &Value| {
        let changes = |question: &Value| question["changes_stance"] == true;
        let [ones, others] = [left(one), left(other)];
        let at_worst = ones.iter().max().cmp(&others.iter().max());
        // Averages are compared as fractions, each side multiplied by both denominators.
        let sum = |left: &[usize]| left.iter().sum::<usize>();
        let on_average = (sum(&ones) * others.len()).cmp(&(sum(&others) * ones.len()));
        let by_id = text(one, "fact").cmp(text(other, "fact"));
        changes(other).cmp(&changes(one)).then(at_worst).then(on_average).then(by_id)
    };
    questions.sort_by(compare);
    questions
}

impl Question<'_> {
    fn to_json(&self, view: View) -> Value {
        let answer = |answer: &Answer| {
            json!({
                "answer": answer.test,
                "words": answer.words,
                "stances": stance_names(&answer.stances),
            })
        };
        json!({
            "fact": self.fact["id"],
            "ask": self.fact["ask"],
            "askable": askable(self.fact),
            "safety": view.set.is_safety(self.fact),
            "changes_stance": self.changes_stance,
            "answers": self.answers.iter().map(answer).collect::<Vec<_>>(),
        })
    }
}

pub fn stance_names(stances: &BTreeSet<usize>) -> Vec<&'static str> {
    stances.iter().map(|stance| STANCES[*stance]).collect()
}

pub fn askable(fact: &Value) -> Value {
    fact.get("askable").cloned().unwrap_or("now".into())
}

/// The answers that some completion gives.
fn answers(view: View, completions: &Completions, place: usize) -> Vec<Answer> {
    let fact = completions.unknown[place].fact;
    let mut answers = match text(fact, "kind") {
        "count" => counts(view, completions, place),
        "several" => options(completions, place),
        _ => values(view, completions, place),
    };
    answers.retain(|answer| !answer.stances.is_empty());
    answers
}

fn values(view: View, completions: &Completions, place: usize) -> Vec<Answer> {
    let unknown = &completions.unknown[place];
    let answer = |value: &Value| Answer {
        test: value.clone(),
        words: value_in_words(view.set, unknown.fact, value),
        stances: completions.stances_where(place, |given| given == value),
    };
    unknown.values.iter().map(answer).collect()
}

fn counts(view: View, completions: &Completions, place: usize) -> Vec<Answer> {
    let fact = completions.unknown[place].fact;
    let classes = classes(view.set, fact);
    let last = classes.len() - 1;
    let answer = |(number, class): (usize, &Vec<Value>)| {
        let first = &class[0];
        let end = class.last().filter(|_| number < last || fact.get("max").is_some());
        let mut answer = json!({ "at_least": first });
        if let Some(end) = end {
            answer["at_most"] = end.clone();
        }
        Answer {
            test: answer,
            words: run_in_words(first, end),
            stances: completions.stances_where(place, |given| class.contains(given)),
        }
    };
    classes.iter().enumerate().map(answer).collect()
}

fn options(completions: &Completions, place: usize) -> Vec<Answer> {
    let fact = completions.unknown[place].fact;
    let with_and_without = |option: &Value| {
        let has = |given: &Value| given.as_array().is_some_and(|given| given.contains(&option["id"]));
        let label = label_of_option(fact, &option["id"]);
        let with_it = Answer {
            test: json!({ "includes": option["id"] }),
            words: label.to_owned(),
            stances: completions.stances_where(place, has),
        };
        let without_it = Answer {
            test: json!({ "includes_none": [option["id"]] }),
            words: format!("not {label}"),
            stances: completions.stances_where(place, |given| !has(given)),
        };
        [with_it, without_it]
    };
    list(fact, "options").iter().flat_map(with_and_without).collect()
}
