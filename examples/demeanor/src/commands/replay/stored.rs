//! Reads stored guidance, whole or in short, or says why it cannot be given again.

use crate::fault::{Fault, faults};
use demeanor::diagnostic::{Code, Severity};
use demeanor::guidance::{Record, ShortRecord};
use demeanor::{Document, Guideline, Rejected};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

/// What to store.
const STORE: &str = "store what `demeanor advise --format record` or `--format json` prints";

/// By what it is told which form a record has.
#[derive(Deserialize)]
struct Form<'a> {
    /// Guidance beside something else, such as what `advise --what-if` tells or what a clinician did instead.
    #[serde(borrow)]
    guidance: Option<&'a RawValue>,
    /// Whole guidance says of which situation it is.
    situation: Option<IgnoredAny>,
    /// In short, the facts stand at the top.
    facts: Option<IgnoredAny>,
}

/// The record of a document.
pub(super) fn read(document: &Document, guideline: &Guideline) -> Result<ShortRecord, Vec<Fault>> {
    record(document.text(), true).map_err(|Unread { code, message, help }| match code {
        NOT_JSON => not_json(document, guideline),
        code => vec![*Fault::named(code, document.name(), message, Some(help.into()))],
    })
}

/// The code of what is not JSON, of which the library says more.
const NOT_JSON: &str = Code::BadJson.id();

/// Why there is no record: a code, what is wrong, and what to do.
struct Unread {
    code: &'static str,
    message: String,
    help: &'static str,
}

/// A record; it may stand beside something else.
fn record(text: &str, beside: bool) -> Result<ShortRecord, Unread> {
    let misread = |error: &serde_json::Error| {
        let message = format!("this is no guidance as this version stores it: {error}");
        Unread { code: "wrong-type", message, help: STORE }
    };
    match serde_json::from_str(text) {
        Err(error) if error.is_syntax() || error.is_eof() => {
            Err(Unread { code: NOT_JSON, message: "this is not JSON".into(), help: STORE })
        }
        Ok(Form { guidance: Some(guidance), .. }) if beside => record(guidance.get(), false),
        Ok(Form { situation: Some(_), .. }) => {
            let record: Record<'_> = serde_json::from_str(text).map_err(|error| misread(&error))?;
            record.short().ok_or_else(|| Unread {
                code: "no-values",
                message:
                    "this record was stored without values: of which situation it is cannot be known, so it \
                          cannot be given again"
                        .into(),
                help: "only what was stored with its values can be replayed",
            })
        }
        Ok(Form { facts: Some(_), .. }) => serde_json::from_str(text).map_err(|error| misread(&error)),
        Ok(_) | Err(_) => {
            Err(Unread { code: "wrong-type", message: "this is no stored guidance".into(), help: STORE })
        }
    }
}

/// What the library says of a text that is not JSON, with the place.
fn not_json(document: &Document, guideline: &Guideline) -> Vec<Fault> {
    let rejected = guideline.read_situation(document).err();
    let told = rejected.iter().flat_map(faults).filter(|fault| fault.code == NOT_JSON);
    let told: Vec<Fault> = told.collect();
    if told.is_empty() {
        return vec![*Fault::named(NOT_JSON, document.name(), "this is not JSON".into(), Some(STORE.into()))];
    }
    told
}

/// The faults of a record whose facts or values the rules of today do not have.
pub(super) fn not_there(document: &Document, rejected: &Rejected) -> Vec<Fault> {
    let lead = "it cannot be given again by these rules";
    let other = "name the rule set that has it with `--rules`; what was renamed is known by its `formerly`";
    let told = faults(rejected).into_iter().filter(|fault| fault.severity == Severity::Error);
    let told = told.map(|fault| Fault { message: format!("{lead}: {}", fault.message), ..fault });
    let told = told.map(|fault| {
        let help = fault.help.as_ref().map_or_else(|| other.into(), |help| format!("{help} Or {other}"));
        Fault { help: Some(help), ..fault }.nowhere().of(document.name())
    });
    told.collect()
}

/// Faults in one line.
pub(super) fn in_one_line(faults: &[Fault]) -> String {
    let told = faults.iter().map(|fault| match &fault.help {
        Some(help) => format!("{}; {help}", fault.message),
        None => fault.message.clone(),
    });
    told.collect::<Vec<_>>().join("; ")
}
