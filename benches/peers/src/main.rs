//! The same rules given to this library, to other engines, and to generated plain Rust: in one run, as ratios.
//!
//! ```sh
//! cd benches/peers && cargo run --release
//! ```
//!
//! Before anything is timed, each has to find the same rules in the same situations as the plain way of reading them.
//!
//! Generated Rust and this library's verdicts are asked about a few thousand situations in turn: of a hundred, asked again
//! and again, the processor learns by heart which way every branch goes, and both can take half the time. What takes
//! microseconds is asked about the first hundred of the same situations.
//! Peers say which rules apply; generated Rust and this library also let rules set others aside, and weigh the stance.

#[path = "../../synthetic/mod.rs"]
mod synthetic;
mod expression;
mod ours;
mod peers;
mod picture;
mod plain;
mod sizes;

use ours::Ours;
use peers::{PEERS, Peer};
use std::hint::black_box;
use std::time::{Duration, Instant};
use synthetic::{Outcome, RuleSet, Situation};

/// How many situations are asked about where an answer takes microseconds.
const SITUATIONS: usize = 100;

/// How many where it takes less.
const MANY: usize = 2048;

/// Nanoseconds a situation.
#[derive(Clone, Copy, Default)]
struct Cost {
    prepared: f64,
    from_text: f64,
    /// Reading alone.
    parse: f64,
}

fn main() {
    let mut lines: Vec<picture::Line> = Vec::new();
    let mut draw = |name: &str, rules: usize, cost: f64| match lines.iter_mut().find(|line| line.name == name) {
        Some(line) => line.points.push((rules, cost)),
        None => lines.push(picture::Line { name: name.to_owned(), points: vec![(rules, cost)] }),
    };
    for (rules, facts) in sizes::SIZES {
        let set = synthetic::rule_set(rules, facts);
        let many = synthetic::situations(&set, MANY, 0);
        let situations = &many[..SITUATIONS];
        let outcomes: Vec<Outcome> = situations.iter().map(|each| synthetic::judge(&set, each)).collect();
        let texts: Vec<String> = situations.iter().map(|each| flat(&set, each)).collect();
        println!("\n## {rules} rules x {facts} facts\n");
        let applicable: usize = outcomes.iter().map(|outcome| outcome.applicable.len()).sum();
        println!("{:.1} rules apply in a situation.\n", applicable as f64 / SITUATIONS as f64);
        println!("| engine | load, ms | prepared, ns | JSON, ns |\n|---|---|---|---|");
        let mut fastest = Cost { prepared: f64::MAX, from_text: f64::MAX, parse: 0.0 };
        for (name, compile) in PEERS {
            let start = Instant::now();
            let Some(mut peer) = compile(&set) else {
                println!("| {name} | refuses | | |");
                continue;
            };
            let load = start.elapsed();
            check(name, peer.as_mut(), &texts, &outcomes);
            let cost = peer_cost(peer.as_mut(), &texts);
            fastest.prepared = fastest.prepared.min(cost.prepared);
            fastest.from_text = fastest.from_text.min(cost.from_text);
            row(name, Some(load), cost);
            draw(name, rules, cost.prepared);
        }
        let plain = match rules {
            60 => plain_cost!(rules_60, &set, &many, &outcomes),
            600 => plain_cost!(rules_600, &set, &many, &outcomes),
            _ => plain_cost!(rules_6000, &set, &many, &outcomes),
        };
        row("generated Rust", None, plain);
        draw("generated Rust", rules, plain.prepared);
        let mut ours = Ours::new(&set);
        ours.check(&set, situations, &outcomes);
        let measured = ours.measure(&set);
        for (name, cost) in measured.lines() {
            draw(name, rules, cost);
        }
        measured.print(fastest.prepared, fastest.from_text, plain.prepared, plain.parse);
    }
    std::fs::write("../../docs/performance.svg", picture::svg(&lines)).expect("the picture can be written");
}

/// A situation as one flat object.
fn flat(set: &RuleSet, situation: &Situation) -> String {
    let facts = set.facts.iter().zip(situation).enumerate();
    let values = facts.filter_map(|(number, (fact, value))| {
        Some((format!("f{number}"), expression::value(fact.kind, (*value)?)))
    });
    serde_json::Value::Object(values.collect()).to_string()
}

fn check(name: &str, peer: &mut dyn Peer, texts: &[String], outcomes: &[Outcome]) {
    peer.prepare(texts);
    for (situation, outcome) in outcomes.iter().enumerate() {
        let mut found = peer.decide(situation);
        found.sort_unstable();
        assert_eq!(found, outcome.applicable, "{name} finds other rules");
    }
}

fn peer_cost(peer: &mut dyn Peer, texts: &[String]) -> Cost {
    peer.prepare(texts);
    let prepared = time(texts.len(), |situation| drop(black_box(peer.decide(situation))));
    let from_text = time(texts.len(), |situation| drop(black_box(peer.from_text(&texts[situation]))));
    Cost { prepared, from_text, parse: 0.0 }
}

/// Checks and times the plain Rust of one size.
#[macro_export]
macro_rules! plain_cost {
    ($rules:ident, $set:expr, $situations:expr, $outcomes:expr) => {{
        use $crate::plain::$rules::{Facts, decide};
        let texts: Vec<String> = $situations.iter().map(|each| $crate::plain_text($set, each)).collect();
        let facts: Vec<Facts> =
            texts.iter().map(|text| serde_json::from_str(text).expect("it is a situation")).collect();
        let mut ids = Vec::new();
        for (facts, outcome) in facts.iter().zip($outcomes) {
            ids.clear();
            let stance = decide(facts, &mut ids);
            let mut found: Vec<usize> = ids.iter().map(|&id| id as usize).collect();
            found.sort_unstable();
            assert_eq!((found, usize::from(stance)), (outcome.standing.clone(), outcome.stance), "generated Rust");
        }
        let prepared = $crate::time(facts.len(), |situation| {
            ids.clear();
            std::hint::black_box(decide(&facts[situation], &mut ids));
            std::hint::black_box(&ids);
        });
        let from_text = $crate::time(texts.len(), |situation| {
            let facts: Facts = serde_json::from_str(&texts[situation]).expect("it is a situation");
            ids.clear();
            std::hint::black_box(decide(&facts, &mut ids));
        });
        let parse = $crate::time(texts.len(), |situation| {
            std::hint::black_box(serde_json::from_str::<Facts>(&texts[situation]).expect("it is a situation"));
        });
        $crate::Cost { prepared, from_text, parse }
    }};
}

/// A situation as plain Rust reads it: options by name.
fn plain_text(set: &RuleSet, situation: &Situation) -> String {
    let facts = set.facts.iter().zip(situation).enumerate();
    let values = facts.filter_map(|(number, (fact, value))| {
        let value = match fact.kind {
            synthetic::Kind::Scale(_) => format!("option_{}", (*value)?).into(),
            kind => expression::value(kind, (*value)?),
        };
        Some((format!("f{number}"), value))
    });
    serde_json::Value::Object(values.collect()).to_string()
}

fn row(name: &str, load: Option<Duration>, cost: Cost) {
    let load = load.map(|load| format!("{:.1}", load.as_secs_f64() * 1e3)).unwrap_or_default();
    println!("| {name} | {load} | {:.0} | {:.0} |", cost.prepared, cost.from_text);
}

/// The least time of several rounds, a situation: what is slower was disturbed.
pub fn time(situations: usize, mut work: impl FnMut(usize)) -> f64 {
    let mut least = f64::MAX;
    let started = Instant::now();
    let mut rounds = 0;
    while rounds < 3 || (started.elapsed() < Duration::from_millis(600) && rounds < 2000) {
        let start = Instant::now();
        (0..situations).for_each(&mut work);
        least = least.min(start.elapsed().as_nanos() as f64 / situations as f64);
        rounds += 1;
    }
    least
}
