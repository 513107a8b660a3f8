//! All about one thing that has a name.

use super::lists::{self, Kind, Named};
use super::{facts, safeguard, situation};
use crate::args::{Explain, Format};
use crate::declared::{self, Declared, WithCondition};
use crate::fault::{Fault, Stop};
use crate::input;
use crate::layout;
use crate::rules_in_use::{self, Looked};
use crate::screen::Screen;
use crate::suggest;
use crate::values;
use anstyle::Style;
use demeanor::Guideline;
use demeanor::handbook::{Replacement, RuleCard, TermCard};
use demeanor::why::WhyRule;
use serde::Serialize;
use std::io;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(args: &Explain, screen: &mut Screen) -> Result<ExitCode, Stop> {
    let mut looked = rules_in_use::look(&args.layers)?;
    let about_a_situation = args.situation.is_some() || !args.set.is_empty();
    if about_a_situation && !looked.unbuilt.is_empty() {
        // Of rules that cannot be built nothing can be said of situations.
        return Err(looked.refusal.take().map_or_else(|| unknown(&args.name, &looked).into(), Stop::from));
    }
    match &looked.guideline {
        Some(guideline) if about_a_situation => why(args, guideline, screen)?,
        _ => explained(args, &looked, screen)?,
    }
    looked.say_refused();
    Ok(ExitCode::SUCCESS)
}

/// All about a thing: of those that are refused, as it was written.
fn explained(args: &Explain, looked: &Looked, screen: &mut Screen) -> Result<(), Stop> {
    if let Some(written) = declared::all(&looked.unbuilt).into_iter().find(|each| each.id == args.name) {
        return Ok(as_written(&written, args, screen)?);
    }
    let Some(guideline) = &looked.guideline else { return Err(unknown(&args.name, looked).into()) };
    let declared = declared::all(&looked.documents);
    let written = |list: &str| declared::named(&declared, list, &args.name);
    if let Some(rule) = guideline.rule(&args.name) {
        return Ok(show(&rule, &rule.to_string(), written("rules"), args, screen)?);
    }
    if let Some(term) = guideline.terms().find(|term| *term.term == *args.name) {
        return Ok(show(&term, &described(&term, guideline), written("terms"), args, screen)?);
    }
    if let Some(card) = guideline.safeguards().find(|card| *card.safeguard == *args.name) {
        let said = safeguard::described(&card, guideline);
        return Ok(show(&card, &said, written("safeguards"), args, screen)?);
    }
    let kinds = [(Kind::Actions, "An action."), (Kind::Sources, "A source.")];
    for (kind, what) in kinds {
        if let Some(named) = lists::all(kind, guideline).into_iter().find(|named| named.id == args.name) {
            let said = about(&named, what, guideline);
            return Ok(show(&named.json, &said, written(kind.list()), args, screen)?);
        }
    }
    if other(args, guideline, screen)? {
        return Ok(());
    }
    // What an upper layer has withdrawn, or put another thing in the place of, is read as it was written.
    let Some(gone) = declared.iter().find(|each| each.id == args.name) else {
        return Err(unknown(&args.name, looked).into());
    };
    if args.output.format == Format::Text {
        screen.text(&gone_by(&args.name, guideline), Style::new())?;
    }
    Ok(as_written(gone, args, screen)?)
}

/// What has become of a thing that is not there any more.
fn gone_by(name: &str, guideline: &Guideline) -> String {
    let withdrawn = |because: &str| format!("It is withdrawn: {because}\n");
    let said = guideline.layer_cards().find_map(|layer| {
        let rule =
            layer.withdraws.iter().find(|gone| *gone.rule == *name).map(|gone| withdrawn(&gone.because));
        let action = layer.withdraws_actions.iter();
        let action = action.filter(|gone| *gone.action == *name).map(|gone| withdrawn(&gone.because)).next();
        let replaced = layer.replaces.iter().find(|replaced| *replaced.before.rule == *name);
        let replaced = replaced
            .map(|Replacement { after, .. }| format!("`{}` has its place: {}\n", after.rule, after.because));
        rule.or(action).or(replaced)
    });
    said.unwrap_or_else(|| "It is not there any more: a layer above has left it nothing to say.\n".into())
}

/// What is said of a thing, and its condition to be copied.
fn show(
    card: &impl Serialize,
    said: &str,
    written: Option<&Declared>,
    args: &Explain,
    screen: &mut Screen,
) -> io::Result<()> {
    if args.output.format == Format::Json {
        let condition = written.and_then(|written| written.entry.get("when"));
        return screen.json(&WithCondition { card, condition });
    }
    screen.text(said, layout::TITLE)?;
    let Some(condition) = written.and_then(Declared::condition) else { return Ok(()) };
    screen.text("\nIts condition, to copy", Style::new())?;
    screen.as_it_is(&condition)
}

/// An entry of a rule set that is refused.
fn as_written(written: &Declared, args: &Explain, screen: &mut Screen) -> io::Result<()> {
    if args.output.format == Format::Json {
        return screen.json(&written.as_json());
    }
    let head =
        format!("{}  [{}]\nAs {} has it, in `{}`", written.says, written.id, written.document, written.list);
    screen.text(&head, layout::TITLE)?;
    screen.as_it_is(&written.text())
}

/// Why a rule applies or does not, and whether what is usual was taken to be so.
#[derive(Serialize)]
struct Why {
    presuming: bool,
    #[serde(flatten)]
    why: WhyRule,
}

/// Why a rule applies in a situation, or does not.
fn why(args: &Explain, guideline: &Guideline, screen: &mut Screen) -> Result<(), Stop> {
    let document = match &args.situation {
        Some(path) if path == Path::new("-") => Some(input::stdin()?),
        Some(path) => Some(input::file(path)?),
        None => None,
    };
    let known = document.map_or_else(
        || Ok(guideline.empty_situation()),
        |document| situation::read(&document, guideline, screen),
    )?;
    let situation = situation::lay_over(situation::begun(known, args.presume), &args.set, screen)?;
    let why = situation.why_rule(&args.name).ok_or_else(|| no_rule(&args.name, guideline))?;
    let presuming = situation.is_presuming();
    match args.output.format {
        Format::Json => screen.json(&Why { presuming, why })?,
        Format::Text => screen.text(&format!("{why}\n{}", values::which(presuming)), layout::TITLE)?,
    }
    Ok(())
}

/// What is called so is no rule, and no other thing applies to situations.
fn no_rule(name: &str, guideline: &Guideline) -> Box<Fault> {
    let rules = guideline.rules().map(|rule| rule.rule).collect::<Vec<_>>();
    let help = suggest::nearest(name, rules.iter().map(|rule| &**rule)).map_or_else(
        || "`demeanor rules` lists them all".into(),
        |nearest| format!("did you mean `{nearest}`?"),
    );
    Fault::named("unknown-rule", "", format!("no rule is called `{name}`"), Some(help))
}

/// A fact or a case, if one is called so. Gives whether one is.
fn other(args: &Explain, guideline: &Guideline, screen: &mut Screen) -> io::Result<bool> {
    if let Some(fact) = guideline.facts().iter().find(|fact| *fact.id == *args.name) {
        let naming =
            using(guideline, |rule| rule.when.iter().any(|line| line.fact.as_ref() == Some(&fact.id)));
        match args.output.format {
            Format::Json => screen.json(fact)?,
            Format::Text => {
                let head = format!(
                    "{}\nA fact.\n\n{}{}",
                    fact.label,
                    facts::entry(fact),
                    section("Is tested by", &naming)
                );
                screen.text(&head, layout::TITLE)?;
            }
        }
        return Ok(true);
    }
    let Some(case) = guideline.run_cases().find(|run| *run.case == *args.name) else { return Ok(false) };
    match args.output.format {
        Format::Json => screen.json(&case)?,
        Format::Text => {
            let situation = values::in_labels(guideline, &case.facts, &case.guidance);
            let mut said = vec![format!("{}  [{}]", case.title, case.case), "A case.".into()];
            said.push(format!("\nSituation   {situation}"));
            said.push(format!("Answer      {}: {}", case.guidance.stance(), case.guidance.headline()));
            said.push(format!("            {}", values::which(case.guidance.presuming())));
            said.extend(case.unmet.iter().map(|unmet| format!("Not met     {unmet}")));
            said.extend(case.because.iter().map(|because| format!("Why         {because}")));
            screen.text(&said.join("\n"), layout::TITLE)?;
        }
    }
    Ok(true)
}

/// What is said of a thing, and the rules that name it.
fn about(named: &Named, what: &str, guideline: &Guideline) -> String {
    let uses = |rule: &RuleCard| {
        rule.advises.iter().any(|advice| *advice.action == *named.id)
            || rule.sources.iter().any(|source| *source.id == *named.id)
    };
    format!("{}  [{}]\n{what}{}", named.says, named.id, section("Is named by", &using(guideline, uses)))
}

/// The rules that use something, a line each.
fn using(guideline: &Guideline, uses: impl Fn(&RuleCard) -> bool) -> Vec<String> {
    let using = guideline.rules().filter(|rule| uses(rule));
    using.map(|rule| format!("  {}  [{}]", rule.title, rule.rule)).collect()
}

fn section(heading: &str, lines: &[String]) -> String {
    if lines.is_empty() { String::new() } else { format!("\n\n{heading}\n{}", lines.join("\n")) }
}

/// What a term stands for, and which rules name it.
fn described(term: &TermCard, guideline: &Guideline) -> String {
    let head = [format!("{}  [{}]", term.term.replace('_', " "), term.term), "A term of rules.".into()];
    let holds = ["\nHolds where".into()].into_iter().chain(term.when.iter().map(|line| format!("  {line}")));
    let naming = using(guideline, |rule| rule.when.iter().any(|line| line.term.as_ref() == Some(&term.term)));
    head.into_iter().chain(holds).collect::<Vec<_>>().join("\n") + &section("Is named by", &naming)
}

fn unknown(name: &str, looked: &Looked) -> Box<Fault> {
    let declared = declared::all(&looked.documents);
    let names = declared.iter().map(|each| &*each.id);
    let help = suggest::nearest(name, names).map_or_else(
        || "`demeanor rules` lists them all, and `demeanor rules TEXT` those that mention something".into(),
        |nearest| format!("did you mean `{nearest}`?"),
    );
    Fault::named("unknown-rule", "", format!("nothing here is called `{name}`"), Some(help))
}
