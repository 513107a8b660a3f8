//! A fact that is worth asking. The question, with what each answer would leave, is worked out where it is wanted.

use super::question::InterviewQuestion;
use crate::answer::{possible_answers, untested_answers};
use crate::exact::Walk;
use crate::model::{ActionId, FactId, Model};
use crate::situation::Situation;
use crate::words::{Askable, Part, Stance};
use std::sync::OnceLock;

/// A fact that is worth asking.
#[derive(Clone, Debug)]
pub(super) struct ToAsk {
    pub(super) fact: FactId,
    pub(super) part: Part,
    pub(super) askable: Askable,
    /// Can its answer change the stance?
    changes_stance: bool,
    /// Of a question about the advice alone: the actions that depend on it.
    actions: Vec<ActionId>,
    question: OnceLock<InterviewQuestion>,
}

impl ToAsk {
    /// A fact on which nothing is known to depend.
    pub(super) fn new(model: &Model, fact: FactId, part: Part) -> ToAsk {
        let askable = model.vocabulary.fact(fact).askable;
        ToAsk { fact, part, askable, changes_stance: false, actions: Vec::new(), question: OnceLock::new() }
    }

    /// The same of a fact whose answer can change the stance, or cannot.
    pub(super) fn of_stance(self, changes_stance: bool) -> ToAsk {
        ToAsk { changes_stance, ..self }
    }

    /// The same of a fact on which actions hang.
    pub(super) fn of_advice(self, actions: Vec<ActionId>) -> ToAsk {
        ToAsk { actions, ..self }
    }

    /// Can its answer change the stance?
    pub(super) fn can_change_the_stance(&self) -> bool {
        self.changes_stance
    }

    /// The question, in the situation in which it is worth asking.
    pub(super) fn question(&self, situation: &Situation) -> &InterviewQuestion {
        self.question.get_or_init(|| {
            let actions = &situation.guideline().model().actions;
            let actions = self.actions.iter().map(|&action| actions.at(action).id.clone()).collect();
            let asked = question_about(situation, self.fact, self.part);
            InterviewQuestion { changes_stance: self.changes_stance, actions, ..asked }
        })
    }
}

/// A question about a fact, with the answers that are possible: all else the same, and where the rest is presumed, presumed
/// anew.
pub(super) fn question_about(situation: &Situation, number: FactId, part: Part) -> InterviewQuestion {
    let (guideline, known) = (situation.guideline(), situation.known());
    let model = guideline.model();
    let outlook = guideline.compiled().outlook_on(known);
    let fact = model.vocabulary.fact(number);
    let anew = situation.presumed_anew();
    let walk = outlook.as_ref().map(|outlook| Walk::alone(outlook, known));
    let answers = walk.map(|walk| possible_answers(&walk, model, number, fact, anew.as_ref()));
    let mut answers = answers.unwrap_or_default();
    // Somebody may want to know what no condition tests.
    if let Some(outlook) = guideline.outlook().filter(|_| answers.is_empty()) {
        let possible: Vec<Stance> = outlook.possible(known).stances().collect();
        answers = untested_answers(model, number, fact, &possible, anew.as_ref());
    }
    InterviewQuestion::about(model, fact, part, answers)
}
