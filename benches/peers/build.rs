//! Writes each rule set as plain Rust: what somebody would write by hand, were it not so long.

#[path = "../synthetic/mod.rs"]
mod synthetic;
#[path = "src/sizes.rs"]
mod sizes;

use std::fmt::Write;
use synthetic::{Condition, Kind, RuleSet, Test, Vote};

fn main() {
    println!("cargo::rerun-if-changed=../synthetic");
    println!("cargo::rerun-if-changed=src/sizes.rs");
    let out = std::env::var("OUT_DIR").expect("cargo sets it");
    for (rules, facts) in sizes::SIZES {
        let set = synthetic::rule_set(rules, facts);
        std::fs::write(format!("{out}/plain_{rules}.rs"), source(&set)).expect("it can be written");
    }
}

fn source(set: &RuleSet) -> String {
    let mut code = String::from("use super::{Options, Choice, options};\n#[derive(serde::Deserialize)]\npub struct Facts {\n");
    for (number, fact) in set.facts.iter().enumerate() {
        let kind = match fact.kind {
            Kind::Flag => "bool",
            Kind::Choice(_) | Kind::Scale(_) => "Choice",
            Kind::Count => "u32",
            Kind::Several(_) => "Options",
        };
        let reader = if matches!(fact.kind, Kind::Several(_)) { "#[serde(deserialize_with = \"options\")] " } else { "" };
        writeln!(code, "    {reader}pub f{number}: {kind},").expect("a string takes it");
    }
    let rules = set.rules.len();
    code.push_str("}\n");
    let order: Vec<usize> = (0..rules).rev().collect();
    let mut calls = String::new();
    for (part, chunk) in order.chunks(100).enumerate() {
        writeln!(code, "fn part_{part}(f: &Facts, s: &mut [bool; {rules}], ids: &mut Vec<u32>, p: &mut u8, l: &mut u8) {{").expect("");
        for &number in chunk {
            let rule = &set.rules[number];
            let overriding = (0..rules).filter(|&by| set.rules[by].overrides.contains(&number));
            let unless: String = overriding.map(|by| format!(" && !s[{by}]")).collect();
            let vote = match rule.vote {
                Vote::Permits(stance) => format!("*p = (*p).min({stance});"),
                Vote::AtLeast(stance) => format!("*l = (*l).max({stance});"),
                Vote::Duty => String::new(),
            };
            writeln!(
                code,
                "    if {}{unless} {{ s[{number}] = true; ids.push({number}); {vote} }}",
                condition(set, &rule.when)
            )
            .expect("");
        }
        code.push_str("}\n");
        writeln!(calls, "    part_{part}(f, &mut s, ids, &mut p, &mut l);").expect("");
    }
    writeln!(
        code,
        "pub fn decide(f: &Facts, ids: &mut Vec<u32>) -> u8 {{\n    let (mut s, mut p, mut l) = ([false; {rules}], u8::MAX, 0);\n{calls}    let base = if p == u8::MAX {{ {} }} else {{ p }};\n    base.max(l)\n}}",
        synthetic::OTHERWISE
    )
    .expect("");
    code
}

fn condition(set: &RuleSet, condition: &Condition) -> String {
    let join = |parts: &[Condition], by: &str| {
        parts.iter().map(|part| self::condition(set, part)).collect::<Vec<_>>().join(by)
    };
    match condition {
        Condition::All(parts) => format!("({})", join(parts, " && ")),
        Condition::Any(parts) => format!("({})", join(parts, " || ")),
        Condition::None(parts) => format!("!({})", join(parts, " || ")),
        Condition::Test(fact, test) => {
            let kind = set.facts[*fact].kind;
            let value = |number: u64| match kind {
                Kind::Choice(_) | Kind::Scale(_) => format!("Choice::Option{number}"),
                _ => number.to_string(),
            };
            match test {
                Test::Is(wanted) if kind == Kind::Flag => format!("{}f.f{fact}", if *wanted == 1 { "" } else { "!" }),
                Test::Is(wanted) => format!("f.f{fact} == {}", value(*wanted)),
                Test::OneOf(wanted) => {
                    let list = wanted.iter().map(|&each| value(each)).collect::<Vec<_>>().join(" | ");
                    format!("matches!(f.f{fact}, {list})")
                }
                Test::AtLeast(least) => format!("f.f{fact} >= {}", value(*least)),
                Test::AtMost(most) => format!("f.f{fact} <= {}", value(*most)),
                Test::Includes(bits) => format!("f.f{fact}.0 & {bits} != 0"),
            }
        }
    }
}
