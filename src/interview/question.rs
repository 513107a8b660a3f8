//! A question of an interview, with all that it takes to put it.

use crate::answer::Answer;
use crate::document::Kind;
use crate::model::{CountRange, Fact, FactOption, Model};
use crate::words::{Askable, Part};
use serde::Serialize;
use std::sync::Arc;

/// A question of an interview, with all that it takes to put it: in a form, or in words.
///
/// ```
/// let interview = demeanor::Guideline::standard().empty_situation().presuming().interview();
/// let question = interview.question().expect("nothing is known yet");
/// let form = serde_json::to_value(question)?; // for a page that shows it
/// assert!(form["label"].is_string() && form["kind"].is_string() && form["options"].is_array());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct InterviewQuestion {
    /// The fact's id.
    pub fact: Arc<str>,
    /// The question.
    pub ask: Arc<str>,
    /// The fact's short name.
    pub label: Arc<str>,
    /// How the group is called that the fact belongs to, as the heading of a section.
    pub group: Arc<str>,
    /// What kind of values it takes.
    pub kind: Kind,
    /// The part of the interview that it belongs to, which is the reason that it is asked.
    pub part: Part,
    /// Why it matters, where the vocabulary says so.
    pub why: Option<Arc<str>>,
    /// How not to misread it.
    pub note: Option<Arc<str>>,
    /// When it can be asked.
    pub askable: Askable,
    /// Is it a safety fact?
    pub safety: bool,
    /// Can its answer change the stance?
    pub changes_stance: bool,
    /// Of a question about the advice alone: the actions of which its answer decides whether they have to be done, or must
    /// not be, by id.
    pub actions: Vec<Arc<str>>,
    /// All options of a `choice`, `scale` or `several`, those included that are no longer possible.
    pub options: Vec<FactOption>,
    /// The range of a `count`.
    pub range: Option<CountRange>,
    /// The answers that are still possible, with the stances that will be possible once each is given: what was presumed rules
    /// none out, as it gives way to what is given. A count is answered by range, and a `several` option by option.
    pub answers: Vec<Answer>,
}

impl InterviewQuestion {
    /// The question about a fact.
    pub(super) fn about(model: &Model, fact: &Fact, part: Part, answers: Vec<Answer>) -> InterviewQuestion {
        let group = model.groups.iter().find(|group| *group.id == *fact.group());
        InterviewQuestion {
            fact: fact.id.clone(),
            ask: fact.ask.clone(),
            label: fact.label.clone(),
            group: group.map_or_else(|| fact.group().into(), |group| group.label.clone()),
            kind: fact.kind,
            part,
            why: fact.why.clone(),
            note: fact.note.clone(),
            askable: fact.askable,
            safety: fact.safety,
            changes_stance: false,
            actions: Vec::new(),
            options: fact.options.clone(),
            range: fact.range.clone(),
            answers,
        }
    }
}
