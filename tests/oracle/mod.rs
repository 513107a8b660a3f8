//! The oracle: `docs/meaning.md` done by hand, rule by rule, over the raw JSON of the documents.
//!
//! It is slow and plain on purpose and shares no code with the library, so that where the two agree
//! on many random rule sets (`tests/agreement.rs`), both follow the page. Documents are taken to be
//! valid: those that [`generate`] makes are, by construction.
//!
//! Read in this order: [`rule_set`] (layers), [`truth`], [`standing`], [`advice`], [`guidance`].

#![expect(dead_code, reason = "every test that includes this module uses a part of it")]
#![expect(unreachable_pub, reason = "`pub` marks what the tests use")]
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod advice;
pub mod generate;
mod guidance;
pub mod json;
mod rule_set;
mod standing;
mod truth;
mod words;

use rule_set::RuleSet;
use serde_json::{Map, Value};
use truth::{Truth, View};

/// Documents by name, in any order.
pub type Documents = [(String, Value)];

/// The whole guidance but for `engine`, `guideline` and the digest of the situation; none where the
/// situation is refused, because it is impossible.
pub fn guidance(documents: &Documents, situation: &Value) -> Option<Value> {
    let set = RuleSet::new(documents);
    let known = set.known(situation);
    let refused = set.stated("impossible").any(|(layer, entry)| {
        let view = View::new(&set, &known, layer);
        view.truth(&entry["when"]) == Truth::True
    });
    (!refused).then(|| guidance::of(View::from_the_top(&set, &known)))
}

/// Whether the situation is one that every layer is meant for; null while that is not known.
pub fn in_scope(documents: &Documents, situation: &Value) -> Value {
    let set = RuleSet::new(documents);
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

/// What is known in a situation: by today's ids of facts and options, with nothing that is null.
pub fn known(documents: &Documents, situation: &Value) -> Map<String, Value> {
    RuleSet::new(documents).known(situation)
}
