//! The unknown facts that keep rules open, whether by their own conditions or by those of rules that may set them aside.

use super::standing::Standings;
use crate::model::{FactId, Model, Number, RuleId, Truth};

/// The facts of each rule, as bits: rules may lean on one another in long chains, and each is gone through once.
#[derive(Clone)]
pub(crate) struct OpenFacts {
    /// Words a rule.
    words: usize,
    bits: Vec<u64>,
}

impl OpenFacts {
    /// Those of the rules that are open; no others are asked for.
    pub(crate) fn of(model: &Model, standings: Standings<'_>) -> OpenFacts {
        let words = model.vocabulary.facts().len().div_ceil(64);
        let mut open = OpenFacts { words, bits: Vec::new() };
        if standings.is_complete() {
            return open;
        }
        open.bits.resize(words.saturating_mul(model.rules.len()), 0);
        for &index in &model.standing_order {
            if standings.standing(index) != Truth::Unknown {
                continue;
            }
            let rule = model.rules.at(index);
            if standings.truth(index) == Truth::Unknown {
                rule.when
                    .grounds(Truth::Unknown, standings.world())
                    .into_iter()
                    .for_each(|fact| open.add(index, fact));
            }
            for &by in rule.overridden_by.iter().filter(|&&by| standings.standing(by) == Truth::Unknown) {
                open.add_all(index, by);
            }
        }
        open
    }

    /// The facts of a rule, in order.
    pub(crate) fn facts(&self, rule: RuleId) -> impl Iterator<Item = FactId> {
        let start = rule.place().saturating_mul(self.words);
        let words = self.bits.get(start..start.saturating_add(self.words)).unwrap_or_default();
        let facts = |(word, bits): (usize, &u64)| {
            let bits = *bits;
            (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| FactId::of(word * 64 + bit))
        };
        words.iter().enumerate().flat_map(facts)
    }

    fn add(&mut self, rule: RuleId, fact: FactId) {
        let fact = fact.place();
        if let Some(bits) = self.bits.get_mut(rule.place() * self.words + fact / 64) {
            *bits |= 1 << (fact % 64);
        }
    }

    fn add_all(&mut self, rule: RuleId, of: RuleId) {
        for word in 0..self.words {
            let more = self.bits.get(of.place() * self.words + word).copied().unwrap_or(0);
            self.bits.get_mut(rule.place() * self.words + word).into_iter().for_each(|bits| *bits |= more);
        }
    }
}
