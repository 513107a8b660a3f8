//! What whoever writes rules asks: what is amiss, what changes, what a guideline holds, and schemas of it.

use crate::calls::{Answer, documents, json, no_such, read};
use crate::guidelines::{self, Handle, Text};
use demeanor::analysis::{CaseRun, Comparison, Finding, SituationRegion};
use demeanor::diagnostic::{Code, Severity};
use demeanor::schema::{self, Names};
use demeanor::{Document, Guideline, Rejected, Situation};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Documents {
    documents: Vec<Text>,
}

#[derive(Deserialize)]
struct Pair {
    old: Vec<Text>,
    new: Vec<Text>,
}

#[derive(Deserialize)]
struct One {
    guideline: Handle,
}

#[derive(Deserialize)]
struct Form {
    document: Text,
}

/// Answers a request about rules.
pub(crate) fn answer(what: &str, request: &[u8]) -> Answer {
    match what {
        "check" => json(&check(&read::<Documents>(request)?.documents)),
        "compare" => {
            let pair: Pair = read(request)?;
            let old = Guideline::build_unproved(documents(&pair.old))?;
            let new = Guideline::build_unproved(documents(&pair.new))?;
            json(&compared(&old.compare(&new)))
        }
        "handbook" => json(&handbook(&guidelines::get(read::<One>(request)?.guideline)?)),
        "schema_for" => {
            let names = Names::of_documents(documents(&read::<Documents>(request)?.documents));
            json(
                &json!({ "rule_set": schema::rule_set_for(&names), "situation": schema::situation_for(&names) }),
            )
        }
        "format" => {
            let Text { name, text } = read::<Form>(request)?.document;
            json(&Document::new(name, text).formatted()?.text())
        }
        other => Err(no_such(other)),
    }
}

/// Everything that is amiss with documents, as far as their faults allow.
fn check(texts: &[Text]) -> Value {
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
    json!({
        "proved": proved,
        "diagnostics": diagnostics,
        "cases": guideline.map(|guideline| guideline.run_cases().map(|run| case(&run)).collect::<Vec<_>>()),
        "findings": guideline.map(|guideline| guideline.findings().iter().map(finding).collect::<Vec<_>>()),
        "notes": guideline.map(|guideline| guideline.notes().iter().map(finding).collect::<Vec<_>>()),
        "coverage": guideline.map(Guideline::coverage),
        "edition": guideline.map(|guideline| json!(guideline.empty_situation().guidance().guideline())),
    })
}

fn only_safeguards(rejected: &Rejected) -> bool {
    let mut errors = rejected.diagnostics().iter().filter(|fault| fault.severity == Severity::Error);
    errors.all(|fault| matches!(fault.code, Code::SafeguardBroken | Code::SafeguardUndecided))
}

fn case(run: &CaseRun) -> Value {
    json!({
        "case": run.case, "title": run.title, "because": run.because, "situation": run.facts,
        "stance": run.guidance.stance(), "headline": run.guidance.headline(), "unmet": run.unmet,
    })
}

fn finding(finding: &Finding) -> Value {
    json!({
        "code": finding.code, "level": finding.level, "message": finding.message, "rules": finding.rules,
        "about": finding.about, "share": finding.share, "witness": finding.witness.as_ref().map(Situation::facts),
    })
}

/// A comparison, with each region in words as well.
fn compared(comparison: &Comparison) -> Value {
    let words =
        |regions: &[SituationRegion]| -> Vec<String> { regions.iter().map(ToString::to_string).collect() };
    let stances: Vec<Vec<String>> = comparison.stances.iter().map(|change| words(&change.regions)).collect();
    let advice: Vec<Vec<String>> = comparison.advice.iter().map(|change| words(&change.regions)).collect();
    json!({ "comparison": comparison, "words": { "stances": stances, "advice": advice } })
}

fn handbook(guideline: &Guideline) -> Value {
    json!({
        "layers": guideline.layer_cards().collect::<Vec<_>>(),
        "facts": guideline.facts(),
        "terms": guideline.terms().collect::<Vec<_>>(),
        "actions": guideline.actions().collect::<Vec<_>>(),
        "rules": guideline.rules().collect::<Vec<_>>(),
        "safeguards": guideline.safeguards().collect::<Vec<_>>(),
        "impossible": guideline.impossible().collect::<Vec<_>>(),
        "sources": guideline.sources().collect::<Vec<_>>(),
        "otherwise": guideline.otherwise(),
        "while_unknown": guideline.while_unknown(),
        "wording": guideline.wording(),
    })
}
