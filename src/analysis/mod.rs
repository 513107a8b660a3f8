//! What is true of a guideline as a whole: findings and gaps, the cases it keeps, what those cases cover, and how it
//! differs from another guideline.
//!
//! ```
//! use demeanor::Guideline;
//! use demeanor::analysis::FindingLevel;
//!
//! let findings = Guideline::standard().findings();
//! assert!(findings.iter().all(|finding| finding.level == FindingLevel::Note || finding.share.is_some() || finding.witness.is_none()));
//! ```

mod cases;
mod compare;
mod coverage;
mod findings;
mod relaxations;

pub use crate::model::{FactTest, Share, SituationRegion, ValueTest};
pub use cases::CaseRun;
pub use compare::{
    AdviceChange, Comparison, Difference, LayerVersion, NamedKind, StanceChange, UnknownChange,
};
pub use coverage::{Coverage, OneSided, Seen};
pub use findings::{Finding, FindingCode, FindingLevel, Gaps};
pub use relaxations::{Loosening, Loosens, Relaxation};
