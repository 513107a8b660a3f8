//! Adds finer options that layers state to facts of layers below.

use super::layers::{WrittenLayer, documents};
use super::scope::Registry;
use super::vocabulary;
use crate::document::{At, Code, Faults, FinerChoice, Kind, Limit, Refinement};
use crate::model::{Fact, FactId, FactOption, LayerId, Text, text};
use std::collections::BTreeSet;

impl Registry<'_> {
    /// Adds the finer options of all layers to the facts that there are.
    pub(super) fn refine(&mut self, written_layers: &[WrittenLayer], faults: &mut Faults) {
        let mut stated = BTreeSet::new();
        for (layer, document) in documents(written_layers) {
            for entry in &document.refine {
                let Some(fact) = self.to_refine(entry, layer, faults) else { continue };
                if !stated.insert((layer, fact)) {
                    let message = format!("this layer refines `{}` twice", entry.fact.value);
                    let help = Some("put all its options into one list".into());
                    faults.error_with_help(Code::DuplicateId, entry.fact.origin, message, help);
                    continue;
                }
                self.add_options(entry, fact, layer, faults);
            }
        }
        self.refinements.complete(self.vocabulary.facts());
    }

    /// The fact that an entry refines, if that can be refined there.
    fn to_refine(&self, entry: &Refinement, layer: LayerId, faults: &mut Faults) -> Option<FactId> {
        let number = self.scope(layer).fact(&entry.fact, faults)?;
        let (id, kind) = (&entry.fact.value, self.vocabulary.fact(number).kind);
        if *self.fact_layers.at(number) == layer {
            let message = format!("`{id}` is a fact of this layer");
            let help = Some("add the option where the fact is declared".into());
            faults.error_with_help(Code::BadReplacement, entry.fact.origin, message, help);
            return None;
        }
        if !kind.has_options() {
            let message = format!("`{id}` is a {kind}, which has no options to refine");
            let help = Some("add a fact of your own that says more".into());
            faults.error_with_help(Code::WrongKind, entry.fact.origin, message, help);
            return None;
        }
        // One that has no options all the same has been reported.
        (!self.vocabulary.fact(number).options.is_empty()).then_some(number)
    }

    fn add_options(&mut self, entry: &Refinement, number: FactId, layer: LayerId, faults: &mut Faults) {
        let below = self.vocabulary.fact(number).clone();
        let stated = &entry.options;
        if stated.is_empty() && faults.none_within(stated.origin) {
            faults.error(Code::Empty, stated.origin, "this list is empty");
        }
        if faults.too_many(Limit::Options, below.options.len() + stated.len(), stated.origin) {
            return;
        }
        vocabulary::check_option_names(stated.iter().flat_map(|option| option.names()), faults);
        let mut finer = Vec::new();
        for option in &**stated {
            refuse_lower(option, &below, faults);
            if !is_taken(option, &below, faults) {
                let is_lower = option.lower.as_ref().is_some_and(|lower| lower.value);
                finer.push((is_lower, checked(option, like(option, &below, stated, faults))));
            }
        }
        self.vocabulary.set_options(number, in_order(&below, &finer));
        self.refinements.add(number, layer, below);
    }
}

fn checked(option: &FinerChoice, like: Option<&FactOption>) -> FactOption {
    FactOption {
        id: text(&option.id.value),
        label: text(&option.label),
        like: like.map(|like| like.id.clone()),
        note: option.note.as_ref().map(text),
        formerly: option.formerly.iter().map(|name| text(&name.value)).collect(),
    }
}

/// Each option with the finer ones that are like it, the lower of them directly before it and the others directly after.
fn in_order(below: &Fact, finer: &[(bool, FactOption)]) -> Vec<FactOption> {
    let like = |id: Option<&Text>, is_lower: bool| {
        let finer =
            finer.iter().filter(move |(lower, finer)| finer.like.as_ref() == id && *lower == is_lower);
        finer.map(|(_, finer)| finer.clone()).collect::<Vec<_>>()
    };
    let placed = below.options.iter().flat_map(|option| {
        let [lower, higher] = [true, false].map(|is_lower| like(Some(&option.id), is_lower));
        lower.into_iter().chain([option.clone()]).chain(higher)
    });
    // What is like nothing has been reported: that its name is there keeps those who use it from being reported as well.
    placed.chain(like(None, true)).chain(like(None, false)).collect()
}

/// Refuses to say that an option is lower where options have no order.
fn refuse_lower(option: &FinerChoice, below: &Fact, faults: &mut Faults) {
    if let Some(lower) = option.lower.as_ref().filter(|_| below.kind != Kind::Scale) {
        let message = format!("a {} has no higher and lower values", below.kind);
        faults.error(Code::WrongKind, lower.origin, message);
    }
}

/// Does an option of the layers below have one of its names?
fn is_taken(option: &FinerChoice, below: &Fact, faults: &mut Faults) -> bool {
    let mut names = option.names();
    let Some(taken) = names.find(|name| below.option(name).is_some()) else { return false };
    let message = format!("`{}` has an option `{}` below", below.id, taken.value);
    faults.error_with_help(Code::DuplicateId, taken.origin, message, Some("rename this one".into()));
    true
}

/// The option of the layers below that one is like.
fn like<'f>(
    option: &At<FinerChoice>,
    below: &'f Fact,
    fellows: &[At<FinerChoice>],
    faults: &mut Faults,
) -> Option<&'f FactOption> {
    let of_below =
        || below.options.iter().map(|option| format!("`{}`", option.id)).collect::<Vec<_>>().join(", ");
    let Some(like) = &option.like.0 else {
        // Where it is written otherwise, that has been reported.
        if faults.none_within(option.origin) {
            let message =
                format!("`like` is missing here: which option of `{}` is it read as below?", below.id);
            let help = Some(format!("it is one of {}", of_below()));
            faults.error_with_help(Code::MissingField, option.origin, message, help);
        }
        return None;
    };
    if below.option(like).is_none() && fellows.iter().any(|fellow| fellow.id.value == like.value) {
        let message = format!("`{}` is an option that this layer adds itself", like.value);
        let help = Some(format!("`like` names one of the layers below: one of {}", of_below()));
        faults.error_with_help(Code::UnknownValue, like.origin, message, help);
        return None;
    }
    let code = faults.option(below, like, like.origin)?;
    below.option_at(code)
}
