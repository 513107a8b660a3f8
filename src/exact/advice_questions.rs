//! Which unknown facts can change the advice, though not the stance.

use super::advice_functions::Prover;
use super::answers_left::Walk;
use super::deciding_facts::Answers;
use super::possible::Outlook;
use crate::diagram::{Chart, OverBudget};
use crate::model::{ActionId, FactId, Known, Model};
use std::collections::BTreeMap;

/// The actions about which the answers to each unknown fact can differ, by number; facts in `changing` apart, which can
/// change the stance.
pub(crate) fn advice_questions(
    model: &Model,
    known: &Known,
    changing: &[FactId],
) -> Result<BTreeMap<FactId, Vec<ActionId>>, OverBudget> {
    let outlook = Outlook::of_one(model, known).ok_or(OverBudget)?;
    let walk = Walk::new(&outlook, known);
    let mut answers = Answers::new(&walk)?;
    let mut prover = Prover::of_completions(model, known)?;
    let mut by_fact: BTreeMap<FactId, Vec<ActionId>> = BTreeMap::new();
    for action in model.actions.numbers() {
        let advice = prover.advice(action)?;
        let chart = Chart::new(&prover.functions.diagrams, advice);
        for fact in answers.changing(&chart)?.into_iter().filter(|fact| !changing.contains(fact)) {
            by_fact.entry(fact).or_default().push(action);
        }
    }
    Ok(by_fact)
}
