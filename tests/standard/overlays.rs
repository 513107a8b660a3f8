//! Overlays at random over the shipped guideline: one that is built, and lists nothing that it relaxes, is nowhere looser.
//!
//! A normal run tries a few. A long run: `DEMEANOR_OVERLAYS=5000 cargo test --release --test standard overlays`;
//! `DEMEANOR_SEED=7` takes others.

use crate::demands::{STANCES, demands};
use demeanor::{Document, Guideline, Kind};
use serde_json::{Map, Value, json};

/// How many situations each overlay that is built is compared in, as it is and with what is usual presumed.
const SITUATIONS: usize = 300;

/// Numbers at random, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("it is small") % end
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    fn chance(&mut self, of_a_hundred: usize) -> bool {
        self.below(100) < of_a_hundred
    }
}

/// What the shipped documents declare, to be named by overlays.
struct Shipped {
    rules: Vec<Value>,
    terms: Vec<Value>,
    actions: Vec<Value>,
}

impl Shipped {
    fn read() -> Shipped {
        let documents = Document::standard();
        let documents: Vec<Value> =
            documents.map(|document| serde_json::from_str(document.text()).expect("it is JSON")).collect();
        let all = |list: &str| -> Vec<Value> {
            documents.iter().filter_map(|document| document[list].as_array()).flatten().cloned().collect()
        };
        Shipped { rules: all("rules"), terms: all("terms"), actions: all("actions") }
    }

    /// A condition of a rule, as it is or with a test of another beside it or in place of it.
    fn condition(&self, dice: &mut Dice) -> Value {
        let when = dice.pick(&self.rules)["when"].clone();
        match dice.below(4) {
            0 => json!({ "all": [when, dice.pick(&self.rules)["when"]] }),
            1 => json!({ "any": [when, dice.pick(&self.rules)["when"]] }),
            2 => json!({ "all": [when], "none": [dice.pick(&self.rules)["when"]] }),
            _ => when,
        }
    }

    fn names(from: &[Value], dice: &mut Dice, most: usize) -> Vec<Value> {
        (0..dice.below(most + 1)).map(|_| dice.pick(from)["id"].clone()).collect()
    }

    fn rule(&self, number: usize, dice: &mut Dice) -> Value {
        let mut rule = json!({
            "id": format!("of-ours-{number}"), "title": "Of ours", "when": self.condition(dice), "because": "Reason.",
            "authority": "clinic_policy", "strength": "weak", "certainty": "low",
        });
        match dice.below(6) {
            0 => rule["permits"] = json!(dice.pick(&STANCES)),
            1..=3 => rule["at_least"] = json!(dice.pick(&STANCES[1..])),
            _ => {}
        }
        for (modality, chance) in [("must", 40), ("should", 40), ("must_not", 15), ("should_not", 15)] {
            if dice.chance(chance) {
                rule[modality] = json!([dice.pick(&self.actions)["id"]]);
            }
        }
        if dice.chance(35) {
            rule["overrides"] = Shipped::names(&self.rules, dice, 2).into();
        }
        if dice.chance(30) {
            rule["must"] = json!(["take_it_to_supervision", "find_your_feet"]);
        }
        rule
    }

    fn overlay(&self, dice: &mut Dice) -> Value {
        let rules: Vec<Value> = (0..=dice.below(3)).map(|number| self.rule(number, dice)).collect();
        let mut overlay = json!({
            "format": 1, "id": "lakeside.ward", "version": "1.0.0", "title": "Ward",
            "extends": { "id": "demeanor.standard", "version": "2" }, "rules": rules,
        });
        if dice.chance(25) {
            overlay["withdraw"] = json!([{ "rule": dice.pick(&self.rules)["id"], "because": "Reason." }]);
        }
        if dice.chance(35) {
            let term = dice.pick(&self.terms);
            let other = self.condition(dice);
            let joined = if dice.chance(50) {
                json!({ "any": [term["when"], other] })
            } else {
                json!({ "any": [{ "all": [term["when"], other] }, { "all": [term["when"]], "none": [other] }] })
            };
            overlay["terms"] =
                json!([{ "id": term["id"], "replaces": true, "because": "Reason.", "when": joined }]);
        }
        overlay
    }
}

/// A situation in which each fact is known with a chance.
fn situation(guideline: &Guideline, known: usize, dice: &mut Dice) -> Value {
    let mut facts = Map::new();
    for fact in guideline.facts() {
        if !dice.chance(known) {
            continue;
        }
        let value = match fact.kind {
            Kind::Flag => json!(dice.chance(50)),
            Kind::Count => {
                let range = fact.range.as_ref();
                json!(
                    range.map_or(0, |range| range.min) + u32::try_from(dice.below(25)).expect("it is small")
                )
            }
            Kind::Several => {
                let chosen = fact.options.iter().filter(|_| dice.chance(12));
                chosen.map(|option| json!(&*option.id)).collect()
            }
            _ => json!(&*dice.pick(&fact.options).id),
        };
        facts.insert(fact.id.to_string(), value);
    }
    facts.into()
}

#[test]
fn overlays_that_are_built_are_nowhere_looser() {
    let number = |name: &str, usual: u64| {
        std::env::var(name).map_or(usual, |number| number.parse().expect("it is a number"))
    };
    let (tried, mut dice) = (number("DEMEANOR_OVERLAYS", 4), Dice(number("DEMEANOR_SEED", 1)));
    let (shipped, below) = (Shipped::read(), Guideline::standard());
    let (mut made, mut built, mut compared) = (0, 0, 0);
    // As many as are asked for, and then until one is built.
    while made < tried || (built == 0 && made < 10 * tried) {
        made += 1;
        let overlay = shipped.overlay(&mut dice);
        let documents = Document::standard();
        let documents = documents.chain([Document::new("ward.json", overlay.to_string())]);
        let Ok(here) = Guideline::build(documents) else { continue };
        built += 1;
        for number in 0..SITUATIONS {
            let facts = situation(below, [100, 60, 30, 15][number % 4], &mut dice);
            let (Some(before), Some(after)) = (demands(below, &facts), demands(&here, &facts)) else {
                continue;
            };
            for (before, after) in before.iter().zip(&after) {
                compared += 1;
                assert!(after.are_no_looser_than(before), "looser: {facts}\nby {overlay:#}");
            }
        }
    }
    println!("{built} of {made} overlays are built, compared in {compared} situations");
    assert!(built > 0, "some are built");
}
