//! All about one rule.

use crate::args::{Explain, Format};
use crate::fault::{Fault, Stop};
use crate::layout;
use crate::rules_in_use;
use crate::screen::Screen;
use crate::suggest;
use demeanor::{Guideline, RuleCard};
use std::process::ExitCode;

pub(crate) fn run(args: &Explain, screen: &mut Screen) -> Result<ExitCode, Stop> {
    let guideline = rules_in_use::build(&args.layers)?;
    let rule = guideline.rule(&args.rule).ok_or_else(|| unknown(&args.rule, &guideline))?;
    match args.output.format {
        Format::Json => screen.json(&rule)?,
        Format::Text => screen.text(&rule.to_string(), layout::TITLE)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn unknown(name: &str, guideline: &Guideline) -> Box<Fault> {
    let rules: Vec<RuleCard> = guideline.rules().collect();
    let help = suggest::nearest(name, rules.iter().map(|rule| &*rule.rule)).map_or_else(
        || "`demeanor rules` lists them all, and `demeanor rules TEXT` those that mention something".into(),
        |nearest| format!("did you mean `{nearest}`?"),
    );
    Fault::named("unknown-rule", "", format!("there is no rule `{name}`"), Some(help))
}
