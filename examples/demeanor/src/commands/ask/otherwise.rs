//! What would have to be done, or must not be, if something that was presumed were otherwise.

use crate::values;
use demeanor::guidance::{AnswerTest, Modality, Presumed};
use demeanor::why::PresumedDemand;
use demeanor::{FactValue, Guidance, Interview};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// As much is told of a demand, in characters.
const WIDEST: usize = 64;

/// What comes of the other answers to a fact, as far as it is about demands.
pub(super) struct Otherwise {
    /// For which answers what would come of it.
    pub(super) words: String,
    /// Would something about life and limb have to be done?
    urgent: bool,
    /// How many demands an answer makes or takes away, at most.
    demands: usize,
}

impl Otherwise {
    /// What comes first where it is told in order: what is about life and limb, then what changes most.
    pub(super) fn rank(&self, safety: bool) -> impl Ord + use<> {
        Reverse((self.urgent, safety, self.demands))
    }

    /// What comes of the other answers to a presumed fact on which demands hang.
    pub(super) fn of(course: &Interview, presumed: &Presumed, demand: &PresumedDemand) -> Otherwise {
        let now = demands(course.guidance());
        let question = course.question_about(&presumed.fact);
        let mut told: Vec<(Vec<&str>, Change)> = Vec::new();
        for answer in question.iter().flat_map(|question| &question.answers) {
            let other = value(&answer.answer, &presumed.value).filter(|value| *value != presumed.value);
            let then = other.and_then(|value| course.situation().with(&presumed.fact, value).ok());
            let change = then.map(|then| Change::between(course.guidance(), &now, &then.guidance()));
            let Some(change) = change.filter(|change| !change.words.is_empty()) else { continue };
            match told.iter_mut().find(|(_, known)| known.words == change.words) {
                Some((words, _)) => words.push(&answer.words),
                None => told.push((vec![&answer.words], change)),
            }
        }
        let urgent = told.iter().any(|(_, change)| change.urgent);
        let demands = told.iter().map(|(_, change)| change.demands).max().unwrap_or_default();
        told.sort_by_key(|(_, change)| Reverse((change.urgent, change.demands)));
        Otherwise { words: in_words(&told, demand), urgent, demands }
    }
}

/// What comes of the answers that change most, and for which others something comes of it too.
fn in_words(told: &[(Vec<&str>, Change)], demand: &PresumedDemand) -> String {
    let [(words, change), others @ ..] = told else { return demand.answers.join(" / ") };
    let others: Vec<&str> = others.iter().flat_map(|(words, _)| words.iter().copied()).collect();
    let too = match others.as_slice() {
        [] => String::new(),
        [other] => format!("; {other}: other demands too"),
        others => format!("; {} other answers: other demands too", others.len()),
    };
    format!("{}: {}{too}", words.join(" / "), change.words)
}

/// What differs once an answer is given.
struct Change {
    words: String,
    urgent: bool,
    demands: usize,
}

/// A demand: its sentence, and whether it is about life and limb. What is done with another action is never said to be urgent.
type Demands = BTreeMap<String, (String, bool)>;

impl Change {
    fn between(before: &Guidance, now: &Demands, then: &Guidance) -> Change {
        let after = demands(then);
        let mut new: Vec<&(String, bool)> = only_in(&after, now).collect();
        new.sort_by_key(|(_, urgent)| !urgent);
        let gone: Vec<&(String, bool)> = only_in(now, &after).collect();
        let demand = match (new.as_slice(), gone.as_slice()) {
            ([(text, _), ..], _) => Some(begun(text)),
            ([], [(text, _), ..]) => Some(format!("no more \u{201c}{}\u{201d}", begun(text))),
            ([], []) => None,
        };
        let parts: Vec<String> = other_stances(before, then).into_iter().chain(demand).collect();
        let urgent = new.iter().any(|(_, urgent)| *urgent);
        Change { words: parts.join("; "), urgent, demands: new.len() + gone.len() }
    }
}

/// How a sentence begins, as far as there is room.
fn begun(text: &str) -> String {
    let text = text.trim_end_matches('.');
    if text.chars().count() <= WIDEST {
        return text.to_owned();
    }
    let room: String = text.chars().take(WIDEST).collect();
    let whole_words = room.rsplit_once(' ').map_or(&*room, |(words, _)| words);
    format!("{}\u{2026}", whole_words.trim_end_matches([',', ';', ':']))
}

/// The stances that are then possible, where these are others.
fn other_stances(before: &Guidance, then: &Guidance) -> Option<String> {
    let stances = then.possible().filter(|possible| before.possible() != Some(*possible))?;
    Some(match stances {
        [first, _, .., last] => format!("anything from \"{}\" to \"{}\"", first.brief(), last.brief()),
        _ => values::any_of(stances),
    })
}

/// What only the first ones demand, or demand in other words.
fn only_in<'a>(demands: &'a Demands, others: &'a Demands) -> impl Iterator<Item = &'a (String, bool)> {
    let differs = |action: &str, text: &str| others.get(action).is_none_or(|(other, _)| other != text);
    demands.iter().filter(move |(action, (text, _))| differs(action, text)).map(|(_, demand)| demand)
}

/// What has to be done and what must not be, what is done with something else included.
fn demands(guidance: &Guidance) -> Demands {
    let mut demands = Demands::new();
    for advice in guidance.advice() {
        for covered in advice.covers.iter().filter(|covered| is_absolute(covered.modality)) {
            demands.insert(covered.action.to_string(), (covered.text.to_string(), false));
        }
        if is_absolute(advice.modality) {
            demands.insert(advice.action.to_string(), (advice.text.to_string(), advice.urgent));
        }
    }
    demands
}

/// A value that is such an answer; of a `several` the options that were presumed, with one more or one less.
fn value(answer: &AnswerTest, presumed: &FactValue) -> Option<FactValue> {
    let options = if let FactValue::Several(options) = presumed { &**options } else { &[] };
    match answer {
        AnswerTest::Value(value) => Some(value.clone()),
        AnswerTest::Range { at_least, .. } => Some(FactValue::Count(*at_least)),
        AnswerTest::With { includes } if !options.contains(includes) => {
            Some(FactValue::Several(options.iter().chain([includes]).cloned().collect()))
        }
        AnswerTest::Without { includes_none: [option] } => {
            Some(FactValue::Several(options.iter().filter(|other| *other != option).cloned().collect()))
        }
        _ => None,
    }
}

fn is_absolute(modality: Modality) -> bool {
    matches!(modality, Modality::Must | Modality::MustNot)
}
