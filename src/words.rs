//! The closed lists of words that rule sets and guidance are written in.
//!
//! Each list is an enum whose variants know the word that stands for them in JSON. Where a list has an order
//! (stances, authorities, modalities, moments), the order of the variants is it.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An enum whose variants are written as words.
pub(crate) trait Word: Copy + 'static {
    /// Every variant, in order.
    const WORDS: &'static [Self];

    /// The word in JSON.
    fn word(self) -> &'static str;
}

/// Defines an enum of words: its variants, how each is written, and the usual traits.
macro_rules! words {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word that stands for it in rule sets and in guidance.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }
        }

        impl Word for $name {
            const WORDS: &'static [$name] = $name::ALL;

            fn word(self) -> &'static str { self.id() }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(self.id()) }
        }
    )+};
}
pub(crate) use words;

words! {
    /// What to do with the expression, from the laxest to the strictest.
    ///
    /// ```
    /// use demeanor::Stance;
    /// assert!(Stance::Welcome < Stance::Pause);
    /// assert_eq!(Stance::Moderate.to_string(), "moderate");
    /// ```
    pub enum Stance {
        /// Let it show: it serves the client.
        Welcome = "welcome",
        /// Fine as it is.
        Allow = "allow",
        /// Brief and contained, then back to the client.
        Moderate = "moderate",
        /// Regulate and hold back, staying present.
        Refrain = "refrain",
        /// Interrupt, and get cover or consultation, with the client safe.
        Pause = "pause",
    }

    /// When an action is done, in order of time.
    pub enum Moment {
        /// Before the session begins.
        BeforeSession = "before_session",
        /// While it is happening.
        InTheMoment = "in_the_moment",
        /// Before the client leaves.
        BeforeSessionEnds = "before_session_ends",
        /// After the session.
        AfterSession = "after_session",
        /// Before this client is seen again.
        BeforeNextSession = "before_next_session",
    }

    /// How strongly an action is advised, or advised against; strongest first.
    pub enum Modality {
        /// It is not to be done.
        MustNot = "must_not",
        /// It is to be done.
        Must = "must",
        /// Better not done.
        ShouldNot = "should_not",
        /// Better done.
        Should = "should",
        /// It can be done.
        May = "may",
    }

    /// On whose word a rule rests; highest first.
    pub enum Authority {
        /// A statute or regulation.
        Law = "law",
        /// A professional code of ethics.
        EthicsCode = "ethics_code",
        /// A decision of the clinic.
        ClinicPolicy = "clinic_policy",
        /// Advice.
        Guidance = "guidance",
    }

    /// How strongly a rule recommends.
    pub enum Strength {
        /// Nearly everyone should follow it.
        Strong = "strong",
        /// Right for most, with good reasons to do otherwise.
        Conditional = "conditional",
        /// A suggestion.
        Weak = "weak",
        /// Plain good practice, for which evidence is not the question.
        GoodPractice = "good_practice",
    }

    /// How certain the evidence behind a rule is.
    pub enum Certainty {
        /// Further research is unlikely to change it.
        High = "high",
        /// Further research may change it.
        Moderate = "moderate",
        /// Further research is likely to change it.
        Low = "low",
        /// Little more than opinion.
        VeryLow = "very_low",
        /// The rule does not rest on evidence of effect.
        NotApplicable = "not_applicable",
    }

    /// When a fact can be asked, with regard to the client in the room.
    pub enum Askable {
        /// Now.
        Now = "now",
        /// Later.
        Later = "later",
        /// Never in front of the client.
        Never = "never",
    }

    /// The direction in which a fact promises never to make guidance looser.
    pub enum Stricter {
        /// Higher values are never answered with a laxer stance.
        Higher = "higher",
        /// Lower values are never answered with a laxer stance.
        Lower = "lower",
    }

    /// How ready a rule set is; least ready first.
    pub enum Status {
        /// No longer to be used.
        Retired = "retired",
        /// Not yet approved for use.
        Draft = "draft",
        /// In use.
        Active = "active",
    }

    /// How much a change of a rule set changes.
    pub enum Level {
        /// Only words.
        Patch = "patch",
        /// Something was tightened or added.
        Minor = "minor",
        /// Something was loosened or removed.
        Major = "major",
    }

    /// What kind of source a rule rests on.
    pub enum SourceKind {
        /// A statute or regulation.
        Law = "law",
        /// A professional code of ethics.
        EthicsCode = "ethics_code",
        /// A practice guideline.
        Guideline = "guideline",
        /// Agreement among experts.
        Consensus = "consensus",
        /// A meta-analysis.
        MetaAnalysis = "meta_analysis",
        /// A review without pooled figures.
        Review = "review",
        /// A study that counts or measures.
        Quantitative = "quantitative",
        /// A study of what people say.
        Qualitative = "qualitative",
        /// One case, or a few.
        CaseReport = "case_report",
        /// Theory or argument.
        Theory = "theory",
    }
}

impl Modality {
    /// Is it advice to do the action (must, should, may) rather than not to do it?
    #[must_use]
    pub const fn is_do(self) -> bool {
        matches!(self, Modality::Must | Modality::Should | Modality::May)
    }

    /// Its place in a list that people read: what to do comes before what not to do of the same weight.
    ///
    /// ```
    /// use demeanor::guidance::Modality;
    /// assert!(Modality::Must.reading_rank() < Modality::MustNot.reading_rank());
    /// assert!(Modality::MustNot.reading_rank() < Modality::Should.reading_rank());
    /// ```
    #[must_use]
    pub const fn reading_rank(self) -> u8 {
        match self {
            Modality::Must => 0,
            Modality::MustNot => 1,
            Modality::Should => 2,
            Modality::ShouldNot => 3,
            Modality::May => 4,
        }
    }
}
