//! What was said beside what is said now: of actions that are worded anew or withdrawn, of rules that others take the place of, and
//! of finer options.

use super::comparison::{Difference, NamedKind};
use crate::model::{ActionId, Model, Refined, Replaced, Rule, Text, Vote, condition_text};
use crate::words::{Level, Modality, Moment};
use std::collections::BTreeMap;

/// What actions say in two guidelines, and what the newer one replaces and withdraws.
pub(super) struct Beside<'a> {
    pub(super) old: BTreeMap<Text, Said<'a>>,
    pub(super) new: BTreeMap<Text, Said<'a>>,
    newer: &'a Model,
}

/// The one of two guidelines that has something which the other has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Only {
    Old,
    New,
}

/// What an action says, when it is done, and what it says below the uppermost layer that words it anew.
pub(super) struct Said<'a> {
    pub(super) text: &'a Text,
    pub(super) moment: Moment,
    below: Option<&'a Text>,
}

/// Words of a layer above that of the action.
const ANEW: &str = "is worded otherwise than in the layer that has it";

/// What a layer words anew is said otherwise below.
const OTHER_BELOW: &str = "is worded anew, and what it says below is other now";

impl Said<'_> {
    /// What differs where a layer above that of the action words it. What words mean cannot be proved, so that is never a
    /// mere patch.
    pub(super) fn anew(&self, new: &Said<'_>) -> Option<(Level, &'static str)> {
        let is_other = self.text != new.text;
        match (self.below, new.below) {
            (None, None) => None,
            _ if is_other => Some((Level::Major, ANEW)),
            (Some(old), Some(new)) if old != new => Some((Level::Minor, OTHER_BELOW)),
            _ => None,
        }
    }
}

impl<'a> Beside<'a> {
    pub(super) fn of(old: &'a Model, newer: &'a Model) -> Beside<'a> {
        Beside { old: said(old), new: said(newer), newer }
    }

    /// Tells of a difference what was said and what is said now.
    pub(super) fn tell(&self, only: Option<Only>, difference: &mut Difference) {
        match (difference.kind, only) {
            (NamedKind::Action, _) => self.tell_action(difference),
            (NamedKind::Rule, Some(only)) => self.tell_rule(only, difference),
            (NamedKind::Option, Some(Only::New)) => self.tell_option(difference),
            (
                NamedKind::Rule
                | NamedKind::Option
                | NamedKind::Fact
                | NamedKind::Term
                | NamedKind::Safeguard
                | NamedKind::Source
                | NamedKind::Fallback,
                _,
            ) => {}
        }
    }

    fn tell_action(&self, difference: &mut Difference) {
        let id = difference.id.as_str();
        let Some(old) = self.old.get(id) else { return };
        let sides = match self.new.get(id) {
            Some(new) if old.text == new.text => old.below.zip(new.below).filter(|(old, new)| old != new),
            Some(new) => Some((old.text, new.text)),
            None => None,
        };
        (difference.before, difference.after) =
            sides.map(|(old, new)| (old.to_string(), new.to_string())).unzip();
        if self.newer.actions.iter().any(|action| &*action.id == id && action.withdrawn) {
            difference.what = "is withdrawn: no rule offers it any more".into();
            difference.before = Some(old.text.to_string());
        }
    }

    /// Of a new option that a layer adds to a fact below it.
    fn tell_option(&self, difference: &mut Difference) {
        let refined = self.newer.layers.iter().flat_map(|layer| &layer.states.refines);
        for Refined { fact, options, because, .. } in refined {
            if let Some(option) = options.iter().find(|option| *option_id(fact, &option.id) == *difference.id)
            {
                difference.what = format!("is new, and read by the layers below as `{}`", option.like);
                difference.after = Some(format!("{option}. {because}"));
            }
        }
    }

    /// Of a rule that is gone because another takes its place, and of that other.
    fn tell_rule(&self, only: Only, difference: &mut Difference) {
        let is_meant = |replaced: &&Replaced| {
            let meant = match only {
                Only::Old => &replaced.before,
                Only::New => &replaced.after,
            };
            *meant.id == *difference.id
        };
        let mut replaced = self.newer.layers.iter().flat_map(|layer| &layer.replaces);
        let Some(Replaced { before, after }) = replaced.find(is_meant) else { return };
        match only {
            Only::Old => {
                difference.what = format!("is gone: `{}` takes its place", after.id);
                difference.before = Some(in_brief(before, self.newer));
                difference.after = Some(in_brief(after, self.newer));
            }
            Only::New => difference.what = format!("is new, in place of `{}`", before.id),
        }
    }
}

/// How an option is named in a difference.
pub(super) fn option_id(fact: &str, option: &str) -> Text {
    format!("{fact}: {option}").into()
}

fn said(model: &Model) -> BTreeMap<Text, Said<'_>> {
    let anew = model.layers.iter().flat_map(|layer| &layer.states.reworded_actions);
    // Of several layers the uppermost stands last.
    let below: BTreeMap<&Text, &Text> = anew.map(|reworded| (&reworded.action, &reworded.before)).collect();
    let actions = model.actions.iter().filter(|action| !action.withdrawn);
    let said = actions.map(|action| {
        let below = below.get(&action.id).copied();
        (action.id.clone(), Said { text: &action.text, moment: action.moment, below })
    });
    said.collect()
}

/// What a rule says, where, and why.
fn in_brief(rule: &Rule, model: &Model) -> String {
    let stance = match rule.vote {
        Some(Vote::Permits(stance)) => Some(format!("permits {stance}")),
        Some(Vote::AtLeast(stance)) => Some(format!("demands at least {stance}")),
        None => None,
    };
    let advice = |&(action, modality): &(ActionId, Modality)| {
        format!("{modality}: {}", model.actions.at(action).text.trim_end_matches('.'))
    };
    let says: Vec<String> = stance.into_iter().chain(rule.offers.iter().map(advice)).collect();
    let says = if says.is_empty() { "only sets other rules aside".into() } else { says.join("; ") };
    let lines: Vec<String> =
        condition_text::lines(&rule.when, model).iter().map(|line| line.text.to_string()).collect();
    format!("{}: {says}, where {}. {}", rule.title, lines.join("; "), rule.because)
}
