//! Checks what layers acknowledge of what is found of them. Whether anything is, only `analysis` can tell.

use super::layers::{WrittenLayer, documents};
use crate::document::{Code, Faults, Limit, Origin};
use crate::model::{Acknowledged, text};
use crate::words::FindingCode;
use std::collections::BTreeSet;

/// What all layers acknowledge.
pub(super) fn acknowledged(written_layers: &[WrittenLayer], faults: &mut Faults) -> Vec<Acknowledged> {
    let mut acknowledged = Vec::new();
    let mut seen = BTreeSet::new();
    for (layer, document) in documents(written_layers) {
        let origin = document.acknowledge.first().map(|first| first.origin).unwrap_or_default();
        if faults.too_many(Limit::List, document.acknowledge.len(), origin) {
            continue;
        }
        for entry in &document.acknowledge {
            refuse_what_is_of_nothing(entry.finding.value, entry.finding.origin, faults);
            faults.distinct(entry.of.items());
            let mut of: Vec<_> = entry.of.items().iter().map(|name| text(&name.value)).collect();
            of.sort();
            if !seen.insert((layer, entry.finding.value, of.clone())) {
                let help = Some("take one out".into());
                let message = "this layer acknowledges the same finding twice";
                faults.error_with_help(Code::DuplicateValue, entry.origin, message, help);
            }
            let because = text(&entry.because);
            acknowledged.push(Acknowledged { layer, code: entry.finding.value, of, because });
        }
    }
    acknowledged
}

/// What is of no one thing cannot be told from the next of its kind, so it is not acknowledged.
fn refuse_what_is_of_nothing(code: FindingCode, origin: Origin, faults: &mut Faults) {
    let has_a_name = match code {
        FindingCode::AcknowledgesNothing | FindingCode::StanceWithoutAction | FindingCode::Undecided => false,
        FindingCode::NeverApplies
        | FindingCode::AlwaysSetAside
        | FindingCode::WithoutEffect
        | FindingCode::OverrideWithoutEffect
        | FindingCode::TermWithoutEffect
        | FindingCode::FactWithoutEffect
        | FindingCode::Conflict
        | FindingCode::BrokenPromise
        | FindingCode::LoosensNothing
        | FindingCode::NeverPresumed
        | FindingCode::PresumptionsClash
        | FindingCode::ImpossibleCase => true,
    };
    if !has_a_name {
        let message = format!("`{code}` cannot be acknowledged");
        let help = "it can only be mended: it is of no one thing that has a name";
        faults.error_with_help(Code::UnknownWord, origin, message, Some(help.into()));
    }
}
