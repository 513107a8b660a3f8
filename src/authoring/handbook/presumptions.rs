//! What is presumed of facts, and where it is not.

use crate::guideline::Guideline;
use crate::model::{ConditionLine, FactValue, condition_text, fact_value};
use serde::Serialize;
use std::sync::Arc;

/// What is presumed of a fact where nobody says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PresumptionCard {
    /// The fact's id.
    pub fact: Arc<str>,
    /// The value that it is taken to have.
    pub value: FactValue,
    /// Where one of these is true of what is known, it is not presumed.
    pub unless: Vec<Vec<ConditionLine>>,
}

impl Guideline {
    /// What is presumed of facts, as the uppermost layer has it: in the order of the vocabulary, in which it is taken.
    ///
    /// ```
    /// let guideline = demeanor::Guideline::standard();
    /// let usual = |fact: &str| guideline.fact(fact).and_then(|fact| fact.presume.clone());
    /// for card in guideline.presumptions() {
    ///     assert_eq!(usual(&card.fact), Some(card.value));
    /// }
    /// ```
    pub fn presumptions(&self) -> impl Iterator<Item = PresumptionCard> {
        let model = self.model();
        model.presumptions.numbered().filter_map(|(number, presumption)| {
            let (fact, presumption) = (model.vocabulary.fact(number), presumption.as_ref()?);
            let unless = presumption.unless.iter().map(|unless| condition_text::lines(&unless.when, model));
            Some(PresumptionCard {
                fact: fact.id.clone(),
                value: fact_value(fact, presumption.code),
                unless: unless.collect(),
            })
        })
    }
}
