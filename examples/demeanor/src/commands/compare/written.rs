//! What is written otherwise than it was: the edits, before what they come to.

use super::Compared;
use crate::commands::said::everything;
use demeanor::analysis::NamedKind;

/// So many lines of a thing are shown, as they were and as they are.
const LINES: usize = 2;

/// How a line begins that names the rules which a rule overrides.
const OVERRIDES: &str = "overrides: ";

/// A thing that both guidelines have, with the lines in which they differ.
pub(super) struct Edited {
    pub(super) kind: NamedKind,
    pub(super) name: String,
    was: Vec<String>,
    is: Vec<String>,
}

/// Everything that both have and that is written otherwise, but for what is told by name.
pub(super) fn edited(compared: &Compared) -> Vec<Edited> {
    let is_told = |kind, name: &str| {
        compared.comparison.differences.iter().any(|told| told.kind == kind && told.id == name)
    };
    let mut edited = Vec::new();
    for (old, new) in everything(&compared.old).into_iter().zip(everything(&compared.new)) {
        let Some(kind) = old.kind else { continue };
        let is_in_both = |name: &str| old.said.contains_key(name) && new.said.contains_key(name);
        for (name, was, is) in
            old.said.iter().filter_map(|(name, was)| Some((name, was, new.said.get(name)?)))
        {
            let [was, is] = [was, is].map(|lines| edits(lines, is_in_both));
            if was != is && !is_told(kind, name) {
                edited.push(Edited {
                    kind,
                    name: name.clone(),
                    was: only_in(&was, &is),
                    is: only_in(&is, &was),
                });
            }
        }
    }
    edited
}

/// The lines that somebody writes of a thing: of the rules that a rule overrides, one that is new or gone is told by name.
fn edits(lines: &[String], is_in_both: impl Fn(&str) -> bool) -> Vec<String> {
    let written = |line: &String| {
        let Some(names) = line.strip_prefix(OVERRIDES) else { return Some(line.clone()) };
        let names: Vec<&str> = names.split(", ").filter(|name| is_in_both(name)).collect();
        (!names.is_empty()).then(|| format!("{OVERRIDES}{}", names.join(", ")))
    };
    lines.iter().filter_map(written).collect()
}

/// The first lines that are not among others, and how many more there are.
fn only_in(lines: &[String], others: &[String]) -> Vec<String> {
    let mut only: Vec<String> = lines.iter().filter(|line| !others.contains(line)).cloned().collect();
    let more = only.len().saturating_sub(LINES);
    only.truncate(LINES);
    only.extend((more > 0).then(|| format!("(+{more} more)")));
    only
}

impl Edited {
    /// What was said and what is said now, each where there is something.
    pub(super) fn sides(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let was = self.was.iter().map(|line| ("was:", line.as_str()));
        was.chain(self.is.iter().map(|line| ("is:", line.as_str())))
    }
}
