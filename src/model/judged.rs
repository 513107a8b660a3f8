//! Conditions in a form in which they are judged part by part, and what is known of facts is enough.
//!
//! Judged by its parts as it is written, a condition can be open although it is true whatever its unknown facts are: so is
//! "x, or not x" while x is unknown. That happens only where parts speak of the same facts. So here they do not: no fact
//! stands in two parts, and parts that have facts in common are a [`Joint`]. Then parts become true and false without
//! regard to one another, and an *and* is true (or false, or open) exactly where the least of its parts is.

use super::known::Known;
use super::number::{FactId, Table, TermId};
use super::test::{Region, Test};
use super::truth::Truth;

/// A condition to be judged part by part. No fact stands in two parts of it, by itself or by its terms, but in parts that
/// speak of nothing else; and no test is passed by every value of its fact, or by none.
#[derive(Clone, Debug)]
pub(crate) enum Judged {
    All(Vec<Judged>),
    Any(Vec<Judged>),
    Not(Box<Judged>),
    /// A term.
    Term(TermId),
    /// A fact, and what is asked of it.
    Fact(FactId, Test),
    /// Parts that speak of the same facts.
    Joint(Joint),
}

/// What is true where any of some regions is, and false where any of others is. Wherever the values of some facts are
/// enough to make it true, or false, a region of no other facts says so.
#[derive(Clone, Debug)]
pub(crate) struct Joint {
    pub(crate) holds: Vec<Region>,
    pub(crate) fails: Vec<Region>,
}

impl Judged {
    /// What is true everywhere.
    pub(crate) const ALWAYS: Judged = Judged::All(Vec::new());

    /// What is true nowhere.
    pub(crate) const NEVER: Judged = Judged::Any(Vec::new());

    /// Is it true everywhere, or nowhere?
    pub(crate) fn decided(&self) -> Option<bool> {
        match self {
            Judged::All(parts) if parts.is_empty() => Some(true),
            Judged::Any(parts) if parts.is_empty() => Some(false),
            _ => None,
        }
    }

    /// Its truth.
    pub(crate) fn truth(&self, known: &Known, terms: &Table<TermId, Truth>) -> Truth {
        match self {
            Judged::All(parts) => Truth::all(parts.iter().map(|part| part.truth(known, terms))),
            Judged::Any(parts) => Truth::any(parts.iter().map(|part| part.truth(known, terms))),
            Judged::Not(part) => part.truth(known, terms).not(),
            Judged::Term(term) => *terms.at(*term),
            Judged::Fact(fact, test) => test.truth(*known.at(*fact)),
            Judged::Joint(joint) => Truth::any(joint.holds.iter().map(|region| region_truth(region, known))),
        }
    }

    /// Calls for every test that it makes itself, not by its terms.
    pub(crate) fn each_test(&self, call: &mut impl FnMut(FactId, &Test)) {
        match self {
            Judged::All(parts) | Judged::Any(parts) => {
                for part in parts {
                    part.each_test(call);
                }
            }
            Judged::Not(part) => part.each_test(call),
            Judged::Term(_) => {}
            Judged::Fact(fact, test) => call(*fact, test),
            Judged::Joint(Joint { holds, fails }) => {
                holds.iter().chain(fails).flatten().for_each(|(fact, test)| call(*fact, test));
            }
        }
    }

    /// Puts other tests in the place of every one that it makes itself: tests of one fact, each of which has to be passed. Unknown,
    /// they leave open together what the one did.
    #[cfg(feature = "analysis")]
    pub(super) fn retest(&mut self, anew: &impl Fn(FactId, &Test) -> (FactId, Vec<Test>)) {
        match self {
            Judged::All(parts) | Judged::Any(parts) => parts.iter_mut().for_each(|part| part.retest(anew)),
            Judged::Not(part) => part.retest(anew),
            Judged::Term(_) => {}
            Judged::Fact(fact, test) => {
                let (fact, tests) = anew(*fact, test);
                let mut tests = tests.into_iter().map(|test| Judged::Fact(fact, test));
                *self = match (tests.next(), tests.next()) {
                    (Some(only), None) => only,
                    (first, second) => Judged::All(first.into_iter().chain(second).chain(tests).collect()),
                };
            }
            Judged::Joint(Joint { holds, fails }) => {
                for region in holds.iter_mut().chain(fails) {
                    let tests = std::mem::take(region).into_iter().flat_map(|(fact, test)| {
                        let (fact, tests) = anew(fact, &test);
                        tests.into_iter().map(move |test| (fact, test))
                    });
                    *region = tests.collect();
                }
            }
        }
    }
}

/// The truth of what is so where every test of a region is passed.
pub(super) fn region_truth(region: &Region, known: &Known) -> Truth {
    Truth::all(region.iter().map(|(fact, test)| test.truth(*known.at(*fact))))
}
