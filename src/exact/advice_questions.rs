//! Which unknown facts can change the advice, though not the stance.

use super::deciding_facts::Answers;
use super::outlook::Outlook;
use super::prover::{Prover, modality_leaf};
use super::walk::Walk;
use crate::diagram::{Chart, LeafMap, Node, OverBudget};
use crate::model::{ActionId, FactId, Known, Model};
use crate::words::{Modality, Stance};
use std::collections::BTreeMap;

/// The actions about which the answers to each unknown fact can differ.
type Differing = BTreeMap<FactId, Vec<ActionId>>;

/// The actions about which the answers to each unknown fact can differ; facts in `changing` apart, which can change the
/// stance.
pub(crate) fn advice_questions(
    model: &Model,
    known: &Known,
    changing: &[FactId],
) -> Result<Differing, OverBudget> {
    let mut differing = differing(model, known, model.actions.numbers(), Prover::advice)?;
    differing.retain(|fact, _| !changing.contains(fact));
    Ok(differing)
}

/// The actions about which the answers to each unknown fact can differ in whether they have to be done, or must not be.
/// Where the stance is settled it is given: other stances are then not looked at.
pub(crate) fn demand_questions(
    model: &Model,
    known: &Known,
    settled: Option<Stance>,
) -> Result<Differing, OverBudget> {
    differing(model, known, model.demanded().into_iter(), |prover, action| {
        let advice = match settled {
            Some(stance) => prover.kept(action, stance)?,
            None => prover.advice(action)?,
        };
        prover.functions.diagrams.map(absolute(), advice)
    })
}

fn differing<'m>(
    model: &'m Model,
    known: &Known,
    actions: impl Iterator<Item = ActionId>,
    advice: impl Fn(&mut Prover<'m>, ActionId) -> Result<Node, OverBudget>,
) -> Result<Differing, OverBudget> {
    let outlook = Outlook::of_one(model, known).ok_or(OverBudget)?;
    let walk = Walk::new(&outlook, known);
    let mut answers = Answers::new(&walk)?;
    let mut prover = Prover::of_completions(model, known)?;
    let mut by_fact = Differing::new();
    for action in actions {
        let advice = advice(&mut prover, action)?;
        let chart = Chart::new(&prover.functions.diagrams, advice);
        for fact in answers.changing(&chart)? {
            by_fact.entry(fact).or_default().push(action);
        }
    }
    Ok(by_fact)
}

/// Keeps what has to be done and what must not be apart, and makes one of all else.
pub(crate) fn absolute() -> LeafMap {
    let mut table = [0; 8];
    for &modality in Modality::ALL.iter().filter(|modality| modality.is_absolute()) {
        let leaf = modality_leaf(modality);
        table.get_mut(usize::from(leaf)).into_iter().for_each(|slot| *slot = leaf);
    }
    table
}
