//! Facts laid out as levels, in an order: which edges a situation takes, and what a test of a fact is a function to.

use super::place::{Over, Place, Values};
use crate::diagram::{Diagrams, Leaf, Node, OverBudget, TRUE, Taken};
use crate::model::{Condition, Fact, FactId, Known, Model, Table, Test, ValueCode, cuts};
use std::collections::BTreeSet;

/// The leaf of what is unknown.
pub(crate) const UNKNOWN: Leaf = 1;

/// Facts as levels.
#[derive(Clone, Debug)]
pub(crate) struct Encoding {
    over: Over,
    /// Facts that are put in first.
    known: Known,
    /// By fact; `None` where no condition tests it, or it is put in first.
    places: Table<FactId, Option<Place>>,
    /// The number of edges of each level.
    arities: Vec<usize>,
    /// The fact of each level.
    facts: Vec<FactId>,
}

impl Encoding {
    /// Lays out the facts in an order. Facts that no condition tests have no place, nor have those that are known: their
    /// tests are decided.
    pub(crate) fn new(model: &Model, order: &[FactId], known: &Known, over: Over) -> Encoding {
        Encoding::of(model.vocabulary.facts(), model.conditions(), order, known, over)
    }

    /// As [`Encoding::new`], of any facts and the conditions that test them.
    pub(crate) fn of<'a>(
        facts: &Table<FactId, Fact>,
        conditions: impl Iterator<Item = &'a Condition>,
        order: &[FactId],
        known: &Known,
        over: Over,
    ) -> Encoding {
        let cuts = cuts(facts, conditions);
        let mut encoding = Encoding {
            over,
            known: known.clone(),
            places: Table::alike(facts, None),
            arities: Vec::new(),
            facts: Vec::new(),
        };
        for &index in order {
            if let (Some(cuts), None) = (cuts.at(index), known.at(index)) {
                encoding.place(index, facts.at(index), cuts);
            }
        }
        encoding
    }

    fn place(&mut self, index: FactId, fact: &Fact, cuts: &BTreeSet<u32>) {
        let first = self.arities.len();
        let unknown = usize::from(self.over == Over::Partial);
        let values = Values::of(fact, || cuts.iter().copied().collect());
        match &values {
            Values::Codes(codes) => self.arities.push(codes + unknown),
            Values::Classes(classes) => self.arities.push(classes.len() + unknown),
            Values::Bits(options) => self.arities.extend(vec![2; options + unknown]),
        }
        self.facts.resize(self.arities.len(), index);
        self.places.set(index, Some(Place { first, values }));
    }

    /// Which situations functions over these levels speak of.
    pub(crate) fn over(&self) -> Over {
        self.over
    }

    pub(crate) fn arities(&self) -> &[usize] {
        &self.arities
    }

    /// Diagrams over these levels, of which none is made yet, with a budget of steps.
    pub(crate) fn diagrams(&self, steps: usize) -> Result<Diagrams, OverBudget> {
        Diagrams::new(self.arities.clone(), steps)
    }

    /// Where facts stand that a condition tests.
    pub(crate) fn placed(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().flatten()
    }

    /// Where a fact stands, if any condition tests it.
    pub(crate) fn fact(&self, fact: FactId) -> Option<&Place> {
        self.places.at(fact).as_ref()
    }

    /// The fact of a level.
    pub(crate) fn fact_at(&self, level: usize) -> Option<FactId> {
        self.facts.get(level).copied()
    }

    /// Where the fact of a level stands.
    pub(crate) fn place_at(&self, level: usize) -> Option<&Place> {
        self.fact(self.fact_at(level)?)
    }

    /// The edge that a situation takes at each level; `None` where its fact is unknown.
    pub(crate) fn edges(&self, known: &Known) -> Taken {
        let mut taken = Taken::none(self.arities.len());
        for (place, code) in self.places.iter().zip(known) {
            if let (Some(place), Some(code)) = (place, code) {
                for (level, edge) in place.edges(*code, self.over) {
                    taken.take(level, edge);
                }
            }
        }
        taken
    }

    /// Where a fact is unknown: the leaf of truth there, zero elsewhere. `None` where that is decided.
    pub(crate) fn unknown(&self, fact: FactId, diagrams: &mut Diagrams) -> Result<Option<Node>, OverBudget> {
        let Some(place) = self.fact(fact).filter(|_| self.over == Over::Partial) else { return Ok(None) };
        let last = diagrams.arity(place.first).checked_sub(1).ok_or(OverBudget)?;
        diagrams.where_taken(place.first, last, Node::EVERYWHERE).map(Some)
    }

    /// A test of a fact as a function to its truth.
    pub(crate) fn test(
        &self,
        fact: FactId,
        test: &Test,
        diagrams: &mut Diagrams,
    ) -> Result<Node, OverBudget> {
        let truth = |passes: bool| Node::leaf(if passes { TRUE } else { 0 });
        if let Some(code) = *self.known.at(fact) {
            return Ok(truth(test.passes(code)));
        }
        let Some(place) = self.fact(fact) else { return Ok(Node::leaf(UNKNOWN)) };
        let unknown = (self.over == Over::Partial).then(|| Node::leaf(UNKNOWN));
        let codes: Vec<ValueCode> = match &place.values {
            Values::Codes(codes) => (0..*codes).filter_map(|code| ValueCode::try_from(code).ok()).collect(),
            Values::Classes(classes) => classes.iter().map(|&least| ValueCode::from(least)).collect(),
            Values::Bits(options) => return self.bits(place.first, *options, test, diagrams),
        };
        let edges: Vec<Node> =
            codes.into_iter().map(|code| truth(test.passes(code))).chain(unknown).collect();
        diagrams.node(place.first, &edges)
    }

    /// A test of a `several`: any, all and none of some bits.
    fn bits(
        &self,
        first: usize,
        options: usize,
        test: &Test,
        diagrams: &mut Diagrams,
    ) -> Result<Node, OverBudget> {
        let Test::Includes { any, all, none } = test else { return Ok(Node::leaf(UNKNOWN)) };
        let from = first + usize::from(self.over == Over::Partial);
        let (yes, no) = (Node::EVERYWHERE, Node::NOWHERE);
        let mut passes = yes;
        let mut found = if any.is_some() { no } else { yes };
        for option in 0..options {
            let level = from + option;
            if all >> option & 1 == 1 {
                let with = diagrams.node(level, &[no, yes])?;
                passes = diagrams.both(passes, with)?;
            }
            if none >> option & 1 == 1 {
                let without = diagrams.node(level, &[yes, no])?;
                passes = diagrams.both(passes, without)?;
            }
            if any.is_some_and(|any| any >> option & 1 == 1) {
                let with = diagrams.node(level, &[no, yes])?;
                found = diagrams.either(found, with)?;
            }
        }
        let both = diagrams.both(passes, found)?;
        match self.over {
            Over::Complete => Ok(both),
            Over::Partial => diagrams.node(first, &[both, Node::leaf(UNKNOWN)]),
        }
    }
}
