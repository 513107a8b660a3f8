//! Conditions in the words of each engine. Facts are `f0`, `f1`, … of one flat object.

use crate::synthetic::{Condition, Kind, RuleSet, Test};
use serde_json::{Value, json};

/// How an engine writes expressions.
pub struct Dialect {
    pub and: &'static str,
    pub or: &'static str,
    pub not: &'static str,
    /// What stands before the name of a fact.
    pub fact: &'static str,
    pub includes: fn(fact: &str, option: &str) -> String,
    pub one_of: fn(fact: &str, options: &[String]) -> String,
}

pub const CEL: Dialect = Dialect {
    and: " && ",
    or: " || ",
    not: "!",
    fact: "",
    includes: |fact, option| format!("{option} in {fact}"),
    one_of: |fact, options| format!("{fact} in [{}]", options.join(", ")),
};

pub const CEDAR: Dialect = Dialect {
    fact: "context.",
    includes: |fact, option| format!("{fact}.contains({option})"),
    one_of: |fact, options| format!("[{}].contains({fact})", options.join(", ")),
    ..CEL
};

pub const ZEN: Dialect = Dialect { and: " and ", or: " or ", not: "not ", ..CEL };

/// A condition as an expression.
pub fn expression(set: &RuleSet, condition: &Condition, dialect: &Dialect) -> String {
    let join = |parts: &[Condition], by: &str| {
        parts.iter().map(|part| expression(set, part, dialect)).collect::<Vec<_>>().join(by)
    };
    match condition {
        Condition::All(parts) => format!("({})", join(parts, dialect.and)),
        Condition::Any(parts) => format!("({})", join(parts, dialect.or)),
        Condition::None(parts) => format!("{}({})", dialect.not, join(parts, dialect.or)),
        Condition::Test(fact, test) => {
            let kind = set.facts[*fact].kind;
            let name = format!("{}f{fact}", dialect.fact);
            match test {
                Test::Is(wanted) => format!("{name} == {}", literal(kind, *wanted)),
                Test::OneOf(wanted) => {
                    let options: Vec<String> = wanted.iter().map(|&each| literal(kind, each)).collect();
                    (dialect.one_of)(&name, &options)
                }
                Test::AtLeast(least) => format!("{name} >= {least}"),
                Test::AtMost(most) => format!("{name} <= {most}"),
                Test::Includes(bits) => (dialect.includes)(&name, &option(u64::from(bits.trailing_zeros()))),
            }
        }
    }
}

/// A value as it is written in expressions; scales are whole numbers, which engines can compare.
pub fn literal(kind: Kind, value: u64) -> String {
    match kind {
        Kind::Flag => (value == 1).to_string(),
        Kind::Choice(_) => option(value),
        _ => value.to_string(),
    }
}

fn option(number: u64) -> String {
    format!("\"option_{number}\"")
}

/// A value as JSON, scales as whole numbers.
pub fn value(kind: Kind, value: u64) -> Value {
    match kind {
        Kind::Flag => (value == 1).into(),
        Kind::Choice(_) => format!("option_{value}").into(),
        Kind::Scale(_) | Kind::Count => value.into(),
        Kind::Several(options) => {
            (0..options).filter(|bit| value >> bit & 1 == 1).map(|number| format!("option_{number}")).collect()
        }
    }
}

/// A condition as `JSONLogic`.
pub fn json_logic(set: &RuleSet, condition: &Condition) -> Value {
    let list = |parts: &[Condition]| parts.iter().map(|part| json_logic(set, part)).collect::<Value>();
    match condition {
        Condition::All(parts) => json!({ "and": list(parts) }),
        Condition::Any(parts) => json!({ "or": list(parts) }),
        Condition::None(parts) => json!({ "!": { "or": list(parts) } }),
        Condition::Test(fact, test) => {
            let kind = set.facts[*fact].kind;
            let name = json!({ "var": format!("f{fact}") });
            match test {
                Test::Is(wanted) => json!({ "===": [name, value(kind, *wanted)] }),
                Test::OneOf(wanted) => {
                    json!({ "in": [name, wanted.iter().map(|&each| value(kind, each)).collect::<Value>()] })
                }
                Test::AtLeast(least) => json!({ ">=": [name, least] }),
                Test::AtMost(most) => json!({ "<=": [name, most] }),
                Test::Includes(bits) => json!({ "in": [format!("option_{}", bits.trailing_zeros()), name] }),
            }
        }
    }
}

/// The rules in Rego: a set of the numbers of those that apply. What negation or alternatives need is a rule of its own.
pub fn rego(set: &RuleSet) -> String {
    let mut policy = String::from("package rules\nimport rego.v1\n");
    let mut helpers = String::new();
    for (number, rule) in set.rules.iter().enumerate() {
        let lines = rego_lines(set, &rule.when, &mut helpers, &format!("h{number}")).join("\n  ");
        policy.push_str(&format!("applicable contains {number} if {{\n  {lines}\n}}\n"));
    }
    policy + helpers.as_str()
}

fn rego_lines(set: &RuleSet, condition: &Condition, helpers: &mut String, name: &str) -> Vec<String> {
    let mut alternatives = |parts: &[Condition], helpers: &mut String| {
        let name = format!("{name}_{}", helpers.len());
        for part in parts {
            let lines = rego_lines(set, part, helpers, &name).join("\n  ");
            helpers.push_str(&format!("{name} if {{\n  {lines}\n}}\n"));
        }
        name
    };
    match condition {
        Condition::All(parts) => parts
            .iter()
            .enumerate()
            .flat_map(|(part, each)| rego_lines(set, each, helpers, &format!("{name}_{part}")))
            .collect(),
        Condition::Any(parts) => vec![alternatives(parts, helpers)],
        Condition::None(parts) => vec![format!("not {}", alternatives(parts, helpers))],
        Condition::Test(..) => {
            const REGO: Dialect = Dialect {
                fact: "input.",
                one_of: |fact, options| format!("{fact} in {{{}}}", options.join(", ")),
                ..CEL
            };
            vec![expression(set, condition, &REGO)]
        }
    }
}
