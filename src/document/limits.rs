//! The most that is read and worked out. A rule set comes from outside, so its size is bounded before work begins.

use crate::words::{UnknownWord, Word, words};
use serde::{Deserialize, Serialize};
use std::fmt;

words! {
    /// Something of which there can be too much. The words are stable, and stand in diagnostics.
    #[non_exhaustive]
    pub enum Limit {
        /// Bytes of one document or situation.
        Bytes = "bytes",
        /// Values of one document or situation: texts, numbers, lists, objects.
        Values = "values",
        /// How deep lists and objects may be nested.
        Nesting = "nesting",
        /// Documents that are read together.
        Documents = "documents",
        /// Layers that lie on one another.
        Layers = "layers",
        /// Facts of all layers.
        Facts = "facts",
        /// Options of one fact.
        Options = "options",
        /// Terms of all layers, those restated counted again.
        Terms = "terms",
        /// How often terms may lean on terms that lean on terms.
        TermDepth = "term-depth",
        /// Actions of all layers.
        Actions = "actions",
        /// Rules of all layers.
        Rules = "rules",
        /// Tests of facts and terms in one condition.
        Tests = "tests",
        /// Values at which conditions tell one count apart.
        CutOffs = "cut-offs",
        /// Entries of `impossible` of all layers.
        Impossible = "impossible",
        /// Safeguards of all layers.
        Safeguards = "safeguards",
        /// Cases of all layers.
        Cases = "cases",
        /// Sources of all layers.
        Sources = "sources",
        /// Entries of one list of names or values.
        List = "list",
        /// Errors that are listed, and warnings; what is beyond is counted.
        Diagnostics = "diagnostics",
        /// Steps of telling what all conditions come to where facts that they test more than once are not known.
        StepsOfConditions = "steps-of-conditions",
        /// Steps of working out every situation at once.
        StepsTogether = "steps-together",
        /// Steps of working out one situation, where every situation at once takes too many.
        StepsAlone = "steps-alone",
        /// Steps of one proof over complete situations, and again over partial ones.
        StepsOfProofs = "steps-of-proofs",
        /// Steps of the proofs of all safeguards over complete situations, and again over partial ones.
        StepsOfSafeguards = "steps-of-safeguards",
        /// Steps of comparing a layer with those below it over complete situations, and again over partial ones.
        StepsOfLayers = "steps-of-layers",
        /// Steps of comparing two guidelines over complete situations, and again over partial ones.
        StepsOfComparisons = "steps-of-comparisons",
        /// Steps of all that is looked for on a guideline over complete situations, and again over partial ones; each question
        /// of it may take those of a proof.
        StepsOfFindings = "steps-of-findings",
        /// Steps of working out the laxest and the strictest possible stance of every situation, known in full or in part.
        StepsOfRanges = "steps-of-ranges",
        /// Steps of telling which facts can change what one situation comes to.
        StepsOfQuestions = "steps-of-questions",
        /// Steps of telling which facts decided the stance of one situation.
        StepsOfDecidedBy = "steps-of-decided-by",
        /// Steps of telling what would change the stance of one situation.
        StepsOfChanges = "steps-of-changes",
        /// Steps of telling what would make one rule apply.
        StepsOfApplying = "steps-of-applying",
        /// Nodes of diagrams that are kept from one question about a guideline as a whole to the next.
        NodesKept = "nodes-kept",
        /// Rules that are asked for the guidance of all situations that show findings; findings beyond that come without.
        RulesOfWitnesses = "rules-of-witnesses",
        /// Entries of a layer that are tried one by one for which of them breaks what lies below; of more none is named.
        EntriesTried = "entries-tried",
    }
}

/// How many there are.
const COUNT: usize = Limit::ALL.len();

/// The most that is read and worked out. Without limits of its own a guideline has [`Limits::default`].
///
/// ```
/// use demeanor::diagnostic::{Code, Limit, Limits};
/// use demeanor::{Document, Guideline};
/// let strict = Limits::default().with(Limit::Rules, 100);
/// let refused = Guideline::build_within(&strict, Document::standard()).unwrap_err();
/// assert_eq!(refused.diagnostics()[0].code, Code::TooMany);
/// assert!(refused.to_string().contains("at most 100 are read"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// INVARIANT: the value of each limit, in order, each at most [`Limit::most`].
    values: [usize; COUNT],
}

impl Limits {
    /// These limits, one of them changed. What is more than the library can bear is lowered to [`Limit::most`].
    #[must_use]
    pub fn with(mut self, limit: Limit, value: usize) -> Limits {
        if let Some(slot) = self.values.get_mut(limit as usize) {
            *slot = value.min(limit.most());
        }
        self
    }

    /// The value of a limit.
    #[must_use]
    pub fn of(&self, limit: Limit) -> usize {
        self.values.get(limit as usize).copied().unwrap_or_else(|| limit.default_value())
    }
}

impl Default for Limits {
    fn default() -> Limits {
        let mut values = [0; COUNT];
        values.iter_mut().zip(Limit::ALL).for_each(|(value, limit)| *value = limit.default_value());
        Limits { values }
    }
}

impl Limit {
    /// Its value where nobody says otherwise.
    ///
    /// ```
    /// assert_eq!(demeanor::diagnostic::Limit::Layers.default_value(), 16);
    /// ```
    #[must_use]
    pub const fn default_value(self) -> usize {
        match self {
            Limit::Bytes => 16 * 1024 * 1024,
            Limit::Nesting | Limit::Options => 64,
            Limit::Values | Limit::StepsOfApplying => 1_000_000,
            Limit::Documents => 256,
            Limit::Layers => 16,
            Limit::Facts
            | Limit::Tests
            | Limit::CutOffs
            | Limit::Impossible
            | Limit::Safeguards
            | Limit::List
            | Limit::Diagnostics => 1_000,
            Limit::Terms | Limit::Actions => 2_000,
            Limit::TermDepth => 32,
            Limit::Rules | Limit::Cases | Limit::Sources => 20_000,
            Limit::StepsOfConditions
            | Limit::StepsTogether
            | Limit::StepsOfChanges
            | Limit::RulesOfWitnesses => 2_000_000,
            Limit::StepsAlone | Limit::StepsOfQuestions => 200_000,
            Limit::StepsOfDecidedBy => 500_000,
            Limit::EntriesTried => 500,
            Limit::NodesKept => 300_000,
            Limit::StepsOfProofs => 3_000_000,
            Limit::StepsOfRanges => 6_000_000,
            Limit::StepsOfLayers => 9_000_000,
            Limit::StepsOfComparisons => 13_000_000,
            Limit::StepsOfFindings => 17_000_000,
            Limit::StepsOfSafeguards => 30_000_000,
        }
    }

    /// The most that the library can bear: of some things no more is safe, or can be held.
    #[must_use]
    pub const fn most(self) -> usize {
        match self {
            // Trees are walked recursively, and options are the bits of one word.
            Limit::Nesting | Limit::TermDepth | Limit::Options => 64,
            _ => usize::MAX,
        }
    }

    /// What there is too much of, for messages.
    pub(crate) const fn things(self) -> &'static str {
        match self {
            Limit::Options => "options of one fact",
            Limit::Tests => "tests in this condition",
            Limit::CutOffs => "values at which conditions tell this count apart",
            Limit::List => "entries in this list",
            Limit::Impossible => "entries of `impossible`",
            other => other.id(),
        }
    }
}
