//! To which facts and terms conditions lead.

use crate::oracle::RuleSet;
use crate::oracle::completions::tests_of;
use crate::oracle::json::{id, one_or_more};
use serde_json::Value;
use std::collections::BTreeSet;

/// What a condition leads to, by itself or by terms.
#[derive(Default)]
struct Names {
    facts: BTreeSet<String>,
    terms: BTreeSet<String>,
}

impl Names {
    /// Adds what a condition leads to that a layer states.
    fn add(&mut self, set: &RuleSet, layer: usize, condition: &Value) {
        for (key, value) in condition.as_object().expect("a condition is an object") {
            match key.as_str() {
                "all" | "any" | "none" => {
                    for part in one_or_more(value) {
                        self.add(set, layer, part);
                    }
                }
                "is" => {
                    for term in one_or_more(value).iter().filter_map(Value::as_str) {
                        self.terms.insert(term.to_owned());
                        self.add(set, layer, set.term(term, layer));
                    }
                }
                fact => _ = self.facts.insert(fact.to_owned()),
            }
        }
    }
}

/// The facts that a condition leads to, as the uppermost layer takes terms.
pub fn facts_that_it_leads_to(set: &RuleSet, layer: usize, condition: &Value) -> BTreeSet<String> {
    let mut names = Names::default();
    names.add(set, layer, condition);
    names.facts
}

/// Those that rules, actions, scopes, safeguards, sentences or `impossible` lead to.
pub fn terms_that_lead_anywhere(set: &RuleSet) -> BTreeSet<String> {
    let mut names = Names::default();
    let actions = set.all("actions").filter_map(|action| action.get("when"));
    for condition in set.rules().iter().map(|rule| &rule["when"]).chain(actions) {
        names.add(set, set.uppermost(), condition);
    }
    let of_their_layer = ["safeguards", "impossible"].into_iter().flat_map(|field| set.stated(field));
    for (layer, entry) in of_their_layer {
        names.add(set, layer, &entry["when"]);
    }
    add_scopes(&mut names, set);
    add_sentences(&mut names, set);
    names.terms
}

/// Of each stance the sentences that are said: those of the uppermost part that states any.
fn add_sentences(names: &mut Names, set: &RuleSet) {
    for stance in ["welcome", "allow", "moderate", "refrain", "pause"] {
        let said = set.parts().rev().find_map(|(_, part)| part["wording"].get(stance));
        let conditions = said.and_then(Value::as_array).into_iter().flatten();
        for condition in conditions.filter_map(|sentence| sentence.get("when")) {
            names.add(set, set.uppermost(), condition);
        }
    }
}

fn add_scopes(names: &mut Names, set: &RuleSet) {
    for (layer, part) in set.parts() {
        part.get("scope").into_iter().for_each(|scope| names.add(set, layer, scope));
    }
}

/// The facts that some condition tests, but for safety facts and those of a scope, by place.
pub fn expected_to_have_effect(set: &RuleSet) -> Vec<usize> {
    let mut of_scopes = Names::default();
    add_scopes(&mut of_scopes, set);
    let expected = |fact: &Value| {
        !set.is_safety(fact) && !of_scopes.facts.contains(id(fact)) && !tests_of(set, id(fact)).is_empty()
    };
    let facts = set.all("facts").enumerate();
    facts.filter(|(_, fact)| expected(fact)).map(|(place, _)| place).collect()
}
