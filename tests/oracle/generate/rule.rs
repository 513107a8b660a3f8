//! Rules that meet: few actions between them, many overrides.

use super::condition::{Sight, condition, deep};
use super::{Draw, STANCES};
use crate::oracle::json::{id, text};
use serde_json::{Map, Value, json};

/// The authorities, least first.
const AUTHORITIES: [&str; 4] = ["guidance", "clinic_policy", "ethics_code", "law"];
pub const MODALITIES: [&str; 5] = ["should", "must", "may", "must_not", "should_not"];

/// What a rule can name.
pub struct Reach<'a> {
    pub sight: Sight<'a>,
    pub actions: Vec<&'a str>,
    pub sources: Vec<&'a Value>,
    pub rules: Vec<&'a Value>,
    /// Whether rules of high authority may use terms.
    pub terms_anywhere: bool,
}

pub fn rule(draw: &mut Draw, id: &str, reach: &Reach) -> Value {
    let authority = draw.pick(&[0, 0, 1, 0, 1, 2, 3, 1]);
    let mut rule = json!({
        "id": id,
        "title": format!("Rule {id}"),
        "because": format!("{id} has its reasons."),
        "authority": AUTHORITIES[authority],
        "strength": draw.pick(&["strong", "conditional", "weak", "good_practice"]),
        "certainty": draw.pick(&["high", "moderate", "low", "very_low", "not_applicable"]),
    });
    if draw.chance(40) {
        rule["against"] = format!("Something speaks against {id}.").into();
    }
    let lists = [
        ("sources", sources(draw, authority, &reach.sources)),
        ("overrides", overrides(draw, authority, &reach.rules)),
    ];
    let given = lists.into_iter().filter(|(_, names)| !names.is_empty());
    for (field, names) in given {
        rule[field] = names.into();
    }
    add_purpose(draw, &mut rule, &reach.actions);
    let depth = draw.pick(&[1, 2, 0]);
    rule["when"] = condition(draw, &sight_of(authority, reach), depth);
    oppose(draw, &mut rule, &reach.rules);
    if reach.terms_anywhere && is_high(authority) && !reach.sight.terms.is_empty() && draw.chance(70) {
        rule["when"]["is"] = draw.pick(&reach.sight.terms).into();
    }
    rule
}

/// A rule that votes where several facts come together.
pub fn deep_rule(draw: &mut Draw, id: &str, reach: &Reach) -> Value {
    let mut rule = rule(draw, id, reach);
    rule["when"] = deep(draw, &reach.sight);
    if vote(&rule).is_none() {
        rule["at_least"] = draw.pick(&STANCES[1..]).into();
    }
    rule
}

/// Some rules vote where an earlier one does not, so that some vote comes whatever is not known.
fn oppose(draw: &mut Draw, rule: &mut Value, rules: &[&Value]) {
    let mut voting = rules.to_vec();
    voting.retain(|other| vote(other).is_some() && !other["when"].to_string().contains("\"is\""));
    if vote(rule).is_some() && !voting.is_empty() && draw.chance(60) {
        voting.sort_by_key(|other| vote(other) != Some("permits"));
        let other = voting[draw.below(voting.len()).min(draw.below(voting.len()))];
        let votes = rule.as_object_mut().expect("a rule is an object");
        let stance = votes.remove("permits").or(votes.remove("at_least")).expect("a stance");
        votes.insert(vote(other).unwrap_or_default().to_owned(), stance);
        rule["when"] = json!({ "none": [other["when"]] });
    }
}

/// The field in which a rule states a stance.
pub fn vote(rule: &Value) -> Option<&'static str> {
    ["permits", "at_least"].into_iter().find(|vote| rule.get(*vote).is_some())
}

/// Rules of high authority mostly use no terms, so that restating a term never weakens one of them.
fn sight_of<'a>(authority: usize, reach: &Reach<'a>) -> Sight<'a> {
    let mut sight = reach.sight.clone();
    if is_high(authority) && !reach.terms_anywhere {
        sight.terms.clear();
    }
    sight
}

fn is_high(authority: usize) -> bool {
    AUTHORITIES[authority] == "law" || AUTHORITIES[authority] == "ethics_code"
}

fn add_purpose(draw: &mut Draw, rule: &mut Value, actions: &[&str]) {
    let blocks = rule.get("overrides").is_some() && draw.chance(25);
    if blocks {
        return;
    }
    let actions = by_modality(draw, actions);
    let vote = if actions.is_empty() { 2 } else { 3 };
    match draw.below(vote) {
        0 => rule["permits"] = draw.pick(&permissions()).into(),
        1 => rule["at_least"] = draw.pick(&limits()).into(),
        _ => {}
    }
    for (modality, names) in actions {
        rule[modality] = names;
    }
}

/// Laxer permissions are likelier, so that they often are laxer than what `otherwise` says.
fn permissions() -> Vec<&'static str> {
    weighted([3, 3, 2, 1, 1])
}

/// Milder limits are likelier, so that not every situation comes to a pause.
fn limits() -> Vec<&'static str> {
    weighted([1, 3, 4, 2, 2])
}

fn weighted(weights: [usize; 5]) -> Vec<&'static str> {
    let repeated = STANCES.iter().zip(weights);
    repeated.flat_map(|(stance, n)| vec![*stance; n]).collect()
}

fn by_modality(draw: &mut Draw, actions: &[&str]) -> Map<String, Value> {
    let mut chosen: Map<String, Value> = Map::new();
    for action in draw.each(45, actions) {
        let modality = draw.pick(&MODALITIES);
        let names = chosen.entry(modality).or_insert_with(|| json!([]));
        names.as_array_mut().expect("a list").push(action.into());
    }
    chosen
}

/// Only rules made before, so there is no circle, and none of a higher authority. Mostly the latest
/// of them, so that chains are long and rules stand again.
fn overrides(draw: &mut Draw, authority: usize, rules: &[&Value]) -> Vec<Value> {
    let mut lower = rules.to_vec();
    lower.retain(|rule| AUTHORITIES[..=authority].contains(&text(rule, "authority")));
    lower.reverse();
    let near = lower.len().min(3);
    let mut overridden = draw.each(50, &lower[..near]);
    overridden.extend(draw.each(15, &lower[near..]));
    overridden.into_iter().map(|rule| id(rule).into()).collect()
}

/// Law and codes of ethics cite a source of their own kind, wherever in the list.
fn sources(draw: &mut Draw, authority: usize, sources: &[&Value]) -> Vec<Value> {
    let mut cited = draw.each(25, sources);
    if is_high(authority) {
        let of_kind = sources.iter().filter(|s| s["kind"] == AUTHORITIES[authority]);
        let of_kind: Vec<&Value> = of_kind.copied().collect();
        let required = draw.pick(&of_kind);
        cited.retain(|source| id(source) != id(required));
        cited.push(required);
    }
    draw.shuffle(&mut cited);
    cited.into_iter().map(|source| id(source).into()).collect()
}
