//! One point of an interview: what is known by then, and what is worth asking.

use super::asking_order::{of_advice, of_stance, part, with_the_first, with_the_opening_open};
use super::question::InterviewQuestion;
use super::to_ask::{ToAsk, question_about};
use crate::answer::{Guidance, term_truths};
use crate::model::{FactId, Table, TermId, Truth};
use crate::situation::Situation;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// One point of an interview.
#[derive(Clone)]
pub(super) struct Step {
    pub(super) situation: Situation,
    pub(super) guidance: Guidance,
    /// The facts that were asked for and are not known, by number: they are not asked for again.
    pub(super) skipped: BTreeSet<FactId>,
    /// What is asked first, whatever depends on it, and what bears on the stance, which is nothing once that is settled; in the
    /// order in which it is asked.
    of_stance: Vec<ToAsk>,
    /// Is it known what bears on the stance?
    knows_of_stance: bool,
    /// The facts that are asked first, or can still come to be.
    first: Firsts,
    /// What decides whether something has to be done, or must not be, likewise: worked out where it is first wanted, as
    /// that takes longer.
    of_advice: OnceLock<Option<Vec<ToAsk>>>,
    /// The facts that can still be asked for, as far as the steps before have told.
    bound: Bound,
    /// The facts whose `ask_when` is false, by number: what is known makes them senseless to ask.
    senseless: BTreeSet<FactId>,
}

/// The facts of which nothing is given and that are asked first whatever depends on them, by number.
#[derive(Clone, Debug)]
struct Firsts {
    now: BTreeSet<FactId>,
    /// Those that can still come to be, these included.
    in_the_end: BTreeSet<FactId>,
}

/// The facts that can be asked for at most, by number; `None` where that is not worked out.
#[derive(Clone, Debug, Default)]
pub(super) struct Bound {
    of_stance: Option<BTreeSet<FactId>>,
    of_advice: Option<BTreeSet<FactId>>,
}

impl Bound {
    fn keeps(bound: Option<&BTreeSet<FactId>>, fact: FactId) -> bool {
        bound.is_none_or(|bound| bound.contains(&fact))
    }
}

impl Step {
    /// A step on which, where that is known, no facts but some can be worth asking.
    pub(super) fn new(situation: Situation, skipped: BTreeSet<FactId>, bound: Bound) -> Step {
        let guidance = situation.guidance();
        let model = situation.guideline().model();
        let truths = term_truths(model.layers.at(model.top()), situation.known());
        let senseless = model.asking.iter().filter(|asking| asking.is_senseless(situation.known(), &truths));
        let senseless: BTreeSet<FactId> = senseless.map(|asking| asking.fact).collect();
        let first = Firsts::of(&situation, &truths);
        let opens = |fact: FactId| first.now.contains(&fact) || model.vocabulary.fact(fact).askable.first();
        let can_be_asked = |fact: &FactId| !skipped.contains(fact) && !senseless.contains(fact);
        let opening = with_the_opening_open(&situation, |fact| opens(*fact) && can_be_asked(fact));
        let opening = opening.map(|open| open.guidance());
        let worked_out = of_stance(model, &guidance, opening.as_ref(), opens);
        let knows_of_stance = worked_out.is_some();
        let of_stance = with_the_first(model, worked_out.unwrap_or_default(), &first.now);
        let of_advice = OnceLock::new();
        Step { situation, guidance, skipped, of_stance, knows_of_stance, first, of_advice, bound, senseless }
    }

    /// What a step after this one, which takes nothing back, can ask at most.
    pub(super) fn bound(&self) -> Bound {
        let facts = |questions: &Vec<ToAsk>, bound: Option<&BTreeSet<FactId>>| {
            let facts = questions.iter().map(|question| question.fact);
            facts.filter(|fact| Bound::keeps(bound, *fact)).collect()
        };
        let stance = self.bound.of_stance.as_ref();
        let advice = self.bound.of_advice.as_ref();
        let asked = self.knows_of_stance.then(|| facts(&self.of_stance, stance));
        let worked_out = self.of_advice.get().and_then(Option::as_ref);
        Bound {
            of_stance: asked.or_else(|| stance.cloned()),
            of_advice: worked_out.map(|questions| facts(questions, advice)).or_else(|| advice.cloned()),
        }
    }

    /// What is asked first, and what bears on the stance, in the order in which it is asked.
    pub(super) fn of_stance(&self) -> impl Iterator<Item = &ToAsk> {
        let can_come = |fact: FactId| {
            self.first.now.contains(&fact) || Bound::keeps(self.bound.of_stance.as_ref(), fact)
        };
        self.of_stance.iter().filter(move |question| self.is_open(question.fact) && can_come(question.fact))
    }

    /// The questions on which hangs what has to be done or must not be, and not the stance.
    pub(super) fn of_advice(&self) -> impl Iterator<Item = &ToAsk> {
        let questions = self.of_advice.get_or_init(|| of_advice(&self.situation, &self.guidance));
        let asked_before = |fact: FactId| self.of_stance().any(|question| question.fact == fact);
        let can_come = |fact: FactId| self.is_open(fact) && Bound::keeps(self.bound.of_advice.as_ref(), fact);
        let questions = questions.iter().flatten();
        questions.filter(move |question| can_come(question.fact) && !asked_before(question.fact))
    }

    /// A question about a fact, whether it is known or not.
    pub(super) fn question_about(&self, number: FactId) -> InterviewQuestion {
        let fact = self.situation.guideline().model().vocabulary.fact(number);
        let opens = self.first.now.contains(&number) || fact.askable.first();
        question_about(&self.situation, number, part(opens, fact.safety))
    }

    /// How many facts that can be asked now can still be asked for at most.
    pub(super) fn most(&self) -> usize {
        let vocabulary = &self.situation.guideline().model().vocabulary;
        let mut can_come: BTreeSet<FactId> =
            self.of_stance().chain(self.of_advice()).map(|question| question.fact).collect();
        if !self.is_worked_out() {
            let unknown = vocabulary.facts().numbered().map(|(number, _)| number);
            can_come.extend(unknown.filter(|&fact| self.may_bear_on_it(fact)));
        }
        can_come.extend(self.first.in_the_end.iter().filter(|&&fact| self.is_open(fact)));
        can_come.iter().filter(|&&fact| vocabulary.fact(fact).askable.now()).count()
    }

    /// Can an unknown fact bear on the stance or the advice, as far as that is known?
    fn may_bear_on_it(&self, fact: FactId) -> bool {
        let of_stance = Bound::keeps(self.bound.of_stance.as_ref(), fact);
        let unknown = self.situation.known().at(fact).is_none();
        unknown && self.is_open(fact) && (of_stance || Bound::keeps(self.bound.of_advice.as_ref(), fact))
    }

    /// Is it known which questions are left?
    fn is_worked_out(&self) -> bool {
        self.knows_of_stance && self.of_advice.get().is_some_and(Option::is_some)
    }

    /// Can a fact that is unknown still be asked for?
    fn is_open(&self, fact: FactId) -> bool {
        !self.skipped.contains(&fact) && !self.senseless.contains(&fact)
    }
}

impl Firsts {
    fn of(situation: &Situation, terms: &Table<TermId, Truth>) -> Firsts {
        let asking = situation.guideline().model().asking.iter();
        let not_given = asking.filter(|asking| situation.given().at(asking.fact).is_none());
        let mut first = Firsts { now: BTreeSet::new(), in_the_end: BTreeSet::new() };
        for asking in not_given {
            let is_first = asking.is_first(situation.known(), terms);
            first.now.extend((is_first == Truth::True).then_some(asking.fact));
            first.in_the_end.extend((is_first != Truth::False).then_some(asking.fact));
        }
        first
    }
}
