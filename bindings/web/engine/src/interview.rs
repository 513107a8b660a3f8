//! An interview without a state of its own: what was answered and skipped comes with each request.

use crate::calls::{Answer, Refused, json};
use crate::guidelines::{self, Handle};
use demeanor::Interview;
use demeanor::guidance::InterviewQuestion;
use serde::{Deserialize, Serialize};
use serde_json::{Value, value::RawValue};

#[derive(Deserialize)]
pub(crate) struct Course<'a> {
    guideline: Handle,
    /// What was known before.
    #[serde(borrow)]
    facts: &'a RawValue,
    /// Is what is usual taken to be so?
    #[serde(default)]
    presuming: bool,
    /// What was said since, in order.
    #[serde(default)]
    steps: Vec<Step>,
}

/// An answer to a question: null says that it is not known, also where it was presumed.
#[derive(Deserialize)]
struct Step {
    fact: String,
    #[serde(default)]
    value: Value,
    /// The question was passed over.
    #[serde(default)]
    skip: bool,
}

/// Where an interview stands.
#[derive(Serialize)]
struct Stand<'a> {
    question: Option<&'a InterviewQuestion>,
    /// What is worth knowing and not asked now.
    apart: Vec<&'a InterviewQuestion>,
    /// How many questions can still come at most.
    remaining: usize,
    facts: &'a demeanor::Situation,
    guidance: &'a demeanor::Guidance,
}

/// Where the interview stands after all that was said.
pub(crate) fn answer(course: &Course<'_>) -> Answer {
    let guideline = guidelines::get(course.guideline)?;
    let known = guideline.situation_from_json(course.facts.get())?;
    let mut interview: Interview = if course.presuming { known.presuming() } else { known }.interview();
    for step in &course.steps {
        if step.skip {
            interview.skip(&step.fact);
        } else {
            interview.answer(&step.fact, &step.value).map_err(Refused::from)?;
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
