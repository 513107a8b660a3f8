//! Every complete situation that can be, with what comes of it; and what would come of it by other rules.

use super::told_apart;
use crate::oracle::RuleSet;
use crate::oracle::advice::{Conflict, outcome, verdict};
use crate::oracle::completions::is_impossible;
use crate::oracle::json::id;
use crate::oracle::standing::strictness;
use crate::oracle::truth::{Truth, View};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

pub struct Every<'a> {
    pub set: &'a RuleSet<'a>,
    pub facts: Vec<&'a Value>,
    pub values: Vec<Vec<Value>>,
    /// In their order.
    pub rules: Vec<&'a Value>,
    /// Those that can be.
    pub situations: Vec<Complete>,
    by_places: BTreeMap<Vec<usize>, usize>,
    overriding: Vec<Vec<usize>>,
}

/// Actions with the modality kept of each.
type Advice = BTreeMap<String, &'static str>;

/// A complete situation.
pub struct Complete {
    pub known: Map<String, Value>,
    /// Of each fact's value among all its values.
    pub places: Vec<usize>,
    /// By rule: is its condition true, and does it stand?
    pub truths: Vec<bool>,
    pub standing: Vec<bool>,
    pub stance: usize,
    pub advice: Advice,
    /// The actions of each.
    pub conflicts: BTreeSet<Vec<String>>,
}

/// Other rules than there are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Supposed {
    Nothing,
    Without(usize),
    /// The first does not override the second.
    NotOverriding(usize, usize),
}

impl Complete {
    /// Where nothing is unknown, to count and to stand is the same.
    pub fn counts(&self, rule: usize) -> bool {
        self.standing[rule]
    }

    /// Whether a rule, which overrides the other, is a setter of it.
    pub fn sets_aside(&self, by: usize, rule: usize) -> bool {
        self.truths[rule] && self.standing[by]
    }

    /// Whether stance and advice are those of the other.
    pub fn is_same(&self, other: &Self) -> bool {
        (self.stance, &self.advice) == (other.stance, &other.advice)
    }
}

impl<'a> Every<'a> {
    pub fn of(set: &'a RuleSet<'a>) -> Self {
        let facts: Vec<&Value> = set.all("facts").collect();
        let values: Vec<Vec<Value>> = facts.iter().map(|fact| told_apart(set, fact)).collect();
        let rules = set.rules().to_vec();
        let overriding = (0..rules.len()).map(|rule| set.overriding(rule).to_vec()).collect();
        let mut every = Self {
            set,
            facts,
            values,
            rules,
            overriding,
            situations: Vec::new(),
            by_places: BTreeMap::new(),
        };
        let sizes: Vec<usize> = every.values.iter().map(Vec::len).collect();
        for places in choices(&sizes) {
            let known = every.known(&places);
            if !is_impossible(set, &known, set.uppermost()) {
                every.by_places.insert(places.clone(), every.situations.len());
                every.situations.push(every.complete(known, places));
            }
        }
        every
    }

    /// What is known where facts have the values of these places; a place beyond the last is unknown.
    pub fn known(&self, places: &[usize]) -> Map<String, Value> {
        let values = self.facts.iter().zip(&self.values).zip(places);
        let known = values.filter_map(|((fact, values), place)| Some((fact, values.get(*place)?)));
        known.map(|(fact, value)| (id(fact).to_owned(), value.clone())).collect()
    }

    fn complete(&self, known: Map<String, Value>, places: Vec<usize>) -> Complete {
        let view = View::from_the_top(self.set, &known);
        let truths: Vec<bool> =
            self.rules.iter().map(|rule| view.truth(&rule["when"]) == Truth::True).collect();
        let standing = self.standing(&truths, Supposed::Nothing);
        let (stance, advice, conflicts) = self.outcome(&known, &standing);
        Complete { known, places, truths, standing, stance, advice, conflicts }
    }

    /// Which rules stand where these conditions are true.
    fn standing(&self, truths: &[bool], supposed: Supposed) -> Vec<bool> {
        (0..truths.len()).map(|rule| self.stands(truths, rule, supposed)).collect()
    }

    fn stands(&self, truths: &[bool], rule: usize, supposed: Supposed) -> bool {
        let mut overriding = self.overriding[rule].iter().copied();
        truths[rule]
            && supposed != Supposed::Without(rule)
            && !overriding
                .any(|by| supposed != Supposed::NotOverriding(by, rule) && self.stands(truths, by, supposed))
    }

    /// The stance, the advice and the conflicts of a complete situation.
    fn outcome(
        &self,
        known: &Map<String, Value>,
        standing: &[bool],
    ) -> (usize, Advice, BTreeSet<Vec<String>>) {
        let view = View::from_the_top(self.set, known);
        let counting = self.rules.iter().zip(standing).filter(|(_, stands)| **stands);
        let counting: Vec<&Value> = counting.map(|(rule, _)| *rule).collect();
        let stance = verdict(view, &counting);
        let outcome = outcome(view, &counting, stance);
        let advice = outcome.advice().into_iter();
        let advice = advice.map(|advised| (id(advised.action).to_owned(), advised.modality)).collect();
        let conflicts = outcome.conflicts().iter().map(Conflict::of_actions).collect();
        (strictness(stance), advice, conflicts)
    }

    /// Whether stance and advice of every situation would be as they are.
    pub fn all_are_the_same(&self, supposed: Supposed) -> bool {
        self.situations.iter().all(|situation| {
            let standing = self.standing(&situation.truths, supposed);
            if standing == situation.standing {
                return true;
            }
            let (stance, advice, _) = self.outcome(&situation.known, &standing);
            (situation.stance, &situation.advice) == (stance, &advice)
        })
    }

    /// The other situations that can be in which only one fact has another value.
    pub fn alike_but_for(&self, fact: usize, situation: &Complete) -> impl Iterator<Item = &Complete> {
        let others = (0..self.values[fact].len()).filter(move |place| *place != situation.places[fact]);
        others.filter_map(move |place| {
            let mut places = situation.places.clone();
            places[fact] = place;
            self.by_places.get(&places).map(|number| &self.situations[*number])
        })
    }

    /// Each override, by the rules: what overrides, and what is overridden.
    pub fn overrides(&self) -> Vec<(usize, usize)> {
        let numbered = self.overriding.iter().enumerate();
        numbered.flat_map(|(rule, overriding)| overriding.iter().map(move |by| (*by, rule))).collect()
    }

    pub fn overriding(&self, rule: usize) -> &[usize] {
        &self.overriding[rule]
    }
}

/// One of so many places for each fact, in every way.
pub fn choices(sizes: &[usize]) -> Vec<Vec<usize>> {
    let mut choices = vec![Vec::new()];
    for size in sizes {
        let longer = |choice: &Vec<usize>| {
            let choice = choice.clone();
            (0..*size).map(move |place| [choice.as_slice(), &[place]].concat())
        };
        choices = choices.iter().flat_map(longer).collect();
    }
    choices
}
