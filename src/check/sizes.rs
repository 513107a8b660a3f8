//! Checks that there is not too much of anything that is counted over all layers.

use super::layers::{WrittenLayer, documents};
use crate::document::{Faults, Limit, Origin, RuleSet};

/// Is there no more of anything than is read?
pub(super) fn fit(written_layers: &[WrittenLayer], faults: &mut Faults) -> bool {
    let mut fit = true;
    for (limit, origins) in COUNTED {
        let all: Vec<Origin> =
            documents(written_layers).flat_map(|(_, document)| origins(document)).collect();
        // Pointed at is the first that is too much.
        let origin = all.get(faults.limits.of(*limit)).copied().unwrap_or_default();
        fit &= !faults.too_many(*limit, all.len(), origin);
    }
    fit
}

/// Where everything of a kind stands in a document.
type Origins = fn(&RuleSet) -> Vec<Origin>;

const COUNTED: &[(Limit, Origins)] = &[
    (Limit::Facts, |document| document.facts.iter().map(|fact| fact.id.origin).collect()),
    (Limit::Terms, |document| document.terms.iter().map(|term| term.id.origin).collect()),
    (Limit::Actions, |document| document.actions.iter().map(|action| action.id.origin).collect()),
    (Limit::Rules, |document| document.rules.iter().map(|rule| rule.id.origin).collect()),
    (Limit::Impossible, |document| document.impossible.iter().map(|entry| entry.when.origin).collect()),
    (Limit::Safeguards, |document| document.safeguards.iter().map(|entry| entry.id.origin).collect()),
    (Limit::Cases, |document| document.cases.iter().map(|case| case.id.origin).collect()),
    (Limit::Sources, |document| document.sources.iter().map(|source| source.id.origin).collect()),
];
