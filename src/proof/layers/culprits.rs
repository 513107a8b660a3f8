//! Which entries of an upper layer are to blame: a small set without which one situation would be as it should be.

use crate::check::{Entry, EntryKind, Stacked};
use crate::document::Limit;
use crate::model::{LayerId, Model, RuleId};
use std::collections::BTreeSet;

/// The entries of a layer, up to which a model is composed, without which a situation would be mended; none where that
/// cannot be told. Single entries are tried first; else entries are put back one by one as long as it stays mended.
pub(in crate::proof) fn to_blame(
    here: &Model,
    stacked: &Stacked,
    layer: LayerId,
    suspects: &[Entry],
    is_mended: &mut dyn FnMut(&Model, &BTreeSet<RuleId>) -> bool,
) -> Vec<Entry> {
    if suspects.len() > here.limits.of(Limit::EntriesTried) {
        return Vec::new();
    }
    let mut mends = |taken_out: &[Entry]| without(here, stacked, layer, taken_out, is_mended);
    if let Some(alone) = suspects.iter().find(|entry| mends(std::slice::from_ref(entry))) {
        return vec![alone.clone()];
    }
    let mut blamed = suspects.to_vec();
    if !mends(&blamed) {
        return Vec::new();
    }
    for suspect in suspects {
        let fewer: Vec<Entry> = blamed.iter().filter(|entry| *entry != suspect).cloned().collect();
        if mends(&fewer) {
            blamed = fewer;
        }
    }
    blamed
}

/// Is a situation mended without some entries?
fn without(
    here: &Model,
    stacked: &Stacked,
    layer: LayerId,
    taken_out: &[Entry],
    is_mended: &mut dyn FnMut(&Model, &BTreeSet<RuleId>) -> bool,
) -> bool {
    if taken_out.iter().all(|entry| entry.kind == EntryKind::Rule) {
        let rules = here.rules.numbered();
        let named = rules.filter(|(_, rule)| taken_out.iter().any(|entry| entry.name == rule.id));
        return is_mended(here, &named.map(|(index, _)| index).collect());
    }
    let composed = stacked.up_to(layer, |entry| !taken_out.contains(entry));
    composed.is_some_and(|composed| is_mended(&composed, &BTreeSet::new()))
}
