//! Conditions: how true they are, and which facts make them so.

use super::json::{id, list, one_or_more};
use super::rule_set::RuleSet;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::ops::Not;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    False,
    Unknown,
    True,
}

impl Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}

pub fn and(truths: impl Iterator<Item = Truth>) -> Truth {
    truths.min().unwrap_or(Truth::True)
}

pub fn or(truths: impl Iterator<Item = Truth>) -> Truth {
    truths.max().unwrap_or(Truth::False)
}

/// A situation as one layer sees it: with the terms as they are up to there.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub set: &'a RuleSet<'a>,
    pub known: &'a Map<String, Value>,
    layer: usize,
}

/// One entry of a condition. A term stands for its condition.
enum Entry<'a> {
    All(Vec<&'a Value>),
    Any(Vec<&'a Value>),
    None(Vec<&'a Value>),
    Test { fact: &'a str, test: &'a Value },
}

impl<'a> View<'a> {
    pub fn new(set: &'a RuleSet<'a>, known: &'a Map<String, Value>, layer: usize) -> Self {
        Self { set, known, layer }
    }

    pub fn from_the_top(set: &'a RuleSet<'a>, known: &'a Map<String, Value>) -> Self {
        Self::new(set, known, set.uppermost())
    }

    pub fn truth(self, condition: &'a Value) -> Truth {
        let entries = self.entries(condition);
        and(entries.iter().map(|entry| self.truth_of_entry(entry)))
    }

    /// The facts on which the truth of a condition rests: where it is true or false those that
    /// matched, where it is unknown those that keep it open.
    ///
    /// For all three these are the facts of the parts that share the truth of the whole: all entries
    /// of a true conjunction are true, all alternatives of a false `any` are false, and in an
    /// unknown one of either only the unknown parts matter. Under `none` truth is swapped.
    pub fn facts(self, condition: &'a Value) -> BTreeSet<&'a str> {
        let whole = self.truth(condition);
        let mut entries = self.entries(condition);
        entries.retain(|entry| self.truth_of_entry(entry) == whole);
        let facts = entries.iter().map(|entry| self.facts_of_entry(entry));
        facts.flatten().collect()
    }

    fn facts_of_entry(self, entry: &Entry<'a>) -> BTreeSet<&'a str> {
        let truth = self.truth_of_entry(entry);
        let of_parts = |parts: &[&'a Value], truth| {
            let sharing = parts.iter().filter(|part| self.truth(part) == truth);
            sharing.flat_map(|part| self.facts(part)).collect()
        };
        match entry {
            Entry::All(parts) | Entry::Any(parts) => of_parts(parts, truth),
            Entry::None(parts) => of_parts(parts, !truth),
            Entry::Test { fact, .. } => BTreeSet::from([*fact]),
        }
    }

    fn entries(self, condition: &'a Value) -> Vec<Entry<'a>> {
        let entries = condition.as_object().expect("a condition is an object");
        let entry = |(key, value): (&'a String, &'a Value)| match key.as_str() {
            "all" => Entry::All(one_or_more(value).iter().collect()),
            "any" => Entry::Any(one_or_more(value).iter().collect()),
            "none" => Entry::None(one_or_more(value).iter().collect()),
            "is" => Entry::All(self.terms(value)),
            fact => Entry::Test { fact, test: value },
        };
        entries.iter().map(entry).collect()
    }

    fn terms(self, named: &'a Value) -> Vec<&'a Value> {
        let name = |term: &'a Value| term.as_str().expect("a term is named by a text");
        let condition = |term| self.set.term(name(term), self.layer);
        one_or_more(named).iter().map(condition).collect()
    }

    fn truth_of_entry(self, entry: &Entry<'a>) -> Truth {
        let each = |parts: &[&'a Value]| parts.iter().map(|part| self.truth(part)).collect();
        let truths: Vec<Truth> = match entry {
            Entry::All(parts) | Entry::Any(parts) | Entry::None(parts) => each(parts),
            Entry::Test { fact, test } => vec![self.truth_of_test(fact, test)],
        };
        match entry {
            Entry::All(_) | Entry::Test { .. } => and(truths.into_iter()),
            Entry::Any(_) => or(truths.into_iter()),
            Entry::None(_) => !or(truths.into_iter()),
        }
    }

    fn truth_of_test(self, fact: &str, test: &Value) -> Truth {
        match self.known.get(fact) {
            Some(value) => passes(self.set.find("facts", fact), value, test).into(),
            None => Truth::Unknown,
        }
    }
}

/// Whether a value of a fact passes a test of it.
pub fn passes(fact: &Value, value: &Value, test: &Value) -> bool {
    match test {
        Value::Object(keys) => keys.iter().all(|(key, operand)| passes_key(fact, value, key, operand)),
        one_of => one_or_more(one_of).contains(value),
    }
}

fn passes_key(fact: &Value, value: &Value, key: &str, operand: &Value) -> bool {
    let operands = one_or_more(operand);
    let chosen = one_or_more(value);
    match key {
        "none_of" => !operands.contains(value),
        "at_least" => place(fact, value) >= place(fact, operand),
        "at_most" => place(fact, value) <= place(fact, operand),
        "includes" => operands.iter().any(|option| chosen.contains(option)),
        "includes_all" => operands.iter().all(|option| chosen.contains(option)),
        "includes_none" => !operands.iter().any(|option| chosen.contains(option)),
        unknown => panic!("a test has no key `{unknown}`"),
    }
}

/// Where a value stands in the order of its fact: a count by itself, an option by its place.
fn place(fact: &Value, value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| {
        let options = list(fact, "options").iter();
        let lower = options.take_while(|option| *value != id(option));
        lower.count() as u64
    })
}
