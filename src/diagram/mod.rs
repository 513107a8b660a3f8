//! Functions of many small variables as decision diagrams: shared, reduced, and worked out within a budget of steps.
//!
//! This room knows no guideline. It turns leaves and joins into nodes, and answers what is asked of a node: where it
//! leads, how much of the whole it covers, what the cheapest way to a true leaf is. A diagram without its tables, for
//! reading only, is `frozen`. Nodes are found by what they are through `unique`, and results that are asked for again through `memo`.

mod cheapest_path;
mod diagrams;
mod frozen;
mod join;
mod memo;
mod node;
mod regions;
mod search;
mod taken;
mod unique;
mod weight;

pub(crate) use cheapest_path::cheapest_path;
pub(crate) use diagrams::{Diagrams, OverBudget};
pub(crate) use frozen::{Chart, Leaves, Target, leaves_of};
pub(crate) use join::Join;
pub(crate) use node::{
    Leaf, LeafMap, Mark, Node, ONLY_FALSE, ONLY_TRUE, TRUE, UNCHANGED, any_of, only, relabelled,
};
pub(crate) use taken::Taken;
pub(crate) use weight::weight;
