//! The rules, one a line.

use crate::args::{Format, Rules};
use crate::fault::Stop;
use crate::rules_in_use;
use crate::screen::{Screen, note};
use anstyle::Style;
use demeanor::handbook::RuleCard;
use std::process::ExitCode;

pub(crate) fn run(args: &Rules, screen: &mut Screen) -> Result<ExitCode, Stop> {
    let guideline = rules_in_use::build(&args.layers)?;
    let text = args.text.as_deref().unwrap_or_default().to_lowercase();
    let rules: Vec<RuleCard> = guideline.rules().filter(|rule| mentions(rule, &text)).collect();
    match args.output.format {
        Format::Json => screen.json(&rules)?,
        Format::Text if rules.is_empty() => note(&format!("No rule mentions `{text}`.")),
        Format::Text => screen.text(&list(&rules), Style::new())?,
    }
    Ok(ExitCode::SUCCESS)
}

fn mentions(rule: &RuleCard, text: &str) -> bool {
    let words = [&*rule.rule, &*rule.title, &*rule.because, &*say(rule)];
    words
        .into_iter()
        .chain(rule.when.iter().map(|line| &*line.text))
        .any(|words| words.to_lowercase().contains(text))
}

/// What a rule has to say of the stance.
fn say(rule: &RuleCard) -> String {
    match (rule.permits, rule.at_least) {
        (Some(stance), _) => format!("permits {stance}"),
        (None, Some(stance)) => format!("demands {stance}"),
        (None, None) if rule.advises.is_empty() => "sets aside".into(),
        (None, None) => "advises".into(),
    }
}

fn list(rules: &[RuleCard]) -> String {
    let width = rules.iter().map(|rule| rule.rule.len()).max().unwrap_or_default() + 2;
    let line = |rule: &RuleCard| format!("{:18}{:width$}{}", say(rule), rule.rule, rule.title);
    rules.iter().map(line).collect::<Vec<_>>().join("\n")
}
