//! Which rules stand: the truth of every rule's condition, and which rules set aside which.

use super::compiled::Compiled;
use crate::model::{Known, Model, ModelLayer, Rule, RuleId, Table, TermId, Truth, Vote, World};
use crate::rows::{Judge, Judged, Truths};
use crate::words::Stance;

/// The truth and standing of every rule in a situation.
#[derive(Debug)]
pub(crate) struct Standings<'a> {
    model: &'a Model,
    judge: &'a Judge,
    known: &'a Known,
    /// The truth of each term.
    terms: Table<TermId, Truth>,
    judged: Judged,
    complete: bool,
}

/// The truth of each term as a layer sees it.
pub(crate) fn term_truths(layer: &ModelLayer, known: &Known) -> Table<TermId, Truth> {
    let mut truths = Table::alike(&layer.terms, Truth::Unknown);
    for &term in &layer.term_order {
        let truth = layer.terms.at(term).truth(known, &truths);
        truths.set(term, truth);
    }
    truths
}

impl<'a> Standings<'a> {
    /// Works them out.
    pub(crate) fn of(compiled: &'a Compiled, known: &'a Known) -> Standings<'a> {
        let Compiled { model, judge, .. } = compiled;
        let mut judged = Judged::default();
        let mut codes = judge.rows.codes(known);
        judge.judge(&mut codes, &mut judged);
        let terms = term_truths(model.layers.at(model.top()), known);
        Standings { model, judge, known, terms, judged, complete: judge.rows.is_complete(&codes) }
    }

    /// The truth of a rule's condition.
    pub(crate) fn truth(&self, rule: RuleId) -> Truth {
        self.of_rule(&self.judged.truths, rule)
    }

    /// Whether a rule stands.
    pub(crate) fn standing(&self, rule: RuleId) -> Truth {
        self.of_rule(&self.judged.standings, rule)
    }

    fn of_rule(&self, truths: &Truths, rule: RuleId) -> Truth {
        truths.at(*self.judge.rows.layout.places.at(rule))
    }

    /// Is every fact known that a condition tests?
    pub(crate) fn is_complete(&self) -> bool {
        self.complete
    }

    /// What the rules by themselves come to, before `while_unknown`.
    pub(crate) fn verdict(&self) -> Stance {
        self.judge.verdict(&self.judged)
    }

    /// The numbers of the rules that count, in order.
    pub(crate) fn counting(&self) -> Vec<RuleId> {
        self.judge.counting(&self.judged)
    }

    /// The numbers of the rules that are true and yet set aside, in order.
    pub(crate) fn set_aside(&self) -> Vec<RuleId> {
        self.judge.set_aside(&self.judged)
    }

    /// The numbers of the rules of which it is unknown whether they stand, in order.
    pub(crate) fn open(&self) -> Vec<RuleId> {
        self.judge.open(&self.judged)
    }

    /// Does a rule count? A limit in doubt does, anything else has to stand.
    pub(crate) fn counts(&self, index: RuleId, rule: &Rule) -> bool {
        match rule.vote {
            Some(Vote::AtLeast(_)) => {
                self.truth(index) == Truth::True && self.standing(index) != Truth::False
            }
            _ => self.standing(index) == Truth::True,
        }
    }

    /// Is a rule true and yet set aside?
    pub(crate) fn is_set_aside(&self, rule: RuleId) -> bool {
        self.truth(rule) == Truth::True && self.standing(rule) == Truth::False
    }

    /// What the conditions of rules and actions are judged by.
    pub(crate) fn world(&self) -> World<'_> {
        World { known: self.known, terms: self.model.terms_above(), truths: &self.terms }
    }
}
