//! Conditions: how true they are, over all values of what is not known, and which facts make them so.

use super::completions::values_for;
use super::json::{id, list, one_or_more};
use super::refinements;
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

    /// True or false where a condition is so whatever its unknown facts are, else unknown.
    pub fn truth(self, condition: &'a Value) -> Truth {
        let open = self.open(condition);
        self.over_all(condition, &open)
    }

    /// Tries the values of open facts until the condition has been both true and false.
    fn over_all(self, condition: &Value, open: &[(&str, Vec<Value>)]) -> Truth {
        let by_parts = self.by_parts(condition);
        let Some(((fact, values), rest)) = open.split_first().filter(|_| by_parts == Truth::Unknown) else {
            return by_parts;
        };
        let mut seen = None;
        for value in values {
            let known = self.with(fact, value);
            let truth = View { known: &known, ..self }.over_all(condition, rest);
            if truth == Truth::Unknown || seen.is_some_and(|seen| seen != truth) {
                return Truth::Unknown;
            }
            seen = Some(truth);
        }
        seen.expect("a fact has a value")
    }

    /// The facts on which the truth of a condition rests: where it is true or false a smallest set with which
    /// alone it is so, where it is unknown those that can still decide it.
    pub fn facts(self, condition: &'a Value) -> BTreeSet<&'a str> {
        let truth = self.truth(condition);
        if truth == Truth::Unknown {
            let open = self.open(condition);
            let hangs_on = |place: &usize| self.hangs_on(condition, *place, &open);
            return (0..open.len()).filter(hangs_on).map(|place| open[place].0).collect();
        }
        let known = self.tested(condition).into_iter().filter(|(fact, _)| self.known.contains_key(*fact));
        let known: Vec<&str> = known.map(|(fact, _)| fact).collect();
        let enough = |facts: &[&str]| self.knowing_only(facts, condition) == truth;
        let without = |left_out: &&str| {
            let others: Vec<&str> = known.iter().copied().filter(|fact| fact != left_out).collect();
            enough(&others)
        };
        let (free, needed): (Vec<&str>, Vec<&str>) = known.iter().copied().partition(without);
        let mut sizes = (0..=free.len()).flat_map(|size| choices(&free, size));
        let chosen = sizes.find(|chosen| enough(&[needed.as_slice(), chosen].concat()));
        needed.into_iter().chain(chosen.expect("all that is known is enough")).collect()
    }

    /// Whether under some values of the other open facts this one makes the condition both true and false.
    fn hangs_on(self, condition: &Value, place: usize, open: &[(&str, Vec<Value>)]) -> bool {
        if self.by_parts(condition) != Truth::Unknown {
            return false;
        }
        let is_open =
            |(at, (fact, _)): &(usize, &(&str, Vec<Value>))| *at != place && !self.known.contains_key(*fact);
        let Some((_, (fact, values))) = open.iter().enumerate().find(is_open) else {
            let (fact, values) = &open[place];
            let truths = values.iter().map(|value| {
                let known = self.with(fact, value);
                View { known: &known, ..self }.by_parts(condition)
            });
            return truths.collect::<BTreeSet<Truth>>().len() > 1;
        };
        values.iter().any(|value| {
            let known = self.with(fact, value);
            View { known: &known, ..self }.hangs_on(condition, place, open)
        })
    }

    fn with(self, fact: &str, value: &Value) -> Map<String, Value> {
        let mut known = self.known.clone();
        known.insert(fact.to_owned(), value.clone());
        known
    }

    fn knowing_only(self, facts: &[&str], condition: &Value) -> Truth {
        let known = facts.iter().map(|fact| ((*fact).to_owned(), self.known[*fact].clone())).collect();
        let view = View { known: &known, ..self };
        view.over_all(condition, &view.open(condition))
    }

    /// The unknown facts that a condition tests, in the order of the vocabulary, each with values of which
    /// none passes and fails the same tests as another.
    pub fn open<'b>(self, condition: &'b Value) -> Vec<(&'b str, Vec<Value>)>
    where
        'a: 'b,
    {
        let tested = self.tested(condition).into_iter();
        let unknown = tested.filter(|(fact, _)| !self.known.contains_key(*fact));
        unknown.map(|(fact, tests)| (fact, unlike(self.set, self.set.fact(fact), &tests))).collect()
    }

    /// The facts that a condition tests, by itself or by its terms, in the order of the vocabulary, with the tests.
    pub fn tested<'b>(self, condition: &'b Value) -> Vec<(&'b str, Vec<&'b Value>)>
    where
        'a: 'b,
    {
        let mut tests: Vec<(&str, &Value)> = Vec::new();
        self.collect(condition, &mut tests);
        let of =
            |fact: &str| tests.iter().filter(|(other, _)| *other == fact).map(|(_, test)| *test).collect();
        let facts = self.set.all("facts").map(id);
        let tested = facts.filter_map(|fact| tests.iter().find(|(other, _)| *other == fact));
        tested.map(|(fact, _)| (*fact, of(fact))).collect()
    }

    fn collect<'b>(self, condition: &'b Value, tests: &mut Vec<(&'b str, &'b Value)>)
    where
        'a: 'b,
    {
        for entry in self.entries(condition) {
            match entry {
                Entry::All(parts) | Entry::Any(parts) | Entry::None(parts) => {
                    for part in parts {
                        self.collect(part, tests);
                    }
                }
                Entry::Test { fact, test } => tests.push((fact, test)),
            }
        }
    }

    /// The truth by what is known, part by part: unknown where a part may be.
    fn by_parts(self, condition: &Value) -> Truth {
        let entries = self.entries(condition);
        and(entries.iter().map(|entry| self.truth_of_entry(entry)))
    }

    fn entries<'b>(self, condition: &'b Value) -> Vec<Entry<'b>>
    where
        'a: 'b,
    {
        let entries = condition.as_object().expect("a condition is an object");
        let entry = |(key, value): (&'b String, &'b Value)| match key.as_str() {
            "all" => Entry::All(one_or_more(value).iter().collect()),
            "any" => Entry::Any(one_or_more(value).iter().collect()),
            "none" => Entry::None(one_or_more(value).iter().collect()),
            "is" => Entry::All(self.terms(value)),
            fact => Entry::Test { fact, test: value },
        };
        entries.iter().map(entry).collect()
    }

    fn terms<'b>(self, named: &'b Value) -> Vec<&'b Value>
    where
        'a: 'b,
    {
        let name = |term: &'b Value| term.as_str().expect("a term is named by a text");
        let condition = |term| self.set.term(name(term), self.layer);
        one_or_more(named).iter().map(condition).collect()
    }

    fn truth_of_entry(self, entry: &Entry) -> Truth {
        let each = |parts: &[&Value]| parts.iter().map(|part| self.by_parts(part)).collect();
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
            Some(value) => passes(self.set.fact(fact), value, test).into(),
            None => Truth::Unknown,
        }
    }
}

/// Values of a fact, one of each lot that no test of these tells apart.
fn unlike(set: &RuleSet, fact: &Value, tests: &[&Value]) -> Vec<Value> {
    let values =
        if fact["kind"] == "several" { lists_of_named(fact, tests) } else { values_for(set, fact, tests) };
    let mut seen = BTreeSet::new();
    let outcome =
        |value: &Value| -> Vec<bool> { tests.iter().map(|test| passes(fact, value, test)).collect() };
    values.into_iter().filter(|value| seen.insert(outcome(value))).collect()
}

/// All lists of the options that tests of a `several` name.
fn lists_of_named(fact: &Value, tests: &[&Value]) -> Vec<Value> {
    let named: BTreeSet<&str> = tests.iter().flat_map(|test| refinements::named(fact, test)).collect();
    assert!(named.len() <= 16, "there are too many lists of {named:?} to try");
    let mut lists: Vec<Vec<Value>> = vec![Vec::new()];
    for option in named {
        let with_it = lists.iter().map(|list| [list.as_slice(), &[option.into()]].concat());
        lists = lists.iter().cloned().chain(with_it).collect();
    }
    lists.into_iter().map(Value::from).collect()
}

/// All ways to choose so many of these, in their order.
fn choices<'a>(from: &[&'a str], size: usize) -> Vec<Vec<&'a str>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let Some((first, rest)) = from.split_first() else { return Vec::new() };
    let with = choices(rest, size - 1).into_iter().map(|rest| [&[*first], rest.as_slice()].concat());
    with.chain(choices(rest, size)).collect()
}

/// Whether a value of a fact passes a test of it.
pub fn passes(fact: &Value, value: &Value, test: &Value) -> bool {
    if let Some((value, asked)) = refinements::as_read(fact, value, test) {
        return passes(fact, &value, asked);
    }
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
