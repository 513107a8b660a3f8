//! Looks at rule sets from every side, as far as their faults allow.

use super::dates::{self, Days};
use super::places::Places;
use crate::args::Check;
use crate::day;
use crate::fault::{Fault, faults};
use crate::rules_in_use;
use crate::suggest;
use demeanor::analysis::{CaseRun, Coverage, Finding, FindingCode, Gaps, Relaxation};
use demeanor::diagnostic::{Code, Severity};
use demeanor::{Date, Document, Guidance, Guideline, Rejected};
use serde_json::Value;
use std::collections::BTreeMap;

/// What was looked at, and what came of it.
pub(super) struct Checked {
    pub(super) documents: Vec<Document>,
    pub(super) places: Places,
    pub(super) diagnostics: Vec<Fault>,
    /// None where the documents are too faulty to be a guideline at all.
    pub(super) rules: Option<Rules>,
}

/// What can be said of rules without faults but, maybe, safeguards that do not hold.
pub(super) struct Rules {
    pub(super) guideline: Guideline,
    /// Guidance of which only the edition is wanted.
    pub(super) nothing_known: Guidance,
    pub(super) safeguards: usize,
    pub(super) cases: Vec<CaseRun>,
    /// What each case of the uppermost layer expects, as its document states it.
    pub(super) expected: BTreeMap<String, Value>,
    pub(super) findings: Vec<Finding>,
    pub(super) notes: Vec<Finding>,
    /// What comes of each entry that layers list as what may relax.
    pub(super) relaxes: Vec<Relaxation>,
    /// Where no rule has a say in the stance; none where that would take too long.
    pub(super) gaps: Option<Gaps>,
    /// What all cases exercise, whichever of them were run.
    pub(super) coverage: Coverage,
}

pub(super) fn examine(args: &Check) -> Result<Checked, Box<Fault>> {
    let named = match rules_in_use::read(&args.files) {
        Ok(named) => named,
        Err(unread) => {
            return Ok(Checked {
                documents: Vec::new(),
                places: Places::of(&[], Vec::new()),
                diagnostics: unread.faults,
                rules: None,
            });
        }
    };
    let own: Vec<String> = named.iter().map(|document| document.name().to_owned()).collect();
    let documents = rules_in_use::together(named, args.only);
    let today = args.as_of.or_else(day::today);
    let days = args.as_of.map_or_else(|| Days::from(today, &documents), Days::only);
    let (guideline, mut diagnostics) = build(&documents, days.told);
    for &day in &days.others {
        let refused = refused_on(day, &documents, &diagnostics);
        diagnostics.extend(refused);
    }
    // Who lays rules over those that ship is not bothered with remarks on these.
    diagnostics.retain(|fault| {
        fault.severity == Severity::Error || own.is_empty() || own.contains(&fault.place.document)
    });
    if let (Some(guideline), Some(day)) = (&guideline, today) {
        diagnostics.extend(dates::warnings(guideline, day));
    }
    let rules = guideline.map(|guideline| look_at(guideline, &documents, &args.cases)).transpose()?;
    // Where all was named, all of it is the author's.
    let places = Places::of(&documents, if args.only { Vec::new() } else { own });
    Ok(Checked { documents, places, diagnostics, rules })
}

/// The guideline and what is wrong with it. One whose safeguards do not hold can still be looked at.
fn build(documents: &[Document], day: Option<Date>) -> (Option<Guideline>, Vec<Fault>) {
    match rules_in_use::built(documents, day) {
        Ok(guideline) => {
            let warnings = guideline.warnings().iter().map(Fault::from).collect();
            (Some(guideline), warnings)
        }
        Err(rejected) => {
            let unproved = || Guideline::build_unproved(documents.iter().cloned()).ok();
            (only_safeguards(&rejected).then(unproved).flatten(), faults(&rejected))
        }
    }
}

/// What else is refused on another day, when more of the rules is in effect, or less.
fn refused_on(day: Date, documents: &[Document], known: &[Fault]) -> Vec<Fault> {
    let Err(rejected) = rules_in_use::built(documents, Some(day)) else { return Vec::new() };
    let is_new = |fault: &Fault| {
        let of = |fault: &Fault| (fault.code, fault.place.document.clone(), fault.place.pointer.clone());
        let is_known = |other: &Fault| of(other) == of(fault);
        fault.severity == Severity::Error && !known.iter().any(is_known)
    };
    let mut refused: Vec<Fault> = faults(&rejected).into_iter().filter(is_new).collect();
    for fault in &mut refused {
        fault.message = format!("on {day}: {}", fault.message);
    }
    refused
}

fn only_safeguards(rejected: &Rejected) -> bool {
    let mut errors = rejected.diagnostics().iter().filter(|fault| fault.severity == Severity::Error);
    errors.all(|fault| matches!(fault.code, Code::SafeguardBroken | Code::SafeguardUndecided))
}

fn look_at(guideline: Guideline, documents: &[Document], wanted: &[String]) -> Result<Rules, Box<Fault>> {
    let nothing_known = guideline.empty_situation().guidance();
    let mut cases: Vec<CaseRun> = guideline.run_cases().collect();
    if let Some(name) = wanted.iter().find(|name| cases.iter().all(|run| *run.case != ***name)) {
        return Err(unknown_case(name, &cases));
    }
    cases.retain(|run| wanted.is_empty() || wanted.iter().any(|name| *run.case == **name));
    let stated: Vec<Value> = documents.iter().map(read).collect();
    let safeguards = stated.iter().map(|document| list(document, "safeguards").len()).sum();
    let expected = expected(&stated, &nothing_known.guideline().id);
    let (findings, notes, gaps) = (guideline.findings(), guideline.notes(), guideline.gaps());
    let (coverage, relaxes) = (guideline.coverage(), guideline.relaxations());
    Ok(Rules {
        guideline,
        nothing_known,
        safeguards,
        cases,
        expected,
        findings,
        notes,
        relaxes,
        gaps,
        coverage,
    })
}

/// A document as plain JSON, for what the library reads and does not give back.
fn read(document: &Document) -> Value {
    serde_json::from_str(document.text()).unwrap_or_default()
}

fn list<'a>(document: &'a Value, name: &str) -> &'a [Value] {
    document[name].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn expected(stated: &[Value], layer: &str) -> BTreeMap<String, Value> {
    let of_layer = stated.iter().filter(|document| document["id"] == layer);
    let cases = of_layer.flat_map(|document| list(document, "cases"));
    cases.filter_map(|case| Some((case["id"].as_str()?.to_owned(), case["expect"].clone()))).collect()
}

fn unknown_case(name: &str, cases: &[CaseRun]) -> Box<Fault> {
    let help = suggest::nearest(name, cases.iter().map(|run| &*run.case)).map_or_else(
        || "only the cases of the uppermost rule set are run".into(),
        |nearest| format!("did you mean `{nearest}`?"),
    );
    Fault::named("unknown-case", "", format!("there is no case `{name}`"), Some(help))
}

impl Checked {
    pub(super) fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|fault| fault.severity == severity).count()
    }

    /// The findings on what the author named that nobody acknowledges.
    pub(super) fn findings(&self) -> usize {
        self.own_findings().filter(|finding| finding.acknowledged.is_none()).count()
    }

    /// Those that the author acknowledges.
    pub(super) fn acknowledged(&self) -> usize {
        self.own_findings().filter(|finding| finding.acknowledged.is_some()).count()
    }

    fn own_findings(&self) -> impl Iterator<Item = &Finding> {
        let findings = self.rules.iter().flat_map(|rules| &rules.findings);
        findings.filter(|finding| self.is_own(finding))
    }

    /// Is a finding about what the author named?
    pub(super) fn is_own(&self, finding: &Finding) -> bool {
        self.places.are_own(&finding.layers)
    }

    /// Where what a finding is about is declared.
    pub(super) fn place(&self, finding: &Finding) -> Option<String> {
        if finding.code == FindingCode::AcknowledgesNothing {
            return self.places.of_entry(finding.about.get(1..).unwrap_or_default());
        }
        let rules = finding.rules.iter().map(|rule| &**rule);
        let own = names(finding).chain(rules).find(|name| self.places.is_own(name));
        own.into_iter().chain(names(finding)).find_map(|name| self.places.of_name(name))
    }

    pub(super) fn has_faults(&self) -> bool {
        self.count(Severity::Error) > 0 || self.rules.as_ref().is_some_and(|rules| rules.unmet() > 0)
    }

    pub(super) fn has_warnings(&self) -> bool {
        self.count(Severity::Warning) + self.findings() > 0
    }

    /// The safeguards that are not proved.
    pub(super) fn unproved(&self) -> usize {
        self.diagnostics.iter().filter(|fault| fault.code.starts_with("safeguard-")).count()
    }
}

/// What a finding is about: the rule that is amiss, else what else it names.
fn names(finding: &Finding) -> impl Iterator<Item = &str> {
    let rule = finding.rules.first().map(|rule| &**rule);
    let others = finding.about.iter().map(|name| &**name);
    rule.into_iter().chain(others.take(if rule.is_some() { 0 } else { usize::MAX }))
}

impl Rules {
    pub(super) fn unmet(&self) -> usize {
        self.cases.iter().filter(|run| !run.unmet.is_empty()).count()
    }
}
