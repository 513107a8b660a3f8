//! What was presumed, and what would come of each other answer.

use super::question::{Answer, Presumed};
use super::questions::answers;
use crate::exact::{Outlook, Possible, Walk};
use crate::model::{Fact, Known, Model, ValueCode, fact_value, in_words};
use crate::words::Stance;

/// The facts that are known and were not given, with the stances that each other answer alone would leave, where the
/// stances of situations are worked out.
pub(crate) fn presumed(
    model: &Model,
    outlook: Option<&Outlook>,
    given: &Known,
    known: &Known,
) -> Vec<Presumed> {
    let walk = outlook.map(|outlook| Walk::alone(outlook, known));
    let possible: Option<Vec<Stance>> =
        outlook.map(|outlook| outlook.possible(known)).map(Possible::stances).map(Iterator::collect);
    let taken = model.vocabulary.facts().numbered().filter_map(|(number, fact)| {
        let code = known.at(number).filter(|_| given.at(number).is_none())?;
        Some((number, fact, code))
    });
    taken
        .map(|(index, fact, code)| {
            let all = walk.as_ref().map(|walk| answers(walk, model, index, fact, None));
            let otherwise: Vec<Answer> =
                all.unwrap_or_default().into_iter().filter(|answer| !is_taken(answer, fact, code)).collect();
            let changes = |answer: &Answer| answer.leaves_others(possible.as_deref());
            Presumed {
                fact: fact.id.clone(),
                label: fact.label.clone(),
                value: fact_value(fact, code),
                words: in_words(fact, code, &model.wording),
                safety: fact.safety,
                matters: walk.is_none() || otherwise.iter().any(changes),
                otherwise,
            }
        })
        .collect()
}

/// Is it the answer that was presumed?
fn is_taken(answer: &Answer, fact: &Fact, code: ValueCode) -> bool {
    answer.answer.fits(&fact_value(fact, code))
}
