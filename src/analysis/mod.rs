//! What is true of a guideline as a whole: findings and gaps, the cases it keeps, what those cases cover, and how it
//! differs from another guideline.

mod cases;
mod compare;
mod coverage;
mod findings;

pub use cases::CaseRun;
pub use compare::{
    AdviceChange, Comparison, Difference, LayerVersion, NamedKind, StanceChange, UnknownChange,
};
pub use coverage::{Coverage, OneSided, Seen};
pub use findings::{Finding, FindingCode, FindingLevel, Gaps};
