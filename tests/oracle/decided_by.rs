//! What decided it: every set of known facts is tried.

use super::json::id;
use super::whole::Whole;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// As many sets are listed.
const LISTED: usize = 8;

/// What decided the stance; none where the situation is refused.
pub fn decided_by(whole: &Whole, known: &Map<String, Value>) -> Option<Value> {
    let (stance, possible) = whole.stance(known)?;
    let is_settled = possible == BTreeSet::from([stance]);
    let laxest = *possible.first()?;
    let is_left_out = |verdict: usize| if is_settled { verdict != stance } else { verdict < laxest };

    let places: Vec<Option<usize>> = whole.places(known).collect();
    let given: Vec<usize> = (0..places.len()).filter(|fact| places[*fact].is_some()).collect();
    // Of each completion of nothing that should be left out, the known facts that it shares.
    let shared: Vec<BTreeSet<usize>> = whole
        .complete
        .completions()
        .filter(|each| is_left_out(each.verdict))
        .map(|each| {
            given.iter().filter(|fact| places[**fact] == Some(each.places[**fact])).copied().collect()
        })
        .collect();
    let is_enough = |set: &BTreeSet<usize>| !shared.iter().any(|shared| set.is_subset(shared));

    let mut least: Vec<BTreeSet<usize>> = Vec::new();
    for set in subsets(&given) {
        if !least.iter().any(|part| part.is_subset(&set)) && is_enough(&set) {
            least.push(set);
        }
    }
    let name = |fact: usize| id(whole.complete.unknown[fact].fact);
    let names = |set: &BTreeSet<usize>| set.iter().map(|fact| name(*fact)).collect::<Vec<_>>();
    let irrelevant: BTreeSet<usize> =
        given.iter().filter(|fact| !least.iter().any(|set| set.contains(fact))).copied().collect();
    Some(json!({
        "sets": least.iter().take(LISTED).map(names).collect::<Vec<_>>(),
        "more": least.len() > LISTED,
        "irrelevant": names(&irrelevant),
    }))
}

/// All of them, smallest first, then by the first in which they differ.
pub fn subsets(of: &[usize]) -> Vec<BTreeSet<usize>> {
    let mut subsets = vec![BTreeSet::new()];
    for each in of {
        let with_it = subsets.iter().cloned().map(|mut set| {
            set.insert(*each);
            set
        });
        subsets = subsets.iter().cloned().chain(with_it).collect();
    }
    subsets.sort_by(|one, other| (one.len(), one).cmp(&(other.len(), other)));
    subsets
}
