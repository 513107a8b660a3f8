//! The answers that a question takes, as they are typed and as they are said.

use crate::layout::harmless;
use crate::values;
use demeanor::guidance::AnswerTest;
use demeanor::guidance::InterviewQuestion;
use demeanor::handbook::CountRange;
use demeanor::{Answer, FactValue, Kind, Stance};

/// An answer that is still possible.
pub(super) struct Choice {
    /// As it is typed.
    pub(super) value: String,
    /// As it is said.
    pub(super) label: String,
    /// What would then be possible, where that is something else than now.
    pub(super) leaves: Option<String>,
    /// What else finds it: how not to misread it, and its older names.
    pub(super) more: String,
}

/// The answers to choose from. Of a fact that takes several options these are the options, and of a count runs of
/// numbers, which nobody types. What each leaves is told where the stances that are possible are given.
pub(super) fn choices(question: &InterviewQuestion, possible: Option<&[Stance]>) -> Vec<Choice> {
    question.answers.iter().filter_map(|answer| choice(question, answer, possible)).collect()
}

fn choice(question: &InterviewQuestion, answer: &Answer, possible: Option<&[Stance]>) -> Option<Choice> {
    let value = match &answer.answer {
        AnswerTest::Value(FactValue::Flag(flag)) => if *flag { "yes" } else { "no" }.into(),
        AnswerTest::Value(FactValue::Option(id)) | AnswerTest::With { includes: id } => id.to_string(),
        AnswerTest::Range { .. } => answer.words.to_string(),
        _ => return None,
    };
    let others = possible.filter(|possible| answer.stances != *possible);
    let leaves = others.map(|_| values::any_of(&answer.stances));
    let more = question.options.iter().find(|option| *option.id == *value).map(|option| {
        let formerly = option.formerly.join(" ");
        format!("{} {formerly}", option.note.as_deref().unwrap_or_default())
    });
    Some(Choice { value, label: harmless(&answer.words), leaves, more: more.unwrap_or_default() })
}

/// The question.
pub(super) fn asked(question: &InterviewQuestion) -> String {
    harmless(&question.ask)
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
