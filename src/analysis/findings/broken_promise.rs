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
use crate::diagram::{Join, Node, OverBudget, TRUE, only};
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

/// A step between two values of a fact, in the direction of its promise.
struct Step {
    level: usize,
    /// The edges of the values.
    from: usize,
    to: usize,
    /// The values: those closest to each other.
    values: (ValueCode, ValueCode),
}

fn broken_promise(
    survey: &mut Survey<'_>,
    index: FactId,
    fact: &Fact,
    stricter: Stricter,
) -> Result<Option<Found>, OverBudget> {
    let mut first: Option<(Step, Loosened)> = None;
    let mut concerned = Node::NOWHERE;
    for step in steps(survey, index, fact, stricter) {
        let loosened = loosened(survey, &step)?;
        if loosened.region.is_nowhere() {
            continue;
        }
        concerned = with_value(survey, &step, loosened.region, concerned)?;
        first.get_or_insert((step, loosened));
    }
    let Some((step, loosened)) = first else { return Ok(None) };
    let share = survey.share(concerned);
    Ok(Some(found(survey, (index, fact, stricter), &step, &loosened, share)))
}

/// Every step in the direction of a promise, those between closest values first.
fn steps(survey: &Survey<'_>, index: FactId, fact: &Fact, stricter: Stricter) -> Vec<Step> {
    let Some(place) = survey.complete.functions.encoding.fact(index) else { return Vec::new() };
    let (least, greatest): (Vec<ValueCode>, Vec<ValueCode>) = match &place.values {
        Values::Codes(codes) => {
            (0..*codes).filter_map(|code| ValueCode::try_from(code).ok()).map(|code| (code, code)).unzip()
        }
        Values::Classes(classes) => {
            let ranges = class_ranges(classes, fact);
            ranges.map(|range| (ValueCode::from(*range.start()), ValueCode::from(*range.end()))).unzip()
        }
        Values::Bits(_) => return Vec::new(),
    };
    let mut steps = Vec::new();
    for distance in 1..least.len() {
        for (lower, (&below, &above)) in greatest.iter().zip(least.iter().skip(distance)).enumerate() {
            let (level, upper) = (place.first, lower + distance);
            steps.push(match stricter {
                Stricter::Higher => Step { level, from: lower, to: upper, values: (below, above) },
                Stricter::Lower => Step { level, from: upper, to: lower, values: (above, below) },
            });
        }
    }
    steps
}

/// Where a step brings a laxer stance, whatever the fact itself is.
struct Loosened {
    region: Node,
    /// The situation of fewest facts, and the stances before and after.
    shown: Option<(Known, Stance, Stance)>,
}

fn loosened(survey: &mut Survey<'_>, step: &Step) -> Result<Loosened, OverBudget> {
    let everywhere = survey.complete.everywhere()?;
    let stance = survey.complete.stances()?.stance;
    let diagrams = &mut survey.complete.functions.diagrams;
    let can_be = diagrams.along(everywhere, step.level, step.from)?;
    let can_become = diagrams.along(everywhere, step.level, step.to)?;
    let both_can = diagrams.both(can_be, can_become)?;
    let before = diagrams.along(stance, step.level, step.from)?;
    let after = diagrams.along(stance, step.level, step.to)?;
    let laxer = diagrams.join(Join::Less, after, before)?;
    let region = diagrams.both(laxer, both_can)?;
    if region.is_nowhere() {
        return Ok(Loosened { region, shown: None });
    }
    let mut shown: Option<(Known, Stance, Stance)> = None;
    for (stricter, laxer) in pairs() {
        let here = survey.complete.functions.diagrams.map(only(leaf(stricter)), before)?;
        let there = survey.complete.functions.diagrams.map(only(leaf(laxer)), after)?;
        let both = survey.complete.both(here, there)?;
        let both = survey.complete.both(both, both_can)?;
        let facts = |known: &Known| known.iter().flatten().count();
        if let Some(known) = survey.complete_witness(both)
            && shown.as_ref().is_none_or(|(fewest, ..)| facts(&known) < facts(fewest))
        {
            shown = Some((known, stricter, laxer));
        }
    }
    Ok(Loosened { region, shown })
}

/// Adds the situations in which the fact has the value of a step, and that step loosens.
fn with_value(survey: &mut Survey<'_>, step: &Step, region: Node, others: Node) -> Result<Node, OverBudget> {
    let diagrams = &mut survey.complete.functions.diagrams;
    let edges: Vec<Node> = (0..diagrams.arity(step.level))
        .map(|edge| Node::leaf(if edge == step.from { TRUE } else { 0 }))
        .collect();
    let value = diagrams.node(step.level, &edges)?;
    let here = diagrams.both(value, region)?;
    diagrams.either(here, others)
}

fn found(
    survey: &Survey<'_>,
    (index, fact, stricter): (FactId, &Fact, Stricter),
    step: &Step,
    loosened: &Loosened,
    share: Option<Share>,
) -> Found {
    let words = |code| in_words(fact, code, &survey.model.wording);
    let (from, to) = (words(step.values.0), words(step.values.1));
    let stances = match &loosened.shown {
        Some((_, before, after)) => format!(": `{}` at {from}, `{}` at {to}", before.id(), after.id()),
        None => format!(" from {from} to {to}"),
    };
    let message =
        format!("{} promises `stricter`: `{}`, and gets laxer{stances}", called(fact), stricter.id());
    let witness = loosened.shown.clone().map(|(mut known, before, after)| {
        known.set(index, Some(step.values.0));
        Witness { known, shows: Shows::Loosened { fact: index, to: step.values.1, stances: (before, after) } }
    });
    Found { about: vec![fact.id.clone()], share, witness, ..Found::new(FindingCode::BrokenPromise, message) }
}

/// Every stance with every laxer one.
fn pairs() -> impl Iterator<Item = (Stance, Stance)> {
    Stance::ALL.iter().flat_map(|&stricter| {
        Stance::ALL.iter().filter(move |&&laxer| laxer < stricter).map(move |&laxer| (stricter, laxer))
    })
}
