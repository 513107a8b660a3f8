//! The situations that are known but for one fact, with what the layers come to there as those below presume it, and as a layer
//! above does: what is looser then is so by what it presumes.
//!
//! One composition is asked, that of the layer: all else of it has been proved. Its functions over partial situations are taken
//! along the value that is presumed, and along the edge of what is unknown where an `unless` is true or the value cannot be.

use super::compared::Compared;
use super::promise::{impossible, impossible_in_part, workspace_with};
use super::side::{Side, Workspace, side_over_complete, side_over_partial};
use crate::answer::{ByLayer, cannot_be};
use crate::diagram::{Join, Node, ONLY_TRUE, OverBudget};
use crate::document::Limit;
use crate::levels::{Over, Place};
use crate::model::{ActionId, Condition, FactId, Known, Model, Presumption, Truth, Unless, ValueCode};
use std::collections::BTreeSet;

/// What is presumed of a fact, by the layers below and by the one that is looked at.
pub(super) struct Presumed {
    pub(super) fact: FactId,
    by: [Option<Presumption>; 2],
}

impl Presumed {
    fn of(compared: &Compared<'_>, fact: FactId) -> Presumed {
        Presumed {
            fact,
            by: [&compared.below, &*compared.here].map(|model| model.presumptions.at(fact).clone()),
        }
    }

    /// The conditions under which nothing is presumed.
    fn unless(&self) -> Vec<&Condition> {
        self.by.iter().flatten().flat_map(|presumed| &presumed.unless).map(|unless| &unless.when).collect()
    }

    /// A situation in which all else is known, with the fact as it is presumed by each.
    pub(super) fn filled(&self, model: &Model, at: &Known) -> [Known; 2] {
        self.by.each_ref().map(|presumption| {
            let Some(presumption) = presumption else { return at.clone() };
            let mut by_layer = ByLayer::of(model, at);
            let holds = |unless: &Unless| by_layer.truth(unless.layer, &unless.when) == Truth::True;
            let mut with = at.clone();
            with.set(self.fact, Some(presumption.code));
            if presumption.unless.iter().any(holds) || cannot_be(model, &with) { at.clone() } else { with }
        })
    }
}

/// The situations that are known but for one fact, and what a layer and those below come to there as each presumes it.
pub(super) struct KnownButForOne {
    pub(super) presumed: Presumed,
    pub(super) workspace: Workspace,
    /// As the layers below presume it, and as this one does.
    pub(super) sides: [Side; 2],
    /// All other situations, and those that cannot be.
    pub(super) beyond: Node,
}

/// Those that are known but for a fact; `None` where no condition tests it.
pub(super) fn known_but_for(
    compared: &Compared<'_>,
    fact: FactId,
) -> Result<Option<KnownButForOne>, OverBudget> {
    let (here, presumed) = (&*compared.here, Presumed::of(compared, fact));
    let mut complete = workspace_with(compared, Over::Complete, &presumed.unless())?;
    let mut partial = workspace_with(compared, Over::Partial, &presumed.unless())?;
    let Some(place) = partial.encoding.fact(fact).cloned() else { return Ok(None) };
    let (_, outlook) = side_over_complete(here, &[], &mut complete)?;
    let side = side_over_partial(here, &demands_that_hang_on(fact, compared), &outlook, &mut partial)?;
    let impossible = impossible(compared, &mut complete)?;
    let impossible = impossible_in_part(impossible, &complete, &mut partial)?;
    let beyond = beyond(&place, (fact, impossible), here, &mut partial)?;
    // Functions of so few situations are small.
    let side = side.mapped(|node| partial.diagrams.without(node, beyond))?;
    partial.diagrams.allow(here.limits.of(Limit::StepsOfLayers));
    let mut as_presumed = |presumption: &Option<Presumption>| {
        let taken = presumption.as_ref().map_or(Ok(Node::NOWHERE), |presumption| {
            taken(presumption, (&place, impossible), here, &mut partial)
        })?;
        let code = presumption.as_ref().map(|presumption| presumption.code);
        side.mapped(|node| along_what_is_presumed(node, &place, (code, taken), &mut partial))
    };
    let [below, above] = presumed.by.each_ref().map(&mut as_presumed);
    let sides = [below?, above?];
    Ok(Some(KnownButForOne { presumed, workspace: partial, sides, beyond }))
}

/// Where another fact is unknown, or this one has no value that can be.
fn beyond(
    place: &Place,
    (fact, impossible): (FactId, Node),
    model: &Model,
    partial: &mut Workspace,
) -> Result<Node, OverBudget> {
    let mut beyond = along(impossible, place, None, partial)?;
    for other in model.vocabulary.facts().numbers().filter(|other| *other != fact) {
        if let Some(unknown) = partial.encoding.unknown(other, &mut partial.diagrams)? {
            beyond = partial.diagrams.either(beyond, unknown)?;
        }
    }
    Ok(beyond)
}

/// Where something is presumed: no `unless` is true, and the value can be.
fn taken(
    presumption: &Presumption,
    (place, impossible): (&Place, Node),
    model: &Model,
    partial: &mut Workspace,
) -> Result<Node, OverBudget> {
    let mut not_taken = along(impossible, place, Some(presumption.code), partial)?;
    for unless in &presumption.unless {
        let truth = partial.on_functions(model, |functions| {
            let terms = functions.terms(model.layers.at(unless.layer))?;
            functions.condition(&unless.when, &terms)
        })?;
        let holds = partial.diagrams.map(ONLY_TRUE, truth)?;
        let holds = along(holds, place, None, partial)?;
        not_taken = partial.diagrams.either(not_taken, holds)?;
    }
    partial.diagrams.negated(not_taken)
}

/// A function with the fact as it is presumed: with the value where that is taken, and unknown elsewhere.
fn along_what_is_presumed(
    function: Node,
    place: &Place,
    (code, taken): (Option<ValueCode>, Node),
    partial: &mut Workspace,
) -> Result<Node, OverBudget> {
    let not_taken = partial.diagrams.negated(taken)?;
    let with = along(function, place, code, partial)?;
    let with = partial.diagrams.without(with, not_taken)?;
    let unknown = along(function, place, None, partial)?;
    let unknown = partial.diagrams.without(unknown, taken)?;
    partial.diagrams.join(Join::Max, with, unknown)
}

/// A function where a fact has a value, or is not known.
fn along(
    function: Node,
    place: &Place,
    code: Option<ValueCode>,
    partial: &mut Workspace,
) -> Result<Node, OverBudget> {
    let unknown = || vec![(place.first, place.unknown_edge())];
    let path = code.map_or_else(unknown, |code| place.edges(code, Over::Partial));
    let mut path = path.into_iter();
    path.try_fold(function, |function, (level, edge)| partial.diagrams.along(function, level, edge))
}

/// The demands of the layers below that hang on a fact: by what opens the action, by a rule that offers it, or by what may set
/// that aside.
fn demands_that_hang_on(fact: FactId, compared: &Compared<'_>) -> Vec<ActionId> {
    let here = &*compared.here;
    let hanging = here.rules.numbered().filter(|(number, _)| here.facts_of(*number).contains(&fact));
    let offered: BTreeSet<ActionId> =
        hanging.flat_map(|(_, rule)| &rule.offers).map(|(action, _)| *action).collect();
    let is_opened = |action: ActionId| {
        let when = here.actions.at(action).when.as_ref();
        when.is_some_and(|when| when.rests_on(fact, here.terms_above()))
    };
    let first_above = compared.below.actions.next();
    let of_below = here.demanded().into_iter().filter(|action| *action < first_above);
    of_below.filter(|&action| offered.contains(&action) || is_opened(action)).collect()
}
