//! A share of all situations, as a number.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A share of all complete situations that can be, in parts of a billion, rounded down.
///
/// Every value of a fact weighs the same; of a count, every run of values that no condition tells apart. It says how much of what
/// can be said is concerned, not how often that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Share(u64);

impl Share {
    /// In parts of a billion.
    #[must_use]
    pub fn parts_per_billion(self) -> u64 {
        self.0
    }

    /// `parts` parts of a billion, and no more than all.
    pub(crate) fn of_parts(parts: u64) -> Share {
        Share(parts.min(1_000_000_000))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths_of_a_percent = self.0 / 1_000_000;
        match self.0 {
            0 => f.write_str("fewer than one in a billion"),
            1_000_000_000.. => f.write_str("all"),
            parts if tenths_of_a_percent == 0 => write!(f, "1 in {}", 1_000_000_000 / parts),
            _ => write!(f, "{}.{} %", tenths_of_a_percent / 10, tenths_of_a_percent % 10),
        }
    }
}
