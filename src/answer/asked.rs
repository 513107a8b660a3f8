//! What guidance is asked of: a guideline, and what is known of a situation, given or presumed.

use super::compiled::Compiled;
use super::edition::Editions;
use crate::model::{FactId, Known};
use std::sync::Arc;

/// What is known of a situation, with a handle on the guideline.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) compiled: Arc<Compiled>,
    /// What is said of the guideline itself.
    pub(crate) editions: Arc<Editions>,
    /// What counts as known.
    pub(crate) known: Known,
    /// What was given of it, where the rest was presumed.
    pub(crate) given: Option<Given>,
}

/// What was given of a situation in which the rest is presumed.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) known: Known,
    /// The facts that were said to be unknown, in order: nothing is presumed of them.
    pub(crate) struck: Vec<FactId>,
}

impl Asked {
    /// What was given, as against presumed.
    pub(crate) fn given(&self) -> &Known {
        self.given.as_ref().map_or(&self.known, |given| &given.known)
    }
}
