//! What hosts rely on without asking: values can be sent, shared, cloned, printed and compared.

use demeanor::analysis::CaseRun;
use demeanor::diagnostic::{BadDate, Code, Place, Position, Severity};
use demeanor::governance::{Level, Status};
use demeanor::guidance::{
    Against, Authority, Certainty, Citation, Conflict, Edition, FactGiven, Given, LayerEdition, Missing,
    Modality, Moment, Pending, ReasonKind, SetAside, SourceKind, Strength, WouldAdvise,
};
use demeanor::handbook::{Askable, CardAdvice, CountRange, FactOption, RuleCard, Stricter, Wording};
use demeanor::{
    Advice, Date, Detail, Diagnostic, Document, Fact, FactValue, Guidance, Guideline, Kind, Question, Reason,
    Rejected, Report, Situation, Stance,
};
use serde::{Serialize, de::DeserializeOwned};
use std::error::Error;
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::panic::{RefUnwindSafe, UnwindSafe};

/// Calls a function that only takes types with certain traits, for each type.
macro_rules! each {
    ($check:ident: $($type:ty),+ $(,)?) => { $($check::<$type>();)+ };
}

fn shared<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug + 'static>() {}
fn cloned<T: Clone>() {}
fn compared<T: Clone + Eq>() {}
fn word<T: Copy + Ord + Hash + Display + Serialize + DeserializeOwned>() {}
fn data<T: Clone + Eq + Serialize + DeserializeOwned>() {}
fn displayed<T: Display>() {}
fn error<T: Error + Clone + Eq>() {}

#[test]
fn everything_can_be_shared() {
    each!(shared: Guideline, Situation, Guidance, Document, Rejected, Diagnostic, Place, Position, Code, Severity, Date,
        BadDate, Fact, FactOption, CountRange, FactValue, Kind, RuleCard, CardAdvice, CaseRun, Report<'static>, Detail,
        Wording);
    each!(shared: Advice, Against, Citation, Conflict, Edition, FactGiven, Given, LayerEdition, Missing, Pending,
        Question, Reason, ReasonKind, SetAside, WouldAdvise);
    each!(shared: Askable, Authority, Certainty, Level, Modality, Moment, SourceKind, Stance, Status, Strength, Stricter);
}

#[test]
fn everything_can_be_cloned() {
    each!(cloned: Guideline, Situation, CaseRun, Report<'static>, Fact, FactOption, CountRange);
    each!(compared: Document, RuleCard, CardAdvice, Date, Detail, Rejected);
}

#[test]
fn words_are_small_values() {
    each!(word: Askable, Authority, Certainty, Code, Kind, Level, Modality, Moment, Severity, SourceKind, Stance, Status,
        Strength, Stricter);
}

#[test]
fn guidance_is_plain_data() {
    each!(data: Guidance, Advice, Against, Citation, Conflict, Edition, FactGiven, FactValue, Given, LayerEdition,
        Missing, Pending, Question, Reason, ReasonKind, SetAside, WouldAdvise, Wording, Diagnostic, Place, Position);
}

#[test]
fn what_people_read_can_be_displayed() {
    each!(displayed: Guidance, Advice, Diagnostic, Rejected, Report<'static>, RuleCard, Date, BadDate);
    each!(error: Rejected, BadDate);
}

#[test]
fn a_guideline_is_shared_and_never_copied() {
    // Two words or three: a pointer, and the day if there is one.
    assert!(size_of::<Guideline>() <= 3 * size_of::<usize>());
    let guideline = Guideline::standard();
    assert!(std::ptr::eq(guideline.facts(), guideline.clone().facts()));
}

#[test]
fn threads_share_one_guideline() {
    let alone = Guideline::standard().empty_situation().guidance();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(Guideline::standard().empty_situation().guidance(), alone));
        }
    });
}
