//! Clinic guidelines on therapists' own emotional expression in session, as declarative rules that explain themselves.
//!
//! May a therapist cry, laugh, show anger, name a feeling: when, how much, and what then? A *guideline* answers for a
//! described *situation* with a *stance*, advice, and the whole rationale. It supports a clinician's judgement and never
//! replaces it.
//!
//! ```
//! use demeanor::Guideline;
//! use serde::Serialize;
//!
//! #[derive(Serialize)]
//! struct Session { expression: Expression, client: Client }
//! #[derive(Serialize)]
//! struct Expression { emotion: &'static str, intensity: &'static str }
//! #[derive(Serialize)]
//! struct Client { age_band: Option<&'static str> }
//!
//! let session = Session {
//!     expression: Expression { emotion: "sadness", intensity: "mild" },
//!     client: Client { age_band: None }, // not known, which is never the same as no
//! };
//! let guideline = Guideline::standard(); // the rules that ship, compiled once
//! let situation = guideline.situation(&session)?;
//! let guidance = situation.guidance(); // cannot fail
//! println!("{}", guidance.stance());
//! for advice in guidance.advice() {
//!     println!("{advice}");
//! }
//! println!("{guidance}"); // the rationale, for a person
//! let json = serde_json::to_string(&guidance)?; // the rationale, for an app
//! # assert!(json.contains("reasons"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # How it works
//! 1. [`Document`]s, those that ship ([`Document::standard`]) and a clinic's own, are read, checked and composed by
//!    [`Guideline::build`], which gives a guideline or every [`Diagnostic`] of every document at once.
//! 2. A [`Situation`] holds the facts that are known, within the guideline's vocabulary. A fact that is not given is
//!    unknown.
//! 3. [`Situation::guidance`] judges every rule in three-valued logic, lets rules set others aside, weighs permissions
//!    and limits, gathers advice without mixed messages, and keeps the reason for all of it.
//! 4. [`Guidance`] is plain data: `Display` gives a note for ten seconds, [`Guidance::report`] more, serde all of it.
//!
//! The documents' format and their exact meaning are described in `docs/format.md` and `docs/meaning.md`.
//!
//! The library reads no clock, file or environment, is deterministic to the byte, and has no `unsafe` code and no
//! run-time errors: everything that can be wrong with rules is found when they are built.

#![cfg_attr(
    not(all(feature = "standard", feature = "schema", feature = "analysis", feature = "authoring")),
    allow(
        dead_code,
        unreachable_pub,
        unused_imports,
        reason = "what only a part that is left out uses has no use; the build of all features shows what has none"
    )
)]

// The rooms, each of which uses only those above it; which of them it may use is held by `tests/layout`.
mod words;
mod diagram;
mod document;
mod model;
mod levels;
mod judging;
mod check;
mod rows;
mod exact;
mod answer;
mod proof;
mod guideline;
mod situation;
mod interview;
mod live;
pub mod why;
mod replay;
#[cfg(feature = "analysis")]
pub mod analysis;
#[cfg(any(feature = "authoring", feature = "schema"))]
mod authoring;
#[cfg(feature = "standard")]
mod standard;

#[cfg(feature = "schema")]
pub use authoring::schema;

// What most embedders hold. All other public names stand in the modules below, each name in one place.
pub use answer::{Advice, Answer, Detail, Guidance, Question, Reason, Report};
pub use document::{Date, Diagnostic, Document, Kind, Rejected};
pub use guideline::Guideline;
pub use interview::Interview;
pub use live::{Change, LiveSituation};
pub use model::{Fact, FactValue};
pub use situation::Situation;
pub use words::Stance;

/// The code of the pages for hosts is compiled and run.
#[cfg(all(doctest, feature = "standard"))]
mod pages {
    #![doc = include_str!("../docs/embedding.md")]
    #![doc = include_str!("../docs/privacy.md")]
}

/// What [`Guidance`] is made of: its parts, and the words in which they are said.
///
/// ```
/// use demeanor::Guideline;
/// use demeanor::guidance::{Modality, Moment};
///
/// let situation = Guideline::standard().empty_situation();
/// let guidance = situation.with("expression.emotion", "anger")?.guidance();
/// let now = guidance.advice().filter(|advice| advice.moment == Moment::InTheMoment);
/// let musts = now.filter(|advice| advice.modality == Modality::Must);
/// println!("{} things to do now without fail", musts.count());
/// # Ok::<(), demeanor::Rejected>(())
/// ```
pub mod guidance {
    pub use crate::answer::{
        Against, AnswerTest, AskFirst, Citation, Conflict, Covered, Departure, Edition, FactGiven, Given,
        LayerEdition, Missing, Pending, Presumed, ReasonKind, Record, SetAside, ShortEdition, ShortLayer,
        ShortRecord, WouldAdvise,
    };
    pub use crate::document::DigestKey;
    pub use crate::interview::{InterviewQuestion, SavedInterview};
    pub use crate::replay::{Changed, Replay, ReplayDifference};
    pub use crate::words::{Authority, Certainty, Modality, Moment, Part, SourceKind, Strength};
}

/// What can be wrong with what is given: a [`Diagnostic`]'s code, weight and place, and the limits of what is read.
///
/// ```
/// use demeanor::diagnostic::{Code, Severity};
/// use demeanor::{Document, Guideline};
///
/// let rejected = Guideline::build([Document::new("clinic.json", "{}")]).unwrap_err();
/// let first = &rejected.diagnostics()[0];
/// assert_eq!((first.code, first.severity), (Code::MissingField, Severity::Error));
/// assert_eq!(first.place.document, "clinic.json");
/// ```
pub mod diagnostic {
    pub use crate::document::{
        BadDate, Clash, Code, Field, FieldRange, Limit, Limits, Place, Position, Severity, ShortKey,
    };
    pub use crate::live::NotMade;
    pub use crate::words::UnknownWord;
}

/// Who stands behind each layer of a guideline, for how long, and for whom.
///
/// ```
/// use demeanor::Guideline;
/// use demeanor::governance::Status;
///
/// let mut layers = Guideline::standard().layers();
/// assert!(layers.all(|layer| layer.about.status == Status::Draft && layer.about.approvals.is_empty()));
/// ```
pub mod governance {
    pub use crate::model::{About, Approval, Effective, Layer, Revision, Stamp, StampKind};
    pub use crate::words::{Level, Status};
}

/// What a guideline holds, to be shown and looked up: its facts with their options and, with the feature `authoring`,
/// a card for each rule, term, action, safeguard, source and layer.
///
/// ```
/// use demeanor::Guideline;
/// use demeanor::handbook::Askable;
///
/// let mut facts = Guideline::standard().facts().iter();
/// let emotion = facts.find(|fact| &*fact.id == "expression.emotion").expect("it is a fact");
/// assert!(emotion.options.iter().any(|option| &*option.id == "sadness"));
/// assert_eq!(emotion.askable, Askable::First);
/// ```
pub mod handbook {
    #[cfg(feature = "authoring")]
    pub use crate::authoring::{
        AcknowledgedCard, ActionCard, CardAdvice, ExpectedAdvice, ImpossibleCard, LayerCard, PresumptionCard,
        Replacement, Restated, RuleCard, SafeguardCard, SourceCard, TermCard,
    };
    #[cfg(feature = "authoring")]
    pub use crate::model::{
        Added, ConditionLine, CoveredAction, Covering, Fallback, FinerOption, MarkedSafety, Presumes,
        Refined, Relaxed, Reworded, RewordedAction, Withdrawn, WithdrawnAction,
    };
    pub use crate::model::{CountRange, FactGroup, FactOption, SentenceCard, Wording};
    pub use crate::words::{Askable, Stricter};
}

/// Many situations one after the other: what the rules come to in each by number, without words. One situation that turns
/// into the next, and one ruling that is found in again, take no memory anew.
///
/// ```
/// use demeanor::Guideline;
///
/// let guideline = Guideline::standard();
/// let mut live = guideline.empty_situation().live();
/// let mut ruling = live.ruling().clone();
/// for record in [r#"{ "expression.emotion": "anger" }"#, r#"{ "expression.emotion": "joy" }"#] {
///     live.read(record)?;
///     live.ruling_into(&mut ruling);
///     println!("{}: {} rules stand", ruling.stance(), ruling.standing().count());
/// }
/// # Ok::<(), demeanor::Rejected>(())
/// ```
pub mod bulk {
    pub use crate::live::Ruling;
}

#[cfg(all(doctest, feature = "standard"))]
#[doc = include_str!("../README.md")]
struct Readme;
