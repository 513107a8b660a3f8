//! What is presumed of facts and never taken, and what excludes one another.

use super::every::Every;
use super::facts::facts_that_it_leads_to;
use crate::oracle::completions::{classes, tests_of};
use crate::oracle::json::id;
use crate::oracle::presuming::{Unless, presumption, truth_of};
use crate::oracle::truth::Truth;
use serde_json::Value;
use std::collections::BTreeSet;

/// The facts whose value cannot be, or of which an `unless` is true in every situation with the value. An `unless` that leads to
/// the fact itself, to a count, or to a fact that nothing else tests, is not looked into.
pub fn never_taken<'a>(every: &Every<'a>) -> Vec<&'a str> {
    let facts = every.facts.iter().enumerate();
    let never = facts.filter(|&(place, &fact)| {
        let Some((usual, unless)) = presumption(every.set, fact) else { return false };
        let looked_into = unless.into_iter().filter(|unless| is_looked_into(every, fact, unless));
        let looked_into: Vec<Unless> = looked_into.collect();
        let value = place_of(every, place, usual);
        let with_it = every.situations.iter().filter(|situation| Some(situation.places[place]) == value);
        with_it.into_iter().all(|situation| {
            looked_into.iter().any(|unless| truth_of(unless, every.set, &situation.known) == Truth::True)
        })
    });
    never.map(|(_, &fact)| id(fact)).collect()
}

/// The pairs of facts whose values no situation has together, though there is one with each in which no `unless` of either is
/// true. A presumption with an `unless` that is not looked into is passed over.
pub fn clashing<'a>(every: &Every<'a>) -> Vec<[&'a str; 2]> {
    let looked_into =
        |fact: &Value, unless: &[Unless]| unless.iter().all(|unless| is_looked_into(every, fact, unless));
    let stated = every.facts.iter().enumerate().filter_map(|(place, &fact)| {
        let (usual, unless) = presumption(every.set, fact)?;
        looked_into(fact, &unless).then(|| (place, fact, place_of(every, place, usual), unless))
    });
    let stated: Vec<_> = stated.collect();
    let mut clashing = Vec::new();
    for (number, (one, first, usual, unless)) in stated.iter().enumerate() {
        for (other, second, as_usual, unless_too) in &stated[number + 1..] {
            let mut both = every.situations.iter().filter(|situation| {
                Some(situation.places[*one]) == *usual && Some(situation.places[*other]) == *as_usual
            });
            let stays = |place: usize, usual: Option<usize>| {
                every.situations.iter().filter(|situation| Some(situation.places[place]) == usual).any(
                    |situation| {
                        let mut all = unless.iter().chain(unless_too);
                        all.all(|unless| truth_of(unless, every.set, &situation.known) == Truth::False)
                    },
                )
            };
            if both.next().is_none() && stays(*one, *usual) && stays(*other, *as_usual) {
                clashing.push([id(first), id(second)]);
            }
        }
    }
    clashing
}

fn is_looked_into(every: &Every<'_>, fact: &Value, &(layer, unless): &Unless) -> bool {
    let tested: BTreeSet<String> = facts_that_it_leads_to(every.set, layer, unless);
    let fits = |other: &&Value| {
        id(other) != id(fact) && other["kind"] != "count" && !tests_of(every.set, id(other)).is_empty()
    };
    every.facts.iter().filter(|other| tested.contains(id(other))).all(fits)
}

/// The place of a value among those that situations have of its fact; of a count that of its class.
fn place_of(every: &Every<'_>, place: usize, usual: &Value) -> Option<usize> {
    let fact = every.facts[place];
    if fact["kind"] != "count" {
        return every.values[place].iter().position(|value| value == usual);
    }
    let classes = classes(every.set, fact);
    // What lies beyond the last that any condition tells apart is of the last class.
    let last = classes.len().checked_sub(1);
    classes.iter().position(|class| class.contains(usual)).or(last)
}
