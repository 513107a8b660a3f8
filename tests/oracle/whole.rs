//! Everything that can be, so that what is possible in a situation can be looked up.

use super::advice::{raised, verdict};
use super::completions::Completions;
use super::json::id;
use super::rule_set::RuleSet;
use super::standing::{STANCES, counting, judge, strictness};
use super::truth::View;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A rule set with all its complete situations.
pub struct Whole<'a> {
    pub set: &'a RuleSet<'a>,
    pub complete: Completions<'a>,
}

impl<'a> Whole<'a> {
    pub fn of(set: &'a RuleSet<'a>) -> Self {
        Self { set, complete: Completions::of(set, &Map::new()) }
    }

    /// The verdicts of the completions of a situation.
    pub fn possible(&self, known: &Map<String, Value>) -> BTreeSet<usize> {
        let places: Vec<Option<usize>> = self.places(known).collect();
        let agrees = |known: &Option<usize>, place: &usize| known.is_none_or(|known| known == *place);
        let completing = self
            .complete
            .completions()
            .filter(|each| places.iter().zip(&each.places).all(|(known, place)| agrees(known, place)));
        completing.map(|each| each.verdict).collect()
    }

    /// The stance and the possible ones, by strictness; none without a completion.
    pub fn stance(&self, known: &Map<String, Value>) -> Option<(usize, BTreeSet<usize>)> {
        let possible = self.possible(known);
        let view = View::from_the_top(self.set, known);
        let within = strictness(verdict(view, &counting(&judge(view))));
        let within = within.clamp(*possible.first()?, *possible.last()?);
        Some((strictness(raised(view, STANCES[within])), possible))
    }

    /// The place of each fact's value among all its values, where it is known.
    pub fn places(&self, known: &Map<String, Value>) -> impl Iterator<Item = Option<usize>> {
        self.complete.unknown.iter().map(|each| {
            let value = known.get(id(each.fact))?;
            // Beyond the last number that is tested, all are alike.
            let place = each.values.iter().position(|own| own == value);
            Some(place.unwrap_or(each.values.len() - 1))
        })
    }
}
