//! The oracle: `docs/meaning.md` done by hand, rule by rule, over the raw JSON of the documents.
//!
//! It is slow and plain on purpose and shares no code with the library, so that where the two agree
//! on many random rule sets (`tests/agreement`), both follow the page. Documents are taken to be
//! valid: those that [`generate`] makes are, by construction. What the page says of all completions is
//! found by trying them all, so situations are to leave little open ([`combinations`]).
//!
//! Read in this order: [`rule_set`] (layers), [`truth`], [`standing`], [`advice`], [`completions`],
//! [`questions`], [`guidance`], [`whole`], [`advice_questions`], [`decided_by`], [`would_change`], [`safeguards`],
//! [`layers`], [`findings`]. What layers refine is written out before all else ([`refinements`]).

#![expect(dead_code, reason = "every test that includes this module uses a part of it")]
#![expect(unreachable_pub, reason = "`pub` marks what the tests use")]
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

pub mod advice;
mod advice_questions;
pub mod completions;
mod decided_by;
pub mod findings;
pub mod generate;
mod guidance;
pub mod json;
mod layers;
mod presuming;
mod questions;
pub mod refinements;
pub mod rule_set;
pub mod safeguards;
pub mod standing;
pub mod truth;
mod whole;
pub mod words;
pub mod would_change;

use json::id;
use refinements::written_out;
use rule_set::RuleSet;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use truth::{Truth, View};
use whole::Whole;

/// Documents by name, in any order.
pub type Documents = [(String, Value)];

/// The whole guidance but for `engine`, `guideline` and the digest of the situation; none where the
/// situation is refused, because it has no completion.
pub fn guidance(documents: &Documents, situation: &Value) -> Option<Value> {
    let documents = written_out(documents);
    let set = RuleSet::new(&documents);
    let known = set.known(situation);
    guidance::of(View::from_the_top(&set, &known))
}

/// The same of the situation with what is usual taken to be so.
pub fn presuming_guidance(documents: &Documents, situation: &Value) -> Option<Value> {
    let documents = written_out(documents);
    let set = RuleSet::new(&documents);
    presuming::of(&set, &set.known(situation))
}

/// What was presumed and bears on demands, or on what else is presumed, and not on the stances; of a situation that can be.
pub fn presumed_demands(documents: &Documents, situation: &Value) -> Value {
    let documents = written_out(documents);
    let set = RuleSet::new(&documents);
    presuming::demands(&set, &set.known(situation)).into()
}

/// All values that are tried of a fact.
pub fn values_of(documents: &Documents, fact: &Value) -> Vec<Value> {
    completions::values(&RuleSet::new(&written_out(documents)), fact)
}

/// How many ways there are to fill in what a situation leaves open, possible or not.
pub fn combinations(documents: &Documents, situation: &Value) -> usize {
    let documents = written_out(documents);
    let set = RuleSet::new(&documents);
    completions::combinations(&set, &set.known(situation))
}

/// How many complete and partial situations there are.
pub fn situations(documents: &Documents) -> usize {
    let documents = written_out(documents);
    let set = RuleSet::new(&documents);
    set.all("facts").map(|fact| completions::values(&set, fact).len() + 1).product()
}

/// Whether an entry of `impossible` is true, whatever is not known.
pub fn is_impossible(documents: &Documents, situation: &Value) -> bool {
    let documents = written_out(documents);
    let set = RuleSet::new(&documents);
    completions::is_impossible(&set, &set.known(situation), set.uppermost())
}

/// Every complete situation that can be, with one count for all that are alike.
pub fn every_situation(documents: &Documents) -> Vec<Value> {
    let documents = written_out(documents);
    let set = RuleSet::new(&documents);
    let whole = Whole::of(&set);
    let value = |(each, place): (&completions::Unknown, &usize)| {
        (id(each.fact).to_owned(), each.values[*place].clone())
    };
    let known = |places: &[usize]| whole.complete.unknown.iter().zip(places).map(value).collect();
    whole.complete.completions().map(|each| Value::Object(known(&each.places))).collect()
}

/// The verdict, by itself: what the stance is before completions and `while_unknown`.
pub fn verdict(documents: &Documents, situation: &Value) -> String {
    let documents = written_out(documents);
    let set = RuleSet::new(&documents);
    let known = set.known(situation);
    let view = View::from_the_top(&set, &known);
    advice::verdict(view, &standing::counting(&standing::judge(view))).to_owned()
}

/// What the rules by themselves come to, `while_unknown` included, and which of them stand.
pub fn ruling(documents: &Documents, situation: &Value) -> (String, BTreeSet<String>) {
    let documents = written_out(documents);
    let set = RuleSet::new(&documents);
    let known = set.known(situation);
    let view = View::from_the_top(&set, &known);
    let judged = standing::judge(view);
    let verdict = advice::verdict(view, &standing::counting(&judged));
    let standing =
        judged.iter().filter(|judged| judged.stands()).map(|judged| json::id(judged.rule).to_owned());
    (advice::raised(view, verdict).to_owned(), standing.collect())
}

/// The kind of a fact.
pub fn kind(documents: &Documents, fact: &str) -> String {
    json::text(RuleSet::new(&written_out(documents)).fact(fact), "kind").to_owned()
}

/// The answers that are given on request alone.
pub struct OnRequest {
    pub decided_by: Value,
    pub advice_questions: Value,
    /// Of each other stance, laxest first.
    pub would_change: Vec<(&'static str, would_change::Leading)>,
}

/// What is given on request for each of these situations; none where one is refused, or has more ways than
/// this to give the facts that can be changed.
pub fn on_request(documents: &Documents, situations: &[Value], most_ways: usize) -> Vec<Option<OnRequest>> {
    let documents = written_out(documents);
    let set = RuleSet::new(&documents);
    let whole = Whole::of(&set);
    let of_one = |situation: &Value| {
        let known = set.known(situation);
        if would_change::ways(&whole, &known) > most_ways {
            return None;
        }
        let would_change = would_change::what_would_change(&whole, &known)?.into_iter();
        Some(OnRequest {
            decided_by: decided_by::decided_by(&whole, &known)?,
            advice_questions: advice_questions::advice_questions(&whole, &known)?,
            would_change: would_change
                .map(|(stance, leading)| (standing::STANCES[stance], leading))
                .collect(),
        })
    };
    situations.iter().map(of_one).collect()
}

/// Every choice of values that pass the tests that a merged change has for its facts.
pub fn concrete(documents: &Documents, facts: &[Value]) -> Vec<Map<String, Value>> {
    would_change::concrete(&RuleSet::new(&written_out(documents)), facts)
}

/// Where a fact stands in the vocabulary.
pub fn place_of(documents: &Documents, fact: &str) -> Option<usize> {
    RuleSet::new(&written_out(documents)).all("facts").position(|each| json::id(each) == fact)
}

/// What gets looser by each entry that layers list, lowest layer first.
pub fn loosened(documents: &Documents) -> Vec<layers::Loosened> {
    layers::loosened(&written_out(documents))
}

/// What layers do to those below them and may not.
pub fn layer_faults(documents: &Documents) -> BTreeSet<layers::Fault> {
    layers::faults(&written_out(documents))
}

/// What is amiss with a rule set as a whole; none where there are more complete situations than this.
pub fn amiss(documents: &Documents, most: usize) -> Option<findings::Amiss> {
    let documents = written_out(documents);
    let set = RuleSet::new(&documents);
    (findings::complete_situations(&set) <= most).then(|| findings::amiss(&set))
}

/// The safeguards that do not hold, each with all situations of fewest facts that show it.
pub fn broken_safeguards(documents: &Documents) -> Vec<safeguards::Broken> {
    safeguards::broken(&RuleSet::new(&written_out(documents)))
}

/// Whether the situation is one that every layer is meant for; null while that is not known.
pub fn in_scope(documents: &Documents, situation: &Value) -> Value {
    let documents = written_out(documents);
    let set = RuleSet::new(&documents);
    let known = set.known(situation);
    let scopes = set.parts().filter_map(|(layer, part)| {
        let view = View::new(&set, &known, layer);
        part.get("scope").map(|scope| view.truth(scope))
    });
    match truth::and(scopes) {
        Truth::True => Value::Bool(true),
        Truth::False => Value::Bool(false),
        Truth::Unknown => Value::Null,
    }
}

/// What is known in a situation, with what layers below read in the place of finer options.
pub fn known_below(documents: &Documents, situation: &Value) -> Map<String, Value> {
    refinements::read_below(documents, &known(documents, situation))
}

/// What is known in a situation: by today's ids of facts and options, with nothing that is null.
pub fn known(documents: &Documents, situation: &Value) -> Map<String, Value> {
    RuleSet::new(&written_out(documents)).known(situation)
}
