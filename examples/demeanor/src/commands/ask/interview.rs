//! The course of an interview, however it is held: the library's, with answers as they are typed.

use super::super::situation::value;
use crate::args::Setting;
use crate::layout::harmless;
use crate::values;
use demeanor::guidance::{InterviewQuestion, Part, Presumed};
use demeanor::{Diagnostic, Guidance, Rejected, Situation, Stance};

pub(super) struct Interview {
    course: demeanor::Interview,
    /// The question about what was presumed and is otherwise, in place of the one that is next.
    correcting: Option<InterviewQuestion>,
}

impl Interview {
    pub(super) fn new(situation: &Situation) -> Interview {
        Interview { course: situation.interview(), correcting: None }
    }

    pub(super) fn guidance(&self) -> &Guidance {
        self.course.guidance()
    }

    /// The best question that is left, those that can be asked now first; none once it would change nothing.
    pub(super) fn question(&self) -> Option<&InterviewQuestion> {
        let course = &self.course;
        self.correcting.as_ref().or_else(|| course.question()).or_else(|| course.apart().next())
    }

    /// Takes an answer, to the question or of its own accord. What cannot be leaves everything as it was.
    pub(super) fn answer(&mut self, setting: &Setting) -> Result<Vec<Diagnostic>, Rejected> {
        let noted = self.course.situation().notes().len();
        let value = value(setting, self.course.situation().guideline());
        self.course.answer(&setting.fact, value)?;
        self.correcting = None;
        Ok(self.course.situation().notes().iter().skip(noted).cloned().collect())
    }

    /// Goes on without an answer.
    pub(super) fn pass_over(&mut self, fact: &str) {
        // What was to be corrected stays as it was presumed.
        if self.correcting.take().is_none() {
            self.course.skip(fact);
        }
    }

    pub(super) fn can_go_back(&self) -> bool {
        self.correcting.is_some() || self.course.can_go_back()
    }

    /// What is known by now.
    pub(super) fn situation(&self) -> &Situation {
        self.course.situation()
    }

    /// Takes the last answer back.
    pub(super) fn go_back(&mut self) {
        if self.correcting.take().is_none() {
            self.course.back();
        }
    }

    /// What was presumed and matters.
    pub(super) fn presumed(&self) -> Vec<&Presumed> {
        self.course.presumed()
    }

    /// How many things were presumed that would change nothing.
    pub(super) fn idle(&self) -> usize {
        self.guidance().presumed().iter().filter(|presumed| !presumed.matters).count()
    }

    /// What was presumed of a fact is otherwise: it is asked next.
    pub(super) fn correct(&mut self, fact: &str) {
        self.correcting = self.course.question_about(fact);
    }

    /// The part of the interview that it is in, and how many questions can still come, in a line.
    pub(super) fn ahead(&self) -> String {
        if self.correcting.is_some() {
            return "Taken for granted, and otherwise".into();
        }
        let part = match self.question().map(|question| question.part) {
            Some(Part::Opening) => "What it is about",
            Some(Part::Safety) => "Safety",
            Some(Part::Advice) => "What has to be done",
            _ => "What else bears on it",
        };
        match self.course.remaining() + self.course.apart().count() {
            1 => format!("{part}: one more question at most"),
            most => format!("{part}: {most} more questions at most"),
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

/// The heading over what was taken for granted, with how to correct it.
pub(super) const TAKEN_FOR_GRANTED: &str = "Taken for granted, as nobody said otherwise";

/// What was presumed, and what would come of its being otherwise, in a line.
pub(super) fn line(presumed: &Presumed, possible: &[Stance]) -> String {
    let changes = presumed.otherwise.iter().filter(|answer| answer.stances != possible);
    let mut stances: Vec<Stance> = changes.flat_map(|answer| answer.stances.iter().copied()).collect();
    stances.sort();
    stances.dedup();
    let otherwise =
        if stances.is_empty() { String::new() } else { format!("  [else {}]", values::any_of(&stances)) };
    harmless(&format!("{}: {}{otherwise}", presumed.label, presumed.words))
}
