//! Choices read from a tape of bytes.

use proptest::collection::{SizeRange, vec};
use proptest::strategy::Strategy;
use std::slice;

pub type Tape = Vec<u8>;

/// Mostly full; a tape shrinks by being cut off, then byte by byte.
pub fn tape(length: usize) -> impl Strategy<Value = Tape> {
    let whole = vec(proptest::num::u8::ANY, length);
    (0..=20 * length, whole).prop_map(|(length, mut tape)| {
        tape.truncate(length);
        tape
    })
}

pub fn tapes(count: impl Into<SizeRange>, length: usize) -> impl Strategy<Value = Vec<Tape>> {
    vec(tape(length), count)
}

/// A tape as it is read; when it ends, zeros follow.
pub struct Draw<'a>(slice::Iter<'a, u8>);

impl<'a> Draw<'a> {
    pub fn new(tape: &'a [u8]) -> Self {
        Self(tape.iter())
    }

    pub fn byte(&mut self) -> u8 {
        self.0.next().copied().unwrap_or_default()
    }

    /// A number less than `end`; 0 where the tape has a zero.
    pub fn below(&mut self, end: usize) -> usize {
        usize::from(self.byte()) % end
    }

    /// True in so many of a hundred cases; not where the tape has a zero.
    pub fn chance(&mut self, percent: u32) -> bool {
        u32::from(self.byte()) * 100 > (100 - percent) * 256
    }

    /// One of several; list what shall be more likely more than once.
    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    /// At least one of several, in their order.
    pub fn some<T: Clone>(&mut self, from: &[T]) -> Vec<T> {
        let first = self.below(from.len());
        let mut place = 0..;
        let mut chosen = from.to_vec();
        chosen.retain(|_| place.next() == Some(first) || self.chance(30));
        chosen
    }

    /// Any of several, each with this chance, in their order.
    pub fn each<T: Clone>(&mut self, percent: u32, from: &[T]) -> Vec<T> {
        let mut chosen = from.to_vec();
        chosen.retain(|_| self.chance(percent));
        chosen
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for place in 0..list.len() {
            list.swap(place, place + self.below(list.len() - place));
        }
    }
}
