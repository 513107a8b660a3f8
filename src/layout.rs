//! Which bit stands for which rule and which clause, so that clauses side by side test the same few columns.
//!
//! Rules are gathered by the columns that they test, 64 to a word. A word of rules has a word of clauses for every
//! clause that its longest rule has; neighbours have about equally many.

use crate::clauses::Clause;
use std::collections::BTreeSet;

/// Bits to a word.
pub(crate) const WORD: usize = 64;

/// Rules are gathered in clusters of this many, within which those with equally many clauses come together.
const CLUSTER: usize = 8 * WORD;

/// The places of rules and clauses.
#[derive(Debug)]
pub(crate) struct Layout {
    /// The place of each rule.
    pub(crate) places: Vec<usize>,
    /// The rule at each place.
    pub(crate) rules: Vec<usize>,
    /// The words of clauses.
    pub(crate) words: Vec<ClauseWord>,
}

/// A word of clauses.
#[derive(Debug)]
pub(crate) struct ClauseWord {
    /// The word of rules that it is for.
    pub(crate) rules: usize,
    /// The number of the clause, of each rule of that word that has so many.
    pub(crate) layer: usize,
}

impl Layout {
    pub(crate) fn new(rules: &[Vec<Clause>], columns: usize) -> Layout {
        let mut order = gathered(rules, columns);
        let clauses = |rule: &usize| rules.get(*rule).map_or(0, Vec::len);
        order.chunks_mut(CLUSTER).for_each(|cluster| cluster.sort_by_key(clauses));
        let mut places = vec![0; rules.len()];
        for (place, &rule) in order.iter().enumerate() {
            places.get_mut(rule).into_iter().for_each(|slot| *slot = place);
        }
        let mut words = Vec::new();
        for (word, of_word) in order.chunks(WORD).enumerate() {
            let layers = of_word.iter().map(clauses).max().unwrap_or(0);
            words.extend((0..layers).map(|layer| ClauseWord { rules: word, layer }));
        }
        Layout { places, rules: order, words }
    }

    /// The rules of a word, each with its bit.
    pub(crate) fn rules_of(&self, word: usize) -> impl Iterator<Item = (usize, u64)> {
        self.rules
            .chunks(WORD)
            .nth(word)
            .into_iter()
            .flatten()
            .enumerate()
            .map(|(bit, &rule)| (rule, 1 << bit))
    }
}

/// The rules, one after the other one that tests fewest columns that its cluster does not test already.
fn gathered(rules: &[Vec<Clause>], columns: usize) -> Vec<usize> {
    let tested: Vec<BTreeSet<usize>> = rules
        .iter()
        .map(|clauses| clauses.iter().flatten().map(|literal| literal.column).collect())
        .collect();
    let mut testing: Vec<Vec<usize>> = vec![Vec::new(); columns];
    for (rule, tested) in tested.iter().enumerate() {
        for &column in tested {
            testing.get_mut(column).into_iter().for_each(|testing| testing.push(rule));
        }
    }
    let mut order = Vec::with_capacity(rules.len());
    let mut left: BTreeSet<usize> = (0..rules.len()).collect();
    while !left.is_empty() {
        gather_cluster(&tested, &testing, &mut left, &mut order);
    }
    order
}

/// Gathers one cluster.
fn gather_cluster(
    tested: &[BTreeSet<usize>],
    testing: &[Vec<usize>],
    left: &mut BTreeSet<usize>,
    order: &mut Vec<usize>,
) {
    let mut missing: Vec<usize> = tested.iter().map(BTreeSet::len).collect();
    let mut gathered = BTreeSet::new();
    let full = order.len() + CLUSTER;
    while order.len() < full {
        let cost = |rule: &usize| missing.get(*rule).copied().unwrap_or(0);
        let Some(next) = left.iter().copied().min_by_key(cost) else { return };
        for &column in tested.get(next).into_iter().flatten().filter(|&&column| gathered.insert(column)) {
            for &rule in testing.get(column).into_iter().flatten() {
                missing.get_mut(rule).into_iter().for_each(|missing| *missing -= 1);
            }
        }
        let ready: Vec<usize> = left.iter().copied().filter(|rule| missing.get(*rule) == Some(&0)).collect();
        for rule in ready.into_iter().take(full - order.len()) {
            left.remove(&rule);
            order.push(rule);
        }
    }
}
