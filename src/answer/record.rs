//! What guidance says, in words: plain data, as it is serialised, stored, read back and shown to people.
//!
//! Read off [`Guidance`](super::Guidance) its texts are borrowed from the guideline; read back from where they were stored
//! they are its own. The two are of one type, so that a host treats both alike.

use super::question::{Presumed, Question};
use crate::document::Date;
use crate::model::{FactValue, Source, Stamp, Wording};
use crate::words::{Askable, Authority, Certainty, Modality, Moment, Stance, Status, Strength};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// What a guideline says of a situation, and why, in words. It supports a clinician's judgement and never replaces it.
///
/// Guidance is serialised as this, and what was stored is read back as `Record<'static>`. Its `Display` is a note for a person
/// with ten seconds.
///
/// ```
/// use demeanor::guidance::Record;
/// let guidance = demeanor::Guideline::standard().empty_situation().guidance();
/// let stored = serde_json::to_string(&guidance)?;
/// let read: Record<'static> = serde_json::from_str(&stored)?;
/// assert_eq!(read, guidance.record());
/// assert_eq!(read.to_string(), guidance.to_string());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Guidance"))]
#[non_exhaustive]
pub struct Record<'a> {
    /// What to do with the expression.
    pub stance: Stance,
    /// The stance as a sentence.
    pub headline: Cow<'a, str>,
    /// Is this the only stance that is possible, whatever the answers to what is not known?
    pub settled: bool,
    /// The stances that are possible, laxest first; `None` where they were too much to work out.
    pub possible: Option<Cow<'a, [Stance]>>,
    /// What to do and not to do: by moment, what is urgent first.
    pub advice: Vec<Advice<'a>>,
    /// What led to it: strictest first.
    pub reasons: Vec<Reason<'a>>,
    /// Rules that are true and do not stand.
    pub set_aside: Vec<SetAside<'a>>,
    /// Rules that an unknown fact keeps open.
    pub pending: Vec<Pending<'a>>,
    /// The strongest consideration on the other side.
    pub against: Option<Against<'a>>,
    /// Advice that does not go together.
    pub conflicts: Vec<Conflict<'a>>,
    /// What is worth finding out, best first; `None` where that was too much to work out.
    pub questions: Option<Cow<'a, [Question]>>,
    /// What is asked before all else, whatever hangs on it: its author says where.
    #[serde(default)]
    pub ask_first: Vec<AskFirst<'a>>,
    /// Is what is usual taken to be so?
    #[serde(default)]
    pub presuming: bool,
    /// What was taken to be so, in the order of the vocabulary.
    #[serde(default)]
    pub presumed: Cow<'a, [Presumed]>,
    /// The facts that were said to be unknown, so that nothing was presumed of them.
    #[serde(default)]
    pub struck: Vec<Cow<'a, str>>,
    /// The sets of known facts that decided the stance, only where they were asked for.
    pub decided_by: Option<Cow<'a, [Vec<Arc<str>>]>>,
    /// The sources that reasons cite, in full.
    pub sources: Vec<Cow<'a, Citation>>,
    /// Which guideline spoke.
    pub guideline: Cow<'a, Edition>,
    /// The version of the library that gave it.
    pub engine: Cow<'a, str>,
    /// The situation it is for.
    pub situation: Given<'a>,
}

/// One advised action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Advice<'a> {
    /// The action's id.
    pub action: Cow<'a, str>,
    /// The whole sentence, worded for its modality.
    pub text: Cow<'a, str>,
    /// When it is done.
    pub moment: Moment,
    /// How strongly it is advised, or advised against.
    pub modality: Modality,
    /// Is it about life and limb?
    pub urgent: bool,
    /// The rules that advise it.
    pub rules: Vec<Cow<'a, str>>,
    /// What is advised too and done with it, and so does not stand beside it.
    pub covers: Vec<Covered<'a>>,
}

impl Advice<'_> {
    /// How strongly an action is advised, by itself or done with this one.
    pub(crate) fn of(&self, action: &str) -> Option<Modality> {
        let covered = self.covers.iter().find(|covered| *covered.action == *action);
        let own = (*self.action == *action).then_some(self.modality);
        own.or_else(|| covered.map(|covered| covered.modality))
    }
}

/// An action that is advised and done with another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Covered<'a> {
    /// The action's id.
    pub action: Cow<'a, str>,
    /// The whole sentence, worded for its modality.
    pub text: Cow<'a, str>,
    /// When it would be done.
    pub moment: Moment,
    /// How strongly it is advised.
    pub modality: Modality,
    /// The rules that advise it.
    pub rules: Vec<Cow<'a, str>>,
}

/// What kind of reason it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ReasonKind {
    /// A rule.
    Rule,
    /// No permission counts.
    Otherwise,
    /// A safety fact is unknown.
    WhileUnknown,
    /// Every completion comes to it, though no rule that counts does.
    EveryCompletion,
}

/// A reason that led to the guidance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Reason<'a> {
    /// What kind of reason.
    pub kind: ReasonKind,
    /// The rule's id.
    pub rule: Option<Cow<'a, str>>,
    /// The rule's title.
    pub title: Option<Cow<'a, str>>,
    /// Why.
    pub because: Cow<'a, str>,
    /// The strongest consideration against it, where its rule states one.
    pub against: Option<Cow<'a, str>>,
    /// The stance it permits.
    pub permits: Option<Stance>,
    /// The stance it demands at least.
    pub at_least: Option<Stance>,
    /// The facts that made it apply.
    pub facts: Vec<Cow<'a, FactGiven>>,
    /// The unknown facts that leave it in doubt, or that call for caution.
    pub unknown: Vec<Cow<'a, str>>,
    /// The ids of the sources it rests on.
    pub sources: Vec<Cow<'a, str>>,
    /// On whose word the rule rests.
    pub authority: Option<Authority>,
    /// How strongly the rule recommends.
    pub strength: Option<Strength>,
    /// How certain the evidence is.
    pub certainty: Option<Certainty>,
    /// Did it decide the stance, or is an advised action there for it alone?
    pub decisive: bool,
}

/// A fact that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FactGiven {
    /// The fact's id.
    pub fact: Arc<str>,
    /// Its short name.
    pub label: Arc<str>,
    /// Its value.
    pub value: FactValue,
    /// Its value in words.
    pub words: Arc<str>,
}

/// A rule that is true and does not stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SetAside<'a> {
    /// Its id.
    pub rule: Cow<'a, str>,
    /// Its title.
    pub title: Cow<'a, str>,
    /// The standing rules that set it aside.
    pub by: Vec<Cow<'a, str>>,
    /// The rules that stand again because it is set aside.
    pub reinstates: Vec<Cow<'a, str>>,
}

/// A rule that an unknown fact keeps open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Pending<'a> {
    /// Its id.
    pub rule: Cow<'a, str>,
    /// Its title.
    pub title: Cow<'a, str>,
    /// The stance it would permit.
    pub permits: Option<Stance>,
    /// The stance it would demand at least.
    pub at_least: Option<Stance>,
    /// The unknown facts that keep it open.
    pub facts: Vec<Cow<'a, str>>,
    /// What it would advise.
    pub would_advise: Vec<WouldAdvise<'a>>,
}

/// What an open rule would advise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct WouldAdvise<'a> {
    /// The action's id.
    pub action: Cow<'a, str>,
    /// How strongly.
    pub modality: Modality,
}

/// The strongest consideration on the other side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Against<'a> {
    /// The rule that states it.
    pub rule: Cow<'a, str>,
    /// The consideration.
    pub text: Cow<'a, str>,
}

/// Advice that does not go together: a fault of the guideline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Conflict<'a> {
    /// One action, both advised and advised against, or two that contradict each other.
    pub actions: Vec<Cow<'a, str>>,
    /// The rules that ask for them.
    pub rules: Vec<Cow<'a, str>>,
    /// Those of them that have no say, because rules of higher authority demand the opposite.
    pub overruled: Vec<Cow<'a, str>>,
}

/// A source that a reason rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Citation {
    /// Its id.
    pub id: Arc<str>,
    /// How it is cited.
    pub citation: Arc<str>,
    /// Digital object identifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doi: Option<Arc<str>>,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Arc<str>>,
}

/// Which guideline spoke, in which edition and condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Edition {
    /// Id of the uppermost layer.
    pub id: Arc<str>,
    /// Its version.
    pub version: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// Digest of the whole composition.
    pub digest: Arc<str>,
    /// The day that it speaks of, where the host said which.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// Is exactly this composition approved? `None` where nobody approved any content of the uppermost layer.
    #[serde(default)]
    pub approved: Option<bool>,
    /// The least ready of its layers.
    pub status: Status,
    /// Is a review of any layer overdue? `None` without a date.
    pub overdue: Option<bool>,
    /// Is the situation one it is meant for? `None` where that is unknown.
    pub in_scope: Option<bool>,
    /// What a reader has to be told of the rules: that they are a draft, overdue, out of scope. By layer, lowest first.
    #[serde(default)]
    pub stamps: Vec<Stamp>,
    /// Its layers, lowest first.
    pub layers: Vec<LayerEdition>,
    /// The words it speaks in.
    pub wording: Wording,
}

/// One layer of a guideline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LayerEdition {
    /// Its id.
    pub id: Arc<str>,
    /// Its version.
    pub version: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// Digest of its content, without approvals and cases.
    pub digest: Arc<str>,
    /// How ready it says it is.
    pub status: Status,
    /// Is this the content that was approved? `None` where nobody approved any.
    pub approved: Option<bool>,
    /// Is it in effect on the day? `None` without a date.
    pub effective: Option<bool>,
    /// Is its review overdue? `None` without a date.
    pub overdue: Option<bool>,
}

/// The situation the guidance is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Given<'a> {
    /// The facts that were given, by id; `None` where they were left out ([`Record::without_values`]).
    pub facts: Option<BTreeMap<Cow<'a, str>, Cow<'a, FactValue>>>,
    /// The safety facts that are not known.
    pub missing: Vec<Missing<'a>>,
    /// Digest of the facts that were given; `None` where it was left out with them.
    pub digest: Option<Cow<'a, str>>,
}

/// A fact that is asked before all else, and that was not given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AskFirst<'a> {
    /// The fact's id.
    pub fact: Cow<'a, str>,
    /// The question that it answers.
    pub ask: Cow<'a, str>,
    /// When it can be asked.
    pub askable: Askable,
    /// What is presumed of it until it is answered, in words.
    pub taken: Option<Cow<'a, str>>,
}

/// A safety fact that is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Missing<'a> {
    /// The fact's id.
    pub fact: Cow<'a, str>,
    /// The question that it answers.
    pub ask: Cow<'a, str>,
    /// When it can be asked.
    pub askable: Askable,
}

impl Citation {
    /// A source as guidance cites it.
    pub(crate) fn of(source: &Source) -> Citation {
        Citation {
            id: source.id.clone(),
            citation: source.citation.clone(),
            doi: source.doi.clone(),
            url: source.url.clone(),
        }
    }
}

impl Reason<'_> {
    /// The stance it permits or demands, if it has a say in it.
    #[must_use]
    pub fn vote(&self) -> Option<Stance> {
        self.permits.or(self.at_least)
    }
}

impl fmt::Display for Advice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}
