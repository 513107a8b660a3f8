//! Gathers what each layer states, for people who ask what it changes. Nothing is checked here: other rooms do.

use super::layers::{Stack, documents};
use super::scope::Registry;
use super::wording::reworded;
use crate::document::{At, Otherwise, RuleSet, WhileUnknown};
use crate::model::{
    Added, Fallback, LayerId, MarkedSafety, Presumes, Relaxed, RewordedAction, Statements, Text, Withdrawn,
    text,
};
use crate::words::Stance;

/// What a layer states.
pub(super) fn statements(layer: LayerId, stacks: &[Stack], registry: &Registry<'_>) -> Statements {
    let mut stated = Statements { rewords: reworded(layer, stacks), ..Statements::default() };
    for (_, document) in documents(stacks).filter(|(of, _)| *of == layer) {
        add(document, &mut stated.adds);
        stated.restates.extend(document.terms.iter().filter(|term| term.replaces == Some(true)).filter_map(
            |term| {
                Some((
                    registry.terms.get(&term.id)?.number,
                    term.because.as_ref().map(text).unwrap_or_default(),
                ))
            },
        ));
        stated.withdraws.extend(document.withdraw.iter().map(|withdrawal| Withdrawn {
            rule: text(&withdrawal.rule.value),
            title: title(&withdrawal.rule, stacks),
            because: text(&withdrawal.because),
        }));
        stated.reworded_actions.extend(reworded_actions(layer, document, stacks));
        stated.safety.extend(
            document
                .safety
                .iter()
                .map(|mark| MarkedSafety { fact: text(&mark.fact.value), because: text(&mark.because) }),
        );
        stated.presumes.extend(
            document
                .presume
                .iter()
                .map(|entry| Presumes { fact: text(&entry.fact.value), because: text(&entry.because) }),
        );
        if let Some(entries) = &document.may_relax {
            stated.may_relax.extend(entries.iter().map(|entry| Relaxed {
                rule: entry.rule.as_ref().map(|rule| text(&rule.value)),
                presume: entry.presume.as_ref().map(|fact| text(&fact.value)),
                term: entry.term.as_ref().map(|term| text(&term.value)),
                because: text(&entry.because),
            }));
        }
        let otherwise = |stated: &At<Otherwise>| fallback(stated.stance, &stated.because);
        let while_unknown = |stated: &At<WhileUnknown>| fallback(stated.at_least.value, &stated.because);
        stated.otherwise = stated.otherwise.or(document.otherwise.as_ref().map(otherwise));
        stated.while_unknown = stated.while_unknown.or(document.while_unknown.as_ref().map(while_unknown));
    }
    stated
}

fn add(document: &RuleSet, adds: &mut Added) {
    let new_terms = document.terms.iter().filter(|term| term.replaces != Some(true));
    adds.facts.extend(document.facts.iter().map(|fact| id(&fact.id)));
    adds.terms.extend(new_terms.map(|term| id(&term.id)));
    let new_actions = document.actions.iter().filter(|action| action.replaces != Some(true));
    adds.actions.extend(new_actions.map(|action| id(&action.id)));
    adds.rules.extend(document.rules.iter().map(|rule| id(&rule.id)));
    adds.safeguards.extend(document.safeguards.iter().map(|safeguard| id(&safeguard.id)));
    adds.cases.extend(document.cases.iter().map(|case| id(&case.id)));
    adds.sources.extend(document.sources.iter().map(|source| id(&source.id)));
}

/// The actions of layers below that a document words anew, with the words of the uppermost layer below.
fn reworded_actions<'a>(
    layer: LayerId,
    document: &'a RuleSet,
    stacks: &'a [Stack],
) -> impl Iterator<Item = RewordedAction> + 'a {
    let anew = document.actions.iter().filter(|action| action.replaces == Some(true));
    anew.map(move |action| {
        let below =
            documents(stacks).filter(|(of, _)| *of < layer).flat_map(|(_, document)| &document.actions);
        let before = below.filter(|other| other.id.value == action.id.value).last();
        RewordedAction {
            action: id(&action.id),
            before: before.map(|before| text(&before.text.value)).unwrap_or_default(),
            after: text(&action.text.value),
            because: action.because.as_ref().map(text).unwrap_or_default(),
        }
    })
}

fn id(id: &At<String>) -> Text {
    text(&id.value)
}

fn fallback(stance: Stance, because: &str) -> Fallback {
    Fallback { stance, because: text(because) }
}

/// The title of a rule of any layer.
fn title(rule: &str, stacks: &[Stack]) -> Text {
    let mut rules = documents(stacks).flat_map(|(_, document)| &document.rules);
    rules.find(|written| written.id.value == rule).map(|written| text(&written.title)).unwrap_or_default()
}
