//! Which rules stand: the truth of every rule's condition, and which rules set aside which.

use crate::condition::{Known, World};
use crate::model::{Layer, Model, Rule, Vote};
use crate::truth::Truth;
use std::collections::BTreeSet;

/// The truth and standing of every rule in a situation, in the order of the model's rules.
#[derive(Debug)]
pub(crate) struct Standings<'a> {
    model: &'a Model,
    known: &'a Known,
    /// The truth of each term.
    terms: Vec<Truth>,
    truths: Vec<Truth>,
    by_rule: Vec<Truth>,
}

/// The truth of each term as a layer sees it.
pub(crate) fn term_truths(layer: &Layer, known: &Known) -> Vec<Truth> {
    let mut truths = vec![Truth::Unknown; layer.terms.len()];
    for &index in &layer.term_order {
        let truth = layer.terms.get(index).map(|condition| condition.truth(known, &truths));
        if let (Some(slot), Some(truth)) = (truths.get_mut(index), truth) {
            *slot = truth;
        }
    }
    truths
}

impl<'a> Standings<'a> {
    /// Works them out, overriding rules first.
    pub(crate) fn of(model: &'a Model, known: &'a Known) -> Standings<'a> {
        let terms = model.layers.last().map(|layer| term_truths(layer, known)).unwrap_or_default();
        let truths: Vec<Truth> = model.rules.iter().map(|rule| rule.when.truth(known, &terms)).collect();
        let mut standings = Standings { model, known, terms, by_rule: truths.clone(), truths };
        for &index in &model.standing_order {
            let Some(rule) = model.rules.get(index) else { continue };
            let beaten = Truth::any(rule.overridden_by.iter().map(|&by| standings.standing(by)));
            let standing = standings.truth(index).min(beaten.not());
            if let Some(slot) = standings.by_rule.get_mut(index) {
                *slot = standing;
            }
        }
        standings
    }

    /// The truth of a rule's condition.
    pub(crate) fn truth(&self, rule: usize) -> Truth {
        self.truths.get(rule).copied().unwrap_or(Truth::Unknown)
    }

    /// Whether a rule stands.
    pub(crate) fn standing(&self, rule: usize) -> Truth {
        self.by_rule.get(rule).copied().unwrap_or(Truth::Unknown)
    }

    /// Does a rule count? A limit in doubt does, anything else has to stand.
    pub(crate) fn counts(&self, index: usize, rule: &Rule) -> bool {
        match rule.vote {
            Some(Vote::AtLeast(_)) => {
                self.truth(index) == Truth::True && self.standing(index) != Truth::False
            }
            _ => self.standing(index) == Truth::True,
        }
    }

    /// Is a rule true and yet set aside?
    pub(crate) fn is_set_aside(&self, rule: usize) -> bool {
        self.truth(rule) == Truth::True && self.standing(rule) == Truth::False
    }

    /// What the conditions of rules and actions are judged by.
    pub(crate) fn world(&self) -> World<'_> {
        World { known: self.known, terms: self.model.terms_above(), truths: &self.terms }
    }

    /// The unknown facts that keep a rule open, whether by its own condition or by those of rules that may set it aside.
    pub(crate) fn open_facts(&self, rule: usize) -> BTreeSet<usize> {
        let (mut facts, mut visited, mut to_visit) = (BTreeSet::new(), BTreeSet::new(), vec![rule]);
        while let Some(index) = to_visit.pop() {
            let Some(rule) = self.model.rules.get(index).filter(|_| visited.insert(index)) else { continue };
            if self.truth(index) == Truth::Unknown {
                facts.extend(rule.when.grounds(self.world()));
            }
            to_visit.extend(rule.overridden_by.iter().filter(|&&by| self.standing(by) == Truth::Unknown));
        }
        facts
    }
}
