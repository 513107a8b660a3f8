//! Random rule sets that are valid by construction, and situations to ask them about.
//!
//! proptest draws a [`Plan`]: a tape of bytes for each thing in the rule set. [`Case`] is built from it,
//! every choice reading one byte, where zero stands for the plainest. So a failure shrinks by leaving
//! things out and by making what remains plainer. Everything is small and crowded (few facts and
//! actions, many overrides), so that rules meet.

pub mod condition;
mod draw;
mod echo;
pub mod fact;
mod layer;
mod names;
mod plot;
mod replacing;
pub mod rule;
pub mod safeguard;
pub mod situation;

pub use draw::{Draw, Tape, tape, tapes};
use plot::Plot;
use proptest::prop_oneof;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestRng, TestRunner};
use serde_json::Value;
use situation::{LITTLE_OPEN, MUCH_OPEN};
use std::fmt;
use std::ops::RangeInclusive;

/// How many situations a rule set is asked about.
pub const SITUATIONS: u32 = 10;

/// The stances, laxest first.
pub const STANCES: [&str; 5] = ["welcome", "allow", "moderate", "refrain", "pause"];

/// A rule set and situations in its vocabulary.
#[derive(Clone)]
pub struct Case {
    pub documents: Vec<(String, Value)>,
    pub situations: Vec<Value>,
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (name, document) in &self.documents {
            writeln!(f, "{name}: {document:#}")?;
        }
        let mut situations = self.situations.iter();
        situations.try_for_each(|situation| writeln!(f, "situation: {situation}"))
    }
}

pub fn cases() -> impl Strategy<Value = Case> {
    // Mostly few facts, so that there are few ways to fill in those that are not known.
    let facts = prop_oneof![3 => tapes(3..=5, 24), 1 => tapes(4..=8, 24)];
    plans(1..=3, facts, (tapes(3..=14, 96), none()), none(), (SITUATIONS, MUCH_OPEN))
        .prop_map(|plan| plan.case())
}

/// Small rule sets with safeguards, and two situations.
pub fn guarded_cases() -> impl Strategy<Value = Case> {
    let plans = plans(1..=3, tapes(2..=4, 24), (tapes(2..=8, 96), none()), tapes(1..=4, 64), (2, MUCH_OPEN));
    plans.prop_map(|plan| plan.case())
}

/// Small rule sets, and situations in which little is left open.
pub fn changeable_cases() -> impl Strategy<Value = Case> {
    let plans =
        plans(1..=3, tapes(3..=6, 24), (tapes(0..=4, 96), tapes(2..=6, 96)), none(), (4, LITTLE_OPEN));
    plans.prop_map(|plan| plan.case())
}

/// Small rule sets whose upper layers may hollow out those below, and no situations.
pub fn layered_cases() -> impl Strategy<Value = Case> {
    let plans = plans(2..=3, tapes(2..=4, 24), (tapes(3..=8, 96), none()), none(), (0, MUCH_OPEN));
    plans.prop_map(|plan| Plan { is_hollowing: true, ..plan }.case())
}

/// Small rule sets in which rules say what others say and facts promise, and no situations.
pub fn echoing_cases() -> impl Strategy<Value = Case> {
    let plans = plans(
        1..=2,
        tapes(2..=4, 24),
        (tapes(3..=7, 96), tapes(0..=2, 96)),
        tapes(0..=1, 64),
        (0, MUCH_OPEN),
    );
    (plans, tape(96)).prop_map(|(plan, echoes)| {
        let mut case = plan.case();
        echo::add_echoes(&mut case.documents, &mut Draw::new(&echoes));
        case
    })
}

/// Runs a property over as many inputs, always the same ones unless `DEMEANOR_SEED` (a number) is set.
pub fn for_all<S: Strategy>(inputs: u32, strategy: &S, property: impl Fn(S::Value) -> TestCaseResult) {
    for_all_large(inputs, 20_000, strategy, property);
}

/// The same where judging one takes long, so that fewer attempts to make a failure smaller have to do.
pub fn for_all_large<S: Strategy>(
    inputs: u32,
    shrinking: u32,
    strategy: &S,
    property: impl Fn(S::Value) -> TestCaseResult,
) {
    let config =
        Config { cases: inputs, failure_persistence: None, max_shrink_iters: shrinking, ..Config::default() };
    let outcome = TestRunner::new_with_rng(config, random()).run(strategy, property);
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

fn random() -> TestRng {
    let seed = std::env::var("DEMEANOR_SEED")
        .map_or(0, |text| text.parse::<u64>().expect("DEMEANOR_SEED is a number"));
    let seed = seed.to_le_bytes().repeat(4);
    TestRng::from_seed(RngAlgorithm::ChaCha, &seed)
}

fn none() -> impl Strategy<Value = Vec<Tape>> {
    tapes(0, 0)
}

#[derive(Clone, Debug)]
struct Plan {
    layers: Vec<Tape>,
    names: Tape,
    facts: Vec<Tape>,
    /// Of each upper layer, for what it refines.
    refinements: Vec<Tape>,
    sources: Vec<Tape>,
    actions: Vec<Tape>,
    terms: Vec<Tape>,
    rules: Vec<Tape>,
    /// Rules that rest on several facts at once.
    deep_rules: Vec<Tape>,
    impossible: Vec<Tape>,
    safeguards: Vec<Tape>,
    situations: Vec<Tape>,
    open: [u32; 6],
    is_hollowing: bool,
}

fn plans(
    layers: RangeInclusive<usize>,
    facts: impl Strategy<Value = Vec<Tape>>,
    rules: (impl Strategy<Value = Vec<Tape>>, impl Strategy<Value = Vec<Tape>>),
    safeguards: impl Strategy<Value = Vec<Tape>>,
    (situations, open): (u32, [u32; 6]),
) -> impl Strategy<Value = Plan> {
    let vocabulary = (facts, tapes(2, 24), tapes(2..=5, 6), tapes(2..=6, 32));
    let statements = (tapes(0..=5, 48), rules, tapes(0..=3, 24), safeguards);
    let asked = tapes(situations as usize, 40);
    let shape = (tapes(layers, 256), tape(64));
    (shape, vocabulary, statements, asked).prop_map(move |(shape, vocabulary, statements, situations)| {
        let (layers, names) = shape;
        let (facts, refinements, sources, actions) = vocabulary;
        let (terms, (rules, deep_rules), impossible, safeguards) = statements;
        Plan {
            layers,
            names,
            facts,
            refinements,
            sources,
            actions,
            terms,
            rules,
            deep_rules,
            impossible,
            safeguards,
            situations,
            open,
            is_hollowing: false,
        }
    })
}

impl Plan {
    fn case(&self) -> Case {
        let plot = self.plot();
        let facts = plot.sight(plot.layers() - 1).facts;
        let tapes = self.situations.iter();
        let situations = tapes.map(|tape| situation::situation(&mut Draw::new(tape), &facts, &self.open));
        let situations = situations.collect();
        Case { documents: plot.documents(), situations }
    }

    /// Every step adds to what the later ones can name.
    fn plot(&self) -> Plot {
        let mut layers: Vec<Draw> = self.layers.iter().map(|tape| Draw::new(tape)).collect();
        let mut plot = Plot::new(&mut layers, &self.names, self.is_hollowing);
        for tape in &self.facts {
            plot.add_fact(&mut Draw::new(tape));
        }
        for (layer, tape) in (1..plot.layers()).zip(&self.refinements) {
            plot.refine(layer, &mut Draw::new(tape));
        }
        for tape in &self.sources {
            plot.add_source(&mut Draw::new(tape));
        }
        for tape in &self.actions {
            plot.add_action(&mut Draw::new(tape));
        }
        for tape in &self.terms {
            plot.add_term(&mut Draw::new(tape));
        }
        for tape in &self.rules {
            plot.add_rule(&mut Draw::new(tape), rule::rule);
        }
        for tape in &self.deep_rules {
            plot.add_rule(&mut Draw::new(tape), rule::deep_rule);
        }
        for tape in &self.impossible {
            plot.add_impossible(&mut Draw::new(tape));
        }
        for tape in &self.safeguards {
            plot.add_safeguard(&mut Draw::new(tape));
        }
        for (layer, draw) in layers.iter_mut().enumerate() {
            layer::add_own_statements(&mut plot, layer, draw);
        }
        plot
    }
}
