//! Conflicts in situations that are known in part.

use super::every::choices;
use super::{Every, offers};
use crate::oracle::advice::{Conflict, outcome, raised, verdict};
use crate::oracle::json::{id, list};
use crate::oracle::standing::{STANCES, counting, judge, strictness};
use crate::oracle::truth::View;
use serde_json::Value;
use std::collections::BTreeSet;

impl Every<'_> {
    /// How many complete and partial situations there are.
    pub fn number_with_partial(&self) -> usize {
        self.values.iter().map(|values| values.len() + 1).product()
    }

    /// What may be in conflict as far as the rules alone say: an action offered both ways, or two that contradict each other.
    pub fn conceivable_conflicts(&self) -> Vec<Vec<String>> {
        let offers: BTreeSet<(&str, bool)> = self
            .rules
            .iter()
            .flat_map(|rule| offers(self.set, rule))
            .map(|(action, modality)| (action, modality.ends_with("not")))
            .collect();
        let is_offered = |action: &str, is_prohibited| offers.contains(&(action, is_prohibited));
        let actions = self.set.all("actions").map(id);
        let both_ways = actions.filter(|action| is_offered(action, false) && is_offered(action, true));
        let mut conflicts: BTreeSet<Vec<String>> = both_ways.map(|action| vec![action.to_owned()]).collect();
        for action in self.set.all("actions").filter(|action| is_offered(id(action), false)) {
            for other in list(action, "contradicts").iter().filter_map(Value::as_str) {
                if is_offered(other, false) {
                    let mut pair = vec![id(action).to_owned(), other.to_owned()];
                    pair.sort();
                    conflicts.insert(pair);
                }
            }
        }
        conflicts.into_iter().collect()
    }

    /// Those of some conflicts that there are in situations known in part.
    pub fn conflicts_in_part(&self, wanted: &[Vec<String>]) -> Vec<Vec<String>> {
        let sizes: Vec<usize> = self.values.iter().map(|values| values.len() + 1).collect();
        let mut found: BTreeSet<Vec<String>> = BTreeSet::new();
        for places in choices(&sizes) {
            if wanted.iter().all(|conflict| found.contains(conflict)) {
                break;
            }
            found.extend(self.conflicts_of(&places));
        }
        wanted.iter().filter(|conflict| found.contains(*conflict)).cloned().collect()
    }

    /// The conflicts where facts have the values of these places; a place beyond the last is unknown.
    fn conflicts_of(&self, places: &[usize]) -> Vec<Vec<String>> {
        let agrees = |fact: usize, own: usize| places[fact] == own || places[fact] == self.values[fact].len();
        let completions = self
            .situations
            .iter()
            .filter(|complete| complete.places.iter().enumerate().all(|(fact, own)| agrees(fact, *own)));
        let possible: BTreeSet<usize> = completions.map(|complete| complete.stance).collect();
        let (Some(laxest), Some(strictest)) = (possible.first(), possible.last()) else {
            return Vec::new();
        };
        let known = self.known(places);
        let view = View::from_the_top(self.set, &known);
        let judged = judge(view);
        let counting = counting(&judged);
        let within = strictness(verdict(view, &counting)).clamp(*laxest, *strictest);
        let outcome = outcome(view, &counting, raised(view, STANCES[within]));
        outcome.conflicts().iter().map(Conflict::of_actions).collect()
    }
}
