//! Checks actions.

use super::layers::{WrittenLayer, documents};
use super::scope::Registry;
use super::withdrawn_actions::WithdrawnActions;
use super::{order, terms};
use crate::document::{At, Code, Faults, Origin, RuleSet, rule_set};
use crate::model::{Action, ActionId, LayerId, Table, Text, text};
use crate::words::{Modality, Moment};

/// The actions of all layers, each with the text of the uppermost that words it.
pub(super) fn actions(
    written_layers: &[WrittenLayer],
    registry: &Registry<'_>,
    withdrawn: &WithdrawnActions,
    faults: &mut Faults,
) -> Table<ActionId, Action> {
    let (mut actions, mut origins) = (Table::new(), Table::new());
    for (layer, document) in documents(written_layers) {
        for action in document.actions.iter().filter(|action| !action.is_reworded()) {
            let contradicts = resolved(action.contradicts.as_ref(), layer, registry, faults);
            if contradicts.contains(&actions.next()) {
                faults.error(Code::DuplicateValue, action.id.origin, "this action contradicts itself");
            }
            faults.look_at_sentence(&action.text, action.text.origin);
            refuse_to_cover_demands(action, layer, written_layers, faults);
            actions.push(Action {
                id: text(&action.id.value),
                // Where it is not said, that has been reported.
                moment: action.moment.0.as_ref().map_or(Moment::InTheMoment, |moment| moment.value),
                text: text(&action.text.value),
                when: action.when.as_ref().map(|when| registry.scope(layer).condition(when, faults)),
                contradicts,
                urgent: action.urgent.as_ref().is_some_and(|urgent| urgent.value),
                covers: resolved(action.covers.as_ref(), layer, registry, faults),
                withdrawn: withdrawn.by(actions.next()).is_some(),
            });
            origins.push(action.id.origin);
        }
    }
    reword(written_layers, registry, &mut actions, faults);
    refuse_circles(&actions, &origins, faults);
    contradict_both_ways(&mut actions);
    actions
}

/// Gives actions the words that upper layers have for them.
fn reword(
    written_layers: &[WrittenLayer],
    registry: &Registry<'_>,
    actions: &mut Table<ActionId, Action>,
    faults: &mut Faults,
) {
    for (layer, document) in documents(written_layers) {
        for action in document.actions.iter().filter(|action| action.is_reworded()) {
            faults.look_at_sentence(&action.text, action.text.origin);
            refuse_more_than_words(action, faults);
            refuse_words_for_demands(action, layer, written_layers, faults);
            if let Some(declared) = registry.actions.get(&action.id) {
                actions.change(declared.number, |reworded| reworded.text = text(&action.text.value));
            }
        }
    }
}

fn resolved(
    names: Option<&At<Vec<At<String>>>>,
    layer: LayerId,
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> Vec<ActionId> {
    names.map(|names| registry.actions.resolve_all(names, layer, faults)).unwrap_or_default()
}

/// Of an action of a layer below only the words can be other ones.
fn refuse_more_than_words(action: &rule_set::Action, faults: &mut Faults) {
    let stated = [
        ("moment", action.moment.0.as_ref().map(|stated| stated.origin)),
        ("when", action.when.as_ref().map(|stated| stated.origin)),
        ("contradicts", action.contradicts.as_ref().map(|stated| stated.origin)),
        ("urgent", action.urgent.as_ref().map(|stated| stated.origin)),
        ("covers", action.covers.as_ref().map(|stated| stated.origin)),
    ];
    for (field, origin) in stated {
        if let Some(origin) = origin {
            let message = format!("of `{}` only the `text` can be worded anew", action.id.value);
            let help = format!("take `{field}` out: it stays as it is below");
            faults.error_with_help(Code::BadReplacement, origin, message, Some(help));
        }
    }
}

/// What law or ethics demand is said in their words.
fn refuse_words_for_demands(
    action: &rule_set::Action,
    layer: LayerId,
    written_layers: &[WrittenLayer],
    faults: &mut Faults,
) {
    let seen = documents(written_layers).filter(|(of, _)| *of <= layer).map(|(_, document)| document);
    if let Some(rule) = demanding(&action.id, seen) {
        let message = format!("{}, and its words stay", demanded(&action.id, rule));
        let help = "say in an action of your own what is to be done beside it";
        faults.error_with_help(Code::HigherAuthority, action.text.origin, message, Some(help.into()));
    }
}

/// What law or ethics below demand stands in the advice by itself: what is covered is only named there.
fn refuse_to_cover_demands(
    action: &rule_set::Action,
    layer: LayerId,
    written_layers: &[WrittenLayer],
    faults: &mut Faults,
) {
    for covered in action.covers.iter().flat_map(|covers| &covers.value) {
        let below = documents(written_layers).filter(|(of, _)| *of < layer).map(|(_, document)| document);
        if let Some(rule) = demanding(covered, below) {
            let message = format!("{}, and stands in the advice by itself", demanded(covered, rule));
            let help = format!("take it out of `covers`: `{}` is advised beside it", action.id.value);
            faults.error_with_help(Code::HigherAuthority, covered.origin, message, Some(help));
        }
    }
}

fn demanded(action: &str, rule: &rule_set::Rule) -> String {
    format!("`{action}` is demanded by `{}`, which rests on {}", rule.id.value, rule.authority)
}

/// A rule of law or ethics that demands an action.
fn demanding<'a>(action: &str, documents: impl Iterator<Item = &'a RuleSet>) -> Option<&'a rule_set::Rule> {
    let mut rules = documents.flat_map(|document| &document.rules).map(|rule| &rule.value);
    rules.find(|rule| rule.says_by_law(action, Modality::is_demand))
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
