//! What guidance is asked for: what is known, and how much of it was given.

use crate::model::{FactId, Known};

/// What is known of a situation.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// What counts as known.
    pub(crate) known: &'a Known,
    /// What was given of it, where the rest was presumed.
    pub(crate) given: Option<&'a Given>,
}

/// What was given of a situation in which the rest is presumed.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) known: Known,
    /// The facts that were said to be unknown, in order: nothing is presumed of them.
    pub(crate) struck: Vec<FactId>,
}

impl<'a> Asked<'a> {
    /// What is known was given, and nothing presumed.
    pub(crate) fn strictly(known: &'a Known) -> Asked<'a> {
        Asked { known, given: None }
    }
}
