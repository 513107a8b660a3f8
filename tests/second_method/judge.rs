//! What the solver says of a rule set: the answers that the library has to give.

use crate::circuit::Circuit;
use crate::frame::Frame;
use crate::oracle::advice::verdict;
use crate::oracle::json::{list, one_or_more};
use crate::oracle::rule_set::RuleSet;
use crate::oracle::safeguards::is_kept;
use crate::oracle::standing::{STANCES, counting, judge, strictness};
use crate::oracle::truth::Truth::True;
use crate::oracle::truth::View;
use crate::scene::Scene;
use batsat::Lit;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

pub struct Judge<'a> {
    set: &'a RuleSet<'a>,
    circuit: Circuit,
    complete: Scene<'a>,
    partial: Partial<'a>,
}

/// A situation that leaves things open, with two of its completions.
struct Partial<'a> {
    circuit: Circuit,
    open: Scene<'a>,
    one: Scene<'a>,
    other: Scene<'a>,
}

impl<'a> Judge<'a> {
    pub fn new(set: &'a RuleSet<'a>) -> Self {
        let mut circuit = Circuit::default();
        let complete = complete_scene(&mut circuit, set);
        Self { set, circuit, complete, partial: Partial::new(set) }
    }

    /// Whether no situation that can be makes a rule count.
    pub fn never_applies(&mut self, rule: &Value) -> bool {
        let counts = self.complete.counts(rule);
        let possible = self.possible_for(self.set.uppermost());
        !self.circuit.is_possible(&[counts, possible])
    }

    /// The verdicts of the completions, by strictness.
    pub fn possible(&mut self, known: &Map<String, Value>) -> BTreeSet<usize> {
        let possible = self.possible_for(self.set.uppermost());
        let mut assumed = self.complete.frame.includes(known);
        assumed.push(possible);
        let comes_to = |stance: &usize| {
            self.circuit.is_possible(&[assumed.as_slice(), &self.complete.comes_to(*stance)].concat())
        };
        (0..STANCES.len()).filter(comes_to).collect()
    }

    /// A situation that breaks a safeguard on stances, if there is one.
    pub fn breaks(&mut self, layer: usize, safeguard: &'a Value) -> Option<Map<String, Value>> {
        if self.is_kept_by_all_complete(layer, safeguard) {
            return self.partial.breaks(self.set, layer, safeguard);
        }
        Some(self.complete.frame.found(&self.circuit))
    }

    pub fn is_kept_by_all_complete(&mut self, layer: usize, safeguard: &'a Value) -> bool {
        let assumed = [self.broken(layer, safeguard), self.possible_for(layer)];
        !self.circuit.is_possible(&assumed)
    }

    /// Whether this very situation breaks it: as it stands, or whatever else comes to be known.
    pub fn is_broken_by(&mut self, layer: usize, safeguard: &'a Value, known: &Map<String, Value>) -> bool {
        let expects_a_stance = safeguard.get("stance").is_none();
        let is_concerned = View::new(self.set, known, layer).truth(&safeguard["when"]) == True;
        if let Some(stance) = self.stance(known).filter(|_| expects_a_stance && is_concerned) {
            return !is_kept(&safeguard["expect"], STANCES[stance]);
        }
        let (broken, possible) = (self.broken(layer, safeguard), self.possible_for(layer));
        let mut is_possible = |what: Lit| {
            let mut assumed = self.complete.frame.includes(known);
            assumed.extend([what, possible]);
            self.circuit.is_possible(&assumed)
        };
        is_possible(broken) && !is_possible(!broken)
    }

    /// The stance before `while_unknown`; none without a completion.
    fn stance(&mut self, known: &Map<String, Value>) -> Option<usize> {
        let possible = self.possible(known);
        let view = View::from_the_top(self.set, known);
        let verdict = strictness(verdict(view, &counting(&judge(view))));
        Some(verdict.clamp(*possible.first()?, *possible.last()?))
    }

    fn possible_for(&mut self, layer: usize) -> Lit {
        !self.complete.is_impossible(&mut self.circuit, self.set, layer)
    }

    /// That the complete situation is not as a safeguard wants it.
    fn broken(&mut self, layer: usize, safeguard: &'a Value) -> Lit {
        let when = self.complete.truth(&mut self.circuit, self.set, &safeguard["when"], layer).yes;
        let premise = safeguard.get("stance");
        let is_amiss = |stance: &&&str| {
            let is_named = premise.is_none_or(|named| one_or_more(named).contains(&(**stance).into()));
            is_named && !is_kept(&safeguard["expect"], stance)
        };
        let amiss = STANCES.iter().filter(is_amiss).map(|stance| strictness(stance));
        let amiss: Vec<Lit> = amiss.map(|stance| self.circuit.and(self.complete.comes_to(stance))).collect();
        let amiss = self.circuit.or(amiss);
        self.circuit.and([when, amiss])
    }
}

impl<'a> Partial<'a> {
    fn new(set: &RuleSet<'a>) -> Self {
        let mut circuit = Circuit::default();
        let frame = Frame::partial(&mut circuit, set);
        let open = Scene::new(&mut circuit, set, frame);
        let [one, other] = [(); 2].map(|()| complete_scene(&mut circuit, set));
        for complete in [&one, &other] {
            open.frame.is_completed_by(&mut circuit, &complete.frame);
        }
        Self { circuit, open, one, other }
    }

    /// A situation whose stance, before `while_unknown`, is not as a safeguard wants it that every completion
    /// keeps.
    ///
    /// The stance is the verdict, brought between the laxest and the strictest of the completions. Where it is
    /// one of these two, that completion breaks the safeguard by itself. So what is left to look for is a
    /// verdict amiss between two of the completions.
    fn breaks(
        &mut self,
        set: &RuleSet<'a>,
        layer: usize,
        safeguard: &'a Value,
    ) -> Option<Map<String, Value>> {
        if safeguard.get("stance").is_some() {
            return None;
        }
        let circuit = &mut self.circuit;
        let mut assumed = vec![self.open.truth(circuit, set, &safeguard["when"], layer).yes];
        for completion in [&self.one, &self.other] {
            assumed.push(!completion.is_impossible(circuit, set, set.uppermost()));
        }
        let amiss = STANCES.iter().filter(|stance| !is_kept(&safeguard["expect"], stance));
        amiss.map(|stance| strictness(stance)).find_map(|stance| {
            let mut assumed = assumed.clone();
            assumed.extend(self.open.comes_to(stance));
            assumed.extend(self.one.is_at_most(stance));
            assumed.push(self.other.is_at_least(stance));
            self.circuit.is_possible(&assumed).then(|| self.open.frame.found(&self.circuit))
        })
    }
}

fn complete_scene<'a>(circuit: &mut Circuit, set: &RuleSet<'a>) -> Scene<'a> {
    let frame = Frame::complete(circuit, set);
    Scene::new(circuit, set, frame)
}

/// Whether a safeguard says nothing of advice.
pub fn is_on_stances(safeguard: &Value) -> bool {
    let advice = ["advises", "advises_one_of", "never_advises"];
    advice.iter().all(|field| list(&safeguard["expect"], field).is_empty())
}
