//! An interview without a state of its own: what was answered and skipped comes with each request.

use crate::calls::{Answer, Asked, Refused, json, situation};
use demeanor::Interview;
use demeanor::guidance::{InterviewQuestion, Part, Presumed, SavedInterview};
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
    /// Is the stance settled, so that the questions that are left only decide what to do?
    settled: bool,
    /// What was presumed and could change the stance.
    presumed: Vec<&'a Presumed>,
    facts: &'a demeanor::Situation,
    guidance: &'a demeanor::Guidance,
    /// All of it as it is kept, to be gone on with.
    saved: SavedInterview,
}

/// What else is worth knowing: it takes longer to work out.
#[derive(Serialize)]
struct Left<'a> {
    /// What is not asked now.
    apart: Vec<&'a InterviewQuestion>,
    /// How many questions can still come at most.
    remaining: usize,
}

/// Where the interview stands after all that was said.
pub(crate) fn answer(course: &Asked<'_>) -> Answer {
    let interview = held(course)?;
    json(&Stand {
        question: interview.question(),
        part: interview.part(),
        settled: interview.is_settled(),
        presumed: interview.presumed(),
        facts: interview.situation(),
        guidance: interview.guidance(),
        saved: interview.save(),
    })
}

/// What is left to ask.
pub(crate) fn left(course: &Asked<'_>) -> Answer {
    let interview = held(course)?;
    json(&Left { apart: interview.apart().collect(), remaining: interview.remaining() })
}

/// A question about a fact, asked or not.
pub(crate) fn question_about(course: &Asked<'_>) -> Answer {
    json(&held(course)?.question_about(course.fact))
}

/// The interview after all that was said: it is worked out once, however much that is.
fn held(course: &Asked<'_>) -> Result<Interview, Refused> {
    let mut situation = situation(course)?;
    for step in course.steps.iter().filter(|step| !step.skip) {
        situation = situation.with(&step.fact, &step.value)?;
    }
    let (mut interview, given) = (situation.interview(), situation.facts());
    // What somebody did not know is not asked again, unless it was said later.
    for fact in course.skipped.iter().chain(course.steps.iter().map(|step| &step.fact)) {
        if !given.contains_key(fact) {
            interview.skip(fact);
        }
    }
    Ok(interview)
}
