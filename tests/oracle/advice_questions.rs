//! Questions of advice: the unknown facts that bear on what to do, though not on the stance.

use super::advice::{outcome, verdict};
use super::completions::Completions;
use super::json::id;
use super::questions::askable;
use super::rule_set::RuleSet;
use super::standing::{counting, judge};
use super::truth::View;
use super::whole::Whole;
use serde_json::{Map, Value, json};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Actions with the modality kept of each.
type Advice = BTreeMap<String, &'static str>;

/// None where the situation is refused.
pub fn advice_questions(whole: &Whole, known: &Map<String, Value>) -> Option<Value> {
    let set = whole.set;
    let (stance, possible) = whole.stance(known)?;
    let settled = possible == BTreeSet::from([stance]);
    let completions = &Completions::of(set, known);
    let advice: Vec<Advice> = completions.each_known(known).map(|known| advice(set, &known)).collect();
    let mut questions = Vec::new();
    for (place, unknown) in completions.unknown.iter().enumerate() {
        let changes_stance = !settled && completions.can_change_the_stance(place);
        let actions = actions(completions, &advice, place);
        if !changes_stance && !actions.is_empty() {
            questions.push((unknown.fact, actions));
        }
    }
    questions.sort_by_key(|(fact, actions)| (Reverse(actions.len()), id(fact)));
    let question = |(fact, actions): &(&Value, BTreeSet<String>)| json!({ "fact": fact["id"], "ask": fact["ask"], "askable": askable(fact), "actions": actions });
    Some(questions.iter().map(question).collect())
}

/// The actions about which the answers to a fact can differ.
fn actions(completions: &Completions, advice: &[Advice], fact: usize) -> BTreeSet<String> {
    let mut differing = BTreeSet::new();
    for alike in completions.alike_but_for(fact) {
        let advice: Vec<&Advice> = alike.iter().map(|each| &advice[each.number]).collect();
        let actions: BTreeSet<&String> = advice.iter().flat_map(|advice| advice.keys()).collect();
        differing.extend(
            actions
                .into_iter()
                .filter(|action| {
                    let modalities: BTreeSet<_> = advice.iter().map(|advice| advice.get(*action)).collect();
                    modalities.len() > 1
                })
                .cloned(),
        );
    }
    differing
}

/// What would be advised if the situation were completed so, with its verdict for a stance.
fn advice(set: &RuleSet, known: &Map<String, Value>) -> Advice {
    let view = View::from_the_top(set, known);
    let counting = counting(&judge(view));
    let advice = outcome(view, &counting, verdict(view, &counting)).advice();
    advice.iter().map(|advised| (id(advised.action).to_owned(), advised.modality)).collect()
}
