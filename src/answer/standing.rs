//! Which rules stand: the truth of every rule's condition, and which rules set aside which.

use super::compiled::Compiled;
use crate::model::{
    Condition, Known, LayerId, Model, ModelLayer, Rule, RuleId, Table, TermId, Truth, Vote, World,
};
use crate::rows::{Judge, Judged, Truths};
use crate::words::Stance;
use std::sync::OnceLock;

/// The truth and standing of every rule in a situation, found once and looked at with [`Standings`].
#[derive(Clone, Debug)]
pub(crate) struct Judgement {
    judged: Judged,
    /// The truth of each term, worked out when a condition is first looked into.
    terms: OnceLock<Table<TermId, Truth>>,
    complete: bool,
}

/// A judgement together with what was judged.
#[derive(Clone, Copy)]
pub(crate) struct Standings<'a> {
    model: &'a Model,
    judge: &'a Judge,
    known: &'a Known,
    judgement: &'a Judgement,
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

/// The truth of conditions in one situation, with terms as their layers see them: those of a layer are worked out when it is
/// first asked for.
pub(crate) struct ByLayer<'a> {
    model: &'a Model,
    known: &'a Known,
    terms: Vec<(LayerId, Table<TermId, Truth>)>,
}

impl<'a> ByLayer<'a> {
    pub(crate) fn of(model: &'a Model, known: &'a Known) -> ByLayer<'a> {
        ByLayer { model, known, terms: Vec::new() }
    }

    /// The truth of a condition of a layer.
    pub(crate) fn truth(&mut self, layer: LayerId, condition: &Condition) -> Truth {
        if let Some((_, truths)) = self.terms.iter().find(|(of, _)| *of == layer) {
            return condition.truth(self.known, truths);
        }
        let truths = term_truths(self.model.layers.at(layer), self.known);
        let truth = condition.truth(self.known, &truths);
        self.terms.push((layer, truths));
        truth
    }
}

/// Does an entry of `impossible` rule out what is known?
pub(crate) fn cannot_be(model: &Model, known: &Known) -> bool {
    let mut by_layer = ByLayer::of(model, known);
    model.impossible.iter().any(|entry| by_layer.truth(entry.layer, &entry.when) == Truth::True)
}

impl Judgement {
    /// Works it out.
    pub(crate) fn of(compiled: &Compiled, known: &Known) -> Judgement {
        let judge = &compiled.judge;
        let mut judged = Judged::default();
        let mut codes = judge.rows.codes(known);
        judge.judge(&mut codes, &mut judged);
        Judgement { judged, terms: OnceLock::new(), complete: judge.rows.is_complete(&codes) }
    }

    /// The same, to be looked at: of the guideline and the facts that it was worked out of.
    pub(crate) fn standings<'a>(&'a self, compiled: &'a Compiled, known: &'a Known) -> Standings<'a> {
        let Compiled { model, judge, .. } = compiled;
        Standings { model, judge, known, judgement: self }
    }

    /// Is every fact known that a condition tests?
    pub(crate) fn is_complete(&self) -> bool {
        self.complete
    }
}

impl<'a> Standings<'a> {
    /// The truth of a rule's condition.
    pub(crate) fn truth(self, rule: RuleId) -> Truth {
        self.of_rule(&self.judgement.judged.truths, rule)
    }

    /// Whether a rule stands.
    pub(crate) fn standing(self, rule: RuleId) -> Truth {
        self.of_rule(&self.judgement.judged.standings, rule)
    }

    fn of_rule(self, truths: &Truths, rule: RuleId) -> Truth {
        truths.at(*self.judge.rows.layout.places.at(rule))
    }

    /// Is every fact known that a condition tests?
    pub(crate) fn is_complete(self) -> bool {
        self.judgement.complete
    }

    /// What the rules by themselves come to, before `while_unknown`.
    pub(crate) fn verdict(self) -> Stance {
        self.judge.verdict(&self.judgement.judged)
    }

    /// The numbers of the rules that count, in order.
    pub(crate) fn counting(self) -> Vec<RuleId> {
        self.judge.counting(&self.judgement.judged)
    }

    /// The numbers of the rules that are true and yet set aside, in order.
    pub(crate) fn set_aside(self) -> Vec<RuleId> {
        self.judge.set_aside(&self.judgement.judged)
    }

    /// The numbers of the rules of which it is unknown whether they stand, in order.
    pub(crate) fn open(self) -> Vec<RuleId> {
        self.judge.open(&self.judgement.judged)
    }

    /// Does a rule count? A limit in doubt does, anything else has to stand.
    pub(crate) fn counts(self, index: RuleId, rule: &Rule) -> bool {
        match rule.vote {
            Some(Vote::AtLeast(_)) => {
                self.truth(index) == Truth::True && self.standing(index) != Truth::False
            }
            _ => self.standing(index) == Truth::True,
        }
    }

    /// Is a rule true and yet set aside?
    pub(crate) fn is_set_aside(self, rule: RuleId) -> bool {
        self.truth(rule) == Truth::True && self.standing(rule) == Truth::False
    }

    /// What the conditions of rules and actions are judged by.
    pub(crate) fn world(self) -> World<'a> {
        let terms =
            || self.model.layers.last().map(|layer| term_truths(layer, self.known)).unwrap_or_default();
        let truths = self.judgement.terms.get_or_init(terms);
        World { known: self.known, terms: self.model.terms_above(), truths }
    }
}
