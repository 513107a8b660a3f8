//! What would make a rule apply: as few other answers as it takes.

use super::fact_order::fact_order;
use super::functions::Functions;
use super::witness::value;
use crate::diagram::{ONLY_TRUE, OverBudget, cheapest_path};
use crate::document::Limit;
use crate::levels::{Encoding, Over};
use crate::model::{FactId, Known, Model, RuleId};
use std::collections::{BTreeMap, BTreeSet};

/// What it costs to take an answer back, which is no other answer.
const TAKEN_BACK: usize = 1_000;

/// A situation with as few other answers as it takes for a rule to apply, of a `several` each option counted by itself;
/// `None` where no other answers would do.
pub(crate) fn would_apply(model: &Model, known: &Known, rule: RuleId) -> Result<Option<Known>, OverBudget> {
    let rests_on = model.facts_of(rule);
    // Where that is too much, other answers to the facts that the rule rests on by itself are better than none.
    with_other_answers(model, known, rule, &entangled(model, &rests_on))
        .or_else(|OverBudget| with_other_answers(model, known, rule, &rests_on))
}

fn with_other_answers(
    model: &Model,
    known: &Known,
    rule: RuleId,
    rests_on: &BTreeSet<FactId>,
) -> Result<Option<Known>, OverBudget> {
    let mut order = fact_order(model);
    order.retain(|fact| rests_on.contains(fact));
    let others = known.numbered().map(|(fact, code)| code.filter(|_| !rests_on.contains(&fact)));
    let others: Known = others.collect();
    let encoding = Encoding::new(model, &order, &others, Over::Partial);
    let mut functions = Functions::over(model, encoding, model.limits.of(Limit::StepsOfApplying))?;
    let applies = functions.counts(rule)?;
    let impossible = functions.impossible(model.top())?;
    let impossible = functions.diagrams.map(ONLY_TRUE, impossible)?;
    let applies = functions.diagrams.without(applies, impossible)?;
    let now = edges(&functions.encoding, known, &order);
    let path = cheapest_path(&functions.diagrams, applies, |level, taken, _| {
        let place = functions.encoding.place_at(level);
        let was_known = place.is_some_and(|place| now.get(place.first) != Some(&place.unknown_edge()));
        let is_unknown = place.is_some_and(|place| level == place.first && taken == place.unknown_edge());
        match now.get(level) == Some(&taken) {
            true => 0,
            false if was_known && is_unknown => TAKEN_BACK,
            false => 1,
        }
    });
    let Some(path) = path else { return Ok(None) };
    let taken: BTreeMap<usize, usize> =
        now.iter().enumerate().map(|(level, edge)| (level, *path.get(&level).unwrap_or(edge))).collect();
    let mut answers = known.clone();
    for fact in order {
        let Some(place) = functions.encoding.fact(fact) else { continue };
        // A count keeps its value within the range in which no condition changes.
        let stays = place.levels().all(|level| now.get(level) == taken.get(&level));
        if !stays {
            answers.set(fact, value(place, &taken, Over::Partial));
        }
    }
    Ok(Some(answers))
}

/// Some facts, and those that cannot be just anything together with them.
fn entangled(model: &Model, facts: &BTreeSet<FactId>) -> BTreeSet<FactId> {
    let mut facts = facts.clone();
    let together = model.impossible.iter().map(|entry| entry.when.closure(model.terms_of(entry.layer)).0);
    let together: Vec<BTreeSet<FactId>> = together.collect();
    loop {
        let before = facts.len();
        for entry in &together {
            if !entry.is_disjoint(&facts) {
                facts.extend(entry);
            }
        }
        if facts.len() == before {
            return facts;
        }
    }
}

/// The edges that a situation takes, in the encoding of partial situations.
fn edges(encoding: &Encoding, known: &Known, facts: &[FactId]) -> Vec<usize> {
    let mut edges = vec![0; encoding.arities().len()];
    for &fact in facts {
        if let Some(place) = encoding.fact(fact) {
            place.write_edges(*known.at(fact), &mut edges);
        }
    }
    edges
}
