//! Where facts are worth asking.

use super::condition::Condition;
use super::known::Known;
use super::number::{FactId, Table, TermId};
use super::truth::Truth;

/// Where a fact is asked, and where before all else.
#[derive(Clone, Debug)]
pub(crate) struct Asking {
    pub(crate) fact: FactId,
    /// Where that is false, it is not asked.
    pub(crate) when: Option<Condition>,
    /// Where that is true, it is asked before all else, whatever depends on it.
    pub(crate) first_when: Option<Condition>,
}

impl Asking {
    /// Does what is known make it senseless to ask?
    pub(crate) fn is_senseless(&self, known: &Known, terms: &Table<TermId, Truth>) -> bool {
        self.when.as_ref().is_some_and(|when| when.truth(known, terms) == Truth::False)
    }

    /// Is it asked before all else? Unknown where that can still come to be so.
    pub(crate) fn is_first(&self, known: &Known, terms: &Table<TermId, Truth>) -> Truth {
        match &self.first_when {
            Some(first_when) if !self.is_senseless(known, terms) => first_when.truth(known, terms),
            _ => Truth::False,
        }
    }
}
