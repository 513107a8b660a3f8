//! Guidance: the answer together with its whole rationale, as plain data.

use super::question::{Presumed, Question};
use crate::document::Date;
use crate::model::{FactValue, Source, Stamp, Wording};
use crate::words::{Askable, Authority, Certainty, Modality, Moment, Stance, Status, Strength};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// What a guideline says of a situation, and why.
///
/// Its `Display` is a note for a person with ten seconds; serialised, it is complete. It supports a clinician's
/// judgement and never replaces it.
///
/// ```
/// use demeanor::Guideline;
/// let situation = Guideline::standard().situation_from_json("{}")?;
/// let guidance = situation.guidance();
/// let json = serde_json::to_string(&guidance)?;
/// assert_eq!(serde_json::from_str::<demeanor::Guidance>(&json)?, guidance);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Guidance {
    pub(crate) stance: Stance,
    pub(crate) headline: Arc<str>,
    pub(crate) settled: bool,
    /// Laxest first; `None` where they were too much to work out.
    pub(crate) possible: Option<Vec<Stance>>,
    pub(crate) advice: Vec<Advice>,
    pub(crate) reasons: Vec<Reason>,
    pub(crate) set_aside: Vec<SetAside>,
    pub(crate) pending: Vec<Pending>,
    pub(crate) against: Option<Against>,
    pub(crate) conflicts: Vec<Conflict>,
    /// `None` where the possible stances were too much to work out.
    pub(crate) questions: Option<Vec<Question>>,
    /// Is what is usual taken to be so?
    #[serde(default)]
    pub(crate) presuming: bool,
    /// What was taken to be so, in the order of the vocabulary.
    #[serde(default)]
    pub(crate) presumed: Vec<Presumed>,
    /// The facts that were said to be unknown, so that nothing was presumed of them.
    #[serde(default)]
    pub(crate) struck: Vec<Arc<str>>,
    /// Only where it was asked for.
    pub(crate) decided_by: Option<Vec<Vec<Arc<str>>>>,
    pub(crate) sources: Vec<Citation>,
    pub(crate) guideline: Arc<Edition>,
    /// The version of this library.
    pub(crate) engine: Arc<str>,
    pub(crate) situation: Given,
}

/// One advised action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Advice {
    /// The action's id.
    pub action: Arc<str>,
    /// The whole sentence, worded for its modality.
    pub text: Arc<str>,
    /// When it is done.
    pub moment: Moment,
    /// How strongly it is advised, or advised against.
    pub modality: Modality,
    /// Is it about life and limb?
    pub urgent: bool,
    /// The rules that advise it.
    pub rules: Vec<Arc<str>>,
    /// What is advised too and done with it, and so does not stand beside it.
    pub covers: Vec<Covered>,
}

impl Advice {
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
pub struct Covered {
    /// The action's id.
    pub action: Arc<str>,
    /// The whole sentence, worded for its modality.
    pub text: Arc<str>,
    /// When it would be done.
    pub moment: Moment,
    /// How strongly it is advised.
    pub modality: Modality,
    /// The rules that advise it.
    pub rules: Vec<Arc<str>>,
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
pub struct Reason {
    /// What kind of reason.
    pub kind: ReasonKind,
    /// The rule's id.
    pub rule: Option<Arc<str>>,
    /// The rule's title.
    pub title: Option<Arc<str>>,
    /// Why.
    pub because: Arc<str>,
    /// The strongest consideration against it, where its rule states one.
    pub against: Option<Arc<str>>,
    /// The stance it permits.
    pub permits: Option<Stance>,
    /// The stance it demands at least.
    pub at_least: Option<Stance>,
    /// The facts that made it apply.
    pub facts: Vec<Arc<FactGiven>>,
    /// The unknown facts that leave it in doubt, or that call for caution.
    pub unknown: Vec<Arc<str>>,
    /// The ids of the sources it rests on.
    pub sources: Vec<Arc<str>>,
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
pub struct SetAside {
    /// Its id.
    pub rule: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// The standing rules that set it aside.
    pub by: Vec<Arc<str>>,
    /// The rules that stand again because it is set aside.
    pub reinstates: Vec<Arc<str>>,
}

/// A rule that an unknown fact keeps open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Pending {
    /// Its id.
    pub rule: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// The stance it would permit.
    pub permits: Option<Stance>,
    /// The stance it would demand at least.
    pub at_least: Option<Stance>,
    /// The unknown facts that keep it open.
    pub facts: Vec<Arc<str>>,
    /// What it would advise.
    pub would_advise: Vec<WouldAdvise>,
}

/// What an open rule would advise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct WouldAdvise {
    /// The action's id.
    pub action: Arc<str>,
    /// How strongly.
    pub modality: Modality,
}

/// The strongest consideration on the other side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Against {
    /// The rule that states it.
    pub rule: Arc<str>,
    /// The consideration.
    pub text: Arc<str>,
}

/// Advice that does not go together: a fault of the guideline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Conflict {
    /// One action, both advised and advised against, or two that contradict each other.
    pub actions: Vec<Arc<str>>,
    /// The rules that ask for them.
    pub rules: Vec<Arc<str>>,
    /// Those of them that have no say, because rules of higher authority demand the opposite.
    pub overruled: Vec<Arc<str>>,
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
pub struct Given {
    /// The facts that are known, by id.
    pub facts: BTreeMap<Arc<str>, FactValue>,
    /// The safety facts that are not known.
    pub missing: Vec<Missing>,
    /// Digest of the facts.
    pub digest: Arc<str>,
}

/// A safety fact that is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Missing {
    /// The fact's id.
    pub fact: Arc<str>,
    /// The question that it answers.
    pub ask: Arc<str>,
    /// When it can be asked.
    pub askable: Askable,
}

impl Guidance {
    /// What to do with the expression.
    #[must_use]
    pub fn stance(&self) -> Stance {
        self.stance
    }

    /// The stance as a sentence.
    #[must_use]
    pub fn headline(&self) -> &str {
        &self.headline
    }

    /// Is this the only stance that is possible, whatever the answers to what is not known?
    #[must_use]
    pub fn settled(&self) -> bool {
        self.settled
    }

    /// The stances that are possible, whatever the answers to what is not known: laxest first. `None` where they were
    /// too much to work out.
    #[must_use]
    pub fn possible(&self) -> Option<&[Stance]> {
        self.possible.as_deref()
    }

    /// What is worth finding out, best first: facts that can change the stance, and safety facts that are not known.
    /// `None` where that was too much to work out.
    #[must_use]
    pub fn questions(&self) -> Option<&[Question]> {
        self.questions.as_deref()
    }

    /// The sets of known facts that decided the stance, where they were asked for: see
    /// [`DecidedBy`](crate::why::DecidedBy).
    #[must_use]
    pub fn decided_by(&self) -> Option<&[Vec<Arc<str>>]> {
        self.decided_by.as_deref()
    }

    /// Is what is usual taken to be so, where nobody says otherwise?
    #[must_use]
    pub fn presuming(&self) -> bool {
        self.presuming
    }

    /// What was taken to be so, in the order of the vocabulary, with what would come of each other answer. Empty unless
    /// the situation is a [presuming](crate::Situation::presuming) one.
    #[must_use]
    pub fn presumed(&self) -> &[Presumed] {
        &self.presumed
    }

    /// The facts that were said to be unknown, of which nothing was presumed.
    #[must_use]
    pub fn struck(&self) -> &[Arc<str>] {
        &self.struck
    }

    /// What to do and not to do: by moment, strongest first.
    #[must_use]
    pub fn advice(&self) -> &[Advice] {
        &self.advice
    }

    /// What led to it: strictest first.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// Rules that are true and do not stand.
    #[must_use]
    pub fn set_aside(&self) -> &[SetAside] {
        &self.set_aside
    }

    /// Rules that an unknown fact keeps open: strictest first.
    #[must_use]
    pub fn pending(&self) -> &[Pending] {
        &self.pending
    }

    /// The strongest consideration on the other side.
    #[must_use]
    pub fn against(&self) -> Option<&Against> {
        self.against.as_ref()
    }

    /// Advice that does not go together; empty unless the guideline has a fault.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// The sources that reasons cite, in full.
    #[must_use]
    pub fn sources(&self) -> &[Citation] {
        &self.sources
    }

    /// Which guideline spoke.
    #[must_use]
    pub fn guideline(&self) -> &Edition {
        &self.guideline
    }

    /// The version of the library that gave it.
    #[must_use]
    pub fn engine(&self) -> &str {
        &self.engine
    }

    /// The situation it is for.
    #[must_use]
    pub fn situation(&self) -> &Given {
        &self.situation
    }
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

impl Reason {
    /// The stance it permits or demands, if it has a say in it.
    #[must_use]
    pub fn vote(&self) -> Option<Stance> {
        self.permits.or(self.at_least)
    }
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}
