//! Composes layers into one model.

use super::layers::{WrittenLayer, documents};
use super::rules::Rules;
use super::scope::Registry;
use super::withdrawn_actions::WithdrawnActions;
use super::{
    about, acknowledgements, actions, alike, expectations, fallback, groups, presumptions, rules, statements,
    terms, wording,
};
use crate::document::{Code, Faults, Limit, NameOf, Origin, digest};
use crate::model::{
    Action, Condition, FactId, Impossible, LayerId, Model, ModelLayer, Rule, Table, Test, Text, governance,
    text,
};
use semver::Version;
use std::collections::{BTreeMap, BTreeSet};

/// Composes layers, in the vocabulary of all layers that there are. Gives nothing where there is no layer, none that says what
/// holds otherwise, or a condition that is too tangled.
pub(super) fn compose(
    written_layers: &[WrittenLayer],
    all: &[WrittenLayer],
    faults: &mut Faults,
) -> Option<Model> {
    hear(written_layers, faults);
    let mut registry = Registry::declare(written_layers, all, faults);
    let terms = terms::by_layer(written_layers, &registry, faults);
    registry.meanings = terms.iter().map(|terms| terms.conditions.clone()).collect();
    let presumptions = presumptions::presumptions(written_layers, &mut registry, faults);
    let asking = presumptions::asking(written_layers, &registry, faults);
    let groups = groups::groups(written_layers, &registry, faults);
    let withdrawn = WithdrawnActions::of(written_layers, &registry, faults);
    let actions = actions::actions(written_layers, &registry, &withdrawn, faults);
    alike::refuse_options(written_layers, &registry, faults);
    alike::refuse_actions(written_layers, &registry, &withdrawn, faults);
    let sources = rules::sources(&registry);
    let rules = rules::compose(written_layers, &registry, (&sources, &withdrawn), faults);
    let safeguards = expectations::safeguards(written_layers, &registry, faults);
    let cases = expectations::cases(written_layers, &registry, faults);
    let acknowledged = acknowledgements::acknowledged(written_layers, faults);
    let layers = compose_layers(written_layers, terms, &rules, &registry, faults);
    let impossible = impossible(written_layers, &registry, faults);
    let otherwise = fallback::otherwise(written_layers, faults);
    let while_unknown = fallback::while_unknown(written_layers, faults);
    let stated = wording::stated(written_layers, &registry, faults);
    if !faults.has_errors() {
        let unless = presumptions
            .iter()
            .flatten()
            .flat_map(|presumption| &presumption.unless)
            .map(|unless| &unless.when);
        let asked = asking.iter().flat_map(|asking| asking.when.iter().chain(&asking.first_when));
        let of_no_rule: Vec<&Condition> = unless.chain(asked).chain(wording::conditions(&stated)).collect();
        warn_unused_facts(&registry, &layers, (&rules.kept, &of_no_rule), &actions, faults);
    }
    let (wording, sentences) = wording::checked(stated, faults);
    // What conditions come to is not known of all of them.
    registry.steps.get()?;
    let origins = registry.fact_origins.clone();
    let model = Model {
        digest: digest(&written_layers.iter().map(digested).collect::<Vec<String>>().join("\n")).into(),
        terms: terms::names(&registry),
        wording,
        sentences,
        limits: faults.limits.clone(),
        layers,
        vocabulary: registry.vocabulary,
        groups,
        presumptions,
        asking,
        actions,
        rules: rules.kept,
        standing_order: rules.standing_order,
        impossible,
        safeguards,
        cases,
        acknowledged,
        sources,
        otherwise: otherwise?,
        while_unknown,
    };
    check_cut_offs(&model, &origins, faults);
    Some(model)
}

/// Remembers what actions say and rules are called.
fn hear(written_layers: &[WrittenLayer], faults: &mut Faults) {
    for (_, document) in documents(written_layers) {
        document.actions.iter().for_each(|action| faults.hear(NameOf::Action, &action.text, &action.id));
        document.rules.iter().for_each(|rule| faults.hear(NameOf::Rule, &rule.title, &rule.id));
    }
}

/// A layer in the text that the digest of the composition is taken of.
fn digested(written_layer: &WrittenLayer) -> String {
    format!("{}{}", approved(written_layer), if written_layer.lapsed { " lapsed" } else { "" })
}

/// A layer in the text that is approved: the same before, while and after it is in effect.
fn approved(written_layer: &WrittenLayer) -> String {
    format!("{} {} {}", written_layer.id, version(written_layer), written_layer.digest())
}

fn version(written_layer: &WrittenLayer) -> String {
    written_layer.version.as_ref().map(Version::to_string).unwrap_or_default()
}

fn impossible(
    written_layers: &[WrittenLayer],
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> Vec<Impossible> {
    let mut impossible = Vec::new();
    for (layer, document) in documents(written_layers) {
        let scope = registry.scope_of_its_own(layer);
        impossible.extend(document.impossible.iter().map(|entry| Impossible {
            layer,
            when: scope.condition(&entry.when, faults),
            because: text(&entry.because),
            origin: entry.when.origin,
        }));
    }
    impossible
}

fn compose_layers(
    written_layers: &[WrittenLayer],
    terms: Vec<terms::Terms>,
    rules: &Rules,
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> Table<LayerId, ModelLayer> {
    let mut layers = Table::new();
    let mut digests: Vec<String> = Vec::new();
    for (written_layer, terms) in written_layers.iter().zip(terms) {
        digests.push(approved(written_layer));
        let index = layers.next();
        let replaced = rules.replaced.iter().filter(|replaced| replaced.after.layer == index);
        let scope = written_layer.parts.iter().find_map(|part| part.document.scope.as_ref());
        layers.push(ModelLayer {
            card: card(written_layer, digest(&digests.join("\n")).into(), faults),
            scope: scope.map(|scope| registry.scope_of_its_own(index).condition(scope, faults)),
            terms: terms.conditions,
            term_order: terms.order,
            states: statements::statements(index, written_layers, &rules.emptied, registry),
            restated: terms.restated,
            replaces: replaced.cloned().collect(),
            may_relax_at: fallback::check_may_relax(written_layer, index, registry, faults),
        });
    }
    layers
}

fn card(written_layer: &WrittenLayer, composition: Text, faults: &mut Faults) -> governance::Layer {
    governance::Layer {
        id: text(&written_layer.id),
        version: version(written_layer).into(),
        title: written_layer.title(),
        digest: written_layer.digest(),
        documents: written_layer.parts.iter().map(|part| part.name.clone()).collect(),
        about: about::about(written_layer, &composition, faults),
        composition,
    }
}

/// A count that is told apart at very many values makes every diagram wide.
fn check_cut_offs(model: &Model, origins: &Table<FactId, Origin>, faults: &mut Faults) {
    let mut cut_offs: BTreeMap<FactId, BTreeSet<u32>> = BTreeMap::new();
    let mut note = |fact: FactId, test: &Test| {
        if let Test::Within(ranges) = test {
            let ends = ranges.iter().filter_map(|range| range.end().checked_add(1));
            let cuts = ranges.iter().map(|range| *range.start()).chain(ends);
            cut_offs.entry(fact).or_default().extend(cuts);
        }
    };
    model.conditions().for_each(|condition| condition.each_test(&mut note));
    for (fact, cuts) in cut_offs {
        faults.too_many(Limit::CutOffs, cuts.len(), *origins.at(fact));
    }
}

/// Warns of facts that nothing tests.
fn warn_unused_facts(
    registry: &Registry<'_>,
    layers: &[ModelLayer],
    (rules, asking): (&[Rule], &[&Condition]),
    actions: &[Action],
    faults: &mut Faults,
) {
    let mut used = BTreeSet::new();
    let mut mark = |condition: &Condition| condition.each_test(&mut |fact, _| used.extend([fact]));
    let layers = layers.iter().flat_map(|layer| layer.terms.iter().chain(&layer.scope));
    let rules = rules.iter().map(|rule| &rule.when);
    let actions = actions.iter().filter_map(|action| action.when.as_ref());
    layers.chain(rules).chain(actions).chain(asking.iter().copied()).for_each(&mut mark);
    for (index, fact) in registry.vocabulary.facts().numbered() {
        if !used.contains(&index) {
            let origin = *registry.fact_origins.at(index);
            let message = format!("no rule, term or action tests `{}`", fact.id);
            faults.warning(Code::UnusedFact, origin, message, Some("test it or take it out".into()));
        }
    }
}
