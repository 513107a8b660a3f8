//! # What it finds
//! Two presumptions that exclude one another: no situation that can be has both values, and no `unless` says which of the two
//! gives way. There is a complete situation with the one value, and one with the other, in which no `unless` of either is
//! true. (A presumption that has an `unless` which is not looked into, as by `never_presumed`, is passed over.)
//!
//! # Why it matters
//! Where neither is known, the one that stands first in the vocabulary is taken, and the other is not: the answer depends on the
//! order of a list, and nobody decided that.
//!
//! # Example
//! The session is taken to be by telephone, and the client to be in the room.

use super::candidate::{Candidate, called, undecided};
use super::not_presumed::{Stated, is_looked_into, not_presumed, stated, usual};
use super::survey::Survey;
use crate::diagram::OverBudget;
use crate::model::in_words;
use crate::words::FindingCode;

pub(super) fn find(survey: &mut Survey<'_>) -> Vec<Candidate> {
    let model = survey.model;
    if model.impossible.is_empty() {
        return Vec::new();
    }
    let mut looked_into = stated(survey);
    looked_into.retain(|&(fact, presumption)| {
        presumption.unless.iter().all(|unless| is_looked_into(survey, fact, unless))
    });
    let mut left = looked_into.as_slice();
    let mut found = Vec::new();
    while let Some((&first, others)) = left.split_first() {
        let of_first = survey.ask(|survey| {
            let clashing = others.iter().map(|&other| clash(survey, [first, other]));
            clashing.collect::<Result<Vec<Option<Candidate>>, OverBudget>>()
        });
        found.extend(of_first.map_or_else(
            |OverBudget| {
                let fact = &model.vocabulary.fact(first.0).id;
                let what = format!(
                    "whether what is presumed of the fact `{fact}` can be so with what is presumed of others"
                );
                vec![undecided(&what)]
            },
            |found| found.into_iter().flatten().collect(),
        ));
        left = others;
    }
    found
}

fn clash(survey: &mut Survey<'_>, pair: [Stated<'_>; 2]) -> Result<Option<Candidate>, OverBudget> {
    let nowhere = survey.complete.nowhere()?;
    if survey.is_somewhere_outside(nowhere, &usual(survey, &pair)) {
        return Ok(None);
    }
    let [one, other] = [not_presumed(survey, pair[0])?, not_presumed(survey, pair[1])?];
    let gives_way = survey.complete.functions.diagrams.either(one, other)?;
    if !pair.iter().all(|&stated| survey.is_somewhere_outside(gives_way, &usual(survey, &[stated]))) {
        return Ok(None);
    }
    let model = survey.model;
    let [one, other] = pair.map(|(fact, _)| model.vocabulary.fact(fact));
    let [value, as_well] = pair
        .map(|(fact, presumption)| in_words(model.vocabulary.fact(fact), presumption.code, &model.wording));
    let message = format!(
        "the facts {} and {} are presumed to be \"{value}\" and \"{as_well}\", which can never both be so: \
         the first is taken, for it stands first in the vocabulary",
        called(one),
        called(other)
    );
    let about = vec![one.id.clone(), other.id.clone()];
    Ok(Some(Candidate { about, ..Candidate::new(FindingCode::PresumptionsClash, message) }))
}
