//! The documents as layers, lowest first, and the situation in their vocabulary.

use super::Documents;
use super::json::{id, list, names, text};
use super::standing::{MODALITIES, rule_order, vote};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Layers from the lowest up; each has its parts, by document name.
pub struct RuleSet<'a> {
    layers: Vec<Vec<&'a Value>>,
    /// The same in every situation, so it is worked out once.
    facts: BTreeMap<&'a str, &'a Value>,
    rules: Vec<&'a Value>,
    overriding: Vec<Vec<usize>>,
}

impl<'a> RuleSet<'a> {
    pub fn new(documents: &'a Documents) -> Self {
        let mut documents: Vec<_> = documents.iter().collect();
        documents.sort_by_key(|(name, _)| name);
        let parts: Vec<&Value> = documents.iter().map(|(_, part)| part).collect();
        let parts_of = |layer: &'a str| parts.iter().copied().filter(move |part| part["id"] == layer);
        let extended_by = |layer: &'a str| parts_of(layer).find_map(|p| p["extends"]["id"].as_str());

        let mut layers: Vec<Vec<&Value>> = Vec::new();
        loop {
            let below = layers.last().map(|parts| id(parts[0]));
            let next = parts.iter().map(|part| id(part));
            match next.into_iter().find(|next| extended_by(next) == below) {
                Some(next) => layers.push(parts_of(next).collect()),
                None => break,
            }
        }
        let mut set = Self { layers, facts: BTreeMap::new(), rules: Vec::new(), overriding: Vec::new() };
        set.facts = set.all("facts").map(|fact| (id(fact), fact)).collect();
        set.rules = set.rules_that_are_left();
        set.overriding = set.rules_over_each();
        set
    }

    pub fn uppermost(&self) -> usize {
        self.layers.len() - 1
    }

    /// The id of a layer.
    pub fn name_of(&self, layer: usize) -> &'a str {
        id(self.layers[layer][0])
    }

    /// Every part with the number of its layer, in the order of the vocabulary.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = (usize, &'a Value)> {
        let numbered = self.layers.iter().enumerate();
        numbered.flat_map(|(layer, parts)| parts.iter().map(move |part| (layer, *part)))
    }

    /// All entries of the lists of this name, with the layers that state them.
    pub fn stated(&self, field: &str) -> impl DoubleEndedIterator<Item = (usize, &'a Value)> {
        let lists = self.parts().map(move |(layer, part)| (layer, list(part, field)));
        lists.flat_map(|(layer, entries)| entries.iter().map(move |entry| (layer, entry)))
    }

    pub fn all(&self, field: &str) -> impl Iterator<Item = &'a Value> {
        self.stated(field).map(|(_, entry)| entry)
    }

    pub fn find(&self, field: &str, name: &str) -> &'a Value {
        let found = self.all(field).find(|entry| id(entry) == name);
        found.unwrap_or_else(|| panic!("{field} have `{name}`"))
    }

    pub fn fact(&self, name: &str) -> &'a Value {
        self.facts.get(name).unwrap_or_else(|| panic!("there is the fact `{name}`"))
    }

    /// The condition of a term as a layer sees it: as stated by the uppermost layer up to there.
    pub fn term(&self, name: &str, layer: usize) -> &'a Value {
        let mut statements = self.stated("terms").rev();
        let (_, term) = statements
            .find(|(at, term)| *at <= layer && id(term) == name)
            .unwrap_or_else(|| panic!("layer {layer} sees the term `{name}`"));
        &term["when"]
    }

    /// What an action says: the text of the uppermost statement of it.
    pub fn text_of(&self, action: &str) -> &'a str {
        let mut statements = self.stated("actions").rev();
        let (_, stated) = statements.find(|(_, stated)| id(stated) == action).expect("there is the action");
        text(stated, "text")
    }

    /// A field that layers restate, such as `otherwise`: what the uppermost says.
    pub fn latest(&self, field: &str) -> Option<&'a Value> {
        self.parts().rev().find_map(|(_, part)| part.get(field))
    }

    /// The rules that no layer withdraws or leaves nothing to say, and none takes the place of, in the order of rules.
    pub fn rules(&self) -> &[&'a Value] {
        &self.rules
    }

    /// Those that override one of [`Self::rules`], each by its place among them.
    pub fn overriding(&self, rule: usize) -> &[usize] {
        &self.overriding[rule]
    }

    fn rules_that_are_left(&self) -> Vec<&'a Value> {
        let withdrawn = |rule: &Value| self.all("withdraw").any(|each| each["rule"] == id(rule));
        let is_gone = |rule: &Value| {
            withdrawn(rule) || self.in_place_of(id(rule)).is_some() || self.is_left_with_nothing(rule)
        };
        let mut rules: Vec<&Value> = self.all("rules").filter(|rule| !is_gone(rule)).collect();
        rules.sort_by(|one, other| rule_order(one).cmp(&rule_order(other)));
        rules
    }

    fn rules_over_each(&self) -> Vec<Vec<usize>> {
        let places: BTreeMap<&str, usize> =
            self.rules.iter().enumerate().map(|(place, rule)| (id(rule), place)).collect();
        let mut over = vec![Vec::new(); self.rules.len()];
        for (by, rule) in self.rules.iter().enumerate() {
            let meant: BTreeSet<&str> = list(rule, "overrides").iter().map(|name| self.meant(name)).collect();
            for rule in meant.into_iter().filter_map(|meant| places.get(meant)).filter(|rule| **rule != by) {
                over[*rule].push(by);
            }
        }
        over
    }

    /// The actions that a rule names in a modality, but for those that a layer withdraws.
    pub fn offered<'r>(&self, rule: &'r Value, modality: &str) -> Vec<&'r str> {
        let is_withdrawn = |action: &str| self.all("withdraw").any(|each| each["action"] == action);
        let named =
            list(rule, modality).iter().map(|name| name.as_str().expect("an action is named by a text"));
        named.filter(|action| !is_withdrawn(action)).collect()
    }

    /// Whether a rule has actions that are not withdrawn.
    pub fn has_actions(&self, rule: &Value) -> bool {
        MODALITIES.iter().any(|modality| !self.offered(rule, modality).is_empty())
    }

    /// Whether it had nothing but actions that are withdrawn.
    fn is_left_with_nothing(&self, rule: &Value) -> bool {
        let had_actions = MODALITIES.iter().any(|modality| !list(rule, modality).is_empty());
        let says_more = vote(rule).is_some() || !list(rule, "overrides").is_empty();
        had_actions && !says_more && !self.has_actions(rule)
    }

    /// The rule that takes the place of one.
    fn in_place_of(&self, rule: &str) -> Option<&'a str> {
        self.all("rules").find(|other| other["replaces"] == rule).map(id)
    }

    /// The rule that is overridden by this name: the last one that took the place of the one called so.
    fn meant<'r>(&self, name: &'r Value) -> &'r str
    where
        'a: 'r,
    {
        let mut meant = name.as_str().expect("a rule is named by a text");
        while let Some(next) = self.in_place_of(meant) {
            meant = next;
        }
        meant
    }

    /// Whether a rule overrides another: by its name, or by that of one whose place it has taken.
    pub fn overrides(&self, rule: &Value, other: &Value) -> bool {
        let means_other = |name: &Value| self.meant(name) == id(other);
        id(rule) != id(other) && list(rule, "overrides").iter().any(means_other)
    }

    pub fn is_safety(&self, fact: &Value) -> bool {
        let marked = self.all("safety").any(|mark| mark["fact"] == id(fact));
        marked || fact["safety"] == true
    }

    /// What the situation says, by today's ids of facts and options, nulls left out.
    pub fn known(&self, situation: &Value) -> Map<String, Value> {
        let given = by_dotted_id(situation);
        let known = given.into_iter().filter(|(_, value)| !value.is_null());
        known
            .map(|(name, value)| {
                let fact = self.fact_once_called(&name);
                (id(fact).to_owned(), todays_value(fact, value))
            })
            .collect()
    }

    fn fact_once_called(&self, name: &str) -> &'a Value {
        let found = self.all("facts").find(|fact| is_or_was(fact, name));
        found.unwrap_or_else(|| panic!("a fact is or was called `{name}`"))
    }
}

fn by_dotted_id(situation: &Value) -> Vec<(String, &Value)> {
    let entries = situation.as_object().expect("a situation is an object");
    let mut facts = Vec::new();
    for (key, value) in entries {
        if key.contains('.') {
            facts.push((key.clone(), value));
        } else {
            let group = value.as_object().expect("a group is an object");
            facts.extend(group.iter().map(|(name, v)| (format!("{key}.{name}"), v)));
        }
    }
    facts
}

/// Options by today's ids; a list of them in the order of the vocabulary.
fn todays_value(fact: &Value, given: &Value) -> Value {
    let options = list(fact, "options");
    let named = |name: &Value| {
        let name = name.as_str().expect("an option is a text");
        options.iter().position(|option| is_or_was(option, name)).expect("an option is or was called so")
    };
    match given {
        Value::String(_) => options[named(given)]["id"].clone(),
        Value::Array(given) => {
            let mut places: Vec<usize> = given.iter().map(named).collect();
            places.sort_unstable();
            let ids = places.into_iter().map(|place| options[place]["id"].clone());
            ids.collect()
        }
        plain => plain.clone(),
    }
}

fn is_or_was(named: &Value, name: &str) -> bool {
    text(named, "id") == name || names(named, "formerly", name)
}
