//! Checks what is presumed of facts, by the layer that has them and by layers above.

use super::layers::{WrittenLayer, documents};
use super::scope::Registry;
use crate::document::{
    self, At, Code, Condition as Written, Faults, LayerPresumption, Origin, Presume, Usual,
};
use crate::model::{
    Asking, Fact, FactId, LayerId, Number, Presumption, Table, Unless, ValueCode, fact_value,
};
use crate::words::Stricter;
use std::collections::BTreeSet;

/// What is presumed of each fact, in the order of the vocabulary; the vocabulary is told as well.
pub(super) fn presumptions(
    written_layers: &[WrittenLayer],
    registry: &mut Registry<'_>,
    faults: &mut Faults,
) -> Table<FactId, Option<Presumption>> {
    let mut presumptions = Table::alike(registry.vocabulary.facts(), None);
    for (place, stack) in written_layers.iter().enumerate() {
        let layer = LayerId::of(place);
        let parts = || stack.parts.iter().map(|part| &*part.document);
        for fact in parts().flat_map(|document| &document.facts) {
            let Some(named) = registry.vocabulary.named(&fact.id) else { continue };
            if presumptions.at(named.number).is_none() {
                presumptions.set(named.number, of_fact(fact, named.number, layer, registry, faults));
            }
        }
        let listed = listed(&parts(), registry);
        let mut stated = BTreeSet::new();
        for entry in parts().flat_map(|document| &document.presume) {
            let Some(index) = registry.scope(layer).fact(&entry.fact, faults) else { continue };
            if !stated.insert(index) {
                let message = format!("this layer says twice what is presumed of `{}`", entry.fact.value);
                faults.error(Code::DuplicateId, entry.fact.origin, message);
            }
            let below: &Option<Presumption> = presumptions.at(index);
            let here = of_layer(entry, (index, below.as_ref()), layer, registry, faults);
            let both = || below.as_ref().zip(here.as_ref());
            // Where what is stated could not be read, it stays what it was below.
            let is_unchanged = || {
                entry.value.nothing.is_none()
                    && *registry.fact_layers.at(index) < layer
                    && both().is_some_and(|(below, here)| is_the_same(below, here, layer, registry))
            };
            if !(listed.contains(&index) || is_unchanged()) {
                report_unlisted(&entry.fact, faults);
            }
            presumptions.set(index, here);
        }
        report_not_stated(&parts(), &stated, registry, faults);
    }
    for (number, presumption) in presumptions.numbered() {
        let value = presumption.as_ref();
        let value = value.map(|usual| fact_value(registry.vocabulary.fact(number), usual.code));
        registry.vocabulary.presume(number, value);
    }
    presumptions
}

/// Where facts are worth asking, of those that say so, in the order of the vocabulary.
pub(super) fn asking(
    written_layers: &[WrittenLayer],
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> Vec<Asking> {
    let mut all = Vec::new();
    for (layer, document) in documents(written_layers) {
        for fact in &document.facts {
            let mut condition = |written: &Written| registry.scope(layer).condition(written, faults);
            let when = fact.ask_when.as_ref().map(&mut condition);
            let first_when = fact.ask_first_when.as_ref().map(condition);
            let says_so = when.is_some() || first_when.is_some();
            if let Some(named) = registry.vocabulary.named(&fact.id).filter(|_| says_so) {
                all.push(Asking { fact: named.number, when, first_when });
            }
        }
    }
    all
}

/// What a fact's own layer presumes of it.
fn of_fact(
    fact: &document::Fact,
    number: FactId,
    layer: LayerId,
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> Option<Presumption> {
    let (value, unless) = match fact.presume.as_ref()? {
        Presume::Value(value) => (value, None),
        Presume::Presumption(more) => (&more.value, more.unless.as_ref()),
    };
    presumption(number, (value, unless), layer, registry, faults)
}

/// What a layer presumes of a fact of a layer below, of which something may be presumed there.
fn of_layer(
    entry: &At<LayerPresumption>,
    (index, below): (FactId, Option<&Presumption>),
    layer: LayerId,
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> Option<Presumption> {
    let id = &entry.fact.value;
    if *registry.fact_layers.at(index) == layer {
        let message = format!("`{id}` is a fact of this layer");
        let help = Some("say what is presumed where the fact is declared".into());
        faults.error_with_help(Code::BadReplacement, entry.fact.origin, message, help);
        return below.cloned();
    }
    let value = match (&entry.value.value, &entry.value.nothing) {
        (Some(value), None) => value,
        (None, Some(nothing)) if nothing.value && entry.unless.is_none() => return None,
        _ => {
            let message = "this says either which `value` is presumed, or `\"nothing\": true`";
            faults.error(Code::MissingField, entry.origin, message);
            return below.cloned();
        }
    };
    let mut stated = presumption(index, (value, entry.unless.as_ref()), layer, registry, faults)?;
    if registry.safety_below(layer).contains(&index) {
        let fact = registry.vocabulary.fact(index);
        if !below.is_some_and(|below| is_no_laxer(fact, below.code, stated.code)) {
            refuse_laxer(fact, below, value.origin, faults);
        }
        stated.unless.extend(below.into_iter().flat_map(|below| below.unless.iter().cloned()));
    }
    Some(stated)
}

/// A presumption, where its value is one of its fact's.
fn presumption(
    number: FactId,
    (value, unless): (&At<Usual>, Option<&Written>),
    layer: LayerId,
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> Option<Presumption> {
    let scope = registry.scope_of_its_own(layer);
    let unless = unless.map(|unless| Unless { layer, when: scope.condition(unless, faults) });
    let given = At { value: value.given(), origin: value.origin };
    let code = scope.code(number, &given, faults)?;
    Some(Presumption { code, unless: unless.into_iter().collect() })
}

/// Is the same presumed, and nothing in the same situations, however that is written?
fn is_the_same(below: &Presumption, here: &Presumption, layer: LayerId, registry: &Registry<'_>) -> bool {
    let unless = |presumption: &Presumption| {
        presumption.unless.iter().map(|unless| unless.when.written.clone()).collect()
    };
    let scope = registry.scope_of_its_own(layer);
    // A term that is restated meanwhile is another condition of the same name.
    let means_the_same = |unless: &Unless| {
        let meanings = registry.meanings.get(unless.layer.place()).zip(scope.meanings);
        meanings.is_some_and(|(there, here)| {
            let (_, named) = unless.when.closure(there);
            named.into_iter().all(|term| there.at(term).written == here.at(term).written)
        })
    };
    below.code == here.code
        && below.unless.iter().chain(&here.unless).all(means_the_same)
        && scope.come_to_the_same(unless(below), unless(here))
}

/// Is a value the same as another, or further in the direction in which guidance never gets looser?
fn is_no_laxer(fact: &Fact, below: ValueCode, here: ValueCode) -> bool {
    match fact.stricter {
        Some(Stricter::Higher) => here >= below,
        Some(Stricter::Lower) => here <= below,
        None => here == below,
    }
}

fn refuse_laxer(fact: &Fact, below: Option<&Presumption>, origin: Origin, faults: &mut Faults) {
    let message = match below.map(|below| fact_value(fact, below.code)) {
        Some(_) => {
            format!("`{}` is a safety fact below, and what is presumed of it cannot be made laxer", fact.id)
        }
        None => format!("`{}` is a safety fact below, and nothing is presumed of it there", fact.id),
    };
    let help =
        Some("an upper layer can presume nothing of it, or what is stricter by the fact's `stricter`".into());
    faults.error_with_help(Code::Loosened, origin, message, help);
}

/// The facts of which a layer lists that it presumes something else.
fn listed<'a>(
    parts: &(impl Iterator<Item = &'a document::RuleSet> + Clone),
    registry: &Registry<'_>,
) -> BTreeSet<FactId> {
    let named = entries(parts).filter_map(|entry| registry.vocabulary.named(entry));
    named.map(|named| named.number).collect()
}

fn entries<'a>(
    parts: &(impl Iterator<Item = &'a document::RuleSet> + Clone),
) -> impl Iterator<Item = &'a At<String>> {
    let lists = parts.clone().filter_map(|document| document.may_relax.as_ref());
    lists.flat_map(|entries| &entries.value).filter_map(|entry| entry.presume.as_ref())
}

/// What a layer presumes otherwise changes answers, so it is listed.
fn report_unlisted(fact: &At<String>, faults: &mut Faults) {
    let message = format!(
        "this layer presumes something else of `{}` than those below, or in other situations (`unless`), and `may_relax` \
         does not say so",
        fact.value
    );
    let help = format!("add {{ \"presume\": \"{}\", \"because\": … }} to `may_relax`", fact.value);
    faults.error_with_help(Code::UnlistedPresumption, fact.origin, message, Some(help));
}

/// Nothing is listed that the layer does not presume.
fn report_not_stated<'a>(
    parts: &(impl Iterator<Item = &'a document::RuleSet> + Clone),
    stated: &BTreeSet<FactId>,
    registry: &Registry<'_>,
    faults: &mut Faults,
) {
    let named = || parts.clone().flat_map(|document| &document.presume).map(|entry| &entry.fact.value);
    // One that is not known has been reported where it is presumed.
    let is_stated = |fact: &At<String>| match registry.vocabulary.named(fact) {
        Some(known) => stated.contains(&known.number),
        None => named().any(|name| *name == fact.value),
    };
    for fact in entries(parts).filter(|fact| !is_stated(fact)) {
        let message =
            format!("this layer says nothing of its own about what is presumed of `{}`", fact.value);
        let help = Some("take it out of `may_relax`, or say it in `presume`".into());
        faults.error_with_help(Code::BadReplacement, fact.origin, message, help);
    }
}
