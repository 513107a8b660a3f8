//! Which facts the truth of a condition rests on.
//!
//! Of a condition that is true or false these are a smallest set of known facts with which alone it is so; of one that is
//! open, the unknown facts that can still decide it. Both depend on what the condition comes to and not on how it is
//! written. As it is judged, parts have no fact in common, so that the smallest set of an *and* is made of the smallest
//! sets of its parts, and that of an *or* is the smallest of them; and any open part can still be decided either way,
//! whatever becomes of the others. Parts that do have facts in common are a joint, whose regions hold every smallest set.

use super::condition::{Condition, World};
use super::judged::{Joint, Judged, region_truth};
use super::known::Known;
use super::number::FactId;
use super::test::Region;
use super::truth::Truth;
use std::collections::BTreeSet;

impl Condition {
    /// The facts that its truth rests on, which is known, in order.
    pub(crate) fn grounds(&self, truth: Truth, world: World<'_>) -> Vec<FactId> {
        let mut facts = Vec::with_capacity(8);
        match truth {
            Truth::Unknown => facts = world.open(&self.judged),
            truth => world.write_enough(&self.judged, truth == Truth::True, &mut facts),
        }
        facts.sort_unstable();
        facts.dedup();
        facts
    }
}

impl World<'_> {
    /// Adds a smallest set of known facts with which alone a condition holds (or fails), as it does. Of sets of the same
    /// size, the one that comes first in the order of facts.
    fn write_enough(self, judged: &Judged, holds: bool, facts: &mut Vec<FactId>) {
        match judged {
            Judged::All(parts) if holds => self.write_enough_of_each(parts, holds, facts),
            Judged::Any(parts) if !holds => self.write_enough_of_each(parts, holds, facts),
            Judged::All(parts) | Judged::Any(parts) => self.write_enough_of_one(parts, holds, facts),
            Judged::Not(part) => self.write_enough(part, !holds, facts),
            Judged::Term(term) => self.write_enough(&self.terms.at(*term).judged, holds, facts),
            Judged::Fact(fact, _) => facts.push(*fact),
            Judged::Joint(joint) => {
                let regions = if holds { &joint.holds } else { &joint.fails };
                let met = regions.iter().filter(|region| region_truth(region, self.known) == Truth::True);
                facts
                    .extend(first_smallest(met.map(|region| region.iter().map(|(fact, _)| *fact).collect())));
            }
        }
    }

    /// Of parts that all hold, or all fail.
    fn write_enough_of_each(self, parts: &[Judged], hold: bool, facts: &mut Vec<FactId>) {
        for part in parts {
            self.write_enough(part, hold, facts);
        }
    }

    /// Of parts one of which holds, or fails. Mostly no other does.
    fn write_enough_of_one(self, parts: &[Judged], hold: bool, facts: &mut Vec<FactId>) {
        let outcome = Truth::from(hold);
        let mut so = parts.iter().filter(|part| part.truth(self.known, self.truths) == outcome);
        let Some(first) = so.next() else { return };
        let others: Vec<&Judged> = so.collect();
        if others.is_empty() {
            return self.write_enough(first, hold, facts);
        }
        let sets = std::iter::once(first).chain(others).map(|part| {
            let mut facts = Vec::new();
            self.write_enough(part, hold, &mut facts);
            facts
        });
        facts.extend(first_smallest(sets));
    }

    /// The unknown facts that can still decide a condition that is open.
    fn open(self, judged: &Judged) -> Vec<FactId> {
        match judged {
            Judged::Not(part) => self.open(part),
            Judged::All(parts) | Judged::Any(parts) => {
                let open = parts.iter().filter(|part| part.truth(self.known, self.truths) == Truth::Unknown);
                open.flat_map(|part| self.open(part)).collect()
            }
            Judged::Term(term) => self.open(&self.terms.at(*term).judged),
            Judged::Fact(fact, _) => vec![*fact],
            Judged::Joint(joint) => deciding(joint, self.known),
        }
    }
}

/// The first of the smallest of some sets of facts, each in order from then on.
fn first_smallest(sets: impl Iterator<Item = Vec<FactId>>) -> Vec<FactId> {
    let in_order = sets.map(|mut facts| {
        facts.sort_unstable();
        facts.dedup();
        facts
    });
    in_order.min_by(|one, other| (one.len(), one).cmp(&(other.len(), other))).unwrap_or_default()
}

/// The unknown facts of a joint that can still decide it: one can where a region that holds and a region that fails, both
/// still possible, differ in it alone. Then some situation of the first and some of the second differ in nothing else.
fn deciding(joint: &Joint, known: &Known) -> Vec<FactId> {
    let possible = |region: &&Region| region_truth(region, known) != Truth::False;
    let fails: Vec<&Region> = joint.fails.iter().filter(possible).collect();
    let holds = joint.holds.iter().filter(possible);
    let pairs = holds.flat_map(|holds| fails.iter().map(move |fails| (holds, *fails)));
    let deciding: BTreeSet<FactId> =
        pairs.filter_map(|(holds, fails)| only_difference(holds, fails)).collect();
    deciding.into_iter().collect()
}

/// The fact in which two regions have no value in common, where it is the only one.
fn only_difference(one: &Region, other: &Region) -> Option<FactId> {
    let of_other = |fact: FactId| other.iter().find(|(also, _)| *also == fact).map(|(_, test)| test);
    let mut apart = one
        .iter()
        .filter(|(fact, test)| of_other(*fact).is_some_and(|other| !test.meets(other)))
        .map(|(fact, _)| *fact);
    apart.next().filter(|_| apart.next().is_none())
}
