//! The functions of two guidelines over the same situations.

use super::joint::Joint;
use crate::diagram::{Diagrams, Node, OverBudget};
use crate::document::Limit;
use crate::exact::{Encoding, Functions, Outlook, Over, Prover, fact_order};
use crate::model::{ActionId, Model, Table, Text, Vote};
use crate::words::{Authority, Modality, Moment};
use std::collections::{BTreeMap, BTreeSet};

/// Both guidelines over complete situations.
pub(super) struct Sides<'a> {
    /// The conditions of the new one, with the diagrams that hold everything.
    pub(super) functions: Functions<'a>,
    pub(super) old: Side,
    pub(super) new: Side,
    /// Where either holds a situation impossible, and where both let it be.
    pub(super) impossible: Node,
    pub(super) possible: Node,
}

/// One guideline.
pub(super) struct Side {
    pub(super) stance: Node,
    pub(super) impossible: Node,
    /// The modality kept of each action that is not offered alike by both; zero where it is not advised.
    pub(super) advice: BTreeMap<Text, Node>,
    /// Where each safeguard speaks.
    pub(super) safeguards: BTreeMap<Text, Node>,
    outlook: Outlook,
    offered: BTreeMap<Text, Offered>,
}

/// How an action is offered. Where both guidelines offer it alike, the same is kept of it under the same stance, and that large
/// function need not be worked out: most of what two guidelines hold is mostly the same.
#[derive(PartialEq, Eq)]
struct Offered {
    moment: Moment,
    /// Where it can be done.
    open: Node,
    /// The rules that offer it, in their order: how, with what authority and vote, and where each counts.
    by: Vec<(Modality, Authority, Option<Vote>, Node)>,
}

/// The stances of both over partial situations, and where both let those be.
pub(super) struct PartialSides<'a> {
    pub(super) functions: Functions<'a>,
    pub(super) old: Node,
    pub(super) new: Node,
    pub(super) possible: Node,
}

impl<'a> Sides<'a> {
    pub(super) fn new(joint: &'a Joint) -> Result<Sides<'a>, OverBudget> {
        let (encoding, diagrams) = laid_out(joint, Over::Complete)?;
        let (mut old, lower) = side(&joint.old, encoding, diagrams)?;
        let (mut new, lower) = side(&joint.new, lower.encoding, lower.diagrams)?;
        let changed = |action: &Text| old.offered.get(action) != new.offered.get(action);
        let changed: BTreeSet<Text> =
            old.offered.keys().chain(new.offered.keys()).filter(|action| changed(action)).cloned().collect();
        let (advised, lower) = advice(&joint.old, &changed, lower.encoding, lower.diagrams)?;
        old.advice = advised;
        let (advised, mut functions) = advice(&joint.new, &changed, lower.encoding, lower.diagrams)?;
        new.advice = advised;
        let impossible = functions.diagrams.either(old.impossible, new.impossible)?;
        let possible = functions.diagrams.negated(impossible)?;
        Ok(Sides { functions, old, new, impossible, possible })
    }

    /// Both over partial situations.
    pub(super) fn partial<'s>(&'s self, joint: &'s Joint) -> Result<PartialSides<'s>, OverBudget> {
        let (encoding, diagrams) = laid_out(joint, Over::Partial)?;
        let (old, old_possible, lower) = partial_side(&joint.old, &self.old.outlook, encoding, diagrams)?;
        let (new, new_possible, mut functions) =
            partial_side(&joint.new, &self.new.outlook, lower.encoding, lower.diagrams)?;
        let possible = functions.diagrams.both(old_possible, new_possible)?;
        Ok(PartialSides { functions, old, new, possible })
    }
}

/// The facts of both as levels, told apart by the conditions of both.
fn laid_out(joint: &Joint, over: Over) -> Result<(Encoding, Diagrams), OverBudget> {
    let conditions = joint.old.conditions().chain(joint.new.conditions());
    let nothing_known = Table::alike(&joint.facts, None);
    let encoding = Encoding::of(&joint.facts, conditions, &fact_order(&joint.new), &nothing_known, over);
    let steps = joint.new.limits.of(Limit::StepsOfProofs);
    let diagrams = Diagrams::new(encoding.arities().to_vec(), steps.saturating_mul(2))?;
    Ok((encoding, diagrams))
}

fn side(model: &Model, encoding: Encoding, diagrams: Diagrams) -> Result<(Side, Functions<'_>), OverBudget> {
    let mut functions = Functions::unjudged(model, encoding, diagrams);
    functions.judge(&BTreeSet::new())?;
    let impossible = functions.impossible(model.top())?;
    let outlook = Outlook::of(&mut functions)?;
    let mut prover = Prover::over_complete(functions);
    let mut offered = BTreeMap::new();
    for (index, action) in model.actions.numbered() {
        offered.insert(action.id.clone(), offered_by(&mut prover, index)?);
    }
    let mut safeguards = BTreeMap::new();
    for safeguard in &model.safeguards {
        safeguards.insert(safeguard.id.clone(), prover.when(safeguard)?);
    }
    let stance = prover.stances()?.stance;
    let advice = BTreeMap::new();
    Ok((Side { stance, impossible, advice, safeguards, outlook, offered }, prover.functions))
}

fn offered_by(prover: &mut Prover<'_>, action: ActionId) -> Result<Offered, OverBudget> {
    let model = prover.functions.model;
    let mut by = Vec::new();
    for (index, rule) in model.rules.numbered() {
        let Some(&(_, modality)) = rule.offers.iter().find(|(offered, _)| *offered == action) else {
            continue;
        };
        by.push((modality, rule.authority, rule.vote, prover.functions.counts(index)?));
    }
    Ok(Offered { moment: model.actions.at(action).moment, open: prover.open(action)?, by })
}

/// The modality kept of some actions.
fn advice<'a>(
    model: &'a Model,
    wanted: &BTreeSet<Text>,
    encoding: Encoding,
    diagrams: Diagrams,
) -> Result<(BTreeMap<Text, Node>, Functions<'a>), OverBudget> {
    let mut functions = Functions::unjudged(model, encoding, diagrams);
    functions.judge(&BTreeSet::new())?;
    let mut prover = Prover::over_complete(functions);
    let mut advice = BTreeMap::new();
    for (index, action) in model.actions.numbered().filter(|(_, action)| wanted.contains(&action.id)) {
        advice.insert(action.id.clone(), prover.advice(index)?);
    }
    Ok((advice, prover.functions))
}

fn partial_side<'a>(
    model: &'a Model,
    outlook: &'a Outlook,
    encoding: Encoding,
    diagrams: Diagrams,
) -> Result<(Node, Node, Functions<'a>), OverBudget> {
    let mut functions = Functions::unjudged(model, encoding, diagrams);
    functions.judge(&BTreeSet::new())?;
    let mut prover = Prover::over_partial(functions, outlook);
    let possible = prover.where_possible(Node::EVERYWHERE)?;
    Ok((prover.stances()?.stance, possible, prover.functions))
}
