//! A rule set to begin with.

use crate::args::New;
use crate::fault::{Refusal, Stop, faults};
use crate::output;
use crate::screen::Screen;
use anstyle::Style;
use demeanor::{Document, Guideline};
use std::path::Path;
use std::process::ExitCode;

/// One of each thing that a clinic's own rules can say. JSON has no comments: its texts explain it.
const STARTER: &str = include_str!("../starter.json");

/// What stands in it for what the command line may say.
const ID: &str = r#""id": "yourclinic.expression""#;
const TITLE: &str = r#""title": "Your clinic: therapists' own expression in session""#;
const EXTENDS: &str = r#""extends": { "id": "demeanor.standard", "version": "2" }"#;

pub(crate) fn run(args: &New, screen: &mut Screen) -> Result<ExitCode, Stop> {
    let name = args.file.as_ref().map_or_else(|| "stdout".into(), |path| path.display().to_string());
    let document = checked(&Document::new(name, starter(args)))?;
    match &args.file {
        None => screen.as_it_is(document.text())?,
        Some(path) => {
            output::create(path, document.text())?;
            screen.text(&next_steps(path), Style::new())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The starter, under the name that was asked for, over the edition that ships.
fn starter(args: &New) -> String {
    let nothing_known = Guideline::standard().empty_situation().guidance();
    let shipped = nothing_known.guideline();
    let major = shipped.version.split('.').next().unwrap_or_default();
    let extends = format!(r#""extends": {{ "id": {}, "version": {} }}"#, quoted(&shipped.id), quoted(major));
    let mut text = STARTER.replacen(EXTENDS, &extends, 1);
    for (here, key, given) in [(ID, "id", &args.id), (TITLE, "title", &args.title)] {
        if let Some(given) = given {
            text = text.replacen(here, &format!("{}: {}", quoted(key), quoted(given)), 1);
        }
    }
    text
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The document as it is written down, or what is wrong with the name that was asked for.
fn checked(document: &Document) -> Result<Document, Refusal> {
    let refusal = |rejected| Refusal { faults: faults(&rejected), sources: vec![document.clone()] };
    let formatted = document.formatted().map_err(refusal)?;
    Guideline::build(Document::standard().chain([formatted.clone()])).map_err(refusal)?;
    Ok(formatted)
}

fn next_steps(path: &Path) -> String {
    let path = path.display();
    format!(
        "{path} is there: an example of each thing, to be rewritten.\n\
         - `demeanor check {path}` tells everything that is amiss with it\n\
         - `demeanor facts`, `demeanor rules` and `demeanor explain RULE` tell what ships\n\
         - docs/writing-a-rule-set.md leads through it in eight steps"
    )
}
