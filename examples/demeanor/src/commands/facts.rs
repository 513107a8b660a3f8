//! What can be known of a situation.

use crate::args::{Facts, Format};
use crate::declared::{self, Declared};
use crate::fault::{Fault, Stop};
use crate::layout;
use crate::rules_in_use::{self, Looked};
use crate::screen::Screen;
use crate::suggest;
use anstyle::Style;
use demeanor::handbook::{Askable, CountRange, FactOption, Stricter};
use demeanor::{Fact, Guideline, Kind};
use std::fmt::{self, Write};
use std::process::ExitCode;

pub(crate) fn run(args: &Facts, screen: &mut Screen) -> Result<ExitCode, Stop> {
    let looked = rules_in_use::look(&args.layers)?;
    let name = args.name.as_deref();
    let read = read(name, &looked);
    let known = looked.guideline.as_ref().map_or(&[][..], Guideline::facts);
    let facts = chosen(name, known);
    if facts.is_empty() && read.is_empty() {
        return Err(unknown(name.unwrap_or_default(), known).into());
    }
    match args.output.format {
        Format::Json => {
            let checked = facts.iter().map(|fact| serde_json::to_value(fact).unwrap_or_default());
            screen.json(&checked.chain(read.iter().map(Declared::as_json)).collect::<Vec<_>>())?;
        }
        Format::Text if name.is_none() => screen.text(&overview(&facts), Style::new())?,
        Format::Text => screen.text(&entries(&facts), layout::TITLE)?,
    }
    if args.output.format == Format::Text {
        let lines = read.iter().map(|fact| format!("  {}  {}  [refused]", fact.id, fact.says));
        screen.text(&lines.collect::<Vec<_>>().join("\n"), Style::new())?;
    }
    looked.say_refused();
    Ok(ExitCode::SUCCESS)
}

/// The facts of a group, or the one fact with a name; without a name all of them.
fn chosen<'a>(name: Option<&str>, facts: &'a [Fact]) -> Vec<&'a Fact> {
    facts.iter().filter(|fact| name.is_none_or(|name| is_called(fact, name))).collect()
}

/// Those of rules that are refused.
fn read(name: Option<&str>, looked: &Looked) -> Vec<Declared> {
    let group = |id: &str| id.split('.').next().unwrap_or_default().to_owned();
    let mut read = declared::all(&looked.unbuilt);
    read.retain(|each| {
        each.list == "facts" && name.is_none_or(|name| each.id == name || group(&each.id) == name)
    });
    read
}

fn is_called(fact: &Fact, name: &str) -> bool {
    &*fact.id == name || group(fact) == name || fact.formerly.iter().any(|former| &**former == name)
}

fn unknown(name: &str, facts: &[Fact]) -> Box<Fault> {
    let names = facts.iter().flat_map(|fact| [group(fact), &*fact.id]);
    let help = suggest::nearest(name, names).map_or_else(
        || "`demeanor facts` lists them all".into(),
        |nearest| format!("did you mean `{nearest}`?"),
    );
    Fault::named("unknown-fact", "", format!("there is no fact or group of facts `{name}`"), Some(help))
}

fn group(fact: &Fact) -> &str {
    fact.id.split_once('.').map_or(&*fact.id, |(group, _)| group)
}

/// Every fact and its question, group by group.
fn overview(facts: &[&Fact]) -> String {
    let width = facts.iter().map(|fact| fact.id.len()).max().unwrap_or_default() + 2;
    let groups = facts.chunk_by(|one, next| group(one) == group(next));
    let head = format!("{} facts. `demeanor facts GROUP` or `demeanor facts FACT` tells more.", facts.len());
    [head].into_iter().chain(groups.map(|facts| overview_of(facts, width))).collect::<Vec<_>>().join("\n\n")
}

fn overview_of(facts: &[&Fact], width: usize) -> String {
    let heading = facts.first().map(|fact| group(fact).to_owned());
    let lines = facts.iter().map(|fact| {
        let safety = if fact.safety { "  [safety]" } else { "" };
        format!("  {:width$}{}{safety}", fact.id, fact.ask)
    });
    heading.into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

fn entries(facts: &[&Fact]) -> String {
    facts.iter().map(|fact| Entry(fact).to_string()).collect::<Vec<_>>().join("\n")
}

/// All about one fact.
pub(super) fn entry(fact: &Fact) -> String {
    Entry(fact).to_string()
}

/// All about one fact.
struct Entry<'a>(&'a Fact);

impl fmt::Display for Entry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fact = self.0;
        let safety = if fact.safety { ", safety" } else { "" };
        writeln!(f, "{}  [{}{safety}]", fact.id, fact.kind)?;
        row(f, "Asks", &fact.ask)?;
        fact.why.iter().try_for_each(|why| row(f, "Why", why))?;
        fact.note.iter().try_for_each(|note| row(f, "Mind", note))?;
        values(f, fact)?;
        fact.presume
            .iter()
            .try_for_each(|usual| row(f, "Usual", &format!("{usual}, unless said otherwise")))?;
        row(f, "When", when(fact))?;
        fact.stricter.iter().try_for_each(|stricter| row(f, "Promise", promise(fact.kind, *stricter)))?;
        fact.formerly.iter().try_for_each(|former| row(f, "Formerly", former))
    }
}

fn row(f: &mut fmt::Formatter<'_>, label: &str, text: &str) -> fmt::Result {
    writeln!(f, "  {label:10}{text}")
}

fn values(f: &mut fmt::Formatter<'_>, fact: &Fact) -> fmt::Result {
    match fact.kind {
        Kind::Flag => row(f, "Values", "true, false"),
        Kind::Count => row(f, "Values", &fact.range.as_ref().map(range).unwrap_or_default()),
        Kind::Choice => options(f, "One of", &fact.options),
        Kind::Scale => options(f, "From", &fact.options),
        Kind::Several => options(f, "Any of", &fact.options),
    }
}

fn range(range: &CountRange) -> String {
    let unit = range.unit.as_deref().unwrap_or_default();
    let numbers = match range.max {
        Some(max) => format!("{} to {max}", range.min),
        None => format!("{} or more", range.min),
    };
    format!("{numbers} {unit}").trim_end().into()
}

fn options(f: &mut fmt::Formatter<'_>, label: &str, options: &[FactOption]) -> fmt::Result {
    let width = options.iter().map(|option| option.id.len()).max().unwrap_or_default() + 2;
    let mut label = label;
    for option in options {
        let mut text = format!("{:width$}{}", option.id, option.label);
        option.note.iter().try_for_each(|note| write!(text, " ({note})"))?;
        option.like.iter().try_for_each(|like| write!(text, "  [read below as {like}]"))?;
        row(f, label, &text)?;
        label = "";
    }
    Ok(())
}

fn when(fact: &Fact) -> &'static str {
    match (fact.askable, fact.changeable) {
        (Askable::First, true) => "asked first; can be changed now",
        (Askable::First, false) => "asked first",
        (Askable::Now, true) => "can be asked now, and changed now",
        (Askable::Now, false) => "can be asked now",
        (Askable::Later, true) => "better asked later; can be changed now",
        (Askable::Later, false) => "better asked later",
        (Askable::Never, _) => "never asked in front of the client",
    }
}

/// In which direction guidance never gets looser; options are listed least first.
fn promise(kind: Kind, stricter: Stricter) -> &'static str {
    match (kind, stricter) {
        (Kind::Flag, Stricter::Higher) => "guidance is never looser where this is true",
        (Kind::Flag, Stricter::Lower) => "guidance is never looser where this is false",
        (Kind::Count, Stricter::Higher) => "guidance never gets looser as this grows",
        (Kind::Count, Stricter::Lower) => "guidance never gets looser as this shrinks",
        (_, Stricter::Higher) => "guidance never gets looser further down this list",
        (_, Stricter::Lower) => "guidance never gets looser further up this list",
    }
}
