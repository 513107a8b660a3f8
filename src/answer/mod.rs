//! One situation in; its guidance out, as a value, as JSON and as text.
//!
//! `standing` finds which rules stand, `verdict` the stance, `advice` the actions, `questions` what is worth finding out;
//! `account` puts what was found together by number, `value` and `json` put it into words that `phrasebook` and `pieces`
//! made once, and `report` writes it for a person. `guidance` is what a host holds.

mod account;
mod advice;
mod asked;
mod compiled;
mod edition;
mod guidance;
mod json;
mod open_facts;
mod phrasebook;
mod presume;
mod presumed;
mod pieces;
mod provisos;
mod question;
mod questions;
mod report;
mod standing;
mod value;
mod verdict;

pub(crate) use advice::Offers;
pub(crate) use asked::{Asked, Given as GivenFacts};
pub(crate) use compiled::Compiled;
pub(crate) use edition::Editions;
pub use guidance::{
    Advice, Against, Citation, Conflict, Covered, Edition, FactGiven, Given, Guidance, LayerEdition, Missing,
    Pending, Reason, ReasonKind, SetAside, WouldAdvise,
};
pub(crate) use json::guidance_json;
pub(crate) use presume::presume;
pub use question::{Answer, AnswerTest, Presumed, Question};
pub(crate) use questions::answers as possible_answers;
pub use report::{Detail, Report};
pub(crate) use standing::{Standings, term_truths};
pub(crate) use value::{guidance, guidance_on};
pub(crate) use verdict::{Verdict, weigh};
