//! What would change it: every change of known facts is tried.

use super::completions::values;
use super::decided_by::subsets;
use super::json::{id, text};
use super::rule_set::RuleSet;
use super::standing::STANCES;
use super::truth::passes;
use super::whole::Whole;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// No more facts than this are changed at once.
const AT_ONCE: usize = 3;

/// New values of known facts.
pub type Change = Map<String, Value>;

/// The changes that lead to a stance, none of whose proper parts does.
#[derive(Debug, Default)]
pub struct Leading {
    pub changes: Vec<Change>,
    /// Whether some such change is of more facts than are changed at once.
    pub more: bool,
}

/// In how many ways facts that can be changed may be given, so many changes there are to try.
pub fn ways(whole: &Whole, known: &Map<String, Value>) -> usize {
    changeable(whole, known).iter().map(|fact| values(whole.set, fact).len()).product()
}

/// For each other stance, by strictness; none where the situation is refused.
pub fn what_would_change(whole: &Whole, known: &Map<String, Value>) -> Option<BTreeMap<usize, Leading>> {
    let (now, _) = whole.stance(known)?;
    let mut leading: BTreeMap<usize, Leading> = (0..STANCES.len())
        .filter(|stance| *stance != now)
        .map(|stance| (stance, Leading::default()))
        .collect();
    let facts = changeable(whole, known);
    let places: Vec<usize> = (0..facts.len()).collect();
    let mut least: BTreeMap<usize, Vec<Change>> = BTreeMap::new();
    // Smaller ones come first, so the parts of a change have been tried before it.
    for set in subsets(&places) {
        for change in changes(whole, known, set.iter().map(|place| facts[*place])) {
            let mut changed = known.clone();
            changed.extend(change.clone());
            let Some((stance, _)) = whole.stance(&changed) else { continue };
            let least = least.entry(stance).or_default();
            if stance != now && !least.iter().any(|part| is_part(part, &change)) {
                least.push(change);
            }
        }
    }
    for (stance, leading) in &mut leading {
        let least = least.remove(stance).unwrap_or_default();
        let (small, large): (Vec<_>, Vec<_>) = least.into_iter().partition(|change| change.len() <= AT_ONCE);
        *leading = Leading { changes: small, more: !large.is_empty() };
    }
    Some(leading)
}

fn changeable<'a>(whole: &Whole<'a>, known: &Map<String, Value>) -> Vec<&'a Value> {
    let facts = whole.set.all("facts");
    facts.filter(|fact| fact["changeable"] == true && known.contains_key(id(fact))).collect()
}

/// All ways to give each of these facts another value.
fn changes<'a>(
    whole: &Whole,
    known: &Map<String, Value>,
    facts: impl Iterator<Item = &'a Value>,
) -> Vec<Change> {
    let others = |fact: &'a Value| {
        let mut others = values(whole.set, fact);
        others.retain(|value| *value != known[id(fact)]);
        (id(fact), others)
    };
    every_choice(facts.map(others))
}

/// Every choice of values that pass the tests of a merged change.
pub fn concrete(set: &RuleSet, facts: &[Value]) -> Vec<Change> {
    let passing = |changed: &'_ Value| {
        let fact = set.fact(text(changed, "fact"));
        let mut passing = values(set, fact);
        passing.retain(|value| passes(fact, value, &changed["to"]));
        (id(fact), passing)
    };
    every_choice(facts.iter().map(passing))
}

fn every_choice<'a>(facts: impl Iterator<Item = (&'a str, Vec<Value>)>) -> Vec<Change> {
    let mut changes = vec![Change::new()];
    for (fact, values) in facts {
        let longer = changes.iter().flat_map(|change| {
            values.iter().map(move |value| {
                let mut change = change.clone();
                change.insert(fact.to_owned(), value.clone());
                change
            })
        });
        changes = longer.collect();
    }
    changes
}

fn is_part(part: &Change, change: &Change) -> bool {
    part.iter().all(|(fact, value)| change.get(fact) == Some(value))
}
