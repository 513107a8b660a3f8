//! Where what is usual is not taken to be so.

use super::survey::Survey;
use crate::diagram::{Node, OverBudget};
use crate::document::Kind;
use crate::model::{FactId, Known, Presumption, Unless};

/// A fact and what is presumed of it.
pub(super) type Stated<'a> = (FactId, &'a Presumption);

/// Everything that is presumed, in the order of the vocabulary.
pub(super) fn stated<'a>(survey: &Survey<'a>) -> Vec<Stated<'a>> {
    let stated = survey.model.presumptions.numbered();
    stated.filter_map(|(fact, presumption)| Some((fact, presumption.as_ref()?))).collect()
}

/// A situation of which this is known, and nothing else.
pub(super) fn usual(survey: &Survey<'_>, stated: &[Stated<'_>]) -> Known {
    let mut usual = survey.model.vocabulary.nothing_known();
    for &(fact, presumption) in stated {
        usual.set(fact, Some(presumption.code));
    }
    usual
}

/// The complete situations that cannot be, or in which an `unless` is true, of those that are looked into.
pub(super) fn not_presumed(
    survey: &mut Survey<'_>,
    (fact, presumption): Stated<'_>,
) -> Result<Node, OverBudget> {
    let looked_into: Vec<&Unless> =
        presumption.unless.iter().filter(|unless| is_looked_into(survey, fact, unless)).collect();
    let prover = &mut survey.complete;
    let mut region = prover.nowhere()?;
    let model = prover.functions.model;
    for unless in looked_into {
        let terms = prover.functions.terms(model.layers.at(unless.layer))?;
        let unless = prover.functions.condition(&unless.when, &terms)?;
        region = prover.functions.diagrams.either(region, unless)?;
    }
    Ok(region)
}

/// Is an `unless` of a fact one that can be looked into? The fact itself cannot be tested in it; nor can counts, as other
/// conditions decide which of them are told apart, or what no other condition tests.
pub(super) fn is_looked_into(survey: &Survey<'_>, fact: FactId, unless: &Unless) -> bool {
    let (model, encoding) = (survey.model, &survey.complete.functions.encoding);
    let is_apart = |&tested: &FactId| {
        let is_count = model.vocabulary.fact(tested).kind == Kind::Count;
        tested != fact && !is_count && encoding.fact(tested).is_some()
    };
    unless.when.closure(model.terms_of(unless.layer)).0.iter().all(is_apart)
}
