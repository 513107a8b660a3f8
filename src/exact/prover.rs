//! The functions that safeguards and findings are judged by: the stance, where situations cannot be, what is advised.

use super::bounds::Bounds;
use super::functions::{Functions, leaf};
use super::lift::lift;
use super::outlook::Outlook;
use crate::diagram::{
    Chart, Join, Leaf, LeafMap, Mark, Node, ONLY_TRUE, OverBudget, TRUE, UNCHANGED, any_of, only,
};
use crate::document::Limit;
use crate::levels::Over;
use crate::model::{ActionId, Known, LayerId, Model, RuleId, Safeguard, Table, TermId, lets_through};
use crate::words::{Modality, Stance};
use std::collections::BTreeMap;

/// The functions of a guideline, over complete or over partial situations.
pub(crate) struct Prover<'a> {
    pub(crate) functions: Functions<'a>,
    pub(crate) over: Over,
    /// What the stances of partial situations come from; complete ones need none.
    outlook: Option<&'a Outlook>,
    /// Made when they are first wanted: of partial situations they take most of the work, and few proofs need them.
    stances: Option<Stances>,
    /// Where situations cannot be, by layer.
    impossible: BTreeMap<LayerId, Node>,
    /// The truth of terms, by layer.
    terms: BTreeMap<LayerId, Table<TermId, Node>>,
    /// The modality kept of an action under a stance.
    kept: BTreeMap<(ActionId, Stance), Node>,
}

/// What all rules together come to.
#[derive(Clone, Copy)]
pub(crate) struct Stances {
    /// The stance before `while_unknown`.
    pub(crate) before_doubt: Node,
    /// The stance.
    pub(crate) stance: Node,
}

/// The leaf of an action that is not advised.
pub(super) const NOT_ADVISED: Leaf = 7;

impl<'a> Prover<'a> {
    pub(crate) fn complete(model: &'a Model) -> Result<Prover<'a>, OverBudget> {
        Prover::of_completions(model, &model.vocabulary.nothing_known())
    }

    /// Over the completions of one situation.
    pub(crate) fn of_completions(model: &'a Model, known: &Known) -> Result<Prover<'a>, OverBudget> {
        let steps = model.limits.of(Limit::StepsOfProofs);
        Ok(Prover::over_complete(Functions::new(model, known, Over::Complete, steps)?))
    }

    /// Over the complete situations that functions speak of.
    pub(crate) fn over_complete(functions: Functions<'a>) -> Prover<'a> {
        Prover::new(functions, Over::Complete, None)
    }

    pub(super) fn partial(model: &'a Model, outlook: &'a Outlook) -> Result<Prover<'a>, OverBudget> {
        let nothing_known = model.vocabulary.nothing_known();
        let steps = model.limits.of(Limit::StepsOfProofs);
        Ok(Prover::over_partial(Functions::new(model, &nothing_known, Over::Partial, steps)?, outlook))
    }

    /// Over the partial situations that functions speak of.
    pub(crate) fn over_partial(functions: Functions<'a>, outlook: &'a Outlook) -> Prover<'a> {
        Prover::new(functions, Over::Partial, Some(outlook))
    }

    /// At one situation, known in full or in part, which functions do not vary over; with its stance before and after
    /// `while_unknown`.
    pub(crate) fn at(
        functions: Functions<'a>,
        over: Over,
        [before_doubt, stance]: [Stance; 2],
    ) -> Prover<'a> {
        let [before_doubt, stance] = [before_doubt, stance].map(|stance| Node::leaf(leaf(stance)));
        let stances = Some(Stances { before_doubt, stance });
        Prover { stances, ..Prover::new(functions, over, None) }
    }

    /// What rules do, each by itself, over partial situations: where stances need not be asked.
    pub(crate) fn of_rules(functions: Functions<'a>) -> Prover<'a> {
        Prover::new(functions, Over::Partial, None)
    }

    fn new(functions: Functions<'a>, over: Over, outlook: Option<&'a Outlook>) -> Prover<'a> {
        Prover {
            functions,
            over,
            outlook,
            stances: None,
            impossible: BTreeMap::new(),
            terms: BTreeMap::new(),
            kept: BTreeMap::new(),
        }
    }

    /// Counts work on every rule that no diagram counts: `each` things for each rule, of about the cost of an edge.
    pub(crate) fn spend_on_rules(&mut self, each: usize) -> Result<(), OverBudget> {
        self.functions.diagrams.spend(each.saturating_mul(self.functions.model.rules.len()))
    }

    /// Forgets what was made since a mark, but for the stances, which have to be older.
    pub(crate) fn forget_since(&mut self, mark: Mark) {
        let Prover { functions, impossible, terms, kept, .. } = self;
        let lasts = |node: &Node| node.is_before(mark);
        impossible.retain(|_, node| lasts(node));
        kept.retain(|_, node| lasts(node));
        terms.retain(|_, terms| terms.iter().all(lasts));
        functions.diagrams.forget_since(mark);
    }

    /// Were the stances, if they have been made, made before a mark?
    pub(super) fn stances_are_before(&self, mark: Mark) -> bool {
        self.stances.is_none_or(|made| made.before_doubt.is_before(mark) && made.stance.is_before(mark))
    }

    /// What all rules together come to.
    pub(crate) fn stances(&mut self) -> Result<Stances, OverBudget> {
        if let Some(stances) = self.stances {
            return Ok(stances);
        }
        let stances = match (self.over, self.outlook) {
            (Over::Complete, _) => self.stances_of_complete()?,
            (Over::Partial, Some(outlook)) => self.stances_of_partial(outlook)?,
            (Over::Partial, None) => {
                debug_assert!(false, "a prover of what rules do is asked for stances");
                return Err(OverBudget);
            }
        };
        self.stances = Some(stances);
        Ok(stances)
    }

    fn stances_of_complete(&mut self) -> Result<Stances, OverBudget> {
        let stance = self.functions.verdict()?;
        Ok(Stances { before_doubt: stance, stance })
    }

    fn stances_of_partial(&mut self, outlook: &Outlook) -> Result<Stances, OverBudget> {
        let functions = &mut self.functions;
        let verdict = functions.verdict()?;
        let bounds = Bounds::of(|how, relabel| {
            let (complete, partial) = (&outlook.encoding, &functions.encoding);
            lift(&outlook.stances, complete, partial, &mut functions.diagrams, how, relabel)
        })?;
        let before_doubt = bounds.bring_within(verdict, &mut functions.diagrams)?;
        let doubt = functions.doubt()?;
        let stance = functions.diagrams.join(Join::Max, before_doubt, doubt)?;
        Ok(Stances { before_doubt, stance })
    }

    pub(crate) fn both(&mut self, one: Node, other: Node) -> Result<Node, OverBudget> {
        self.functions.diagrams.both(one, other)
    }

    /// A region but for another.
    pub(crate) fn without(&mut self, region: Node, taken_out: Node) -> Result<Node, OverBudget> {
        self.functions.diagrams.without(region, taken_out)
    }

    /// Where a safeguard's condition is true, in its own layer's terms.
    pub(crate) fn when(&mut self, safeguard: &Safeguard) -> Result<Node, OverBudget> {
        let terms = self.terms(safeguard.layer)?;
        let when = self.functions.condition(&safeguard.when, &terms)?;
        self.functions.diagrams.map(ONLY_TRUE, when)
    }

    /// Where a safeguard's condition is true and a rule counts, of what can be.
    pub(crate) fn speaks_with(&mut self, safeguard: &Safeguard, rule: RuleId) -> Result<Node, OverBudget> {
        let (when, counts) = (self.when(safeguard)?, self.functions.counts(rule)?);
        let region = self.both(when, counts)?;
        self.where_possible(region)
    }

    fn terms(&mut self, layer: LayerId) -> Result<Table<TermId, Node>, OverBudget> {
        if let Some(terms) = self.terms.get(&layer) {
            return Ok(terms.clone());
        }
        let terms = self.functions.terms(self.functions.model.layers.at(layer))?;
        self.terms.insert(layer, terms.clone());
        Ok(terms)
    }

    /// Where situations cannot be, in the eyes of a layer and those below; partial ones, in the eyes of all layers: what has
    /// no completion is no situation.
    pub(crate) fn impossible(&mut self, layer: LayerId) -> Result<Node, OverBudget> {
        let layer = if self.over == Over::Complete { layer } else { self.functions.model.top() };
        if let Some(&impossible) = self.impossible.get(&layer) {
            return Ok(impossible);
        }
        let impossible = match self.outlook {
            None => self.functions.impossible(layer)?,
            Some(outlook) => self.without_completion(outlook)?,
        };
        self.impossible.insert(layer, impossible);
        Ok(impossible)
    }

    fn without_completion(&mut self, outlook: &Outlook) -> Result<Node, OverBudget> {
        let (model, encoding) = (self.functions.model, &outlook.encoding);
        let diagrams = encoding.diagrams(model.limits.of(Limit::StepsOfProofs))?;
        let mut complete = Functions::unjudged(model, encoding.clone(), diagrams);
        let impossible = complete.impossible(model.top())?;
        let impossible = Chart::new(&complete.diagrams, impossible);
        let functions = &mut self.functions;
        lift(&impossible, encoding, &functions.encoding, &mut functions.diagrams, Join::Min, UNCHANGED)
    }

    /// Where situations cannot be, in the eyes of all layers.
    pub(crate) fn nowhere(&mut self) -> Result<Node, OverBudget> {
        self.impossible(self.functions.model.top())
    }

    /// What of a region can be, in the eyes of all layers.
    pub(crate) fn where_possible(&mut self, region: Node) -> Result<Node, OverBudget> {
        let nowhere = self.nowhere()?;
        self.without(region, nowhere)
    }

    /// The situations that can be, in the eyes of all layers.
    pub(crate) fn everywhere(&mut self) -> Result<Node, OverBudget> {
        self.where_possible(Node::EVERYWHERE)
    }

    /// Where the stance is a given one.
    pub(crate) fn under(&mut self, stance: Stance) -> Result<Node, OverBudget> {
        let stances = self.stances()?;
        self.functions.diagrams.map(only(leaf(stance)), stances.stance)
    }

    /// The modality kept of an action where the stance is a given one.
    pub(crate) fn kept(&mut self, action: ActionId, stance: Stance) -> Result<Node, OverBudget> {
        if let Some(&kept) = self.kept.get(&(action, stance)) {
            return Ok(kept);
        }
        let kept = self.kept_within(action, stance, Node::EVERYWHERE)?;
        self.kept.insert((action, stance), kept);
        Ok(kept)
    }

    /// The modality kept of an action under whatever is the stance; zero where it is not advised.
    pub(crate) fn advice(&mut self, action: ActionId) -> Result<Node, OverBudget> {
        let stances = self.stances()?;
        let mut advice = Vec::new();
        for &stance in Stance::ALL {
            let elsewhere =
                self.functions.diagrams.map(stance_table(|other| other != stance), stances.stance)?;
            let kept = self.kept(action, stance)?;
            advice.push(self.functions.diagrams.join(Join::Unless(NOT_ADVISED), elsewhere, kept)?);
        }
        let advice = self.functions.diagrams.join_all(Join::Min, NOT_ADVISED, advice)?;
        self.functions.diagrams.map([0, 1, 2, 3, 4, 5, 6, 0], advice)
    }

    /// Where an action is advised under a stance.
    pub(crate) fn advised(&mut self, action: ActionId, stance: Stance) -> Result<Node, OverBudget> {
        let kept = self.kept(action, stance)?;
        self.functions.diagrams.map(modality_table(Modality::is_do), kept)
    }

    /// Where an action is offered under a stance with one of the modalities that are wanted.
    pub(crate) fn offered(
        &mut self,
        action: ActionId,
        stance: Stance,
        wanted: impl Fn(Modality) -> bool,
    ) -> Result<Node, OverBudget> {
        let offers = self.offers(action, stance)?.into_iter();
        let wanted: Vec<Node> =
            offers.filter(|(modality, _)| wanted(*modality)).map(|(_, offered)| offered).collect();
        self.functions.diagrams.any(wanted)
    }

    /// Where each rule offers an action under a stance, and how.
    fn offers(&mut self, action: ActionId, stance: Stance) -> Result<Vec<(Modality, Node)>, OverBudget> {
        let open = self.open(action)?;
        let mut offers = Vec::new();
        for (modality, rule) in self.heard(action, stance) {
            let counts = self.functions.counts(rule)?;
            offers.push((modality, self.both(counts, open)?));
        }
        Ok(offers)
    }

    /// The rules that are let through with an action under a stance, and how they put it.
    pub(crate) fn heard(&self, action: ActionId, stance: Stance) -> Vec<(Modality, RuleId)> {
        let model = self.functions.model;
        let moment = model.actions.at(action).moment;
        let offers = model.rules.numbered().filter_map(|(index, rule)| {
            let &(_, modality) = rule.offers.iter().find(|(offered, _)| *offered == action)?;
            lets_through(rule, moment, modality, stance).then_some((modality, index))
        });
        offers.collect()
    }

    /// Where an action can be done, as far as is known.
    pub(crate) fn open(&mut self, action: ActionId) -> Result<Node, OverBudget> {
        let model = self.functions.model;
        let Some(when) = &model.actions.at(action).when else {
            return Ok(Node::EVERYWHERE);
        };
        let terms = self.terms(model.top())?;
        let when = self.functions.condition(when, &terms)?;
        self.functions.diagrams.map([0, TRUE, TRUE, 0, 0, 0, 0, 0], when)
    }
}

/// True for the stances that are wanted.
pub(crate) fn stance_table(wanted: impl Fn(Stance) -> bool) -> LeafMap {
    any_of(Stance::ALL.iter().filter(|&&stance| wanted(stance)).map(|&stance| leaf(stance)))
}

/// True for the modalities that are wanted.
pub(crate) fn modality_table(wanted: impl Fn(Modality) -> bool) -> LeafMap {
    any_of(
        Modality::ALL.iter().filter(|&&modality| wanted(modality)).map(|&modality| modality_leaf(modality)),
    )
}

/// The leaf of a modality, strongest first.
pub(crate) fn modality_leaf(modality: Modality) -> Leaf {
    match modality {
        Modality::MustNot => 1,
        Modality::Must => 2,
        Modality::ShouldNot => 3,
        Modality::Should => 4,
        Modality::May => 5,
    }
}
