//! What a situation says of each fact, as variables.

use crate::circuit::Circuit;
use crate::oracle::completions::{classes, values};
use crate::oracle::json::{id, list, one_or_more, text};
use crate::oracle::rule_set::RuleSet;
use crate::oracle::truth::passes;
use batsat::Lit;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// One free situation: complete, or with facts that may be unknown.
pub struct Frame<'a> {
    facts: BTreeMap<&'a str, Domain<'a>>,
}

struct Domain<'a> {
    fact: &'a Value,
    is_known: Lit,
    values: Values,
}

enum Values {
    /// Exactly one of them where the fact is known. A count has one for each class.
    One(Vec<(Vec<Value>, Lit)>),
    /// Each by itself; they mean nothing where the fact is unknown.
    Options(Vec<(Value, Lit)>),
}

/// How true something is: surely, surely not, or neither.
#[derive(Clone, Copy)]
pub struct Truth {
    pub yes: Lit,
    pub no: Lit,
}

impl<'a> Frame<'a> {
    pub fn complete(circuit: &mut Circuit, set: &RuleSet<'a>) -> Self {
        Self::new(circuit, set, Circuit::always)
    }

    pub fn partial(circuit: &mut Circuit, set: &RuleSet<'a>) -> Self {
        Self::new(circuit, set, Circuit::variable)
    }

    fn new(circuit: &mut Circuit, set: &RuleSet<'a>, is_known: fn(&mut Circuit) -> Lit) -> Self {
        let mut domain = |fact: &'a Value| {
            let is_known = is_known(circuit);
            let values = Values::new(circuit, set, fact, is_known);
            (id(fact), Domain { fact, is_known, values })
        };
        Self { facts: set.all("facts").map(&mut domain).collect() }
    }

    /// How true a test of a fact is.
    pub fn test(&self, circuit: &mut Circuit, fact: &str, test: &Value) -> Truth {
        let Domain { fact, is_known, values } = &self.facts[fact];
        match values {
            Values::One(values) => {
                let (passing, failing): (Vec<_>, Vec<_>) =
                    values.iter().partition(|(class, _)| passes(fact, &class[0], test));
                let mut any = |of: Vec<&(_, Lit)>| circuit.or(of.into_iter().map(|(_, value)| *value));
                let (yes, no) = (any(passing), any(failing));
                // Of a fact that is always known one of the two is enough to say.
                Truth { yes, no: if *is_known == circuit.always() { !yes } else { no } }
            }
            Values::Options(options) => {
                let passes = test_of_options(circuit, options, test);
                Truth { yes: circuit.and([*is_known, passes]), no: circuit.and([*is_known, !passes]) }
            }
        }
    }

    /// Is every fact known?
    pub fn is_complete(&self, circuit: &mut Circuit) -> bool {
        let always = circuit.always();
        self.facts.values().all(|domain| domain.is_known == always)
    }

    /// That a fact is known, and passes and fails the same of these tests as a value of it.
    pub fn is_like(&self, circuit: &mut Circuit, fact: &str, value: &Value, tests: &[&Value]) -> Lit {
        let Domain { fact, is_known, values } = &self.facts[fact];
        match values {
            Values::One(values) => {
                let alike = |other: &Value| {
                    tests.iter().all(|test| passes(fact, other, test) == passes(fact, value, test))
                };
                circuit.or(values.iter().filter(|(class, _)| alike(&class[0])).map(|(_, one)| *one))
            }
            Values::Options(options) => {
                let mut parts = vec![*is_known];
                for test in tests {
                    let passed = test_of_options(circuit, options, test);
                    parts.push(passed.apply_sign(passes(fact, value, test)));
                }
                circuit.and(parts)
            }
        }
    }

    /// That the situation says all this, whatever it says beside.
    pub fn includes(&self, known: &Map<String, Value>) -> Vec<Lit> {
        known.iter().flat_map(|(fact, value)| self.facts[fact.as_str()].says(value)).collect()
    }

    /// Requires that a complete situation says what this one says, wherever it says something.
    pub fn is_completed_by(&self, circuit: &mut Circuit, complete: &Self) {
        for (fact, own) in &self.facts {
            for (own_value, other) in own.literals().zip(complete.facts[fact].literals()) {
                circuit.require([!own.is_known, !own_value, other]);
                circuit.require([!own.is_known, own_value, !other]);
            }
        }
    }

    /// The situation that the solver found last.
    pub fn found(&self, circuit: &Circuit) -> Map<String, Value> {
        let known = self.facts.iter().filter(|(_, domain)| circuit.is_true(domain.is_known));
        known.map(|(fact, domain)| ((*fact).to_owned(), domain.found(circuit))).collect()
    }
}

impl Values {
    fn new(circuit: &mut Circuit, set: &RuleSet, fact: &Value, is_known: Lit) -> Self {
        if text(fact, "kind") == "several" {
            let options = list(fact, "options").iter();
            let options = options.map(|option| (id(option).into(), circuit.variable()));
            return Self::Options(options.collect());
        }
        let classes = match text(fact, "kind") {
            "count" => classes(set, fact),
            _ => values(set, fact).into_iter().map(|value| vec![value]).collect(),
        };
        let classes: Vec<_> = classes.into_iter().map(|class| (class, circuit.variable())).collect();
        circuit.require(classes.iter().map(|(_, one)| *one).chain([!is_known]));
        for (place, (_, one)) in classes.iter().enumerate() {
            circuit.require([!*one, is_known]);
            for (_, other) in &classes[..place] {
                circuit.require([!*one, !*other]);
            }
        }
        Self::One(classes)
    }
}

impl Domain<'_> {
    fn says(&self, value: &Value) -> Vec<Lit> {
        let mut said = vec![self.is_known];
        match &self.values {
            Values::One(classes) => {
                // Beyond the last number that is tested, all are alike.
                let class = classes.iter().find(|(class, _)| class.contains(value));
                said.push(class.or(classes.last()).expect("a fact has values").1);
            }
            Values::Options(options) => {
                let chosen = one_or_more(value);
                said.extend(options.iter().map(|(name, bit)| bit.apply_sign(chosen.contains(name))));
            }
        }
        said
    }

    fn literals(&self) -> impl Iterator<Item = Lit> {
        let (classes, options): (&[_], &[_]) = match &self.values {
            Values::One(classes) => (classes, &[]),
            Values::Options(options) => (&[], options),
        };
        let classes = classes.iter().map(|(_, one)| *one);
        classes.chain(options.iter().map(|(_, bit)| *bit))
    }

    fn found(&self, circuit: &Circuit) -> Value {
        match &self.values {
            Values::One(classes) => {
                let found = classes.iter().find(|(_, one)| circuit.is_true(*one));
                found.expect("a known fact has a value").0[0].clone()
            }
            Values::Options(options) => {
                let chosen = options.iter().filter(|(_, bit)| circuit.is_true(*bit));
                chosen.map(|(name, _)| name.clone()).collect()
            }
        }
    }
}

fn test_of_options(circuit: &mut Circuit, options: &[(Value, Lit)], test: &Value) -> Lit {
    let keys = test.as_object().expect("a test of several options is an object");
    let mut parts = Vec::new();
    for (key, named) in keys {
        let named = options.iter().filter(|(name, _)| one_or_more(named).contains(name));
        let bits: Vec<Lit> = named.map(|(_, bit)| *bit).collect();
        parts.push(match key.as_str() {
            "includes" => circuit.or(bits),
            "includes_all" => circuit.and(bits),
            "includes_none" => !circuit.or(bits),
            unknown => panic!("a test of several options has no key `{unknown}`"),
        });
    }
    circuit.and(parts)
}
