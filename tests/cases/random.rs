//! Random situations over a guideline's vocabulary: always the same ones.

use demeanor::diagnostic::Code;
use demeanor::{Fact, Guideline, Kind, Situation};
use serde_json::{Map, Value, json};

/// Numbers that look random (xorshift), the same in every run.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below another.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits fit") % end.max(1)
    }
}

/// So many situations that can be; each knows its own share of the facts, from hardly any to all.
pub(crate) fn situations(guideline: &Guideline, seed: u64, count: usize) -> Vec<Situation> {
    let dice = &mut Dice::new(seed);
    let mut found = Vec::new();
    let mut refused = 0;
    while found.len() < count {
        let given = given(guideline, dice);
        match guideline.situation(&given) {
            Ok(situation) => found.push(situation),
            Err(rejected) => {
                let impossible = rejected.diagnostics().iter().all(|one| one.code == Code::Impossible);
                assert!(impossible, "{given}: {rejected}");
                refused += 1;
            }
        }
        assert!(refused < 10 * count + 100, "nearly every situation is impossible");
    }
    found
}

fn given(guideline: &Guideline, dice: &mut Dice) -> Value {
    let known = dice.below(11);
    let mut facts = Map::new();
    for fact in guideline.facts() {
        if dice.below(10) < known {
            facts.insert(fact.id.to_string(), value(fact, dice));
        }
    }
    Value::Object(facts)
}

fn value(fact: &Fact, dice: &mut Dice) -> Value {
    match fact.kind {
        Kind::Flag => Value::Bool(dice.below(2) == 1),
        Kind::Choice | Kind::Scale => json!(fact.options[dice.below(fact.options.len())].id),
        Kind::Count => count(fact, dice),
        Kind::Several => {
            // Few at a time: lists of half of all options are nothing that anyone would give.
            let rare = 1 + dice.below(6);
            fact.options.iter().filter(|_| dice.below(rare + 1) == 0).map(|option| json!(option.id)).collect()
        }
    }
}

/// Mostly small counts: that is where cut-offs lie.
fn count(fact: &Fact, dice: &mut Dice) -> Value {
    let range = fact.range.as_ref().expect("a count has a range");
    let upto = [3, 12, 70, 100_000][dice.below(4)];
    let count = range.min.saturating_add(u32::try_from(dice.below(upto)).expect("it is small"));
    json!(count.min(range.max.unwrap_or(u32::MAX)))
}
