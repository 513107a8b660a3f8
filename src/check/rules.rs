//! Checks rules, their overrides and withdrawals, and puts them in order.

use super::layers::{Stack, documents};
use super::scope::Registry;
use super::{order, terms};
use crate::document::{At, Code, Faults, Origin, rule_set};
use crate::model::{ActionId, LayerId, Rule, RuleId, Source, SourceId, Table, Text, Vote, text};
use crate::words::{Authority, Certainty, Modality, SourceKind, Stance, Strength};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The rules that no layer withdraws, by strictness, authority, id, and the order in which they come to stand.
#[derive(Debug, Default)]
pub(super) struct Rules {
    pub(super) rules: Table<RuleId, Rule>,
    pub(super) standing_order: Vec<RuleId>,
}

/// All sources, in the order in which they are declared.
pub(super) fn sources(registry: &Registry<'_>) -> Table<SourceId, Source> {
    let source = |(_, source): (LayerId, &rule_set::Source)| Source {
        id: text(&source.id.value),
        citation: text(&source.citation),
        kind: source.kind,
        doi: source.doi.as_ref().map(text),
        url: source.url.as_ref().map(text),
        sample: source.sample.as_ref().map(text),
        found: source.found.as_ref().map(text),
        limits: source.limits.as_ref().map(text),
    };
    registry.sources.in_order().map(source).collect()
}

/// Checks and composes the rules of all layers.
pub(super) fn compose(
    stacks: &[Stack],
    registry: &Registry<'_>,
    sources: &Table<SourceId, Source>,
    faults: &mut Faults,
) -> Rules {
    let (mut rules, mut origins) = (Table::new(), Table::new());
    for (layer, written) in registry.rules.in_order() {
        rules.push(rule(written, layer, registry, sources, faults));
        origins.push(written.id.origin);
    }
    check_authority_of_overrides(stacks, registry, &rules, faults);
    check_circles(&rules, &origins, faults);
    if !faults.has_errors() {
        warn_unused_sources(stacks, &rules, registry, faults);
    }
    let withdrawn = withdrawn(stacks, registry, &rules, faults);
    warn_inert_overrides(stacks, registry, &withdrawn, faults);
    put_in_order(rules, &withdrawn)
}

fn rule(
    written: &At<rule_set::Rule>,
    layer: LayerId,
    registry: &Registry<'_>,
    sources: &Table<SourceId, Source>,
    faults: &mut Faults,
) -> Rule {
    let rule = Rule {
        id: text(&written.id.value),
        title: text(&written.title),
        layer,
        when: registry.scope(layer).condition(&written.when, faults),
        vote: vote(written, faults),
        offers: offers(written, layer, registry, faults),
        because: text(&written.because),
        against: written.against.as_ref().map(text),
        sources: registry.sources.resolve_all(&written.sources, layer, faults),
        authority: written.authority,
        strength: written.strength,
        certainty: written.certainty,
        overrides: registry.rules.resolve_all(&written.overrides, layer, faults),
        overridden_by: Vec::new(),
    };
    if says_nothing(written) && faults.none_within(written.origin) {
        let message = format!("`{}` says nothing", rule.id);
        let help = Some("give it `permits`, `at_least`, an action or `overrides`".into());
        faults.error_with_help(Code::EmptyRule, written.id.origin, message, help);
    }
    check_founded(&rule, written.id.origin, sources, faults);
    if rule.strength == Strength::Strong && rule.certainty == Certainty::VeryLow && rule.against.is_none() {
        let message = format!("`{}` recommends strongly on very uncertain evidence", rule.id);
        let help = Some("say what speaks `against` it, or recommend less strongly".into());
        faults.warning(Code::StrongOnWeak, written.id.origin, message, help);
    }
    rule
}

fn says_nothing(written: &rule_set::Rule) -> bool {
    let actions = [&written.must, &written.should, &written.may, &written.should_not, &written.must_not];
    written.permits.is_none()
        && written.at_least.is_none()
        && written.overrides.is_empty()
        && actions.into_iter().all(Vec::is_empty)
}

fn vote(written: &rule_set::Rule, faults: &mut Faults) -> Option<Vote> {
    match (&written.permits, &written.at_least) {
        (Some(permits), Some(_)) => {
            let message = format!("`{}` both permits and limits", written.id.value);
            let help = Some("a rule has `permits` or `at_least`; make it two rules".into());
            faults.error_with_help(Code::TwoStances, permits.origin, message, help);
            None
        }
        (Some(permits), None) => Some(Vote::Permits(permits.value)),
        (None, Some(limit)) => {
            faults.look_at_limit(limit);
            Some(Vote::AtLeast(limit.value))
        }
        (None, None) => None,
    }
}

fn offers(
    written: &rule_set::Rule,
    layer: LayerId,
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> Vec<(ActionId, Modality)> {
    let lists: [(&[At<String>], Modality); 5] = [
        (&written.must_not, Modality::MustNot),
        (&written.must, Modality::Must),
        (&written.should_not, Modality::ShouldNot),
        (&written.should, Modality::Should),
        (&written.may, Modality::May),
    ];
    let (mut offers, mut seen) = (Vec::new(), BTreeSet::new());
    for (id, modality) in
        lists.into_iter().flat_map(|(list, modality)| list.iter().map(move |id| (id, modality)))
    {
        let Some(action) = registry.actions.resolve(id, layer, faults) else { continue };
        if !seen.insert(action) {
            let message = format!("`{}` names the action `{}` twice", written.id.value, id.value);
            faults.error(Code::ActionTwice, id.origin, message);
        }
        offers.push((action, modality));
    }
    offers.sort_unstable();
    offers
}

/// Law and ethics are claimed only on the word of law and ethics.
fn check_founded(rule: &Rule, origin: Origin, sources: &Table<SourceId, Source>, faults: &mut Faults) {
    let needed = match rule.authority {
        Authority::Law => SourceKind::Law,
        Authority::EthicsCode => SourceKind::EthicsCode,
        Authority::ClinicPolicy | Authority::Guidance => return,
    };
    let mut cited = rule.sources.iter().map(|&source| sources.at(source));
    if !cited.any(|source| source.kind == needed) {
        let message =
            format!("`{}` claims the authority `{}` without such a source", rule.id, rule.authority);
        let help = Some(format!("cite a source of kind `{needed}`, or claim less"));
        faults.error_with_help(Code::UnfoundedAuthority, origin, message, help);
    }
}

fn check_authority_of_overrides(
    stacks: &[Stack],
    registry: &Registry<'_>,
    rules: &Table<RuleId, Rule>,
    faults: &mut Faults,
) {
    let written = documents(stacks).flat_map(|(_, document)| &document.rules);
    for (by, overridden) in
        written.flat_map(|rule| rule.overrides.iter().map(move |overridden| (rule, overridden)))
    {
        let Some(declared) = registry.rules.get(overridden) else { continue };
        let other = rules.at(declared.number);
        if other.authority < by.authority {
            let message = format!(
                "`{}` ({}) cannot override `{}`, which is of higher authority ({})",
                by.id.value, by.authority, other.id, other.authority
            );
            faults.error(Code::HigherAuthority, overridden.origin, message);
        }
    }
}

fn check_circles(rules: &Table<RuleId, Rule>, origins: &Table<RuleId, Origin>, faults: &mut Faults) {
    let overrides = rules.iter().map(|rule| rule.overrides.clone()).collect();
    for circle in order::order(&overrides).err().into_iter().flatten() {
        let names: Table<RuleId, Text> = rules.iter().map(|rule| rule.id.clone()).collect();
        let message = format!("rules override one another in a circle: {}", terms::spell(&circle, &names));
        let origin = circle.first().map(|&first| *origins.at(first)).unwrap_or_default();
        let help = Some("take out one of these overrides".into());
        faults.error_with_help(Code::CircularOverrides, origin, message, help);
    }
}

/// The numbers of the rules that an upper layer withdraws.
fn withdrawn(
    stacks: &[Stack],
    registry: &Registry<'_>,
    rules: &Table<RuleId, Rule>,
    faults: &mut Faults,
) -> BTreeSet<RuleId> {
    let mut withdrawn = BTreeSet::new();
    let entries = documents(stacks).flat_map(|(layer, document)| {
        document.withdraw.iter().map(move |withdrawal| (layer, &withdrawal.rule))
    });
    for (layer, id) in entries {
        let Some(index) = registry.rules.resolve(id, layer, faults) else { continue };
        let rule = rules.at(index);
        if rule.layer == layer {
            let message = format!("`{}` is a rule of this very layer", rule.id);
            faults.error_with_help(Code::UnknownRule, id.origin, message, Some("take it out instead".into()));
        }
        if rule.authority < Authority::ClinicPolicy {
            let message = format!("`{}` rests on {} and cannot be withdrawn", rule.id, rule.authority);
            faults.error(Code::HigherAuthority, id.origin, message);
        }
        if !withdrawn.insert(index) {
            faults.error(Code::DuplicateId, id.origin, format!("`{}` is withdrawn already", rule.id));
        }
    }
    withdrawn
}

/// Warns of overrides of rules that are withdrawn, by the same layer or below: there is nothing to set aside.
fn warn_inert_overrides(
    stacks: &[Stack],
    registry: &Registry<'_>,
    withdrawn: &BTreeSet<RuleId>,
    faults: &mut Faults,
) {
    if faults.has_errors() || withdrawn.is_empty() {
        return;
    }
    let mut gone = BTreeSet::new();
    for (_, document) in documents(stacks) {
        let here = document.withdraw.iter().filter_map(|withdrawal| registry.rules.get(&withdrawal.rule));
        gone.extend(here.map(|declared| declared.number).filter(|index| withdrawn.contains(index)));
        for overridden in document.rules.iter().flat_map(|rule| &rule.overrides) {
            if registry.rules.get(overridden).is_some_and(|declared| gone.contains(&declared.number)) {
                let message = format!("`{}` is withdrawn: there is nothing to override", overridden.value);
                let help = Some("take it out of `overrides`, or do not withdraw it".into());
                faults.warning(Code::InertOverride, overridden.origin, message, help);
            }
        }
    }
}

/// Leaves out what is withdrawn, sorts, and gives every override its new number.
fn put_in_order(rules: Table<RuleId, Rule>, withdrawn: &BTreeSet<RuleId>) -> Rules {
    let mut renumbered: Table<RuleId, Option<RuleId>> = Table::alike(&rules, None);
    let mut kept: Vec<(RuleId, Rule)> =
        rules.numbers().zip(rules).filter(|(old, _)| !withdrawn.contains(old)).collect();
    kept.sort_by(|(_, one), (_, other)| rank(one).cmp(&rank(other)));
    let mut rules: Table<RuleId, Rule> = Table::new();
    for (old, rule) in kept {
        renumbered.set(old, Some(rules.push(rule)));
    }
    let mut pairs: Vec<(RuleId, RuleId)> = Vec::new();
    for by in rules.numbers() {
        rules.change(by, |rule| {
            rule.overrides = rule.overrides.iter().filter_map(|&old| *renumbered.at(old)).collect();
            rule.overrides.sort_unstable();
            pairs.extend(rule.overrides.iter().map(|&overridden| (overridden, by)));
        });
    }
    for (overridden, by) in pairs {
        rules.change(overridden, |rule| rule.overridden_by.push(by));
    }
    let overridden_by = rules.iter().map(|rule| rule.overridden_by.clone()).collect();
    // A circle has been reported; the order is then of no use to anyone.
    let standing_order = order::order(&overridden_by).unwrap_or_default();
    Rules { rules, standing_order }
}

/// By strictness, authority, id.
fn rank(rule: &Rule) -> (Reverse<Option<Stance>>, Authority, &str) {
    (Reverse(rule.vote.map(Vote::stance)), rule.authority, &rule.id)
}

fn warn_unused_sources(
    stacks: &[Stack],
    rules: &Table<RuleId, Rule>,
    registry: &Registry<'_>,
    faults: &mut Faults,
) {
    let cited: BTreeSet<SourceId> = rules.iter().flat_map(|rule| rule.sources.iter().copied()).collect();
    for source in documents(stacks).flat_map(|(_, document)| &document.sources) {
        if registry.sources.get(&source.id).is_some_and(|declared| !cited.contains(&declared.number)) {
            let message = format!("no rule cites `{}`", source.id.value);
            faults.warning(
                Code::UnusedSource,
                source.id.origin,
                message,
                Some("cite it or take it out".into()),
            );
        }
    }
}
