//! Checks safeguards and cases: what they expect, and of which situations.

use super::layers::{WrittenLayer, documents};
use super::names::{Form, Names};
use super::scope::Registry;
use crate::document::{
    Advised as Written, At, Code, Expectation as WrittenExpectation, Faults, NameOf, OneOrMany, Origin,
};
use crate::model::{Advised, Case, CaseId, Expectation, FactId, LayerId, Safeguard, SafeguardId, Text, text};
use crate::words::Stance;

/// The safeguards of all layers.
pub(super) fn safeguards(
    written_layers: &[WrittenLayer],
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> Vec<Safeguard> {
    let mut names = Names::<SafeguardId, ()>::new(NameOf::Safeguard, Form::Kebab, Code::DuplicateId);
    let mut safeguards = Vec::new();
    for (layer, document) in documents(written_layers) {
        for safeguard in &document.safeguards {
            names.declare(&safeguard.id, layer, (), faults);
            refuse_for_safeguards(&safeguard.expect, faults);
            let stances = safeguard.stance.as_ref().map(OneOrMany::items).unwrap_or_default();
            faults.distinct(stances);
            safeguards.push(Safeguard {
                id: text(&safeguard.id.value),
                layer,
                when: registry.scope_of_its_own(layer).condition(&safeguard.when, faults),
                stances: stances.iter().map(|stance| stance.value).collect(),
                expect: expectation(&safeguard.expect, layer, registry, faults),
                because: text(&safeguard.because),
                origin: safeguard.id.origin,
            });
        }
    }
    safeguards
}

/// The cases of all layers.
pub(super) fn cases(
    written_layers: &[WrittenLayer],
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> Vec<Case> {
    let mut names = Names::<CaseId, ()>::new(NameOf::Case, Form::Kebab, Code::DuplicateId);
    let mut cases = Vec::new();
    for (layer, document) in documents(written_layers) {
        for case in &document.cases {
            names.declare(&case.id, layer, (), faults);
            cases.push(Case {
                id: text(&case.id.value),
                layer,
                title: text(&case.title),
                known: registry.scope(layer).known_facts(&case.situation, faults),
                presuming: case.presuming.unwrap_or(false),
                expect: expectation(&case.expect, layer, registry, faults),
                because: case.because.as_ref().map(text),
            });
        }
    }
    cases
}

fn expectation(
    written: &At<WrittenExpectation>,
    layer: LayerId,
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> Expectation {
    let expectation = Expectation {
        stances: stances(written, faults),
        advises: advised(&written.advises, layer, registry, faults),
        advises_one_of: advised(&written.advises_one_of, layer, registry, faults),
        never_advises: advised(&written.never_advises, layer, registry, faults),
        stands: rules(&written.stands, layer, registry, faults),
        set_aside: rules(&written.set_aside, layer, registry, faults),
        settled: written.settled.as_ref().map(|settled| settled.value),
        asks_first: check_facts(&written.asks_first, layer, registry, faults),
    };
    if expectation.expects_nothing() && faults.none_within(written.origin) {
        faults.error(Code::Empty, written.origin, "nothing is expected here");
    }
    let speaks = written.stance.is_some() || written.at_least.is_some() || written.at_most.is_some();
    if speaks && expectation.stances.len() == Stance::ALL.len() && faults.none_within(written.origin) {
        let message = "every stance meets this expectation";
        let help = Some("name those that are meant, or leave the stance out".into());
        faults.warning(Code::LimitsNothing, written.origin, message, help);
    }
    expectation
}

/// The stances that pass: those listed, from the laxest to the strictest accepted.
fn stances(written: &At<WrittenExpectation>, faults: &mut Faults) -> Vec<Stance> {
    let listed = written.stance.as_ref().map(|listed| &listed.value);
    let least = written.at_least.as_ref().map(|stance| stance.value);
    let most = written.at_most.as_ref().map(|stance| stance.value);
    let passes = |stance: &&Stance| {
        listed.is_none_or(|listed| listed.contains(stance))
            && least.is_none_or(|least| **stance >= least)
            && most.is_none_or(|most| **stance <= most)
    };
    let passing: Vec<Stance> = Stance::ALL.iter().filter(passes).copied().collect();
    if passing.is_empty() {
        faults.error(Code::NeverTrue, written.origin, "no stance meets this expectation");
    }
    passing
}

fn advised(
    list: &[At<Written>],
    layer: LayerId,
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> Vec<Advised> {
    let mut resolved = Vec::new();
    for entry in list {
        match &entry.value {
            Written::Action(id) => {
                let id = At { value: id.clone(), origin: entry.origin };
                resolved.extend(registry.actions.resolve(&id, layer, faults).map(Advised::Action));
            }
            Written::Pattern(pattern) => {
                if pattern.moment.is_none() && pattern.modality.is_none() && faults.none_within(entry.origin)
                {
                    let message = "this pattern names neither a moment nor a modality";
                    faults.error(Code::Empty, entry.origin, message);
                }
                resolved.push(Advised::Pattern(pattern.moment, pattern.modality));
            }
        }
    }
    resolved
}

fn rules(list: &[At<String>], layer: LayerId, registry: &Registry<'_>, faults: &mut Faults) -> Vec<Text> {
    registry.rules.resolve_all(list, layer, faults);
    list.iter().map(|id| text(&id.value)).collect()
}

fn check_facts(
    list: &[At<String>],
    layer: LayerId,
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> Vec<FactId> {
    faults.distinct(list);
    list.iter().filter_map(|id| registry.scope(layer).fact(id, faults)).collect()
}

/// Some expectations make sense at one point only.
fn refuse_for_safeguards(written: &At<WrittenExpectation>, faults: &mut Faults) {
    let origins: [Option<Origin>; 4] = [
        written.stands.first().map(|first| first.origin),
        written.set_aside.first().map(|first| first.origin),
        written.settled.as_ref().map(|settled| settled.origin),
        written.asks_first.first().map(|first| first.origin),
    ];
    for origin in origins.into_iter().flatten() {
        let message = "a safeguard cannot expect this; a case can";
        faults.error(Code::WrongKind, origin, message);
    }
}
