//! Checked conditions: what they test, whether they are true, and which facts that rests on.

use super::known::{Known, ValueCode};
use super::number::{FactId, Foreign, Number, Table, TermId};
use super::truth::Truth;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// A condition in which every name has been resolved.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    None(Vec<Condition>),
    /// A term.
    Term(TermId),
    /// A fact, and what is asked of it.
    Fact(FactId, Test),
}

/// What is asked of one fact: the values that pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    /// A flag, choice or scale whose code is among these bits.
    OneOf(u64),
    /// A count in one of these ranges, which are in order and apart.
    Within(Vec<RangeInclusive<u32>>),
    /// A `several` with any of the first (if any are named), all of the second and none of the third.
    Includes { any: Option<u64>, all: u64, none: u64 },
}

/// Facts in order, each with a test: all situations in which every one passes.
pub(crate) type Region = Vec<(FactId, Test)>;

/// What conditions are judged by: the facts that are known, and the terms with their truth.
#[derive(Clone, Copy)]
pub(crate) struct World<'a> {
    pub(crate) known: &'a Known,
    pub(crate) terms: &'a Table<TermId, Condition>,
    pub(crate) truths: &'a Table<TermId, Truth>,
}

impl Test {
    /// Does any value pass?
    pub(crate) fn can_pass(&self) -> bool {
        match self {
            Test::OneOf(bits) => *bits != 0,
            Test::Within(ranges) => !ranges.is_empty(),
            Test::Includes { any, all, none } => all & none == 0 && any.is_none_or(|any| any & !none != 0),
        }
    }

    /// Does a value pass?
    pub(crate) fn passes(&self, code: ValueCode) -> bool {
        match self {
            Test::OneOf(bits) => {
                bits.checked_shr(u32::try_from(code).unwrap_or(u32::MAX)).unwrap_or(0) & 1 == 1
            }
            Test::Within(ranges) => {
                u32::try_from(code).is_ok_and(|count| ranges.iter().any(|range| range.contains(&count)))
            }
            Test::Includes { any, all, none } => {
                any.is_none_or(|any| any & code != 0) && all & code == *all && none & code == 0
            }
        }
    }
}

impl Condition {
    /// Its truth.
    pub(crate) fn truth(&self, known: &Known, terms: &Table<TermId, Truth>) -> Truth {
        match self {
            Condition::All(parts) => Truth::all(parts.iter().map(|part| part.truth(known, terms))),
            Condition::Any(parts) => Truth::any(parts.iter().map(|part| part.truth(known, terms))),
            Condition::None(parts) => Truth::any(parts.iter().map(|part| part.truth(known, terms))).not(),
            Condition::Term(term) => *terms.at(*term),
            Condition::Fact(fact, test) => match *known.at(*fact) {
                Some(code) => Truth::from(test.passes(code)),
                None => Truth::Unknown,
            },
        }
    }

    /// The facts that its truth rests on, which is known, in order: what made it true, made it false, or keeps it unknown.
    pub(crate) fn grounds(&self, truth: Truth, world: World<'_>) -> Vec<FactId> {
        let mut facts = Vec::with_capacity(4);
        self.write_grounds(truth, world, &mut facts);
        facts
    }

    /// As [`Condition::grounds`], in place of what a list held.
    pub(crate) fn write_grounds(&self, truth: Truth, world: World<'_>, facts: &mut Vec<FactId>) {
        facts.clear();
        Grounds { world, facts, terms: BTreeSet::new() }.visit(self, truth);
        facts.sort_unstable();
        facts.dedup();
    }

    /// The facts that it tests and the terms that it names, by itself or by its terms.
    pub(crate) fn closure(&self, terms: &Table<TermId, Condition>) -> (BTreeSet<FactId>, BTreeSet<TermId>) {
        let (mut facts, mut seen) = (BTreeSet::new(), BTreeSet::new());
        let mut to_visit = vec![self];
        while let Some(condition) = to_visit.pop() {
            condition.each_test(&mut |fact, _| facts.extend([fact]));
            condition.each_term(&mut |term| {
                if seen.insert(term) {
                    to_visit.push(terms.at(term));
                }
            });
        }
        (facts, seen)
    }

    /// Does it test a fact, by itself or by its terms?
    pub(crate) fn rests_on(&self, fact: FactId, terms: &Table<TermId, Condition>) -> bool {
        self.closure(terms).0.contains(&fact)
    }

    /// Calls for every test that it makes itself, not by its terms.
    pub(crate) fn each_test(&self, call: &mut impl FnMut(FactId, &Test)) {
        match self {
            Condition::All(parts) | Condition::Any(parts) | Condition::None(parts) => {
                for part in parts {
                    part.each_test(call);
                }
            }
            Condition::Term(_) => {}
            Condition::Fact(fact, test) => call(*fact, test),
        }
    }

    /// Calls for every term that it names.
    pub(crate) fn each_term(&self, call: &mut impl FnMut(TermId)) {
        match self {
            Condition::All(parts) | Condition::Any(parts) | Condition::None(parts) => {
                for part in parts {
                    part.each_term(call);
                }
            }
            Condition::Term(term) => call(*term),
            Condition::Fact(..) => {}
        }
    }
}

/// A test of what nothing is known of: neither true nor false in any situation.
impl Foreign for Condition {
    fn foreign() -> &'static Condition {
        const { &Condition::Fact(FactId::NONE, Test::OneOf(0)) }
    }
}

impl World<'_> {
    fn truth(&self, condition: &Condition) -> Truth {
        condition.truth(self.known, self.truths)
    }
}

/// Walks through those parts of a condition that its truth rests on.
struct Grounds<'a> {
    world: World<'a>,
    facts: &'a mut Vec<FactId>,
    /// Terms that have been walked through: a term adds the same facts each time.
    terms: BTreeSet<TermId>,
}

impl Grounds<'_> {
    /// Walks through a condition whose truth is known.
    fn visit(&mut self, condition: &Condition, truth: Truth) {
        match condition {
            // Whatever the truth of the whole: it rests on the parts that share it, which may be known to be all.
            Condition::All(parts) => self.visit_those(parts, truth, truth == Truth::True),
            Condition::Any(parts) => self.visit_those(parts, truth, truth == Truth::False),
            Condition::None(parts) => self.visit_those(parts, truth.not(), truth == Truth::True),
            Condition::Term(term) => {
                if self.terms.insert(*term) {
                    self.visit(self.world.terms.at(*term), truth);
                }
            }
            Condition::Fact(fact, _) => self.facts.push(*fact),
        }
    }

    fn visit_those(&mut self, parts: &[Condition], truth: Truth, all_share_it: bool) {
        for part in parts {
            if all_share_it || self.world.truth(part) == truth {
                self.visit(part, truth);
            }
        }
    }
}
