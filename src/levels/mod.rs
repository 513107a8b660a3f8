//! Facts into levels of a diagram, and their values into edges.
//!
//! A flag, choice, scale or count is one level; a count has an edge for each range of values within which no condition changes. A
//! `several` is a level for each option. In the encoding of partial situations each fact can also be unknown: that is one
//! more edge, and for a `several` one more level, before its options. `place` is one fact, `encoding` all of them, `region`
//! the way back from edges to facts with values.

mod encoding;
mod place;
mod region;

pub(crate) use encoding::{Encoding, UNKNOWN};
pub(crate) use place::{Over, Place, Values};
pub(crate) use region::{Edges, region};
