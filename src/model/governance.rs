//! Who stands behind a layer, for how long, and for whom: what a board asks of a rule set, and what every answer that
//! rests on it should say.

use crate::document::Date;
use crate::words::{Level, Status, UnknownWord, Word, words};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// A layer of a guideline: which rule set it is, and who stands behind it.
///
/// ```
/// use demeanor::governance::Status;
/// use demeanor::Guideline;
/// let layer = Guideline::standard().layers().next().expect("there is one");
/// assert_eq!(&*layer.id, "demeanor.standard");
/// assert_eq!(layer.about.status, Status::Draft);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Layer {
    /// Its id.
    pub id: Arc<str>,
    /// Its version.
    pub version: Arc<str>,
    /// What it is called.
    pub title: Arc<str>,
    /// Digest of its content, approvals apart: what an approval of it alone states.
    pub digest: Arc<str>,
    /// Digest of all layers up to this one, approvals apart: what an approval of what runs states.
    pub composition: Arc<str>,
    /// The names of its documents, in order.
    pub documents: Vec<Arc<str>>,
    /// Who stands behind it, for how long, and for whom.
    pub about: About,
}

/// Who stands behind a rule set, for how long, and for whom. What a document leaves out is empty here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct About {
    /// How ready it says it is; a draft where it does not say.
    pub status: Status,
    /// Who publishes it.
    pub publisher: Option<Arc<str>>,
    /// Who wrote it.
    pub authors: Vec<Arc<str>>,
    /// Who reviewed it.
    pub reviewers: Vec<Arc<str>>,
    /// Who approved it, in the order in which that is stated.
    pub approvals: Vec<Approval>,
    /// From when and until when it is in effect.
    pub effective: Effective,
    /// When it was last reviewed.
    pub last_review: Option<Date>,
    /// When it is to be reviewed next.
    pub next_review: Option<Date>,
    /// Where it applies.
    pub jurisdictions: Vec<Arc<str>>,
    /// For whom it is written.
    pub audience: Vec<Arc<str>>,
    /// Which clients it is meant for.
    pub populations: Vec<Arc<str>>,
    /// Which settings it is meant for.
    pub settings: Vec<Arc<str>>,
    /// Its language, as a tag such as `en`.
    pub language: Option<Arc<str>>,
    /// Its licence.
    pub license: Option<Arc<str>>,
    /// What it is for.
    pub purpose: Option<Arc<str>>,
    /// What it is not for, and where it is weak.
    pub limitations: Vec<Arc<str>>,
    /// What changed from version to version, in the order in which that is stated.
    pub changes: Vec<Revision>,
}

/// Somebody's approval of exactly one content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Approval {
    /// Who approved.
    pub by: Arc<str>,
    /// In what role.
    pub role: Option<Arc<str>>,
    /// When.
    pub date: Date,
    /// Digest of what was approved.
    pub digest: Arc<str>,
    /// Is that what is here now: the layer, or all layers up to it?
    pub current: bool,
    /// Is it all layers up to this one, so that exactly what runs was approved?
    pub whole: bool,
}

/// From when and until when a rule set is in effect; without an end where none is stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Effective {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
}

impl Effective {
    /// Is a day one of those?
    pub(crate) fn covers(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// What one version changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Revision {
    /// The version.
    pub version: Arc<str>,
    /// How much it changed.
    pub level: Level,
    /// What it changed.
    pub text: Arc<str>,
}

words! {
    /// What a reader has to be told of the rules that speak. The words are stable.
    #[non_exhaustive]
    pub enum StampKind {
        /// They are no longer to be used.
        Retired = "retired",
        /// They are not yet approved for use.
        Draft = "draft",
        /// They come into effect later than the day.
        NotYetEffective = "not_yet_effective",
        /// They went out of effect before the day.
        NoLongerEffective = "no_longer_effective",
        /// Their review was due before the day.
        ReviewOverdue = "review_overdue",
        /// They were approved, and have changed since.
        ChangedSinceApproval = "changed_since_approval",
        /// They were not written for the situation.
        OutOfScope = "out_of_scope",
    }
}

/// Something that a reader has to be told of one layer of the rules that speak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Stamp {
    /// What it is.
    pub stamp: StampKind,
    /// The id of the layer.
    pub layer: Arc<str>,
    /// The day it turns on: the first or last in effect, or that of the review.
    pub day: Option<Date>,
    /// The sentence to show.
    pub text: Arc<str>,
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl Layer {
    /// What a reader has to be told of it, whatever the situation: on a day, and without one what no day changes.
    ///
    /// ```
    /// use demeanor::governance::StampKind;
    /// use demeanor::Guideline;
    /// let layer = Guideline::standard().layers().next().expect("there is one");
    /// assert!(layer.stamps(None).iter().any(|stamp| stamp.stamp == StampKind::Draft));
    /// ```
    #[must_use]
    pub fn stamps(&self, day: Option<Date>) -> Vec<Stamp> {
        let mut stamps = Vec::new();
        match self.about.status {
            Status::Retired => stamps.push(self.stamp(StampKind::Retired, None)),
            Status::Draft => stamps.push(self.stamp(StampKind::Draft, None)),
            Status::Active => {}
        }
        if let Some(day) = day {
            stamps.extend(self.stamps_on(day));
        }
        if self.approved() == Some(false) {
            stamps.push(self.stamp(StampKind::ChangedSinceApproval, None));
        }
        stamps
    }

    fn stamps_on(&self, day: Date) -> impl Iterator<Item = Stamp> {
        let Effective { from, until } = self.about.effective;
        let on = |kind, date: Option<Date>| date.map(|date| self.stamp(kind, Some(date)));
        let not_yet = on(StampKind::NotYetEffective, from.filter(|&from| day < from));
        let no_longer = on(StampKind::NoLongerEffective, until.filter(|&until| until < day));
        let overdue = on(StampKind::ReviewOverdue, self.about.next_review.filter(|_| self.overdue(day)));
        [not_yet, no_longer, overdue].into_iter().flatten()
    }

    /// Is its content one that was approved? Nothing where nobody approved any.
    #[must_use]
    pub fn approved(&self) -> Option<bool> {
        let approvals = &self.about.approvals;
        (!approvals.is_empty()).then(|| approvals.iter().any(|approval| approval.current))
    }

    /// Is it approved together with all layers below it, as they are now? Nothing where nobody approved any content.
    #[must_use]
    pub fn approved_whole(&self) -> Option<bool> {
        let approvals = &self.about.approvals;
        (!approvals.is_empty()).then(|| approvals.iter().any(|approval| approval.whole))
    }

    /// Is it in effect on a day?
    #[must_use]
    pub fn in_effect(&self, day: Date) -> bool {
        self.about.effective.covers(day)
    }

    /// Is its review overdue on a day?
    #[must_use]
    pub fn overdue(&self, day: Date) -> bool {
        self.about.next_review.is_some_and(|due| due < day)
    }

    /// A stamp of this layer.
    pub(crate) fn stamp(&self, stamp: StampKind, day: Option<Date>) -> Stamp {
        Stamp { stamp, layer: self.id.clone(), day, text: said(stamp, day) }
    }
}

/// What is said of a stamp.
fn said(stamp: StampKind, day: Option<Date>) -> Arc<str> {
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    match stamp {
        StampKind::Retired => "These rules have been retired.".into(),
        StampKind::Draft => "These rules are a draft.".into(),
        StampKind::NotYetEffective => format!("These rules come into effect on {day}.").into(),
        StampKind::NoLongerEffective => format!("These rules were in effect until {day}.").into(),
        StampKind::ReviewOverdue => format!("The review of these rules was due on {day}.").into(),
        StampKind::ChangedSinceApproval => "These rules have changed since they were approved.".into(),
        StampKind::OutOfScope => "These rules were not written for a situation like this one.".into(),
    }
}

impl Default for About {
    fn default() -> About {
        About {
            status: Status::Draft,
            publisher: None,
            authors: Vec::new(),
            reviewers: Vec::new(),
            approvals: Vec::new(),
            effective: Effective::default(),
            last_review: None,
            next_review: None,
            jurisdictions: Vec::new(),
            audience: Vec::new(),
            populations: Vec::new(),
            settings: Vec::new(),
            language: None,
            license: None,
            purpose: None,
            limitations: Vec::new(),
            changes: Vec::new(),
        }
    }
}
