//! Proves of every layer above the lowest that it does not hollow out those below: not by restating terms, not by ruling
//! out what a safety fact could be, and not by loosening more than it says.

use crate::diagram::{Diagrams, Join, Node, OverBudget, TRUE};
use crate::document::{Code, Faults, Origin};
use crate::exact::{Encoding, Functions, Over, fact_order, fewest_facts, in_words_all, stance_of};
use crate::model::{Impossible, MayRelax, Model, ModelLayer, Text, Vote};
use crate::words::{Authority, Stance};
use std::collections::BTreeMap;

/// Steps that each of the proofs may take for one layer.
const STEPS: usize = 1_000_000;

/// Proves what has to hold of every layer; what does not, or stays undecided, is reported. `below` has what fewer layers
/// come to by themselves, for those that state `may_relax`.
pub(crate) fn layers(model: &Model, below: &BTreeMap<usize, Model>, faults: &mut Faults) {
    for (number, layer) in model.layers.iter().enumerate().skip(1) {
        if let Some(&(_, origin)) = layer.restated.first() {
            let decided = restated_terms(model, number, layer, faults);
            report_undecided(decided, "what its terms do to rules of law and ethics", origin, faults);
        }
        let impossible: Vec<&Impossible> =
            model.impossible.iter().filter(|entry| entry.layer == number).collect();
        if let Some(origin) = impossible.first().map(|entry| entry.origin) {
            let decided = safety_facts(model, number, &impossible, faults);
            report_undecided(decided, "what its `impossible` leaves of safety facts", origin, faults);
        }
        if let (Some(may_relax), Some(lower)) = (&layer.may_relax, below.get(&number)) {
            let decided = relaxing(below.get(&(number + 1)).unwrap_or(model), lower, may_relax, faults);
            report_undecided(decided, "whether it relaxes only what it lists", may_relax.origin, faults);
        }
    }
}

/// Restated terms may widen a limit of law or ethics, and narrow a permission, but not the other way round.
fn restated_terms(
    model: &Model,
    number: usize,
    layer: &ModelLayer,
    faults: &mut Faults,
) -> Result<(), OverBudget> {
    let Some(lower) = number.checked_sub(1).and_then(|lower| model.layers.get(lower)) else { return Ok(()) };
    let mut functions = conditions_of(model)?;
    let (before, after) = (functions.terms(lower)?, functions.terms(layer)?);
    let impossible = functions.impossible(number)?;
    for rule in
        model.rules.iter().filter(|rule| rule.layer < number && rule.authority <= Authority::EthicsCode)
    {
        let before = functions.condition(&rule.when, &before)?;
        let after = functions.condition(&rule.when, &after)?;
        let weaker = match rule.vote {
            Some(Vote::AtLeast(_)) => functions.diagrams.join(Join::Unless(0), after, before)?,
            Some(Vote::Permits(_)) => functions.diagrams.join(Join::Unless(0), before, after)?,
            None => continue,
        };
        let weaker = functions.diagrams.join(Join::Unless(0), impossible, weaker)?;
        if let Some(known) = fewest_facts(&functions, weaker, Over::Complete) {
            let origin = layer.restated.iter().find(|(term, _)| rule.when.leans_on(*term, &lower.terms));
            let shown = in_words_all(model, &known);
            let message = format!(
                "restating this {} `{}` of `{}`: it {} {shown}",
                if rule.vote.is_some_and(Vote::is_limit) {
                    "narrows the limit"
                } else {
                    "widens the permission"
                },
                rule.id,
                rule.authority,
                if rule.vote.is_some_and(Vote::is_limit) { "no longer applies" } else { "now applies" },
            );
            let help =
                "what law or ethics demand can be made stricter only: give the new meaning a name of its own";
            let origin = origin.or(layer.restated.first()).map(|(_, origin)| *origin).unwrap_or_default();
            faults.error_with_help(Code::TermWeakensRule, origin, message, Some(help.into()));
        }
    }
    Ok(())
}

/// Every value that a safety fact could have below, it can have here.
fn safety_facts(
    model: &Model,
    number: usize,
    entries: &[&Impossible],
    faults: &mut Faults,
) -> Result<(), OverBudget> {
    let Some(lower) = number.checked_sub(1) else { return Ok(()) };
    let mut functions = conditions_of(model)?;
    let (before, after) = (functions.impossible(lower)?, functions.impossible(number)?);
    for &fact in model.layers.get(lower).map(|layer| layer.safety.as_slice()).unwrap_or_default() {
        let encoding = functions.encoding.clone();
        let of_fact = |level: usize| encoding.fact_at(level) == Some(fact);
        let mut values = |impossible: Node| {
            let possible = functions.negated(impossible)?;
            functions.diagrams.at_most(possible, of_fact)
        };
        let (before, after) = (values(before)?, values(after)?);
        let lost = functions.diagrams.join(Join::Unless(0), after, before)?;
        if let Some(mut known) = fewest_facts(&functions, lost, Over::Complete) {
            known
                .iter_mut()
                .enumerate()
                .filter(|(other, _)| *other != fact)
                .for_each(|(_, slot)| *slot = None);
            let terms = model.layers.get(number).map(|layer| layer.terms.as_slice()).unwrap_or_default();
            let about_it = entries.iter().find(|entry| entry.when.rests_on(fact, terms));
            let origin = about_it.or(entries.first()).map(|entry| entry.origin).unwrap_or_default();
            let message = format!(
                "the `impossible` of this layer leaves no situation {}, a safety fact of the layers below",
                in_words_all(model, &known)
            );
            let help = "leave every value of a safety fact sayable: an emergency must never be refused";
            faults.error_with_help(Code::SafetyValueRuledOut, origin, message, Some(help.into()));
        }
    }
    Ok(())
}

/// With what is listed taken out, no situation is looser than below.
fn relaxing(here: &Model, below: &Model, listed: &MayRelax, faults: &mut Faults) -> Result<(), OverBudget> {
    let facts = here.vocabulary.facts();
    let conditions = here.conditions().chain(below.conditions());
    let nothing_known = vec![None; facts.len()];
    let encoding = Encoding::of(facts, conditions, &fact_order(here), &nothing_known, Over::Complete);
    let diagrams = Diagrams::new(encoding.arities().to_vec(), STEPS)?;
    let (before, mut lower) = verdict_without(below, listed, encoding, diagrams)?;
    let votes_below = votes(&mut lower)?;
    let (after, mut upper) = verdict_without(here, listed, lower.encoding, lower.diagrams)?;
    let looser = upper.diagrams.join(Join::Less, after, before)?;
    let impossible = upper.impossible(here.layers.len())?;
    let looser = upper.diagrams.join(Join::Unless(0), impossible, looser)?;
    if let Some(known) = fewest_facts(&upper, looser, Over::Complete) {
        let votes = votes(&mut upper)?;
        let side = |verdict: Node, votes: &[(Text, Vote, Node)]| {
            let stance = upper.at(verdict, &known).and_then(stance_of);
            let say = votes.iter().filter(|(_, vote, counts)| {
                Some(vote.stance()) == stance && upper.at(*counts, &known) == Some(TRUE)
            });
            let say: Vec<String> = say.map(|(rule, ..)| format!("`{rule}`")).collect();
            let by = if say.is_empty() { "`otherwise`".into() } else { say.join(", ") };
            format!("`{}` by {by}", stance.map_or("laxer", Stance::id))
        };
        let message = format!(
            "by more than is listed here, this layer is looser than those below: {}, not {}, {}",
            side(after, &votes),
            side(before, &votes_below),
            in_words_all(here, &known)
        );
        let help = "list in `may_relax` each rule that makes it looser, also one that is withdrawn, with why; or take it back";
        faults.error_with_help(Code::LooserThanBelow, listed.origin, message, Some(help.into()));
    }
    Ok(())
}

/// Where each rule with a say in the stance counts.
fn votes(functions: &mut Functions<'_>) -> Result<Vec<(Text, Vote, Node)>, OverBudget> {
    let model = functions.model;
    let voting = model.rules.iter().enumerate().filter_map(|(index, rule)| Some((index, rule, rule.vote?)));
    voting.map(|(index, rule, vote)| Ok((rule.id.clone(), vote, functions.counts(index)?))).collect()
}

/// The verdict with what is listed taken out.
fn verdict_without<'a>(
    model: &'a Model,
    listed: &MayRelax,
    encoding: Encoding,
    diagrams: Diagrams,
) -> Result<(Node, Functions<'a>), OverBudget> {
    let mut functions = Functions::unjudged(model, encoding, diagrams);
    let rules = model.rules.iter().enumerate();
    functions.judge(
        &rules.filter(|(_, rule)| listed.rules.contains(&rule.id)).map(|(index, _)| index).collect(),
    )?;
    if listed.otherwise {
        functions.otherwise = Stance::Welcome;
    }
    Ok((functions.verdict()?, functions))
}

/// The conditions of a model as functions of complete situations; its rules are not judged.
fn conditions_of(model: &Model) -> Result<Functions<'_>, OverBudget> {
    let nothing_known = vec![None; model.vocabulary.facts().len()];
    let encoding = Encoding::new(model, &fact_order(model), &nothing_known, Over::Complete);
    let diagrams = Diagrams::new(encoding.arities().to_vec(), STEPS)?;
    Ok(Functions::unjudged(model, encoding, diagrams))
}

fn report_undecided(decided: Result<(), OverBudget>, what: &str, origin: Origin, faults: &mut Faults) {
    if let Err(OverBudget) = decided {
        let message = format!("of this layer it could not be decided within the budget: {what}");
        let help = "rules that mix many facts freely are hard to prove: group them by subject";
        faults.error_with_help(Code::LayerUndecided, origin, message, Some(help.into()));
    }
}
