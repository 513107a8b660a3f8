//! Of which layers a finding is.

use crate::model::{Model, ModelLayer};
use crate::words::FindingCode;
use std::sync::Arc;

/// What a finding is told by: its kind, the rules concerned, and what else it is about.
type Told<'a> = (FindingCode, &'a [Arc<str>], &'a [Arc<str>]);

/// The ids of the layers of which a finding is, lowest first; the uppermost where it is of none by name. What is undecided
/// may be by any rule, and the uppermost layer is what somebody is working on.
pub(super) fn layers(model: &Model, told: Told<'_>) -> Vec<Arc<str>> {
    let of = model.layers.iter().filter(|layer| is_of(told, layer));
    let ids: Vec<Arc<str>> = of.map(|layer| layer.card.id.clone()).collect();
    if ids.is_empty() { vec![model.layers.at(model.top()).card.id.clone()] } else { ids }
}

/// Is a finding of what a layer itself declares? Of what does not go together, and of a promise that is broken, it is enough
/// that one of the rules, actions or facts is its own.
fn is_of((code, rules, about): Told<'_>, layer: &ModelLayer) -> bool {
    let adds = &layer.states.adds;
    let any = |names: &[Arc<str>], own: &[Arc<str>]| names.iter().any(|name| own.contains(name));
    let first = |names: &[Arc<str>], own: &[Arc<str>]| names.first().is_some_and(|name| own.contains(name));
    match code {
        FindingCode::Conflict => any(rules, &adds.rules) || any(about, &adds.actions),
        FindingCode::TermWithoutEffect => first(about, &adds.terms),
        FindingCode::FactWithoutEffect => first(about, &adds.facts),
        FindingCode::BrokenPromise => first(about, &adds.facts) || any(rules, &adds.rules),
        FindingCode::NeverPresumed | FindingCode::PresumptionsClash => {
            let presumes = layer.states.presumes.iter().any(|entry| about.contains(&entry.fact));
            presumes || any(about, &adds.facts)
        }
        FindingCode::ImpossibleCase => first(about, &adds.cases),
        FindingCode::LoosensNothing | FindingCode::AcknowledgesNothing => {
            about.first() == Some(&layer.card.id)
        }
        FindingCode::NeverApplies
        | FindingCode::AlwaysSetAside
        | FindingCode::WithoutEffect
        | FindingCode::OverrideWithoutEffect
        | FindingCode::StanceWithoutAction
        | FindingCode::Undecided => first(rules, &adds.rules),
    }
}
