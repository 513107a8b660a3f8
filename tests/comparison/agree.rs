//! A comparison of two random rule sets beside what the oracle says of every situation.

use crate::oracle;
use crate::oracle::generate::{Case, STANCES};
use demeanor::{Document, Guideline};
use proptest::prelude::{TestCaseError, prop_assert, prop_assert_eq};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Do library and judge agree on what changes? Says whether anything does.
pub(crate) fn agree(
    case: &Case,
    documents: &[(String, Value)],
    old: &Guideline,
) -> Result<bool, TestCaseError> {
    let new = build_unproved(documents);
    let comparison = old.compare(&new);
    prop_assert!(comparison.undecided.is_empty());
    let every = oracle::every_situation(&case.documents);
    let both = |situation: &Value| {
        (oracle::verdict(&case.documents, situation), oracle::verdict(documents, situation))
    };
    let expected: BTreeSet<(String, String)> = every.iter().map(both).filter(|(was, is)| was != is).collect();
    let found: BTreeSet<(String, String)> =
        comparison.stances.iter().map(|change| (change.from.to_string(), change.to.to_string())).collect();
    prop_assert_eq!(&found, &expected);
    for change in &comparison.stances {
        for region in &change.regions {
            let example = json!(region.example);
            let said = (old.situation(&example), new.situation(&example));
            let (was, is) =
                (said.0.map(|one| one.guidance().stance()), said.1.map(|one| one.guidance().stance()));
            prop_assert_eq!(
                (was.ok(), is.ok()),
                (Some(change.from), Some(change.to)),
                "{} by {}",
                region,
                example
            );
        }
    }
    let looser = expected.iter().any(|(was, is)| strictness(is) < strictness(was));
    let level = comparison.level.map(|level| level.to_string());
    prop_assert!(!looser || level.as_deref() == Some("major"));
    Ok(!expected.is_empty())
}

fn strictness(stance: &str) -> Option<usize> {
    STANCES.iter().position(|other| *other == stance)
}

/// The documents with another stance in the vote of one rule; none where it has no vote.
pub(crate) fn with_another_vote(case: &Case, number: usize) -> Option<Vec<(String, Value)>> {
    let mut documents = case.documents.clone();
    let rules = documents
        .iter_mut()
        .flat_map(|(_, json)| json.get_mut("rules").and_then(Value::as_array_mut).into_iter().flatten());
    let rule = rules.into_iter().nth(number)?;
    let field = ["permits", "at_least"].into_iter().find(|field| rule.get(field).is_some())?;
    let stance = strictness(rule[field].as_str()?)?;
    rule[field] = STANCES[(stance + 2) % STANCES.len()].into();
    Some(documents)
}

pub(crate) fn build_unproved(documents: &[(String, Value)]) -> Guideline {
    let documents = documents.iter().map(|(name, json)| Document::new(name, json.to_string()));
    Guideline::build_unproved(documents).expect("random rule sets are valid")
}
