//! What is usual: what a fact is taken to be where nobody says, and where it is not.

use super::condition::Condition;
use super::known::ValueCode;
use super::number::LayerId;

/// What is presumed of a fact.
#[derive(Clone, Debug)]
pub(crate) struct Presumption {
    pub(crate) code: ValueCode,
    /// Where one of these is true of what is known, nothing is presumed: each layer's that has a say.
    pub(crate) unless: Vec<Unless>,
}

/// Where something is not presumed. It has the terms of its own layer: else a term that is restated for rules would change, unlisted,
/// what is presumed.
#[derive(Clone, Debug)]
pub(crate) struct Unless {
    /// The layer that states it, whose terms it has.
    pub(crate) layer: LayerId,
    pub(crate) when: Condition,
}
