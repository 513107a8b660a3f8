//! Checks actions.

use super::layers::{Stack, documents};
use super::scope::Registry;
use super::{order, terms};
use crate::document::{Code, Faults, Origin};
use crate::model::{Action, ActionId, Table, Text, text};

/// The actions of all layers.
pub(super) fn actions(
    stacks: &[Stack],
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> Table<ActionId, Action> {
    let (mut actions, mut origins) = (Table::new(), Table::new());
    for (layer, document) in documents(stacks) {
        let scope = registry.scope(layer);
        for action in &document.actions {
            let contradicts = registry.actions.resolve_all(&action.contradicts, layer, faults);
            if contradicts.contains(&actions.next()) {
                faults.error(Code::DuplicateValue, action.id.origin, "this action contradicts itself");
            }
            faults.look_at_sentence(&action.text, action.text.origin);
            actions.push(Action {
                id: text(&action.id.value),
                moment: action.moment,
                text: text(&action.text.value),
                when: action.when.as_ref().map(|when| scope.condition(when, faults)),
                contradicts,
                urgent: action.urgent.unwrap_or_default(),
                covers: registry.actions.resolve_all(&action.covers, layer, faults),
            });
            origins.push(action.id.origin);
        }
    }
    refuse_circles(&actions, &origins, faults);
    contradict_both_ways(&mut actions);
    actions
}

/// Whichever of two actions says that it contradicts the other, both do.
fn contradict_both_ways(actions: &mut Table<ActionId, Action>) {
    let pairs: Vec<(ActionId, ActionId)> = actions
        .numbered()
        .flat_map(|(index, action)| action.contradicts.iter().map(move |&other| (other, index)))
        .collect();
    for (index, other) in pairs {
        if !actions.at(index).contradicts.contains(&other) {
            actions.change(index, |action| action.contradicts.push(other));
        }
    }
}

/// No action covers itself, whether straight or through others.
fn refuse_circles(actions: &Table<ActionId, Action>, origins: &Table<ActionId, Origin>, faults: &mut Faults) {
    let covers = actions.iter().map(|action| action.covers.clone()).collect();
    for circle in order::order(&covers).err().into_iter().flatten() {
        let names: Table<ActionId, Text> = actions.iter().map(|action| action.id.clone()).collect();
        let message = format!("actions cover one another in a circle: {}", terms::spell(&circle, &names));
        let origin = circle.first().map(|&first| *origins.at(first)).unwrap_or_default();
        let help = Some("let the one that asks for more cover the other, and not the other way round".into());
        faults.error_with_help(Code::CircularCovers, origin, message, help);
    }
}
