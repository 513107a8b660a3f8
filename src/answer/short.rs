//! Guidance in a fifth of its bytes or less: what it takes to ask again, and to see whether the answer is still the same.

use super::guidance::Guidance;
use super::question::{Presumed, Question};
use super::record::{
    Advice, Against, AskFirst, Citation, Conflict, Given, Missing, Pending, Reason, Record, SetAside,
};
use crate::document::{Date, digest, written};
use crate::model::FactValue;
use crate::words::{Modality, Stance};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Guidance in its shortest form, for storing: what was given, which rules were asked, and what they said, by id and without
/// a sentence. [`Guideline::replay`](crate::Guideline::replay) has the whole of it again from this and the rule documents,
/// and tells what differs where it does not come to the same. It holds what was given of the situation.
///
/// ```
/// use demeanor::{Guideline, guidance::ShortRecord};
/// let guideline = Guideline::standard();
/// let guidance = guideline.empty_situation().with("client.age_band", "adult")?.presuming().guidance();
/// let stored = serde_json::to_string(&guidance.short_record())?;
/// assert!(stored.len() * 5 <= serde_json::to_string(&guidance)?.len());
/// // Years later:
/// let read: ShortRecord = serde_json::from_str(&stored)?;
/// let replay = guideline.replay(&read)?;
/// assert!(replay.is_same() && replay.guidance == guidance);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ShortRecord {
    /// Which guideline spoke.
    pub guideline: ShortEdition,
    /// The version of the library that gave it.
    pub engine: String,
    /// The facts that were given, by id.
    pub facts: BTreeMap<String, FactValue>,
    /// Was what is usual taken to be so?
    #[serde(default)]
    pub presuming: bool,
    /// The facts that were said to be unknown, so that nothing was presumed of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub struck: Vec<String>,
    /// Was it asked what decided the stance?
    #[serde(default)]
    pub explained: bool,
    /// What to do with the expression.
    pub stance: Stance,
    /// Was this the only stance that was possible?
    pub settled: bool,
    /// How strongly each action was advised, or advised against, by id.
    pub advice: BTreeMap<String, Modality>,
    /// The rules among the reasons, strictest first.
    pub rules: Vec<String>,
    /// Digest of all that was said: where this is the same, it is the same word for word.
    pub digest: String,
}

/// Which guideline spoke, by digests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ShortEdition {
    /// Digest of the whole composition.
    pub digest: String,
    /// The day that it spoke of, where the host said which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// Its layers, lowest first.
    pub layers: Vec<ShortLayer>,
}

/// One layer of a guideline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ShortLayer {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Digest of its content, without approvals and cases.
    pub digest: String,
}

/// What guidance says, but for who says it and of what.
#[derive(Serialize)]
struct Said<'r, 'a> {
    headline: &'r str,
    possible: Option<&'r [Stance]>,
    advice: &'r [Advice<'a>],
    reasons: &'r [Reason<'a>],
    set_aside: &'r [SetAside<'a>],
    pending: &'r [Pending<'a>],
    against: Option<&'r Against<'a>>,
    conflicts: &'r [Conflict<'a>],
    questions: Option<&'r [Question]>,
    presumed: &'r [Presumed],
    ask_first: &'r [AskFirst<'a>],
    decided_by: Option<&'r [Vec<Arc<str>>]>,
    sources: &'r [Cow<'a, Citation>],
    missing: &'r [Missing<'a>],
}

impl Record<'_> {
    /// The shortest form of it, for storing; `None` of one [without values](Record::without_values), which can never be asked
    /// again. It takes about as long as writing the record as JSON, of which it has a digest.
    #[must_use]
    pub fn short(&self) -> Option<ShortRecord> {
        self.situation.facts.is_some().then(|| shortened(self))
    }
}

impl Guidance {
    /// The shortest form of it, for storing.
    #[must_use]
    pub fn short_record(&self) -> ShortRecord {
        shortened(&self.record())
    }
}

fn shortened(record: &Record<'_>) -> ShortRecord {
    ShortRecord {
        guideline: edition(record),
        engine: record.engine.to_string(),
        facts: facts(&record.situation),
        presuming: record.presuming,
        struck: record.struck.iter().map(ToString::to_string).collect(),
        explained: record.decided_by.is_some(),
        stance: record.stance,
        settled: record.settled,
        advice: record.advice.iter().map(|advice| (advice.action.to_string(), advice.modality)).collect(),
        rules: record.reasons.iter().filter_map(|reason| Some(reason.rule.as_ref()?.to_string())).collect(),
        digest: digest(&written(&Said::by(record))),
    }
}

fn facts(given: &Given<'_>) -> BTreeMap<String, FactValue> {
    let facts = given.facts.iter().flatten();
    facts.map(|(fact, value)| (fact.to_string(), FactValue::clone(value))).collect()
}

fn edition(record: &Record<'_>) -> ShortEdition {
    let layers = record.guideline.layers.iter().map(|layer| ShortLayer {
        id: layer.id.to_string(),
        version: layer.version.to_string(),
        digest: layer.digest.to_string(),
    });
    ShortEdition {
        digest: record.guideline.digest.to_string(),
        as_of: record.guideline.as_of,
        layers: layers.collect(),
    }
}

impl<'r, 'a> Said<'r, 'a> {
    fn by(record: &'r Record<'a>) -> Said<'r, 'a> {
        Said {
            headline: &record.headline,
            possible: record.possible.as_deref(),
            advice: &record.advice,
            reasons: &record.reasons,
            set_aside: &record.set_aside,
            pending: &record.pending,
            against: record.against.as_ref(),
            conflicts: &record.conflicts,
            questions: record.questions.as_deref(),
            presumed: &record.presumed,
            ask_first: &record.ask_first,
            decided_by: record.decided_by.as_deref(),
            sources: &record.sources,
            missing: &record.situation.missing,
        }
    }
}

/// Which facts were given, and not what they are.
impl std::fmt::Debug for ShortRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let facts: Vec<&String> = self.facts.keys().collect();
        f.debug_struct("ShortRecord")
            .field("guideline", &self.guideline)
            .field("engine", &self.engine)
            .field("facts", &facts)
            .field("stance", &self.stance)
            .finish_non_exhaustive()
    }
}
