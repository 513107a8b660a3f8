//! What can be asked, and its answer. A request is an object: `do` says what, and the other fields on what.

use crate::guidelines::{self, Handle, Text};
use crate::interview;
#[cfg(feature = "full")]
use crate::rules;
use demeanor::{Date, Detail, Document, Guideline, Rejected, Situation, Stance};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json, value::RawValue};

/// Why there is no answer.
pub(crate) enum Refused {
    /// Documents or facts are wrong: diagnostics, as JSON.
    Rejected(String),
    /// The request is none that there is: a sentence.
    NoRequest(String),
}

/// A text that answers.
pub(crate) type Answer = Result<String, Refused>;

#[derive(Deserialize)]
struct Head {
    #[serde(rename = "do")]
    what: String,
}

/// A situation of a guideline.
#[derive(Deserialize)]
struct Asked<'a> {
    guideline: Handle,
    #[serde(borrow)]
    facts: &'a RawValue,
    /// Is what is usual taken to be so?
    #[serde(default)]
    presuming: bool,
    /// The facts that were struck out of that.
    #[serde(default)]
    struck: Vec<String>,
    /// How much of the reasoning a text shows.
    #[serde(default)]
    detail: String,
}

/// Many situations of a guideline.
#[derive(Deserialize)]
struct Several<'a> {
    guideline: Handle,
    #[serde(borrow)]
    situations: Vec<&'a RawValue>,
    #[serde(default)]
    presuming: bool,
}

#[derive(Deserialize)]
struct Build {
    documents: Vec<Text>,
}

#[derive(Deserialize)]
struct AsOf {
    guideline: Handle,
    day: String,
}

#[derive(Deserialize)]
struct One {
    guideline: Handle,
}

/// What is known of a situation, and what should be looked at in it.
#[derive(Serialize)]
struct Known<'a> {
    facts: &'a Situation,
    notes: &'a [demeanor::Diagnostic],
}

/// Answers a request.
pub(crate) fn answer(request: &[u8]) -> Answer {
    let head: Head = read(request)?;
    match &*head.what {
        "standard" => json(&guidelines::keep(Guideline::standard().clone())),
        "build" => build(&read(request)?),
        "as_of" => as_of(&read(request)?),
        "drop" => json(&guidelines::drop(read::<One>(request)?.guideline)),
        "about" => json(&about(&guidelines::get(read::<One>(request)?.guideline)?)),
        "standard_documents" => json(&guidelines::standard_documents()),
        "situation" => {
            let situation = situation(&read(request)?)?;
            json(&Known { facts: &situation, notes: situation.notes() })
        }
        "guidance" => Ok(situation(&read(request)?)?.guidance_json()),
        "report" => report(&read(request)?),
        "decided_by" => json(&situation(&read(request)?)?.decided_by()),
        "what_would_change" => json(&situation(&read(request)?)?.what_would_change()),
        "advice_questions" => json(&situation(&read(request)?)?.advice_questions()),
        "stances" => stances(&read(request)?),
        "interview" => interview::answer(&read(request)?),
        #[cfg(feature = "full")]
        what => rules::answer(what, request),
        #[cfg(not(feature = "full"))]
        what => Err(no_such(what)),
    }
}

/// Reads a request.
pub(crate) fn read<'a, T: Deserialize<'a>>(request: &'a [u8]) -> Result<T, Refused> {
    serde_json::from_slice(request)
        .map_err(|fault| Refused::NoRequest(format!("this is no request: {fault}")))
}

/// Writes an answer.
pub(crate) fn json(answer: &impl Serialize) -> Answer {
    serde_json::to_string(answer)
        .map_err(|fault| Refused::NoRequest(format!("this cannot be written: {fault}")))
}

/// What is asked for is not in this build.
pub(crate) fn no_such(what: &str) -> Refused {
    Refused::NoRequest(format!("`{what}` is not in this build; the full one may have it"))
}

impl From<Rejected> for Refused {
    fn from(rejected: Rejected) -> Refused {
        json(&rejected.diagnostics()).map_or_else(|refused| refused, Refused::Rejected)
    }
}

fn build(request: &Build) -> Answer {
    let guideline = Guideline::build(documents(&request.documents))?;
    let warnings = guideline.warnings().to_vec();
    json(&json!({ "guideline": guidelines::keep(guideline), "warnings": warnings }))
}

/// Texts as documents.
pub(crate) fn documents(texts: &[Text]) -> impl Iterator<Item = Document> {
    texts.iter().map(|text| Document::new(&*text.name, &*text.text))
}

fn as_of(request: &AsOf) -> Answer {
    let day: Date = serde_json::from_value(Value::from(&*request.day))
        .map_err(|_| Refused::NoRequest(format!("`{}` is no day; write one like 2026-01-31", request.day)))?;
    json(&guidelines::keep(guidelines::get(request.guideline)?.as_of(day)))
}

fn about(guideline: &Guideline) -> Value {
    let edition = guideline.empty_situation().guidance();
    json!({
        "digest": guideline.digest(),
        "edition": edition.guideline(),
        "facts": guideline.facts(),
        "engine": edition.engine(),
    })
}

fn situation(asked: &Asked<'_>) -> Result<Situation, Refused> {
    let situation = guidelines::get(asked.guideline)?.situation_from_json(asked.facts.get())?;
    if !asked.presuming {
        return Ok(situation);
    }
    let strike = |situation: Situation, fact: &String| situation.with(fact, ());
    Ok(asked.struck.iter().try_fold(situation.presuming(), strike)?)
}

fn report(asked: &Asked<'_>) -> Answer {
    let detail = match &*asked.detail {
        "short" => Detail::Short,
        "why" => Detail::Why,
        "full" => Detail::Full,
        other => {
            return Err(Refused::NoRequest(format!("`{other}` is no detail; there are short, why and full")));
        }
    };
    json(&situation(asked)?.guidance().report(detail).to_string())
}

/// The stance of each situation; null for one that cannot be.
fn stances(several: &Several<'_>) -> Answer {
    let guideline = guidelines::get(several.guideline)?;
    let stance = |facts: &&RawValue| -> Option<Stance> {
        let situation = guideline.situation_from_json(facts.get()).ok()?;
        Some(if several.presuming { situation.presuming().stance() } else { situation.stance() })
    };
    json(&several.situations.iter().map(stance).collect::<Vec<_>>())
}
