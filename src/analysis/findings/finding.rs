//! A finding as plain data: what is amiss, how much it weighs, and a situation that shows it.

use crate::document::written;
use crate::model::Share;
use crate::situation::Situation;
use crate::words::{FindingCode, UnknownWord, Word, words};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

words! {
    /// How much a finding weighs.
    #[non_exhaustive]
    pub enum FindingLevel {
        /// Worth knowing, and no fault by itself.
        Note = "note",
        /// A fault, or a question that could not be decided.
        Warning = "warning",
    }
}

/// Something amiss with a guideline.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// What kind of finding.
    pub code: FindingCode,
    /// How much it weighs.
    pub level: FindingLevel,
    /// What is amiss, in words.
    pub message: String,
    /// The rules concerned: first the one that is amiss, if one is, then those that have to do with it.
    pub rules: Vec<Arc<str>>,
    /// What else it is about, by id: the term, the fact, the actions or the case. The code tells which.
    pub about: Vec<Arc<str>>,
    /// The ids of the layers of which it is, lowest first: those whose rules, facts, actions or entries are amiss, or take part
    /// in what does not go together; the uppermost where it is of none by name, or undecided.
    pub layers: Vec<Arc<str>>,
    /// The share of complete situations that it concerns, where it concerns any.
    pub share: Option<Share>,
    /// A situation of fewest facts that shows it, where one can. Its guidance bears the finding out.
    pub witness: Option<Situation>,
    /// Why the layer that it is of leaves it as it is, where it says so (`acknowledge`).
    pub acknowledged: Option<Arc<str>>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {}", self.code, self.message)?;
        let Some(witness) = &self.witness else { return Ok(()) };
        // Plain data by sorted keys serialises without fail.
        write!(f, "; for example {}", written(&witness.facts()))
    }
}
