//! What answers cost: on synthetic rule sets of several sizes, and on the guideline that ships with its own cases.
//!
//! ```sh
//! cargo bench --bench answers             # all of it
//! cargo bench --bench answers -- verdict  # what has `verdict` in its name
//! ```
//!
//! Times are of one situation or one load, whichever the name says. What counts is the ratio of two of them in one run.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a benchmark fails by panicking")]

mod synthetic;

use demeanor::{Change, Document, Guidance, Guideline, LiveSituation, Situation};
use divan::{Bencher, black_box};
use std::cell::Cell;
use std::sync::LazyLock;

fn main() {
    divan::main();
}

/// Rules and facts.
const SIZES: [(usize, usize); 3] = [(60, 40), (600, 60), (6000, 100)];

/// The share of facts that are unknown, in a hundred.
const UNKNOWN: [u64; 4] = [0, 15, 50, 90];

/// Situations that are asked about in turn.
const SITUATIONS: usize = 64;

fn build((rules, facts): (usize, usize)) -> Guideline {
    let document = Document::new("rules.json", synthetic::document(&synthetic::rule_set(rules, facts)));
    Guideline::build_unproved([document]).expect("the rules build")
}

fn texts((rules, facts): (usize, usize), unknown: u64) -> Vec<String> {
    let set = synthetic::rule_set(rules, facts);
    let situations = synthetic::situations(&set, SITUATIONS, unknown);
    situations.iter().map(|situation| synthetic::situation(&set, situation).to_string()).collect()
}

fn situations(guideline: &Guideline, size: (usize, usize), unknown: u64) -> Vec<Situation> {
    let read = |text: &String| guideline.situation_from_json(text).expect("it is a situation");
    texts(size, unknown).iter().map(read).collect()
}

/// Takes one after the other, again and again.
fn each<'a, T>(list: &'a [T]) -> impl Fn() -> &'a T {
    let next = Cell::new(0);
    move || {
        next.set((next.get() + 1) % list.len());
        &list[next.get()]
    }
}

fn by_size_and_unknown() -> impl Iterator<Item = ((usize, usize), u64)> {
    SIZES.into_iter().flat_map(|size| UNKNOWN.map(|unknown| (size, unknown)))
}

/// The verdict with the numbers of the rules that stand, by size and share of unknown facts.
#[divan::bench(args = by_size_and_unknown().collect::<Vec<_>>())]
fn verdict(bencher: Bencher<'_, '_>, &(size, unknown): &((usize, usize), u64)) {
    verdicts(bencher, &build(size), size, unknown);
}

/// The same as the number of facts grows.
#[divan::bench(args = [20, 40, 60, 100, 200])]
fn verdict_by_facts(bencher: Bencher<'_, '_>, facts: usize) {
    verdicts(bencher, &build((6000, facts)), (6000, facts), 15);
}

fn verdicts(bencher: Bencher<'_, '_>, guideline: &Guideline, size: (usize, usize), unknown: u64) {
    let mut live: Vec<LiveSituation> =
        situations(guideline, size, unknown).iter().map(Situation::live).collect();
    let (mut next, mut rules, mut ruling) = (0, Vec::new(), guideline.empty_situation().ruling());
    bencher.bench_local(|| {
        next = (next + 1) % live.len();
        live[next].ruling_into(&mut ruling);
        ruling.list_standing(&mut rules);
        black_box(&rules);
        black_box(ruling.stance())
    });
}

/// One fact changes, and the stance is asked again.
#[divan::bench]
fn change_and_stance(bencher: Bencher<'_, '_>) {
    let guideline = Guideline::standard();
    let made = |emotion: &str| guideline.change("expression.emotion", emotion).expect("it is an option");
    let changes: [Change; 2] = [made("sadness"), made("anger")];
    let mut live = guideline.empty_situation().live();
    let mut next = 0;
    bencher.bench_local(|| {
        next += 1;
        live.make(changes[next % 2]).expect("they are of one guideline");
        live.stance()
    });
}

/// Guidance, by size and share of unknown facts.
#[divan::bench(args = by_size_and_unknown().collect::<Vec<_>>(), sample_size = 1, sample_count = 200)]
fn guidance(bencher: Bencher<'_, '_>, &(size, unknown): &((usize, usize), u64)) {
    let guideline = build(size);
    let situations = situations(&guideline, size, unknown);
    let next = each(&situations);
    bencher.bench_local(|| next().guidance());
}

/// From JSON to guidance as JSON.
#[divan::bench(args = SIZES, sample_size = 1, sample_count = 200)]
fn json_to_json(bencher: Bencher<'_, '_>, size: (usize, usize)) {
    let (guideline, texts) = (build(size), texts(size, 0));
    let next = each(&texts);
    bencher.bench_local(|| {
        let situation = guideline.situation_from_json(next()).expect("it is a situation");
        situation.guidance_json()
    });
}

/// Parse, check and compile, without proofs.
#[divan::bench(args = SIZES, sample_size = 1, sample_count = 10)]
fn load(bencher: Bencher<'_, '_>, (rules, facts): (usize, usize)) {
    let text = synthetic::document(&synthetic::rule_set(rules, facts));
    bencher
        .with_inputs(|| Document::new("rules.json", text.clone()))
        .bench_local_values(|document| Guideline::build_unproved([document]).expect("the rules build"));
}

/// The guideline that ships.
mod standard {
    use super::{Bencher, Document, Guidance, Guideline, LazyLock, Situation, each};

    static CASES: LazyLock<Vec<Situation>> = LazyLock::new(|| {
        Guideline::standard()
            .run_cases()
            .map(|run| Guideline::standard().situation(&run.facts).expect("it can be"))
            .collect()
    });

    #[divan::bench]
    fn stance(bencher: Bencher<'_, '_>) {
        let mut live: Vec<_> = CASES.iter().map(Situation::live).collect();
        let mut next = 0;
        bencher.bench_local(|| {
            next = (next + 1) % live.len();
            live[next].stance()
        });
    }

    #[divan::bench]
    fn guidance(bencher: Bencher<'_, '_>) {
        let next = each(&CASES);
        bencher.bench_local(|| next().guidance());
    }

    #[divan::bench]
    fn text(bencher: Bencher<'_, '_>) {
        let guidance: Vec<Guidance> = CASES.iter().map(Situation::guidance).collect();
        let next = each(&guidance);
        bencher.bench_local(|| next().to_string());
    }

    #[divan::bench(sample_size = 1, sample_count = 5)]
    fn load_without_proofs(bencher: Bencher<'_, '_>) {
        bencher.bench_local(|| Guideline::build_unproved(Document::standard()).expect("it builds"));
    }

    #[divan::bench(sample_size = 1, sample_count = 5)]
    fn load_with_proofs(bencher: Bencher<'_, '_>) {
        bencher.bench_local(|| Guideline::build(Document::standard()).expect("it builds"));
    }
}
