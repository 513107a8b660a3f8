//! Whom a broken safeguard is to be laid to: the entries of an upper layer without which it would hold.

use super::layers::{Point, to_blame};
use crate::check::{Entry, Stacked};
use crate::diagram::OverBudget;
use crate::model::{Advised, Known, Model, Number, RuleId, Safeguard, Vote};
use crate::words::Modality;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The entries of the lowest layer with which a safeguard does not hold in a situation, without which it would; none where
/// that cannot be told, or the lowest layer itself does not keep it.
pub(super) fn blamed(model: &Model, stacked: &Stacked, safeguard: &Safeguard, known: &Known) -> Vec<Entry> {
    for layer in model.layers.numbers().skip(1).filter(|&layer| layer >= safeguard.layer) {
        let is_top = layer == model.top();
        let here = if is_top {
            Some(Cow::Borrowed(model))
        } else {
            stacked.lowest(layer.place() + 1).map(Cow::Owned)
        };
        let Some(here) = here else { continue };
        let mut holds = |here: &Model, taken_out: &BTreeSet<RuleId>| {
            holds(here, taken_out, safeguard, known).unwrap_or(false)
        };
        if !holds(&here, &BTreeSet::new()) {
            return to_blame(&here, stacked, layer, &stacked.entries(layer), &mut holds);
        }
    }
    Vec::new()
}

/// Does a safeguard hold in one situation?
fn holds(
    here: &Model,
    taken_out: &BTreeSet<RuleId>,
    safeguard: &Safeguard,
    known: &Known,
) -> Result<bool, OverBudget> {
    let mut at = Point::of(here, known, taken_out)?;
    if !safeguard.premise().any(|stance| stance == at.stance) {
        return Ok(true);
    }
    let is_complete = known.iter().all(Option::is_some);
    let judges_stance = is_complete || safeguard.stances.is_empty();
    if judges_stance && !safeguard.expect.stances.contains(&at.before_doubt) {
        return Ok(false);
    }
    for unwanted in &safeguard.expect.never_advises {
        if advises(&mut at, here, unwanted)? {
            return Ok(false);
        }
    }
    let stance = at.stance;
    let has_the_say = |&rule: &RuleId| here.rules.at(rule).vote.map(Vote::stance) == Some(stance);
    if !is_complete && !at.counting()?.iter().any(has_the_say) {
        return Ok(true);
    }
    for demand in safeguard.expect.demands() {
        let mut is_met = false;
        for advised in demand {
            is_met = is_met || advises(&mut at, here, advised)?;
        }
        if !is_met {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Is an action advised, or anything that fits a pattern?
fn advises(at: &mut Point<'_>, here: &Model, advised: &Advised) -> Result<bool, OverBudget> {
    let stance = at.stance;
    match *advised {
        Advised::Action(action) => Ok(at.kept(action, stance)?.is_some_and(Modality::is_do)),
        Advised::Pattern(moment, wanted) => {
            let meant = here.actions.numbered();
            for (action, _) in meant.filter(|(_, action)| moment.is_none_or(|moment| moment == action.moment))
            {
                let kept = at.kept(action, stance)?;
                if kept.is_some_and(|kept| wanted.is_none_or(|wanted| wanted == kept)) {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}
