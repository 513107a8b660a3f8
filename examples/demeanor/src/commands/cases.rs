//! The cases of a rule set as a table, and a table as the cases of a rule set: a row for each.

mod columns;
mod written;
mod read;

use crate::args::Cases;
use crate::declared;
use crate::fault::{Fault, Refusal, Stop};
use crate::input;
use crate::output;
use crate::rules_in_use;
use crate::screen::{Screen, note};
use anstyle::Style;
use columns::Facts;
use demeanor::Document;
use std::process::ExitCode;

pub(crate) fn run(args: &Cases, screen: &mut Screen) -> Result<ExitCode, Stop> {
    if let Some(path) = &args.output {
        let (written, instead) = match args.from {
            None => ("csv", "name it `.csv`: spreadsheets open that"),
            Some(_) => ("json", "name it `.json`"),
        };
        output::refuse_ending(path, &[written], instead)?;
    }
    let rule_set = input::file(&args.file)?;
    if declared::parsed(&rule_set).is_none() {
        return Err(not_json(rule_set));
    }
    let below = rules_in_use::together(rules_in_use::read(&args.rules)?, args.only);
    let facts = Facts::of(below.iter().chain([&rule_set]));
    let written = match &args.from {
        None => written::table(&rule_set, &facts),
        Some(table) => read::rule_set(&input::file(table)?, &rule_set, &below, &facts)?,
    };
    let lost = args.from.as_ref().and_then(|_| lost(&rule_set, &written));
    let Some(path) = &args.output else {
        screen.as_it_is(&written)?;
        if let Some(lost) = lost {
            note(&format!("{lost}."));
        }
        return Ok(ExitCode::SUCCESS);
    };
    // By this mark a spreadsheet knows that the file is UTF-8.
    let mark = if args.from.is_none() { "\u{feff}" } else { "" };
    output::create(path, &format!("{mark}{written}"))?;
    let lost = lost.map(|lost| format!(" {lost}.")).unwrap_or_default();
    screen.text(&format!("{} is written.{lost}", path.display()), Style::new())?;
    Ok(ExitCode::SUCCESS)
}

/// Which cases of a rule set are not in the one that was made of it.
fn lost(before: &Document, after: &str) -> Option<String> {
    let names = |document: &Document| {
        let documents = std::slice::from_ref(document);
        let cases = declared::all(documents).into_iter().filter(|each| each.list == "cases");
        cases.map(|case| case.id).collect::<Vec<_>>()
    };
    let (before, after) = (names(before), names(&Document::new("after", after)));
    let lost = before.iter().filter(|case| !after.contains(case)).map(|case| format!("`{case}`"));
    let lost: Vec<String> = lost.collect();
    let all = before.len();
    let are = if lost.len() == 1 { "is" } else { "are" };
    let told =
        format!("Of {all} cases in the rule set {} {are} not in the table: {}", lost.len(), lost.join(", "));
    (!lost.is_empty()).then_some(told)
}

/// What is wrong with a text that is no JSON, as the library says it.
fn not_json(rule_set: Document) -> Stop {
    let faults = match rule_set.formatted() {
        Err(rejected) => crate::fault::faults(&rejected),
        Ok(_) => vec![*Fault::named("bad-json", rule_set.name(), "this is not JSON".into(), None)],
    };
    Refusal { faults, sources: vec![rule_set] }.into()
}
