//! Whom a broken safeguard is to be laid to: the entries of an upper layer without which it would hold.

use super::layers::{Point, to_blame};
use crate::check::{Entry, Stacked};
use crate::model::{Known, Model, Number, RuleId, Safeguard};
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
            Point::of(here, known, taken_out)
                .and_then(|mut at| at.breaks(safeguard))
                .is_ok_and(|breaks| !breaks)
        };
        if !holds(&here, &BTreeSet::new()) {
            return to_blame(&here, stacked, layer, &stacked.entries(layer), &mut holds);
        }
    }
    Vec::new()
}
