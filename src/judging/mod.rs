//! Written conditions into judged ones: the same in every complete situation, and exact part by part in partial ones.
//!
//! What differs from `model`, which only holds the two: here one is made from the other. `by_parts` puts parts together
//! that speak of the same facts, `regions` finds every smallest part of what such parts come to, and `function` is what a
//! condition comes to in every situation, as a diagram.

mod by_parts;
mod function;
mod regions;

pub(crate) use by_parts::judged;
pub(crate) use function::function;
