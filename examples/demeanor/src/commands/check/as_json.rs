//! What a check came to, for programs: one object.

use super::case::{Row, compared};
use super::examine::{Checked, Rules};
use super::layers::{Layer, layers};
use crate::fault::Fault;
use crate::values;
use demeanor::analysis::{CaseRun, Coverage, Finding, FindingCode, Share, SituationRegion};
use demeanor::diagnostic::Severity;
use demeanor::guidance::LayerEdition;
use demeanor::{Document, FactValue, Situation, Stance};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Serialize)]
pub(super) struct Report<'a> {
    /// Null where the documents are too faulty for anything but diagnostics.
    checked: Option<Contents<'a>>,
    diagnostics: &'a [Fault],
    cases: Vec<Case<'a>>,
    findings: Vec<Found<'a>>,
    notes: Vec<Found<'a>>,
    layers: Vec<Layer<'a>>,
    /// Null where they could not be worked out.
    gaps: Option<Open<'a>>,
    /// Null as `checked` is.
    coverage: Option<&'a Coverage>,
    summary: Summary,
}

#[derive(Serialize)]
struct Contents<'a> {
    digest: &'a str,
    layers: &'a [LayerEdition],
    documents: Vec<&'a str>,
    facts: usize,
    rules: usize,
    safeguards: usize,
    safeguards_proved: bool,
}

#[derive(Serialize)]
struct Case<'a> {
    /// Where it stands: document and line.
    place: Option<String>,
    #[serde(rename = "case")]
    id: &'a str,
    title: &'a str,
    because: Option<&'a str>,
    passed: bool,
    /// Was what is usual taken to be so?
    presuming: bool,
    stance: Stance,
    situation: BTreeMap<String, FactValue>,
    compared: Vec<Row>,
    unmet: &'a [String],
}

#[derive(Serialize)]
struct Found<'a> {
    /// Where what it is about is declared: document and line.
    place: Option<String>,
    /// Is it about what was named to be checked?
    own: bool,
    code: FindingCode,
    message: &'a str,
    rules: &'a [Arc<str>],
    about: &'a [Arc<str>],
    /// In parts of a billion.
    share: Option<Share>,
    witness: Option<BTreeMap<String, FactValue>>,
    shown: Option<Shown>,
    /// Why it is left as it is, where its layer says so: it does not count.
    acknowledged: Option<&'a str>,
}

/// A situation in words, and what is given for it.
#[derive(Serialize)]
struct Shown {
    words: String,
    stance: Stance,
    headline: String,
}

/// What the rules leave open.
#[derive(Serialize)]
struct Open<'a> {
    share: Option<Share>,
    more: bool,
    regions: Vec<Region<'a>>,
}

#[derive(Serialize)]
struct Region<'a> {
    words: String,
    #[serde(flatten)]
    region: &'a SituationRegion,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    cases: usize,
    cases_unmet: usize,
    findings: usize,
    acknowledged: usize,
}

impl<'a> Report<'a> {
    pub(super) fn of(checked: &'a Checked) -> Report<'a> {
        let rules = checked.rules.as_ref();
        let findings = rules.map(|rules| rules.findings.as_slice()).unwrap_or_default();
        let cases =
            rules.map(|rules| rules.cases.iter().map(|run| case(run, rules, checked)).collect::<Vec<_>>());
        let cases = cases.unwrap_or_default();
        Report {
            checked: rules.map(|rules| contents(checked, rules)),
            diagnostics: &checked.diagnostics,
            findings: findings.iter().map(|each| found(each, checked)).collect(),
            notes: rules
                .map(|rules| rules.notes.iter().map(|each| found(each, checked)).collect())
                .unwrap_or_default(),
            layers: rules.map(layers).unwrap_or_default(),
            gaps: rules.and_then(|rules| rules.gaps.as_ref()).map(open),
            coverage: rules.map(|rules| &rules.coverage),
            summary: Summary {
                errors: checked.count(Severity::Error),
                warnings: checked.count(Severity::Warning),
                cases: cases.len(),
                cases_unmet: rules.map_or(0, Rules::unmet),
                findings: checked.findings(),
                acknowledged: checked.acknowledged(),
            },
            cases,
        }
    }
}

fn contents<'a>(checked: &'a Checked, rules: &'a Rules) -> Contents<'a> {
    Contents {
        digest: rules.guideline.digest(),
        layers: &rules.nothing_known.guideline().layers,
        documents: checked.documents.iter().map(Document::name).collect(),
        facts: rules.guideline.facts().len(),
        rules: rules.guideline.rules().count(),
        safeguards: rules.safeguards,
        safeguards_proved: checked.unproved() == 0,
    }
}

fn case<'a>(run: &'a CaseRun, rules: &Rules, checked: &Checked) -> Case<'a> {
    Case {
        place: checked.places.of_name(&run.case),
        id: &run.case,
        title: &run.title,
        because: run.because.as_deref(),
        passed: run.unmet.is_empty(),
        presuming: run.guidance.presuming(),
        stance: run.guidance.stance(),
        situation: run.facts.clone(),
        compared: compared(run, rules),
        unmet: &run.unmet,
    }
}

fn found<'a>(finding: &'a Finding, checked: &Checked) -> Found<'a> {
    Found {
        place: checked.place(finding),
        own: checked.is_own(finding),
        code: finding.code,
        message: &finding.message,
        rules: &finding.rules,
        about: &finding.about,
        share: finding.share,
        witness: finding.witness.as_ref().map(Situation::facts),
        shown: finding.witness.as_ref().map(shown),
        acknowledged: finding.acknowledged.as_deref(),
    }
}

fn shown(witness: &Situation) -> Shown {
    let guidance = witness.guidance();
    Shown {
        words: values::known(witness, &guidance),
        stance: guidance.stance(),
        headline: guidance.headline().to_string(),
    }
}

fn open(gaps: &demeanor::analysis::Gaps) -> Open<'_> {
    let regions = gaps.regions.iter().map(|region| Region { words: region.to_string(), region });
    Open { share: gaps.share, more: gaps.more, regions: regions.collect() }
}
