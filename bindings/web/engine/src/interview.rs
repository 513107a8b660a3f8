//! An interview without a state of its own: what was answered and skipped comes with each request.

use crate::calls::{Answer, Asked, Refused, json};
use demeanor::Interview;
use demeanor::guidance::{InterviewQuestion, Part, Presumed};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An answer to a question: null says that it is not known, also where it was presumed.
#[derive(Deserialize)]
pub(crate) struct Step {
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
    part: Part,
    /// What is worth knowing and not asked now.
    apart: Vec<&'a InterviewQuestion>,
    /// How many questions can still come at most.
    remaining: usize,
    /// What was presumed and could change the stance.
    presumed: Vec<&'a Presumed>,
    facts: &'a demeanor::Situation,
    guidance: &'a demeanor::Guidance,
}

/// Where the interview stands after all that was said.
pub(crate) fn answer(course: &Asked<'_>) -> Answer {
    let interview = held(course)?;
    json(&Stand {
        question: interview.question(),
        part: interview.part(),
        apart: interview.apart().collect(),
        remaining: interview.remaining(),
        presumed: interview.presumed(),
        facts: interview.situation(),
        guidance: interview.guidance(),
    })
}

/// A question about a fact, asked or not.
pub(crate) fn question_about(course: &Asked<'_>) -> Answer {
    json(&held(course)?.question_about(course.fact))
}

/// The interview after all that was said.
fn held(course: &Asked<'_>) -> Result<Interview, Refused> {
    let known = course.described()?;
    let mut interview = if course.presuming { known.presuming() } else { known }.interview();
    for step in &course.steps {
        if step.skip {
            interview.skip(&step.fact);
        } else {
            interview.answer(&step.fact, &step.value)?;
        }
    }
    Ok(interview)
}
