//! Checked conditions: what they say, and what they test.

use super::judged::Judged;
use super::known::Known;
use super::number::{FactId, Foreign, Number, Table, TermId};
use super::test::Test;
use super::truth::Truth;
use std::collections::BTreeSet;

/// A condition in which every name has been resolved.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    /// As its author wrote it: what people read.
    pub(crate) written: Written,
    /// What it comes to, in a form that can be judged part by part.
    pub(crate) judged: Judged,
}

/// A condition as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    All(Vec<Written>),
    Any(Vec<Written>),
    None(Vec<Written>),
    /// A term.
    Term(TermId),
    /// A fact, and what is asked of it.
    Fact(FactId, Test),
}

/// What conditions are judged by: the facts that are known, and the terms with their truth.
#[derive(Clone, Copy)]
pub(crate) struct World<'a> {
    pub(crate) known: &'a Known,
    pub(crate) terms: &'a Table<TermId, Condition>,
    pub(crate) truths: &'a Table<TermId, Truth>,
}

impl Condition {
    /// Its truth.
    pub(crate) fn truth(&self, known: &Known, terms: &Table<TermId, Truth>) -> Truth {
        self.judged.truth(known, terms)
    }

    /// The facts that it tests and the terms that it names, by itself or by its terms.
    pub(crate) fn closure(&self, terms: &Table<TermId, Condition>) -> (BTreeSet<FactId>, BTreeSet<TermId>) {
        let (mut facts, mut seen) = (BTreeSet::new(), BTreeSet::new());
        let mut to_visit = vec![&self.written];
        while let Some(written) = to_visit.pop() {
            written.each_test(&mut |fact, _| facts.extend([fact]));
            written.each_term(&mut |term| {
                if seen.insert(term) {
                    to_visit.push(&terms.at(term).written);
                }
            });
        }
        (facts, seen)
    }

    /// Does it test a fact, by itself or by its terms?
    pub(crate) fn rests_on(&self, fact: FactId, terms: &Table<TermId, Condition>) -> bool {
        self.closure(terms).0.contains(&fact)
    }

    /// Calls for every test that it makes itself, not by its terms: as it is written, and as it is judged.
    pub(crate) fn each_test(&self, call: &mut impl FnMut(FactId, &Test)) {
        self.written.each_test(call);
        self.judged.each_test(call);
    }

    /// Puts other tests in the place of every one that it makes itself: tests of one fact, each of which has to be passed.
    #[cfg(feature = "analysis")]
    pub(crate) fn retest(&mut self, anew: &impl Fn(FactId, &Test) -> (FactId, Vec<Test>)) {
        self.written.retest(anew);
        self.judged.retest(anew);
    }
}

impl Written {
    /// Tests of one fact, each of which has to be passed.
    pub(crate) fn tests(fact: FactId, tests: Vec<Test>) -> Written {
        match <[Test; 1]>::try_from(tests) {
            Ok([only]) => Written::Fact(fact, only),
            Err(tests) => Written::All(tests.into_iter().map(|test| Written::Fact(fact, test)).collect()),
        }
    }

    /// Calls for every test that it makes itself, not by its terms.
    pub(crate) fn each_test(&self, call: &mut impl FnMut(FactId, &Test)) {
        match self {
            Written::All(parts) | Written::Any(parts) | Written::None(parts) => {
                for part in parts {
                    part.each_test(call);
                }
            }
            Written::Term(_) => {}
            Written::Fact(fact, test) => call(*fact, test),
        }
    }

    #[cfg(feature = "analysis")]
    fn retest(&mut self, anew: &impl Fn(FactId, &Test) -> (FactId, Vec<Test>)) {
        match self {
            Written::All(parts) | Written::Any(parts) | Written::None(parts) => {
                for part in parts {
                    part.retest(anew);
                }
            }
            Written::Term(_) => {}
            Written::Fact(fact, test) => {
                let (fact, tests) = anew(*fact, test);
                *self = Written::tests(fact, tests);
            }
        }
    }

    /// Calls for every term that it names.
    pub(crate) fn each_term(&self, call: &mut impl FnMut(TermId)) {
        match self {
            Written::All(parts) | Written::Any(parts) | Written::None(parts) => {
                for part in parts {
                    part.each_term(call);
                }
            }
            Written::Term(term) => call(*term),
            Written::Fact(..) => {}
        }
    }
}

/// A test of what nothing is known of: neither true nor false in any situation.
impl Foreign for Condition {
    fn foreign() -> &'static Condition {
        const NOTHING: (FactId, Test) = (FactId::NONE, Test::OneOf(0));
        const {
            &Condition {
                written: Written::Fact(NOTHING.0, NOTHING.1),
                judged: Judged::Fact(NOTHING.0, NOTHING.1),
            }
        }
    }
}
