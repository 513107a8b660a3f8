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

// Each module uses only those above it.
mod words;
mod truth;
mod limits;
mod date;
mod digest;
mod json;
mod diagnostic;
mod document;
mod formatted;
mod vocabulary;
mod governance;
mod statements;
mod condition;
mod wording;
mod model;
mod check;
mod diagram;
mod search;
mod encoding;
mod fact_order;
mod functions;
mod chart;
mod outlook;
mod lift;
mod extremes;
mod columns;
mod clauses;
mod clusters;
mod layout;
mod truths;
mod groups;
mod block;
mod rows;
mod overrides;
mod judge;
mod planes;
mod reader;
mod guidance;
mod values;
mod ready;
mod pieces;
mod compiled;
mod standing;
mod open_facts;
mod verdict;
mod advice;
mod edition;
mod walk;
mod changing;
mod questions;
mod account;
mod evaluate;
mod written;
mod expectation;
mod path;
mod decided;
mod region;
mod cover;
mod share;
mod would_change;
mod counterexample;
mod prover;
mod breach;
mod prove;
mod prove_layers;
mod advice_questions;
mod guideline;
mod situation;
mod interview;
mod phrase;
mod situation_region;
mod inquiry;
mod replay;
mod ruling;
mod joint;
mod compare;
mod batch;
mod findings;
mod text;
mod rule_card;
mod cards;
mod layer_card;
mod cases;
mod coverage;
mod standard;
pub mod schema;

pub use batch::{Batch, Rulings};
pub use cards::{ActionCard, ExpectedAdvice, ImpossibleCard, SafeguardCard, SourceCard, TermCard};
pub use cases::CaseRun;
pub use compare::{
    AdviceChange, Comparison, Difference, LayerVersion, NamedKind, StanceChange, UnknownChange,
};
pub use coverage::{Coverage, OneSided, Seen};
pub use date::{BadDate, Date};
pub use diagnostic::{Code, Diagnostic, Place, Position, Rejected, Severity};
pub use document::{Document, Kind};
pub use findings::{Finding, FindingCode, FindingLevel, Gaps};
pub use governance::{About, Approval, Effective, Layer, Revision, Stamp, StampKind};
pub use guidance::{
    Advice, Against, Answer, AnswerTest, Citation, Conflict, Edition, FactGiven, FactValue, Given, Guidance,
    LayerEdition, Missing, Pending, Question, Reason, ReasonKind, SetAside, WouldAdvise,
};
pub use guideline::Guideline;
pub use inquiry::{AdviceQuestion, ChangedFact, DecidedBy, PossibleChange, WouldChange};
pub use interview::Interview;
pub use layer_card::{LayerCard, Restated};
pub use limits::{Limit, Limits};
pub use phrase::ConditionLine;
pub use rule_card::{CardAdvice, RuleCard};
pub use ruling::{Change, LiveSituation, Ruling};
pub use share::Share;
pub use situation::Situation;
pub use situation_region::{FactTest, SituationRegion, ValueTest};
pub use statements::{Added, Fallback, MarkedSafety, Relaxed, Withdrawn};
pub use text::{Detail, Report};
pub use vocabulary::{CountRange, Fact, FactOption};
pub use wording::Wording;
pub use words::{
    Askable, Authority, Certainty, Level, Modality, Moment, SourceKind, Stance, Status, Strength, Stricter,
};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
