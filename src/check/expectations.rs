//! Checks safeguards and cases: what they expect, and of which situations.

use super::layers::Stack;
use super::names::{Form, Names};
use super::{Check, Named, documents, situations, text};
use crate::diagnostic::{Code, Origin};
use crate::document::condition::OneOrMany;
use crate::document::read::At;
use crate::document::{Advised as Written, Expectation as WrittenExpectation};
use crate::model::{Advised, Case, Expectation, Safeguard};
use crate::vocabulary::Text;
use crate::words::Stance;

/// The safeguards of all layers.
pub(super) fn safeguards(stacks: &[Stack], named: &Named, check: &mut Check) -> Vec<Safeguard> {
    let mut names = Names::new("safeguard", Form::Kebab, Code::DuplicateId);
    let mut safeguards = Vec::new();
    for (layer, document) in documents(stacks) {
        for safeguard in &document.safeguards {
            names.declare(&safeguard.id, layer, check);
            refuse_for_safeguards(&safeguard.expect, check);
            let stances = safeguard.stance.as_ref().map(OneOrMany::items).unwrap_or_default();
            check.distinct(stances);
            safeguards.push(Safeguard {
                id: text(&safeguard.id.value),
                layer,
                when: named.scope(layer).condition(&safeguard.when, check),
                stances: stances.iter().map(|stance| stance.value).collect(),
                expect: expectation(&safeguard.expect, layer, named, check),
                because: text(&safeguard.because),
            });
        }
    }
    safeguards
}

/// The cases of all layers.
pub(super) fn cases(stacks: &[Stack], named: &Named, check: &mut Check) -> Vec<Case> {
    let mut names = Names::new("case", Form::Kebab, Code::DuplicateId);
    let mut cases = Vec::new();
    for (layer, document) in documents(stacks) {
        let visible = |fact: usize| named.fact_layers.get(fact).is_some_and(|&declared| declared <= layer);
        for case in &document.cases {
            names.declare(&case.id, layer, check);
            cases.push(Case {
                id: text(&case.id.value),
                layer,
                title: text(&case.title),
                known: situations::known(&case.situation, &named.vocabulary, visible, check),
                expect: expectation(&case.expect, layer, named, check),
                because: case.because.as_ref().map(text),
            });
        }
    }
    cases
}

fn expectation(
    written: &At<WrittenExpectation>,
    layer: usize,
    named: &Named,
    check: &mut Check,
) -> Expectation {
    let expectation = Expectation {
        stances: stances(written, check),
        advises: advised(&written.advises, layer, named, check),
        advises_one_of: advised(&written.advises_one_of, layer, named, check),
        never_advises: advised(&written.never_advises, layer, named, check),
        stands: rules(&written.stands, layer, named, check),
        set_aside: rules(&written.set_aside, layer, named, check),
        settled: written.settled.as_ref().map(|settled| settled.value),
        asks_first: check_facts(&written.asks_first, layer, named, check),
    };
    if expectation.expects_nothing() {
        check.faults.error(Code::Empty, written.origin, "nothing is expected here");
    }
    expectation
}

/// The stances that pass: those listed, from the laxest to the strictest accepted.
fn stances(written: &At<WrittenExpectation>, check: &mut Check) -> Vec<Stance> {
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
        check.faults.error(Code::NeverTrue, written.origin, "no stance meets this expectation");
    }
    passing
}

fn advised(list: &[At<Written>], layer: usize, named: &Named, check: &mut Check) -> Vec<Advised> {
    let mut resolved = Vec::new();
    for entry in list {
        match &entry.value {
            Written::Action(id) => {
                let id = At { value: id.clone(), origin: entry.origin };
                resolved.extend(named.actions.resolve(&id, layer, check).map(Advised::Action));
            }
            Written::Pattern(pattern) => {
                if pattern.moment.is_none() && pattern.modality.is_none() {
                    let message = "this pattern names neither a moment nor a modality";
                    check.faults.error(Code::Empty, entry.origin, message);
                }
                resolved.push(Advised::Pattern(pattern.moment, pattern.modality));
            }
        }
    }
    resolved
}

fn rules(list: &[At<String>], layer: usize, named: &Named, check: &mut Check) -> Vec<Text> {
    named.rules.resolve_all(list, layer, check);
    list.iter().map(|id| text(&id.value)).collect()
}

fn check_facts(list: &[At<String>], layer: usize, named: &Named, check: &mut Check) -> Vec<usize> {
    check.distinct(list);
    list.iter().filter_map(|id| named.scope(layer).fact(id, check)).collect()
}

/// Some expectations make sense at one point only.
fn refuse_for_safeguards(written: &At<WrittenExpectation>, check: &mut Check) {
    let origins: [Option<Origin>; 4] = [
        written.stands.first().map(|first| first.origin),
        written.set_aside.first().map(|first| first.origin),
        written.settled.as_ref().map(|settled| settled.origin),
        written.asks_first.first().map(|first| first.origin),
    ];
    for origin in origins.into_iter().flatten() {
        let message = "a safeguard cannot expect this; a case can";
        check.faults.error(Code::WrongKind, origin, message);
    }
}
