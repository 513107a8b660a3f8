//! What is proved of layers, in every situation one by one, complete and partial.

use super::Documents;
use super::advice::{Outcome, outcome, raised, verdict};
use super::completions::{is_impossible, values};
use super::json::{id, list, text};
use super::presuming::{presumption, truth_of};
use super::rule_set::RuleSet;
use super::standing::{STANCES, at_least, counting, judge, strictness};
use super::truth::{Truth, View};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Something that a layer does to those below it and may not do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    pub code: &'static str,
    /// The layer that does it.
    pub layer: String,
}

type Known = Map<String, Value>;

/// Pairs of stances, and actions.
pub type Loosened = BTreeSet<String>;

/// What gets looser by each entry that layers list, lowest layer first.
pub fn loosened(documents: &Documents) -> Vec<Loosened> {
    let set = RuleSet::new(documents);
    (1..=set.uppermost()).flat_map(|layer| Upper { documents, set: &set, layer }.loosened()).collect()
}

/// What every layer does; of each the first that is asked of.
pub fn faults(documents: &Documents) -> BTreeSet<Fault> {
    let set = RuleSet::new(documents);
    (1..=set.uppermost()).filter_map(|layer| Upper { documents, set: &set, layer }.fault()).collect()
}

/// A layer that has others below it.
struct Upper<'a> {
    documents: &'a Documents,
    set: &'a RuleSet<'a>,
    layer: usize,
}

impl Upper<'_> {
    fn fault(&self) -> Option<Fault> {
        let fault = |code| Fault { code, layer: self.set.name_of(self.layer).to_owned() };
        let [here, below] = [self.layer, self.layer - 1].map(|layer| self.documents_up_to(layer));
        let listed = self.only_listed();
        let all = Every::of(&here);
        if all.is_any_ruled_out(&RuleSet::new(&below), self.layer) {
            return Some(fault("situation-ruled-out"));
        }
        let sets = [&below, &listed, &here].map(|documents| RuleSet::new(documents));
        let [below, listed, here] = sets.each_ref().map(|set| all.side(set));
        for is_complete in [true, false] {
            let views = |known| sets.each_ref().map(|set| View::from_the_top(set, known));
            let is_less_demanded = all.asked(is_complete).any(|(place, known)| {
                let [of_below, _, of_here] = views(known);
                lacks_what_law_demands(of_below, below[place], of_here, here[place])
            });
            if is_less_demanded {
                return Some(fault("demand-lost"));
            }
            let is_looser = all.asked(is_complete).any(|(place, known)| {
                let stance = here[place];
                stance < below[place] && stance < listed[place] || lacks_advice(&views(known), stance)
            });
            if is_looser {
                return Some(fault("looser-than-below"));
            }
        }
        None
    }

    fn documents_up_to(&self, layer: usize) -> Vec<(String, Value)> {
        let names: Vec<&str> = (0..=layer).map(|layer| self.set.name_of(layer)).collect();
        let mut documents = self.documents.to_vec();
        documents.retain(|(_, part)| names.contains(&id(part)));
        documents
    }

    /// The documents up to this layer, with no more of it than adds to the vocabulary, and what it lists.
    fn only_listed(&self) -> Vec<(String, Value)> {
        let entries = self.listed();
        self.keeping(&|kind, name| entries.iter().any(|entry| entry.get(kind) == Some(name)))
    }

    /// What this layer lists.
    fn listed(&self) -> Vec<&Value> {
        let own = self.set.parts().filter(|(layer, _)| *layer == self.layer);
        own.flat_map(|(_, part)| list(part, "may_relax")).collect()
    }

    /// The documents up to this layer, with no more of it than adds to the vocabulary, and some entries: by the kind that
    /// `may_relax` has for them, or their field where it has none, and by name.
    fn keeping(&self, is_kept: &dyn Fn(&str, &Value) -> bool) -> Vec<(String, Value)> {
        let own = self.set.name_of(self.layer);
        let mut documents = self.documents_up_to(self.layer);
        for (_, part) in documents.iter_mut().filter(|(_, part)| id(part) == own) {
            let kept = |field, is_kept: &dyn Fn(&Value) -> bool| -> Value {
                list(part, field).iter().filter(|entry| is_kept(entry)).cloned().collect()
            };
            let rules = kept("rules", &|rule| is_kept("rule", &rule["id"]));
            let withdraw = kept("withdraw", &|entry| {
                let kind = if entry.get("action").is_some() { "action" } else { "rule" };
                is_kept(kind, &entry[kind])
            });
            let terms = kept("terms", &|term| term.get("replaces").is_none() || is_kept("term", &term["id"]));
            let document = part.as_object_mut().expect("a document is an object");
            for gone in ["safeguards", "cases"] {
                document.remove(gone);
            }
            for field in ["impossible", "while_unknown", "otherwise"] {
                if !is_kept(field, &json!(true)) {
                    document.remove(field);
                }
            }
            for (field, entries) in [("rules", rules), ("withdraw", withdraw), ("terms", terms)] {
                document.insert(field.to_owned(), entries);
            }
        }
        documents
    }

    /// What gets looser by each entry that this layer lists, in its order.
    fn loosened(&self) -> Vec<Loosened> {
        let here = self.documents_up_to(self.layer);
        let below = self.documents_up_to(self.layer - 1);
        let all = Every::of(&here);
        let entries: Vec<&Value> =
            self.listed().into_iter().filter(|entry| entry.get("presume").is_none()).collect();
        let is_any = |entries: &[&Value], kind: &str, name: &Value| {
            entries.iter().any(|entry| entry.get(kind) == Some(name))
        };
        let of = |entries: &[&Value]| self.keeping(&|kind, name| is_any(entries, kind, name));
        let but = |left_out: &Value| self.keeping(&|kind, name| !is_any(&[left_out], kind, name));
        let backwards: Vec<&Value> = entries.iter().rev().copied().collect();
        let mut compositions = vec![below, here];
        compositions.extend(entries.iter().map(|entry| of(&[entry])));
        compositions.extend(entries.iter().map(|entry| but(entry)));
        for order in [&entries, &backwards] {
            compositions.extend((0..=order.len()).map(|count| of(&order[..count])));
        }
        let sets: Vec<RuleSet> = compositions.iter().map(|documents| RuleSet::new(documents)).collect();
        let stances: Vec<Vec<usize>> = sets.iter().map(|set| all.side(set)).collect();
        let over = |is_complete: bool| -> Vec<Loosened> {
            let mut loosened = vec![Loosened::new(); entries.len()];
            for (place, known) in all.asked(is_complete) {
                let here = stances[1][place];
                let states = sets.iter().zip(&stances).map(|(set, stances)| {
                    let view = View::from_the_top(set, known);
                    (stances[place], kept_under(view, here))
                });
                add_looser(&states.collect::<Vec<State>>(), &mut loosened);
            }
            loosened
        };
        let (complete, partial) = (over(true), over(false));
        let each = complete.into_iter().zip(partial);
        let mut proved = each.map(|(complete, partial)| if complete.is_empty() { partial } else { complete });
        let presuming = |fact: &Value| loosened_by_presuming(&sets[0], &sets[1], fact, &all, &stances[1]);
        let loosened = self.listed().into_iter().map(|entry| match entry.get("presume") {
            Some(fact) => presuming(sets[1].fact(fact.as_str().expect("a name"))),
            None => proved.next().expect("there is one for each"),
        });
        loosened.collect()
    }
}

/// What gets looser by what a layer presumes of a fact, in situations that are known but for that.
fn loosened_by_presuming(
    below: &RuleSet,
    here: &RuleSet,
    fact: &Value,
    all: &Every,
    stances: &[usize],
) -> Loosened {
    let mut loosened = Loosened::new();
    let count = here.all("facts").count();
    for (place, (known, _)) in all.known.iter().enumerate() {
        if known.len() + 1 != count || known.contains_key(id(fact)) || !all.possible[place] {
            continue;
        }
        let presuming = |set: &RuleSet| {
            let Some((value, unless)) = presumption(set, set.fact(id(fact))) else { return place };
            let with = all.with(known, here, fact, value);
            let is_true = |unless| truth_of(unless, here, known) == Truth::True;
            if unless.iter().any(is_true) || !all.possible[with] { place } else { with }
        };
        let [before, now] = [presuming(below), presuming(here)];
        let stance = stances[now];
        let [of_below, of_here] =
            [before, now].map(|place| kept_under(View::from_the_top(here, &all.known[place].0), stance));
        if stance < stances[before] {
            loosened.insert(format!("{} not {}", STANCES[stance], STANCES[stances[before]]));
        }
        let is_of_below = |demand: &Demand| below.all("actions").any(|action| id(action) == demand.0);
        let lost = of_below
            .iter()
            .filter(|demand| is_strong(demand) && is_of_below(demand) && !of_here.contains(*demand));
        loosened.extend(lost.map(|(action, _)| action.clone()));
    }
    loosened
}

/// The stance of a composition in a situation, and what it demands at the one that is given.
type State = (usize, BTreeSet<Demand>);

/// Adds what is looser in one situation by each entry. The compositions are: below, here, each entry alone, all without each,
/// and the entries one after another from the first and from the last, beginning with none.
fn add_looser(states: &[State], loosened: &mut [Loosened]) {
    let count = loosened.len();
    let [below, here] = [&states[0], &states[1]];
    let (alone, others) = states[2..].split_at(count);
    let (without, orders) = others.split_at(count);
    let (forwards, backwards) = orders.split_at(count + 1);
    let mut add = |what: &str, is_looser: &dyn Fn(&State, &State) -> bool| {
        let singly: Vec<usize> = (0..count)
            .filter(|&entry| is_looser(&without[entry], here) || is_looser(below, &alone[entry]))
            .collect();
        let in_turn = |order: &[State], entry: usize| is_looser(&order[entry], &order[entry + 1]);
        let by: Vec<usize> = if singly.is_empty() {
            let from_the_last = |entry: usize| in_turn(backwards, count - 1 - entry);
            (0..count).filter(|&entry| in_turn(forwards, entry) || from_the_last(entry)).collect()
        } else {
            singly
        };
        for entry in by {
            loosened[entry].insert(what.to_owned());
        }
    };
    if here.0 < below.0 {
        let what = format!("{} not {}", STANCES[here.0], STANCES[below.0]);
        add(&what, &|before, after| after.0 < before.0);
    }
    for demand in below.1.iter().filter(|demand| is_strong(demand) && !here.1.contains(*demand)) {
        add(&demand.0, &|before, after| before.1.contains(demand) && !after.1.contains(demand));
    }
}

/// Whether law or ethics demand something below that is not kept here, under the stance that is given here.
fn lacks_what_law_demands(below: View, stance_below: usize, here: View, stance: usize) -> bool {
    let counting_below = counting(&judge(below));
    let is_high = |rule: &Value| matches!(text(rule, "authority"), "law" | "ethics_code");
    let mut limits = counting_below.iter().filter(|rule| is_high(rule)).filter_map(|rule| at_least(rule));
    if stance < stance_below && limits.any(|limit| stance < strictness(limit)) {
        return true;
    }
    let now = kept_under(here, stance);
    let outcome = outcome(below, &counting_below, STANCES[stance]);
    let of_law = |(action, modality): &Demand| outcome.is_offered(action, modality, is_high);
    kept(&outcome).iter().any(|demand| is_strong(demand) && of_law(demand) && !now.contains(demand))
}

/// Whether a `must` or `must_not` of below is neither kept here nor lost by what is listed, under the stance that is given.
fn lacks_advice(views: &[View; 3], stance: usize) -> bool {
    let [below, listed, here] = views.map(|view| kept_under(view, stance));
    below
        .iter()
        .filter(|demand| is_strong(demand))
        .any(|demand| listed.contains(demand) && !here.contains(demand))
}

/// An action, and how it is advised.
type Demand = (String, &'static str);

fn is_strong((_, modality): &Demand) -> bool {
    matches!(*modality, "must" | "must_not")
}

/// The actions that are kept under a stance.
fn kept_under(view: View, stance: usize) -> BTreeSet<Demand> {
    kept(&outcome(view, &counting(&judge(view)), STANCES[stance]))
}

/// The actions that are kept, each with its modality.
fn kept(outcome: &Outcome) -> BTreeSet<Demand> {
    outcome.advice().iter().map(|advised| (id(advised.action).to_owned(), advised.modality)).collect()
}

/// Every complete and partial situation, with those that complete it.
struct Every {
    /// What is known, and whether that is all.
    known: Vec<(Known, bool)>,
    /// By number of the complete ones.
    completions: Vec<Vec<usize>>,
    /// Whether it can be: of a partial one, whether a completion can.
    possible: Vec<bool>,
}

impl Every {
    fn of(documents: &Documents) -> Self {
        // Values are to be told apart by the tests of rules that are gone too.
        let mut all_tests = documents.to_vec();
        for (_, part) in &mut all_tests {
            part["withdraw"] = json!([]);
            // Those that say where nothing is presumed tell values apart too.
            let stated = list(part, "presume").iter().chain(list(part, "facts"));
            let unless = stated.filter_map(|entry| {
                entry
                    .get("unless")
                    .or_else(|| entry["presume"].get("unless"))
                    .map(|when| json!({ "when": when }))
            });
            let unless: Vec<Value> = list(part, "safeguards").iter().cloned().chain(unless).collect();
            part["safeguards"] = unless.into();
            for rule in part["rules"].as_array_mut().into_iter().flatten() {
                rule.as_object_mut().expect("a rule is an object").remove("replaces");
            }
        }
        let (set, all_tests) = (RuleSet::new(documents), RuleSet::new(&all_tests));
        let facts: Vec<(&Value, Vec<Value>)> =
            set.all("facts").map(|fact| (fact, values(&all_tests, fact))).collect();
        let mut choices: Vec<Vec<Option<usize>>> = vec![Vec::new()];
        for (_, values) in &facts {
            let each = || (0..values.len()).map(Some).chain([None]);
            let longer =
                choices.iter().flat_map(|choice| each().map(move |place| [&choice[..], &[place]].concat()));
            choices = longer.collect();
        }
        let known = |choice: &Vec<Option<usize>>| {
            let each = facts.iter().zip(choice);
            let given = each.filter_map(|((fact, values), place)| Some((fact, &values[(*place)?])));
            let known: Known = given.map(|(fact, value)| (id(fact).to_owned(), value.clone())).collect();
            (known, !choice.contains(&None))
        };
        let agrees = |one: &[Option<usize>], other: &[Option<usize>]| {
            one.iter().zip(other).all(|(one, other)| one.is_none() || one == other)
        };
        let complete = || choices.iter().enumerate().filter(|(_, choice)| !choice.contains(&None));
        let completing = |choice: &Vec<Option<usize>>| {
            complete().filter(|(_, other)| agrees(choice, other)).map(|(place, _)| place).collect()
        };
        let completions: Vec<Vec<usize>> = choices.iter().map(completing).collect();
        let known: Vec<(Known, bool)> = choices.iter().map(known).collect();
        let can_be = |place: &usize| !is_impossible(&set, &known[*place].0, set.uppermost());
        let possible = completions.iter().map(|each| each.iter().any(can_be)).collect();
        Self { known, completions, possible }
    }

    /// The complete situations that can be, or the partial ones, each with its place.
    fn asked(&self, is_complete: bool) -> impl Iterator<Item = (usize, &Known)> {
        let all = self.known.iter().enumerate().filter(move |(_, (_, complete))| *complete == is_complete);
        all.filter(|(place, _)| self.possible[*place]).map(|(place, (known, _))| (place, known))
    }

    /// The place of a situation in which one more fact has a value, or one that no test tells from it.
    fn with(&self, known: &Known, set: &RuleSet, fact: &Value, value: &Value) -> usize {
        let with = |value: &Value| {
            let mut with = known.clone();
            with.insert(id(fact).to_owned(), value.clone());
            self.known.iter().position(|(known, _)| *known == with)
        };
        let last = || values(set, fact).last().and_then(with);
        with(value).or_else(last).expect("it is among them")
    }

    /// Whether a situation that is complete and possible for the layers below has no completion that is possible here.
    fn is_any_ruled_out(&self, below: &RuleSet, layer: usize) -> bool {
        let facts: Vec<&str> = below.all("facts").map(id).collect();
        let mut situations = self.known.iter().enumerate();
        situations.any(|(place, (known, _))| {
            let is_of_below =
                known.len() == facts.len() && facts.iter().all(|fact| known.contains_key(*fact));
            is_of_below && !self.possible[place] && !is_impossible(below, known, layer - 1)
        })
    }

    /// The stance in each situation, by strictness.
    fn side(&self, set: &RuleSet) -> Vec<usize> {
        let verdict = |known: &Known| {
            let view = View::from_the_top(set, known);
            strictness(verdict(view, &counting(&judge(view))))
        };
        let verdicts: Vec<usize> = self.known.iter().map(|(known, _)| verdict(known)).collect();
        let possible: Vec<bool> =
            self.known.iter().map(|(known, _)| !is_impossible(set, known, set.uppermost())).collect();
        let stance = |place: usize| {
            let completions = self.completions[place].iter().filter(|place| possible[**place]);
            let verdicts_of: BTreeSet<usize> = completions.map(|place| verdicts[*place]).collect();
            let within = match (verdicts_of.first(), verdicts_of.last()) {
                (Some(laxest), Some(strictest)) => verdicts[place].clamp(*laxest, *strictest),
                _ => verdicts[place],
            };
            strictness(raised(View::from_the_top(set, &self.known[place].0), STANCES[within]))
        };
        (0..self.known.len()).map(stance).collect()
    }
}
