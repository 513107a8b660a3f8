//! The order of facts in diagrams. It decides their size, so it follows the structure of the rules; the order in which
//! documents list facts only breaks ties.

use crate::model::Model;
use std::collections::BTreeSet;

/// How many rules begun it is worth to finish one. (By measurement on the shipped guideline: 2 and 4 are a little worse.)
const WORTH: usize = 3;

/// The facts, one after the other the one that finishes most rules and begins fewest: a rule whose facts have all been
/// taken need not be remembered any longer.
pub(crate) fn fact_order(model: &Model) -> Vec<usize> {
    let groups = groups(model);
    let facts = model.vocabulary.facts().len();
    let mut groups_of = vec![Vec::new(); facts];
    for (group, members) in groups.iter().enumerate() {
        for &fact in members {
            groups_of.get_mut(fact).into_iter().for_each(|groups: &mut Vec<usize>| groups.push(group));
        }
    }
    let mut remaining: Vec<usize> = groups.iter().map(BTreeSet::len).collect();
    let mut left: Vec<usize> = (0..facts).collect();
    let mut order = Vec::with_capacity(facts);
    while let Some(position) = next(&left, &groups_of, &groups, &remaining) {
        let fact = left.remove(position);
        for &group in groups_of.get(fact).into_iter().flatten() {
            remaining.get_mut(group).into_iter().for_each(|remaining| *remaining -= 1);
        }
        order.push(fact);
    }
    order
}

/// Where the fact to take next stands among those left.
fn next(
    left: &[usize],
    groups_of: &[Vec<usize>],
    groups: &[BTreeSet<usize>],
    remaining: &[usize],
) -> Option<usize> {
    let cost = |fact: usize| {
        let own = || groups_of.get(fact).into_iter().flatten();
        let facts_left = |group: usize| remaining.get(group).copied().unwrap_or(0);
        let size = |group: usize| groups.get(group).map_or(0, BTreeSet::len);
        let finished = own().filter(|&&group| facts_left(group) == 1).count();
        let begun = own().filter(|&&group| facts_left(group) == size(group)).count();
        begun.cast_signed() - (WORTH * finished).cast_signed()
    };
    left.iter().enumerate().min_by_key(|&(_, &fact)| (cost(fact), fact)).map(|(position, _)| position)
}

/// The facts that each rule, and each impossibility, tests; terms included.
fn groups(model: &Model) -> Vec<BTreeSet<usize>> {
    let terms = model.terms_above();
    let rules = model.rules.iter().map(|rule| &rule.when);
    let impossible = model.impossible.iter().map(|entry| &entry.when);
    rules.chain(impossible).map(|condition| condition.closure(terms).0).collect()
}
