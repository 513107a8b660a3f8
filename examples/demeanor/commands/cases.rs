//! Runs the cases that stand beside the rules.

use crate::args::{Cases, Format};
use crate::fault::{Fault, Stop};
use crate::rules_in_use::{self, RulesInUse};
use crate::screen::Screen;
use anstyle::Style;
use demeanor::{CaseRun, Stance};
use serde::Serialize;
use std::process::ExitCode;

pub(crate) fn run(args: &Cases, screen: &mut Screen) -> Result<ExitCode, Stop> {
    let rules = rules_in_use::build(&args.layers)?;
    show_remarks(&rules, screen);
    let runs: Vec<CaseRun> = rules.guideline.run_cases().collect();
    match args.output.format {
        Format::Json => screen.json(&runs.iter().map(Row::from).collect::<Vec<_>>())?,
        Format::Text => screen.text(&text(&runs), Style::new())?,
    }
    let met = runs.iter().all(|run| run.unmet.is_empty());
    Ok(if met { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A case as a row of data.
#[derive(Serialize)]
struct Row<'a> {
    case: &'a str,
    title: &'a str,
    passed: bool,
    stance: Stance,
    unmet: &'a [String],
}

impl<'a> From<&'a CaseRun> for Row<'a> {
    fn from(run: &'a CaseRun) -> Row<'a> {
        Row {
            case: &run.case,
            title: &run.title,
            passed: run.unmet.is_empty(),
            stance: run.guidance.stance(),
            unmet: &run.unmet,
        }
    }
}

/// What should be looked at in the documents that were named, though nothing is wrong with them.
fn show_remarks(rules: &RulesInUse, screen: &Screen) {
    let named = |fault: &Fault| rules.named.iter().any(|document| document.name() == fault.place.document);
    let remarks: Vec<Fault> = rules.guideline.warnings().iter().map(Fault::from).filter(named).collect();
    if !remarks.is_empty() {
        screen.faults(&remarks, &rules.named);
    }
}

/// The cases that are not met, and a count.
fn text(runs: &[CaseRun]) -> String {
    let failed: Vec<&CaseRun> = runs.iter().filter(|run| !run.unmet.is_empty()).collect();
    let told: String = failed.iter().map(|run| told(run)).collect();
    format!("{told}{}\n", count(runs.len(), failed.len()))
}

fn told(run: &CaseRun) -> String {
    let mut told = format!("{}  [{}]\n", run.title, run.case);
    for unmet in &run.unmet {
        told.push_str(&format!("  Given     {unmet}\n"));
    }
    if let Some(because) = &run.because {
        told.push_str(&format!("  Expected  because {because}\n"));
    }
    told.push('\n');
    told
}

fn count(all: usize, failed: usize) -> String {
    match (all, failed) {
        (0, _) => "There are no cases to run.".into(),
        (1, 0) => "1 case, met.".into(),
        (all, 0) => format!("{all} cases, all met."),
        (all, failed) => format!("{all} cases, {failed} not met."),
    }
}
