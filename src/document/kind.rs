//! The kinds of facts.

use crate::words::{UnknownWord, Word, words};
use serde::{Deserialize, Serialize};
use std::fmt;

words! {
    /// What kind of values a fact has.
    pub enum Kind {
        /// Yes or no.
        Flag = "flag",
        /// One of some options without an order.
        Choice = "choice",
        /// One of some options in an order, least first.
        Scale = "scale",
        /// A whole number.
        Count = "count",
        /// Any number of options.
        Several = "several",
    }
}

impl Kind {
    /// Are its values options?
    pub(crate) const fn has_options(self) -> bool {
        matches!(self, Kind::Choice | Kind::Scale | Kind::Several)
    }
}
