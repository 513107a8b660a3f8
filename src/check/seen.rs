//! Facts and their values as a layer sees them.

use super::known_facts::{code, each_known};
use super::scope::Scope;
use crate::document::{At, Faults, Given, GivenValue};
use crate::model::{Fact, FactId, Known, Test, ValueCode};

impl Scope<'_> {
    /// A fact with the options that the layer sees.
    pub(super) fn seen(&self, fact: FactId) -> &Fact {
        let view = self.refinements.view(fact, self.layer);
        view.map_or_else(|| self.vocabulary.fact(fact), |view| &view.fact)
    }

    /// A test of the options that the layer sees as tests of all that there are, each of which has to be passed.
    pub(super) fn of_all_options(&self, fact: FactId, test: Test) -> Vec<Test> {
        match self.refinements.view(fact, self.layer) {
            Some(view) => test.reading(&view.reads),
            None => vec![test],
        }
    }

    /// The code of a value that the layer gives of a fact.
    pub(super) fn code(
        &self,
        fact: FactId,
        given: &At<GivenValue>,
        faults: &mut Faults,
    ) -> Option<ValueCode> {
        let code = code(self.seen(fact), given, faults)?;
        match self.refinements.view(fact, self.layer) {
            Some(view) => view.whole(code),
            None => Some(code),
        }
    }

    /// What is known of a situation that the layer describes.
    pub(super) fn known_facts(&self, given: &Given, faults: &mut Faults) -> Known {
        let of_value = |fact, value: &At<GivenValue>, faults: &mut Faults| self.code(fact, value, faults);
        each_known(given, self.vocabulary, |fact| self.is_seen(fact), of_value, faults)
    }
}
