//! What is proved of layers, in every complete situation one by one.

use super::Documents;
use super::completions::{Completions, is_impossible, values, verdict_of_complete};
use super::json::{id, list, text};
use super::rule_set::RuleSet;
use super::standing::{at_least, permits};
use super::truth::{Truth, View};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Something that a layer does to those below it and may not do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    pub code: &'static str,
    /// The layer that does it.
    pub layer: String,
    /// The rule that is weakened, or the safety fact that loses a value; empty where stances get looser.
    pub of: String,
}

type Situation = Map<String, Value>;

/// Everything that any layer does.
pub fn faults(documents: &Documents) -> BTreeSet<Fault> {
    let set = RuleSet::new(documents);
    let all = Completions::of(&set, &Map::new());
    let all: Vec<Situation> = all.each_known(&Map::new()).collect();
    (1..=set.uppermost())
        .flat_map(|layer| Upper { documents, set: &set, all: &all, layer }.faults())
        .collect()
}

/// A layer that has others below it.
struct Upper<'a> {
    documents: &'a Documents,
    set: &'a RuleSet<'a>,
    /// Every complete situation.
    all: &'a [Situation],
    layer: usize,
}

impl<'a> Upper<'a> {
    fn faults(&self) -> Vec<Fault> {
        let named =
            |code, of: &[&Value]| -> Vec<Fault> { of.iter().map(|of| self.fault(code, id(of))).collect() };
        let mut faults = named("term-weakens-rule", &self.weakened_rules());
        faults.extend(named("safety-value-ruled-out", &self.facts_cut_short()));
        if self.is_looser() {
            faults.push(self.fault("looser-than-below", ""));
        }
        faults
    }

    fn fault(&self, code: &'static str, of: &str) -> Fault {
        Fault { code, layer: self.set.name_of(self.layer).to_owned(), of: of.to_owned() }
    }

    /// The situations that a layer and those below it hold possible.
    fn possible(&self, layer: usize) -> impl Iterator<Item = &'a Situation> {
        let (all, set) = (self.all.iter(), self.set);
        all.filter(move |known| !is_impossible(set, known, layer))
    }

    /// The rules of law and ethics that this layer's terms weaken.
    fn weakened_rules(&self) -> Vec<&'a Value> {
        let below = self.set.stated("rules").filter(|(layer, _)| *layer < self.layer).map(|(_, rule)| rule);
        let high = below.filter(|rule| matches!(text(rule, "authority"), "law" | "ethics_code"));
        high.filter(|rule| self.possible(self.layer).any(|known| self.weakens(rule, known))).collect()
    }

    fn weakens(&self, rule: &'a Value, known: &'a Situation) -> bool {
        let holds = |layer| View::new(self.set, known, layer).truth(&rule["when"]) == Truth::True;
        let (before, now) = (holds(self.layer - 1), holds(self.layer));
        at_least(rule).is_some() && before && !now || permits(rule).is_some() && now && !before
    }

    /// The safety facts of the layers below of which this layer leaves some value no situation.
    fn facts_cut_short(&self) -> Vec<&'a Value> {
        let facts = self.set.stated("facts").filter(|(layer, fact)| self.is_safety_below(*layer, fact));
        let has = |layer: usize, fact: &Value, value: &Value| {
            self.possible(layer).any(|known| known[id(fact)] == *value)
        };
        let is_cut_short = |fact: &&Value| {
            let values = values(self.set, fact);
            values.iter().any(|value| has(self.layer - 1, fact, value) && !has(self.layer, fact, value))
        };
        facts.map(|(_, fact)| fact).filter(is_cut_short).collect()
    }

    fn is_safety_below(&self, stated_in: usize, fact: &Value) -> bool {
        let mut marks = self.set.stated("safety");
        stated_in < self.layer && fact["safety"] == true
            || marks.any(|(layer, mark)| layer < self.layer && mark["fact"] == id(fact))
    }

    /// Whether some verdict is laxer than that of the layers below, though what may relax is taken out.
    fn is_looser(&self) -> bool {
        let mut parts = self.set.parts().filter(|(layer, _)| *layer == self.layer);
        let Some(relaxing) = parts.find_map(|(_, part)| part.get("may_relax")) else {
            return false;
        };
        let entries = relaxing.as_array().map_or(&[][..], Vec::as_slice);
        let [here, below] = [self.layer, self.layer - 1].map(|layer| self.without(layer, entries));
        let [here, below] = [&here, &below].map(|documents| RuleSet::new(documents));
        self.possible(self.layer)
            .any(|known| verdict_of_complete(&here, known) < verdict_of_complete(&below, known))
    }

    /// The documents up to a layer, with what may relax taken out.
    fn without(&self, layer: usize, relaxing: &[Value]) -> Vec<(String, Value)> {
        let names: Vec<&str> = (0..=layer).map(|layer| self.set.name_of(layer)).collect();
        let mut documents = self.documents.to_vec();
        documents.retain(|(_, part)| names.contains(&id(part)));
        for (_, part) in &mut documents {
            let mut rules = list(part, "rules").to_vec();
            rules.retain(|rule| !relaxing.iter().any(|entry| entry["rule"] == id(rule)));
            part["rules"] = rules.into();
            if part.get("otherwise").is_some() && relaxing.iter().any(|entry| entry["otherwise"] == true) {
                part["otherwise"]["stance"] = "welcome".into();
            }
        }
        documents
    }
}
