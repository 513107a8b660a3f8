//! The meaning of a guideline as functions of every situation: truth, standing, verdict, impossibility.
//!
//! The same construction serves complete and partial situations: in the one no fact has an edge for unknown.

use super::fact_order::fact_order;
use crate::diagram::{Diagrams, Join, Leaf, Node, ONLY_TRUE, OverBudget};
use crate::judging::function;
use crate::levels::{Encoding, Over, UNKNOWN};
use crate::model::{Condition, Foreign, Known, LayerId, Model, ModelLayer, RuleId, Table, TermId, Vote};
use crate::words::Stance;
use std::collections::BTreeSet;

/// The leaf of a situation that cannot be; it is stricter than every stance.
pub(crate) const IMPOSSIBLE: Leaf = 5;

/// The functions of a guideline.
#[derive(Debug)]
pub(crate) struct Functions<'a> {
    pub(crate) model: &'a Model,
    pub(crate) encoding: Encoding,
    pub(crate) diagrams: Diagrams,
    /// The truth of each rule's condition.
    pub(crate) truths: Table<RuleId, Node>,
    /// The standing of each rule.
    pub(crate) standings: Table<RuleId, Node>,
    /// The stance where no permission counts.
    pub(crate) otherwise: Stance,
}

impl<'a> Functions<'a> {
    /// Works out truth and standing of every rule within a budget of steps, with the facts that are known put in first.
    pub(crate) fn new(
        model: &'a Model,
        known: &Known,
        over: Over,
        steps: usize,
    ) -> Result<Functions<'a>, OverBudget> {
        let encoding = Encoding::new(model, &fact_order(model), known, over);
        Functions::over(model, encoding, steps)
    }

    /// As [`Functions::new`], over facts that have their levels already. Those that are neither known nor have a level are
    /// unknown.
    pub(crate) fn over(
        model: &'a Model,
        encoding: Encoding,
        steps: usize,
    ) -> Result<Functions<'a>, OverBudget> {
        let diagrams = encoding.diagrams(steps)?;
        Functions::judged(model, encoding, diagrams)
    }

    /// As [`Functions::over`], in diagrams that hold other functions too.
    pub(crate) fn judged(
        model: &'a Model,
        encoding: Encoding,
        diagrams: Diagrams,
    ) -> Result<Functions<'a>, OverBudget> {
        let mut functions = Functions::unjudged(model, encoding, diagrams);
        functions.judge(&BTreeSet::new())?;
        Ok(functions)
    }

    /// No rule has been judged yet: conditions only.
    pub(crate) fn unjudged(model: &'a Model, encoding: Encoding, diagrams: Diagrams) -> Functions<'a> {
        let otherwise = model.otherwise.stance;
        Functions { model, encoding, diagrams, truths: Table::new(), standings: Table::new(), otherwise }
    }

    /// Works out truth and standing of every rule but some, which are taken out.
    pub(crate) fn judge(&mut self, taken_out: &BTreeSet<RuleId>) -> Result<(), OverBudget> {
        let model = self.model;
        let terms = self.terms(model.layers.at(model.top()))?;
        let mut truths = Table::new();
        for (number, rule) in model.rules.numbered() {
            let truth =
                if taken_out.contains(&number) { Node::NOWHERE } else { self.condition(&rule.when, &terms)? };
            truths.push(truth);
        }
        self.truths = truths;
        self.stand()
    }

    /// The truth of each term as a layer sees it.
    pub(crate) fn terms(&mut self, layer: &ModelLayer) -> Result<Table<TermId, Node>, OverBudget> {
        let mut terms = Table::alike(&layer.terms, Node::NOWHERE);
        for &term in &layer.term_order {
            let truth = self.condition(layer.terms.at(term), &terms)?;
            terms.set(term, truth);
        }
        Ok(terms)
    }

    /// The truth of a condition.
    pub(crate) fn condition(
        &mut self,
        condition: &Condition,
        terms: &Table<TermId, Node>,
    ) -> Result<Node, OverBudget> {
        function(&condition.judged, terms, &self.encoding, &mut self.diagrams)
    }

    fn stand(&mut self) -> Result<(), OverBudget> {
        self.standings = self.standings_if(&self.truths.clone(), None)?;
        Ok(())
    }

    /// The standings that rules have if their conditions have these truths, and one override, of the second rule by the
    /// first, lapses.
    pub(crate) fn standings_if(
        &mut self,
        truths: &Table<RuleId, Node>,
        lapsed: Option<(RuleId, RuleId)>,
    ) -> Result<Table<RuleId, Node>, OverBudget> {
        let mut standings = truths.clone();
        for &index in &self.model.standing_order {
            let rule = self.model.rules.at(index);
            let left = rule.overridden_by.iter().filter(|&&by| lapsed != Some((by, index)));
            let overriders: Vec<Node> = left.map(|&by| *standings.at(by)).collect();
            if overriders.is_empty() {
                continue;
            }
            let beaten = self.diagrams.join_all(Join::Max, 0, overriders)?;
            let unbeaten = self.diagrams.negated(beaten)?;
            let standing = self.diagrams.both(*truths.at(index), unbeaten)?;
            standings.set(index, standing);
        }
        Ok(standings)
    }

    /// Where a rule is true and another stands that overrides it.
    pub(crate) fn set_aside_by(&mut self, rule: RuleId, by: RuleId) -> Result<Node, OverBudget> {
        let beaten = self.diagrams.both(*self.truths.at(rule), *self.standings.at(by))?;
        self.diagrams.map(ONLY_TRUE, beaten)
    }

    /// Where a rule counts: the leaf of truth there, zero elsewhere.
    pub(crate) fn counts(&mut self, rule: RuleId) -> Result<Node, OverBudget> {
        let (truth, standing) = (*self.truths.at(rule), *self.standings.at(rule));
        match self.model.rules.at(rule).vote {
            Some(Vote::AtLeast(_)) => self.diagrams.join(Join::Counts, truth, standing),
            _ => self.diagrams.map(ONLY_TRUE, standing),
        }
    }

    /// The verdict before `while_unknown`.
    pub(crate) fn verdict(&mut self) -> Result<Node, OverBudget> {
        self.verdict_within(Node::EVERYWHERE)
    }

    /// The verdict in a region; elsewhere it is as if no rule counted.
    ///
    /// Of a region that is narrow most rules are true nowhere, and those that are left come to small functions: what is asked
    /// of a few situations need not be worked out for all.
    pub(crate) fn verdict_within(&mut self, region: Node) -> Result<Node, OverBudget> {
        let none = IMPOSSIBLE;
        let (mut permissions, mut demands) = (Vec::new(), Vec::new());
        for (index, rule) in self.model.rules.numbered() {
            let Some(vote) = rule.vote else { continue };
            let stance = leaf(vote.stance());
            let counts = self.counts(index)?;
            let counts = self.diagrams.within(counts, region)?;
            match vote {
                Vote::Permits(_) => {
                    permissions.push(self.diagrams.map([none, none, stance, 0, 0, 0, 0, 0], counts)?);
                }
                Vote::AtLeast(_) => {
                    demands.push(self.diagrams.map([0, 0, stance, 0, 0, 0, 0, 0], counts)?);
                }
            }
        }
        let permitted = self.diagrams.join_all(Join::Min, none, permissions)?;
        let demanded = self.diagrams.join_all(Join::Max, 0, demands)?;
        let otherwise = leaf(self.otherwise);
        let base = self.diagrams.map([0, 1, 2, 3, 4, otherwise, 6, 7], permitted)?;
        self.diagrams.join(Join::Max, base, demanded)
    }

    /// The limit of `while_unknown` where a safety fact is unknown; the laxest stance elsewhere.
    pub(crate) fn doubt(&mut self) -> Result<Node, OverBudget> {
        let Some(doubt) = &self.model.while_unknown else { return Ok(Node::leaf(leaf(Stance::Welcome))) };
        let unknown = self.unknown_safety()?;
        self.diagrams.map([0, 0, leaf(doubt.at_least), 0, 0, 0, 0, 0], unknown)
    }

    /// Where a safety fact is unknown.
    pub(crate) fn unknown_safety(&mut self) -> Result<Node, OverBudget> {
        let mut unknown = Vec::new();
        for (index, _) in self.model.vocabulary.facts().numbered().filter(|(_, fact)| fact.safety) {
            unknown.extend(self.encoding.unknown(index, &mut self.diagrams)?);
        }
        self.diagrams.any(unknown)
    }

    /// Where a situation cannot be, by the entries of the layers up to one, each in its own layer's terms.
    pub(crate) fn impossible(&mut self, up_to: LayerId) -> Result<Node, OverBudget> {
        let mut impossible = Node::NOWHERE;
        for (number, layer) in self.model.layers.numbered().take_while(|(number, _)| *number <= up_to) {
            let entries: Vec<&Condition> = self
                .model
                .impossible
                .iter()
                .filter(|entry| entry.layer == number)
                .map(|entry| &entry.when)
                .collect();
            if entries.is_empty() {
                continue;
            }
            let terms = self.terms(layer)?;
            for entry in entries {
                let here = self.condition(entry, &terms)?;
                impossible = self.diagrams.either(impossible, here)?;
            }
        }
        Ok(impossible)
    }
}

/// Of a condition that is not there nothing is known.
impl Foreign for Node {
    fn foreign() -> &'static Node {
        const { &Node::leaf(UNKNOWN) }
    }
}

/// The leaf of a stance.
pub(crate) fn leaf(stance: Stance) -> Leaf {
    match stance {
        Stance::Welcome => 0,
        Stance::Allow => 1,
        Stance::Moderate => 2,
        Stance::Refrain => 3,
        Stance::Pause => 4,
    }
}

/// The stance of a leaf.
pub(crate) fn stance_of(leaf: Leaf) -> Option<Stance> {
    Stance::ALL.get(usize::from(leaf)).copied()
}
