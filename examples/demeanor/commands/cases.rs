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
    let failed: Vec<String> = runs.iter().filter(|run| !run.unmet.is_empty()).map(told).collect();
    let count = match runs.len() {
        0 => "There are no cases to run.".into(),
        all => format!("{} of {all} cases met.", all - failed.len()),
    };
    failed.into_iter().chain([count]).collect::<Vec<_>>().join("\n\n")
}

fn told(run: &CaseRun) -> String {
    let title = format!("{}  [{}]", run.title, run.case);
    let given = run.unmet.iter().map(|unmet| format!("  Not met   {unmet}"));
    let because = run.because.iter().map(|because| format!("  Because   {because}"));
    [title].into_iter().chain(given).chain(because).collect::<Vec<_>>().join("\n")
}
