//! A synthetic rule set, and its situations, as this library reads them.

use super::{Condition, Fact, Kind, OTHERWISE, Rule, RuleSet, STANCES, Situation, Test, Vote};
use serde_json::{Map, Value, json};

/// The rule set as a document.
pub fn document(set: &RuleSet) -> String {
    let facts: Vec<Value> = set.facts.iter().map(fact).collect();
    let actions: Vec<Value> = (0..set.actions).map(action).collect();
    let rules: Vec<Value> = set.rules.iter().map(|each| rule(set, each)).collect();
    json!({
        "format": 1, "id": "synthetic.rules", "version": "1.0.0", "title": "Synthetic rules",
        "otherwise": { "stance": STANCES[OTHERWISE], "because": "Silence is not permission." },
        "facts": facts, "actions": actions, "rules": rules,
    })
    .to_string()
}

/// A situation as JSON.
pub fn situation(set: &RuleSet, situation: &Situation) -> Value {
    let mut groups: Map<String, Value> = Map::new();
    for (fact, known) in set.facts.iter().zip(situation) {
        if let Some(known) = known {
            let group = groups.entry(fact.group.clone()).or_insert_with(|| json!({}));
            group[&fact.name] = value(fact.kind, *known);
        }
    }
    Value::Object(groups)
}

/// The name of an option.
pub fn option(number: u64) -> String {
    format!("option_{number}")
}

fn id(fact: &Fact) -> String {
    format!("{}.{}", fact.group, fact.name)
}

fn value(kind: Kind, value: u64) -> Value {
    match kind {
        Kind::Flag => (value == 1).into(),
        Kind::Choice(_) | Kind::Scale(_) => option(value).into(),
        Kind::Count => value.into(),
        Kind::Several(options) => (0..options).filter(|bit| value >> bit & 1 == 1).map(option).collect(),
    }
}

fn fact(fact: &Fact) -> Value {
    let (kind, options) = match fact.kind {
        Kind::Flag => ("flag", 0),
        Kind::Choice(options) => ("choice", options),
        Kind::Scale(options) => ("scale", options),
        Kind::Count => ("count", 0),
        Kind::Several(options) => ("several", options),
    };
    let mut written = json!({ "id": id(fact), "kind": kind, "ask": format!("What of {}?", fact.name) });
    if options > 0 {
        let options =
            (0..options).map(|number| json!({ "id": option(number), "label": format!("Option {number}") }));
        written["options"] = options.collect();
    }
    if fact.kind == Kind::Count {
        written["min"] = 0.into();
        written["max"] = 40.into();
    }
    written
}

fn action(number: usize) -> Value {
    let moment = ["in_the_moment", "after_session", "before_next_session"][number % 3];
    json!({ "id": format!("action_{number}"), "moment": moment, "text": format!("Do the thing that is called {number}.") })
}

fn rule(set: &RuleSet, rule: &Rule) -> Value {
    let mut written = json!({
        "id": rule.id, "title": format!("What {} says of its topic", rule.id), "when": condition(set, &rule.when),
        "because": "Because what is done here is felt by everybody in the room, and is not easily taken back.",
        "authority": "guidance", "strength": "conditional", "certainty": "low",
    });
    match rule.vote {
        Vote::Permits(stance) => written["permits"] = STANCES[stance].into(),
        Vote::AtLeast(stance) => written["at_least"] = STANCES[stance].into(),
        Vote::Duty => {}
    }
    if !rule.actions.is_empty() {
        written["should"] = rule.actions.iter().map(|action| format!("action_{action}")).collect();
    }
    if !rule.overrides.is_empty() {
        written["overrides"] = rule.overrides.iter().map(|&other| set.rules[other].id.clone()).collect();
    }
    written
}

fn condition(set: &RuleSet, condition: &Condition) -> Value {
    let list = |parts: &[Condition]| parts.iter().map(|part| self::condition(set, part)).collect::<Value>();
    match condition {
        Condition::All(parts) => json!({ "all": list(parts) }),
        Condition::Any(parts) => json!({ "any": list(parts) }),
        Condition::None(parts) => json!({ "none": list(parts) }),
        Condition::Test(number, test) => {
            let fact = &set.facts[*number];
            let code = |number: u64| value(fact.kind, number);
            let test = match test {
                Test::Is(wanted) => code(*wanted),
                Test::OneOf(wanted) => wanted.iter().map(|&each| code(each)).collect(),
                Test::AtLeast(least) => json!({ "at_least": code(*least) }),
                Test::AtMost(most) => json!({ "at_most": code(*most) }),
                Test::Includes(bits) => json!({ "includes": option(u64::from(bits.trailing_zeros())) }),
            };
            json!({ id(fact): test })
        }
    }
}
