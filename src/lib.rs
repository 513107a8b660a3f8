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

// Where a part is left out, what only it uses has no use; the build of all features shows what has none at all.
#![cfg_attr(
    not(all(
        feature = "standard",
        feature = "schema",
        feature = "analysis",
        feature = "authoring",
        feature = "bulk"
    )),
    allow(dead_code, unused_imports)
)]

// The rooms, each of which uses only those above it; which of them it may use is held by `tests/layout.rs`.
mod words;
mod diagram;
mod document;
mod model;
mod check;
mod rows;
mod exact;
mod answer;
mod proof;
mod guideline;
mod situation;
mod interview;
mod live;
#[cfg(feature = "bulk")]
mod batch;
mod why;
mod replay;
#[cfg(feature = "analysis")]
mod analysis;
#[cfg(any(feature = "authoring", feature = "schema"))]
mod authoring;
#[cfg(feature = "standard")]
mod standard;

#[cfg(feature = "schema")]
pub use authoring::schema;

#[cfg(feature = "analysis")]
pub use analysis::{
    AdviceChange, CaseRun, Comparison, Coverage, Difference, Finding, FindingCode, FindingLevel, Gaps,
    LayerVersion, NamedKind, OneSided, Seen, StanceChange, UnknownChange,
};
pub use answer::{
    Advice, Against, Answer, AnswerTest, Citation, Conflict, Detail, Edition, FactGiven, Given, Guidance,
    LayerEdition, Missing, Pending, Question, Reason, ReasonKind, Report, SetAside, WouldAdvise,
};
#[cfg(feature = "authoring")]
pub use authoring::{
    ActionCard, CardAdvice, ExpectedAdvice, ImpossibleCard, LayerCard, Restated, RuleCard, SafeguardCard,
    SourceCard, TermCard,
};
#[cfg(feature = "bulk")]
pub use batch::{Batch, Rulings};
pub use document::{
    BadDate, Code, Date, Diagnostic, Document, Kind, Limit, Limits, Place, Position, Rejected, Severity,
};
pub use guideline::Guideline;
pub use interview::Interview;
pub use live::{Change, LiveSituation, NotMade, Ruling};
pub use model::{
    About, Added, Approval, ConditionLine, CountRange, Effective, Fact, FactOption, FactTest, FactValue,
    Fallback, Layer, MarkedSafety, Relaxed, Revision, Share, SituationRegion, Stamp, StampKind, ValueTest,
    Withdrawn, Wording,
};
pub use situation::Situation;
pub use why::{AdviceQuestion, ChangedFact, DecidedBy, PossibleChange, WouldChange};
pub use words::{
    Askable, Authority, Certainty, Level, Modality, Moment, SourceKind, Stance, Status, Strength, Stricter,
};

#[cfg(all(doctest, feature = "standard"))]
#[doc = include_str!("../README.md")]
struct Readme;
