//! Checks actions.

use super::layers::{Stack, documents};
use super::scope::Registry;
use crate::document::{Code, Faults};
use crate::model::{Action, text};

/// The actions of all layers.
pub(super) fn actions(stacks: &[Stack], registry: &Registry, faults: &mut Faults) -> Vec<Action> {
    let mut actions = Vec::new();
    for (layer, document) in documents(stacks) {
        let scope = registry.scope(layer);
        for action in &document.actions {
            let contradicts = registry.actions.resolve_all(&action.contradicts, layer, faults);
            if contradicts.contains(&actions.len()) {
                faults.error(Code::DuplicateValue, action.id.origin, "this action contradicts itself");
            }
            faults.look_at_sentence(&action.text, action.text.origin);
            actions.push(Action {
                id: text(&action.id.value),
                moment: action.moment,
                text: text(&action.text.value),
                when: action.when.as_ref().map(|when| scope.condition(when, faults)),
                contradicts,
            });
        }
    }
    contradict_both_ways(&mut actions);
    actions
}

/// Whichever of two actions says that it contradicts the other, both do.
fn contradict_both_ways(actions: &mut [Action]) {
    let pairs: Vec<(usize, usize)> = actions
        .iter()
        .enumerate()
        .flat_map(|(index, action)| action.contradicts.iter().map(move |&other| (other, index)))
        .collect();
    for (index, other) in pairs {
        if let Some(action) = actions.get_mut(index).filter(|action| !action.contradicts.contains(&other)) {
            action.contradicts.push(other);
        }
    }
}
