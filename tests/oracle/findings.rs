//! What is amiss with a rule set as a whole, found by trying every situation one by one: the section "Findings" of
//! docs/diagnostics.md, done by hand.

mod every;
mod facts;
mod masks;
mod partial;
mod presumptions;
mod promises;

use super::RuleSet;
use super::completions::{classes, values};
use super::json::id;
use super::standing::{STANCES, strictness};
use super::truth::View;
use every::{Complete, Every, Supposed};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What stands for all that is not a rule.
pub const OTHERWISE: &str = "what holds without it";

/// Something amiss.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub code: &'static str,
    pub is_note: bool,
    /// What it is about, by id: the rule and those that mask it, both rules of an override, the fact, the actions.
    pub about: Vec<String>,
}

/// The share of complete situations that a finding concerns, in parts of a billion, where it concerns any.
pub type Share = Option<u64>;

/// Everything that is amiss.
pub struct Amiss {
    pub findings: BTreeMap<Finding, Share>,
    /// Of each broken promise, by fact: what may be said of the closest values that show it.
    pub steps: BTreeMap<String, BTreeSet<String>>,
    /// Conflicts were looked for in partial situations too; if not, there may be more of them.
    pub is_exhaustive: bool,
}

/// How many complete situations there are, with one count for all that are alike.
pub fn complete_situations(set: &RuleSet) -> usize {
    set.all("facts").map(|fact| told_apart(set, fact).len()).product()
}

/// In a rule set with more complete and partial situations than this, conflicts are not looked for in the partial ones.
const MOST_PARTIAL: usize = 600;

pub fn amiss(set: &RuleSet) -> Amiss {
    let every = Every::of(set);
    let mut found = Found { every: &every, findings: BTreeMap::new(), steps: BTreeMap::new() };
    let idle = found.idle_rules();
    found.overrides(&idle);
    found.terms();
    found.facts();
    found.presumptions();
    let is_exhaustive = found.conflicts();
    found.stances_without_action();
    found.broken_promises();
    Amiss { findings: found.findings, steps: found.steps, is_exhaustive }
}

/// The values of a fact, of a count one of each class.
fn told_apart(set: &RuleSet, fact: &Value) -> Vec<Value> {
    if fact["kind"] == "count" {
        classes(set, fact).into_iter().map(|mut class| class.swap_remove(0)).collect()
    } else {
        values(set, fact)
    }
}

/// Situations by their number.
type Region = BTreeSet<usize>;

struct Found<'a> {
    every: &'a Every<'a>,
    findings: BTreeMap<Finding, Share>,
    steps: BTreeMap<String, BTreeSet<String>>,
}

impl Found<'_> {
    fn add(&mut self, code: &'static str, is_note: bool, about: &[&str], region: &Region) {
        let about = about.iter().map(|id| (*id).to_owned()).collect();
        let part = region.len() as u64 * 1_000_000_000;
        let share = (!region.is_empty()).then(|| part / self.every.situations.len() as u64);
        self.findings.insert(Finding { code, is_note, about }, share);
    }

    fn region(&self, is_so: impl Fn(&Complete) -> bool) -> Region {
        let numbered = self.every.situations.iter().enumerate();
        numbered.filter(|(_, situation)| is_so(situation)).map(|(number, _)| number).collect()
    }

    /// The rules that never apply, are always set aside, or change nothing.
    fn idle_rules(&mut self) -> BTreeSet<usize> {
        let every = self.every;
        let mut idle = BTreeSet::new();
        for (rule, stated) in every.rules.iter().enumerate() {
            let holds = self.region(|situation| situation.truths[rule]);
            let counts = self.region(|situation| situation.counts(rule));
            let (code, masks) = if holds.is_empty() {
                ("never-applies", Vec::new())
            } else if counts.is_empty() {
                ("always-set-aside", every.setters(rule, &holds))
            } else if every.all_are_the_same(Supposed::Without(rule)) {
                ("without-effect", every.masks(rule, &counts))
            } else {
                continue;
            };
            idle.insert(rule);
            let region = if code == "always-set-aside" { holds } else { counts };
            self.add(code, false, &[&[id(stated)], masks.as_slice()].concat(), &region);
        }
        idle
    }

    fn overrides(&mut self, idle: &BTreeSet<usize>) {
        let every = self.every;
        for (by, rule) in every.overrides() {
            let region = self.region(|situation| situation.sets_aside(by, rule));
            let about = [id(every.rules[by]), id(every.rules[rule])];
            if region.is_empty() && !idle.contains(&by) && !idle.contains(&rule) {
                self.add("override-without-effect", false, &about, &region);
            } else if !region.is_empty() && every.all_are_the_same(Supposed::NotOverriding(by, rule)) {
                self.add("override-without-effect", true, &about, &region);
            }
        }
    }

    fn terms(&mut self) {
        let set = self.every.set;
        let leading = facts::terms_that_lead_anywhere(set);
        let terms: BTreeSet<&str> = set.all("terms").map(id).collect();
        for term in terms {
            let holds = |situation: &Complete| {
                let view = View::from_the_top(set, &situation.known);
                view.truth(set.term(term, set.uppermost()))
            };
            let truths: BTreeSet<_> = self.every.situations.iter().map(holds).collect();
            if !leading.contains(term) || truths.len() < 2 {
                self.add("term-without-effect", false, &[term], &Region::new());
            }
        }
    }

    fn facts(&mut self) {
        let every = self.every;
        for place in facts::expected_to_have_effect(every.set) {
            let differs = |one: &Complete| every.alike_but_for(place, one).any(|other| !one.is_same(other));
            if !every.situations.iter().any(differs) {
                self.add("fact-without-effect", false, &[id(every.facts[place])], &Region::new());
            }
        }
    }

    fn presumptions(&mut self) {
        for fact in presumptions::never_taken(self.every) {
            self.add("never-presumed", false, &[fact], &Region::new());
        }
        for facts in presumptions::clashing(self.every) {
            self.add("presumptions-clash", false, &facts, &Region::new());
        }
    }

    /// Whether all of them were looked for.
    fn conflicts(&mut self) -> bool {
        let every = self.every;
        let clashes: BTreeSet<&Vec<String>> =
            every.situations.iter().flat_map(|situation| &situation.conflicts).collect();
        for actions in &clashes {
            let region = self.region(|situation| situation.conflicts.contains(*actions));
            let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
            self.add("conflict", false, &actions, &region);
        }
        let open: Vec<Vec<String>> =
            every.conceivable_conflicts().into_iter().filter(|actions| !clashes.contains(actions)).collect();
        if every.number_with_partial() > MOST_PARTIAL {
            return open.is_empty();
        }
        for actions in every.conflicts_in_part(&open) {
            let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
            self.add("conflict", false, &actions, &Region::new());
        }
        true
    }

    fn stances_without_action(&mut self) {
        if self.every.set.all("actions").next().is_none() {
            return;
        }
        for stance in STANCES {
            let silent =
                |situation: &Complete| situation.stance == strictness(stance) && situation.advice.is_empty();
            let region = self.region(silent);
            if !region.is_empty() {
                self.add(
                    "stance-without-action",
                    strictness(stance) < strictness("refrain"),
                    &[stance],
                    &region,
                );
            }
        }
    }

    fn broken_promises(&mut self) {
        for place in 0..self.every.facts.len() {
            let loosening = promises::loosening(self.every, place);
            if !loosening.is_empty() {
                let fact = id(self.every.facts[place]);
                let region = loosening.iter().map(|step| step.situation).collect();
                self.add("broken-promise", false, &[fact], &region);
                self.steps.insert(fact.to_owned(), promises::closest_in_words(self.every, place, &loosening));
            }
        }
    }
}

/// What a rule says of an action; stronger comes first in the order of modalities.
fn offers<'a>(set: &RuleSet, rule: &'a Value) -> Vec<(&'a str, &'static str)> {
    let of = |modality: &&'static str| {
        let modality = *modality;
        set.offered(rule, modality).into_iter().map(move |action| (action, modality))
    };
    super::standing::MODALITIES.iter().flat_map(of).collect()
}
