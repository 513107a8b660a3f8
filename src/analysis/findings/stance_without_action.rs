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

use super::candidate::{Candidate, Witness, asked};
use super::evidence::Shows;
use super::finding::FindingLevel;
use super::survey::Survey;
use crate::diagram::{Node, OverBudget};
use crate::exact::Prover;
use crate::words::{FindingCode, Stance};

pub(super) fn find(survey: &mut Survey<'_>, level: FindingLevel) -> Vec<Candidate> {
    let wanted = |stance: &Stance| (*stance >= Stance::Refrain) == (level == FindingLevel::Warning);
    let stances = if survey.model.actions.is_empty() { &[] } else { Stance::ALL };
    let found = stances.iter().copied().filter(wanted).filter_map(|stance| {
        let found = survey.ask(|survey| without_action(survey, stance));
        asked(found, || format!("whether `{stance}` is ever reached without any action"))
    });
    found.collect()
}

fn without_action(survey: &mut Survey<'_>, stance: Stance) -> Result<Option<Candidate>, OverBudget> {
    let prover = &mut survey.complete;
    let offers = offered(prover, stance)?;
    let under = prover.under(stance)?;
    let mut left = prover.where_possible(under)?;
    for offered in offers {
        if left.is_nowhere() {
            return Ok(None);
        }
        left = prover.without(left, offered)?;
    }
    if left.is_nowhere() {
        return Ok(None);
    }
    let message = format!("`{stance}` is reached without any action advised");
    let known = survey.complete_witness(left);
    let witness = known.map(|known| Witness { known, shows: Shows::NoAction(stance) });
    let share = survey.share(left);
    Ok(Some(Candidate { share, witness, ..Candidate::new(FindingCode::StanceWithoutAction, message) }))
}

/// Where a rule offers an action that can be done and is let through under a stance, for each such: whatever is let through,
/// something is kept of the action. The simplest come first: what applies nearly everywhere takes most away, and keeps what is
/// left simple.
fn offered(prover: &mut Prover<'_>, stance: Stance) -> Result<Vec<Node>, OverBudget> {
    let mut offers = Vec::new();
    for action in prover.functions.model.actions.numbers() {
        for (_, rule) in prover.heard(action, stance) {
            let (counts, open) = (prover.functions.counts(rule)?, prover.open(action)?);
            offers.push(prover.both(counts, open)?);
        }
    }
    let diagrams = &prover.functions.diagrams;
    offers.sort_by_cached_key(|&offered| diagrams.inner(offered).len());
    Ok(offers)
}
