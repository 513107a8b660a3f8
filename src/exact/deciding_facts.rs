//! Which facts can change the stance, or whatever else situations come to.
//!
//! A question is worth asking if two of its answers can lead to different stances, whatever the other answers are. In a reduced
//! diagram that is easy to see: it has a node at a level only where two edges lead to different functions, so the facts
//! that matter are the facts of the levels that have nodes. Two things have to be seen to first.
//!
//! - *Answers that are not possible.* If no completion is left after an answer, nobody can give it, and that it
//!   leads elsewhere is no reason to ask. So an impossible edge is bent to where the first possible one leads, and a
//!   fact with one possible answer loses its node.
//! - *A `several` is a level for each option.* Edges can be bent one by one only while any set of possible options is a
//!   possible answer. Where one forbids another, say `alone` and `with_partner` of who is in the room, the possible
//!   answers are *entangled*: each option is possible with and without, and yet not each combination.
//!
//! ```text
//!   alone ──no──> with_partner ──no/yes──> …      possible: {}, {alone}, {with_partner}
//!     └────yes──> with_partner ──no──────> …
//!                       └────────yes─────> nowhere
//! ```
//!
//! For such facts the possible answers are worked out as a function of their options, all that is outside it goes to one leaf,
//! [`NOWHERE`], and the fact matters if two ways through its levels, both possible, part.

use super::outlook::Possible;
use super::walk::Walk;
use crate::diagram::{Chart, Diagrams, Join, Leaf, Node, ONLY_FALSE, OverBudget, TRUE, Target, leaves_of};
use crate::document::Limit;
use crate::levels::{Place, Values};
use crate::model::FactId;
use std::collections::BTreeSet;

/// The leaf of answers that are not possible.
const NOWHERE: Leaf = 7;

impl Walk<'_> {
    /// The facts two of whose possible answers come to different stances under some possible answers to the others,
    /// each taken by itself. Past the budget: every fact that is met at all.
    pub(crate) fn changing(&self) -> BTreeSet<FactId> {
        let changing = Answers::new(self).and_then(|mut answers| answers.changing(&self.outlook.unbounded));
        changing.unwrap_or_else(|OverBudget| {
            let met = self.taken.open().filter(|&level| self.nodes_at(level).next().is_some());
            met.filter_map(|level| self.outlook.encoding.fact_at(level)).collect()
        })
    }
}

/// The answers that are still possible, each taken by itself.
pub(crate) struct Answers<'a> {
    walk: &'a Walk<'a>,
    diagrams: Diagrams,
    /// Each unknown `several` whose answers are not simply all sets of its possible options, with where its answer is none.
    entangled: Vec<(FactId, Node)>,
}

impl<'a> Answers<'a> {
    pub(crate) fn new(walk: &'a Walk<'a>) -> Result<Answers<'a>, OverBudget> {
        let encoding = &walk.outlook.encoding;
        let steps = walk.outlook.limits.of(Limit::StepsOfQuestions);
        let mut diagrams = encoding.diagrams(steps)?;
        let mut entangled = Vec::new();
        for fact in walk.unknown_several() {
            if let Some(place) = encoding.fact(fact)
                && let Some(answers) = walk.entangled_answers(place, &mut diagrams)?
            {
                entangled.push((fact, diagrams.map(ONLY_FALSE, answers)?));
            }
        }
        Ok(Answers { walk, diagrams, entangled })
    }

    /// The facts two of whose answers part ways in what a function comes to.
    pub(crate) fn changing(&mut self, chart: &Chart) -> Result<BTreeSet<FactId>, OverBudget> {
        let encoding = &self.walk.outlook.encoding;
        let mut function = self.walk.within_answers(chart, &mut self.diagrams)?;
        for &(_, none) in &self.entangled {
            // Where an answer to a `several` is not possible, so say all functions, and they stay comparable.
            function = self.diagrams.join(Join::Unless(NOWHERE), none, function)?;
        }
        let inner = self.diagrams.inner(function);
        let levels: BTreeSet<usize> = inner.iter().map(|&node| self.diagrams.level(node)).collect();
        let mut changing: BTreeSet<FactId> =
            levels.into_iter().filter_map(|level| encoding.fact_at(level)).collect();
        changing.retain(|fact| {
            !self.entangled.iter().any(|(entangled, _)| entangled == fact)
                || encoding.fact(*fact).is_some_and(|place| parts(&self.diagrams, function, place))
        });
        Ok(changing)
    }
}

impl Walk<'_> {
    fn unknown_several(&self) -> Vec<FactId> {
        let encoding = &self.outlook.encoding;
        let facts: BTreeSet<FactId> = self.taken.open().filter_map(|level| encoding.fact_at(level)).collect();
        let several =
            |fact: &FactId| encoding.fact(*fact).is_some_and(|place| matches!(place.values, Values::Bits(_)));
        facts.into_iter().filter(several).collect()
    }

    /// A function of every situation, where known facts are put in, and answers that leave no completion go the way of
    /// the first that does: what cannot be answered makes no difference.
    fn within_answers(&self, chart: &Chart, diagrams: &mut Diagrams) -> Result<Node, OverBudget> {
        chart.fold(&self.taken, Node::leaf, |level, edges| {
            let possible = |edge: usize| !self.stances(level, edge).is_empty();
            let first = (0..edges.len()).find(|&edge| possible(edge)).and_then(|first| edges.get(first));
            let targets = edges.iter().enumerate().map(|(edge, target)| match first {
                Some(first) if !possible(edge) => *first,
                _ => *target,
            });
            let edges: Vec<Node> = targets.collect();
            diagrams.node(level, &edges)
        })
    }

    /// The possible answers to a `several`, as a function of its options, where they are not simply all sets of its
    /// possible options.
    fn entangled_answers(&self, place: &Place, diagrams: &mut Diagrams) -> Result<Option<Node>, OverBudget> {
        let Values::Bits(options) = place.values else { return Ok(None) };
        let block = place.first..place.first + options;
        let chart = &self.outlook.stances;
        let leads_somewhere =
            |target: Target| Possible::of(leaves_of(target, &self.below)).stances().next().is_some();
        let blocked = block.clone().any(|level| {
            self.nodes_at(level).any(|edges| edges.iter().any(|&target| !leads_somewhere(target)))
        });
        if !blocked {
            return Ok(None);
        }
        // Within the block as it is; beyond it, whether anything is left.
        let mut inside: Vec<Node> = vec![Node::NOWHERE; chart.len()];
        let node_of = |target: Target, inside: &[Node]| match target {
            Target::Node(number) if chart.node(number).is_some_and(|(level, _)| block.contains(&level)) => {
                inside.get(number).copied().unwrap_or(Node::NOWHERE)
            }
            beyond => Node::leaf(if leads_somewhere(beyond) { TRUE } else { 0 }),
        };
        let mut entries: BTreeSet<Node> = BTreeSet::new();
        for number in 0..chart.len() {
            let Some((level, edges)) = chart.node(number) else { continue };
            if block.contains(&level) {
                let edges: Vec<Node> = edges.iter().map(|&target| node_of(target, &inside)).collect();
                let node = diagrams.node(level, &edges)?;
                if let Some(slot) = inside.get_mut(number) {
                    *slot = node;
                }
            }
        }
        for (level, target) in self.steps() {
            let beyond = level.is_none_or(|level| level < block.start);
            let lands = match target {
                Target::Node(number) => chart.node(number).map_or(usize::MAX, |(level, _)| level),
                Target::Leaf(_) => usize::MAX,
            };
            if beyond && lands >= block.start {
                entries.insert(node_of(target, &inside));
            }
        }
        let answers = diagrams.any(entries)?;
        Ok(Some(answers).filter(|&answers| answers != Node::EVERYWHERE))
    }
}

/// Do two possible answers to an entangled `several` part ways from anywhere?
fn parts(diagrams: &Diagrams, function: Node, place: &Place) -> bool {
    let Values::Bits(options) = place.values else { return true };
    let block = place.first..place.first + options;
    let mut entries: BTreeSet<Node> = BTreeSet::from([function]);
    for node in diagrams.inner(function) {
        if let Some((level, edges)) = diagrams.open(node)
            && level < block.start
        {
            entries.extend(edges);
        }
    }
    entries.into_iter().filter(|&entry| block.contains(&diagrams.level(entry))).any(|entry| {
        let mut exits = diagrams.exits(entry, |level| block.contains(&level));
        exits.remove(&Node::leaf(NOWHERE));
        exits.len() > 1
    })
}
