//! What must hold before a guideline is accepted: its safeguards, and what an upper layer may not do to those below.
//!
//! Each is proved over every situation, known in full or in part; what fails is refused with a situation of fewest facts
//! (`counterexample`, told by `shown`) and the entries to blame (`blame`), and what could not be decided within the budget is
//! refused too. `expectation` says what guidance lacks of what safeguards and cases expect.

mod blame;
mod counterexample;
mod expectation;
mod layers;
mod safeguards;
mod shown;

pub(crate) use expectation::{missing_advice, unmet, unmet_by_stance, unwanted_advice};
pub(crate) use layers::{Loosened, Looser, Relaxing, prove_layers, relaxations};
pub(crate) use safeguards::prove_safeguards;
