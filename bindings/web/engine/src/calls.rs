//! What can be asked, and its answer. A request is an object: `do` says what, and the other fields on what.

use crate::guidelines::{self, Handle, Text};
use crate::interview::{self, Step};
use demeanor::guidance::Edition;
use demeanor::{Date, Detail, Diagnostic, Document, Fact, Guideline, Rejected, Situation, Stance};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// Why there is no answer.
pub enum Refused {
    /// Documents or facts are wrong: diagnostics, as JSON.
    Rejected(String),
    /// The request is none that there is: a sentence.
    NoRequest(String),
}

/// A text that answers.
pub type Answer = Result<String, Refused>;

/// A request. All share one type, since each more that is read is as much code again.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked<'a> {
    /// What is asked for.
    #[serde(rename = "do")]
    pub what: &'a str,
    guideline: Option<Handle>,
    /// Of a situation.
    #[serde(borrow)]
    facts: Option<&'a RawValue>,
    /// Is what is usual taken to be so?
    presuming: bool,
    /// The facts that were struck out of that.
    struck: Vec<String>,
    /// How much of the reasoning a text shows.
    detail: &'a str,
    /// The facts that an interview does not ask for again.
    pub(crate) skipped: Vec<String>,
    /// What was said in an interview, in order.
    pub(crate) steps: Vec<Step>,
    /// The fact that a question is about.
    pub(crate) fact: &'a str,
    situations: Vec<&'a RawValue>,
    day: &'a str,
    /// A guideline's; of a comparison, the new one's.
    pub documents: Vec<Text>,
    /// The documents of the guideline that another is compared with.
    pub old: Vec<Text>,
}

impl Asked<'_> {
    /// The guideline that is asked.
    ///
    /// # Errors
    /// The request names none, or one that was let go.
    pub fn guideline(&self) -> Result<Guideline, Refused> {
        guidelines::get(self.handle()?)
    }

    /// The situation as it is described.
    fn described(&self) -> Result<Situation, Refused> {
        let facts =
            self.facts.ok_or_else(|| Refused::NoRequest("this is no request: it has no facts".into()))?;
        Ok(self.guideline()?.situation_from_json(facts.get())?)
    }

    fn handle(&self) -> Result<Handle, Refused> {
        self.guideline.ok_or_else(|| Refused::NoRequest("this is no request: it names no guideline".into()))
    }
}

/// What is known of a situation, and what should be looked at in it.
#[derive(Serialize)]
struct Known<'a> {
    facts: &'a Situation,
    notes: &'a [Diagnostic],
}

/// A guideline that was built.
#[derive(Serialize)]
struct Built {
    guideline: Handle,
    warnings: Vec<Diagnostic>,
}

/// What a guideline is.
#[derive(Serialize)]
struct About<'a> {
    digest: &'a str,
    edition: &'a Edition,
    facts: &'a [Fact],
    engine: &'a str,
}

/// Answers a request of those who ask.
///
/// # Errors
/// What is given is refused, or there is no such request.
pub fn answer(asked: &Asked<'_>) -> Answer {
    match asked.what {
        "standard" => json(&guidelines::keep(Guideline::standard().clone())),
        "build" => build(&asked.documents),
        "as_of" => as_of(asked),
        "drop" => json(&guidelines::drop(asked.handle()?)),
        "about" => about(&asked.guideline()?),
        "standard_documents" => json(&guidelines::standard_documents()),
        "situation" => {
            let situation = situation(asked)?;
            json(&Known { facts: &situation, notes: situation.notes() })
        }
        "guidance" => Ok(situation(asked)?.guidance_json()),
        "report" => report(asked),
        "decided_by" => json(&situation(asked)?.decided_by()),
        "what_would_change" => json(&situation(asked)?.what_would_change()),
        "advice_questions" => json(&situation(asked)?.advice_questions()),
        "stances" => stances(asked),
        "interview" => interview::answer(asked),
        "left" => interview::left(asked),
        "question_about" => interview::question_about(asked),
        other => Err(Refused::NoRequest(format!("`{other}` is not in this build; the full one may have it"))),
    }
}

/// Reads a request.
pub(crate) fn read(request: &[u8]) -> Result<Asked<'_>, Refused> {
    serde_json::from_slice(request)
        .map_err(|fault| Refused::NoRequest(format!("this is no request: {fault}")))
}

/// Writes an answer.
///
/// # Errors
/// None that is known: what is written are plain data.
pub fn json(answer: &impl Serialize) -> Answer {
    serde_json::to_string(answer)
        .map_err(|fault| Refused::NoRequest(format!("this cannot be written: {fault}")))
}

impl From<Rejected> for Refused {
    fn from(rejected: Rejected) -> Refused {
        json(&rejected.diagnostics()).map_or_else(|refused| refused, Refused::Rejected)
    }
}

fn build(texts: &[Text]) -> Answer {
    let guideline = Guideline::build(documents(texts))?;
    let warnings = guideline.warnings().to_vec();
    json(&Built { guideline: guidelines::keep(guideline), warnings })
}

/// Texts as documents.
pub fn documents(texts: &[Text]) -> impl Iterator<Item = Document> {
    texts.iter().map(|text| Document::new(&*text.name, &*text.text))
}

fn as_of(asked: &Asked<'_>) -> Answer {
    let day: Date = asked
        .day
        .parse()
        .map_err(|_| Refused::NoRequest(format!("`{}` is no day; write one like 2026-01-31", asked.day)))?;
    json(&guidelines::keep(asked.guideline()?.as_of(day)))
}

fn about(guideline: &Guideline) -> Answer {
    let guidance = guideline.empty_situation().guidance();
    json(&About {
        digest: guideline.digest(),
        edition: guidance.guideline(),
        facts: guideline.facts(),
        engine: guidance.engine(),
    })
}

/// The situation as it is described, with what is usual taken to be so if that is asked for.
pub(crate) fn situation(asked: &Asked<'_>) -> Result<Situation, Refused> {
    let situation = asked.described()?;
    if !asked.presuming {
        return Ok(situation);
    }
    let strike = |situation: Situation, fact: &String| situation.with(fact, ());
    Ok(asked.struck.iter().try_fold(situation.presuming(), strike)?)
}

fn report(asked: &Asked<'_>) -> Answer {
    let detail = match asked.detail {
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
fn stances(several: &Asked<'_>) -> Answer {
    let guideline = several.guideline()?;
    let stance = |facts: &&RawValue| -> Option<Stance> {
        let situation = guideline.situation_from_json(facts.get()).ok()?;
        Some(if several.presuming { situation.presuming().stance() } else { situation.stance() })
    };
    json(&several.situations.iter().map(stance).collect::<Vec<_>>())
}
