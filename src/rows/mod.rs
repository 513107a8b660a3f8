//! The model as rows of bits: which rules are true in one situation, which stand, and the verdict they come to.
//!
//! One of two compiled forms of a model, made for speed; `exact` is the other, made for proof. Facts become columns of
//! small codes (`columns`), conditions become clauses (`clauses`) and blocks of bits (`block`), rules that set others
//! aside become masks (`overrides`), and `judge` reads the verdict off.

mod block;
mod clauses;
mod column_groups;
mod columns;
mod conditions;
mod judge;
mod neighbours;
mod overrides;
mod places;
mod truth_bits;

pub(crate) use column_groups::Codes;
pub(crate) use judge::{Judge, Judged, come_to};
pub(crate) use truth_bits::Truths;
