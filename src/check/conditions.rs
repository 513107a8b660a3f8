//! Checks conditions: every fact and term is there.

use super::fact_tests;
use super::scope::Scope;
use crate::document::{At, Code, Condition as Written, Entry, Faults, Limit, NonEmpty, Test, meant};
use crate::model::{Condition, FactId};

impl Scope<'_> {
    /// Resolves a condition.
    pub(super) fn condition(&self, written: &Written, faults: &mut Faults) -> Condition {
        if faults.too_many(Limit::Tests, written.tests(), written.origin) {
            return Condition::All(Vec::new());
        }
        self.resolve(written, faults)
    }

    fn resolve(&self, written: &Written, faults: &mut Faults) -> Condition {
        let mut parts: Vec<Condition> = Vec::new();
        for entry in &written.entries {
            match entry {
                Entry::All(conditions) => parts.push(Condition::All(self.conditions(conditions, faults))),
                Entry::Any(conditions) => {
                    let any = Condition::Any(self.conditions(conditions, faults));
                    self.look_at_alternatives(conditions, &any, faults);
                    parts.push(any);
                }
                Entry::None(conditions) => parts.push(Condition::None(self.conditions(conditions, faults))),
                Entry::Is(terms) => {
                    let terms = self.terms.resolve_all(terms.items(), self.layer, faults);
                    parts.extend(terms.into_iter().map(Condition::Term));
                }
                Entry::Unknown(word) => self.unknown_word(word, faults),
                Entry::Fact(fact, test) => parts.extend(self.fact_test(fact, test, faults)),
            }
        }
        match <[Condition; 1]>::try_from(parts) {
            Ok([only]) => only,
            Err(parts) => Condition::All(parts),
        }
    }

    fn conditions(&self, written: &NonEmpty<Written>, faults: &mut Faults) -> Vec<Condition> {
        written.items.iter().map(|condition| self.resolve(condition, faults)).collect()
    }

    fn fact_test(&self, id: &At<String>, test: &At<Test>, faults: &mut Faults) -> Option<Condition> {
        let index = self.fact(id, faults)?;
        fact_tests::resolve(self.vocabulary.fact(index), test, faults)
            .map(|test| Condition::Fact(index, test))
    }

    /// Reports an entry that is neither a word of conditions nor a fact.
    fn unknown_word(&self, word: &At<String>, faults: &mut Faults) {
        let words = ["all", "any", "none", "is"];
        let help = meant(word, &words)
            .or_else(|| faults.did_you_mean(word, words))
            .or_else(|| Faults::whole_name(word, self.vocabulary))
            .or_else(|| Some("facts are named `group.name`; terms go under `is`".into()));
        let term = self.terms.get(word).map(|_| format!("write `\"is\": \"{}\"`", word.value));
        let help = term.or(help);
        let message = format!("`{}` is no word of a condition, and no fact", word.value);
        faults.error_with_help(Code::UnknownFact, word.origin, message, help);
    }

    /// The number of a fact, as seen from the layer.
    pub(super) fn fact(&self, id: &At<String>, faults: &mut Faults) -> Option<FactId> {
        let visible = |fact: FactId| *self.fact_layers.at(fact) <= self.layer;
        let Some(named) = self.vocabulary.named(id).filter(|named| visible(named.number)) else {
            faults.unknown_fact(id, self.vocabulary, visible);
            return None;
        };
        if named.former {
            faults.former(id, &self.vocabulary.fact(named.number).id);
        }
        Some(named.number)
    }
}
