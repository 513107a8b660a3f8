//! A rule set and situations made from bytes.

use crate::oracle::generate::{Case, cases};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// A rule set and its situations draw no more bytes than this.
const DRAWN: usize = 65_536;

pub(crate) fn drawn(bytes: &[u8]) -> Option<Case> {
    let random = TestRng::from_seed(RngAlgorithm::PassThrough, &filled(bytes));
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    cases().new_tree(&mut runner).ok().map(|drawn| drawn.current())
}

/// The bytes, and behind them as many others as are ever drawn: where there are only zeros left, drawing may never end.
fn filled(bytes: &[u8]) -> Vec<u8> {
    let mut filled = bytes.to_vec();
    let mut state =
        bytes.iter().fold(1_u64, |state, byte| state.wrapping_mul(31).wrapping_add(u64::from(*byte)));
    while filled.len() < DRAWN {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        filled.extend_from_slice(&(state >> 16).to_le_bytes()[..4]);
    }
    filled
}
