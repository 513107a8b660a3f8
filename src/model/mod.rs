//! The checked, composed guideline as plain data, and what each piece of it means for one value.
//!
//! What differs from `document`: every name is resolved to a number, layers are composed, and nothing is left to go wrong.
//! `composed` holds layers, rules, actions and safeguards; `condition` what conditions say, `test` what they ask of a fact, `judged` when they are true, `grounds` which facts that rests on; `vocabulary`,
//! `value` and `count_classes` the facts and their values; `asking` where facts are worth asking; `hearing` which offers of a rule
//! a stance lets through; `governance` who stands behind a layer; `wording`, `condition_text` and `region` the words for it.

mod asking;
mod composed;
mod condition;
mod count_classes;
pub(crate) mod condition_text;
pub(crate) mod governance;
mod fact_value;
mod foreign;
mod grounds;
mod hearing;
mod judged;
mod known;
mod number;
mod layer_changes;
mod share;
mod region;
mod presumption;
mod test;
mod text;
mod truth;
mod value;
mod vocabulary;
mod sentence_cards;
mod sentences;
mod wording;

pub(crate) use asking::Asking;
pub(crate) use composed::{
    Acknowledged, Action, Advised, Case, Expectation, Impossible, Model, ModelLayer, Otherwise, Replaced,
    Rule, Safeguard, Source, Vote, WhileUnknown,
};
pub(crate) use condition::{Condition, World, Written};
pub use condition_text::ConditionLine;
pub(crate) use condition_text::test_in_words;
pub(crate) use count_classes::{class_of, class_ranges, cuts, values_told_apart};
pub use fact_value::FactValue;
pub use governance::{About, Approval, Effective, Layer, Revision, Stamp, StampKind};
pub(crate) use hearing::lets_through;
pub(crate) use judged::{Joint, Judged};
pub(crate) use known::{Known, ValueCode, fewest_known};
pub(crate) use layer_changes::Statements;
pub use layer_changes::{
    Added, CoveredAction, Covering, Fallback, FinerOption, MarkedSafety, Presumes, Refined, Relaxed,
    Reworded, RewordedAction, Withdrawn, WithdrawnAction,
};
pub(crate) use number::{
    ActionId, CaseId, FactId, Foreign, LayerId, Number, RuleId, SafeguardId, SourceId, Table, TermId,
};
pub(crate) use presumption::{Presumption, Unless};
pub use region::{FactTest, SituationRegion, ValueTest};
pub use sentence_cards::SentenceCard;
pub(crate) use sentences::{SentenceWhen, StanceSentences};
pub use share::Share;
pub(crate) use test::{Region, Test, merged};
pub(crate) use text::{Text, text};
pub(crate) use truth::Truth;
pub(crate) use value::{fact_value, in_words};
pub(crate) use vocabulary::Vocabulary;
pub use vocabulary::{CountRange, Fact, FactGroup, FactOption};
pub use wording::Wording;
