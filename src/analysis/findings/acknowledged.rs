//! # What it finds
//! What each layer acknowledges of its own; and an entry of `acknowledge` to which nothing that is found fits.
//!
//! # Why it matters
//! An entry that outlives what it speaks of would hide the next finding of the same kind and name, which nobody has looked
//! at.
//!
//! # Example
//! A rule that never applied has been mended, and the entry that let it be is still there.

use super::candidate::Candidate;
use super::finding::Finding;
use crate::model::{Acknowledged, Model};
use crate::words::{FindingCode, nearest};
use std::collections::BTreeMap;
use std::sync::Arc;

/// For at most this many entries it is looked for what may have been meant.
const HINTED: usize = 100;

/// What kind of finding, and what it is about, in order.
type Key<'a> = (FindingCode, Vec<&'a str>);

/// Notes on each finding why its layer leaves it as it is, and gives the entries that fit none. Where anything is undecided,
/// an entry may be of that, and none is given.
pub(super) fn acknowledge(model: &Model, findings: &mut [Finding]) -> Vec<Candidate> {
    let mut entries: BTreeMap<Key<'_>, Vec<&Acknowledged>> = BTreeMap::new();
    for entry in &model.acknowledged {
        let names = entry.of.iter().map(|name| &**name).collect();
        entries.entry((entry.code, names)).or_default().push(entry);
    }
    let mut reasons: Vec<Option<Arc<str>>> = Vec::new();
    for finding in findings.iter() {
        reasons.push(entries.get_mut(&key(finding)).and_then(|of_key| taken(finding, of_key, model)));
    }
    let left: Vec<&Acknowledged> = entries.into_values().flatten().collect();
    for (finding, reason) in findings.iter_mut().zip(reasons) {
        finding.acknowledged = reason;
    }
    if findings.iter().any(|finding| finding.code == FindingCode::Undecided) {
        return Vec::new();
    }
    let left = left.into_iter().enumerate();
    left.map(|(number, entry)| unmatched(model, entry, findings, number < HINTED)).collect()
}

/// Takes the reason that a finding's own layer gives for it out of the entries of its key.
fn taken(finding: &Finding, of_key: &mut Vec<&Acknowledged>, model: &Model) -> Option<Arc<str>> {
    let fitting =
        of_key.iter().position(|entry| finding.layers.contains(&model.layers.at(entry.layer).card.id))?;
    Some(of_key.remove(fitting).because.clone())
}

/// By what a finding is acknowledged.
fn key(finding: &Finding) -> Key<'_> {
    let rules = |most: usize| finding.rules.iter().take(most).map(|rule| &**rule).collect();
    let about = |from: usize| finding.about.iter().skip(from).map(|name| &**name).collect();
    let mut names: Vec<&str> = match finding.code {
        FindingCode::OverrideWithoutEffect => rules(2),
        // The layer comes first, and stands alone where the entry is its `otherwise`.
        FindingCode::LoosensNothing => about(usize::from(finding.about.len() > 1)),
        FindingCode::NeverApplies
        | FindingCode::AlwaysSetAside
        | FindingCode::WithoutEffect
        | FindingCode::TermWithoutEffect
        | FindingCode::FactWithoutEffect
        | FindingCode::Conflict
        | FindingCode::StanceWithoutAction
        | FindingCode::BrokenPromise
        | FindingCode::NeverPresumed
        | FindingCode::PresumptionsClash
        | FindingCode::AcknowledgesNothing
        | FindingCode::ImpossibleCase
        | FindingCode::Undecided => {
            if finding.about.is_empty() {
                rules(1)
            } else {
                about(0)
            }
        }
    };
    names.sort_unstable();
    (finding.code, names)
}

fn unmatched(model: &Model, entry: &Acknowledged, findings: &[Finding], hinted: bool) -> Candidate {
    let layer = &model.layers.at(entry.layer).card.id;
    let names: Vec<String> = entry.of.iter().map(|name| format!("`{name}`")).collect();
    let hint = if hinted { hint(entry, findings) } else { "nothing of the kind is found".into() };
    let message = format!("`{layer}` acknowledges `{}` of {}: {hint}", entry.code, names.join(" and "));
    let code = std::iter::once(Arc::from(entry.code.id()));
    let about = std::iter::once(layer.clone()).chain(code).chain(entry.of.iter().cloned());
    Candidate { about: about.collect(), ..Candidate::new(FindingCode::AcknowledgesNothing, message) }
}

/// Why an entry fits no finding, as far as that can be told.
fn hint(entry: &Acknowledged, findings: &[Finding]) -> String {
    let of: Vec<&str> = entry.of.iter().map(|name| &**name).collect();
    let keys: Vec<Key<'_>> = findings.iter().map(key).collect();
    if keys.iter().any(|(code, names)| (*code, names) == (entry.code, &of)) {
        return "that is found, and is of another layer, which alone can acknowledge it".into();
    }
    if let Some((code, _)) = keys.iter().find(|(_, names)| *names == of) {
        return format!("what is found of it is `{code}`");
    }
    let alike = keys.iter().filter(|(code, _)| *code == entry.code).flat_map(|(_, names)| names);
    let meant = of.iter().find_map(|name| nearest(name, alike.clone().copied()));
    let meant = meant.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
    format!("nothing of the kind is found{meant}")
}
