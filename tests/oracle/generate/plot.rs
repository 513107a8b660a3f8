//! A rule set as it is laid out: which layer, and which part of it, states what.

use super::condition::{Sight, condition, impossible};
use super::names::{Names, next};
use super::replacing::Places;
use super::rule::Reach;
use super::safeguard::safeguard;
use super::{Draw, fact};
use crate::oracle::json::{id, list, text};
use crate::oracle::refinements::add_options;
use serde_json::{Value, json};

pub struct Plot {
    layers: Vec<Layer>,
    items: Vec<Item>,
    /// The facts that each layer sees, with the options that it does, in the order in which they were made.
    facts: Vec<Vec<Value>>,
    names: Names,
    /// Whether upper layers may try what is refused: hollow out those below.
    is_hollowing: bool,
}

struct Layer {
    /// By document name, so far without their lists.
    parts: Vec<(String, Value)>,
}

/// One entry of a list, and where it is stated.
struct Item {
    spot: Spot,
    field: &'static str,
    entry: Value,
}

struct Spot {
    layer: usize,
    part: usize,
    /// Entries of one list stand by this number, so not in the order in which they were made.
    place: u8,
}

/// Making things, each kind after those that it can name.
impl Plot {
    pub fn new(layers: &mut [Draw], names: &[u8], is_hollowing: bool) -> Self {
        let mut names = Names::shuffled(&mut Draw::new(names));
        let mut made: Vec<Layer> = Vec::new();
        let mut below = None;
        for draw in layers {
            let (layer, own) = Layer::new(draw, &mut names, below);
            made.push(layer);
            below = Some(own);
        }
        let facts = vec![Vec::new(); made.len()];
        Self { layers: made, items: Vec::new(), facts, names, is_hollowing }
    }

    pub fn add_fact(&mut self, draw: &mut Draw) {
        let spot = self.founding_spot(draw, "facts");
        let fact = fact::fact(draw, next(&mut self.names.facts));
        for seen in &mut self.facts[spot.layer..] {
            seen.push(fact.clone());
        }
        self.put(spot, "facts", fact);
    }

    /// Has a layer add finer options to facts of layers below, once those have added theirs.
    pub fn refine(&mut self, layer: usize, draw: &mut Draw) {
        let below = self.facts[layer - 1].clone();
        for fact in below.iter().filter(|fact| fact::can_be_finer(fact)) {
            if draw.chance(55) {
                let entry = fact::finer(draw, fact, layer);
                for seen in &mut self.facts[layer..] {
                    let refined = seen.iter_mut().find(|seen| id(seen) == id(fact));
                    add_options(refined.expect("what is seen below is seen above"), &entry, layer);
                }
                self.add(layer, draw, "refine", entry);
            }
        }
    }

    /// The first two are those that rules of high authority must cite.
    pub fn add_source(&mut self, draw: &mut Draw) {
        let mut spot = self.spot(draw);
        let mut kind = draw.pick(&["review", "law", "ethics_code", "theory"]);
        let required = ["law", "ethics_code"];
        if let Some(first) = required.get(self.all("sources").len()) {
            spot = self.spot_in(0, draw);
            kind = first;
        }
        let id = next(&mut self.names.sources);
        let citation = format!("The book of {id}.");
        let mut source = json!({ "id": id, "kind": kind, "citation": citation });
        if draw.chance(40) {
            source["doi"] = format!("10.1000/{id}").into();
        }
        if draw.chance(40) {
            source["url"] = format!("https://example.org/{id}").into();
        }
        self.put(spot, "sources", source);
    }

    pub fn add_action(&mut self, draw: &mut Draw) {
        let spot = self.founding_spot(draw, "actions");
        let id = next(&mut self.names.actions);
        let verb = draw.pick(&["Keep", "Éteins", "Open"]);
        let text = format!("{verb} {id}.");
        let mut action = json!({ "id": id, "moment": moment(draw), "text": text });
        let contradicted = draw.each(35, &self.seen_ids("actions", spot.layer));
        if !contradicted.is_empty() {
            action["contradicts"] = contradicted.into();
        }
        // Only actions made before are covered, so there is no circle.
        let covered = draw.each(25, &self.seen_ids("actions", spot.layer));
        if !covered.is_empty() {
            action["covers"] = covered.into();
        }
        if draw.chance(25) {
            action["urgent"] = true.into();
        }
        if draw.chance(35) {
            action["when"] = condition(draw, &self.sight(spot.layer), 1);
        }
        self.put(spot, "actions", action);
    }

    /// Only terms made before are named in one, so there is no circle.
    pub fn add_term(&mut self, draw: &mut Draw) {
        let spot = self.spot(draw);
        let when = condition(draw, &self.sight(spot.layer), 1);
        let id = next(&mut self.names.terms);
        self.put(spot, "terms", json!({ "id": id, "when": when }));
    }

    /// By [`rule`](super::rule::rule) or its like.
    pub fn add_rule(&mut self, draw: &mut Draw, rule: fn(&mut Draw, &str, &Reach) -> Value) {
        let spot = self.spot(draw);
        let id = next(&mut self.names.rules);
        let rule = rule(draw, id, &self.reach(spot.layer));
        let rule = self.replacing(draw, spot.layer, self.meaning_well(spot.layer, rule));
        self.put(spot, "rules", rule);
    }

    /// A rule without overrides that mean rules of higher authority than its own.
    fn meaning_well(&self, layer: usize, mut rule: Value) -> Value {
        let places = self.places(layer, &rule);
        let overrides: Vec<&str> = list(&rule, "overrides").iter().filter_map(Value::as_str).collect();
        let (kept, left): (Vec<&str>, Vec<&str>) =
            overrides.into_iter().partition(|name| places.is_within_authority(layer, &rule, name));
        if left.is_empty() {
            return rule;
        }
        let kept: Value = kept.into();
        if rule.get("permits").is_none() {
            rule["at_least"] = "moderate".into();
        }
        rule["overrides"] = kept;
        rule
    }

    /// Has some rules take the place of one below: one that leaves no circle, and none override what they may not.
    fn replacing(&self, draw: &mut Draw, layer: usize, rule: Value) -> Value {
        let share = if self.is_hollowing { 60 } else { 30 };
        if !is_withdrawable(&rule) || !draw.chance(share) {
            return rule;
        }
        let mut below = self.below("rules", layer);
        let is_replaced =
            |other: &Value| self.all("rules").iter().any(|each| each["replaces"] == other["id"]);
        below.retain(|other| is_withdrawable(other) && !is_replaced(other));
        let ways = below.iter().map(|other| {
            let mut rule = rule.clone();
            rule["replaces"] = other["id"].clone();
            rule
        });
        let start = draw.byte() as usize % below.len().max(1);
        let sound = |rule: &Value| self.places(layer, rule).are_sound();
        let mut in_turn: Vec<Value> = ways.collect();
        in_turn.rotate_left(start);
        in_turn.into_iter().find(sound).unwrap_or(rule)
    }

    /// Who takes whose place, with one rule more.
    fn places<'a>(&'a self, layer: usize, rule: &'a Value) -> Places<'a> {
        let items = self.items.iter().filter(|item| item.field == "rules");
        let rules = items.map(|item| (item.spot.layer, &item.entry)).chain([(layer, rule)]);
        Places { rules: rules.collect() }
    }

    pub fn add_safeguard(&mut self, draw: &mut Draw) {
        let spot = self.spot(draw);
        let reach = self.reach(spot.layer);
        if !reach.rules.is_empty() {
            let id = self.names.safeguards[self.all("safeguards").len()];
            let safeguard = safeguard(draw, id, &reach);
            self.put(spot, "safeguards", safeguard);
        }
    }

    pub fn add_impossible(&mut self, draw: &mut Draw) {
        let spot = self.spot(draw);
        let sight = self.sight(spot.layer);
        let when = impossible(draw, &sight);
        let entry = json!({ "when": when, "because": "It cannot be." });
        self.put(spot, "impossible", entry);
    }
}

/// Where things are, and who sees them.
impl Plot {
    pub fn is_hollowing(&self) -> bool {
        self.is_hollowing
    }

    pub fn layers(&self) -> usize {
        self.layers.len()
    }

    /// All entries of the lists of this name, in the order in which they were made.
    pub fn all(&self, field: &str) -> Vec<&Value> {
        self.seen(field, self.layers())
    }

    /// Those of a layer and the layers below; what is restated, once.
    pub fn seen(&self, field: &str, layer: usize) -> Vec<&Value> {
        let items = self.items.iter().filter(|item| item.field == field);
        let seen = items.filter(|item| item.spot.layer <= layer);
        let entries = seen.map(|item| &item.entry);
        entries.filter(|entry| entry["replaces"] != true).collect()
    }

    fn seen_ids(&self, field: &str, layer: usize) -> Vec<&str> {
        self.seen(field, layer).into_iter().map(id).collect()
    }

    /// Those of the layers below.
    pub fn below(&self, field: &str, layer: usize) -> Vec<&Value> {
        layer.checked_sub(1).map_or_else(Vec::new, |below| self.seen(field, below))
    }

    /// Those that a layer itself states.
    pub fn own(&self, field: &str, layer: usize) -> Vec<&Value> {
        let items = self.items.iter().filter(|item| item.field == field && item.spot.layer == layer);
        items.map(|item| &item.entry).collect()
    }

    /// Has the actions of a layer cover no action of this kind.
    pub fn uncover(&mut self, layer: usize, is_left: impl Fn(&str) -> bool) {
        let items = self.items.iter_mut().filter(|item| item.field == "actions" && item.spot.layer == layer);
        for covers in items.filter_map(|item| item.entry.get_mut("covers").and_then(Value::as_array_mut)) {
            covers.retain(|covered| !covered.as_str().is_some_and(&is_left));
        }
    }

    /// Whether some part of a layer states a field.
    pub fn states(&self, layer: usize, field: &str) -> bool {
        self.layers[layer].parts.iter().any(|(_, part)| part.get(field).is_some())
    }

    /// What rules and safeguards of a layer can name.
    fn reach(&self, layer: usize) -> Reach<'_> {
        Reach {
            sight: self.sight(layer),
            actions: self.seen_ids("actions", layer),
            sources: self.seen("sources", layer),
            rules: self.seen("rules", layer),
            terms_anywhere: self.is_hollowing,
        }
    }

    pub fn sight(&self, layer: usize) -> Sight<'_> {
        Sight { facts: self.facts[layer].iter().collect(), terms: self.seen_ids("terms", layer) }
    }

    /// What the uppermost layer so far says of a field that layers restate.
    pub fn latest(&self, field: &str) -> Option<&Value> {
        let mut parts = self.layers.iter().rev().flat_map(|layer| &layer.parts);
        parts.find_map(|(_, part)| part.get(field))
    }

    fn spot(&self, draw: &mut Draw) -> Spot {
        let layer = draw.below(self.layers());
        self.spot_in(layer, draw)
    }

    fn spot_in(&self, layer: usize, draw: &mut Draw) -> Spot {
        Spot { layer, part: draw.below(self.layers[layer].parts.len()), place: draw.byte() }
    }

    /// Some spot, for the first of its kind in the lowest layer, so that every layer sees one.
    fn founding_spot(&self, draw: &mut Draw, field: &str) -> Spot {
        if self.all(field).is_empty() { self.spot_in(0, draw) } else { self.spot(draw) }
    }

    /// Has some part of a layer list this.
    pub fn add(&mut self, layer: usize, draw: &mut Draw, field: &'static str, entry: Value) {
        let spot = self.spot_in(layer, draw);
        self.put(spot, field, entry);
    }

    fn put(&mut self, spot: Spot, field: &'static str, entry: Value) {
        self.items.push(Item { spot, field, entry });
    }

    /// Has some part of a layer say this for the whole layer.
    pub fn state(&mut self, layer: usize, draw: &mut Draw, field: &str, value: Value) {
        self.layers[layer].state(draw, field, value);
    }

    /// The documents, once everything is made.
    pub fn documents(mut self) -> Vec<(String, Value)> {
        self.items.sort_by_key(|item| item.spot.place);
        for Item { spot, field, entry } in self.items {
            let (_, part) = &mut self.layers[spot.layer].parts[spot.part];
            let entries = part.as_object_mut().expect("a document is an object");
            let list = entries.entry(field).or_insert_with(|| json!([]));
            list.as_array_mut().expect("a list").push(entry);
        }
        for Layer { parts } in &mut self.layers {
            let others: Vec<String> = parts.iter().skip(1).map(|(name, _)| file_name(name)).collect();
            if let Some((_, first)) = parts.first_mut().filter(|_| !others.is_empty()) {
                first["parts"] = others.into();
            }
        }
        let layers = self.layers.into_iter();
        layers.flat_map(|layer| layer.parts).collect()
    }
}

impl Layer {
    /// A layer over that which is required, and what a layer over this one is to require.
    fn new(draw: &mut Draw, names: &mut Names, below: Option<Value>) -> (Self, Value) {
        let id = next(&mut names.layers);
        let (version, required) = draw.pick(&[("1.2.0", "1"), ("1.2.3", "1.2"), ("2.0.1", "2.0")]);
        let parts = 1 + draw.below(3);
        let part = |_| {
            let header = json!({ "format": 1, "id": id, "version": version, "title": "Rules" });
            (format!("{}.json", next(&mut names.documents)), header)
        };
        let parts = (0..parts).map(part).collect();
        let mut layer = Self { parts };
        if let Some(below) = below {
            layer.state(draw, "extends", below);
        }
        (layer, json!({ "id": id, "version": required }))
    }

    fn state(&mut self, draw: &mut Draw, field: &str, value: Value) {
        let part = draw.below(self.parts.len());
        self.parts[part].1[field] = value;
    }
}

fn moment(draw: &mut Draw) -> &'static str {
    // In the moment most rules of advice apply, so half of the actions belong there.
    draw.pick(&[
        "in_the_moment",
        "before_session",
        "in_the_moment",
        "after_session",
        "in_the_moment",
        "before_session_ends",
        "in_the_moment",
        "before_next_session",
    ])
}

/// Whether a layer may withdraw a rule below it.
pub fn is_withdrawable(rule: &Value) -> bool {
    matches!(text(rule, "authority"), "clinic_policy" | "guidance")
}

/// The last part of a document's name, by which others of its layer list it.
fn file_name(name: &str) -> String {
    name.rsplit('/').next().unwrap_or(name).to_owned()
}
