//! The course of an interview, however it is held: the library's, with answers as they are typed.

use super::super::situation::value;
use super::closing::Closing;
use crate::args::Setting;
use crate::values;
use demeanor::guidance::{InterviewQuestion, Part, Presumed};
use demeanor::handbook::Askable;
use demeanor::{Diagnostic, Guidance, Rejected, Situation, Stance};
use std::cell::OnceCell;

pub(super) struct Interview {
    course: demeanor::Interview,
    /// The question about what was presumed and is otherwise, in place of the one that is next.
    correcting: Option<InterviewQuestion>,
    /// Are the stances that answers leave shown?
    shows_stances: bool,
    /// What was presumed, for the closing screen.
    closing: OnceCell<Closing>,
    /// The facts that have a number on the closing screen, which they keep.
    numbered: Vec<String>,
}

impl Interview {
    pub(super) fn new(situation: &Situation, shows_stances: bool) -> Interview {
        let course = situation.interview();
        let (closing, numbered) = (OnceCell::new(), Vec::new());
        let mut interview = Interview { course, correcting: None, shows_stances, closing, numbered };
        interview.number_what_was_presumed();
        interview
    }

    pub(super) fn guidance(&self) -> &Guidance {
        self.course.guidance()
    }

    /// The stances that are possible, where those that answers leave are shown.
    pub(super) fn shown_stances(&self) -> Option<&[Stance]> {
        self.guidance().possible().filter(|_| self.shows_stances)
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
        self.number_what_was_presumed();
        Ok(self.course.situation().notes().iter().skip(noted).cloned().collect())
    }

    /// Goes on without an answer.
    pub(super) fn pass_over(&mut self, fact: &str) {
        // What was to be corrected stays as it was presumed.
        if self.correcting.take().is_none() {
            self.course.skip(fact);
            self.number_what_was_presumed();
        }
    }

    /// The answer is not known, and nothing is to be presumed of it.
    pub(super) fn leave_open(&mut self, fact: &str) {
        if self.course.answer(fact, ()).is_err() {
            return self.pass_over(fact);
        }
        self.correcting = None;
        self.number_what_was_presumed();
    }

    /// Is the question about what was taken for granted?
    pub(super) fn is_correcting(&self) -> bool {
        self.correcting.is_some()
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
            self.number_what_was_presumed();
        }
    }

    /// What was presumed, as the closing screen tells it.
    pub(super) fn closing(&self) -> &Closing {
        self.closing.get_or_init(|| Closing::of(&self.course))
    }

    /// What is presumed of a fact; none where nothing is.
    pub(super) fn presumed(&self, fact: &str) -> Option<&Presumed> {
        self.guidance().presumed().iter().find(|presumed| *presumed.fact == *fact)
    }

    /// The number of a fact on the closing screen.
    pub(super) fn number_of(&self, fact: &str) -> usize {
        let place = self.numbered.iter().position(|numbered| numbered == fact);
        place.unwrap_or(self.numbered.len()) + 1
    }

    /// The fact that has a number on the closing screen.
    pub(super) fn numbered(&self, number: usize) -> Option<&str> {
        self.numbered.get(number.checked_sub(1)?).map(String::as_str)
    }

    /// All facts that have a number on the closing screen, in its order.
    pub(super) fn all_numbered(&self) -> &[String] {
        &self.numbered
    }

    /// Numbers what is on the closing screen; what had a number keeps it.
    fn number_what_was_presumed(&mut self) {
        self.closing = OnceCell::new();
        if self.question().is_some() {
            return;
        }
        let rows = self.closing().rows().iter().map(|row| row.fact.clone());
        let new: Vec<String> = rows.filter(|fact| !self.numbered.contains(fact)).collect();
        self.numbered.extend(new);
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
        let question = self.question();
        let part = match question.map(|question| (question.askable, question.part)) {
            Some((Askable::Later, _)) => "Only if you know it already",
            Some((Askable::Never, _)) => "For you alone, never to be asked in front of the client",
            Some((_, Part::Opening)) => "What it is about",
            Some((_, Part::Safety)) => "Safety",
            Some((_, Part::Advice)) => "What has to be done",
            _ => "What else bears on it",
        };
        match self.course.remaining() + self.course.apart().count() {
            1 => format!("{part}: one more question at most"),
            most => format!("{part}: {most} more questions at most"),
        }
    }

    /// Which of the two answers it comes to, presuming or not: said once, at the beginning.
    pub(super) fn which(&self) -> &'static str {
        if self.situation().is_presuming() {
            "What you do not say is taken to be as usual; what that was is shown at the end."
        } else {
            values::which(false)
        }
    }

    /// Where the stance stands, and what the questions that are left are for.
    pub(super) fn standing(&self) -> String {
        let (guidance, is_left) = (self.guidance(), self.question().is_some());
        let stance = guidance.stance().brief();
        if guidance.possible().is_some() && self.course.is_settled() {
            let left = if is_left && self.correcting.is_none() {
                " The questions that are left decide what to do."
            } else {
                ""
            };
            return format!("The stance is settled: {stance}.{left}");
        }
        match guidance.possible() {
            None => "What is possible is too much to work out until more is known.".into(),
            Some(_) if guidance.settled() => {
                format!(
                    "So far: {stance}, if nothing is out of the usual; the questions that are left can change it."
                )
            }
            Some(possible) if is_left => format!("Still possible: {}", values::any_of(possible)),
            Some(possible) => format!(
                "Nothing is left to ask, and what is not known leaves it open: {}.",
                values::any_of(possible)
            ),
        }
    }
}
