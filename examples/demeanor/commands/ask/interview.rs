//! The course of an interview, however it is held.

use super::super::situation::{UNKNOWN, fact, give};
use crate::args::Setting;
use crate::values;
use demeanor::{Diagnostic, Fact, Guidance, Question, Rejected, Situation};
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) struct Interview {
    now: Step,
    guidance: Guidance,
    /// What was known before each answer, the last one at the end.
    before: Vec<Step>,
}

/// What is known at one point of the interview.
#[derive(Clone)]
struct Step {
    situation: Situation,
    /// The facts that were asked for and are not known: they are not asked for again.
    passed_over: BTreeSet<Arc<str>>,
}

impl Interview {
    pub(super) fn new(situation: Situation) -> Interview {
        let guidance = situation.guidance();
        Interview { now: Step { situation, passed_over: BTreeSet::new() }, guidance, before: Vec::new() }
    }

    pub(super) fn guidance(&self) -> &Guidance {
        &self.guidance
    }

    /// The best question that is left; none once it would change nothing.
    pub(super) fn question(&self) -> Option<&Question> {
        let open = |question: &&Question| !self.now.passed_over.contains(&question.fact);
        let questions = self.guidance.questions().unwrap_or_default();
        questions.iter().find(open).filter(|_| !self.guidance.settled())
    }

    /// The fact that a question asks for.
    pub(super) fn fact(&self, question: &Question) -> Option<&Fact> {
        fact(&question.fact, self.now.situation.guideline())
    }

    /// Takes an answer, to the question or of its own accord. What cannot be leaves everything as it was.
    pub(super) fn answer(&mut self, setting: &Setting) -> Result<Vec<Diagnostic>, Rejected> {
        let named = fact(&setting.fact, self.now.situation.guideline()).map(|fact| fact.id.clone());
        let (situation, remarks) = give(self.now.situation.clone(), std::slice::from_ref(setting))?;
        let mut passed_over = self.now.passed_over.clone();
        if let Some(id) = named {
            if setting.value == UNKNOWN {
                passed_over.insert(id)
            } else {
                passed_over.remove(&id)
            };
        }
        self.step(Step { situation, passed_over });
        Ok(remarks)
    }

    /// Goes on without an answer.
    pub(super) fn pass_over(&mut self, fact: Arc<str>) {
        let mut next = self.now.clone();
        next.passed_over.insert(fact);
        self.step(next);
    }

    pub(super) fn can_go_back(&self) -> bool {
        !self.before.is_empty()
    }

    /// What is known by now.
    pub(super) fn situation(&self) -> &Situation {
        &self.now.situation
    }

    /// Takes the last answer back.
    pub(super) fn go_back(&mut self) {
        if let Some(before) = self.before.pop() {
            self.guidance = before.situation.guidance();
            self.now = before;
        }
    }

    fn step(&mut self, next: Step) {
        self.guidance = next.situation.guidance();
        self.before.push(std::mem::replace(&mut self.now, next));
    }

    /// What is still possible, in a line.
    pub(super) fn still_possible(&self) -> String {
        match self.guidance.possible() {
            None => "Still possible: too much to work out until more is known".into(),
            Some(_) if self.guidance.settled() => {
                format!("Settled: {}", values::brief(self.guidance.stance()))
            }
            Some(possible) => format!("Still possible: {}", values::any_of(possible)),
        }
    }
}
