//! From a function to one situation in which it is true, of fewest facts.

use super::functions::Functions;
use crate::diagram::{Node, Taken, cheapest_path};
use crate::levels::{Over, Place, Values};
use crate::model::{FactId, Known, Model, ValueCode};
use std::collections::BTreeMap;

/// A situation of fewest known facts in which a function is true; `None` where it is nowhere true. Over complete
/// situations the facts that do not matter are left out, but for safety facts: those are given, so that nothing is in
/// doubt.
pub(crate) fn fewest_facts(functions: &Functions<'_>, function: Node, over: Over) -> Option<Known> {
    let path = shortest_path(functions, function, over)?;
    let facts = functions.model.vocabulary.facts().numbers();
    let value_of = |fact: FactId| value(functions.encoding.fact(fact)?, &path, over);
    let mut known: Known = facts.map(value_of).collect();
    if over == Over::Complete {
        give_safety_facts(functions.model, &mut known);
    }
    Some(known)
}

/// A complete situation in which a function of such is true, like another as far as that goes: where the other's value of a
/// fact rules it out, the first value that does not. `None` where it is nowhere true.
pub(crate) fn nearest(functions: &Functions<'_>, function: Node, other: &Known) -> Option<Known> {
    let mut taken = functions.encoding.edges(other);
    path_like(functions, function, &taken)?.into_iter().for_each(|(level, edge)| taken.take(level, edge));
    let path = (0..taken.levels()).filter_map(|level| Some((level, taken.at(level)?))).collect();
    let known = other.numbered().map(|(index, &code)| {
        functions.encoding.fact(index).map_or(code, |place| value(place, &path, Over::Complete))
    });
    Some(known.collect())
}

/// What the function depends on of a situation in which it is true, which is like another as far as that goes; and what the other
/// knows of safety facts, which does not matter.
pub(crate) fn like(functions: &Functions<'_>, function: Node, other: &Known) -> Option<Known> {
    let path = path_like(functions, function, &functions.encoding.edges(other))?;
    let over = functions.encoding.over();
    let facts = functions.model.vocabulary.facts().numbered();
    let known = facts.zip(other).map(|((index, fact), &code)| {
        let place = functions.encoding.fact(index);
        place.and_then(|place| value(place, &path, over)).or(code.filter(|_| fact.safety))
    });
    Some(known.collect())
}

/// The edges on a path to where a function is true, those of another situation as far as that goes.
fn path_like(functions: &Functions<'_>, function: Node, other: &Taken) -> Option<BTreeMap<usize, usize>> {
    let mut path = BTreeMap::new();
    let mut here = function;
    while let Some((level, targets)) = functions.diagrams.open(here) {
        let leads_on = |edge: &usize| targets.get(*edge).is_some_and(|&next| !next.is_nowhere());
        let edge = other.at(level).filter(leads_on).or_else(|| (0..targets.len()).find(leads_on))?;
        path.insert(level, edge);
        here = *targets.get(edge)?;
    }
    (here == Node::EVERYWHERE).then_some(path)
}

/// With what is known of some facts, in words.
pub(crate) fn with_in_words(model: &Model, known: &Known, facts: impl IntoIterator<Item = FactId>) -> String {
    let said = model.known_in_words(known, facts);
    if said.is_empty() { "whatever is known".into() } else { format!("with {said}") }
}

/// The edges taken, by level, on a path to where the function is true that takes fewest facts as known.
fn shortest_path(functions: &Functions<'_>, function: Node, over: Over) -> Option<BTreeMap<usize, usize>> {
    let place = |level: usize| functions.encoding.place_at(level);
    cheapest_path(&functions.diagrams, function, |level, taken, next| {
        let tells = |place: &Place| match over {
            Over::Partial => place.tells(level, taken),
            // A fact counts where the path leaves it.
            Over::Complete => !place.covers(functions.diagrams.level(next)),
        };
        usize::from(place(level).is_some_and(tells))
    })
}

/// The value of a fact on a path; `None` where the path leaves it open, or takes it as unknown.
pub(super) fn value(place: &Place, path: &BTreeMap<usize, usize>, over: Over) -> Option<ValueCode> {
    match &place.values {
        Values::Codes(codes) => {
            path.get(&place.first).filter(|edge| *edge < codes).and_then(|&edge| edge.try_into().ok())
        }
        Values::Classes(classes) => {
            path.get(&place.first).and_then(|&edge| classes.get(edge)).map(|&least| ValueCode::from(least))
        }
        Values::Bits(options) => {
            let bits_from = place.first + usize::from(over == Over::Partial);
            let unknown = over == Over::Partial && path.get(&place.first) == Some(&1);
            let mentioned = (bits_from..bits_from + options).any(|level| path.contains_key(&level));
            let known = over == Over::Partial && path.get(&place.first) == Some(&0);
            (!unknown && (mentioned || known)).then(|| {
                (0..*options).fold(0, |bits, option| match path.get(&(bits_from + option)) {
                    Some(1) => bits | 1 << option,
                    _ => bits,
                })
            })
        }
    }
}

/// Gives each safety fact that the path leaves open its least value: any does.
fn give_safety_facts(model: &Model, known: &mut Known) {
    for (fact, slot) in model.vocabulary.facts().iter().zip(known) {
        if fact.safety && slot.is_none() {
            *slot = Some(fact.least_value());
        }
    }
}
