//! What a layer says for itself, and what it changes in the layers below.

use super::condition::{Sight, condition};
use super::plot::{Plot, is_withdrawable};
use super::rule::MODALITIES;
use super::{Draw, STANCES};
use crate::oracle::json::{id, names, text};
use serde_json::{Map, Value, json};

/// For each layer from the lowest up, once everything else is made.
pub fn add_own_statements(plot: &mut Plot, layer: usize, draw: &mut Draw) {
    add_otherwise(plot, layer, draw);
    add_while_unknown(plot, layer, draw);
    add_wording(plot, layer, draw);
    withdraw(plot, layer, draw);
    withdraw_actions(plot, layer, draw);
    mark_safety(plot, layer, draw);
    restate_terms(plot, layer, draw);
    reword_actions(plot, layer, draw);
    uncover_demands(plot, layer);
    if plot.is_hollowing() && layer > 0 && draw.chance(80) {
        if draw.chance(30) {
            double_rules(plot, layer, draw);
        }
        let relaxing = may_relax(plot, layer, draw);
        plot.state(layer, draw, "may_relax", relaxing);
    }
    if draw.chance(50) {
        let scope = condition(draw, &plot.sight(layer), 1);
        plot.state(layer, draw, "scope", scope);
    }
}

fn add_otherwise(plot: &mut Plot, layer: usize, draw: &mut Draw) {
    let below = plot.latest("otherwise").map(|below| text(below, "stance"));
    let stance = draw.pick(at_least_as_strict(below));
    if below.is_none() || draw.chance(30) {
        let because = format!("Layer {layer} says so.");
        let otherwise = json!({ "stance": stance, "because": because });
        plot.state(layer, draw, "otherwise", otherwise);
    }
}

fn add_while_unknown(plot: &mut Plot, layer: usize, draw: &mut Draw) {
    let below = plot.latest("while_unknown");
    let below = below.map(|below| text(below, "at_least"));
    let stance = draw.pick(at_least_as_strict(below));
    if draw.chance(50) {
        let because = format!("Layer {layer} wants to know.");
        let while_unknown = json!({ "at_least": stance, "because": because });
        plot.state(layer, draw, "while_unknown", while_unknown);
    }
}

/// Mostly no stricter than `moderate`, so that it does not decide everything.
fn at_least_as_strict(below: Option<&str>) -> &'static [&'static str] {
    let lowest = below.and_then(|below| STANCES.iter().position(|stance| *stance == below));
    match lowest {
        None => &STANCES[..4],
        Some(lowest) => &STANCES[lowest..5.min(lowest + 2)],
    }
}

fn add_wording(plot: &mut Plot, layer: usize, draw: &mut Draw) {
    let forms = ["Bitte {}", "Lieber nicht: {}", "Sie dürfé  {}", "{} Wenn es geht!", "un{}", "2 {}"];
    let mut wording = Map::new();
    for modality in ["must", "should", "may", "should_not", "must_not"] {
        if draw.chance(20) {
            // What opposite modalities are worded with has to differ.
            wording.insert(modality.to_owned(), format!("{} ({modality})", draw.pick(&forms)).into());
        }
    }
    for name in ["welcome", "allow", "moderate", "refrain", "pause", "yes", "no", "in_the_moment"] {
        if draw.chance(15) {
            wording.insert(name.to_owned(), format!("{name} of layer {layer}").into());
        }
    }
    for name in STANCES {
        if draw.chance(15) {
            let mut sentences: Vec<Value> = (0..draw.pick(&[1, 2]))
                .map(|number| {
                    let when = condition(draw, &plot.sight(layer), 1);
                    json!({ "when": when, "text": format!("{name} {number} of layer {layer}") })
                })
                .collect();
            sentences.push(json!({ "text": format!("{name} else of layer {layer}") }));
            wording.insert((*name).to_owned(), sentences.into());
        }
    }
    if !wording.is_empty() {
        plot.state(layer, draw, "wording", Value::Object(wording));
    }
}

fn withdraw(plot: &mut Plot, layer: usize, draw: &mut Draw) {
    let mut rules = plot.below("rules", layer);
    let is_gone =
        |rule| is_named(plot, "withdraw", "rule", rule) || is_named(plot, "rules", "replaces", rule);
    rules.retain(|rule| is_withdrawable(rule) && !is_gone(rule));
    let share = if plot.is_hollowing() { 30 } else { 10 };
    for rule in ids(&draw.each(share, &rules)) {
        let entry = json!({ "rule": rule, "because": "It is not for us." });
        plot.add(layer, draw, "withdraw", entry);
    }
}

/// Those of which law and ethics say `should` or `should_not` nowhere below, and that no rule from here up names. A `must` of
/// theirs is lost only where that is tried.
fn withdraw_actions(plot: &mut Plot, layer: usize, draw: &mut Draw) {
    let all = |rule: &Value, action: &Value, modalities: &[&str]| {
        modalities.iter().any(|modality| names(rule, modality, id(action)))
    };
    let is_high = |rule: &Value| matches!(text(rule, "authority"), "law" | "ethics_code");
    let asked: &[&str] = if plot.is_hollowing() { &["should", "should_not"] } else { &MODALITIES };
    let (below, every) = (plot.below("rules", layer), plot.all("rules"));
    let from_here_up = || every.iter().filter(|rule| !below.iter().any(|other| id(other) == id(rule)));
    let mut actions = plot.below("actions", layer);
    actions.retain(|action| {
        !is_named(plot, "withdraw", "action", action)
            && !below.iter().any(|rule| is_high(rule) && all(rule, action, asked))
            && !from_here_up().any(|rule| all(rule, action, &MODALITIES))
    });
    let share = if plot.is_hollowing() { 30 } else { 12 };
    for action in ids(&draw.each(share, &actions)) {
        let entry = json!({ "action": action, "because": "Nobody does it here." });
        plot.add(layer, draw, "withdraw", entry);
    }
}

fn mark_safety(plot: &mut Plot, layer: usize, draw: &mut Draw) {
    let mut facts = plot.below("facts", layer);
    facts.retain(|fact| fact["safety"] != true && !is_named(plot, "safety", "fact", fact));
    for fact in ids(&draw.each(12, &facts)) {
        let entry = json!({ "fact": fact, "because": "It matters to us." });
        plot.add(layer, draw, "safety", entry);
    }
}

/// Only terms made before it are named in a term, restated or not, so there is no circle.
fn restate_terms(plot: &mut Plot, layer: usize, draw: &mut Draw) {
    for term in ids(&draw.each(40, &plot.below("terms", layer))) {
        let Sight { facts, mut terms } = plot.sight(layer);
        terms.truncate(terms.iter().position(|each| *each == term).unwrap_or(0));
        let when = condition(draw, &Sight { facts, terms }, 1);
        let because = "We draw the line elsewhere.";
        let entry = json!({ "id": term, "replaces": true, "because": because, "when": when });
        plot.add(layer, draw, "terms", entry);
    }
}

/// Those that no rule of law or ethics demands, here or below.
fn reword_actions(plot: &mut Plot, layer: usize, draw: &mut Draw) {
    let mut actions = plot.below("actions", layer);
    let rules = plot.seen("rules", layer);
    actions.retain(|action| {
        !is_named(plot, "withdraw", "action", action)
            && !rules.iter().any(|rule| is_demanded_by_law(rule, id(action)))
    });
    for action in ids(&draw.each(30, &actions)) {
        let text = format!("Halt {action} on layer {layer}.");
        let entry = json!({ "id": action, "replaces": true, "because": "We say it so.", "text": text });
        plot.add(layer, draw, "actions", entry);
    }
}

/// What law or ethics below demand, no action of the layer covers.
fn uncover_demands(plot: &mut Plot, layer: usize) {
    let below: Vec<Value> = plot.below("rules", layer).into_iter().cloned().collect();
    plot.uncover(layer, |action| below.iter().any(|rule| is_demanded_by_law(rule, action)));
}

fn is_demanded_by_law(rule: &Value, action: &str) -> bool {
    let demands = ["must", "should", "must_not", "should_not"];
    let is_high = matches!(text(rule, "authority"), "law" | "ethics_code");
    is_high && demands.iter().any(|demand| names(rule, demand, action))
}

/// Says each rule of the layer twice: leaving one of the two out changes nothing, so that what is looser is so by either.
fn double_rules(plot: &mut Plot, layer: usize, draw: &mut Draw) {
    let own: Vec<Value> = plot.own("rules", layer).into_iter().cloned().collect();
    for mut rule in own.into_iter().filter(|rule| rule.get("replaces").is_none()) {
        rule["id"] = format!("{}-too", id(&rule)).into();
        plot.add(layer, draw, "rules", rule);
    }
}

/// Some of what the layer itself states and withdraws.
fn may_relax(plot: &Plot, layer: usize, draw: &mut Draw) -> Value {
    let because = "Ours are not like that.";
    let share = draw.pick(&[30, 100, 0]);
    let entry = |kind: &str, name: &Value| json!({ kind: name, "because": because });
    let mut entries = Vec::new();
    for rule in draw.each(share, &plot.own("rules", layer)) {
        entries.push(entry("rule", &rule["id"]));
    }
    for withdrawal in draw.each(share, &plot.own("withdraw", layer)) {
        let kind = if withdrawal.get("action").is_some() { "action" } else { "rule" };
        entries.push(entry(kind, &withdrawal[kind]));
    }
    let mut terms = plot.own("terms", layer);
    terms.retain(|term| term.get("replaces").is_some());
    for term in draw.each(share, &terms) {
        entries.push(entry("term", &term["id"]));
    }
    if plot.states(layer, "otherwise") && draw.chance(25) {
        entries.push(entry("otherwise", &true.into()));
    }
    entries.into()
}

/// Whether some entry of a list already names this.
fn is_named(plot: &Plot, field: &str, key: &str, named: &Value) -> bool {
    let entries = plot.all(field);
    entries.iter().any(|entry| entry[key] == id(named))
}

fn ids(entries: &[&Value]) -> Vec<String> {
    entries.iter().map(|entry| id(entry).to_owned()).collect()
}
