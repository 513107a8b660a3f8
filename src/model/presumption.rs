//! What is usual: what a fact is taken to be where nobody says, and where it is not.

use super::condition::Condition;
use super::known::ValueCode;

/// What is presumed of a fact.
#[derive(Clone, Debug)]
pub(crate) struct Presumption {
    pub(crate) code: ValueCode,
    /// Where one of these is true of what is known, nothing is presumed: each layer's that has a say.
    pub(crate) unless: Vec<Condition>,
}
