//! Text in; a typed mirror of the document out, or every fault with its place.
//!
//! This room reads JSON (`json`, `parse`, `open`; `slips` says what is wrong with it), mirrors rule sets and situations field by
//! field (`rule_set`, `situation`, `condition`, `usual`, by the macro in `record`), lays documents out in one way (`format`), and
//! says what is wrong and where (`diagnostic`, `fault_code`). `compact` writes plain data as JSON text (on the web, `compact_wasm`
//! does). It sets the limits of everything (`limits`). It knows no guideline: a name is only text here.

#[cfg(not(target_family = "wasm"))]
mod compact;
#[cfg(target_family = "wasm")]
mod compact_wasm;
mod condition;
mod date;
mod diagnostic;
mod digest;
mod digest_key;
mod discreet;
mod facts;
mod fault_code;
mod field;
mod field_order;
mod finite;
mod format;
mod garbled;
mod json;
mod kind;
mod limits;
mod misplaced;
mod name_of;
mod open;
mod outline;
mod parse;
mod record;
pub(crate) mod rule_set;
mod situation;
mod slips;
mod wrong_kind;
mod suggest;
mod usual;
mod wording;

#[cfg(not(target_family = "wasm"))]
pub(crate) use compact::{written, written_with_room};
#[cfg(target_family = "wasm")]
pub(crate) use compact_wasm::{written, written_with_room};
pub(crate) use condition::{Condition, Entry, NonEmpty, OneOrMany, Scalar, Test, TestObject};
pub use date::{BadDate, Date};
pub use diagnostic::{Diagnostic, Place, Position, Rejected};
pub(crate) use diagnostic::{Faults, Origin, Source};
pub(crate) use digest::{KEYED, content_digest, digest, keyed_digest};
pub use digest_key::{DigestKey, ShortKey};
pub(crate) use facts::{Choice, Fact, FinerChoice, LayerPresumption, Presume, Refinement};
pub use fault_code::{Code, Severity};
pub use field::{Clash, Field, FieldRange};
pub(crate) use finite::not_finite;
pub(crate) use json::Node;
pub use kind::Kind;
pub use limits::{Limit, Limits};
pub(crate) use name_of::NameOf;
pub(crate) use open::read_text;
pub(crate) use record::At;
pub use rule_set::Document;
pub(crate) use rule_set::{Advised, Expectation, Extends, Otherwise, RuleSet, WhileUnknown};
pub(crate) use situation::{Given, GivenValue};
pub(crate) use suggest::{meant, suggested, suggestion};
pub(crate) use usual::Usual;
pub(crate) use wording::{Sentence, Sentences, Wording};
