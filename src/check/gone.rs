//! Which rules no longer apply: those that upper layers withdraw, and those whose place rules of theirs take.

use super::layers::{Stack, documents};
use super::scope::Registry;
use crate::document::{At, Code, Faults, rule_set};
use crate::model::{LayerId, Rule, RuleId, Table};
use crate::words::Authority;
use std::collections::{BTreeMap, BTreeSet};

/// The rules that no longer apply.
#[derive(Debug, Default)]
pub(super) struct Gone {
    withdrawn: BTreeSet<RuleId>,
    /// Which rule takes the place of each, one of a layer above.
    in_place_of: BTreeMap<RuleId, RuleId>,
}

impl Gone {
    pub(super) fn of(
        stacks: &[Stack],
        registry: &Registry<'_>,
        rules: &Table<RuleId, Rule>,
        faults: &mut Faults,
    ) -> Gone {
        let mut gone = Gone::default();
        for (layer, document) in documents(stacks) {
            for withdrawal in &document.withdraw {
                if let Some(rule) =
                    gone.going(&withdrawal.rule, ("withdrawn", layer), (registry, rules), faults)
                {
                    gone.withdrawn.insert(rule);
                }
            }
            for rule in &document.rules {
                gone.replace(rule, layer, (registry, rules), faults);
            }
        }
        gone
    }

    pub(super) fn contains(&self, rule: RuleId) -> bool {
        self.withdrawn.contains(&rule) || self.in_place_of.contains_key(&rule)
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
        stacks: &[Stack],
        registry: &Registry<'_>,
        faults: &mut Faults,
    ) {
        if faults.has_errors() || (self.withdrawn.is_empty() && self.in_place_of.is_empty()) {
            return;
        }
        let mut withdrawn = BTreeSet::new();
        for (_, document) in documents(stacks) {
            let here = document.withdraw.iter().filter_map(|withdrawal| registry.rules.get(&withdrawal.rule));
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
        let before = self.going(replaced, ("replaced", layer), (registry, rules), faults);
        if written.authority < Authority::ClinicPolicy {
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
        (how, layer): (&str, LayerId),
        (registry, rules): (&Registry<'_>, &Table<RuleId, Rule>),
        faults: &mut Faults,
    ) -> Option<RuleId> {
        let number = registry.rules.resolve(id, layer, faults)?;
        let rule = rules.at(number);
        if rule.layer == layer {
            let instead = if how == "withdrawn" { "take it out instead" } else { "change it instead" };
            let message = format!("`{}` is a rule of this very layer", rule.id);
            faults.error_with_help(Code::UnknownRule, id.origin, message, Some(instead.into()));
            return None;
        }
        if rule.authority < Authority::ClinicPolicy {
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
