//! # What it finds
//! A fact that promises `stricter`, and a complete situation in which a step in that direction, all else the same, brings a
//! laxer stance. Both values are named: neighbours where neighbours show it, else the two closest that can both be.
//!
//! # Why it matters
//! Readers and programs lean on the promise: what is worse never makes more allowed.
//!
//! # Example
//! A permission for control that is slipping, and none for control that is full.

use super::evidence::Shows;
use super::found::{Found, Witness, asked, called};
use super::survey::Survey;
use crate::diagram::{Diagrams, Join, Node, ONLY_FALSE, OverBudget, TRUE, only};
use crate::exact::{Values, leaf};
use crate::model::{Fact, FactId, Known, Share, ValueCode, class_ranges, in_words};
use crate::words::{FindingCode, Stance, Stricter};

pub(super) fn find(survey: &mut Survey<'_>) -> Vec<Found> {
    let facts = survey.model.vocabulary.facts().numbered();
    let promised = facts.filter_map(|(index, fact)| Some((index, fact, fact.stricter?)));
    let found = promised.filter_map(|(index, fact, stricter)| {
        let found = survey.ask(|survey| broken_promise(survey, index, fact, stricter));
        asked(found, || format!("whether `{}` keeps its promise `stricter`", fact.id))
    });
    found.collect()
}

/// A value of a fact, and what is left of a situation where the fact has it.
struct Place {
    level: usize,
    edge: usize,
    /// The code at which a step in the direction of the promise leaves it, and at which one gets there.
    leaves: ValueCode,
    arrives: ValueCode,
    /// Where, whatever the fact itself is, the situation with this value can be; and its stance.
    possible: Node,
    stance: Node,
}

/// A step from one place to another.
struct Step<'p> {
    from: &'p Place,
    to: &'p Place,
    /// The situation of fewest facts, and the stances before and after.
    shown: Option<(Known, Stance, Stance)>,
}

/// A count can have hundreds of values and as many times that steps between them. So all steps that leave a value are asked
/// about at once: one of them loosens where the laxest stance of all that comes after it is laxer than its own. The step to
/// show is then looked for among the values that have one.
fn broken_promise(
    survey: &mut Survey<'_>,
    index: FactId,
    fact: &Fact,
    stricter: Stricter,
) -> Result<Option<Found>, OverBudget> {
    let places = places(survey, index, fact, stricter)?;
    let mut laxest_after = Node::leaf(leaf(Stance::Pause));
    let mut loosens = vec![false; places.len()];
    let mut concerned = Node::NOWHERE;
    for (place, loosens) in places.iter().zip(&mut loosens).rev() {
        let diagrams = &mut survey.complete.functions.diagrams;
        let laxer = diagrams.join(Join::Less, laxest_after, place.stance)?;
        let region = diagrams.both(laxer, place.possible)?;
        let here = stance_where_possible(diagrams, place)?;
        laxest_after = diagrams.join(Join::Min, laxest_after, here)?;
        *loosens = !region.is_nowhere();
        concerned = with_value(diagrams, place, region, concerned)?;
    }
    let Some(step) = closest_step(survey, &places, &loosens)? else { return Ok(None) };
    let share = survey.share(concerned);
    Ok(Some(found(survey, (index, fact, stricter), &step, share)))
}

/// The values of a fact in the direction of its promise.
fn places(
    survey: &mut Survey<'_>,
    index: FactId,
    fact: &Fact,
    stricter: Stricter,
) -> Result<Vec<Place>, OverBudget> {
    let Some(at) = survey.complete.functions.encoding.fact(index) else { return Ok(Vec::new()) };
    let level = at.first;
    let ranges: Vec<(ValueCode, ValueCode)> = match &at.values {
        Values::Codes(codes) => {
            (0..*codes).filter_map(|code| ValueCode::try_from(code).ok()).map(|code| (code, code)).collect()
        }
        Values::Classes(classes) => class_ranges(classes, fact)
            .map(|range| (ValueCode::from(*range.start()), ValueCode::from(*range.end())))
            .collect(),
        Values::Bits(_) => Vec::new(),
    };
    let everywhere = survey.complete.everywhere()?;
    let stance = survey.complete.stances()?.stance;
    let diagrams = &mut survey.complete.functions.diagrams;
    let mut places = Vec::with_capacity(ranges.len());
    for (edge, (least, greatest)) in ranges.into_iter().enumerate() {
        let (leaves, arrives) = match stricter {
            Stricter::Higher => (greatest, least),
            Stricter::Lower => (least, greatest),
        };
        let possible = diagrams.along(everywhere, level, edge)?;
        let stance = diagrams.along(stance, level, edge)?;
        places.push(Place { level, edge, leaves, arrives, possible, stance });
    }
    if stricter == Stricter::Lower {
        places.reverse();
    }
    Ok(places)
}

/// The stance of a place, and the strictest of all where it cannot be.
fn stance_where_possible(diagrams: &mut Diagrams, place: &Place) -> Result<Node, OverBudget> {
    let impossible = diagrams.map(ONLY_FALSE, place.possible)?;
    diagrams.join(Join::Unless(leaf(Stance::Pause)), impossible, place.stance)
}

/// The first of the shortest steps that loosen: between neighbours, where these can be.
fn closest_step<'p>(
    survey: &mut Survey<'_>,
    places: &'p [Place],
    loosens: &[bool],
) -> Result<Option<Step<'p>>, OverBudget> {
    for distance in 1..places.len() {
        let pairs = places.iter().zip(places.iter().skip(distance)).zip(loosens);
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
    from: &Place,
    to: &Place,
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

/// Adds the situations of a region in which the fact has the value of a place.
fn with_value(
    diagrams: &mut Diagrams,
    place: &Place,
    region: Node,
    others: Node,
) -> Result<Node, OverBudget> {
    let edges: Vec<Node> = (0..diagrams.arity(place.level))
        .map(|edge| Node::leaf(if edge == place.edge { TRUE } else { 0 }))
        .collect();
    let value = diagrams.node(place.level, &edges)?;
    let here = diagrams.both(value, region)?;
    diagrams.either(here, others)
}

fn found(
    survey: &Survey<'_>,
    (index, fact, stricter): (FactId, &Fact, Stricter),
    step: &Step<'_>,
    share: Option<Share>,
) -> Found {
    let words = |code| in_words(fact, code, &survey.model.wording);
    let (from, to) = (words(step.from.leaves), words(step.to.arrives));
    let stances = match &step.shown {
        Some((_, before, after)) => format!(": `{}` at {from}, `{}` at {to}", before.id(), after.id()),
        None => format!(" from {from} to {to}"),
    };
    let message =
        format!("{} promises `stricter`: `{}`, and gets laxer{stances}", called(fact), stricter.id());
    let witness = step.shown.clone().map(|(mut known, before, after)| {
        known.set(index, Some(step.from.leaves));
        Witness {
            known,
            shows: Shows::Loosened { fact: index, to: step.to.arrives, stances: (before, after) },
        }
    });
    Found { about: vec![fact.id.clone()], share, witness, ..Found::new(FindingCode::BrokenPromise, message) }
}

/// Every stance with every laxer one.
fn pairs() -> impl Iterator<Item = (Stance, Stance)> {
    Stance::ALL.iter().flat_map(|&stricter| {
        Stance::ALL.iter().filter(move |&&laxer| laxer < stricter).map(move |&laxer| (stricter, laxer))
    })
}
