//! A finding as plain data: what is amiss, how much it weighs, and a situation that shows it.

use crate::document::written;
use crate::model::Share;
use crate::situation::Situation;
use crate::words::{UnknownWord, Word, words};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

words! {
    /// What kind of finding. The words are stable; each is described in `docs/diagnostics.md`.
    #[non_exhaustive]
    pub enum FindingCode {
        /// A rule whose condition is true in no situation that can be.
        NeverApplies = "never-applies",
        /// A rule that others set aside wherever its condition is true.
        AlwaysSetAside = "always-set-aside",
        /// A rule that could be taken out and no stance or advice would change.
        WithoutEffect = "without-effect",
        /// An override that could be taken out and no stance or advice would change.
        OverrideWithoutEffect = "override-without-effect",
        /// A term that nothing names, or that is the same in every situation that can be.
        TermWithoutEffect = "term-without-effect",
        /// A fact of which no value changes a stance or any advice.
        FactWithoutEffect = "fact-without-effect",
        /// Advice that does not go together, in some situation.
        Conflict = "conflict",
        /// A stance reached without any action advised, in some situation.
        StanceWithoutAction = "stance-without-action",
        /// A fact that promises `stricter`, and gets laxer in some situation.
        BrokenPromise = "broken-promise",
        /// An entry of `may_relax` by which nothing gets looser.
        LoosensNothing = "loosens-nothing",
        /// A presumption that is taken in no situation.
        NeverPresumed = "never-presumed",
        /// A case whose situation cannot be.
        ImpossibleCase = "impossible-case",
        /// A question that could not be decided within the budget.
        Undecided = "undecided",
    }
}

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
    /// The share of complete situations that it concerns, where it concerns any.
    pub share: Option<Share>,
    /// A situation of fewest facts that shows it, where one can. Its guidance bears the finding out.
    pub witness: Option<Situation>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {}", self.code, self.message)?;
        let Some(witness) = &self.witness else { return Ok(()) };
        // Plain data by sorted keys serialises without fail.
        write!(f, "; for example {}", written(&witness.facts()))
    }
}
