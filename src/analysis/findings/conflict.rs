//! # What it finds
//! A situation, known in full or in part, in which an action is both advised and advised against, or two actions are
//! advised that contradict each other.
//!
//! # Why it matters
//! Whoever reads such guidance is left alone with it at the worst moment.
//!
//! # Example
//! One rule says to name the feeling, another not to, and nothing says which of them gives way.

use super::candidate::{Candidate, asked};
use super::evidence::Shows;
use super::survey::Survey;
use crate::diagram::{Node, OverBudget};
use crate::exact::Prover;
use crate::model::{ActionId, Model};
use crate::words::{FindingCode, Modality, Stance};

pub(super) fn find(survey: &mut Survey<'_>) -> Vec<Candidate> {
    let model = survey.model;
    let mut found = Vec::new();
    for (index, action) in model.actions.numbered() {
        let later = action.contradicts.iter().copied().filter(|&other| other > index);
        let itself = both_directions(model, index).then_some(Clash::Itself(index));
        for clash in itself.into_iter().chain(later.map(|other| Clash::Another(index, other))) {
            let conflict = survey.ask(|survey| conflict(survey, clash));
            found.extend(asked(conflict, || format!("whether advice on `{}` ever conflicts", action.id)));
        }
    }
    found
}

/// What does not go together: doing an action and not doing it, or two actions.
#[derive(Clone, Copy)]
enum Clash {
    Itself(ActionId),
    Another(ActionId, ActionId),
}

impl Clash {
    fn actions(self) -> Vec<ActionId> {
        match self {
            Clash::Itself(action) => vec![action],
            Clash::Another(one, other) => vec![one, other],
        }
    }

    fn message(self, model: &Model) -> String {
        match self {
            Clash::Itself(action) => format!("{} is both advised and advised against", name(model, action)),
            Clash::Another(one, other) => {
                let (one, other) = (name(model, one), name(model, other));
                format!("{one} and {other} contradict each other, and both are advised")
            }
        }
    }

    /// Where it happens, in situations that can be.
    fn region(self, prover: &mut Prover<'_>) -> Result<Node, OverBudget> {
        let mut anywhere = Node::NOWHERE;
        for &stance in Stance::ALL {
            let (one, other) = match self {
                Clash::Itself(action) => (
                    prover.offered(action, stance, Modality::is_do)?,
                    prover.offered(action, stance, |modality| !modality.is_do())?,
                ),
                Clash::Another(one, other) => (prover.advised(one, stance)?, prover.advised(other, stance)?),
            };
            let both = prover.both(one, other)?;
            if both.is_nowhere() {
                continue; // Most never go together, whatever the stance.
            }
            let under = prover.under(stance)?;
            let here = prover.both(both, under)?;
            anywhere = prover.functions.diagrams.either(anywhere, here)?;
        }
        prover.where_possible(anywhere)
    }
}

/// Complete situations are asked first: they cost least, and where a conflict is among them nothing more need be asked.
fn conflict(survey: &mut Survey<'_>, clash: Clash) -> Result<Option<Candidate>, OverBudget> {
    let complete = clash.region(&mut survey.complete)?;
    if complete.is_nowhere() && clash.region(survey.partial()?)?.is_nowhere() {
        return Ok(None);
    }
    let model = survey.model;
    let about = clash.actions().into_iter().map(|action| model.actions.at(action).id.clone());
    let witness = survey.witness(Shows::Conflict(clash.actions()), |prover| clash.region(prover));
    let found = Candidate::new(FindingCode::Conflict, clash.message(model));
    Ok(Some(Candidate { about: about.collect(), share: survey.share(complete), witness, ..found }))
}

/// Do some rules advise an action, and others advise against it?
fn both_directions(model: &Model, action: ActionId) -> bool {
    let offers =
        || model.rules.iter().flat_map(|rule| &rule.offers).filter(|(offered, _)| *offered == action);
    offers().any(|(_, modality)| modality.is_do()) && offers().any(|(_, modality)| !modality.is_do())
}

fn name(model: &Model, action: ActionId) -> String {
    format!("`{}`", model.actions.at(action).id)
}
