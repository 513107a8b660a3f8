//! # What it finds
//! A stance that is reached in some complete situation in which no action at all is advised, neither to do nor not to do.
//! A guideline without actions is left out: it speaks of stances only. Under `refrain` and `pause` it is a fault, and
//! otherwise a note: who may let it show has nothing more to do.
//!
//! # Why it matters
//! "Hold back" alone helps nobody: what is there to do instead, and afterwards?
//!
//! # Example
//! A limit of `pause` without actions, beside rules whose actions are for laxer stances.

use super::evidence::Shows;
use super::finding::{FindingCode, FindingLevel};
use super::found::{Found, Witness, asked};
use super::survey::Survey;
use crate::diagram::OverBudget;
use crate::exact::Prover;
use crate::model::{ActionId, RuleId};
use crate::words::Stance;

pub(super) fn find(survey: &mut Survey<'_>, level: FindingLevel) -> Vec<Found> {
    let wanted = |stance: &Stance| (*stance >= Stance::Refrain) == (level == FindingLevel::Warning);
    let stances = if survey.model.actions.is_empty() { &[] } else { Stance::ALL };
    let found = stances.iter().copied().filter(wanted).filter_map(|stance| {
        let found = survey.ask(|survey| without_action(survey, stance));
        asked(found, || format!("whether `{stance}` is ever reached without any action"))
    });
    found.collect()
}

fn without_action(survey: &mut Survey<'_>, stance: Stance) -> Result<Option<Found>, OverBudget> {
    let prover = &mut survey.complete;
    let under = prover.under(stance)?;
    let mut left = prover.where_possible(under)?;
    // Whatever is let through, something is kept of the action.
    for (rule, action) in let_through(prover, stance) {
        if left.is_nowhere() {
            return Ok(None);
        }
        let (counts, open) = (prover.functions.counts(rule)?, prover.open(action)?);
        let offered = prover.both(counts, open)?;
        left = prover.without(left, offered)?;
    }
    if left.is_nowhere() {
        return Ok(None);
    }
    let message = format!("`{stance}` is reached without any action advised");
    let known = survey.complete_witness(left);
    let witness = known.map(|known| Witness { known, shows: Shows::NoAction(stance) });
    let share = survey.share(left);
    Ok(Some(Found { share, witness, ..Found::new(FindingCode::StanceWithoutAction, message) }))
}

/// What rules offer that is let through under a stance. The rules first whose vote it is, as one of them counts almost wherever
/// it is the stance; of each, the actions first that can always be done.
fn let_through(prover: &Prover<'_>, stance: Stance) -> Vec<(RuleId, ActionId)> {
    let model = prover.functions.model;
    let heard = |action| prover.heard(action, stance).into_iter().map(move |(_, rule)| (rule, action));
    let mut offers: Vec<(RuleId, ActionId)> = model.actions.numbers().flat_map(heard).collect();
    offers.sort_by_key(|&(rule, action)| {
        let votes = model.rules.at(rule).vote.is_some_and(|vote| vote.stance() == stance);
        (!votes, rule, model.actions.at(action).when.is_some(), action)
    });
    offers
}
