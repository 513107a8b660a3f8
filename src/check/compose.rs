//! Composes layers into one model.

use super::layers::{Stack, documents};
use super::rules::Rules;
use super::scope::Registry;
use super::withdrawn_actions::WithdrawnActions;
use super::{
    about, acknowledgements, actions, expectations, fallback, groups, presumptions, rules, statements, terms,
    wording,
};
use crate::document::{Code, Faults, Limit, Origin, digest};
use crate::model::{
    Action, Condition, FactId, Impossible, LayerId, Model, ModelLayer, Rule, Table, Test, Text, governance,
    text,
};
use semver::Version;
use std::collections::{BTreeMap, BTreeSet};

/// Composes layers, in the vocabulary of all layers that there are. Gives nothing where there is no layer, none that says what
/// holds otherwise, or a condition that is too tangled.
pub(super) fn compose(stacks: &[Stack], all: &[Stack], faults: &mut Faults) -> Option<Model> {
    hear(stacks, faults);
    let mut registry = Registry::declare(stacks, all, faults);
    let terms = terms::by_layer(stacks, &registry, faults);
    registry.meanings = terms.iter().map(|terms| terms.conditions.clone()).collect();
    let presumptions = presumptions::presumptions(stacks, &mut registry, faults);
    let asking = presumptions::asking(stacks, &registry, faults);
    let groups = groups::groups(stacks, &registry, faults);
    let withdrawn = WithdrawnActions::of(stacks, &registry, faults);
    let actions = actions::actions(stacks, &registry, &withdrawn, faults);
    let sources = rules::sources(&registry);
    let rules = rules::compose(stacks, &registry, (&sources, &withdrawn), faults);
    let safeguards = expectations::safeguards(stacks, &registry, faults);
    let cases = expectations::cases(stacks, &registry, faults);
    let acknowledged = acknowledgements::acknowledged(stacks, faults);
    let layers = compose_layers(stacks, terms, &rules, &registry, faults);
    let impossible = impossible(stacks, &registry, faults);
    let otherwise = fallback::otherwise(stacks, faults);
    let while_unknown = fallback::while_unknown(stacks, faults);
    let stated = wording::stated(stacks, &registry, faults);
    if !faults.has_errors() {
        let unless = presumptions.iter().flatten().flat_map(|presumption| &presumption.unless);
        let asked = asking.iter().flat_map(|asking| asking.when.iter().chain(&asking.first_when));
        let of_no_rule: Vec<&Condition> = unless.chain(asked).chain(wording::conditions(&stated)).collect();
        warn_unused_facts(&registry, &layers, (&rules.kept, &of_no_rule), &actions, faults);
    }
    let (wording, sentences) = wording::checked(stated, faults);
    // What conditions come to is not known of all of them.
    registry.steps.get()?;
    let origins = registry.fact_origins.clone();
    let model = Model {
        digest: digest(&stacks.iter().map(digested).collect::<Vec<String>>().join("\n")).into(),
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
fn hear(stacks: &[Stack], faults: &mut Faults) {
    for (_, document) in documents(stacks) {
        document.actions.iter().for_each(|action| faults.hear("an action", &action.text, &action.id));
        document.rules.iter().for_each(|rule| faults.hear("a rule", &rule.title, &rule.id));
    }
}

/// A layer in the text that the digest of the composition is taken of.
fn digested(stack: &Stack) -> String {
    format!("{}{}", approved(stack), if stack.lapsed { " lapsed" } else { "" })
}

/// A layer in the text that is approved: the same before, while and after it is in effect.
fn approved(stack: &Stack) -> String {
    format!("{} {} {}", stack.id, version(stack), stack.digest())
}

fn version(stack: &Stack) -> String {
    stack.version.as_ref().map(Version::to_string).unwrap_or_default()
}

fn impossible(stacks: &[Stack], registry: &Registry<'_>, faults: &mut Faults) -> Vec<Impossible> {
    let mut impossible = Vec::new();
    for (layer, document) in documents(stacks) {
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
    stacks: &[Stack],
    terms: Vec<terms::Terms>,
    rules: &Rules,
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> Table<LayerId, ModelLayer> {
    let mut layers = Table::new();
    let mut digests: Vec<String> = Vec::new();
    for (stack, terms) in stacks.iter().zip(terms) {
        digests.push(approved(stack));
        let index = layers.next();
        let replaced = rules.replaced.iter().filter(|replaced| replaced.after.layer == index);
        let scope = stack.parts.iter().find_map(|part| part.document.scope.as_ref());
        layers.push(ModelLayer {
            card: card(stack, digest(&digests.join("\n")).into(), faults),
            scope: scope.map(|scope| registry.scope_of_its_own(index).condition(scope, faults)),
            terms: terms.conditions,
            term_order: terms.order,
            states: statements::statements(index, stacks, &rules.emptied, registry),
            restated: terms.restated,
            replaces: replaced.cloned().collect(),
            may_relax_at: fallback::check_may_relax(stack, index, registry, faults),
        });
    }
    layers
}

fn card(stack: &Stack, composition: Text, faults: &mut Faults) -> governance::Layer {
    governance::Layer {
        id: text(&stack.id),
        version: version(stack).into(),
        title: stack.title(),
        digest: stack.digest(),
        documents: stack.parts.iter().map(|part| part.name.clone()).collect(),
        about: about::about(stack, &composition, faults),
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
