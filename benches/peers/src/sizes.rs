//! The sizes that are compared.

/// Rules and facts.
pub const SIZES: [(usize, usize); 3] = [(60, 40), (600, 60), (6000, 100)];
