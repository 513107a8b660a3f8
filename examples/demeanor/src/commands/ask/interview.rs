//! The course of an interview, however it is held: the library's, with answers as they are typed.

use super::super::situation::{fact, value};
use crate::args::Setting;
use crate::values;
use demeanor::{Diagnostic, Fact, Guidance, Question, Rejected, Situation};

pub(super) struct Interview(demeanor::Interview);

impl Interview {
    pub(super) fn new(situation: &Situation) -> Interview {
        Interview(situation.interview())
    }

    pub(super) fn guidance(&self) -> &Guidance {
        self.0.guidance()
    }

    /// The best question that is left, those that can be asked now first; none once it would change nothing.
    pub(super) fn question(&self) -> Option<&Question> {
        self.0.question().or_else(|| self.0.apart().next())
    }

    /// The fact that a question asks for.
    pub(super) fn fact(&self, question: &Question) -> Option<&Fact> {
        fact(&question.fact, self.0.situation().guideline())
    }

    /// Takes an answer, to the question or of its own accord. What cannot be leaves everything as it was.
    pub(super) fn answer(&mut self, setting: &Setting) -> Result<Vec<Diagnostic>, Rejected> {
        let noted = self.0.situation().notes().len();
        let value = value(setting, self.0.situation().guideline());
        self.0.answer(&setting.fact, value)?;
        Ok(self.0.situation().notes().iter().skip(noted).cloned().collect())
    }

    /// Goes on without an answer.
    pub(super) fn pass_over(&mut self, fact: &str) {
        self.0.skip(fact);
    }

    pub(super) fn can_go_back(&self) -> bool {
        self.0.can_go_back()
    }

    /// What is known by now.
    pub(super) fn situation(&self) -> &Situation {
        self.0.situation()
    }

    /// Takes the last answer back.
    pub(super) fn go_back(&mut self) {
        self.0.back();
    }

    /// How many questions can still come, in a line.
    pub(super) fn ahead(&self) -> String {
        match self.0.remaining() + self.0.apart().count() {
            1 => "One more question at most".into(),
            most => format!("{most} more questions at most"),
        }
    }

    /// What is still possible, in a line.
    pub(super) fn still_possible(&self) -> String {
        match self.guidance().possible() {
            None => "Still possible: too much to work out until more is known".into(),
            Some(_) if self.guidance().settled() => {
                format!("Settled: {}", self.guidance().stance().brief())
            }
            Some(possible) => format!("Still possible: {}", values::any_of(possible)),
        }
    }
}
