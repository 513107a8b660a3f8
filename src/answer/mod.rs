//! One situation in; its guidance out, as a value, as JSON and as text.
//!
//! `standing` finds which rules stand, `verdict` the stance, `advice` the actions, `causes` the reasons; `found` is all of it,
//! by number. `fill_presumed` takes what is usual to be so where nothing is given. `guidance` is what a host holds: what was
//! found, and what of. `reading` puts it into the words of `record`, with what `phrasebook` has ready; `discreet` takes out of
//! a record what was given, `short` keeps what it takes to ask again, and `report` writes one for a person. `questions` and
//! `presumed` are worked out when they are read, with `anew` for what gives way to an answer. `departure` is what a clinician
//! did instead.

mod advice;
mod anew;
mod asked;
mod causes;
mod compiled;
mod departure;
mod discreet;
mod edition;
mod found;
mod guidance;
mod open_facts;
mod phrasebook;
mod fill_presumed;
mod presumed;
mod provisos;
mod question;
mod questions;
mod reading;
mod record;
mod report;
mod short;
mod standing;
mod verdict;

pub(crate) use advice::Offers;
pub(crate) use anew::Anew;
pub(crate) use asked::{Asked, Given as GivenFacts};
pub(crate) use compiled::Compiled;
pub use departure::Departure;
pub(crate) use edition::Editions;
pub(crate) use fill_presumed::presume;
pub use guidance::Guidance;
pub(crate) use guidance::{guidance, guidance_undated};
pub use question::{Answer, AnswerTest, Presumed, Question};
pub(crate) use questions::{answer_in_words, answers as possible_answers, untested_answers};
pub use record::{
    Advice, Against, AskFirst, Citation, Conflict, Covered, Edition, FactGiven, Given, LayerEdition, Missing,
    Pending, Reason, ReasonKind, Record, SetAside, WouldAdvise,
};
pub use report::{Detail, Report};
pub use short::{ShortEdition, ShortLayer, ShortRecord};
pub(crate) use standing::{ByLayer, Judgement, Standings, cannot_be, term_truths};
pub(crate) use verdict::{Verdict, weigh};
