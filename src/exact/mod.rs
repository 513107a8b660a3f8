//! The model as decision diagrams: every situation at once, known in full or in part.
//!
//! One of two compiled forms of a model, made for proof; `rows` is the other, made for speed. Facts become levels
//! (in the order of `fact_order`), truth, standing and verdict become functions (`functions`,
//! `prover`), and the rest asks them: which stances are possible (`outlook`, `extremes`), what the answers to a
//! question leave (`walk`), which facts can change the stance (`deciding_facts`), what decided it (`decided_by`),
//! what would change it (`would_change`), where a function is true (`cubes`, `cover`) and one situation of it (`witness`).
//! What many questions may cost together is counted by `allowance`, and for those over partial situations by `partial_prover`.

mod prover;
mod allowance;
mod advice_questions;
mod walk;
mod bounds;
mod cover;
mod cubes;
mod decided_by;
mod deciding_facts;
mod fact_order;
mod functions;
mod kept;
mod lift;
mod partial_prover;
mod outlook;
mod share;
mod extremes;
mod witness;
mod would_apply;
mod would_change;

pub(crate) use advice_questions::{absolute, advice_questions, demand_questions};
pub(crate) use allowance::Allowance;
pub(crate) use cover::{Covered, cover};
pub(crate) use decided_by::decided;
pub(crate) use extremes::Extremes;
pub(crate) use fact_order::fact_order;
pub(crate) use functions::{Functions, leaf, stance_of};
pub(crate) use lift::lift;
pub(crate) use outlook::{Outlook, Possible};
pub(crate) use partial_prover::PartialProver;
pub(crate) use prover::{Prover, modality_leaf, modality_table, stance_table};
pub(crate) use share::share_of;
pub(crate) use walk::Walk;
pub(crate) use witness::{fewest_facts, like, nearest, with_in_words};
pub(crate) use would_apply::would_apply;
pub(crate) use would_change::would_change;
