//! The order of facts in diagrams. It decides their size, so it follows the structure of the rules; the order in which
//! documents list facts only breaks ties.

use crate::model::{FactId, Model, RuleId, Table};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The facts: first the one that most rules test, as its values tell the rules apart, then always the one that finishes most
/// rules and begins fewest, as a rule whose facts have all been taken need not be remembered any longer.
pub(crate) fn fact_order(model: &Model) -> Vec<FactId> {
    let facts = model.vocabulary.facts();
    let mut groups: Vec<Group> = groups(model);
    let mut groups_of: Table<FactId, Vec<usize>> = Table::alike(facts, Vec::new());
    for (number, group) in groups.iter().enumerate() {
        for &fact in &group.facts {
            groups_of.change(fact, |groups| groups.push(number));
        }
    }
    let mut left: BTreeSet<FactId> = facts.numbers().collect();
    let mut order = Vec::with_capacity(facts.len());
    let most_tested = left.iter().copied().min_by_key(|&fact| (Reverse(groups_of.at(fact).len()), fact));
    let mut upcoming = most_tested;
    while let Some(fact) = upcoming {
        left.remove(&fact);
        for &group in groups_of.at(fact) {
            groups.get_mut(group).into_iter().for_each(|group| group.left -= 1);
        }
        order.push(fact);
        upcoming = left.iter().copied().min_by_key(|&fact| (cost(groups_of.at(fact), &groups), fact));
    }
    order
}

/// The facts that a rule, or an impossibility, tests; terms included.
struct Group {
    facts: BTreeSet<FactId>,
    /// How many of them have not been taken.
    left: usize,
}

/// What it costs to take a fact of some groups next.
fn cost(own: &[usize], groups: &[Group]) -> isize {
    let own = || own.iter().filter_map(|&group| groups.get(group));
    let finished = own().filter(|group| group.left == 1).count();
    let begun = own().filter(|group| group.left == group.facts.len()).count();
    begun.cast_signed() - finished.cast_signed()
}

/// The facts that each rule that bears on the stance, and each impossibility, tests. Rules that only advise make diagrams of
/// their own, in which nothing else takes part.
fn groups(model: &Model) -> Vec<Group> {
    let terms = model.terms_above();
    let overriding: BTreeSet<RuleId> =
        model.rules.iter().flat_map(|rule| rule.overridden_by.iter().copied()).collect();
    let rules = model.rules.numbered();
    let bearing = rules.filter(|(number, rule)| rule.vote.is_some() || overriding.contains(number));
    let rules = bearing.map(|(_, rule)| &rule.when);
    let impossible = model.impossible.iter().map(|entry| &entry.when);
    let tested = rules.chain(impossible).map(|condition| condition.closure(terms).0);
    tested.map(|facts| Group { left: facts.len(), facts }).collect()
}
