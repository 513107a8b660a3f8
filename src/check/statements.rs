//! Gathers what each layer states, for people who ask what it changes. Nothing is checked here: other rooms do.

use super::layers::{WrittenLayer, documents};
use super::scope::Registry;
use super::wording::reworded;
use crate::document::{At, FinerChoice, Otherwise, Refinement, RuleSet, WhileUnknown, rule_set};
use crate::model::{
    Added, CoveredAction, Covering, Fallback, FinerOption, LayerId, MarkedSafety, Presumes, Refined, Relaxed,
    RewordedAction, Statements, Text, Withdrawn, WithdrawnAction, text,
};
use crate::words::Stance;

/// What a layer states.
pub(super) fn statements(
    layer: LayerId,
    written_layers: &[WrittenLayer],
    emptied: &[Text],
    registry: &Registry<'_>,
) -> Statements {
    let mut stated = Statements { rewords: reworded(layer, written_layers), ..Statements::default() };
    for (_, document) in documents(written_layers).filter(|(of, _)| *of == layer) {
        add(document, &mut stated.adds);
        stated.restates.extend(document.terms.iter().filter(|term| term.is_restated()).filter_map(|term| {
            Some((registry.terms.get(&term.id)?.number, term.because.as_ref().map(text).unwrap_or_default()))
        }));
        for withdrawal in &document.withdraw {
            stated.withdraws.extend(withdrawal.rule.as_ref().map(|rule| Withdrawn {
                rule: text(&rule.value),
                title: title(rule, written_layers),
                because: text(&withdrawal.because),
            }));
            stated.withdraws_actions.extend(withdrawal.action.as_ref().map(|action| WithdrawnAction {
                action: text(&action.value),
                text: words_below(layer, action, written_layers),
                because: text(&withdrawal.because),
                rules: offering(action, emptied, written_layers),
            }));
        }
        stated.reworded_actions.extend(reworded_actions(layer, document, written_layers));
        stated.covers.extend(covering(layer, document, written_layers, registry));
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
        stated.refines.extend(document.refine.iter().filter_map(|entry| refined(entry, registry)));
        let may_relax = document.may_relax.iter().flat_map(|stated| &stated.value);
        stated.may_relax.extend(may_relax.map(|entry| relaxed(entry)));
        let otherwise = |stated: &At<Otherwise>| fallback(stated.stance, &stated.because);
        let while_unknown = |stated: &At<WhileUnknown>| fallback(stated.at_least.value, &stated.because);
        stated.otherwise = stated.otherwise.or(document.otherwise.as_ref().map(otherwise));
        stated.while_unknown = stated.while_unknown.or(document.while_unknown.as_ref().map(while_unknown));
    }
    stated
}

/// An entry of `may_relax`.
pub(super) fn relaxed(entry: &rule_set::MayRelax) -> Relaxed {
    let named = |name: &Option<At<String>>| name.as_ref().map(id);
    Relaxed {
        rule: named(&entry.rule),
        action: named(&entry.action),
        term: named(&entry.term),
        presume: named(&entry.presume),
        because: text(&entry.because),
    }
}

/// What a layer adds to a fact of those below.
fn refined(entry: &Refinement, registry: &Registry<'_>) -> Option<Refined> {
    let fact = registry.vocabulary.fact(registry.vocabulary.named(&entry.fact)?.number);
    let finer = |stated: &FinerChoice| {
        let option = fact.options.get(fact.option(&stated.id)?.number)?;
        let like = fact.options.iter().find(|other| Some(&other.id) == option.like.as_ref())?;
        let (like, like_label) = (like.id.clone(), like.label.clone());
        Some(FinerOption { id: option.id.clone(), label: option.label.clone(), like, like_label })
    };
    let options = entry.options.iter().filter_map(|option| finer(option)).collect();
    let (id, label) = (fact.id.clone(), fact.label.clone());
    Some(Refined { fact: id, label, options, because: text(&entry.because) })
}

fn add(document: &RuleSet, adds: &mut Added) {
    let new_terms = document.terms.iter().filter(|term| !term.is_restated());
    adds.facts.extend(document.facts.iter().map(|fact| id(&fact.id)));
    adds.terms.extend(new_terms.map(|term| id(&term.id)));
    let new_actions = document.actions.iter().filter(|action| !action.is_reworded());
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
    written_layers: &'a [WrittenLayer],
) -> impl Iterator<Item = RewordedAction> + 'a {
    let anew = document.actions.iter().filter(|action| action.is_reworded());
    anew.map(move |action| RewordedAction {
        action: id(&action.id),
        before: words_below(layer, &action.id, written_layers),
        after: text(&action.text.value),
        because: action.because.as_ref().map(text).unwrap_or_default(),
    })
}

/// The actions of a document that cover actions of layers below.
fn covering<'a>(
    layer: LayerId,
    document: &'a RuleSet,
    written_layers: &'a [WrittenLayer],
    registry: &'a Registry<'_>,
) -> impl Iterator<Item = Covering> + 'a {
    let is_below = move |covered: &&At<String>| {
        registry.actions.get(covered).is_some_and(|declared| declared.layer < layer)
    };
    let covered = move |covered: &At<String>| CoveredAction {
        action: id(covered),
        text: words_below(layer, covered, written_layers),
    };
    document.actions.iter().filter_map(move |action| {
        let named = action.covers.iter().flat_map(|covers| &covers.value);
        let covers: Vec<CoveredAction> = named.filter(is_below).map(covered).collect();
        (!covers.is_empty()).then(|| Covering {
            action: id(&action.id),
            text: text(&action.text.value),
            covers,
        })
    })
}

/// What an action says in the layers below one.
fn words_below(layer: LayerId, action: &str, written_layers: &[WrittenLayer]) -> Text {
    let below = documents(written_layers).filter(|(of, _)| *of < layer);
    let stated = below.flat_map(|(_, document)| &document.actions);
    let said = stated.filter(|stated| stated.id.value == action).last();
    said.map(|said| text(&said.text.value)).unwrap_or_default()
}

/// Of some rules, those that offer an action.
fn offering(action: &str, rules: &[Text], written_layers: &[WrittenLayer]) -> Vec<Text> {
    let written = documents(written_layers).flat_map(|(_, document)| &document.rules);
    let offers = |rule: &&At<rule_set::Rule>| rule.offers().any(|(name, _)| name.value == action);
    let offering = written.filter(offers).map(|rule| id(&rule.id));
    offering.filter(|rule| rules.contains(rule)).collect()
}

fn id(id: &At<String>) -> Text {
    text(&id.value)
}

fn fallback(stance: Stance, because: &str) -> Fallback {
    Fallback { stance, because: text(because) }
}

/// The title of a rule of any layer.
fn title(rule: &str, written_layers: &[WrittenLayer]) -> Text {
    let mut rules = documents(written_layers).flat_map(|(_, document)| &document.rules);
    rules.find(|written| written.id.value == rule).map(|written| text(&written.title)).unwrap_or_default()
}
