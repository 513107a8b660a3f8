//! For people who write and read rule sets: the handbook of what a guideline holds, and JSON Schemas for editors.

mod handbook;
pub mod schema;

pub use handbook::{
    ActionCard, CardAdvice, ExpectedAdvice, ImpossibleCard, LayerCard, Restated, RuleCard, SafeguardCard,
    SourceCard, TermCard,
};
