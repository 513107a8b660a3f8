//! What hosts rely on without asking: values can be sent, shared, cloned, printed and compared.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use demeanor::analysis::*;
use demeanor::bulk::*;
use demeanor::diagnostic::*;
use demeanor::governance::*;
use demeanor::guidance::*;
use demeanor::handbook::*;
use demeanor::why::*;
use demeanor::{
    Advice, Answer, Change, Date, Detail, Diagnostic, Document, Fact, FactValue, Guidance, Guideline,
    Interview, Kind, LiveSituation, Question, Reason, Rejected, Report, Situation, Stance, schema,
};
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::{Debug, Display};
use std::fs;
use std::hash::Hash;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::path::Path;

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

/// Holds that types can be shared, and lists them.
macro_rules! shared {
    ($($type:ty),+ $(,)?) => {{ $(shared::<$type>();)+ vec![$(stringify!($type)),+] }};
}

/// Every public type, so that a missing one fails: the names that the front door gives out are compared with these.
#[test]
#[expect(clippy::too_many_lines, reason = "it lists every public type")]
fn everything_can_be_shared() {
    let held = shared!(
        About,
        AcknowledgedCard,
        ActionCard,
        Added,
        Advice,
        AdviceChange,
        AdviceQuestion,
        Against,
        Answer,
        AnswerTest,
        AskFirst,
        Approval,
        Askable,
        Authority,
        BadDate,
        CardAdvice,
        CaseRun,
        Certainty,
        Change,
        Changed,
        ChangedFact,
        Citation,
        Clash,
        Code,
        Comparison,
        ConditionLine,
        Conflict,
        Covered,
        CountRange,
        CoveredAction,
        Covering,
        Coverage,
        Date,
        DecidedBy,
        Departure,
        Detail,
        Diagnostic,
        Difference,
        DigestKey,
        Document,
        Edition,
        Effective,
        ExpectedAdvice,
        Fact,
        FactGiven,
        FactGroup,
        FactOption,
        FactTest,
        FactValue,
        Fallback,
        Field,
        FieldRange,
        Finding,
        FindingCode,
        FindingLevel,
        Gaps,
        Given,
        Guidance,
        Guideline,
        ImpossibleCard,
        Interview,
        InterviewQuestion,
        Kind,
        Layer,
        LayerCard,
        LayerEdition,
        LayerVersion,
        Level,
        Limit,
        Limits,
        LiveSituation,
        Loosening,
        Loosens,
        MarkedSafety,
        Missing,
        Modality,
        Moment,
        NamedKind,
        NotMade,
        OneSided,
        Part,
        Pending,
        Place,
        Position,
        PossibleChange,
        Presumed,
        Presumes,
        PresumptionCard,
        Question,
        Reason,
        Record<'static>,
        ReasonKind,
        Rejected,
        Relaxation,
        Relaxed,
        Replay,
        ReplayDifference,
        Reworded,
        Refined,
        FinerOption,
        RewordedAction,
        Report<'static>,
        Replacement,
        Restated,
        Revision,
        RuleCard,
        Ruling,
        SafeguardCard,
        Seen,
        SavedInterview,
        SentenceCard,
        SetAside,
        Severity,
        Share,
        ShortEdition,
        ShortKey,
        ShortLayer,
        ShortRecord,
        Situation,
        SituationRegion,
        SourceCard,
        SourceKind,
        Stamp,
        StampKind,
        Stance,
        StanceChange,
        Status,
        Strength,
        Stricter,
        TermCard,
        UnknownChange,
        UnknownWord,
        ValueTest,
        Withdrawn,
        WithdrawnAction,
        Wording,
        WouldAdvise,
        WouldChange,
        schema::Names
    );
    let held: BTreeSet<&str> =
        held.iter().map(|name| first_name(name.rsplit("::").next().unwrap_or(name))).collect();
    let public = public_types();
    assert!(public.len() > 90, "{public:?}");
    let missing: Vec<&String> = public.iter().filter(|name| !held.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "public, and not held here: {missing:?}");
}

fn first_name(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(text)
}

/// The types that the crate's root and its public modules give out.
fn public_types() -> BTreeSet<String> {
    let read = |file: &str| {
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(file)).expect("it is text")
    };
    let of_root = ["lib.rs", "analysis/mod.rs"].map(read).join("\n");
    let imports = of_root.split("pub use ").skip(1).filter_map(|import| import.split(';').next());
    let words = imports.flat_map(|import| import.split(|c: char| !c.is_alphanumeric()));
    let re_exported =
        words.filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase())).map(str::to_owned);
    let own = ["why.rs", "authoring/schema/mod.rs"].map(read).join("\n");
    let declared = ["\npub struct ", "\npub enum "]
        .map(|start| own.split(start).skip(1).map(first_name).map(str::to_owned).collect::<Vec<_>>());
    re_exported.chain(declared.concat()).collect()
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
    each!(data: Record<'static>, ShortRecord, ShortEdition, ShortLayer, Departure, Advice, Against, Citation, Conflict, Covered, Edition, FactGiven, FactValue, Given, LayerEdition,
        Missing, Pending, Question, Reason, ReasonKind, SetAside, WouldAdvise, Wording, Diagnostic, Place, Position);
}

#[test]
fn what_people_read_can_be_displayed() {
    each!(displayed: Guidance, Record<'static>, Advice, Diagnostic, Rejected, Report<'static>, RuleCard, Date, BadDate);
    each!(displayed: Replay, ReplayDifference, Changed);
    each!(error: Rejected, BadDate, ShortKey);
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
