//! Checks rules and their overrides, and puts them in order.

use super::gone::Gone;
use super::layers::{WrittenLayer, documents};
use super::scope::Registry;
use super::withdrawn_actions::WithdrawnActions;
use super::{order, terms};
use crate::document::{At, Code, Faults, Origin, rule_set};
use crate::model::{ActionId, LayerId, Replaced, Rule, RuleId, Source, SourceId, Table, Text, Vote, text};
use crate::words::{Authority, Certainty, Modality, SourceKind, Stance, Strength};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The rules that are not gone, by strictness, authority, id, and the order in which they come to stand.
#[derive(Debug, Default)]
pub(super) struct Rules {
    pub(super) kept: Table<RuleId, Rule>,
    /// The rules whose place others take, lowest layer first.
    pub(super) replaced: Vec<Replaced>,
    /// The ids of those left with nothing to say.
    pub(super) emptied: Vec<Text>,
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
    written_layers: &[WrittenLayer],
    registry: &Registry<'_>,
    (sources, withdrawn): (&Table<SourceId, Source>, &WithdrawnActions),
    faults: &mut Faults,
) -> Rules {
    let (mut rules, mut origins) = (Table::new(), Table::new());
    for (layer, written) in registry.rules.in_order() {
        rules.push(rule(written, layer, registry, (sources, withdrawn), faults));
        origins.push(written.id.origin);
    }
    let gone = Gone::of(written_layers, registry, &rules, withdrawn, faults);
    check_authority_of_overrides(written_layers, registry, &rules, &gone, faults);
    check_circles(&rules, &origins, &gone, faults);
    if !faults.has_errors() {
        warn_unused_sources(written_layers, &rules, registry, faults);
        warn_unused_actions(written_layers, faults);
        documents(written_layers)
            .flat_map(|(_, document)| &document.rules)
            .for_each(|rule| faults.look_at_condition(rule));
    }
    gone.warn_inert_overrides(written_layers, registry, faults);
    put_in_order(rules, &gone)
}

fn rule(
    written: &At<rule_set::Rule>,
    layer: LayerId,
    registry: &Registry<'_>,
    (sources, withdrawn): (&Table<SourceId, Source>, &WithdrawnActions),
    faults: &mut Faults,
) -> Rule {
    let rule = Rule {
        id: text(&written.id.value),
        title: text(&written.title),
        layer,
        replaces: written.replaces.as_ref().map(|replaced| text(&replaced.value)),
        when: registry.scope(layer).condition(&written.when, faults),
        vote: vote(written, faults),
        offers: offers(written, layer, (registry, withdrawn), faults),
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
    written.permits.is_none()
        && written.at_least.is_none()
        && written.overrides.is_empty()
        && written.offers().next().is_none()
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
    (registry, withdrawn): (&Registry<'_>, &WithdrawnActions),
    faults: &mut Faults,
) -> Vec<(ActionId, Modality)> {
    let (mut offers, mut seen) = (Vec::new(), BTreeSet::new());
    for (id, modality) in written.offers() {
        let Some(action) = registry.actions.resolve(id, layer, faults) else { continue };
        if !seen.insert(action) {
            let message = format!("`{}` names the action `{}` twice", written.id.value, id.value);
            faults.error(Code::ActionTwice, id.origin, message);
        }
        match withdrawn.by(action) {
            None => offers.push((action, modality)),
            Some(by) if by <= layer => {
                let message = format!("`{}` is withdrawn, and no rule can offer it any more", id.value);
                let help = Some("offer another action, or do not withdraw this one".into());
                faults.error_with_help(Code::UnknownAction, id.origin, message, help);
            }
            // A rule of a layer below was written without it.
            Some(_) => {}
        }
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
    written_layers: &[WrittenLayer],
    registry: &Registry<'_>,
    rules: &Table<RuleId, Rule>,
    gone: &Gone,
    faults: &mut Faults,
) {
    let written = documents(written_layers)
        .flat_map(|(layer, document)| document.rules.iter().map(move |rule| (layer, rule)));
    for (layer, by, overridden) in written
        .flat_map(|(layer, rule)| rule.overrides.iter().map(move |overridden| (layer, rule, overridden)))
    {
        let Some(declared) = registry.rules.get(overridden) else { continue };
        // What passes on to a rule of a layer above was written without it.
        let in_its_place = gone.in_its_place(declared.number).filter(|&other| rules.at(other).layer <= layer);
        let means = [declared.number].into_iter().chain(in_its_place);
        if let Some(other) = means.map(|other| rules.at(other)).find(|other| other.authority < by.authority) {
            let in_place = if *other.id == *overridden.value {
                String::new()
            } else {
                format!(" and has the place of `{}`", overridden.value)
            };
            let message = format!(
                "`{}` ({}) cannot override `{}`, which is of higher authority ({}){in_place}",
                by.id.value, by.authority, other.id, other.authority
            );
            faults.error(Code::HigherAuthority, overridden.origin, message);
        }
    }
}

/// No rule comes back to itself by overrides, by those that it states or by those of a rule whose place it takes: whichever
/// of the latter a composition has.
fn check_circles(
    rules: &Table<RuleId, Rule>,
    origins: &Table<RuleId, Origin>,
    gone: &Gone,
    faults: &mut Faults,
) {
    let all_meant = |(by, rule): (RuleId, &Rule)| -> Vec<RuleId> {
        let overrides = rule.overrides.iter().filter(|&&old| gone.in_its_place(old).all(|new| new != by));
        overrides.flat_map(|&old| [old].into_iter().chain(gone.in_its_place(old))).collect()
    };
    let overrides = rules.numbered().map(all_meant).collect();
    for circle in order::order(&overrides).err().into_iter().flatten() {
        let names: Table<RuleId, Text> = rules.iter().map(|rule| rule.id.clone()).collect();
        let message = format!("rules override one another in a circle: {}", terms::spell(&circle, &names));
        // The uppermost layer is the one that closed it.
        let uppermost = circle.iter().map(|&rule| rules.at(rule).layer).max();
        let closing = circle.iter().find(|&&rule| Some(rules.at(rule).layer) == uppermost);
        let origin = closing.map(|&rule| *origins.at(rule)).unwrap_or_default();
        let passes_on = circle.iter().any(|&rule| rules.at(rule).replaces.is_some());
        let help = if passes_on {
            "take out one of these overrides; what overrides a rule that is replaced overrides the one in its place"
        } else {
            "take out one of these overrides"
        };
        faults.error_with_help(Code::CircularOverrides, origin, message, Some(help.into()));
    }
}

/// Leaves out what is gone, sorts, and gives every override the number of what it means now.
fn put_in_order(rules: Table<RuleId, Rule>, gone: &Gone) -> Rules {
    let pairs = gone.replaced();
    let pairs = pairs.map(|(before, after)| (after, [before, after].map(|rule| rules.at(rule).clone())));
    let replaced: Vec<(RuleId, [Rule; 2])> = pairs.collect();
    let emptied = gone.emptied().map(|rule| rules.at(rule).id.clone()).collect();
    let (mut rules, places) = Places::of(rules, gone);
    places.set_overrides(&mut rules);
    let overridden_by = rules.iter().map(|rule| rule.overridden_by.clone()).collect();
    // A circle has been reported; the order is then of no use to anyone.
    let standing_order = order::order(&overridden_by).unwrap_or_default();
    let replaced = replaced.into_iter().map(|pair| places.replaced(pair, &rules)).collect();
    Rules { kept: rules, replaced, emptied, standing_order }
}

/// Where each rule stands once those that are gone are left out, if it is still there.
struct Places<'a> {
    gone: &'a Gone,
    places: Table<RuleId, Option<RuleId>>,
}

impl<'a> Places<'a> {
    /// The rules that are not gone, sorted, with the place of each.
    fn of(rules: Table<RuleId, Rule>, gone: &'a Gone) -> (Table<RuleId, Rule>, Places<'a>) {
        let mut places = Table::alike(&rules, None);
        let mut kept: Vec<(RuleId, Rule)> =
            rules.numbers().zip(rules).filter(|(old, _)| !gone.contains(*old)).collect();
        kept.sort_by(|(_, one), (_, other)| rank(one).cmp(&rank(other)));
        let mut rules = Table::new();
        for (old, rule) in kept {
            places.set(old, Some(rules.push(rule)));
        }
        (rules, Places { gone, places })
    }

    /// What overrides mean now, of the rule in a place.
    fn meant(&self, by: Option<RuleId>, overrides: &[RuleId]) -> Vec<RuleId> {
        let meant = overrides.iter().filter_map(|&old| *self.places.at(self.gone.meant(old)));
        meant.filter(|&rule| Some(rule) != by).collect::<BTreeSet<RuleId>>().into_iter().collect()
    }

    fn set_overrides(&self, rules: &mut Table<RuleId, Rule>) {
        let mut pairs: Vec<(RuleId, RuleId)> = Vec::new();
        for by in rules.numbers() {
            rules.change(by, |rule| {
                rule.overrides = self.meant(Some(by), &rule.overrides);
                pairs.extend(rule.overrides.iter().map(|&overridden| (overridden, by)));
            });
        }
        for (overridden, by) in pairs {
            rules.change(overridden, |rule| rule.overridden_by.push(by));
        }
    }

    /// A rule whose place another takes, with that other, which may be gone in turn.
    fn replaced(
        &self,
        (number, [mut before, mut after]): (RuleId, [Rule; 2]),
        rules: &Table<RuleId, Rule>,
    ) -> Replaced {
        before.overrides = self.meant(None, &before.overrides);
        match *self.places.at(number) {
            Some(kept) => after = rules.at(kept).clone(),
            None => after.overrides = self.meant(None, &after.overrides),
        }
        Replaced { before, after }
    }
}

/// By strictness, authority, id.
fn rank(rule: &Rule) -> (Reverse<Option<Stance>>, Authority, &str) {
    (Reverse(rule.vote.map(Vote::stance)), rule.authority, &rule.id)
}

fn warn_unused_sources(
    written_layers: &[WrittenLayer],
    rules: &Table<RuleId, Rule>,
    registry: &Registry<'_>,
    faults: &mut Faults,
) {
    let cited: BTreeSet<SourceId> = rules.iter().flat_map(|rule| rule.sources.iter().copied()).collect();
    for source in documents(written_layers).flat_map(|(_, document)| &document.sources) {
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

/// Warns of actions that no rule of any layer names.
fn warn_unused_actions(written_layers: &[WrittenLayer], faults: &mut Faults) {
    let rules = documents(written_layers).flat_map(|(_, document)| &document.rules);
    let offers = rules.flat_map(|rule| rule.offers());
    let named: BTreeSet<&str> = offers.map(|(action, _)| action.value.as_str()).collect();
    for action in documents(written_layers).flat_map(|(_, document)| &document.actions) {
        if !action.is_reworded() && !named.contains(&*action.id.value) {
            let message = format!("no rule names `{}`: it is never advised", action.id.value);
            let help = Some("name it in `should`, `may` or another list of a rule, or take it out".into());
            faults.warning(Code::UnusedAction, action.id.origin, message, help);
        }
    }
}
