//! The rules that set another aside or mask it, wherever it holds: a few of them.

use super::{Every, OTHERWISE, Region, offers};
use crate::oracle::json::id;
use crate::oracle::standing::{MODALITIES, at_least, permits, rank, strictness, vote};
use crate::oracle::truth::{Truth, View};
use serde_json::Value;
use std::collections::BTreeSet;

/// More are not named.
const MOST: usize = 6;

impl<'a> Every<'a> {
    /// The few rules that set a rule aside in a region, by id.
    pub fn setters(&self, rule: usize, region: &Region) -> Vec<&'a str> {
        let setters = self.overriding(rule).iter();
        let candidates: Vec<(usize, Region)> =
            setters.map(|by| (*by, self.setting_aside(*by, rule, region))).collect();
        let (few, _) = few(region, &candidates);
        self.names_of(few)
    }

    /// The few rules that mask a rule where it counts, by id.
    pub fn masks(&self, rule: usize, counts: &Region) -> Vec<&'a str> {
        let mut masks = BTreeSet::new();
        let mut otherwise = false;
        let stated = self.rules[rule];
        if vote(stated).is_some() {
            let left = self.mask(rule, counts, &mut masks, |other, region| {
                if says_as_much(stated, self.rules[other]) {
                    self.counting(other, region)
                } else {
                    Region::new()
                }
            });
            otherwise = !left.is_empty();
        }
        for (action, modality) in offers(self.set, stated) {
            let open = counts.iter().copied().filter(|number| self.is_open(action, *number)).collect();
            let as_strong = |offer: &(&str, &str)| {
                offer.0 == action && rank(&MODALITIES, offer.1) <= rank(&MODALITIES, modality)
            };
            self.mask(rule, &open, &mut masks, |other, region| {
                let says = offers(self.set, self.rules[other]).iter().any(as_strong);
                if says { self.counting(other, region) } else { Region::new() }
            });
        }
        for beaten in (0..self.rules.len()).filter(|beaten| self.set.overrides(stated, self.rules[*beaten])) {
            let region = self.setting_aside(rule, beaten, counts);
            self.mask(rule, &region, &mut masks, |other, region| {
                let beats = self.set.overrides(self.rules[other], self.rules[beaten]);
                if beats { self.setting_aside(other, beaten, region) } else { Region::new() }
            });
        }
        let mut names = self.names_of(masks);
        names.extend(otherwise.then_some(OTHERWISE));
        names
    }

    /// Adds a few of the other rules that mask one in a region, by where each does; gives what is left.
    fn mask(
        &self,
        rule: usize,
        region: &Region,
        masks: &mut BTreeSet<usize>,
        masking: impl Fn(usize, &Region) -> Region,
    ) -> Region {
        let others = (0..self.rules.len()).filter(|other| *other != rule);
        let candidates: Vec<(usize, Region)> = others.map(|other| (other, masking(other, region))).collect();
        let (few, left) = few(region, &candidates);
        masks.extend(few);
        left
    }

    fn counting(&self, rule: usize, region: &Region) -> Region {
        region.iter().copied().filter(|number| self.situations[*number].counts(rule)).collect()
    }

    fn setting_aside(&self, by: usize, rule: usize, region: &Region) -> Region {
        region.iter().copied().filter(|number| self.situations[*number].sets_aside(by, rule)).collect()
    }

    fn is_open(&self, action: &str, number: usize) -> bool {
        let view = View::from_the_top(self.set, &self.situations[number].known);
        let when = self.set.find("actions", action).get("when");
        when.is_none_or(|when| view.truth(when) != Truth::False)
    }

    fn names_of(&self, rules: BTreeSet<usize>) -> Vec<&'a str> {
        rules.into_iter().map(|rule| id(self.rules[rule])).collect()
    }
}

/// Whether another rule that counts says as much as a vote, or more.
fn says_as_much(rule: &Value, other: &Value) -> bool {
    let [permitted, demanded] = [permits(rule), at_least(rule)].map(|stance| stance.map(strictness));
    let [permits, demands] = [permits(other), at_least(other)].map(|stance| stance.map(strictness));
    match (permitted, demanded) {
        (Some(permitted), _) => {
            permits.is_some_and(|other| other <= permitted) || demands.is_some_and(|other| other > permitted)
        }
        (_, Some(demanded)) => demands.is_some_and(|other| other >= demanded),
        _ => false,
    }
}

/// One rule where one covers as much of a region as all; else one after the other, each the first that covers most of what
/// is left, and none that could be left out. Also what they leave.
fn few(region: &Region, candidates: &[(usize, Region)]) -> (BTreeSet<usize>, Region) {
    let mut chosen: Vec<&(usize, Region)> = Vec::new();
    let mut left = region.clone();
    while chosen.len() < MOST {
        let covers = |candidate: &&(usize, Region)| candidate.1.intersection(&left).count();
        let Some(best) = candidates.iter().rev().max_by_key(covers) else { break };
        if covers(&best) == 0 {
            break;
        }
        left = left.difference(&best.1).copied().collect();
        chosen.push(best);
    }
    let covered: Region = region.difference(&left).copied().collect();
    let mut place = 0;
    while place < chosen.len() {
        let mut others = chosen.clone();
        others.remove(place);
        let by_others: Region = others.iter().flat_map(|(_, region)| region).copied().collect();
        if covered.is_subset(&by_others) {
            chosen = others;
        } else {
            place += 1;
        }
    }
    (chosen.into_iter().map(|(rule, _)| *rule).collect(), left)
}
