//! # What it finds
//! An entry of `may_relax` by which nothing gets looser than in the layers below.
//!
//! # Why it matters
//! What is listed is let pass: once the rule of that name does loosen something, nobody is asked again.
//!
//! # Example
//! A clinic lists a permission that another rule of its own sets aside wherever it would apply.

use super::candidate::{Candidate, undecided};
use crate::guideline::Guideline;
use crate::proof::Relaxing;
use crate::words::FindingCode;
use std::sync::Arc;

pub(super) fn find(guideline: &Guideline) -> Vec<Candidate> {
    // One that presumes is listed because it changes answers, looser or not.
    let others = guideline.relaxing().iter().filter(|relaxing| relaxing.entry.presume.is_none());
    others.filter_map(|relaxing| found(relaxing, guideline)).collect()
}

fn found(relaxing: &Relaxing, guideline: &Guideline) -> Option<Candidate> {
    let layer = &guideline.model().layers.at(relaxing.layer).card.id;
    let named = relaxing.entry.named();
    let entry = named.map_or_else(|| "its `otherwise`".into(), |name| format!("`{name}`"));
    let Some(loosened) = &relaxing.loosened else {
        return Some(undecided(&format!("whether anything gets looser by what `{layer}` lists: {entry}")));
    };
    if !loosened.is_empty() {
        return None;
    }
    let message = format!("`{layer}` lists {entry} in `may_relax`, and nothing gets looser by it");
    let about: Vec<Arc<str>> = std::iter::once(layer).chain(named).cloned().collect();
    Some(Candidate { about, ..Candidate::new(FindingCode::LoosensNothing, message) })
}
