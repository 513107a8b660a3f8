//! All about one rule, or one term.

use crate::args::{Explain, Format};
use crate::fault::{Fault, Stop};
use crate::layout;
use crate::rules_in_use;
use crate::screen::Screen;
use crate::suggest;
use demeanor::Guideline;
use demeanor::handbook::{RuleCard, TermCard};
use std::process::ExitCode;

pub(crate) fn run(args: &Explain, screen: &mut Screen) -> Result<ExitCode, Stop> {
    let guideline = rules_in_use::build(&args.layers)?;
    if let Some(rule) = guideline.rule(&args.name) {
        match args.output.format {
            Format::Json => screen.json(&rule)?,
            Format::Text => screen.text(&rule.to_string(), layout::TITLE)?,
        }
        return Ok(ExitCode::SUCCESS);
    }
    let term = guideline.terms().find(|term| *term.term == *args.name);
    let term = term.ok_or_else(|| unknown(&args.name, &guideline))?;
    match args.output.format {
        Format::Json => screen.json(&term)?,
        Format::Text => screen.text(&described(&term, &guideline), layout::TITLE)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// What a term stands for, and which rules name it.
fn described(term: &TermCard, guideline: &Guideline) -> String {
    let head = [format!("{}  [{}]", term.term.replace('_', " "), term.term), "A term of rules.".into()];
    let holds = ["\nHolds where".into()].into_iter().chain(term.when.iter().map(|line| format!("  {line}")));
    let naming: Vec<String> = guideline
        .rules()
        .filter(|rule| rule.when.iter().any(|line| line.term.as_ref() == Some(&term.term)))
        .map(|rule| format!("  {}  [{}]", rule.title, rule.rule))
        .collect();
    let heading = (!naming.is_empty()).then(|| "\nIs named by".to_owned());
    head.into_iter().chain(holds).chain(heading).chain(naming).collect::<Vec<_>>().join("\n")
}

fn unknown(name: &str, guideline: &Guideline) -> Box<Fault> {
    let rules: Vec<RuleCard> = guideline.rules().collect();
    let terms: Vec<TermCard> = guideline.terms().collect();
    let names = rules.iter().map(|rule| &*rule.rule).chain(terms.iter().map(|term| &*term.term));
    let help = suggest::nearest(name, names).map_or_else(
        || "`demeanor rules` lists them all, and `demeanor rules TEXT` those that mention something".into(),
        |nearest| format!("did you mean `{nearest}`?"),
    );
    Fault::named("unknown-rule", "", format!("there is no rule or term `{name}`"), Some(help))
}
