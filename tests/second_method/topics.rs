//! Random rule sets of the size and the shape that guidelines have: topics with facts of their own, few that
//! all share, and rules that keep to their topic.

use crate::oracle::generate::condition::{Sight, condition};
use crate::oracle::generate::rule::vote;
use crate::oracle::generate::safeguard::{a_stance, stances};
use crate::oracle::generate::situation::{MUCH_OPEN, situation};
use crate::oracle::generate::{Draw, STANCES, Tape, fact, tape, tapes};
use crate::oracle::json::{id, text};
use proptest::strategy::Strategy;
use serde_json::{Value, json};
use std::fmt;

const SITUATIONS: usize = 6;

pub struct Sized {
    pub documents: Vec<(String, Value)>,
    pub situations: Vec<Value>,
}

impl fmt::Debug for Sized {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.documents.iter().try_for_each(|(name, document)| writeln!(f, "{name}: {document:#}"))
    }
}

#[derive(Clone, Debug)]
struct Plan {
    layers: Tape,
    shared: Vec<Tape>,
    topics: Vec<Topic>,
    situations: Vec<Tape>,
}

#[derive(Clone, Debug)]
struct Topic {
    facts: Vec<Tape>,
    terms: Vec<Tape>,
    rules: Vec<Tape>,
    safeguards: Vec<Tape>,
    impossible: Vec<Tape>,
}

/// From 20 to 60 rules over 15 to 40 facts, in one layer or two.
pub fn rule_sets() -> impl Strategy<Value = Sized> {
    let rules = (tapes(5..=10, 96), tapes(1..=3, 64), tapes(0..=1, 24));
    let topic = (tapes(3..=6, 24), tapes(0..=3, 48), rules).prop_map(|(facts, terms, rules)| {
        let (rules, safeguards, impossible) = rules;
        Topic { facts, terms, rules, safeguards, impossible }
    });
    let topics = proptest::collection::vec(topic, 4..=6);
    let plan = (tape(32), tapes(3..=4, 24), topics, tapes(SITUATIONS, 96));
    plan.prop_map(|(layers, shared, topics, situations)| Plan { layers, shared, topics, situations }.build())
}

/// What has been made, each thing with its layer.
struct Made {
    layers: usize,
    /// Whether some safeguard is to have a gap that only what is not known can fall into.
    is_split: bool,
    facts: Vec<Value>,
    terms: Vec<(usize, Value)>,
    rules: Vec<(usize, Value)>,
    safeguards: Vec<(usize, Value)>,
    impossible: Vec<(usize, Value)>,
}

impl Plan {
    fn build(&self) -> Sized {
        let mut layers = Draw::new(&self.layers);
        let mut made = Made {
            layers: layers.pick(&[1, 2]),
            is_split: layers.chance(40),
            facts: Vec::new(),
            terms: Vec::new(),
            rules: Vec::new(),
            safeguards: Vec::new(),
            impossible: Vec::new(),
        };
        let shared = made.add_facts("shared", &self.shared);
        for (number, topic) in self.topics.iter().enumerate() {
            made.add_topic(number, topic, &shared);
        }
        if made.is_split {
            made.split(&mut layers, &shared);
        }
        let facts: Vec<&Value> = made.facts.iter().collect();
        let situations =
            self.situations.iter().map(|tape| situation(&mut Draw::new(tape), &facts, &MUCH_OPEN));
        let situations = situations.collect();
        Sized { documents: made.documents(&mut layers), situations }
    }
}

impl Made {
    fn add_facts(&mut self, group: &str, tapes: &[Tape]) -> Vec<Value> {
        let fact = |(number, tape): (usize, &Tape)| {
            let mut fact = fact::fact(&mut Draw::new(tape), &format!("{group}.f{number}"));
            if self.layers > 1 {
                // An upper layer that rules out a value of a safety fact would be refused.
                fact["safety"] = false.into();
            }
            fact
        };
        let facts: Vec<Value> = tapes.iter().enumerate().map(fact).collect();
        self.facts.extend(facts.iter().cloned());
        facts
    }

    fn add_topic(&mut self, number: usize, topic: &Topic, shared: &[Value]) {
        let group = format!("topic{number}");
        let own = self.add_facts(&group, &topic.facts);
        let terms: Vec<String> = (0..topic.terms.len()).map(|term| format!("{group}_t{term}")).collect();
        for (id, tape) in terms.iter().zip(&topic.terms) {
            let mut draw = Draw::new(tape);
            let sight = sight(&mut draw, &own, shared, &[]);
            self.add_term(&mut draw, id, &sight);
        }
        let first = self.rules.len();
        for (rule, tape) in topic.rules.iter().enumerate() {
            let mut draw = Draw::new(tape);
            let sight = sight(&mut draw, &own, shared, &terms);
            self.add_rule(&mut draw, &format!("{group}-r{rule}"), first, &sight);
        }
        for (safeguard, tape) in topic.safeguards.iter().enumerate() {
            let mut draw = Draw::new(tape);
            let sight = sight(&mut draw, &own, shared, &terms);
            self.add_safeguard(&mut draw, &format!("{group}-s{safeguard}"), first, &sight);
        }
        for tape in &topic.impossible {
            let mut draw = Draw::new(tape);
            let sight = sight(&mut draw, &own, shared, &[]);
            let entry = json!({ "when": narrow(&mut draw, &sight), "because": "It cannot be." });
            self.impossible.push((draw.below(self.layers), entry));
        }
    }

    /// A term of the lowest layer, which the upper may restate.
    fn add_term(&mut self, draw: &mut Draw, id: &str, sight: &Sight) {
        self.terms.push((0, json!({ "id": id, "when": condition(draw, sight, 1) })));
        if self.layers > 1 && draw.chance(30) {
            let when = condition(draw, sight, 1);
            let because = "We draw the line elsewhere.";
            self.terms.push((1, json!({ "id": id, "replaces": true, "because": because, "when": when })));
        }
    }

    fn add_rule(&mut self, draw: &mut Draw, id: &str, first: usize, sight: &Sight) {
        let layer = draw.below(self.layers);
        let mut rule = plain_rule(id, &narrow(draw, sight));
        let overridden = self.overridden(draw, layer, first);
        match draw.below(if overridden.is_empty() { 9 } else { 10 }) {
            0..4 => rule["permits"] = draw.pick(&self.votes(&STANCES[..3])).into(),
            4..8 => rule["at_least"] = draw.pick(&self.votes(&LIMITS)).into(),
            8 => rule["should"] = json!(["note_it"]),
            _ => {}
        }
        if !overridden.is_empty() {
            rule["overrides"] = overridden.into();
        }
        self.rules.push((layer, rule));
    }

    fn votes(&self, of: &[&'static str]) -> Vec<&'static str> {
        of.iter().filter(|stance| !self.is_split || **stance != GAP).copied().collect()
    }

    /// Two rules of which one or the other applies, so that no complete situation comes to what `otherwise`
    /// says; and a safeguard against that.
    fn split(&mut self, draw: &mut Draw, shared: &[Value]) {
        let sight = sight(draw, &self.facts, shared, &[]);
        let when = narrow(draw, &sight);
        let votes =
            [("permits", "welcome", when.clone()), ("at_least", "moderate", json!({ "none": [when] }))];
        for (vote, stance, when) in votes {
            let mut rule = plain_rule(&format!("split-{vote}"), &when);
            rule[vote] = stance.into();
            self.rules.push((0, rule));
        }
        let when = if draw.chance(50) { narrow(draw, &sight) } else { json!({}) };
        let rest: Vec<&str> = STANCES.iter().filter(|stance| **stance != GAP).copied().collect();
        let expect = json!({ "stance": rest });
        self.safeguards.push((
            draw.below(self.layers),
            json!({ "id": "split", "when": when, "expect": expect, "because": "One or the other." }),
        ));
    }

    /// Some of the latest rules of the topic that the layer sees.
    fn overridden(&self, draw: &mut Draw, layer: usize, first: usize) -> Vec<Value> {
        let seen = self.rules[first..].iter().rev().filter(|(at, _)| *at <= layer);
        let latest: Vec<Value> = seen.take(4).map(|(_, rule)| id(rule).into()).collect();
        draw.each(25, &latest)
    }

    fn add_safeguard(&mut self, draw: &mut Draw, id: &str, first: usize, sight: &Sight) {
        let layer = draw.below(self.layers);
        let voting: Vec<&Value> =
            self.rules[first..].iter().map(|(_, rule)| rule).filter(|rule| vote(rule).is_some()).collect();
        let when = narrow(draw, sight);
        let mut safeguard = json!({ "id": id, "when": when, "because": "It has to be so." });
        safeguard["expect"] = json!({ "at_most": "refrain" });
        if !voting.is_empty() {
            let rule = draw.pick(&voting);
            if draw.chance(80) {
                safeguard["when"] = rule["when"].clone();
            }
            safeguard["expect"] = a_stance(draw, rule);
        }
        if draw.chance(25) {
            safeguard["stance"] = stances(draw, None);
        }
        self.safeguards.push((layer, safeguard));
    }

    fn documents(self, draw: &mut Draw) -> Vec<(String, Value)> {
        let withdrawn = self.withdrawn(draw);
        let Self { layers, is_split, facts, terms, rules, safeguards, impossible } = self;
        let mut documents: Vec<Value> = (0..layers).map(header).collect();
        let otherwise = if is_split { GAP } else { draw.pick(&STANCES[..4]) };
        let note = json!({ "id": "note_it", "moment": "after_session", "text": "Note it." });
        documents[0]["facts"] = facts.into();
        documents[0]["actions"] = json!([note]);
        documents[0]["otherwise"] = json!({ "stance": otherwise, "because": "Silence." });
        documents[layers - 1]["while_unknown"] =
            json!({ "at_least": "allow", "because": "We want to know." });
        let lists = [
            ("terms", terms),
            ("rules", rules),
            ("safeguards", safeguards),
            ("impossible", impossible),
            ("withdraw", withdrawn),
        ];
        for (field, entries) in lists {
            for (layer, entry) in entries {
                let stated = documents[layer].as_object_mut().expect("a document is an object");
                let list = stated.entry(field).or_insert_with(|| json!([]));
                list.as_array_mut().expect("a list").push(entry);
            }
        }
        documents.into_iter().map(|document| (format!("{}.json", text(&document, "id")), document)).collect()
    }

    /// Some of the lower layer's rules, where there is an upper.
    fn withdrawn(&self, draw: &mut Draw) -> Vec<(usize, Value)> {
        if self.layers == 1 {
            return Vec::new();
        }
        let lower = self.rules.iter().filter(|(layer, _)| *layer == 0);
        let lower: Vec<&str> = lower.map(|(_, rule)| id(rule)).collect();
        let withdrawn = draw.each(8, &lower).into_iter();
        withdrawn.map(|rule| (1, json!({ "rule": rule, "because": "Not here." }))).collect()
    }
}

/// Milder limits are likelier, so that not every situation comes to a pause.
const LIMITS: [&str; 8] =
    ["allow", "allow", "moderate", "moderate", "moderate", "refrain", "refrain", "pause"];

/// The stance between two, see [`Made::split`].
const GAP: &str = "allow";

fn plain_rule(id: &str, when: &Value) -> Value {
    json!({
        "id": id,
        "title": format!("Rule {id}"),
        "because": format!("{id} has its reasons."),
        "authority": "guidance",
        "strength": "weak",
        "certainty": "low",
        "when": when,
    })
}

fn header(layer: usize) -> Value {
    let id = ["base.rules", "clinic.house"][layer];
    let mut header = json!({ "format": 1, "id": id, "version": "1.0.0", "title": "Rules" });
    if layer > 0 {
        header["extends"] = json!({ "id": "base.rules", "version": "1" });
    }
    header
}

/// The facts of the topic, and one that all share.
fn sight<'a>(draw: &mut Draw, own: &'a [Value], shared: &'a [Value], terms: &'a [String]) -> Sight<'a> {
    let mut facts: Vec<&Value> = own.iter().collect();
    facts.push(&shared[draw.below(shared.len())]);
    Sight { facts, terms: terms.iter().map(String::as_str).collect() }
}

/// A condition that is not true too often: with dozens of rules something would always speak otherwise. Its
/// parts mostly test different facts, or it would often never be true.
fn narrow(draw: &mut Draw, sight: &Sight) -> Value {
    let Sight { mut facts, terms } = sight.clone();
    if draw.chance(90) {
        draw.shuffle(&mut facts);
    }
    let parts = facts.len().div_ceil(1 + draw.pick(&[2, 1, 3]));
    let mut narrow = condition(draw, &Sight { facts: facts[..parts].to_vec(), terms }, 1);
    let rest = facts[parts..].chunks(parts).map(|facts| Sight { facts: facts.to_vec(), terms: Vec::new() });
    let more: Vec<Value> = rest.map(|sight| condition(draw, &sight, 0)).collect();
    match narrow.get_mut("all") {
        Some(all) => all.as_array_mut().expect("a list of conditions").extend(more),
        None => narrow["all"] = more.into(),
    }
    narrow
}
