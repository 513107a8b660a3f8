//! An interview: what matters most is asked first, until the stance is settled or nothing is left to ask.

use crate::answer::{Guidance, Presumed, Question, term_truths};
use crate::document::Rejected;
use crate::guideline::Guideline;
use crate::model::{Condition, Fact, FactId, FactValue, Known, Truth};
use crate::situation::Situation;
use crate::words::{Askable, Part, Stance};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    skipped: BTreeSet<FactId>,
    /// The facts that can still be worth asking, by number; `None` where that is not worked out.
    worth_asking: Option<BTreeSet<FactId>>,
    /// The facts whose `ask_when` is false, by number: what is known makes them senseless to ask.
    senseless: BTreeSet<FactId>,
}

/// An interview as it is kept: what was said so far. As JSON it can be stored, or sent along with a form and back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

impl Guideline {
    /// Goes on with an interview that was kept.
    ///
    /// # Errors
    /// As [`Guideline::situation`]: what was kept may have been changed, or the vocabulary. Facts that were skipped and are
    /// no longer there are left out.
    pub fn resume(&self, saved: &SavedInterview) -> Result<Interview, Rejected> {
        let given = self.situation(&saved.facts)?;
        let situation = if saved.presuming { given.presuming_but(&saved.struck)? } else { given };
        let vocabulary = &self.model().vocabulary;
        let skipped = saved.skipped.iter().filter_map(|fact| Some(vocabulary.named(fact)?.number));
        Ok(Interview { now: Step::new(situation, skipped.collect(), None), before: Vec::new() })
    }
}

/// The part of an interview that a question belongs to.
fn part(question: &Question) -> Part {
    match (question.askable, question.safety) {
        (Askable::First, _) => Part::Opening,
        (_, true) => Part::Safety,
        (_, false) => Part::Telling,
    }
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
    /// The question that is next and can be asked now: what opens an interview, in the order of the vocabulary, then what
    /// bears on safety, then what tells most. `None` once the stance is settled, or nothing is left.
    #[must_use]
    pub fn question(&self) -> Option<&Question> {
        self.in_turn(true)
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
        self.question().map_or(Part::Presumed, part)
    }

    /// What was presumed and could change the stance, those of safety first: for one last look. What is otherwise is
    /// [answered](Interview::answer), or [struck out](Interview::strike) and then asked.
    #[must_use]
    pub fn presumed(&self) -> Vec<&Presumed> {
        let presumed = self.now.guidance.presumed().iter();
        let mut presumed: Vec<&Presumed> = presumed.filter(|presumed| presumed.matters).collect();
        presumed.sort_by_key(|presumed| !presumed.safety);
        presumed
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
        self.go_on(Step::new(struck, skipped, None));
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
            struck: self.now.guidance.struck().to_vec(),
            skipped: skipped.collect(),
        }
    }

    /// The facts that were skipped, in the order of the vocabulary.
    pub fn skipped(&self) -> impl Iterator<Item = &Fact> {
        let vocabulary = &self.now.situation.guideline().model().vocabulary;
        self.now.skipped.iter().map(|&fact| vocabulary.fact(fact))
    }

    /// The questions that are left and had better not be asked now, or never in front of the client; best first. Whoever
    /// knows the answer can give it all the same.
    pub fn apart(&self) -> impl Iterator<Item = &Question> {
        self.open().filter(|question| !question.askable.now())
    }

    /// The next question of those that can be asked now, or of the others.
    fn in_turn(&self, now: bool) -> Option<&Question> {
        let vocabulary = &self.now.situation.guideline().model().vocabulary;
        let open = self.open().filter(|question| question.askable.now() == now);
        let place = |question: &&Question| {
            let part = part(question);
            // The sort is by part alone but for the opening: the best question of the others is first already.
            let place = vocabulary.named(&question.fact).map(|named| named.number);
            (part, place.filter(|_| part == Part::Opening))
        };
        open.min_by_key(place)
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
    /// It is a proved bound, and each answer or skip makes it less. (Presuming, an answer may speak against what was
    /// presumed until then, and what is usual no longer may come to be asked.) A fact is worth asking where two answers to it lead to
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
        let facts = self.now.situation.guideline().model().vocabulary.facts().numbered();
        let known = self.now.situation.known();
        let unknown = facts.filter(|(number, fact)| {
            known.at(*number).is_none() && fact.askable.now() && self.can_come(*number)
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
    fn can_come(&self, index: FactId) -> bool {
        let worth_asking = self.now.worth_asking.as_ref();
        !self.now.skipped.contains(&index)
            && worth_asking.is_none_or(|worth_asking| worth_asking.contains(&index))
            && !self.now.senseless.contains(&index)
    }

    fn number(&self, fact: &str) -> Option<FactId> {
        Some(self.now.situation.guideline().model().vocabulary.named(fact)?.number)
    }

    fn go_on(&mut self, next: Step) {
        self.before.push(std::mem::replace(&mut self.now, next));
    }
}

impl Step {
    /// A step on which, where that is known, no facts but some can be worth asking.
    fn new(situation: Situation, skipped: BTreeSet<FactId>, bound: Option<BTreeSet<FactId>>) -> Step {
        let guidance = situation.guidance();
        let model = situation.guideline().model();
        let vocabulary = &model.vocabulary;
        let asked = guidance.questions().map(|questions| {
            let facts =
                questions.iter().filter_map(|question| Some(vocabulary.named(&question.fact)?.number));
            facts.filter(|fact| bound.as_ref().is_none_or(|bound| bound.contains(fact))).collect()
        });
        let truths = model.layers.last().map(|layer| term_truths(layer, situation.known()));
        let truths = truths.unwrap_or_default();
        let is_senseless = |ask_when: &Condition| ask_when.truth(situation.known(), &truths) == Truth::False;
        let senseless = model.ask_when.numbered();
        let senseless = senseless
            .filter(|(_, ask_when)| ask_when.as_ref().is_some_and(is_senseless))
            .map(|(fact, _)| fact);
        let senseless = senseless.collect();
        Step { worth_asking: asked.or(bound), senseless, situation, guidance, skipped }
    }
}
