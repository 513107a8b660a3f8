//! An answer where the rest is presumed: what was presumed gives way to it, and is presumed anew.

use super::asked::Given;
use super::compiled::Compiled;
use super::fill_presumed::presume;
use super::standing::ByLayer;
use crate::exact::Outlook;
use crate::model::{FactId, Known, Truth, Unless, ValueCode};
use crate::words::Stance;

/// A situation in which the rest is presumed, to be asked what an answer would leave.
pub(crate) struct Anew<'a> {
    compiled: &'a Compiled,
    outlook: &'a Outlook,
    given: &'a Given,
    known: &'a Known,
    /// What would speak against what was presumed, and could come to be true once more is known. What is true or false by now
    /// stays so.
    doubtful: Vec<&'a Unless>,
}

impl<'a> Anew<'a> {
    /// `None` where the library's budget does not allow to hold every situation: each answer would then have to be worked out
    /// for itself.
    pub(crate) fn of(compiled: &'a Compiled, given: &'a Given, known: &'a Known) -> Option<Anew<'a>> {
        let outlook = compiled.outlook()?;
        let mut by_layer = ByLayer::of(&compiled.model, known);
        let presumed = compiled.model.presumptions.numbered();
        let presumed =
            presumed.filter(|(fact, _)| known.at(*fact).is_some() && given.known.at(*fact).is_none());
        let unless = presumed.flat_map(|(_, presumption)| presumption).flat_map(|taken| &taken.unless);
        let is_open = |unless: &&Unless| by_layer.truth(unless.layer, &unless.when) == Truth::Unknown;
        let doubtful = unless.filter(is_open).collect();
        Some(Anew { compiled, outlook, given, known, doubtful })
    }

    /// The stances that are possible where a fact is given; `as_it_is` are those of all that is known by now and the answer.
    pub(super) fn stances(&self, fact: FactId, code: ValueCode, as_it_is: Vec<Stance>) -> Vec<Stance> {
        if !as_it_is.is_empty() && self.stays(fact, code) {
            return as_it_is;
        }
        let known = self.known_with(fact, code);
        known.map(|known| self.outlook.possible(&known).stances().collect()).unwrap_or_default()
    }

    /// What is known where a fact is given, and the rest is presumed; `None` where that cannot be.
    pub(crate) fn known_with(&self, fact: FactId, code: ValueCode) -> Option<Known> {
        let mut given = self.given.clone();
        given.known.set(fact, Some(code));
        given.struck.retain(|struck| *struck != fact);
        let can_be = !self.outlook.possible(&given.known).is_none();
        can_be.then(|| presume(self.compiled, &given.known, &given.struck))
    }

    /// Does all that was presumed stay as it is where an unknown fact is given, if a completion is left? Whatever speaks against
    /// a presumption, or leaves it no completion, does so all the more once more is known.
    fn stays(&self, fact: FactId, code: ValueCode) -> bool {
        if self.known.at(fact).is_some() {
            return false;
        }
        if self.doubtful.is_empty() {
            return true;
        }
        let mut with = self.known.clone();
        with.set(fact, Some(code));
        let mut by_layer = ByLayer::of(&self.compiled.model, &with);
        self.doubtful.iter().all(|unless| by_layer.truth(unless.layer, &unless.when) != Truth::True)
    }
}
