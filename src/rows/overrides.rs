//! Overrides between rules, many at once: those that lead from one word of rules to another over equally many places.
//!
//! A rule stands where its condition is true and no rule that overrides it stands. Judged one by one, each override would be a
//! branch that nobody can foresee. But rules that override one another were placed side by side ([`super::neighbours`]), so
//! many overrides of a guideline lead from bit *b* of one word to bit *b + n* of another, with the same *n*: all of these
//! are one rotation and one mask. Longer chains come later: `chain` counts how many overrides lead to a rule at most, and
//! what is settled first is what nothing overrides.

use super::places::WORD;
use super::truth_bits::Truths;
use crate::model::{Model, RuleId, Table};
use std::collections::BTreeMap;

/// Some overrides.
#[derive(Debug)]
pub(crate) struct Overrides {
    /// The word of the rules that are overridden, and which they are.
    losing: usize,
    losers: u64,
    /// The word of the rules that override them.
    winning: usize,
    /// By how many bits these stand further up, counted around.
    apart: u32,
}

impl Overrides {
    /// All overrides of a model, in an order in which the overriders of a rule have been settled before it.
    pub(crate) fn all(model: &Model, places: &Table<RuleId, usize>) -> Vec<Overrides> {
        let place = |rule: RuleId| (places.at(rule) / WORD, places.at(rule) % WORD);
        let mut above: Table<RuleId, usize> = Table::alike(&model.rules, 0);
        let mut alike = BTreeMap::new();
        for &rule in &model.standing_order {
            let overriding = &model.rules.at(rule).overridden_by;
            let chain = overriding.iter().map(|&by| *above.at(by)).max().map_or(0, |above| above + 1);
            above.set(rule, chain);
            let (losing, bit) = place(rule);
            for (winning, by) in overriding.iter().map(|&by| place(by)) {
                let apart = (by + WORD - bit) % WORD;
                *alike.entry((chain, losing, winning, apart)).or_insert(0) |= 1 << bit;
            }
        }
        let overrides = |((_, losing, winning, apart), losers)| {
            Some(Overrides { losing, losers, winning, apart: u32::try_from(apart).ok()? })
        };
        alike.into_iter().filter_map(overrides).collect()
    }

    /// Clears the bits of rules that a standing rule overrides.
    pub(crate) fn apply(&self, standings: &mut Truths) {
        let winners = standings.words.get(self.winning).copied().unwrap_or_default();
        let beaten = |winners: u64| winners.rotate_right(self.apart) & self.losers;
        if let Some(losers) = standings.words.get_mut(self.losing) {
            losers.possible &= !beaten(winners.certain);
            losers.certain &= !beaten(winners.possible);
        }
    }
}
