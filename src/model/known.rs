//! What is known of a situation, encoded.
//!
//! Inside the library a value is a small code: 0 or 1 of a flag, the number of an option of a choice or scale, a count
//! itself, and a set of bits, one for each option, of a `several`.

use super::number::{FactId, Table};

/// A value of a fact, encoded.
pub(crate) type ValueCode = u64;

/// What is known of each fact.
pub(crate) type Known = Table<FactId, Option<ValueCode>>;
