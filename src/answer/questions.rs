//! What is worth finding out: the facts whose answers can change the stance, best first.

use super::anew::Anew;
use super::question::{Answer, AnswerTest, Question};
use super::verdict::Verdict;
use crate::exact::{Outlook, Walk};
use crate::levels::{Place, Values};
use crate::model::{Fact, FactId, Known, Model, ValueCode, class_of, fact_value, in_words};
use crate::words::Stance;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The questions worth asking in a situation: those that can change the stance, unless it is settled, and the safety
/// facts that are unknown. Ranked by the fewest stances left at worst, then on average, then by id. Where the rest is presumed,
/// it is presumed anew for each answer.
pub(crate) fn questions(
    model: &Model,
    outlook: &Outlook,
    known: &Known,
    verdict: &Verdict,
    anew: Option<&Anew<'_>>,
) -> Vec<Question> {
    if verdict.settled() && verdict.unknown_safety.is_empty() {
        return Vec::new();
    }
    let walk = Walk::new(outlook, known);
    let changing = if verdict.settled() { BTreeSet::new() } else { walk.changing() };
    let facts = model.vocabulary.facts().numbered();
    let asked =
        facts.filter(|(index, fact)| known.at(*index).is_none() && (fact.safety || changing.contains(index)));
    let mut questions: Vec<Question> = asked
        .map(|(index, fact)| Question {
            fact: fact.id.clone(),
            ask: fact.ask.clone(),
            askable: fact.askable,
            safety: fact.safety,
            changes_stance: changing.contains(&index),
            answers: answers(&walk, model, index, fact, anew),
        })
        .collect();
    questions.sort_by(|one, other| rank(one).cmp(&rank(other)).then_with(|| one.fact.cmp(&other.fact)));
    questions
}

/// How good a question is: the stances left at worst, then on average. Those that change nothing come last.
#[derive(PartialEq, Eq)]
struct Rank {
    idle: bool,
    worst: usize,
    sum: usize,
    answers: usize,
}

fn rank(question: &Question) -> Rank {
    let left = || question.answers.iter().map(|answer| answer.stances.len());
    Rank {
        idle: !question.changes_stance,
        worst: left().max().unwrap_or(0),
        sum: left().sum(),
        answers: question.answers.len().max(1),
    }
}

impl Ord for Rank {
    fn cmp(&self, other: &Rank) -> Ordering {
        // Averages as fractions, without dividing.
        let average = (self.sum * other.answers).cmp(&(other.sum * self.answers));
        (self.idle, self.worst).cmp(&(other.idle, other.worst)).then(average)
    }
}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Rank) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The answers to a fact that are still possible: all else the same, or presumed anew.
pub(crate) fn answers(
    walk: &Walk<'_>,
    model: &Model,
    index: FactId,
    fact: &Fact,
    anew: Option<&Anew<'_>>,
) -> Vec<Answer> {
    let Some(place) = walk.outlook.encoding.fact(index) else { return Vec::new() };
    answers_at(place, model, fact, |level, edge, code| {
        let as_it_is = walk.stances(level, edge);
        match anew {
            // An option is no value by itself: it stands for all that have it, unless what was presumed leaves none.
            Some(anew) if place.has_one_level() || as_it_is.is_empty() => anew.stances(index, code, as_it_is),
            _ => as_it_is,
        }
    })
}

/// The answers to a fact that no condition tests: whatever is known, each leaves the stances that are possible, unless it changes
/// what is presumed.
pub(crate) fn untested_answers(
    model: &Model,
    index: FactId,
    fact: &Fact,
    possible: &[Stance],
    anew: Option<&Anew<'_>>,
) -> Vec<Answer> {
    let place = Place::untested(fact);
    answers_at(&place, model, fact, |_, _, code| match anew {
        Some(anew) if place.has_one_level() => anew.stances(index, code, possible.to_vec()),
        _ => possible.to_vec(),
    })
}

/// Those answers to a fact that leave some stance, by level, edge and value.
fn answers_at(
    place: &Place,
    model: &Model,
    fact: &Fact,
    stances: impl Fn(usize, usize, ValueCode) -> Vec<Stance>,
) -> Vec<Answer> {
    let one = |level: usize, edge: usize, code: ValueCode, (answer, words): (AnswerTest, String)| {
        Some(Answer { answer, words: words.into(), stances: stances(level, edge, code) })
            .filter(|answer| !answer.stances.is_empty())
    };
    match &place.values {
        Values::Codes(codes) => (0..*codes)
            .filter_map(|code| {
                let value = ValueCode::try_from(code).ok()?;
                let words = in_words(fact, value, &model.wording).to_string();
                one(place.first, code, value, (AnswerTest::Value(fact_value(fact, value)), words))
            })
            .collect(),
        Values::Classes(classes) => classes
            .iter()
            .enumerate()
            .filter_map(|(class, least)| {
                one(place.first, class, ValueCode::from(*least), range(fact, classes, class)?)
            })
            .collect(),
        Values::Bits(_) => fact
            .options
            .iter()
            .enumerate()
            .flat_map(|(option, said)| {
                let with = (AnswerTest::With { includes: said.id.clone() }, said.label.to_string());
                let without =
                    (AnswerTest::Without { includes_none: [said.id.clone()] }, format!("not {}", said.label));
                let level = place.first + option;
                [one(level, 1, 1 << option, with), one(level, 0, 0, without)]
            })
            .flatten()
            .collect(),
    }
}

/// A value as an answer in words: a count as the class that it is in.
pub(crate) fn answer_in_words(model: &Model, fact: &Fact, values: &Values, code: ValueCode) -> Arc<str> {
    if let Values::Classes(classes) = values
        && let Some((_, words)) = range(fact, classes, class_of(classes, code))
    {
        return words.into();
    }
    in_words(fact, code, &model.wording)
}

/// A class of counts as an answer.
fn range(fact: &Fact, classes: &[u32], class: usize) -> Option<(AnswerTest, String)> {
    let at_least = *classes.get(class)?;
    let next = classes.get(class + 1).map(|next| next - 1);
    let at_most = next.or_else(|| fact.range.as_ref().and_then(|range| range.max));
    let words = match at_most {
        Some(at_most) if at_most == at_least => at_least.to_string(),
        Some(at_most) => format!("{at_least} to {at_most}"),
        None => format!("{at_least} or more"),
    };
    Some((AnswerTest::Range { at_least, at_most }, words))
}
