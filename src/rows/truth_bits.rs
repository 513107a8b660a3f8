//! Three-valued truths of rules, side by side as bits.

use super::places::WORD;
use crate::model::Truth;

/// Truths by place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Truths {
    pub(crate) words: Vec<WordTruths>,
}

/// The truths of a word of rules: possible where not false, certain where true.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WordTruths {
    pub(crate) possible: u64,
    pub(crate) certain: u64,
}

impl Truths {
    /// Sets `words` words, false everywhere.
    pub(crate) fn clear(&mut self, words: usize) {
        self.words.clear();
        self.words.resize(words, WordTruths::default());
    }

    /// Takes over those of others.
    pub(crate) fn copy(&mut self, other: &Truths) {
        self.words.clone_from(&other.words);
    }

    /// Adds what is true by another clause.
    pub(crate) fn add(&mut self, word: usize, truths: WordTruths) {
        if let Some(slot) = self.words.get_mut(word) {
            slot.possible |= truths.possible;
            slot.certain |= truths.certain;
        }
    }

    /// The truth at a place.
    pub(crate) fn at(&self, place: usize) -> Truth {
        let word = self.words.get(place / WORD).copied().unwrap_or_default();
        let is_set = |bits: u64| bits >> (place % WORD) & 1 == 1;
        match (is_set(word.certain), is_set(word.possible)) {
            (true, _) => Truth::True,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::False,
        }
    }
}
