//! A comparison for people.

use super::written::edited;
use super::{Compared, STRICT};
use crate::values::in_words;
use demeanor::analysis::{AdviceChange, Difference, LayerVersion, SituationRegion, StanceChange};
use demeanor::guidance::Modality;
use demeanor::{Document, FactValue, Guideline, Reason};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// As many changes of advice are shown, and as many names.
const SHOWN: usize = 12;

/// As many facts are shown of a region, each in no more letters than this.
const FACTS_SHOWN: usize = 4;
const LETTERS: usize = 48;

/// The whole comparison as text.
pub(super) fn report(compared: &Compared) -> String {
    let comparison = &compared.comparison;
    let mut text = format!(
        "{}\n\nOld       {}\nNew       {}\n{STRICT}\n",
        compared.verdict(),
        layers(&comparison.old),
        layers(&comparison.new)
    );
    write_by_name(&mut text, compared);
    write_edited(&mut text, compared);
    let (looser, stricter): (Vec<_>, Vec<_>) =
        comparison.stances.iter().partition(|change| change.to < change.from);
    write_stances(&mut text, "Looser", &looser, compared);
    write_stances(&mut text, "Stricter", &stricter, compared);
    write_advice(&mut text, &comparison.advice);
    write_rest(&mut text, compared);
    text
}

/// The layers of a guideline, with their versions.
pub(super) fn layers(layers: &[LayerVersion]) -> String {
    layers
        .iter()
        .rev()
        .map(|layer| format!("{} {}", layer.id, layer.version))
        .collect::<Vec<_>>()
        .join(" over ")
}

/// How an action was or is advised.
pub(super) fn advised(modality: Option<Modality>) -> String {
    modality.map_or_else(|| "not advised".into(), |modality| modality.id().replace('_', " "))
}

/// A situation in words: labels and values.
pub(super) fn example(facts: &BTreeMap<Arc<str>, FactValue>, compared: &Compared) -> String {
    let known = facts.iter().filter_map(|(id, value)| {
        let of = |guideline: &Guideline| guideline.facts().iter().find(|fact| fact.id == *id).cloned();
        let fact = of(&compared.new).or_else(|| of(&compared.old))?;
        let wording = compared.new.empty_situation().guidance().guideline().wording.clone();
        Some(format!("{}: {}", fact.label, in_words(&fact, value, &wording)))
    });
    known.collect::<Vec<_>>().join("; ")
}

/// What is new, gone or replaced.
fn write_by_name(text: &mut String, compared: &Compared) {
    let differences = &compared.comparison.differences;
    for (index, difference) in differences.iter().take(2 * SHOWN).enumerate() {
        if index == 0 {
            add(text, format_args!("\nBy name"));
        }
        add(text, format_args!("{:8}{difference}", difference.level.id()));
        for (label, said) in side_by_side(difference) {
            add(text, format_args!("{:10}{label:6}{said}", ""));
        }
    }
    write_more(text, differences.len().saturating_sub(2 * SHOWN));
}

/// What is written otherwise, which is why all that follows changes.
fn write_edited(text: &mut String, compared: &Compared) {
    let edited = edited(compared);
    for (index, each) in edited.iter().take(SHOWN).enumerate() {
        if index == 0 {
            add(text, format_args!("\nWritten otherwise"));
        }
        add(text, format_args!("{} `{}`", each.kind, each.name));
        for (label, said) in each.sides() {
            add(text, format_args!("{:4}{label:6}{said}", ""));
        }
    }
    if let more @ 1.. = edited.len().saturating_sub(SHOWN) {
        add(text, format_args!("(+{more} more; `demeanor render NEW --since OLD` shows each)"));
    }
}

fn write_stances(text: &mut String, heading: &str, changes: &[&StanceChange], compared: &Compared) {
    for (index, change) in changes.iter().enumerate() {
        if index == 0 {
            add(text, format_args!("\n{heading}"));
        }
        let (from, to) = (change.from.brief(), change.to.brief());
        add(text, format_args!("{from} → {to}  in {} of situations", change.share));
        write_region(text, &change.regions, change.more);
        let say = change.regions.first().and_then(|region| who_has_the_say(&region.example, compared));
        if let Some(say) = say {
            add(text, format_args!("      {say}"));
        }
    }
}

/// Changes of advice, those that concern most first.
fn write_advice(text: &mut String, changes: &[AdviceChange]) {
    let mut changes: Vec<&AdviceChange> = changes.iter().collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.share));
    for (index, change) in changes.iter().take(SHOWN).enumerate() {
        if index == 0 {
            add(text, format_args!("\nOther advice under the same stance"));
        }
        let (from, to) = (advised(change.from), advised(change.to));
        add(text, format_args!("{}: {from} → {to}  in {} of situations", change.action, change.share));
        write_region(text, &change.regions, change.more);
    }
    write_more(text, changes.len().saturating_sub(SHOWN));
}

fn write_more(text: &mut String, more: usize) {
    if more > 0 {
        add(text, format_args!("(+{more} more; all of them as JSON)"));
    }
}

/// The first of some regions: the one that takes fewest facts to say.
fn write_region(text: &mut String, regions: &[SituationRegion], more: bool) {
    let Some(region) = regions.first() else { return };
    let such_as = if more || regions.len() > 1 { "such as " } else { "" };
    add(text, format_args!("  - {such_as}{}", where_it_is(region)));
}

fn write_rest(text: &mut String, compared: &Compared) {
    let comparison = &compared.comparison;
    for change in &comparison.unknown {
        let (from, to) = (change.from.brief(), change.to.brief());
        add(text, format_args!("\nOnly while something is not known\n{from} → {to}"));
        add(text, format_args!("  such as {}", example(&change.example, compared)));
    }
    for (heading, region) in [("Can no longer be", &comparison.ruled_out), ("Can be now", &comparison.let_in)]
    {
        if let Some(region) = region {
            add(text, format_args!("\n{heading}\n  - {region}  [{}]", region.share));
        }
    }
    for undecided in &comparison.undecided {
        add(text, format_args!("\nUndecided\n{undecided}."));
    }
}

/// Where a region is, in the first facts that take few words: all of them are given as JSON.
pub(super) fn where_it_is(region: &SituationRegion) -> String {
    let is_short = |words: &str| words.chars().count() <= LETTERS;
    let some_are = region.when.iter().any(|test| is_short(&test.words));
    let shown = region.when.iter().filter(|test| !some_are || is_short(&test.words)).take(FACTS_SHOWN);
    let tests: Vec<String> = shown.map(|test| format!("{}: {}", test.label, test.words)).collect();
    match (tests.is_empty(), region.when.len().saturating_sub(tests.len())) {
        (true, _) => "always".into(),
        (false, 0) => tests.join("; "),
        (false, 1) => format!("{}; and 1 more fact fits", tests.join("; ")),
        (false, more) => format!("{}; and {more} more facts fit", tests.join("; ")),
    }
}

/// Which rules have the say on the stance in a situation, and which had it before, where those differ.
pub(super) fn who_has_the_say(facts: &BTreeMap<Arc<str>, FactValue>, compared: &Compared) -> Option<String> {
    let (was, is) = (deciding(&compared.old, facts)?, deciding(&compared.new, facts)?);
    (was != is).then(|| format!("for example: {}; before: {}", is.join(", "), was.join(", ")))
}

/// The titles of the reasons that have the stance for their vote.
fn deciding(guideline: &Guideline, facts: &BTreeMap<Arc<str>, FactValue>) -> Option<Vec<String>> {
    let json = serde_json::to_string(facts).ok()?;
    let situation = guideline.read_situation_leniently(&Document::new("example", json)).ok()?;
    let guidance = situation.guidance();
    let deciding = guidance.reasons().filter(|reason| reason.vote() == Some(guidance.stance()));
    let title = |reason: Reason<'_>| match &reason.title {
        Some(title) => format!("\"{title}\""),
        None => "no rule".into(),
    };
    Some(deciding.map(title).collect())
}

/// What was said and what is said now, where both are to be read.
pub(super) fn side_by_side(difference: &Difference) -> impl Iterator<Item = (&'static str, &str)> {
    let sides = [("was:", &difference.before), ("is:", &difference.after)];
    sides.into_iter().filter_map(|(label, said)| Some((label, said.as_deref()?)))
}

/// Adds a line. Writing into a text cannot fail.
fn add(text: &mut String, line: std::fmt::Arguments<'_>) {
    let _ = writeln!(text, "{line}");
}
