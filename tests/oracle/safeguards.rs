//! Whether safeguards hold, in every situation that there is.

use super::advice::{Advised, outcome, verdict, while_unknown};
use super::completions::{is_impossible, values};
use super::json::{id, list, one_or_more, text};
use super::rule_set::RuleSet;
use super::standing::{STANCES, counting, judge, strictness, vote};
use super::truth::{Truth, View};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A safeguard that does not hold.
#[derive(Debug)]
pub struct Broken {
    pub id: String,
    /// Those that show it with fewest facts.
    pub situations: Vec<Map<String, Value>>,
}

/// The safeguards that do not hold, by id.
pub fn broken(set: &RuleSet) -> Vec<Broken> {
    let every = Every::of(set);
    let mut broken: Vec<Broken> = Vec::new();
    for (layer, safeguard) in set.stated("safeguards") {
        let breaks = |situation: &&Situation| every.shows(situation, layer, safeguard);
        let mut shown: Vec<&Situation> = every.situations.iter().filter(breaks).collect();
        let fewest = shown.iter().map(|situation| situation.known.len()).min();
        shown.retain(|situation| Some(situation.known.len()) == fewest);
        if !shown.is_empty() {
            let situations = shown.into_iter().map(|situation| situation.known.clone()).collect();
            broken.push(Broken { id: id(safeguard).to_owned(), situations });
        }
    }
    broken.sort_by(|one, other| one.id.cmp(&other.id));
    broken
}

/// Every complete and partial situation.
struct Every<'a> {
    set: &'a RuleSet<'a>,
    situations: Vec<Situation>,
}

struct Situation {
    known: Map<String, Value>,
    is_complete: bool,
    /// Before `while_unknown`, by strictness; none where there is no completion.
    stance: Option<usize>,
}

impl<'a> Every<'a> {
    fn of(set: &'a RuleSet<'a>) -> Self {
        let facts: Vec<(&Value, Vec<Value>)> =
            set.all("facts").map(|fact| (fact, values(set, fact))).collect();
        let mut places = vec![Vec::new()];
        for (_, values) in &facts {
            let longer = places.iter().flat_map(|choice: &Vec<Option<usize>>| {
                let each = (0..values.len()).map(Some).chain([None]);
                each.map(move |place| [choice.as_slice(), &[place]].concat())
            });
            places = longer.collect();
        }
        let known = |places: &[Option<usize>]| {
            let each = facts.iter().zip(places);
            let given = each.filter_map(|((fact, values), place)| Some((fact, &values[(*place)?])));
            given.map(|(fact, value)| (id(fact).to_owned(), value.clone())).collect()
        };
        let complete: Vec<Complete> = places
            .iter()
            .filter(|places| !places.contains(&None))
            .map(|places| Complete::of(set, places, &known(places)))
            .collect();
        let situation = |places: &Vec<Option<usize>>| {
            let known = known(places);
            let completions = complete.iter().filter(|each| each.possible && each.completes(places));
            let possible: BTreeSet<usize> = completions.map(|each| each.verdict).collect();
            let is_complete = !places.contains(&None);
            let verdict = verdict_in(set, &known);
            let stance = match (possible.first(), possible.last()) {
                (Some(laxest), Some(strictest)) => Some(verdict.clamp(*laxest, *strictest)),
                _ => is_complete.then_some(verdict),
            };
            Situation { known, is_complete, stance }
        };
        Self { set, situations: places.iter().map(situation).collect() }
    }

    /// Whether a situation shows that a safeguard of a layer does not hold.
    fn shows(&self, situation: &Situation, layer: usize, safeguard: &Value) -> bool {
        let Some(stance) = situation.stance else {
            return false;
        };
        if situation.is_complete && is_impossible(self.set, &situation.known, layer) {
            return false;
        }
        let in_its_terms = View::new(self.set, &situation.known, layer);
        let doubt = while_unknown(View::from_the_top(self.set, &situation.known));
        let doubt = doubt.map_or(0, |doubt| strictness(text(doubt, "at_least")));
        let (before_doubt, stance) = (STANCES[stance], STANCES[stance.max(doubt)]);
        let premise = safeguard.get("stance");
        let is_named = premise.is_none_or(|named| one_or_more(named).contains(&stance.into()));
        let expect = &safeguard["expect"];
        // A premise of stances says which stance there is; of partial situations nothing more is expected of it.
        let is_kept = (premise.is_some() && !situation.is_complete) || is_kept(expect, before_doubt);
        in_its_terms.truth(&safeguard["when"]) == Truth::True
            && is_named
            && !(is_kept && self.is_advised(expect, situation, stance))
    }

    /// Whether what is advised under this stance is as expected.
    fn is_advised(&self, expect: &Value, situation: &Situation, stance: &str) -> bool {
        let view = View::from_the_top(self.set, &situation.known);
        let judged = judge(view);
        let counting = counting(&judged);
        let outcome = outcome(view, &counting, stance);
        let advice = outcome.advice();
        let is_advised = |wanted: &Value| advice.iter().any(|advised| fits(wanted, advised));

        let is_judged = situation.is_complete || counting.iter().any(|rule| vote(rule) == Some(stance));
        let advises = list(expect, "advises").iter().all(is_advised);
        let advises_one_of =
            expect.get("advises_one_of").is_none_or(|any| one_or_more(any).iter().any(is_advised));
        let never_advises = !list(expect, "never_advises").iter().any(is_advised);
        (!is_judged || advises && advises_one_of) && never_advises
    }
}

/// Whether a stance is one that is expected.
pub fn is_kept(expect: &Value, stance: &str) -> bool {
    let bound = |field| expect.get(field).and_then(Value::as_str).map(strictness);
    let listed = expect.get("stance").is_none_or(|listed| one_or_more(listed).contains(&stance.into()));
    let floor = bound("at_least").is_none_or(|floor| strictness(stance) >= floor);
    let ceiling = bound("at_most").is_none_or(|ceiling| strictness(stance) <= ceiling);
    listed && floor && ceiling
}

/// Advice by the name of an action, as a do; or by a pattern.
fn fits(wanted: &Value, advised: &Advised) -> bool {
    match wanted {
        Value::String(name) => {
            *name == id(advised.action) && matches!(advised.modality, "must" | "should" | "may")
        }
        pattern => {
            let fits = |field, value: &str| pattern.get(field).is_none_or(|wanted| wanted == value);
            fits("moment", text(advised.action, "moment")) && fits("modality", advised.modality)
        }
    }
}

/// A complete situation.
struct Complete {
    places: Vec<Option<usize>>,
    verdict: usize,
    /// Whether no layer holds it impossible.
    possible: bool,
}

impl Complete {
    fn of(set: &RuleSet, places: &[Option<usize>], known: &Map<String, Value>) -> Self {
        let possible = !is_impossible(set, known, set.uppermost());
        Self { places: places.to_vec(), verdict: verdict_in(set, known), possible }
    }

    fn completes(&self, places: &[Option<usize>]) -> bool {
        self.places.iter().zip(places).all(|(own, given)| given.is_none() || own == given)
    }
}

fn verdict_in(set: &RuleSet, known: &Map<String, Value>) -> usize {
    let view = View::from_the_top(set, known);
    strictness(verdict(view, &counting(&judge(view))))
}
