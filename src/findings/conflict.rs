//! # What it finds
//! A situation, known in full or in part, in which an action is both advised and advised against, or two actions are
//! advised that contradict each other.
//!
//! # Why it matters
//! Whoever reads such guidance is left alone with it at the worst moment.
//!
//! # Example
//! One rule says to name the feeling, another not to, and nothing says which of them gives way.

use super::{FindingCode, Found, undecided, witness};
use crate::diagram::{Join, Node, OverBudget};
use crate::model::Model;
use crate::prover::Prover;
use crate::words::{Modality, Stance};

pub(super) fn find(prover: &mut Prover<'_>) -> Vec<Found> {
    let model = prover.functions.model;
    let mut found = Vec::new();
    for (index, action) in model.actions.iter().enumerate() {
        let later = action.contradicts.iter().copied().filter(|&other| other > index);
        let contradicted: Vec<usize> = later.collect();
        match search(prover, index, &contradicted) {
            Ok(conflicts) => found.extend(conflicts),
            Err(OverBudget) => {
                found.push(undecided(&format!("whether advice on `{}` ever conflicts", action.id)));
            }
        }
    }
    found
}

fn search(prover: &mut Prover<'_>, action: usize, contradicted: &[usize]) -> Result<Vec<Found>, OverBudget> {
    let model = prover.functions.model;
    let mut found = Vec::new();
    if both_directions(model, action) {
        let function = over_stances(prover, |prover, stance| {
            let done = prover.offered(action, stance, Modality::is_do)?;
            let not_done = prover.offered(action, stance, |modality| !modality.is_do())?;
            prover.both(done, not_done)
        })?;
        let name = name(model, action);
        found.extend(report(prover, function, format!("{name} is both advised and advised against")));
    }
    for &other in contradicted {
        let function = over_stances(prover, |prover, stance| {
            let (one, other) = (prover.advised(action, stance)?, prover.advised(other, stance)?);
            prover.both(one, other)
        })?;
        let (one, other) = (name(model, action), name(model, other));
        found.extend(report(
            prover,
            function,
            format!("{one} and {other} contradict each other, and both are advised"),
        ));
    }
    Ok(found)
}

/// Do some rules advise an action, and others advise against it?
fn both_directions(model: &Model, action: usize) -> bool {
    let offers =
        || model.rules.iter().flat_map(|rule| &rule.offers).filter(|(offered, _)| *offered == action);
    offers().any(|(_, modality)| modality.is_do()) && offers().any(|(_, modality)| !modality.is_do())
}

/// Where something holds under whatever is the stance there, in situations that can be.
fn over_stances(
    prover: &mut Prover<'_>,
    mut holds: impl FnMut(&mut Prover<'_>, Stance) -> Result<Node, OverBudget>,
) -> Result<Node, OverBudget> {
    let mut anywhere = Node::leaf(0);
    for &stance in Stance::ALL {
        let here = holds(prover, stance)?;
        let under = prover.under(stance)?;
        let here = prover.both(here, under)?;
        anywhere = prover.functions.diagrams.join(Join::Max, anywhere, here)?;
    }
    prover.where_possible(anywhere)
}

fn report(prover: &Prover<'_>, function: Node, message: String) -> Option<Found> {
    let known = witness(prover, function)?;
    Some(Found { code: FindingCode::Conflict, message, rules: Vec::new(), witness: Some(known) })
}

fn name(model: &Model, action: usize) -> String {
    model.actions.get(action).map(|action| format!("`{}`", action.id)).unwrap_or_default()
}
