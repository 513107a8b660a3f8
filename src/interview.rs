//! An interview: what matters most is asked first, until the stance is settled or nothing is left to ask.

use crate::answer::{Guidance, Question};
use crate::document::Rejected;
use crate::situation::Situation;
use crate::words::Stance;
use serde::Serialize;
use std::collections::BTreeSet;

/// The course of an interview, however it is held. It ends where the stance is settled, or nothing is left that could change
/// it; and it can be ended at any time, as the guidance for what is known is always there.
///
/// ```
/// let mut interview = demeanor::Guideline::standard().empty_situation().interview();
/// while let Some(question) = interview.question() {
///     let (fact, most) = (question.fact.clone(), interview.remaining());
///     interview.skip(&fact); // nobody knows
///     assert!(interview.remaining() < most);
/// }
/// println!("{}", interview.guidance());
/// ```
#[derive(Clone, Debug)]
pub struct Interview {
    now: Step,
    /// The steps before, the last one at the end.
    before: Vec<Step>,
}

/// One point of an interview.
#[derive(Clone, Debug)]
struct Step {
    situation: Situation,
    guidance: Guidance,
    /// The facts that were asked for and are not known, by number: they are not asked for again.
    skipped: BTreeSet<usize>,
    /// The facts that can still be worth asking, by number; `None` where that is not worked out.
    worth_asking: Option<BTreeSet<usize>>,
}

impl Situation {
    /// An interview that begins with what is known.
    #[must_use]
    pub fn interview(&self) -> Interview {
        let now = Step::new(self.clone(), BTreeSet::new(), None);
        Interview { now, before: Vec::new() }
    }
}

impl Interview {
    /// The best question that is left and can be asked now; `None` once the stance is settled, or nothing is left.
    #[must_use]
    pub fn question(&self) -> Option<&Question> {
        self.open().find(|question| question.askable.now())
    }

    /// The questions that are left and had better not be asked now, or never in front of the client; best first. Whoever
    /// knows the answer can give it all the same.
    pub fn apart(&self) -> impl Iterator<Item = &Question> {
        self.open().filter(|question| !question.askable.now())
    }

    /// Takes an answer: to the question, or of anybody's own accord, to any fact; `()` says that it is not known. An answer
    /// that was given before is replaced.
    ///
    /// # Errors
    /// As [`Situation::with`]. Everything then stays as it was.
    pub fn answer(&mut self, fact: &str, value: impl Serialize) -> Result<(), Rejected> {
        let situation = self.now.situation.clone().with(fact, value)?;
        let mut skipped = self.now.skipped.clone();
        let (mut goes_on, mut unknown) = (true, None);
        if let Some(index) = self.number(fact) {
            // Only where nothing is taken back can no new question come up.
            goes_on = self.now.situation.known().get(index).is_some_and(Option::is_none);
            unknown = situation.known().get(index).filter(|code| code.is_none()).map(|_| index);
            skipped.remove(&index);
        }
        skipped.extend(unknown);
        let bound = self.now.worth_asking.clone().filter(|_| goes_on);
        self.go_on(Step::new(situation, skipped, bound));
        Ok(())
    }

    /// Goes on without an answer: the fact stays unknown, and is not asked for again. A fact that there is not changes
    /// nothing.
    pub fn skip(&mut self, fact: &str) {
        if let Some(index) = self.number(fact) {
            let mut next = self.now.clone();
            next.skipped.insert(index);
            self.go_on(next);
        }
    }

    /// Takes the last answer, or the last skip, back. Gives whether there was one.
    pub fn back(&mut self) -> bool {
        let before = self.before.pop();
        let was_there = before.is_some();
        self.now = before.unwrap_or_else(|| self.now.clone());
        was_there
    }

    /// Is there an answer or a skip to take back?
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        !self.before.is_empty()
    }

    /// How many questions can still come at most, those asked [`apart`](Interview::apart) not counted.
    ///
    /// It is a proved bound, and each answer or skip makes it less. A fact is worth asking where two answers to it lead to
    /// different stances under some answers to the other unknown facts, each an answer that is still possible. Whatever is
    /// possible once more is known was possible before, so whatever shows that a fact is worth asking then shows it now:
    /// as long as nothing is taken back, no fact comes to be worth asking that is not so already. Likewise no safety fact
    /// comes to be unknown, and a stance that is settled stays so. Where it is not worked out which facts are worth asking,
    /// it counts those that are unknown.
    #[must_use]
    pub fn remaining(&self) -> usize {
        if self.now.guidance.settled() {
            return 0;
        }
        let facts = self.now.situation.guideline().facts();
        let unknown =
            facts.iter().zip(self.now.situation.known()).enumerate().filter(|(index, (fact, code))| {
                code.is_none() && fact.askable.now() && self.can_come(*index)
            });
        unknown.count()
    }

    /// The stance if nothing more is answered.
    #[must_use]
    pub fn stance_if_unanswered(&self) -> Stance {
        self.now.guidance.stance()
    }

    /// The guidance for what is known.
    #[must_use]
    pub fn guidance(&self) -> &Guidance {
        &self.now.guidance
    }

    /// What is known.
    #[must_use]
    pub fn situation(&self) -> &Situation {
        &self.now.situation
    }

    /// The questions that are left, best first.
    fn open(&self) -> impl Iterator<Item = &Question> {
        let settled = self.now.guidance.settled();
        let questions = self.now.guidance.questions().filter(|_| !settled).unwrap_or_default();
        questions
            .iter()
            .filter(|question| self.number(&question.fact).is_some_and(|index| self.can_come(index)))
    }

    /// Can a fact that is unknown still be asked for?
    fn can_come(&self, index: usize) -> bool {
        let worth_asking = self.now.worth_asking.as_ref();
        !self.now.skipped.contains(&index)
            && worth_asking.is_none_or(|worth_asking| worth_asking.contains(&index))
    }

    fn number(&self, fact: &str) -> Option<usize> {
        Some(self.now.situation.guideline().model().vocabulary.named(fact)?.index)
    }

    fn go_on(&mut self, next: Step) {
        self.before.push(std::mem::replace(&mut self.now, next));
    }
}

impl Step {
    /// A step on which, where that is known, no facts but some can be worth asking.
    fn new(situation: Situation, skipped: BTreeSet<usize>, bound: Option<BTreeSet<usize>>) -> Step {
        let guidance = situation.guidance();
        let vocabulary = &situation.guideline().model().vocabulary;
        let asked = guidance.questions().map(|questions| {
            let facts = questions.iter().filter_map(|question| Some(vocabulary.named(&question.fact)?.index));
            facts.filter(|fact| bound.as_ref().is_none_or(|bound| bound.contains(fact))).collect()
        });
        Step { worth_asking: asked.or(bound), situation, guidance, skipped }
    }
}
