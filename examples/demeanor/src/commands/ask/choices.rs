//! The answers that a question takes, as they are typed and as they are said.

use crate::layout::harmless;
use crate::values;
use demeanor::guidance::AnswerTest;
use demeanor::guidance::InterviewQuestion;
use demeanor::handbook::{Askable, CountRange};
use demeanor::{Answer, FactValue, Kind, Stance};

/// An answer that is still possible.
pub(super) struct Choice {
    /// As it is typed.
    pub(super) value: String,
    /// As it is said.
    pub(super) label: String,
    /// What would then still be possible, where that is less than now.
    pub(super) leaves: Option<String>,
}

/// The answers to choose from. Of a fact that takes several options these are the options, and of a count runs of
/// numbers, which nobody types.
pub(super) fn choices(question: &InterviewQuestion, possible: &[Stance]) -> Vec<Choice> {
    question.answers.iter().filter_map(|answer| choice(answer, possible)).collect()
}

fn choice(answer: &Answer, possible: &[Stance]) -> Option<Choice> {
    let value = match &answer.answer {
        AnswerTest::Value(FactValue::Flag(flag)) => if *flag { "yes" } else { "no" }.into(),
        AnswerTest::Value(FactValue::Option(id)) | AnswerTest::With { includes: id } => id.to_string(),
        AnswerTest::Range { .. } => answer.words.to_string(),
        _ => return None,
    };
    let leaves = (answer.stances != possible).then(|| values::any_of(&answer.stances));
    Some(Choice { value, label: harmless(&answer.words), leaves })
}

/// The question, and when it can be asked.
pub(super) fn asked(question: &InterviewQuestion) -> String {
    let when = match question.askable {
        Askable::Later => " (better asked later)",
        Askable::Never => " (for you alone: never ask it in front of the client)",
        Askable::First | Askable::Now => "",
    };
    harmless(&format!("{}{when}", question.ask))
}

/// How an answer is written.
pub(super) fn how(question: &InterviewQuestion) -> String {
    match question.kind {
        Kind::Flag => "yes or no".into(),
        Kind::Choice | Kind::Scale => "one of these".into(),
        Kind::Several => "any of these, parted by commas, or none".into(),
        Kind::Count => {
            let unit = question.range.as_ref().and_then(|range: &CountRange| range.unit.as_deref());
            unit.map_or_else(|| "a number".into(), |unit| format!("a number of {unit}"))
        }
    }
}
