//! Checks how groups of facts are called.

use super::layers::{WrittenLayer, documents};
use super::names::Form;
use super::scope::Registry;
use crate::document::{Code, Faults};
use crate::model::{FactGroup, text};
use std::collections::BTreeSet;

/// The groups of facts: those that documents list, lower layers first, then the others in the order of their facts. An
/// upper layer may call one of a layer below by another name.
pub(super) fn groups(
    written_layers: &[WrittenLayer],
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> Vec<FactGroup> {
    let mut groups: Vec<FactGroup> = Vec::new();
    let mut stated = BTreeSet::new();
    for (layer, document) in documents(written_layers) {
        for group in &document.groups {
            faults.form(&group.id, "a group of facts", Form::Snake);
            let id = group.id.value.as_str();
            if !stated.insert((layer, id)) {
                let message = format!("this layer lists the group `{id}` twice");
                faults.error_with_help(
                    Code::DuplicateId,
                    group.id.origin,
                    message,
                    Some("take one out".into()),
                );
            }
            let here = registry.groups_seen_from(layer);
            if !faults.incomplete && !here.contains(&id) && faults.none_within(group.id.origin) {
                let message = format!("no fact of this layer or below is in a group called `{id}`");
                let help = faults.did_you_mean_or_list(id, here.iter().copied());
                faults.error_with_help(Code::UnknownFact, group.id.origin, message, help);
            }
            match groups.iter_mut().find(|known| &*known.id == id) {
                Some(known) => known.label = text(&group.label),
                None => groups.push(FactGroup { id: text(id), label: text(&group.label) }),
            }
        }
    }
    for fact in registry.vocabulary.facts() {
        if !groups.iter().any(|group| &*group.id == fact.group()) {
            let words = fact.group().replace('_', " ");
            groups.push(FactGroup { id: text(fact.group()), label: text(words) });
        }
    }
    groups
}
