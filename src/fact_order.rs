//! The order of facts in diagrams. It decides their size, so it follows the structure of the rules, never the order in
//! which documents happen to list facts.

use crate::condition::Condition;
use crate::model::Model;
use std::collections::BTreeSet;

/// How often facts are moved towards the rules that test them.
const ROUNDS: usize = 30;

/// The facts, those that rules test together close to one another.
///
/// Each round puts every rule at the middle of its facts, and every fact at the middle of its rules (the FORCE
/// heuristic: Aloul, Markov and Sakallah, 2003). The round in which rules span least is kept.
pub(crate) fn order(model: &Model) -> Vec<usize> {
    let groups = groups(model);
    let facts = model.vocabulary.facts().len();
    let mut by_fact = vec![Vec::new(); facts];
    for (group, members) in groups.iter().enumerate() {
        for &fact in members {
            if let Some(groups) = by_fact.get_mut(fact) {
                groups.push(group);
            }
        }
    }
    let mut order: Vec<usize> = (0..facts).collect();
    let mut best = (span(&order, &groups), order.clone());
    for _ in 0..ROUNDS {
        order = moved(&order, &groups, &by_fact);
        let spanned = span(&order, &groups);
        if spanned < best.0 {
            best = (spanned, order.clone());
        }
    }
    best.1
}

/// The facts that each rule tests, terms included.
fn groups(model: &Model) -> Vec<Vec<usize>> {
    let terms = model.terms_above();
    let rules = model.rules.iter().map(|rule| &rule.when);
    let impossible = model.impossible.iter().map(|entry| &entry.when);
    rules.chain(impossible).map(|condition| facts_of(condition, terms).into_iter().collect()).collect()
}

/// The facts that a condition tests, by itself or by its terms.
fn facts_of(condition: &Condition, terms: &[Condition]) -> BTreeSet<usize> {
    let (mut facts, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut to_visit = vec![condition];
    while let Some(condition) = to_visit.pop() {
        condition.each_test(&mut |fact, _| facts.extend([fact]));
        condition.each_term(&mut |term| {
            if seen.insert(term) {
                to_visit.extend(terms.get(term));
            }
        });
    }
    facts
}

/// Positions are compared as whole numbers: a middle is a sum over a count, times this.
const SCALE: usize = 1_000;

fn moved(order: &[usize], groups: &[Vec<usize>], by_fact: &[Vec<usize>]) -> Vec<usize> {
    let mut position = vec![0; order.len()];
    for (place, &fact) in order.iter().enumerate() {
        if let Some(slot) = position.get_mut(fact) {
            *slot = place * SCALE;
        }
    }
    let middle = |members: &[usize], of: &[usize]| -> Option<usize> {
        let sum: usize = members.iter().filter_map(|&member| of.get(member)).sum();
        sum.checked_div(members.len())
    };
    let centres: Vec<usize> = groups.iter().map(|members| middle(members, &position).unwrap_or(0)).collect();
    let mut moved: Vec<(usize, usize)> = order
        .iter()
        .map(|&fact| {
            let groups = by_fact.get(fact).map(Vec::as_slice).unwrap_or_default();
            let stays = position.get(fact).copied().unwrap_or(0);
            (middle(groups, &centres).unwrap_or(stays), fact)
        })
        .collect();
    // The sort is stable: facts with the same middle keep their order.
    moved.sort_by_key(|&(middle, _)| middle);
    moved.into_iter().map(|(_, fact)| fact).collect()
}

/// How far apart the facts of each rule are, in all.
fn span(order: &[usize], groups: &[Vec<usize>]) -> usize {
    let mut position = vec![0; order.len()];
    for (place, &fact) in order.iter().enumerate() {
        if let Some(slot) = position.get_mut(fact) {
            *slot = place;
        }
    }
    let spans = groups.iter().map(|members| {
        let places = || members.iter().filter_map(|&fact| position.get(fact).copied());
        places().max().unwrap_or(0) - places().min().unwrap_or(0)
    });
    spans.sum()
}
