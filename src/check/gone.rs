//! Which rules no longer apply: those that upper layers withdraw, those whose place rules of theirs take, and those that are
//! left with nothing to say.

use super::layers::{WrittenLayer, documents};
use super::scope::Registry;
use super::withdrawn_actions::WithdrawnActions;
use crate::document::{At, Code, Faults, rule_set};
use crate::model::{LayerId, Rule, RuleId, Table};
use std::collections::{BTreeMap, BTreeSet};

/// How a rule goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Withdrawn,
    Replaced,
}

/// The rules that no longer apply.
#[derive(Debug, Default)]
pub(super) struct Gone {
    withdrawn: BTreeSet<RuleId>,
    /// Which rule takes the place of each, one of a layer above.
    in_place_of: BTreeMap<RuleId, RuleId>,
    /// Those of which every action is withdrawn, and that have nothing else; with the layer that has done so.
    emptied: BTreeMap<RuleId, LayerId>,
}

impl Gone {
    pub(super) fn of(
        written_layers: &[WrittenLayer],
        registry: &Registry<'_>,
        rules: &Table<RuleId, Rule>,
        withdrawn: &WithdrawnActions,
        faults: &mut Faults,
    ) -> Gone {
        let mut gone = Gone { emptied: emptied(registry, rules, withdrawn), ..Gone::default() };
        for (layer, document) in documents(written_layers) {
            for withdrawal in &document.withdraw {
                let rule = withdrawal.rule.as_ref();
                let going = rule
                    .and_then(|rule| gone.going(rule, (Way::Withdrawn, layer), (registry, rules), faults));
                gone.withdrawn.extend(going);
            }
            for rule in &document.rules {
                gone.replace(rule, layer, (registry, rules), faults);
            }
        }
        gone
    }

    pub(super) fn contains(&self, rule: RuleId) -> bool {
        self.withdrawn.contains(&rule)
            || self.in_place_of.contains_key(&rule)
            || self.emptied.contains_key(&rule)
    }

    /// The rules that are left with nothing to say.
    pub(super) fn emptied(&self) -> impl Iterator<Item = RuleId> {
        self.emptied.keys().copied()
    }

    /// The rule that takes the place of one, the one that takes its place in turn, and so on.
    pub(super) fn in_its_place(&self, rule: RuleId) -> impl Iterator<Item = RuleId> {
        let next = |rule: &RuleId| self.in_place_of.get(rule).copied();
        std::iter::successors(next(&rule), next)
    }

    /// What overriding a rule means: the one that has its place in the end.
    pub(super) fn meant(&self, rule: RuleId) -> RuleId {
        self.in_its_place(rule).last().unwrap_or(rule)
    }

    /// Every rule whose place another takes, with that other.
    pub(super) fn replaced(&self) -> impl Iterator<Item = (RuleId, RuleId)> {
        self.in_place_of.iter().map(|(&before, &after)| (before, after))
    }

    /// Warns of overrides of rules that are withdrawn, by the same layer or below, and of those whose place a rule takes
    /// itself: there is nothing to set aside.
    pub(super) fn warn_inert_overrides(
        &self,
        written_layers: &[WrittenLayer],
        registry: &Registry<'_>,
        faults: &mut Faults,
    ) {
        let none_is_gone =
            self.withdrawn.is_empty() && self.in_place_of.is_empty() && self.emptied.is_empty();
        if faults.has_errors() || none_is_gone {
            return;
        }
        let mut withdrawn = BTreeSet::new();
        for (layer, document) in documents(written_layers) {
            let here = document.withdraw.iter().filter_map(|withdrawal| withdrawal.rule.as_ref());
            let here = here.filter_map(|rule| registry.rules.get(rule));
            withdrawn.extend(here.map(|declared| declared.number));
            for (by, overridden) in
                document.rules.iter().flat_map(|rule| rule.overrides.iter().map(move |other| (rule, other)))
            {
                let Some(declared) = registry.rules.get(overridden) else { continue };
                let by = registry.rules.get(&by.id).map(|declared| declared.number);
                let (why, instead) = if withdrawn.contains(&declared.number) {
                    ("is withdrawn", "withdraw it")
                } else if self.in_its_place(declared.number).any(|other| Some(other) == by) {
                    ("is replaced by this very rule", "replace it")
                } else if self.emptied.get(&declared.number).is_some_and(|by| *by <= layer) {
                    ("has nothing left to say, as its actions are withdrawn", "withdraw those")
                } else {
                    continue;
                };
                let message = format!("`{}` {why}: there is nothing to override", overridden.value);
                let help = Some(format!("take it out of `overrides`, or do not {instead}"));
                faults.warning(Code::InertOverride, overridden.origin, message, help);
            }
        }
    }

    /// Has a rule take the place of the one that it says.
    fn replace(
        &mut self,
        written: &At<rule_set::Rule>,
        layer: LayerId,
        (registry, rules): (&Registry<'_>, &Table<RuleId, Rule>),
        faults: &mut Faults,
    ) {
        let Some(replaced) = &written.replaces else { return };
        let before = self.going(replaced, (Way::Replaced, layer), (registry, rules), faults);
        if written.authority.is_law_or_ethics() {
            let message = format!(
                "`{}` rests on {} and cannot take the place of another rule",
                written.id.value, written.authority
            );
            let help =
                format!("what overrides `{}` would set it aside: state it beside that one", replaced.value);
            faults.error_with_help(Code::HigherAuthority, replaced.origin, message, Some(help));
        }
        let after = registry.rules.get(&written.id).filter(|declared| declared.layer == layer);
        if let (Some(before), Some(after)) = (before, after) {
            self.in_place_of.insert(before, after.number);
        }
    }

    /// A rule that is to go, if it may and has not gone already.
    fn going(
        &self,
        id: &At<String>,
        (way, layer): (Way, LayerId),
        (registry, rules): (&Registry<'_>, &Table<RuleId, Rule>),
        faults: &mut Faults,
    ) -> Option<RuleId> {
        let number = registry.rules.resolve(id, layer, faults)?;
        let (how, instead) = match way {
            Way::Withdrawn => ("withdrawn", "take it out instead"),
            Way::Replaced => ("replaced", "change it instead"),
        };
        let rule = rules.at(number);
        if rule.layer == layer {
            let message = format!("`{}` is a rule of this very layer", rule.id);
            faults.error_with_help(Code::UnknownRule, id.origin, message, Some(instead.into()));
            return None;
        }
        if rule.authority.is_law_or_ethics() {
            let message = format!("`{}` rests on {} and cannot be {how}", rule.id, rule.authority);
            faults.error(Code::HigherAuthority, id.origin, message);
        }
        let earlier = match self.in_place_of.get(&number) {
            Some(&other) => Some(format!("replaced already, by `{}`", rules.at(other).id)),
            None => self.withdrawn.contains(&number).then(|| "withdrawn already".into()),
        };
        if let Some(earlier) = earlier {
            faults.error(Code::DuplicateId, id.origin, format!("`{}` is {earlier}", rule.id));
            return None;
        }
        Some(number)
    }
}

/// The rules that have nothing but actions that are withdrawn, each with the uppermost layer that withdraws one.
fn emptied(
    registry: &Registry<'_>,
    rules: &Table<RuleId, Rule>,
    withdrawn: &WithdrawnActions,
) -> BTreeMap<RuleId, LayerId> {
    let mut emptied = BTreeMap::new();
    for ((number, rule), (_, written)) in rules.numbered().zip(registry.rules.in_order()) {
        let actions = written.offers().filter_map(|(name, _)| registry.actions.get(name));
        let by = actions.filter_map(|declared| withdrawn.by(declared.number)).max();
        if let Some(by) =
            by.filter(|_| rule.vote.is_none() && rule.offers.is_empty() && written.overrides.is_empty())
        {
            emptied.insert(number, by);
        }
    }
    emptied
}
