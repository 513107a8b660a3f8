//! The rules, one a line.

use crate::args::{Format, Rules};
use crate::declared::{self, Declared};
use crate::fault::Stop;
use crate::rules_in_use;
use crate::screen::{Screen, note};
use anstyle::Style;
use demeanor::Guideline;
use demeanor::handbook::RuleCard;
use std::process::ExitCode;

pub(crate) fn run(args: &Rules, screen: &mut Screen) -> Result<ExitCode, Stop> {
    rules_in_use::refuse_file(args.text.as_deref().unwrap_or_default(), "rules")?;
    let looked = rules_in_use::look(&args.layers)?;
    let text = args.text.as_deref().unwrap_or_default().to_lowercase();
    let rules = looked.guideline.iter().flat_map(Guideline::rules);
    let rules: Vec<RuleCard> = rules.filter(|rule| mentions(rule, &text)).collect();
    let read = declared::all(&looked.unbuilt).into_iter();
    let read: Vec<Declared> = read.filter(|each| each.list == "rules" && each.mentions(&text)).collect();
    match args.output.format {
        Format::Json => {
            let checked = rules.iter().map(|rule| serde_json::to_value(rule).unwrap_or_default());
            screen.json(&checked.chain(read.iter().map(Declared::as_json)).collect::<Vec<_>>())?;
        }
        Format::Text if rules.is_empty() && read.is_empty() => note(&format!("No rule mentions `{text}`.")),
        Format::Text => screen.text(&list(&rules, &read), Style::new())?,
    }
    looked.say_refused();
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

fn list(rules: &[RuleCard], read: &[Declared]) -> String {
    let checked = rules.iter().map(|rule| (say(rule), &*rule.rule, &*rule.title));
    let lines: Vec<_> =
        checked.chain(read.iter().map(|rule| ("refused".into(), &*rule.id, &*rule.says))).collect();
    let width = lines.iter().map(|(_, id, _)| id.len()).max().unwrap_or_default() + 2;
    let line = |(say, id, title): &(String, &str, &str)| format!("{say:18}{id:width$}{title}");
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}
