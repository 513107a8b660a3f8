//! What comes of it where somebody does not know the answer to a question: what is usual is still taken to be so, and that is
//! said; a fact that bears on safety is left open, as one is of which nothing is presumed.

use super::interview::Interview;
use crate::layout::harmless;
use demeanor::guidance::InterviewQuestion;

/// What comes of not knowing an answer.
pub(super) enum Unknown {
    /// Nothing was presumed, and nothing is.
    Open,
    /// What was presumed is taken back, as it bears on safety.
    OpenForSafety,
    /// This is still presumed, unless it is to be left open.
    AsUsual(String),
}

impl Unknown {
    pub(super) fn of(question: &InterviewQuestion, interview: &Interview) -> Unknown {
        match interview.presumed(&question.fact) {
            None => Unknown::Open,
            Some(_) if question.safety => Unknown::OpenForSafety,
            Some(presumed) => Unknown::AsUsual(harmless(&presumed.words)),
        }
    }

    /// The same in words; empty where there is nothing to say.
    pub(super) fn in_words(&self) -> String {
        match self {
            Unknown::Open => String::new(),
            Unknown::OpenForSafety => "left open, as it bears on safety".into(),
            Unknown::AsUsual(words) => format!("taken to be as usual ({words})"),
        }
    }
}

/// Takes it that the answer to the question is not known; `leave_open`: and that what is usual is not to be taken for it. Says
/// what came of it.
pub(super) fn take(interview: &mut Interview, leave_open: bool) -> String {
    let Some(question) = interview.question().cloned() else { return String::new() };
    let unknown = Unknown::of(&question, interview);
    let said = match (&unknown, leave_open) {
        (Unknown::Open, _) => String::new(),
        (_, true) => "; left open".into(),
        _ => format!("; {}", unknown.in_words()),
    };
    if leave_open || matches!(unknown, Unknown::OpenForSafety) {
        interview.leave_open(&question.fact);
    } else {
        interview.pass_over(&question.fact);
    }
    harmless(&format!("  = {}: not known{said}", question.label)) + "\n"
}
