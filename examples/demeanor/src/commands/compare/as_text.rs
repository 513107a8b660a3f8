//! A comparison for people.

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

/// As many facts are shown of a region.
const FACTS_SHOWN: usize = 6;

/// The whole comparison as text.
pub(super) fn report(compared: &Compared) -> String {
    let comparison = &compared.comparison;
    let mut text = format!(
        "{}\n\nOld       {}\nNew       {}\n{STRICT}\n",
        compared.verdict(),
        layers(&comparison.old),
        layers(&comparison.new)
    );
    let (looser, stricter): (Vec<_>, Vec<_>) =
        comparison.stances.iter().partition(|change| change.to < change.from);
    write_stances(&mut text, "Looser", &looser, compared);
    write_stances(&mut text, "Stricter", &stricter, compared);
    write_advice(&mut text, &comparison.advice, compared);
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

fn write_stances(text: &mut String, heading: &str, changes: &[&StanceChange], compared: &Compared) {
    for (index, change) in changes.iter().enumerate() {
        if index == 0 {
            add(text, format_args!("\n{heading}"));
        }
        let (from, to) = (change.from.brief(), change.to.brief());
        add(text, format_args!("{from} → {to}  in {} of situations", change.share));
        write_regions(text, &change.regions, change.more, compared);
    }
}

fn write_advice(text: &mut String, changes: &[AdviceChange], compared: &Compared) {
    for (index, change) in changes.iter().take(SHOWN).enumerate() {
        if index == 0 {
            add(text, format_args!("\nOther advice under the same stance"));
        }
        let (from, to) = (advised(change.from), advised(change.to));
        add(text, format_args!("{}: {from} → {to}  in {} of situations", change.action, change.share));
        write_regions(text, change.regions.get(..1).unwrap_or(&change.regions), change.more, compared);
    }
    if let more @ 1.. = changes.len().saturating_sub(SHOWN) {
        add(text, format_args!("(+{more} more; all of them as JSON)"));
    }
}

fn write_regions(text: &mut String, regions: &[SituationRegion], more: bool, compared: &Compared) {
    for region in regions {
        add(text, format_args!("  - {}  [{}]", where_it_is(region), region.share));
        if let Some(say) = who_has_the_say(&region.example, compared) {
            add(text, format_args!("      {say}"));
        }
    }
    if more {
        add(text, format_args!("  - and elsewhere"));
    }
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
    for (index, difference) in comparison.differences.iter().take(2 * SHOWN).enumerate() {
        if index == 0 {
            add(text, format_args!("\nBy name"));
        }
        add(text, format_args!("{:8}{difference}", difference.level.id()));
        for (label, said) in side_by_side(difference) {
            add(text, format_args!("{:10}{label:6}{said}", ""));
        }
    }
    if let more @ 1.. = comparison.differences.len().saturating_sub(2 * SHOWN) {
        add(text, format_args!("(+{more} more; all of them as JSON)"));
    }
    for undecided in &comparison.undecided {
        add(text, format_args!("\nUndecided\n{undecided}."));
    }
}

/// Where a region is, in a few facts: all of them are given as JSON.
pub(super) fn where_it_is(region: &SituationRegion) -> String {
    let tests = region.when.iter().take(FACTS_SHOWN).map(|test| format!("{}: {}", test.label, test.words));
    let tests: Vec<String> = tests.collect();
    match (tests.is_empty(), region.when.len().saturating_sub(FACTS_SHOWN)) {
        (true, _) => "always".into(),
        (false, 0) => tests.join("; "),
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
