//! What one composition comes to, as functions of every situation: its stance, and what it demands under each stance.

use crate::diagram::{Diagrams, Join, Node, OverBudget, only};
use crate::exact::{Functions, Outlook, Prover, leaf, modality_leaf};
use crate::levels::Encoding;
use crate::model::{ActionId, Model, RuleId, Vote};
use crate::words::{Modality, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// Where functions are made: those of all compositions that are compared are made in one place, so that equal ones are one.
pub(super) struct Workspace {
    pub(super) encoding: Encoding,
    pub(super) diagrams: Diagrams,
}

/// The actions that compositions are compared by: all of the layers below, or some.
pub(super) type Actions<'a> = &'a [ActionId];

/// What a composition comes to.
pub(super) struct Side {
    /// The stance.
    pub(super) stance: Node,
    /// The strictest limit of law or ethics that counts; the laxest stance where none does.
    pub(super) floor: Node,
    /// The modality kept of each action.
    pub(super) kept: ByStance,
    /// Where it is kept because law or ethics demand it so.
    pub(super) demanded: ByStance,
}

/// Of an action, at a stance.
pub(super) type ByStance = BTreeMap<(ActionId, Stance), Node>;

/// What stands there; nowhere, where nothing does.
pub(super) fn at(nodes: &ByStance, action: ActionId, stance: Stance) -> Node {
    nodes.get(&(action, stance)).copied().unwrap_or(Node::NOWHERE)
}

impl Side {
    /// Other functions in the place of all of it.
    pub(super) fn mapped(
        &self,
        mut other: impl FnMut(Node) -> Result<Node, OverBudget>,
    ) -> Result<Side, OverBudget> {
        let (stance, floor) = (other(self.stance)?, other(self.floor)?);
        let mut all = |nodes: &ByStance| -> Result<ByStance, OverBudget> {
            nodes.iter().map(|(&key, &node)| Ok((key, other(node)?))).collect()
        };
        Ok(Side { stance, floor, kept: all(&self.kept)?, demanded: all(&self.demanded)? })
    }
}

/// What a composition demands of an action, under each stance.
pub(super) struct Demands {
    /// The modality kept.
    pub(super) kept: Vec<Node>,
    /// Where it is kept because law or ethics demand it so.
    pub(super) demanded: Vec<Node>,
}

impl Workspace {
    /// An empty one over some levels, with a budget of steps.
    pub(super) fn new(encoding: Encoding, steps: usize) -> Result<Workspace, OverBudget> {
        let diagrams = encoding.diagrams(steps)?;
        Ok(Workspace { encoding, diagrams })
    }

    /// Works on the functions of a composition of which no rule is judged. Whatever was made is kept, also where the work is given
    /// up: what is asked next may take fewer steps.
    pub(super) fn on_functions<'a, T>(
        &mut self,
        model: &'a Model,
        work: impl FnOnce(&mut Functions<'a>) -> Result<T, OverBudget>,
    ) -> Result<T, OverBudget> {
        let mut functions = Functions::unjudged(model, self.encoding.clone(), self.take_diagrams()?);
        let result = work(&mut functions);
        self.diagrams = functions.diagrams;
        result
    }

    /// Works on a composition with every rule judged, likewise.
    pub(super) fn on_prover<'a, T>(
        &mut self,
        model: &'a Model,
        prover: impl FnOnce(Functions<'a>) -> Prover<'a>,
        work: impl FnOnce(&mut Prover<'a>) -> Result<T, OverBudget>,
    ) -> Result<T, OverBudget> {
        let functions = Functions::unjudged(model, self.encoding.clone(), self.take_diagrams()?);
        let mut prover = prover(functions);
        let judged = prover.functions.judge(&BTreeSet::new());
        let result = judged.and_then(|()| work(&mut prover));
        self.diagrams = prover.functions.diagrams;
        result
    }

    fn take_diagrams(&mut self) -> Result<Diagrams, OverBudget> {
        Ok(std::mem::replace(&mut self.diagrams, Diagrams::new(Vec::new(), 0)?))
    }
}

/// What a composition comes to over complete situations, of some actions; with the outlook that partial ones need.
pub(super) fn side_over_complete(
    model: &Model,
    actions: Actions<'_>,
    workspace: &mut Workspace,
) -> Result<(Side, Outlook), OverBudget> {
    workspace.on_prover(model, Prover::over_complete, |prover| {
        let outlook = Outlook::of(&mut prover.functions)?;
        Ok((side(prover, actions)?, outlook))
    })
}

/// The outlook of a composition, and the one that it has where other situations cannot be.
pub(super) fn outlooks(
    model: &Model,
    impossible: Node,
    workspace: &mut Workspace,
) -> Result<[Outlook; 2], OverBudget> {
    workspace.on_prover(model, Prover::over_complete, |prover| {
        let functions = &mut prover.functions;
        Ok([Outlook::of(functions)?, Outlook::within(impossible, functions)?])
    })
}

/// The stance of a composition over partial situations.
pub(super) fn stance_over_partial(
    model: &Model,
    outlook: &Outlook,
    workspace: &mut Workspace,
) -> Result<Node, OverBudget> {
    let prover = |functions| Prover::over_partial(functions, outlook);
    workspace.on_prover(model, prover, |prover| Ok(prover.stances()?.stance))
}

/// What a composition comes to over partial situations, of some actions.
pub(super) fn side_over_partial(
    model: &Model,
    actions: Actions<'_>,
    outlook: &Outlook,
    workspace: &mut Workspace,
) -> Result<Side, OverBudget> {
    let prover = |functions| Prover::over_partial(functions, outlook);
    workspace.on_prover(model, prover, |prover| side(prover, actions))
}

fn side(prover: &mut Prover<'_>, actions: Actions<'_>) -> Result<Side, OverBudget> {
    let stance = prover.stances()?.stance;
    side_of(prover, actions, stance)
}

/// What rules that have been judged come to, with their stance.
pub(super) fn side_of(
    prover: &mut Prover<'_>,
    actions: Actions<'_>,
    stance: Node,
) -> Result<Side, OverBudget> {
    let floor = floor(&mut prover.functions)?;
    let (mut kept, mut demanded) = (BTreeMap::new(), BTreeMap::new());
    for &action in actions {
        let demands = demands(prover, action)?;
        kept.extend(Stance::ALL.iter().map(|stance| (action, *stance)).zip(demands.kept));
        demanded.extend(Stance::ALL.iter().map(|stance| (action, *stance)).zip(demands.demanded));
    }
    Ok(Side { stance, floor, kept, demanded })
}

/// What is demanded of an action.
pub(super) fn demands(prover: &mut Prover<'_>, action: ActionId) -> Result<Demands, OverBudget> {
    let kept = Stance::ALL.iter().map(|stance| prover.kept(action, *stance));
    let kept = kept.collect::<Result<Vec<Node>, OverBudget>>()?;
    let demanded = Stance::ALL.iter().map(|stance| demanded_by_law(prover, action, *stance));
    Ok(Demands { kept, demanded: demanded.collect::<Result<Vec<Node>, OverBudget>>()? })
}

/// Every rule judged, but those that are taken out.
pub(super) fn judged<'a>(
    model: &'a Model,
    taken_out: &BTreeSet<RuleId>,
    workspace: Workspace,
) -> Result<Functions<'a>, OverBudget> {
    let mut functions = Functions::unjudged(model, workspace.encoding, workspace.diagrams);
    functions.judge(taken_out)?;
    Ok(functions)
}

/// The strictest limit of law or ethics that counts.
fn floor(functions: &mut Functions<'_>) -> Result<Node, OverBudget> {
    let mut floors = Vec::new();
    for (index, rule) in functions.model.rules.numbered() {
        if let (Some(Vote::AtLeast(stance)), true) = (rule.vote, rule.authority.is_law_or_ethics()) {
            let counts = functions.counts(index)?;
            floors.push(functions.diagrams.map([0, 0, leaf(stance), 0, 0, 0, 0, 0], counts)?);
        }
    }
    functions.diagrams.join_all(Join::Max, 0, floors)
}

/// Where law or ethics demand that an action be done, or not be done: the leaf of that modality, zero elsewhere.
fn demanded_by_law(prover: &mut Prover<'_>, action: ActionId, stance: Stance) -> Result<Node, OverBudget> {
    let mut demanded = Node::NOWHERE;
    for &wanted in Modality::ALL.iter().filter(|modality| modality.is_absolute()) {
        let mut offered = Vec::new();
        for (modality, rule) in prover.heard(action, stance) {
            let authority = prover.functions.model.rules.at(rule).authority;
            if modality == wanted && authority.is_law_or_ethics() {
                offered.push(prover.functions.counts(rule)?);
            }
        }
        if !offered.is_empty() {
            let offered = prover.functions.diagrams.any(offered)?;
            let kept = prover.kept(action, stance)?;
            let kept = prover.functions.diagrams.map(only(modality_leaf(wanted)), kept)?;
            let both = prover.both(kept, offered)?;
            let table = [0, 0, modality_leaf(wanted), 0, 0, 0, 0, 0];
            let here = prover.functions.diagrams.map(table, both)?;
            demanded = prover.functions.diagrams.join(Join::Max, demanded, here)?;
        }
    }
    Ok(demanded)
}
