//! JSON Schemas, of the form alone or made for a vocabulary.

use crate::args::{Of, Schema};
use crate::fault::{Fault, Stop};
use crate::rules_in_use::{read, together};
use crate::screen::Screen;
use demeanor::schema::{self, Names};
use serde_json::Value;
use std::process::ExitCode;

pub(crate) fn run(args: &Schema, screen: &mut Screen) -> Result<ExitCode, Stop> {
    let schema = if args.files.is_empty() { general(args.of) } else { made_for(args)? };
    screen.json(&schema)?;
    Ok(ExitCode::SUCCESS)
}

fn general(of: Of) -> Value {
    match of {
        Of::RuleSet => schema::rule_set(),
        Of::Situation => schema::situation(),
        Of::Guidance => schema::guidance(),
        Of::Diagnostics => schema::diagnostics(),
    }
}

fn made_for(args: &Schema) -> Result<Value, Stop> {
    let names = Names::of_documents(together(read(&args.files)?, args.only));
    match args.of {
        Of::RuleSet => Ok(schema::rule_set_for(&names)),
        Of::Situation => Ok(schema::situation_for(&names)),
        Of::Guidance | Of::Diagnostics => {
            let message = "guidance and diagnostics have the same form whatever the vocabulary".into();
            Err(Fault::named("one-form", "", message, Some("leave `--for` out".into())).into())
        }
    }
}
