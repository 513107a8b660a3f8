//! This library on the same rules.

use crate::synthetic::{self, Outcome, RuleSet, STANCES, Situation};
use crate::{MANY, SITUATIONS, time};
use demeanor::{Document, Guideline, LiveSituation};
use std::hint::black_box;
use std::time::Instant;

/// The rules, compiled.
pub struct Ours {
    guideline: Guideline,
    load: f64,
}

/// What was measured, nanoseconds a situation but for the load.
pub struct Measured {
    load: f64,
    bytes: usize,
    verdict: f64,
    verdict_complete: f64,
    stance: f64,
    guidance: f64,
    guidance_partial: f64,
    json: f64,
    record: f64,
}

impl Ours {
    pub fn new(set: &RuleSet) -> Ours {
        let text = synthetic::document(set);
        let mut load = f64::MAX;
        let mut built = None;
        for _ in 0..3 {
            let start = Instant::now();
            let guideline = Guideline::build_unproved([Document::new("rules.json", text.clone())]);
            load = load.min(start.elapsed().as_secs_f64() * 1e3);
            built = Some(guideline.unwrap_or_else(|rejected| panic!("{rejected}")));
        }
        Ours { guideline: built.expect("it was built"), load }
    }

    fn situation(&self, set: &RuleSet, situation: &Situation) -> demeanor::Situation {
        let given = synthetic::situation(set, situation);
        self.guideline.situation(&given).unwrap_or_else(|rejected| panic!("{rejected}"))
    }

    pub fn check(&mut self, set: &RuleSet, situations: &[Situation], outcomes: &[Outcome]) {
        let ids: Vec<String> = self.guideline.rules().map(|card| card.rule.to_string()).collect();
        for (situation, outcome) in situations.iter().zip(outcomes) {
            let ruling = self.situation(set, situation).ruling();
            let mut found: Vec<&str> = ruling.standing().map(|rule| ids[rule].as_str()).collect();
            let mut wanted: Vec<&str> = outcome.standing.iter().map(|&rule| set.rules[rule].id.as_str()).collect();
            found.sort_unstable();
            wanted.sort_unstable();
            assert_eq!((found, ruling.stance().id()), (wanted, STANCES[outcome.stance]), "this library");
        }
    }

    pub fn measure(&self, set: &RuleSet) -> Measured {
        let complete = synthetic::situations(set, MANY, 0);
        let partial = synthetic::situations(set, MANY, 15);
        let given = |all: &[Situation]| -> Vec<demeanor::Situation> {
            all.iter().map(|each| self.situation(set, each)).collect()
        };
        let (complete_given, partial_given) = (given(&complete), given(&partial));
        let live = |all: &[demeanor::Situation]| -> Vec<LiveSituation> { all.iter().map(demeanor::Situation::live).collect() };
        let (mut complete_live, mut partial_live) = (live(&complete_given), live(&partial_given));
        let texts: Vec<String> = complete.iter().map(|each| synthetic::situation(set, each).to_string()).collect();
        let mut ids = Vec::new();
        let mut ruling = self.guideline.empty_situation().ruling();
        let mut verdict = |live: &mut [LiveSituation]| {
            time(MANY, |each| {
                live[each].ruling_into(&mut ruling);
                ruling.list_standing(&mut ids);
                black_box((&ids, ruling.stance()));
            })
        };
        let mut record = self.guideline.empty_situation().live();
        Measured {
            load: self.load,
            bytes: self.guideline.row_bytes(),
            verdict: verdict(&mut partial_live),
            verdict_complete: verdict(&mut complete_live),
            stance: time(SITUATIONS, |each| _ = black_box(partial_live[each].stance())),
            guidance: time(SITUATIONS, |each| drop(black_box(complete_given[each].guidance()))),
            guidance_partial: time(SITUATIONS, |each| drop(black_box(partial_given[each].guidance()))),
            record: time(MANY, |each| {
                record.read(&texts[each]).expect("it is a situation");
                black_box(record.stance());
            }),
            json: time(SITUATIONS, |each| {
                let situation = self.guideline.situation_from_json(&texts[each]).expect("it is a situation");
                black_box(situation.guidance_json());
            }),
        }
    }
}

impl Measured {
    /// What the picture shows.
    pub fn lines(&self) -> [(&'static str, f64); 2] {
        [("demeanor, verdict", self.verdict), ("demeanor, guidance", self.guidance)]
    }

    /// Prints what it costs, and the ratios to the fastest peer and to generated Rust.
    pub fn print(&self, peer: f64, peer_json: f64, plain: f64, parse: f64) {
        println!("| demeanor | {:.1} | {:.0} | {:.0} |\n", self.load, self.verdict, self.json);
        println!("| work | ns | ratio |\n|---|---|---|");
        let line = |work: &str, cost: f64, ratio: f64, to: &str| println!("| {work} | {cost:.0} | {ratio:.1}x {to} |");
        line("verdict of a partial situation, ids included", self.verdict, plain / self.verdict, "generated Rust");
        line("the same", self.verdict, peer / self.verdict, "the fastest peer");
        line("verdict of a complete situation, ids included", self.verdict_complete, plain / self.verdict_complete, "generated Rust");
        line("stance of a partial situation", self.stance, peer / self.stance, "the fastest peer");
        line("guidance of a complete situation", self.guidance, peer / self.guidance, "the fastest peer");
        line("guidance of a partial situation", self.guidance_partial, self.guidance_partial / self.guidance, "of a complete one (cost)");
        line("JSON to guidance as JSON", self.json, peer_json / self.json, "the fastest peer's JSON to ids");
        line("a recorded situation, from JSON to its stance", self.record, self.record / parse, "serde_json into a plain struct (cost)");
        println!("| bytes of rows | {} | |", self.bytes);
        println!("| load, without proofs, ms | {:.1} | |", self.load);
    }
}
