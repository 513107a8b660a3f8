//! A comparison as plain data: where stances and advice change, what differs by name, and how much that is.

use crate::model::{FactValue, Share, SituationRegion};
use crate::words::{Level, Modality, Stance, UnknownWord, Word, words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// What changes from one guideline to another, over all situations that both can speak of.
///
/// Facts are the same where one guideline calls them as the other does, or did. Stances are compared for all situations,
/// known in full or in part; advice for those known in full whose stance stays the same.
///
/// ```
/// use demeanor::governance::Level;
/// use demeanor::{Document, Guideline};
/// let stricter = r#"{ "format": 1, "id": "clinic", "version": "1.0.0", "title": "Clinic",
///     "extends": { "id": "demeanor.standard", "version": "2" },
///     "rules": [ { "id": "phones-stay-plain", "title": "Nothing but words on the phone",
///         "when": { "setting.channel": "phone", "expression.emotion": "anger" }, "at_least": "moderate",
///         "because": "A voice alone carries anger further than a face does.",
///         "authority": "clinic_policy", "strength": "good_practice", "certainty": "not_applicable" } ] }"#;
/// let old = Guideline::standard();
/// let new = Guideline::build(Document::standard().chain([Document::new("clinic.json", stricter)]))?;
/// let comparison = old.compare(&new);
/// assert_eq!(comparison.level, Some(Level::Minor));
/// assert!(comparison.stances.iter().all(|change| change.to > change.from));
/// # Ok::<(), demeanor::Rejected>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Comparison {
    /// The layers of the old guideline, lowest first.
    pub old: Vec<LayerVersion>,
    /// The layers of the new one.
    pub new: Vec<LayerVersion>,
    /// How much changes: only words, something tightened or added, something loosened or removed. `None` where nothing does.
    pub level: Option<Level>,
    /// How much the author says changes, by versions and by what `about` says of them. `None` where nothing is said to.
    pub claimed: Option<Level>,
    /// Is no more changed than is claimed? `None` where the two are not versions of one rule set, and where it is undecided.
    pub claim_holds: Option<bool>,
    /// What could not be decided within the budget, in words.
    pub undecided: Vec<String>,
    /// Where the stance changes, of situations known in full: loosened first.
    pub stances: Vec<StanceChange>,
    /// Where the stance stays and the advice changes, of situations known in full.
    pub advice: Vec<AdviceChange>,
    /// Where the stance changes only while something is not known.
    pub unknown: Vec<UnknownChange>,
    /// Situations that can no longer be.
    pub ruled_out: Option<SituationRegion>,
    /// Situations that could not be and now can.
    pub let_in: Option<SituationRegion>,
    /// What is gone, new, or said in other words, by name.
    pub differences: Vec<Difference>,
}

/// A layer in a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LayerVersion {
    /// Its id.
    pub id: Arc<str>,
    /// Its version.
    pub version: Arc<str>,
    /// Digest of its content, approvals apart.
    pub digest: Arc<str>,
}

/// Where one stance becomes another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct StanceChange {
    /// The stance as it was.
    pub from: Stance,
    /// The stance as it is.
    pub to: Stance,
    /// How much of all situations that is.
    pub share: Share,
    /// Which situations: those that take fewest facts to say first.
    pub regions: Vec<SituationRegion>,
    /// Are there more regions?
    pub more: bool,
}

/// Where an action is advised in another way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AdviceChange {
    /// The action's id.
    pub action: Arc<str>,
    /// How it was advised; `None` where it was not.
    pub from: Option<Modality>,
    /// How it is advised.
    pub to: Option<Modality>,
    /// How much of all situations that is.
    pub share: Share,
    /// Which situations: those that take fewest facts to say first.
    pub regions: Vec<SituationRegion>,
    /// Are there more regions?
    pub more: bool,
}

/// A stance that changes only while something is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UnknownChange {
    /// The stance as it was.
    pub from: Stance,
    /// The stance as it is.
    pub to: Stance,
    /// A situation of fewest facts that shows it.
    pub example: BTreeMap<Arc<str>, FactValue>,
}

words! {
    /// What has a name.
    #[non_exhaustive]
    pub enum NamedKind {
        /// A fact.
        Fact = "fact",
        /// An option of a fact.
        Option = "option",
        /// A term.
        Term = "term",
        /// An action.
        Action = "action",
        /// A rule.
        Rule = "rule",
        /// A safeguard.
        Safeguard = "safeguard",
        /// A source.
        Source = "source",
        /// What speaks where rules do not: `otherwise`, `while_unknown`, `wording`.
        Fallback = "fallback",
    }
}

/// Something of one name that differs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Difference {
    /// How much that is.
    pub level: Level,
    /// What it is.
    pub kind: NamedKind,
    /// Its name; of an option after that of its fact.
    pub id: String,
    /// What differs, in words.
    pub what: String,
    /// What was said, where it is to be read beside what is said now.
    pub before: Option<String>,
    /// What is said now.
    pub after: Option<String>,
}

impl Comparison {
    /// Is no more changed than a level? `None` where that is undecided.
    #[must_use]
    pub fn changes_at_most(&self, level: Option<Level>) -> Option<bool> {
        // What is known to be more is more, whatever is undecided.
        if self.level > level { Some(false) } else { self.undecided.is_empty().then_some(true) }
    }
}

impl AdviceChange {
    /// How much it is that an action is advised in another way: it is tightened or added where it is asked for, or warned
    /// of, more strongly than before in the same direction.
    #[must_use]
    pub fn level(&self) -> Level {
        match (self.from, self.to) {
            (None, _) => Level::Minor,
            (Some(from), Some(to)) if from.is_do() == to.is_do() && to < from => Level::Minor,
            _ => Level::Major,
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}`: {}", self.kind, self.id, self.what)
    }
}
