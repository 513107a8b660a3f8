//! The functions of two guidelines over the same situations.

use super::joint::Joint;
use crate::diagram::{Diagrams, Node, OverBudget};
use crate::document::Limit;
use crate::exact::{Functions, Outlook, Prover, fact_order};
use crate::levels::{Encoding, Over};
use crate::model::{Model, Table, Text, Vote};
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
        let mut of_old = judged(&joint.old, encoding.clone(), diagrams)?;
        let (mut old, offered_by_old) = (side(&mut of_old)?, offered(&mut of_old)?);
        // All is made in the same diagrams, which are handed on: so equal functions are one.
        let diagrams = std::mem::replace(&mut of_old.functions.diagrams, Diagrams::new(Vec::new(), 0)?);
        let mut of_new = judged(&joint.new, encoding, diagrams)?;
        let (mut new, offered_by_new) = (side(&mut of_new)?, offered(&mut of_new)?);
        let is_changed = |action: &&Text| offered_by_old.get(*action) != offered_by_new.get(*action);
        let changed: BTreeSet<&Text> =
            offered_by_old.keys().chain(offered_by_new.keys()).filter(is_changed).collect();
        new.advice = advice(&mut of_new, &changed)?;
        std::mem::swap(&mut of_old.functions.diagrams, &mut of_new.functions.diagrams);
        old.advice = advice(&mut of_old, &changed)?;
        std::mem::swap(&mut of_old.functions.diagrams, &mut of_new.functions.diagrams);
        let mut functions = of_new.functions;
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
    let steps = joint.new.limits.of(Limit::StepsOfComparisons);
    let diagrams = encoding.diagrams(steps)?;
    Ok((encoding, diagrams))
}

fn judged(model: &Model, encoding: Encoding, diagrams: Diagrams) -> Result<Prover<'_>, OverBudget> {
    Ok(Prover::over_complete(Functions::judged(model, encoding, diagrams)?))
}

/// One guideline, but for its advice.
fn side(prover: &mut Prover<'_>) -> Result<Side, OverBudget> {
    let model = prover.functions.model;
    let impossible = prover.functions.impossible(model.top())?;
    let outlook = Outlook::of(&mut prover.functions)?;
    let mut safeguards = BTreeMap::new();
    for safeguard in &model.safeguards {
        safeguards.insert(safeguard.id.clone(), prover.when(safeguard)?);
    }
    Ok(Side { stance: prover.stances()?.stance, impossible, advice: BTreeMap::new(), safeguards, outlook })
}

/// How each action is offered.
fn offered(prover: &mut Prover<'_>) -> Result<BTreeMap<Text, Offered>, OverBudget> {
    let model = prover.functions.model;
    let mut offered = BTreeMap::new();
    for (number, action) in model.actions.numbered() {
        let mut by = Vec::new();
        for (index, rule) in model.rules.numbered() {
            if let Some(&(_, modality)) = rule.offers.iter().find(|(offered, _)| *offered == number) {
                by.push((modality, rule.authority, rule.vote, prover.functions.counts(index)?));
            }
        }
        let open = prover.open(number)?;
        offered.insert(action.id.clone(), Offered { moment: action.moment, open, by });
    }
    Ok(offered)
}

/// The modality kept of some actions.
fn advice(prover: &mut Prover<'_>, wanted: &BTreeSet<&Text>) -> Result<BTreeMap<Text, Node>, OverBudget> {
    let actions = prover.functions.model.actions.numbered();
    let wanted = actions.filter(|(_, action)| wanted.contains(&action.id));
    wanted.map(|(number, action)| Ok((action.id.clone(), prover.advice(number)?))).collect()
}

fn partial_side<'a>(
    model: &'a Model,
    outlook: &'a Outlook,
    encoding: Encoding,
    diagrams: Diagrams,
) -> Result<(Node, Node, Functions<'a>), OverBudget> {
    let mut prover = Prover::over_partial(Functions::judged(model, encoding, diagrams)?, outlook);
    let possible = prover.where_possible(Node::EVERYWHERE)?;
    Ok((prover.stances()?.stance, possible, prover.functions))
}
