//! What a rule set comes to in a free situation, as gates: docs/meaning.md once more, as formulas.

use crate::circuit::Circuit;
use crate::frame::{Frame, Truth};
use crate::oracle;
use crate::oracle::json::{id, names, one_or_more, text};
use crate::oracle::rule_set::RuleSet;
use crate::oracle::standing::{STANCES, at_least, permits, strictness};
use crate::oracle::truth::View;
use batsat::Lit;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

pub struct Scene<'a> {
    pub frame: Frame<'a>,
    /// By rule.
    counts: BTreeMap<&'a str, Lit>,
    /// Whether the verdict is at least the stance of this strictness.
    reaches: Vec<Lit>,
}

/// Makes gates over one frame.
struct Draft<'a, 's> {
    circuit: &'s mut Circuit,
    set: &'s RuleSet<'a>,
    frame: &'s Frame<'a>,
    standing: BTreeMap<&'a str, Truth>,
}

impl<'a> Scene<'a> {
    pub fn new(circuit: &mut Circuit, set: &RuleSet<'a>, frame: Frame<'a>) -> Self {
        let mut draft = Draft { circuit, set, frame: &frame, standing: BTreeMap::new() };
        let rules = set.rules();
        let counts = rules.iter().map(|rule| (id(rule), draft.counts(rules, rule))).collect();
        let reaches = (0..STANCES.len()).map(|stance| draft.reaches(rules, &counts, stance));
        let reaches = reaches.collect();
        Self { frame, counts, reaches }
    }

    pub fn counts(&self, rule: &Value) -> Lit {
        self.counts[id(rule)]
    }

    /// That the verdict is this stance.
    pub fn comes_to(&self, stance: usize) -> Vec<Lit> {
        let stricter = self.reaches.get(stance + 1);
        [self.reaches[stance]].into_iter().chain(stricter.map(|stricter| !*stricter)).collect()
    }

    pub fn is_at_least(&self, stance: usize) -> Lit {
        self.reaches[stance]
    }

    /// That the verdict is at most this stance; nothing for the strictest.
    pub fn is_at_most(&self, stance: usize) -> Option<Lit> {
        self.reaches.get(stance + 1).map(|stricter| !*stricter)
    }

    pub fn truth(
        &self,
        circuit: &mut Circuit,
        set: &RuleSet<'a>,
        condition: &'a Value,
        layer: usize,
    ) -> Truth {
        let standing = BTreeMap::new();
        Draft { circuit, set, frame: &self.frame, standing }.truth(condition, layer)
    }

    /// That a layer or one below holds it impossible.
    pub fn is_impossible(&self, circuit: &mut Circuit, set: &RuleSet<'a>, layer: usize) -> Lit {
        let entries = set.stated("impossible").filter(|(at, _)| *at <= layer);
        let entries: Vec<Lit> =
            entries.map(|(at, entry)| self.truth(circuit, set, &entry["when"], at).yes).collect();
        circuit.or(entries)
    }
}

impl<'a> Draft<'a, '_> {
    fn truth(&mut self, condition: &'a Value, layer: usize) -> Truth {
        if self.frame.is_complete(self.circuit) {
            return self.by_parts(condition, layer);
        }
        let nothing = Map::new();
        let view = View::new(self.set, &nothing, layer);
        let (open, tested) = (view.open(condition), view.tested(condition));
        self.over_all(condition, layer, &nothing, &open, &tested)
    }

    /// What holds, or fails, whatever facts are: along the value that one has, or along all of them. What is known so far
    /// is tried by value.
    fn over_all(
        &mut self,
        condition: &'a Value,
        layer: usize,
        tried: &Map<String, Value>,
        open: &[(&str, Vec<Value>)],
        tested: &[(&str, Vec<&Value>)],
    ) -> Truth {
        let (always, never) = (self.circuit.always(), !self.circuit.always());
        match View::new(self.set, tried, layer).truth(condition) {
            oracle::truth::Truth::True => return Truth { yes: always, no: never },
            oracle::truth::Truth::False => return Truth { yes: never, no: always },
            oracle::truth::Truth::Unknown => {}
        }
        let ((fact, values), rest) = open.split_first().expect("a fact is open");
        let ((_, tests), rest_tested) = tested.split_first().expect("it is tested");
        let (mut along, mut by_all) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
        for value in values {
            let mut tried = tried.clone();
            tried.insert((*fact).to_owned(), value.clone());
            let Truth { yes, no } = self.over_all(condition, layer, &tried, rest, rest_tested);
            let is_so = self.frame.is_like(self.circuit, fact, value, tests);
            for (side, outcome) in [yes, no].into_iter().enumerate() {
                along[side].push(self.circuit.and([is_so, outcome]));
                by_all[side].push(outcome);
            }
        }
        let [yes, no] = [0, 1].map(|side| {
            let by_all = self.circuit.and(by_all[side].iter().copied());
            self.circuit.or(along[side].iter().copied().chain([by_all]))
        });
        Truth { yes, no }
    }

    fn by_parts(&mut self, condition: &'a Value, layer: usize) -> Truth {
        let entries = condition.as_object().expect("a condition is an object");
        let entries: Vec<Truth> = entries.iter().map(|(key, value)| self.entry(key, value, layer)).collect();
        self.all(&entries)
    }

    fn entry(&mut self, key: &str, value: &'a Value, layer: usize) -> Truth {
        let parts: Vec<&Value> = match key {
            "all" | "any" | "none" => one_or_more(value).iter().collect(),
            "is" => {
                let named = one_or_more(value).iter().filter_map(Value::as_str);
                named.map(|term| self.set.term(term, layer)).collect()
            }
            fact => return self.frame.test(self.circuit, fact, value),
        };
        let parts: Vec<Truth> = parts.into_iter().map(|part| self.by_parts(part, layer)).collect();
        match key {
            "any" => self.any(&parts),
            "none" => !self.any(&parts),
            _ => self.all(&parts),
        }
    }

    fn all(&mut self, parts: &[Truth]) -> Truth {
        let yes = self.circuit.and(parts.iter().map(|part| part.yes));
        let no = self.circuit.or(parts.iter().map(|part| part.no));
        Truth { yes, no }
    }

    fn any(&mut self, parts: &[Truth]) -> Truth {
        let not: Vec<Truth> = parts.iter().map(|part| !*part).collect();
        !self.all(&not)
    }

    fn standing(&mut self, rules: &[&'a Value], rule: &'a Value) -> Truth {
        if let Some(standing) = self.standing.get(id(rule)) {
            return *standing;
        }
        let overriding = rules.iter().filter(|other| names(other, "overrides", id(rule)));
        let mut bounds: Vec<Truth> = overriding.map(|other| !self.standing(rules, other)).collect();
        bounds.push(self.truth(&rule["when"], self.set.uppermost()));
        let standing = self.all(&bounds);
        self.standing.insert(id(rule), standing);
        standing
    }

    fn counts(&mut self, rules: &[&'a Value], rule: &'a Value) -> Lit {
        let standing = self.standing(rules, rule);
        if at_least(rule).is_none() {
            return standing.yes;
        }
        let truth = self.truth(&rule["when"], self.set.uppermost());
        self.circuit.and([truth.yes, !standing.no])
    }

    /// A limit holds the verdict there, or nothing permits less: every permission that counts is as strict,
    /// and without one `otherwise` is.
    fn reaches(&mut self, rules: &[&Value], counts: &BTreeMap<&str, Lit>, stance: usize) -> Lit {
        let counting = |is_so: &dyn Fn(&Value) -> bool| -> Vec<Lit> {
            rules.iter().filter(|rule| is_so(rule)).map(|rule| counts[id(rule)]).collect()
        };
        let is_strict = |vote: &str| strictness(vote) >= stance;
        let limits = counting(&|rule| at_least(rule).is_some_and(is_strict));
        let laxer = counting(&|rule| permits(rule).is_some_and(|vote| !is_strict(vote)));
        let permissions = counting(&|rule| permits(rule).is_some());

        let otherwise = self.set.latest("otherwise").expect("the lowest layer states `otherwise`");
        let by_default = if is_strict(text(otherwise, "stance")) {
            self.circuit.always()
        } else {
            self.circuit.or(permissions)
        };
        let nothing_laxer = self.circuit.and(laxer.into_iter().map(|rule| !rule).chain([by_default]));
        self.circuit.or(limits.into_iter().chain([nothing_laxer]))
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        Self { yes: self.no, no: self.yes }
    }
}
