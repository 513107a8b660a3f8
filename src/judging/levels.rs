//! How facts become levels of a diagram, and values edges.
//!
//! A flag, choice, scale or count is one level; a count has an edge for each range of values within which no condition changes. A
//! `several` is a level for each option. In the encoding of partial situations each fact can also be unknown: that is one
//! more edge, and for a `several` one more level, before its options.

use crate::diagram::{Diagrams, Leaf, Node, OverBudget, TRUE, Taken};
use crate::document::Kind;
use crate::model::{Condition, Fact, FactId, Known, Model, Table, Test, ValueCode, class_of, cuts};
use std::collections::BTreeSet;

/// Which situations functions speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// Those in which every fact is known.
    Complete,
    /// All.
    Partial,
}

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

/// Where a fact stands.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// Its first level.
    pub(crate) first: usize,
    pub(crate) values: Values,
}

/// What the edges of a fact's levels mean.
#[derive(Clone, Debug)]
pub(crate) enum Values {
    /// One level with an edge for each code, counted from zero.
    Codes(usize),
    /// One level with an edge for each class of counts, named by its least value.
    Classes(Vec<u32>),
    /// A level for each option: without it, with it.
    Bits(usize),
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

    pub(crate) fn arities(&self) -> &[usize] {
        &self.arities
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

    /// The edge that a situation takes at each level; `None` where its fact is unknown.
    pub(crate) fn edges(&self, known: &Known) -> Taken {
        let mut taken = Taken::none(self.arities.len());
        for (place, code) in self.places.iter().zip(known) {
            if let (Some(place), Some(code)) = (place, code) {
                for (level, edge) in place.edges(*code) {
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

impl Values {
    /// Those of a fact; of a count, which begin a class.
    fn of(fact: &Fact, classes: impl FnOnce() -> Vec<u32>) -> Values {
        match fact.kind {
            Kind::Flag => Values::Codes(2),
            Kind::Choice | Kind::Scale => Values::Codes(fact.options.len()),
            Kind::Count => Values::Classes(classes()),
            Kind::Several => Values::Bits(fact.options.len()),
        }
    }
}

impl Place {
    /// Where a fact that no condition tests would stand: all counts are alike.
    pub(crate) fn untested(fact: &Fact) -> Place {
        Place {
            first: 0,
            values: Values::of(fact, || vec![fact.range.as_ref().map_or(0, |range| range.min)]),
        }
    }

    /// In the encoding of complete situations: is a level one of this fact's?
    pub(crate) fn covers(&self, level: usize) -> bool {
        let levels = match self.values {
            Values::Bits(options) => options,
            Values::Codes(_) | Values::Classes(_) => 1,
        };
        (self.first..self.first + levels).contains(&level)
    }

    /// Is an edge of its level a value, or a class of them? (Of a `several` it is an option alone.)
    pub(crate) fn has_one_level(&self) -> bool {
        !matches!(self.values, Values::Bits(_))
    }

    /// Values of its fact beside one: all that conditions tell apart, and of a `several` those with one option more or less.
    pub(crate) fn values_beside(&self, code: ValueCode) -> Vec<ValueCode> {
        match &self.values {
            Values::Codes(codes) => {
                let codes = 0..ValueCode::try_from(*codes).unwrap_or_default();
                codes.filter(|other| *other != code).collect()
            }
            Values::Classes(classes) => {
                let own = class_of(classes, code);
                let others = classes.iter().enumerate().filter(|(class, _)| *class != own);
                others.map(|(_, &least)| ValueCode::from(least)).collect()
            }
            Values::Bits(options) => (0..*options).map(|option| code ^ 1 << option).collect(),
        }
    }

    /// In the encoding of partial situations: the edge at the first level that says that the fact is not known.
    pub(crate) fn unknown_edge(&self) -> usize {
        match &self.values {
            Values::Codes(codes) => *codes,
            Values::Classes(classes) => classes.len(),
            Values::Bits(_) => 1,
        }
    }

    /// In the encoding of partial situations: the levels that tell its value.
    pub(crate) fn levels(&self) -> std::ops::Range<usize> {
        match &self.values {
            Values::Codes(_) | Values::Classes(_) => self.first..self.first + 1,
            Values::Bits(options) => self.first..self.first + 1 + options,
        }
    }

    /// In the encoding of partial situations: does an edge say that the fact is known?
    pub(crate) fn tells(&self, level: usize, edge: usize) -> bool {
        match &self.values {
            Values::Codes(codes) => edge < *codes,
            Values::Classes(classes) => edge < classes.len(),
            Values::Bits(_) => level == self.first && edge == 0,
        }
    }

    /// Writes the edges that a value takes, or that its being unknown does, in the encoding of partial situations. Of an
    /// unknown `several` no option is asked.
    pub(crate) fn write_edges(&self, code: Option<ValueCode>, edges: &mut [usize]) {
        let mut set =
            |level: usize, edge: usize| edges.get_mut(level).into_iter().for_each(|slot| *slot = edge);
        match (&self.values, code) {
            (Values::Codes(codes), None) => set(self.first, *codes),
            (Values::Codes(codes), Some(code)) => set(self.first, usize::try_from(code).unwrap_or(*codes)),
            (Values::Classes(classes), None) => set(self.first, classes.len()),
            (Values::Classes(classes), Some(code)) => set(self.first, class_of(classes, code)),
            (Values::Bits(_), None) => set(self.first, 1),
            (Values::Bits(options), Some(code)) => {
                set(self.first, 0);
                (0..*options)
                    .for_each(|option| set(self.first + 1 + option, usize::from(code >> option & 1 == 1)));
            }
        }
    }

    /// The edges that a value takes, level by level, in the encoding of complete situations.
    pub(crate) fn edges(&self, code: ValueCode) -> Vec<(usize, usize)> {
        match &self.values {
            Values::Codes(_) => usize::try_from(code).map(|edge| (self.first, edge)).into_iter().collect(),
            Values::Classes(classes) => vec![(self.first, class_of(classes, code))],
            Values::Bits(options) => (0..*options)
                .map(|option| (self.first + option, usize::from(code >> option & 1 == 1)))
                .collect(),
        }
    }
}
