//! Steps in the direction of a promise that loosen.

use super::Every;
use crate::oracle::completions::classes;
use crate::oracle::standing::STANCES;
use crate::oracle::words::value_in_words;
use std::collections::BTreeSet;

/// A step from a situation to another, in which one fact alone has another value, and the stance is laxer.
pub struct Step {
    /// By number.
    pub situation: usize,
    /// The places of the values among those of the fact.
    from: usize,
    to: usize,
    stances: (usize, usize),
}

/// Those of a fact in the direction that it promises; none where it promises nothing.
pub fn loosening(every: &Every, fact: usize) -> Vec<Step> {
    let Some(promise) = every.facts[fact]["stricter"].as_str() else { return Vec::new() };
    let is_promised = |from: usize, to: usize| if promise == "higher" { from < to } else { to < from };
    let mut steps = Vec::new();
    for (situation, from) in every.situations.iter().enumerate() {
        let others = every.alike_but_for(fact, from);
        let laxer =
            others.filter(|to| is_promised(from.places[fact], to.places[fact]) && to.stance < from.stance);
        steps.extend(laxer.map(|to| Step {
            situation,
            from: from.places[fact],
            to: to.places[fact],
            stances: (from.stance, to.stance),
        }));
    }
    steps
}

/// What is said of the steps between the closest values.
pub fn closest_in_words(every: &Every, fact: usize, steps: &[Step]) -> BTreeSet<String> {
    let distance = |step: &Step| step.from.abs_diff(step.to);
    let least = steps.iter().map(distance).min();
    let closest = steps.iter().filter(|step| Some(distance(step)) == least);
    closest.map(|step| in_words(every, fact, step)).collect()
}

/// Of counts that no condition tells apart, those are named that are closest to the other value.
fn in_words(every: &Every, fact: usize, step: &Step) -> String {
    let stated = every.facts[fact];
    let words = |own: usize, other: usize| {
        let mut value = every.values[fact][own].clone();
        if stated["kind"] == "count" && own < other {
            value = classes(every.set, stated)[own].last().expect("no class is empty").clone();
        }
        value_in_words(every.set, stated, &value)
    };
    let (from, to) = (words(step.from, step.to), words(step.to, step.from));
    format!("`{}` at {from}, `{}` at {to}", STANCES[step.stances.0], STANCES[step.stances.1])
}
