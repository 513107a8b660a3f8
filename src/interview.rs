//! An interview: what matters most is asked first, until the answer is settled or nothing is left to ask.

mod asking_order;
mod question;
mod step;
mod to_ask;

use crate::answer::{Answer, Guidance, Presumed};
use crate::document::Rejected;
use crate::guideline::Guideline;
use crate::model::{Fact, FactId, FactValue, Known};
use crate::situation::Situation;
use crate::words::{Part, Stance};
pub use question::InterviewQuestion;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;
use step::{Bound, Step};
use to_ask::ToAsk;

/// The course of an interview, however it is held. It ends where nothing is left on which the stance depends, or what has to be
/// done or must not be; and it can be ended at any time, as the guidance for what is known is always there.
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
#[derive(Clone)]
pub struct Interview {
    now: Step,
    /// The steps before, the last one at the end.
    before: Vec<Step>,
}

/// An interview as it is kept: what was said so far. As JSON it can be stored, or sent along with a form and back.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SavedInterview {
    /// The facts that were given, by id.
    pub facts: BTreeMap<String, FactValue>,
    /// Is what is usual taken to be so?
    pub presuming: bool,
    /// The facts of which nothing is presumed.
    pub struck: Vec<Arc<str>>,
    /// The facts that are not asked for again.
    pub skipped: Vec<Arc<str>>,
}

/// Where it is and which facts are known, and not what they are: what is debugged ends in logs.
impl fmt::Debug for Interview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Interview")
            .field("situation", self.situation())
            .field("steps", &self.before.len())
            .finish_non_exhaustive()
    }
}

/// Which facts were given, and not what they are.
impl fmt::Debug for SavedInterview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SavedInterview { facts, presuming, struck, skipped } = self;
        let facts: Vec<&String> = facts.keys().collect();
        f.debug_struct("SavedInterview")
            .field("facts", &facts)
            .field("presuming", presuming)
            .field("struck", struck)
            .field("skipped", skipped)
            .finish()
    }
}

impl Guideline {
    /// Goes on with an interview that was kept.
    ///
    /// # Errors
    /// As [`Guideline::situation`]: what was kept may have been changed, or the vocabulary. Facts that were skipped and are
    /// no longer there are left out.
    pub fn resume(&self, saved: &SavedInterview) -> Result<Interview, Rejected> {
        let situation = self.stored_situation(&saved.facts, saved.presuming, &saved.struck)?;
        let vocabulary = &self.model().vocabulary;
        let skipped = saved.skipped.iter().filter_map(|fact| Some(vocabulary.named(fact)?.number));
        Ok(Interview { now: Step::new(situation, skipped.collect(), Bound::default()), before: Vec::new() })
    }
}

impl Situation {
    /// An interview that begins with what is known.
    #[must_use]
    pub fn interview(&self) -> Interview {
        let now = Step::new(self.clone(), BTreeSet::new(), Bound::default());
        Interview { now, before: Vec::new() }
    }
}

impl Interview {
    /// The question that is next and can be asked now: what opens an interview, in the order of the vocabulary (asked although
    /// something is presumed of it: what is usual must not answer for another of them before anybody was asked; and what the
    /// vocabulary says to [ask first](Guidance::ask_first), whatever depends on it), then what bears on safety, then what tells
    /// most of the stance; and once nothing is left of that, what decides whether something has to be done or must not be.
    /// `None` once nothing is left.
    ///
    /// Working out the last takes about as long as [`Situation::advice_questions`].
    #[must_use]
    pub fn question(&self) -> Option<&InterviewQuestion> {
        let now = |to_ask: &&ToAsk| to_ask.askable.now();
        let next = self.now.of_stance().find(now).or_else(|| self.now.of_advice().find(now));
        next.map(|to_ask| to_ask.question(&self.now.situation))
    }

    /// Where it is.
    ///
    /// ```
    /// use demeanor::guidance::Part;
    /// let mut interview = demeanor::Guideline::standard().empty_situation().presuming().interview();
    /// while let Some(question) = interview.question() {
    ///     assert_ne!(interview.part(), Part::Presumed);
    ///     let fact = question.fact.clone();
    ///     interview.skip(&fact);
    /// }
    /// assert_eq!(interview.part(), Part::Presumed);
    /// ```
    #[must_use]
    pub fn part(&self) -> Part {
        self.question().map_or(Part::Presumed, |question| question.part)
    }

    /// Is the stance settled, and does no answer to a question that is left change it? Guidance that presumes can be settled
    /// before: what opens an interview is asked although it is presumed, and an answer can speak against what is presumed. The
    /// questions that are left then only decide what to do.
    ///
    /// Where the guidance is settled, it takes about as long as [`Situation::advice_questions`].
    ///
    /// ```
    /// let mut interview = demeanor::Guideline::standard().empty_situation().presuming().interview();
    /// assert!(!interview.is_settled());
    /// interview.answer("therapist.fitness", "impaired")?;
    /// assert!(interview.is_settled());
    /// # Ok::<(), demeanor::Rejected>(())
    /// ```
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let Step { guidance, situation, .. } = &self.now;
        let leaves_it = |answer: &Answer| !answer.leaves_others(guidance.possible());
        // An answer that only decides what to do can speak against what is presumed, too.
        let stays = |to_ask: &ToAsk| {
            !to_ask.can_change_the_stance() && to_ask.question(situation).answers.iter().all(leaves_it)
        };
        guidance.settled() && self.now.of_stance().all(stays) && self.now.of_advice().all(stays)
    }

    /// What was presumed and could change the stance, that first of which another answer alone leaves the strictest: for one last
    /// look. What is otherwise is [answered](Interview::answer), or [struck out](Interview::strike) and then asked.
    #[must_use]
    pub fn presumed(&self) -> Vec<&Presumed> {
        let presumed = self.now.guidance.presumed().iter();
        let mut presumed: Vec<&Presumed> = presumed.filter(|presumed| presumed.matters).collect();
        let possible = self.now.guidance.possible();
        presumed.sort_by_key(|presumed| (Reverse(presumed.strictest(possible)), !presumed.safety));
        presumed
    }

    /// A question about any fact, asked or not: for whoever wants to correct what was presumed or given, or to say something of
    /// their own accord. Its answers are those that are still possible, all else that was given the same.
    ///
    /// ```
    /// let interview = demeanor::Guideline::standard().empty_situation().interview();
    /// let question = interview.question_about("client.age_band").expect("it is a fact");
    /// assert!(question.options.iter().any(|option| &*option.id == "adult"));
    /// ```
    #[must_use]
    pub fn question_about(&self, fact: &str) -> Option<InterviewQuestion> {
        Some(self.now.question_about(self.number(fact)?))
    }

    /// Takes back what was presumed of a fact, which is then asked if it matters. Gives whether anything was presumed.
    pub fn strike(&mut self, fact: &str) -> bool {
        let Some(index) = self.number(fact) else { return false };
        let situation = &self.now.situation;
        let unknown = |known: &Known| known.at(index).is_none();
        if unknown(situation.known()) || !unknown(situation.given()) {
            return false;
        }
        let Ok(struck) = situation.with(fact, ()) else { return false };
        let mut skipped = self.now.skipped.clone();
        skipped.remove(&index);
        self.go_on(Step::new(struck, skipped, Bound::default()));
        true
    }

    /// All that it takes to go on with it later, or in another process: what was given, what was skipped and what was
    /// struck out. The way back is not kept.
    ///
    /// ```
    /// let guideline = demeanor::Guideline::standard();
    /// let mut interview = guideline.empty_situation().presuming().interview();
    /// interview.answer("expression.emotion", "anger")?;
    /// let stored = serde_json::to_string(&interview.save())?; // into a hidden field of a form, or a session
    /// let resumed = guideline.resume(&serde_json::from_str(&stored)?)?;
    /// assert_eq!(resumed.guidance(), interview.guidance());
    /// assert_eq!(resumed.question(), interview.question());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn save(&self) -> SavedInterview {
        let skipped = self.skipped().map(|fact| fact.id.clone());
        SavedInterview {
            facts: self.now.situation.facts(),
            presuming: self.now.situation.is_presuming(),
            struck: self.now.guidance.struck().map(Arc::from).collect(),
            skipped: skipped.collect(),
        }
    }

    /// The facts that were skipped, in the order of the vocabulary.
    pub fn skipped(&self) -> impl Iterator<Item = &Fact> {
        let vocabulary = &self.now.situation.guideline().model().vocabulary;
        self.now.skipped.iter().map(|&fact| vocabulary.fact(fact))
    }

    /// The questions that are left and had better not be asked now, or never in front of the client; best first. Whoever
    /// knows the answer can give it all the same. Where it is too much to work out what the advice depends on, only those on
    /// which the stance depends are among them.
    pub fn apart(&self) -> impl Iterator<Item = &InterviewQuestion> {
        let to_ask = self.now.of_stance().chain(self.now.of_advice());
        let apart = to_ask.filter(|to_ask| !to_ask.askable.now());
        apart.map(|to_ask| to_ask.question(&self.now.situation))
    }

    /// Takes an answer: to the question, or of anybody's own accord, to any fact; `()` says that it is not known. An answer
    /// that was given before is replaced.
    ///
    /// # Errors
    /// As [`Situation::with`]. Everything then stays as it was.
    pub fn answer(&mut self, fact: &str, value: impl Serialize) -> Result<(), Rejected> {
        let situation = self.now.situation.with(fact, value)?;
        let mut skipped = self.now.skipped.clone();
        let (mut goes_on, mut unknown) = (true, None);
        if let Some(index) = self.number(fact) {
            // Only where nothing is taken back can no new question come up.
            let mut pairs = self.now.situation.known().iter().zip(situation.known());
            goes_on = pairs.all(|(before, after)| before.is_none() || before == after);
            unknown = situation.known().at(index).is_none().then_some(index);
            skipped.remove(&index);
        }
        skipped.extend(unknown);
        let bound = if goes_on { self.now.bound() } else { Bound::default() };
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
    /// It is a proved bound, and each answer or skip makes it less; it is 0 where there is no question. What can still come to
    /// be asked [first](Guidance::ask_first) is counted, so that less may come of it; where there is no question any more, what
    /// is told of one's own accord may still bring one that is asked first. (Presuming, an answer may speak against
    /// what was presumed until then, and what is usual no longer may come to be asked.) A fact is worth asking where two
    /// answers to it lead to different stances, or to different demands, under some answers to the other unknown facts, each an
    /// answer that is still possible. Whatever is possible once more is known was possible before, so whatever shows that a
    /// fact is worth asking then shows it now: as long as nothing is taken back, no fact comes to be worth asking that is not
    /// so already. Likewise no safety fact comes to be unknown, and a stance that is settled stays so. Where it is not worked
    /// out which facts are worth asking, it counts those that are unknown.
    ///
    /// It takes about as long as [`Situation::advice_questions`].
    #[must_use]
    pub fn remaining(&self) -> usize {
        self.question().map_or(0, |_| self.now.most())
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

    fn number(&self, fact: &str) -> Option<FactId> {
        Some(self.now.situation.guideline().model().vocabulary.named(fact)?.number)
    }

    fn go_on(&mut self, next: Step) {
        self.before.push(std::mem::replace(&mut self.now, next));
    }
}
