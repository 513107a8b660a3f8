//! What to ask next.

use super::completions::{Completions, classes};
use super::json::{id, list, text};
use super::standing::STANCES;
use super::truth::View;
use super::words::{label_of_option, run_in_words, value_in_words};
use serde_json::{Value, json};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// A question, and what it is ranked by.
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
            questions.push(Question { fact, changes_stance, answers });
        }
    }
    questions.sort_by(Question::compare);
    questions.iter().map(|question| question.to_json(view)).collect()
}

impl Question<'_> {
    fn compare(&self, other: &Self) -> Ordering {
        let changing_first = other.changes_stance.cmp(&self.changes_stance);
        let at_worst = self.at_worst().cmp(&other.at_worst());
        // Averages are compared as fractions, each side multiplied by both denominators.
        let [one, two] = [self.sum() * other.answers.len(), other.sum() * self.answers.len()];
        let by_id = id(self.fact).cmp(id(other.fact));
        changing_first.then(at_worst).then(one.cmp(&two)).then(by_id)
    }

    fn at_worst(&self) -> Option<usize> {
        self.answers.iter().map(|answer| answer.stances.len()).max()
    }

    fn sum(&self) -> usize {
        self.answers.iter().map(|answer| answer.stances.len()).sum()
    }

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
