//! An interview without a state of its own: what was answered and skipped comes with each request.

use crate::calls::{Answer, Refused, json};
use crate::guidelines::{self, Handle};
use demeanor::{Interview, Question};
use serde::{Deserialize, Serialize};
use serde_json::{Value, value::RawValue};

#[derive(Deserialize)]
pub(crate) struct Course<'a> {
    guideline: Handle,
    /// What was known before.
    #[serde(borrow)]
    facts: &'a RawValue,
    /// What was said since, in order.
    #[serde(default)]
    steps: Vec<Step>,
}

/// An answer to a question; without a value, the question was skipped.
#[derive(Deserialize)]
struct Step {
    fact: String,
    value: Option<Value>,
}

/// Where an interview stands.
#[derive(Serialize)]
struct Stand<'a> {
    question: Option<&'a Question>,
    /// What is worth knowing and not asked now.
    apart: Vec<&'a Question>,
    /// How many questions can still come at most.
    remaining: usize,
    facts: &'a demeanor::Situation,
    guidance: &'a demeanor::Guidance,
}

/// Where the interview stands after all that was said.
pub(crate) fn answer(course: &Course<'_>) -> Answer {
    let guideline = guidelines::get(course.guideline)?;
    let mut interview: Interview = guideline.situation_from_json(course.facts.get())?.interview();
    for step in &course.steps {
        match &step.value {
            Some(value) => interview.answer(&step.fact, value).map_err(Refused::from)?,
            None => interview.skip(&step.fact),
        }
    }
    json(&Stand {
        question: interview.question(),
        apart: interview.apart().collect(),
        remaining: interview.remaining(),
        facts: interview.situation(),
        guidance: interview.guidance(),
    })
}
