//! For people who write and read rule sets: the handbook of what a guideline holds, and JSON Schemas for editors.

#[cfg(feature = "authoring")]
mod handbook;
#[cfg(feature = "schema")]
pub mod schema;

#[cfg(feature = "authoring")]
pub use handbook::{
    AcknowledgedCard, ActionCard, CardAdvice, ExpectedAdvice, ImpossibleCard, LayerCard, PresumptionCard,
    Replacement, Restated, RuleCard, SafeguardCard, SourceCard, TermCard,
};
