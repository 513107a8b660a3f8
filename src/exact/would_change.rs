//! What would change the stance: other values of known facts, as few as it takes.
//!
//! The stance is one function of the facts that can be changed, all else as it is. Read off from it, for one, two and three
//! facts at a time, is where it comes to another stance and no part of the change does.

use super::bounds::Bounds;
use super::cubes::regions;
use super::fact_order::fact_order;
use super::functions::{Functions, leaf};
use super::outlook::Outlook;
use crate::diagram::{Diagrams, Join, Leaf, LeafMap, Node, OverBudget, Taken, only, relabelled};
use crate::document::Limit;
use crate::levels::{Encoding, Over};
use crate::model::{FactId, Known, Model, Region};
use crate::words::Stance;
use std::collections::BTreeMap;
use std::iter;

/// The most facts that change at once.
pub(crate) const MAX_FACTS_CHANGED: usize = 3;

/// The most changes that are given for each stance.
pub(crate) const MAX_CHANGES: usize = 200;

/// The changes that lead to a stance.
pub(crate) struct LeadsTo {
    pub(crate) stance: Stance,
    pub(crate) changes: Vec<Region>,
    pub(crate) more: bool,
}

/// The changes that lead to each stance but the present one, laxest first.
pub(crate) fn would_change(
    model: &Model,
    outlook: Option<&Outlook>,
    known: &Known,
    stance: Stance,
) -> Result<Vec<LeadsTo>, OverBudget> {
    let facts = model.vocabulary.facts().iter().zip(known);
    let fixed: Known = facts.map(|(fact, code)| code.filter(|_| !fact.changeable)).collect();
    let alone = if outlook.is_none() { Outlook::of_one(model, &fixed) } else { None };
    let outlook = outlook.or(alone.as_ref()).ok_or(OverBudget)?;
    let mut changes = Changes::new(model, outlook, known, &fixed)?;
    let others = Stance::ALL.iter().filter(|&&other| other != stance);
    others.map(|&other| changes.leading_to(other)).collect()
}

/// Which changes lead where.
struct Changes<'a> {
    model: &'a Model,
    encoding: Encoding,
    diagrams: Diagrams,
    /// The stance by the values of the facts that can be changed; [`IMPOSSIBLE`](super::functions::IMPOSSIBLE) where the situation would be refused.
    stance: Node,
    /// The edge that each level takes as things are.
    taken: Taken,
    /// The facts that can be changed and matter, in order.
    facts: Vec<FactId>,
}

impl<'a> Changes<'a> {
    fn new(
        model: &'a Model,
        outlook: &Outlook,
        known: &Known,
        fixed: &Known,
    ) -> Result<Changes<'a>, OverBudget> {
        let can_change = |fact: FactId| known.at(fact).is_some() && fixed.at(fact).is_none();
        let mut order = fact_order(model);
        order.retain(|&fact| can_change(fact));
        let encoding = Encoding::new(model, &order, fixed, Over::Complete);
        let mut functions = Functions::over(model, encoding, model.limits.of(Limit::StepsOfChanges))?;
        let verdict = functions.verdict()?;
        let Functions { encoding, mut diagrams, .. } = functions;
        let bounds = Bounds::of(|how, relabel| {
            Carrier { outlook, fixed, into: &encoding, how, relabel }.carry(&mut diagrams)
        })?;
        let within = bounds.bring_within(verdict, &mut diagrams)?;
        let stance = diagrams.join(Join::Max, within, Node::leaf(least(model, known)))?;
        let levels: Vec<usize> =
            diagrams.inner(stance).into_iter().map(|node| diagrams.level(node)).collect();
        let matters = |fact: &FactId| levels.iter().any(|&level| encoding.fact_at(level) == Some(*fact));
        let facts = known.numbers().filter(|&fact| can_change(fact)).filter(matters).collect();
        Ok(Changes { model, taken: encoding.edges(known), encoding, diagrams, stance, facts })
    }

    fn leading_to(&mut self, stance: Stance) -> Result<LeadsTo, OverBudget> {
        let leads = self.diagrams.map(only(leaf(stance)), self.stance)?;
        let mut leading = LeadsTo { stance, changes: Vec::new(), more: false };
        if leads.is_nowhere() {
            return Ok(leading);
        }
        let mut by_facts: BTreeMap<Vec<FactId>, Node> = BTreeMap::new();
        let mut reached = Node::NOWHERE;
        let candidates = self.facts.clone();
        for changed in sets(&candidates) {
            // There are very many sets of many facts, and of each not even a diagram may have to be made.
            self.diagrams.spend(changed.len())?;
            let here = self.with_others_as_they_are(leads, &changed)?;
            let new = self.of_no_part(here, &changed, &by_facts)?;
            // The largest sets are parts of none.
            if changed.len() < MAX_FACTS_CHANGED {
                by_facts.insert(changed, here);
            }
            reached = self.diagrams.either(reached, new)?;
            let room = MAX_CHANGES - leading.changes.len();
            let facts = self.model.vocabulary.facts();
            let (found, more) = regions(&self.diagrams, &self.encoding, facts, new, room);
            leading.changes.extend(found);
            leading.more |= more;
        }
        leading.more |= !self.diagrams.without(leads, reached)?.is_nowhere();
        Ok(leading)
    }

    /// A function with all facts as they are but some.
    fn with_others_as_they_are(&mut self, function: Node, changed: &[FactId]) -> Result<Node, OverBudget> {
        let (encoding, all_taken) = (&self.encoding, &self.taken);
        self.diagrams.rebuild(function, |diagrams, level, edges| {
            let free = encoding.fact_at(level).is_some_and(|fact| changed.contains(&fact));
            match all_taken.at(level).and_then(|edge| edges.get(edge)) {
                Some(&taken) if !free => Ok(taken),
                _ => diagrams.node(level, edges),
            }
        })
    }

    /// Of the changes to some facts those that change every one of them and need to.
    fn of_no_part(
        &mut self,
        here: Node,
        changed: &[FactId],
        by_facts: &BTreeMap<Vec<FactId>, Node>,
    ) -> Result<Node, OverBudget> {
        let mut needed = here;
        for &fact in changed {
            let same = self.same(fact)?;
            needed = self.diagrams.without(needed, same)?;
        }
        for size in 1..changed.len() {
            for leads in sets_of(changed, size).filter_map(|part| by_facts.get(&part)) {
                needed = self.diagrams.without(needed, *leads)?;
            }
        }
        Ok(needed)
    }

    /// Where a fact has the value that it has.
    fn same(&mut self, fact: FactId) -> Result<Node, OverBudget> {
        let mut same = Node::EVERYWHERE;
        for level in
            (0..self.taken.levels()).rev().filter(|&level| self.encoding.fact_at(level) == Some(fact))
        {
            let taken = self.taken.at(level).ok_or(OverBudget)?;
            same = self.diagrams.where_taken(level, taken, same)?;
        }
        Ok(same)
    }
}

/// Carries the stances of a situation's completions over to the facts that can be changed.
struct Carrier<'a> {
    outlook: &'a Outlook,
    /// The facts that stay as they are.
    fixed: &'a Known,
    into: &'a Encoding,
    /// How the stances under the answers to an unknown fact are joined.
    how: Join,
    /// What is done to the leaves first.
    relabel: LeafMap,
}

impl Carrier<'_> {
    fn carry(&self, diagrams: &mut Diagrams) -> Result<Node, OverBudget> {
        let taken = self.outlook.encoding.edges(self.fixed);
        let leaf = |leaf| Node::leaf(relabelled(self.relabel, leaf));
        self.outlook.stances.fold(&taken, leaf, |level, edges| match self.level(level) {
            Some(level) => diagrams.node(level, edges),
            None => diagrams.join_all(self.how, 0, edges.iter().copied()),
        })
    }

    /// The level that a level goes over to; `None` where its fact cannot be changed.
    fn level(&self, level: usize) -> Option<usize> {
        let fact = self.outlook.encoding.fact_at(level)?;
        let (from, into) = (self.outlook.encoding.fact(fact)?, self.into.fact(fact)?);
        Some(into.first + level.checked_sub(from.first)?)
    }
}

/// The sets of as many facts as may change at once: smallest first, then by their first facts. Each is made when it is
/// asked for.
fn sets(facts: &[FactId]) -> impl Iterator<Item = Vec<FactId>> {
    (1..=MAX_FACTS_CHANGED).flat_map(|size| sets_of(facts, size))
}

/// The sets of some size, by their first facts.
fn sets_of(facts: &[FactId], size: usize) -> Box<dyn Iterator<Item = Vec<FactId>> + '_> {
    let Some(more) = size.checked_sub(1) else { return Box::new(iter::once(Vec::new())) };
    Box::new(facts.iter().enumerate().flat_map(move |(place, &first)| {
        let later = facts.get(place + 1..).unwrap_or_default();
        sets_of(later, more).map(move |rest| iter::once(first).chain(rest).collect())
    }))
}

/// The laxest leaf that doubt leaves.
fn least(model: &Model, known: &Known) -> Leaf {
    model.doubt(&model.unknown_safety(known)).map_or(0, leaf)
}
