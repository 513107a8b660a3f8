//! Every way to fill in what is not known, one after another.

use super::advice::verdict;
use super::json::{id, list, text};
use super::rule_set::RuleSet;
use super::standing::{counting, judge, strictness};
use super::truth::{Truth, View, passes};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The unknown facts of a situation with all their values, and all combinations of these.
pub struct Completions<'a> {
    pub unknown: Vec<Unknown<'a>>,
    all: Vec<Combination>,
}

/// A fact that is not known.
pub struct Unknown<'a> {
    pub fact: &'a Value,
    /// In their order: of a flag no and yes, of a count by size, of `several` every list of options.
    pub values: Vec<Value>,
}

/// One value for each unknown fact.
pub struct Combination {
    /// Its place among all of them.
    pub number: usize,
    /// By place among the values of the fact.
    pub places: Vec<usize>,
    /// By strictness.
    pub verdict: usize,
    /// Whether no entry of `impossible` is true: whether this is a completion.
    possible: bool,
}

/// How many combinations there are to try for a situation in which this is known.
pub fn combinations(set: &RuleSet, known: &Map<String, Value>) -> usize {
    unknown(set, known).iter().map(|unknown| unknown.values.len()).product()
}

fn unknown<'a>(set: &RuleSet<'a>, known: &Map<String, Value>) -> Vec<Unknown<'a>> {
    let facts = set.all("facts").filter(|fact| !known.contains_key(id(fact)));
    facts.map(|fact| Unknown { fact, values: values(set, fact) }).collect()
}

impl<'a> Completions<'a> {
    pub fn of(set: &RuleSet<'a>, known: &Map<String, Value>) -> Self {
        let unknown = unknown(set, known);
        let all = every_choice(&unknown).into_iter().enumerate().map(|(number, places)| {
            let known = filled(known, &unknown, &places);
            let verdict = verdict_of_complete(set, &known);
            let possible = !is_impossible(set, &known, set.uppermost());
            Combination { number, places, verdict, possible }
        });
        Self { all: all.collect(), unknown }
    }

    /// What is known under each combination, in their order, possible or not.
    pub fn each_known(&self, known: &Map<String, Value>) -> impl Iterator<Item = Map<String, Value>> {
        self.all.iter().map(|each| filled(known, &self.unknown, &each.places))
    }

    /// The verdicts of the completions, by strictness.
    pub fn stances(&self) -> BTreeSet<usize> {
        self.completions().map(|each| each.verdict).collect()
    }

    /// The verdicts of the completions that give an unknown fact a value like this.
    pub fn stances_where(&self, fact: usize, is_so: impl Fn(&Value) -> bool) -> BTreeSet<usize> {
        let values = &self.unknown[fact].values;
        let so = self.completions().filter(|each| is_so(&values[each.places[fact]]));
        so.map(|each| each.verdict).collect()
    }

    pub fn completions(&self) -> impl Iterator<Item = &Combination> {
        self.all.iter().filter(|each| each.possible)
    }

    /// Whether two answers to this fact give different verdicts, see [`Self::alike_but_for`].
    pub fn can_change_the_stance(&self, fact: usize) -> bool {
        let verdicts = |alike: Vec<&Combination>| alike.into_iter().map(|each| each.verdict).collect();
        self.alike_but_for(fact).map(verdicts).any(|verdicts: BTreeSet<usize>| verdicts.len() > 1)
    }

    /// The combinations of answers, each of them still possible by itself, in lots that differ in the answer
    /// to this fact alone.
    pub fn alike_but_for(&self, fact: usize) -> impl Iterator<Item = Vec<&Combination>> {
        let open = |each: &&Combination| {
            let mut places = each.places.iter().enumerate();
            places.all(|(fact, place)| self.is_still_possible(fact, *place))
        };
        let mut by_the_others: BTreeMap<Vec<usize>, Vec<&Combination>> = BTreeMap::new();
        for each in self.all.iter().filter(open) {
            let mut others = each.places.clone();
            others.remove(fact);
            by_the_others.entry(others).or_default().push(each);
        }
        by_the_others.into_values()
    }

    fn is_still_possible(&self, fact: usize, place: usize) -> bool {
        self.completions().any(|each| each.places[fact] == place)
    }
}

/// What is known, with these values for the unknown facts.
fn filled(known: &Map<String, Value>, unknown: &[Unknown], places: &[usize]) -> Map<String, Value> {
    let mut known = known.clone();
    for (unknown, place) in unknown.iter().zip(places) {
        known.insert(id(unknown.fact).to_owned(), unknown.values[*place].clone());
    }
    known
}

/// One place for each unknown fact, in every way.
fn every_choice(unknown: &[Unknown]) -> Vec<Vec<usize>> {
    let mut choices = vec![Vec::new()];
    for each in unknown {
        let longer = choices.iter().flat_map(|choice| {
            (0..each.values.len()).map(move |place| {
                let mut choice: Vec<usize> = choice.clone();
                choice.push(place);
                choice
            })
        });
        choices = longer.collect();
    }
    choices
}

pub fn verdict_of_complete(set: &RuleSet, known: &Map<String, Value>) -> usize {
    let view = View::from_the_top(set, known);
    strictness(verdict(view, &counting(&judge(view))))
}

/// Whether a layer or one below states an entry of `impossible` that is true, in its own terms.
pub fn is_impossible(set: &RuleSet, known: &Map<String, Value>, layer: usize) -> bool {
    let mut entries = set.stated("impossible").filter(|(at, _)| *at <= layer);
    entries.any(|(at, entry)| View::new(set, known, at).truth(&entry["when"]) == Truth::True)
}

/// All values of a fact. Of a count without end, those up to the first that is beyond everything tested.
pub fn values(set: &RuleSet, fact: &Value) -> Vec<Value> {
    values_for(set, fact, &[])
}

/// The same where these are asked too: sentences test facts, and make no class of counts.
pub fn values_for(set: &RuleSet, fact: &Value, more: &[&Value]) -> Vec<Value> {
    match text(fact, "kind") {
        "flag" => vec![false.into(), true.into()],
        "count" => {
            let min = fact["min"].as_u64().unwrap_or(0);
            let tests = tests_of(set, id(fact));
            let asked = tests.iter().chain(more).flat_map(|test| numbers(test));
            let beyond = asked.max().map_or(min, |last| min.max(last + 1));
            let max = fact["max"].as_u64().unwrap_or(beyond);
            (min..=max).map(Value::from).collect()
        }
        "several" => {
            let mut lists: Vec<Vec<Value>> = vec![Vec::new()];
            for option in list(fact, "options") {
                let with_it = lists.iter().map(|list| [list.as_slice(), &[id(option).into()]].concat());
                lists = lists.iter().cloned().chain(with_it).collect();
            }
            lists.into_iter().map(Value::from).collect()
        }
        _ => list(fact, "options").iter().map(|option| option["id"].clone()).collect(),
    }
}

/// The values of a count in runs of neighbours that no condition tells apart.
pub fn classes(set: &RuleSet, fact: &Value) -> Vec<Vec<Value>> {
    let tests = tests_of(set, id(fact));
    let mut classes: Vec<Vec<Value>> = Vec::new();
    for value in values(set, fact) {
        let alike = |other: &Value| tests.iter().all(|t| passes(fact, &value, t) == passes(fact, other, t));
        match classes.last_mut() {
            Some(class) if alike(&class[class.len() - 1]) => class.push(value),
            _ => classes.push(vec![value]),
        }
    }
    classes
}

/// The tests of a fact in all conditions that there are, but for those of rules that are gone.
pub fn tests_of<'a>(set: &RuleSet<'a>, fact: &str) -> Vec<&'a Value> {
    let stated = ["actions", "terms", "impossible", "safeguards"].map(|field| set.all(field));
    let stated = stated.into_iter().flatten().filter_map(|entry| entry.get("when"));
    let rules = set.rules();
    let of_rules = rules.iter().map(|rule| &rule["when"]);
    let scopes = set.parts().filter_map(|(_, part)| part.get("scope"));
    let mut tests = Vec::new();
    for condition in stated.chain(of_rules).chain(scopes) {
        collect_tests(condition, fact, &mut tests);
    }
    tests
}

fn collect_tests<'a>(condition: &'a Value, fact: &str, tests: &mut Vec<&'a Value>) {
    for (key, value) in condition.as_object().expect("a condition is an object") {
        match key.as_str() {
            "all" | "any" | "none" => {
                for part in value.as_array().expect("a list of conditions") {
                    collect_tests(part, fact, tests);
                }
            }
            key if key == fact => tests.push(value),
            _ => {}
        }
    }
}

/// All numbers in a test.
fn numbers(test: &Value) -> Vec<u64> {
    match test {
        Value::Array(parts) => parts.iter().flat_map(numbers).collect(),
        Value::Object(parts) => parts.values().flat_map(numbers).collect(),
        value => value.as_u64().into_iter().collect(),
    }
}
