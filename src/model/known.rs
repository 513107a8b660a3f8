//! What is known of a situation, encoded.
//!
//! Inside the library a value is a small code: 0 or 1 of a flag, the number of an option of a choice or scale, a count
//! itself, and a set of bits, one for each option, of a `several`.

use super::number::{FactId, Table};

/// A value of a fact, encoded.
pub(crate) type ValueCode = u64;

/// What is known of each fact.
pub(crate) type Known = Table<FactId, Option<ValueCode>>;

/// What is known, without each fact that can be left out and something still holds.
pub(crate) fn fewest_known(known: &Known, holds: impl Fn(&Known) -> bool) -> Known {
    let mut fewest = known.clone();
    for fact in known.numbers() {
        let mut without = fewest.clone();
        without.set(fact, None);
        if holds(&without) {
            fewest = without;
        }
    }
    fewest
}
