//! Everything of a kind that has a name, one a line: terms, actions, safeguards, sources.

use crate::args::{Format, Rules as Args};
use crate::declared;
use crate::fault::Stop;
use crate::rules_in_use::{self, Looked};
use crate::screen::{Screen, note};
use anstyle::Style;
use demeanor::Guideline;
use demeanor::handbook::ConditionLine;
use serde::Serialize;
use std::process::ExitCode;

/// A thing with a name, and what is said of it.
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) says: String,
    pub(crate) json: serde_json::Value,
}

/// What is listed.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Terms,
    Actions,
    Safeguards,
    Sources,
}

pub(crate) fn run(kind: Kind, args: &Args, screen: &mut Screen) -> Result<ExitCode, Stop> {
    rules_in_use::refuse_file(args.text.as_deref().unwrap_or_default(), kind.list())?;
    let looked = rules_in_use::look(&args.layers)?;
    let text = args.text.as_deref().unwrap_or_default().to_lowercase();
    let mut named: Vec<Named> = looked.guideline.iter().flat_map(|guideline| all(kind, guideline)).collect();
    named.extend(read(kind.list(), &looked));
    named.retain(|each| format!("{} {}", each.id, each.says).to_lowercase().contains(&text));
    match args.output.format {
        Format::Json => screen.json(&named.iter().map(|each| &each.json).collect::<Vec<_>>())?,
        Format::Text if named.is_empty() => note(&format!("Nothing here mentions `{text}`.")),
        Format::Text => screen.text(&lines(&named), Style::new())?,
    }
    looked.say_refused();
    Ok(ExitCode::SUCCESS)
}

impl Kind {
    /// The list of a rule set in which it is declared.
    pub(super) fn list(self) -> &'static str {
        match self {
            Kind::Terms => "terms",
            Kind::Actions => "actions",
            Kind::Safeguards => "safeguards",
            Kind::Sources => "sources",
        }
    }
}

/// What could only be read of a list.
pub(super) fn read(list: &'static str, looked: &Looked) -> impl Iterator<Item = Named> {
    let declared = declared::all(&looked.unbuilt).into_iter().filter(move |each| each.list == list);
    declared.map(|each| Named { json: each.as_json(), id: each.id, says: each.says })
}

/// Everything of a kind.
pub(crate) fn all(kind: Kind, guideline: &Guideline) -> Vec<Named> {
    match kind {
        Kind::Terms => guideline.terms().map(|term| named(&term.term, joined(&term.when), &term)).collect(),
        Kind::Actions => guideline
            .actions()
            .map(|action| named(&action.action, format!("{} ({})", action.text, action.moment), &action))
            .collect(),
        Kind::Safeguards => guideline
            .safeguards()
            .map(|safeguard| named(&safeguard.safeguard, safeguard.because.to_string(), &safeguard))
            .collect(),
        Kind::Sources => guideline
            .sources()
            .map(|source| named(&source.source, source.citation.to_string(), &source))
            .collect(),
    }
}

fn named(id: &str, says: String, card: &impl Serialize) -> Named {
    Named { id: id.to_owned(), says, json: serde_json::to_value(card).unwrap_or_default() }
}

fn joined(when: &[ConditionLine]) -> String {
    when.iter().map(|line| &*line.text).collect::<Vec<_>>().join("; ")
}

fn lines(named: &[Named]) -> String {
    let width = named.iter().map(|each| each.id.len()).max().unwrap_or_default() + 2;
    let line = |each: &Named| format!("{:width$}{}", each.id, each.says);
    named.iter().map(line).collect::<Vec<_>>().join("\n")
}
