//! Which rules hold, which stand, and which count.

use super::json::{id, text};
use super::rule_set::RuleSet;
use super::truth::{Truth, View, or};
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What follows is the order of strictness, lists of docs/meaning.md that other orders rest on.
pub const STANCES: [&str; 5] = ["welcome", "allow", "moderate", "refrain", "pause"];
pub const AUTHORITIES: [&str; 4] = ["law", "ethics_code", "clinic_policy", "guidance"];
pub const MODALITIES: [&str; 5] = ["must_not", "must", "should_not", "should", "may"];
pub const MOMENTS: [&str; 5] =
    ["before_session", "in_the_moment", "before_session_ends", "after_session", "before_next_session"];

/// The place of a name in one of the lists above.
pub fn rank(list: &[&str], name: &str) -> usize {
    let place = list.iter().position(|each| *each == name);
    place.unwrap_or_else(|| panic!("`{name}` is not one of {list:?}"))
}

pub fn strictness(stance: &str) -> usize {
    rank(&STANCES, stance)
}

/// The order of rules: by strictness, those without a stance last, then authority, then id.
pub fn rule_order(rule: &Value) -> impl Ord {
    (strictest_first(vote(rule)), authority(rule), id(rule))
}

pub fn strictest_first(stance: Option<&str>) -> impl Ord + use<> {
    Reverse(stance.map(strictness))
}

pub fn authority(rule: &Value) -> usize {
    rank(&AUTHORITIES, text(rule, "authority"))
}

pub fn permits(rule: &Value) -> Option<&str> {
    rule["permits"].as_str()
}

pub fn at_least(rule: &Value) -> Option<&str> {
    rule["at_least"].as_str()
}

/// The stance that a rule votes for, if it has one.
pub fn vote(rule: &Value) -> Option<&str> {
    permits(rule).or(at_least(rule))
}

/// A rule with overrides only.
pub fn is_blocker(set: &RuleSet, rule: &Value) -> bool {
    vote(rule).is_none() && !set.has_actions(rule)
}

/// A rule as it is in one situation.
pub struct Judged<'a> {
    set: &'a RuleSet<'a>,
    pub rule: &'a Value,
    pub truth: Truth,
    pub standing: Truth,
}

impl Judged<'_> {
    pub fn is_set_aside(&self) -> bool {
        self.truth == Truth::True && self.standing == Truth::False
    }

    pub fn stands(&self) -> bool {
        self.standing == Truth::True
    }

    pub fn counts(&self) -> bool {
        match at_least(self.rule) {
            Some(_) => self.truth == Truth::True && self.standing != Truth::False,
            None => self.stands(),
        }
    }

    pub fn is_pending(&self) -> bool {
        self.standing == Truth::Unknown && !self.counts()
    }

    pub fn overrides(&self, other: &Judged) -> bool {
        self.set.overrides(self.rule, other.rule)
    }
}

/// Every rule that is not gone, in the order of rules.
pub fn judge<'a>(view: View<'a>) -> Vec<Judged<'a>> {
    let set = view.set;
    let truths: Vec<Truth> = set.rules().iter().map(|rule| view.truth(&rule["when"])).collect();
    let judged = |(place, rule): (usize, &&'a Value)| Judged {
        set,
        rule,
        truth: truths[place],
        standing: standing(set, &truths, place),
    };
    set.rules().iter().enumerate().map(judged).collect()
}

/// The rules that count.
pub fn counting<'a>(judged: &[Judged<'a>]) -> Vec<&'a Value> {
    judged.iter().filter(|judged| judged.counts()).map(|judged| judged.rule).collect()
}

/// Of a rule by its place, when these are the truths of all.
fn standing(set: &RuleSet, truths: &[Truth], rule: usize) -> Truth {
    let overriding = set.overriding(rule).iter();
    let beaten = or(overriding.map(|other| standing(set, truths, *other)));
    truths[rule].min(!beaten)
}

/// The unknown facts that keep a rule open, by its own condition or by what overrides it.
pub fn facts_keeping_open<'a>(view: View<'a>, all: &[Judged<'a>], open: &Judged<'a>) -> BTreeSet<&'a str> {
    let mut facts = BTreeSet::new();
    if open.truth == Truth::Unknown {
        facts.extend(view.facts(&open.rule["when"]));
    }
    let overriding = all.iter().filter(|other| other.overrides(open));
    for other in overriding.filter(|other| other.standing == Truth::Unknown) {
        facts.extend(facts_keeping_open(view, all, other));
    }
    facts
}
