//! In which order an interview asks: what opens it, in the order of the vocabulary; then what bears on safety; then what tells
//! most of the stance; last what decides what has to be done.

use super::to_ask::ToAsk;
use crate::answer::Guidance;
use crate::exact::demand_questions;
use crate::model::{ActionId, FactId, Model};
use crate::situation::Situation;
use crate::words::Part;
use std::collections::BTreeSet;

/// The situation without what is presumed of the facts that open an interview and can still be asked: what is presumed of one
/// must not answer for another before anybody was asked. `None` where nothing is presumed of them.
pub(super) fn with_the_opening_open(
    situation: &Situation,
    opens: impl Fn(&FactId) -> bool,
) -> Option<Situation> {
    let presumed =
        |fact: &FactId| situation.known().at(*fact).is_some() && situation.given().at(*fact).is_none();
    let facts = situation.guideline().model().vocabulary.facts().numbers();
    let opening: Vec<FactId> = facts.filter(presumed).filter(opens).collect();
    if opening.is_empty() { None } else { Some(situation.presuming_but_also(opening)) }
}

/// What bears on the stance while that is not settled, best first. What opens the interview may have to be found by guidance of
/// its own.
pub(super) fn of_stance(
    model: &Model,
    guidance: &Guidance,
    opening: Option<&Guidance>,
    opens: impl Fn(FactId) -> bool,
) -> Option<Vec<ToAsk>> {
    let mut questions = questions_of(model, guidance, &opens)?;
    if let Some(opening) = opening.and_then(|opening| questions_of(model, opening, &opens)) {
        questions.retain(|question| question.part != Part::Opening);
        questions.extend(opening.into_iter().filter(|question| question.part == Part::Opening));
    }
    Some(questions)
}

/// These questions, and those that are asked first whatever depends on them, in the order in which they are asked: what opens an
/// interview in the order of the vocabulary, then what bears on safety, then what tells most.
pub(super) fn with_the_first(
    model: &Model,
    mut questions: Vec<ToAsk>,
    first: &BTreeSet<FactId>,
) -> Vec<ToAsk> {
    let there: BTreeSet<FactId> = questions.iter().map(|question| question.fact).collect();
    let missing = first.difference(&there);
    questions.extend(missing.map(|&fact| ToAsk::new(model, fact, Part::Opening)));
    // The sort is by part alone but for the opening: the best question of the others is first already.
    questions.sort_by_key(|question| {
        (question.part, Some(question.fact).filter(|_| question.part == Part::Opening))
    });
    questions
}

/// The part of an interview that a question about the stance belongs to.
pub(super) fn part(opens: bool, safety: bool) -> Part {
    match (opens, safety) {
        (true, _) => Part::Opening,
        (false, true) => Part::Safety,
        (false, false) => Part::Telling,
    }
}

/// What decides whether something has to be done or must not be: what decides that of most actions first.
pub(super) fn of_advice(situation: &Situation, guidance: &Guidance) -> Option<Vec<ToAsk>> {
    let model = situation.guideline().model();
    let settled = Some(guidance.stance()).filter(|_| guidance.settled());
    let mut found: Vec<(FactId, Vec<ActionId>)> =
        demand_questions(model, situation.known(), settled).ok()?.into_iter().collect();
    found.sort_by_key(|(_, actions)| std::cmp::Reverse(actions.len()));
    let to_ask = |(number, actions): (FactId, Vec<ActionId>)| {
        ToAsk::new(model, number, Part::Advice).of_advice(actions)
    };
    Some(found.into_iter().map(to_ask).collect())
}

/// The questions about the stance, best first, while that is not settled; `None` where they are not worked out.
fn questions_of(model: &Model, guidance: &Guidance, opens: impl Fn(FactId) -> bool) -> Option<Vec<ToAsk>> {
    let questions = guidance.questions()?.iter().filter(|_| !guidance.settled());
    let to_ask = questions.filter_map(|question| {
        let number = model.vocabulary.named(&question.fact)?.number;
        let part = part(opens(number), question.safety);
        Some(ToAsk::new(model, number, part).of_stance(question.changes_stance))
    });
    Some(to_ask.collect())
}
