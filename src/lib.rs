//! Clinic guidelines on therapists' own emotional expression in session, as declarative rules that explain themselves.
mod words;
mod truth;
mod date;
mod digest;
mod json;
mod diagnostic;
mod document;
mod vocabulary;
mod condition;
mod wording;
mod model;
mod check;
mod standing;
mod verdict;
mod advice;
mod guidance;
mod edition;
mod evaluate;
mod guideline;
mod situation;
mod text;
mod phrase;
mod rule_card;
mod cases;
mod standard;
pub mod schema;

pub use cases::CaseRun;
pub use date::{BadDate, Date};
pub use diagnostic::{Code, Diagnostic, MAX_DIAGNOSTICS, Place, Position, Rejected, Severity};
pub use document::{Document, Kind};
pub use guidance::{
    Advice, Against, Citation, Conflict, Edition, FactGiven, FactValue, Given, Guidance, LayerEdition,
    Missing, Pending, Question, Reason, ReasonKind, SetAside, WouldAdvise,
};
pub use guideline::Guideline;
pub use rule_card::{CardAdvice, RuleCard};
pub use situation::Situation;
pub use text::{Detail, Report};
pub use vocabulary::{CountRange, Fact, FactOption};
pub use wording::Wording;
pub use words::{
    Askable, Authority, Certainty, Level, Modality, Moment, SourceKind, Stance, Status, Strength, Stricter,
};
