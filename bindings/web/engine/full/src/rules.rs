//! What whoever writes rules asks: what is amiss, what changes, what a guideline holds, and schemas of it.

use demeanor::analysis::{CaseRun, Comparison, Coverage, Finding, SituationRegion};
use demeanor::diagnostic::{Code, Severity};
use demeanor::guidance::Edition;
use demeanor::handbook::{
    ActionCard, Fallback, ImpossibleCard, LayerCard, RuleCard, SafeguardCard, SourceCard, TermCard, Wording,
};
use demeanor::schema::{self, Names};
use demeanor::{Diagnostic, Document, Fact, FactValue, Guidance, Guideline, Rejected, Stance};
use demeanor_web::{Answer, Asked, Text, documents, json};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The cases that ship, by the names of their documents.
const CASES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/cases.rs"));

#[derive(Serialize)]
struct Schemas {
    rule_set: Value,
    situation: Value,
}

/// What is amiss with documents; what needs a guideline is null where they are none.
#[derive(Serialize)]
struct Checked<'a> {
    proved: bool,
    diagnostics: Vec<Diagnostic>,
    cases: Option<Vec<Tried>>,
    findings: Option<Vec<Finding>>,
    notes: Option<Vec<Finding>>,
    coverage: Option<Coverage>,
    edition: Option<&'a Edition>,
}

/// A case that was run.
#[derive(Serialize)]
struct Tried {
    case: Arc<str>,
    title: Arc<str>,
    because: Option<Arc<str>>,
    situation: BTreeMap<String, FactValue>,
    stance: Stance,
    headline: String,
    unmet: Vec<String>,
}

/// What changes, as data, and each of its regions in words.
#[derive(Serialize)]
struct Compared<'a> {
    comparison: &'a Comparison,
    words: Words,
}

#[derive(Serialize)]
struct Words {
    stances: Vec<Vec<String>>,
    advice: Vec<Vec<String>>,
}

/// Everything that a guideline holds.
#[derive(Serialize)]
struct Handbook<'a> {
    layers: Vec<LayerCard>,
    facts: &'a [Fact],
    terms: Vec<TermCard>,
    actions: Vec<ActionCard>,
    rules: Vec<RuleCard>,
    safeguards: Vec<SafeguardCard>,
    impossible: Vec<ImpossibleCard>,
    sources: Vec<SourceCard>,
    otherwise: Fallback,
    while_unknown: Option<Fallback>,
    wording: &'a Wording,
}

/// Answers a request, about rules or any other.
pub(crate) fn answer(asked: &Asked<'_>) -> Answer {
    match asked.what {
        "check" => check(&asked.documents),
        "compare" => {
            let old = Guideline::build_unproved(documents(&asked.old))?;
            let new = Guideline::build_unproved(documents(&asked.documents))?;
            compared(&old.compare(&new))
        }
        "handbook" => handbook(&asked.guideline()?),
        "schema_for" => {
            let names = Names::of_documents(documents(&asked.documents));
            json(&Schemas {
                rule_set: schema::rule_set_for(&names),
                situation: schema::situation_for(&names),
            })
        }
        "format" => {
            let mut texts = Vec::new();
            for document in documents(&asked.documents) {
                texts.push(Text::from(document.formatted()?));
            }
            json(&texts)
        }
        "standard_documents" => {
            let cases = CASES.iter().map(|(name, text)| Document::new(*name, *text));
            json(&Document::standard().chain(cases).map(Text::from).collect::<Vec<_>>())
        }
        _ => demeanor_web::answer(asked),
    }
}

/// Everything that is amiss with documents, as far as their faults allow.
fn check(texts: &[Text]) -> Answer {
    let built = Guideline::build(documents(texts));
    let proved = built.is_ok();
    let (guideline, diagnostics) = match built {
        Ok(guideline) => {
            let warnings = guideline.warnings().to_vec();
            (Some(guideline), warnings)
        }
        Err(rejected) => {
            // One whose safeguards do not hold can still be looked at.
            let guideline =
                only_safeguards(&rejected).then(|| Guideline::build_unproved(documents(texts)).ok());
            (guideline.flatten(), rejected.diagnostics().to_vec())
        }
    };
    let guideline = guideline.as_ref();
    let guidance = guideline.map(|guideline| guideline.empty_situation().guidance());
    json(&Checked {
        proved,
        diagnostics,
        cases: guideline.map(|guideline| guideline.run_cases().map(case).collect()),
        findings: guideline.map(Guideline::findings),
        notes: guideline.map(Guideline::notes),
        coverage: guideline.map(Guideline::coverage),
        edition: guidance.as_ref().map(Guidance::guideline),
    })
}

fn only_safeguards(rejected: &Rejected) -> bool {
    let mut errors = rejected.diagnostics().iter().filter(|fault| fault.severity == Severity::Error);
    errors.all(|fault| matches!(fault.code, Code::SafeguardBroken | Code::SafeguardUndecided))
}

fn case(run: CaseRun) -> Tried {
    let (stance, headline) = (run.guidance.stance(), run.guidance.headline().to_owned());
    let CaseRun { case, title, because, facts, unmet, .. } = run;
    Tried { case, title, because, situation: facts, stance, headline, unmet }
}

/// A comparison, with each region in words as well.
fn compared(comparison: &Comparison) -> Answer {
    let words =
        |regions: &[SituationRegion]| -> Vec<String> { regions.iter().map(ToString::to_string).collect() };
    let stances = comparison.stances.iter().map(|change| words(&change.regions)).collect();
    let advice = comparison.advice.iter().map(|change| words(&change.regions)).collect();
    json(&Compared { comparison, words: Words { stances, advice } })
}

fn handbook(guideline: &Guideline) -> Answer {
    json(&Handbook {
        layers: guideline.layer_cards().collect(),
        facts: guideline.facts(),
        terms: guideline.terms().collect(),
        actions: guideline.actions().collect(),
        rules: guideline.rules().collect(),
        safeguards: guideline.safeguards().collect(),
        impossible: guideline.impossible().collect(),
        sources: guideline.sources().collect(),
        otherwise: guideline.otherwise(),
        while_unknown: guideline.while_unknown(),
        wording: guideline.wording(),
    })
}
