//! # What it finds
//! A fact that promises `stricter`, and a complete situation in which a step in that direction, all else the same, brings a
//! laxer stance. Both values are named: neighbours where neighbours show it, else the two closest that can both be.
//!
//! # Why it matters
//! Readers and programs lean on the promise: what is worse never makes more allowed.
//!
//! # Example
//! A permission for control that is slipping, and none for control that is full.

use super::candidate::{Candidate, Witness, asked, called};
use super::evidence::Shows;
use super::survey::Survey;
use crate::diagram::{Diagrams, Join, Node, OverBudget, only};
use crate::exact::leaf;
use crate::levels::Values;
use crate::model::{Fact, FactId, Known, Share, ValueCode, class_ranges, in_words};
use crate::words::{FindingCode, Stance, Stricter};

pub(super) fn find(survey: &mut Survey<'_>) -> Vec<Candidate> {
    let facts = survey.model.vocabulary.facts().numbered();
    let promises =
        facts.filter_map(|(number, fact)| Some(Promise { number, fact, stricter: fact.stricter? }));
    let found = promises.filter_map(|promise| {
        let found = survey.ask(|survey| broken_promise(survey, &promise));
        asked(found, || format!("whether `{}` keeps its promise `stricter`", promise.fact.id))
    });
    found.collect()
}

/// What a fact promises.
struct Promise<'a> {
    number: FactId,
    fact: &'a Fact,
    stricter: Stricter,
}

/// A value of a fact, or a range of values that no condition tells apart.
struct Value {
    level: usize,
    edge: usize,
    /// The code at which a step in the direction of the promise leaves it, and at which one gets there.
    leaves: ValueCode,
    arrives: ValueCode,
    /// Where, whatever the fact itself is, the situation with this value can be; and its stance.
    possible: Node,
    stance: Node,
}

/// A step from one value to another.
struct Step<'v> {
    from: &'v Value,
    to: &'v Value,
    /// The situation of fewest facts, and the stances before and after.
    shown: Option<(Known, Stance, Stance)>,
}

/// A count can have hundreds of values and as many times that steps between them. So all steps that leave a value are asked
/// about at once: one of them loosens where the laxest stance of all that comes after it is laxer than its own. The step to
/// show is then looked for among the values that have one.
fn broken_promise(survey: &mut Survey<'_>, promise: &Promise<'_>) -> Result<Option<Candidate>, OverBudget> {
    let values = values(survey, promise)?;
    let mut laxest_after = Node::leaf(leaf(Stance::Pause));
    let mut loosens = vec![false; values.len()];
    let mut concerned = Node::NOWHERE;
    for (value, loosens) in values.iter().zip(&mut loosens).rev() {
        let diagrams = &mut survey.complete.functions.diagrams;
        let laxer = diagrams.join(Join::Less, laxest_after, value.stance)?;
        let region = diagrams.both(laxer, value.possible)?;
        let here = stance_where_possible(diagrams, value)?;
        laxest_after = diagrams.join(Join::Min, laxest_after, here)?;
        *loosens = !region.is_nowhere();
        let with_value = diagrams.where_taken(value.level, value.edge, Node::EVERYWHERE)?;
        let region = diagrams.both(with_value, region)?;
        concerned = diagrams.either(concerned, region)?;
    }
    let Some(step) = closest_step(survey, &values, &loosens)? else { return Ok(None) };
    let share = survey.share(concerned);
    Ok(Some(found(survey, promise, step, share)))
}

/// The values of a fact in the direction of its promise.
fn values(survey: &mut Survey<'_>, promise: &Promise<'_>) -> Result<Vec<Value>, OverBudget> {
    let Some(place) = survey.complete.functions.encoding.fact(promise.number) else { return Ok(Vec::new()) };
    let level = place.first;
    let ranges: Vec<(ValueCode, ValueCode)> = match &place.values {
        Values::Codes(codes) => {
            (0..*codes).filter_map(|code| ValueCode::try_from(code).ok()).map(|code| (code, code)).collect()
        }
        Values::Classes(classes) => class_ranges(classes, promise.fact)
            .map(|range| (ValueCode::from(*range.start()), ValueCode::from(*range.end())))
            .collect(),
        Values::Bits(_) => Vec::new(),
    };
    let everywhere = survey.complete.everywhere()?;
    let stances = survey.complete.stances()?;
    let diagrams = &mut survey.complete.functions.diagrams;
    let mut values = Vec::with_capacity(ranges.len());
    for (edge, (least, greatest)) in ranges.into_iter().enumerate() {
        let (leaves, arrives) = match promise.stricter {
            Stricter::Higher => (greatest, least),
            Stricter::Lower => (least, greatest),
        };
        let possible = diagrams.along(everywhere, level, edge)?;
        let stance = diagrams.along(stances.stance, level, edge)?;
        values.push(Value { level, edge, leaves, arrives, possible, stance });
    }
    if promise.stricter == Stricter::Lower {
        values.reverse();
    }
    Ok(values)
}

/// The stance with a value, and the strictest of all where it cannot be.
fn stance_where_possible(diagrams: &mut Diagrams, value: &Value) -> Result<Node, OverBudget> {
    let impossible = diagrams.negated(value.possible)?;
    diagrams.join(Join::Unless(leaf(Stance::Pause)), impossible, value.stance)
}

/// The first of the shortest steps that loosen: between neighbours, where these can be.
fn closest_step<'v>(
    survey: &mut Survey<'_>,
    values: &'v [Value],
    loosens: &[bool],
) -> Result<Option<Step<'v>>, OverBudget> {
    for distance in 1..values.len() {
        let pairs = values.iter().zip(values.iter().skip(distance)).zip(loosens);
        for ((from, to), _) in pairs.filter(|(_, loosens)| **loosens) {
            let diagrams = &mut survey.complete.functions.diagrams;
            let both_can = diagrams.both(from.possible, to.possible)?;
            let laxer = diagrams.join(Join::Less, to.stance, from.stance)?;
            if !diagrams.both(laxer, both_can)?.is_nowhere() {
                let shown = shown(survey, from, to, both_can)?;
                return Ok(Some(Step { from, to, shown }));
            }
        }
    }
    Ok(None)
}

/// The situation of fewest facts in which a step loosens, and the stances before and after.
fn shown(
    survey: &mut Survey<'_>,
    from: &Value,
    to: &Value,
    both_can: Node,
) -> Result<Option<(Known, Stance, Stance)>, OverBudget> {
    let mut shown: Option<(Known, Stance, Stance)> = None;
    for (stricter, laxer) in pairs() {
        let here = survey.complete.functions.diagrams.map(only(leaf(stricter)), from.stance)?;
        let there = survey.complete.functions.diagrams.map(only(leaf(laxer)), to.stance)?;
        let both = survey.complete.both(here, there)?;
        let both = survey.complete.both(both, both_can)?;
        let facts = |known: &Known| known.iter().flatten().count();
        if let Some(known) = survey.complete_witness(both)
            && shown.as_ref().is_none_or(|(fewest, ..)| facts(&known) < facts(fewest))
        {
            shown = Some((known, stricter, laxer));
        }
    }
    Ok(shown)
}

fn found(survey: &Survey<'_>, promise: &Promise<'_>, step: Step<'_>, share: Option<Share>) -> Candidate {
    let Promise { number, fact, stricter } = *promise;
    let words = |code| in_words(fact, code, &survey.model.wording);
    let Step { from: Value { leaves, .. }, to: Value { arrives, .. }, shown } = step;
    let (from, to) = (words(*leaves), words(*arrives));
    let stances = match &shown {
        Some((_, before, after)) => format!(": `{}` at {from}, `{}` at {to}", before.id(), after.id()),
        None => format!(" from {from} to {to}"),
    };
    let message =
        format!("{} promises `stricter`: `{}`, and gets laxer{stances}", called(fact), stricter.id());
    let witness = shown.map(|(mut known, before, after)| {
        known.set(number, Some(*leaves));
        Witness { known, shows: Shows::Loosened { fact: number, to: *arrives, stances: (before, after) } }
    });
    Candidate {
        about: vec![fact.id.clone()],
        share,
        witness,
        ..Candidate::new(FindingCode::BrokenPromise, message)
    }
}

/// Every stance with every laxer one.
fn pairs() -> impl Iterator<Item = (Stance, Stance)> {
    Stance::ALL.iter().flat_map(|&stricter| {
        Stance::ALL.iter().filter(move |&&laxer| laxer < stricter).map(move |&laxer| (stricter, laxer))
    })
}
