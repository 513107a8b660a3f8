//! What it costs to be exact about every situation: proofs at load, findings, and questions of what is not known.
//!
//! ```sh
//! cargo bench --bench proofs
//! ```
//!
//! Of the guideline that ships, and of a synthetic one of 600 rules over 60 facts with a safeguard for each of fifty limits.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a benchmark fails by panicking")]

mod synthetic;

use demeanor::analysis::FindingCode;
use demeanor::diagnostic::{Code, Limit, Limits};
use demeanor::{Document, Guideline, Kind, Situation};
use divan::Bencher;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;
use synthetic::Random;

fn main() {
    divan::main();
}

/// Situations of the shipped guideline to ask about.
const SITUATIONS: usize = 1000;

/// Situations in which ten facts are known, whichever they are, that can be.
fn of_ten_facts(guideline: &Guideline, count: usize) -> Vec<Situation> {
    let mut random = Random::new(10);
    let drawn = std::iter::repeat_with(|| {
        let mut known = Map::new();
        while known.len() < 10 {
            let fact = &guideline.facts()[random.choose(guideline.facts().len())];
            let option = |random: &mut Random| fact.options[random.choose(fact.options.len())].id.to_string();
            let value = match fact.kind {
                Kind::Flag => json!(random.chance(50)),
                Kind::Choice | Kind::Scale => json!(option(&mut random)),
                Kind::Several => json!([option(&mut random)]),
                Kind::Count => {
                    json!(fact.range.as_ref().map_or(0, |range| range.min) as usize + random.choose(20))
                }
            };
            known.insert(fact.id.to_string(), value);
        }
        guideline.situation(&Value::Object(known)).ok()
    });
    drawn.flatten().take(count).collect()
}

/// The synthetic rule set, with a safeguard for each of fifty limits: where it holds, the stance is as strict.
fn guarded() -> String {
    let text = synthetic::document(&synthetic::rule_set(600, 60));
    let mut document: Value = serde_json::from_str(&text).expect("it is JSON");
    let rules =
        document["rules"].as_array().expect("a list").iter().filter(|rule| rule["at_least"].is_string());
    let safeguards = rules.take(50).map(|rule| {
        json!({ "id": format!("guard-{}", rule["id"].as_str().expect("a name")), "when": rule["when"],
            "expect": { "at_least": rule["at_least"] }, "because": "It has to hold." })
    });
    document["safeguards"] = safeguards.collect();
    document.to_string()
}

/// A layer over it: for sixty of its rules one that asks for more under the same condition.
fn layer_of_limits() -> String {
    let document: Value = serde_json::from_str(&guarded()).expect("it is JSON");
    let rules = document["rules"].as_array().expect("a list").iter().step_by(10).take(60);
    let limits = rules.map(|rule| {
        let mut limit =
            json!({ "id": format!("local-{}", rule["id"].as_str().expect("a name")), "at_least": "refrain" });
        for field in ["title", "when", "because", "authority", "strength", "certainty"] {
            limit[field] = rule[field].clone();
        }
        limit
    });
    let limits: Value = limits.collect();
    json!({ "format": 1, "id": "synthetic.layer", "version": "1.0.0", "title": "Synthetic layer",
        "extends": { "id": "synthetic.rules", "version": "1" }, "rules": limits })
    .to_string()
}

/// How many of its safeguards stay undecided.
fn undecided(text: &str) -> usize {
    let Err(refused) = Guideline::build([Document::new("rules.json", text.to_owned())]) else { return 0 };
    refused.diagnostics().iter().filter(|diagnostic| diagnostic.code == Code::SafeguardUndecided).count()
}

mod shipped {
    use super::{Bencher, Document, Guideline, LazyLock, SITUATIONS, Situation, of_ten_facts};

    static SOME: LazyLock<Vec<Situation>> = LazyLock::new(|| of_ten_facts(Guideline::standard(), SITUATIONS));

    #[divan::bench(sample_size = 1, sample_count = 20)]
    fn build_without_proofs(bencher: Bencher<'_, '_>) {
        bencher.bench_local(|| Guideline::build_unproved(Document::standard()).expect("it builds"));
    }

    #[divan::bench(sample_size = 1, sample_count = 20)]
    fn build_with_proofs(bencher: Bencher<'_, '_>) {
        bencher.bench_local(|| Guideline::build(Document::standard()).expect("it builds"));
    }

    #[divan::bench(sample_size = 1, sample_count = 5)]
    fn findings(bencher: Bencher<'_, '_>) {
        let guideline = Guideline::standard();
        bencher.bench_local(|| assert!(guideline.findings().is_empty()));
    }

    /// Possible stances and ranked questions, with the rest of guidance: each sample is another situation of ten known facts,
    /// so that the median and the slowest are those of a thousand.
    #[divan::bench(sample_size = 1, sample_count = 1000)]
    fn guidance_with_questions(bencher: Bencher<'_, '_>) {
        let mut situations = SOME.iter().cycle();
        bencher.bench_local(|| situations.next().map(Situation::guidance));
    }
}

/// The example clinics: what it takes to prove each over the shipped guideline, all safeguards included.
mod clinics {
    use super::{Bencher, Document, Guideline};

    fn build(bencher: Bencher<'_, '_>, clinic: &'static str) {
        let documents = || Document::standard().chain([Document::new("clinic.json", clinic)]);
        bencher.bench_local(|| Guideline::build(documents()).expect("it builds"));
    }

    #[divan::bench(sample_size = 1, sample_count = 10)]
    fn riverside(bencher: Bencher<'_, '_>) {
        build(bencher, include_str!("../examples/clinics/riverside.json"));
    }

    #[divan::bench(sample_size = 1, sample_count = 10)]
    fn child_and_adolescent(bencher: Bencher<'_, '_>) {
        build(bencher, include_str!("../examples/clinics/child-and-adolescent.json"));
    }

    #[divan::bench(sample_size = 1, sample_count = 5)]
    fn crisis_line(bencher: Bencher<'_, '_>) {
        build(bencher, include_str!("../examples/clinics/crisis-line.json"));
    }
}

mod synthetic_600_by_60 {
    use super::{
        Bencher, Document, FindingCode, Guideline, Limit, Limits, guarded, layer_of_limits, synthetic,
        undecided,
    };

    /// A second layer of sixty limits.
    #[divan::bench(sample_size = 1, sample_count = 3)]
    fn layer(bencher: Bencher<'_, '_>) {
        let documents =
            || [Document::new("rules.json", guarded()), Document::new("layer.json", layer_of_limits())];
        bencher.bench_local(|| Guideline::build(documents()));
    }

    /// All fifty safeguards are decided: most are kept, and some are broken by rules that set the limit aside.
    #[divan::bench(sample_size = 1, sample_count = 3)]
    fn safeguards(bencher: Bencher<'_, '_>) {
        let text = guarded();
        assert_eq!(undecided(&text), 0, "safeguards are undecided");
        bencher.bench_local(|| Guideline::build([Document::new("rules.json", text.clone())]));
    }

    /// More is asked than the steps that are allowed by default suffice for.
    #[divan::bench(sample_size = 1, sample_count = 3)]
    fn findings(bencher: Bencher<'_, '_>) {
        let text = synthetic::document(&synthetic::rule_set(600, 60));
        let by_default = Limits::default();
        let limits =
            by_default.clone().with(Limit::StepsOfFindings, 10 * by_default.of(Limit::StepsOfFindings));
        let guideline = Guideline::build_within(&limits, [Document::new("rules.json", text)]);
        let guideline = guideline.expect("it builds");
        bencher.bench_local(|| {
            let found = guideline.findings();
            let undecided = found.iter().filter(|finding| finding.code == FindingCode::Undecided).count();
            assert!(undecided <= 2, "{undecided} of {}", found.len());
        });
    }
}
