//! Which bit stands for which rule and which clause, so that clauses side by side test the same few columns.
//!
//! Rules stand 64 to a word, in clusters of a few words. A word of rules has a word of clauses for every clause that its
//! longest rule has; neighbours within a cluster have about equally many.

use super::clauses::Clause;
use super::neighbours::clusters;
use crate::model::{Number, Rule, RuleId, Table};
use std::ops::{Range, RangeInclusive};

/// Bits to a word.
pub(crate) const WORD: usize = 64;

/// A cluster has an eighth of all words of rules, within these bounds: of more, each block would test more columns; of
/// fewer, there would be more blocks.
const CLUSTER: RangeInclusive<usize> = 2..=8;

/// The greatest number of words of clauses in a block.
pub(crate) const WIDE: usize = 8;

/// What stands at a place that no rule has.
const NO_RULE: u32 = u32::MAX;

/// How many rules are listed at once: about as many as stand in a word.
const AT_ONCE: usize = 8;

/// The places of rules and clauses.
#[derive(Debug)]
pub(crate) struct Layout {
    /// The place of each rule.
    pub(crate) places: Table<RuleId, usize>,
    /// The rule at each place, by word.
    pub(crate) rules: Vec<[u32; WORD]>,
    /// The words of clauses.
    pub(crate) words: Vec<ClauseWord>,
    /// Those that are read together: at most [`WIDE`], of one cluster.
    pub(crate) blocks: Vec<Range<usize>>,
}

/// A word of clauses.
#[derive(Debug)]
pub(crate) struct ClauseWord {
    /// The word of rules that it is for.
    pub(crate) rules: usize,
    /// The number of the clause, of each rule of that word that has as many.
    pub(crate) layer: usize,
}

impl Layout {
    pub(crate) fn new(rules: &Table<RuleId, Rule>, conditions: &Table<RuleId, Vec<Clause>>) -> Layout {
        let mut layout = Layout {
            places: Table::alike(rules, 0),
            rules: Vec::new(),
            words: Vec::new(),
            blocks: Vec::new(),
        };
        let clauses = |rule: RuleId| conditions.at(rule).len();
        let words = (rules.len() / WORD / 8).clamp(*CLUSTER.start(), *CLUSTER.end());
        for mut cluster in clusters(rules, conditions, words * WORD, WORD) {
            cluster.sort_by_key(|chain| chain.iter().map(|&rule| clauses(rule)).max());
            let in_order: Vec<RuleId> = cluster.into_iter().flatten().collect();
            let first = layout.words.len();
            in_order.chunks(WORD).for_each(|rules| layout.add_word(rules, clauses));
            let end = layout.words.len();
            layout.blocks.extend((first..end).step_by(WIDE).map(|first| first..end.min(first + WIDE)));
        }
        layout
    }

    fn add_word(&mut self, of_word: &[RuleId], clauses: impl Fn(RuleId) -> usize) {
        let word = self.rules.len();
        let mut rules = [NO_RULE; WORD];
        for (bit, (slot, &rule)) in rules.iter_mut().zip(of_word).enumerate() {
            *slot = u32::try_from(rule.place()).unwrap_or(NO_RULE);
            self.places.set(rule, word * WORD + bit);
        }
        self.rules.push(rules);
        let layers = of_word.iter().map(|&rule| clauses(rule)).max().unwrap_or(0);
        self.words.extend((0..layers).map(|layer| ClauseWord { rules: word, layer }));
    }

    /// The rules of a word, each with its bit.
    pub(crate) fn rules_of(&self, word: usize) -> impl Iterator<Item = (RuleId, u64)> {
        let rules = self.rules.get(word).into_iter().flatten().enumerate();
        let rules = rules.filter(|&(_, &rule)| rule != NO_RULE);
        rules.filter_map(|(bit, &rule)| Some((RuleId::of(usize::try_from(rule).ok()?), 1 << bit)))
    }

    /// Lists the rules whose bits are set, by place.
    ///
    /// How many there are in a word is not to be foreseen, and a processor that guesses wrong loses more than it takes to
    /// list some in vain.
    pub(crate) fn list(&self, words: impl Iterator<Item = u64>, list: &mut Vec<usize>) {
        for (mut bits, rules) in words.zip(&self.rules) {
            let end = list.len() + usize::try_from(bits.count_ones()).unwrap_or(0);
            while list.len() < end {
                let several: [usize; AT_ONCE] = std::array::from_fn(|_| {
                    let bit = usize::try_from((bits | 1 << (WORD - 1)).trailing_zeros()).unwrap_or(0);
                    bits &= bits.wrapping_sub(1);
                    rules.get(bit).and_then(|&rule| usize::try_from(rule).ok()).unwrap_or(0)
                });
                list.extend_from_slice(&several);
            }
            list.truncate(end);
        }
    }
}
