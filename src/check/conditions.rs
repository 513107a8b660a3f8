//! Checks conditions: every fact and term is there.

use super::fact_tests;
use super::scope::Scope;
use crate::diagram::OverBudget;
use crate::document::{self, At, Code, Entry, Faults, Limit, NonEmpty, Origin, Test, meant, suggestion};
use crate::judging::judged;
use crate::model::{Condition, FactId, Judged, Written};

impl Scope<'_> {
    /// Resolves a condition, and works out how it is judged.
    pub(super) fn condition(&self, stated: &document::Condition, faults: &mut Faults) -> Condition {
        let written = self.written(stated, faults);
        Condition { judged: self.judged(&written, stated.origin, faults), written }
    }

    /// Resolves a condition.
    pub(super) fn written(&self, stated: &document::Condition, faults: &mut Faults) -> Written {
        if faults.too_many(Limit::Tests, stated.tests(), stated.origin) {
            return Written::All(Vec::new());
        }
        self.resolve(stated, faults)
    }

    /// How a condition is judged. Where that cannot be told within the budget it is refused.
    pub(super) fn judged(&self, written: &Written, origin: Origin, faults: &mut Faults) -> Judged {
        let Some(terms) = self.meanings else { return Judged::NEVER };
        // Where there are none left, that has been reported of the condition that took the last of them.
        let Some(mut steps) = self.steps.get() else { return Judged::NEVER };
        let judged = judged(written, terms, self.vocabulary.facts(), &mut steps);
        self.steps.set(judged.is_ok().then_some(steps));
        judged.unwrap_or_else(|OverBudget| {
            let message = "this condition is too tangled: its parts speak of the same facts in too many ways \
                           to tell what it comes to while some of them are not known";
            let limit = Limit::StepsOfConditions;
            let help = format!(
                "test each fact once where you can, or make several rules of it, or let the application raise \
                 its limit `{limit}`"
            );
            faults.error_with_help(Code::TooMany, origin, message, Some(help));
            Judged::NEVER
        })
    }

    /// Is any of some conditions true where any of others is, and nowhere else, however they are written? It is not said to be
    /// where that is too much to tell.
    pub(super) fn come_to_the_same(&self, one: Vec<Written>, other: Vec<Written>) -> bool {
        let (Some(terms), Some(mut steps)) = (self.meanings, self.steps.get()) else { return false };
        let (one, other) = (Written::Any(one), Written::Any(other));
        let but = |one: &Written, other: &Written| {
            Written::All(vec![one.clone(), Written::None(vec![other.clone()])])
        };
        let apart = Written::Any(vec![but(&one, &other), but(&other, &one)]);
        judged(&apart, terms, self.vocabulary.facts(), &mut steps)
            .is_ok_and(|judged| judged.decided() == Some(false))
    }

    fn resolve(&self, stated: &document::Condition, faults: &mut Faults) -> Written {
        let mut parts: Vec<Written> = Vec::new();
        for entry in &stated.entries {
            match entry {
                Entry::All(conditions) => parts.push(Written::All(self.conditions(conditions, faults))),
                Entry::Any(conditions) => {
                    let any = Written::Any(self.conditions(conditions, faults));
                    self.look_at_alternatives(conditions, &any, faults);
                    parts.push(any);
                }
                Entry::None(conditions) => parts.push(Written::None(self.conditions(conditions, faults))),
                Entry::Is(terms) => {
                    let terms = self.terms.resolve_all(terms.items(), self.layer, faults);
                    parts.extend(terms.into_iter().map(Written::Term));
                }
                Entry::Unknown(word) => self.unknown_word(word, faults),
                Entry::Fact(fact, test) => parts.extend(self.fact_test(fact, test, faults)),
            }
        }
        match <[Written; 1]>::try_from(parts) {
            Ok([only]) => only,
            Err(parts) => Written::All(parts),
        }
    }

    fn conditions(&self, stated: &NonEmpty<document::Condition>, faults: &mut Faults) -> Vec<Written> {
        stated.items.iter().map(|condition| self.resolve(condition, faults)).collect()
    }

    fn fact_test(&self, id: &At<String>, test: &At<Test>, faults: &mut Faults) -> Option<Written> {
        let index = self.fact(id, faults)?;
        let resolved = fact_tests::resolve(self.seen(index), test, faults)?;
        Some(Written::tests(index, self.of_all_options(index, resolved)))
    }

    /// Reports an entry that is neither a word of conditions nor a fact.
    fn unknown_word(&self, word: &At<String>, faults: &mut Faults) {
        let words = ["all", "any", "none", "is"];
        let help = meant(word, &words)
            .map(|meant| suggestion(meant, word))
            .or_else(|| faults.did_you_mean(word, words))
            .or_else(|| Faults::whole_name(word, self.vocabulary))
            .or_else(|| Faults::labelled_fact(word, self.vocabulary))
            .or_else(|| Some("facts are named `group.name`; terms go under `is`".into()));
        let term = self.terms.get(word).map(|_| format!("write `\"is\": \"{}\"`", word.value));
        let help = term.or(help);
        let message = format!("`{}` is no word of a condition, and no fact", word.value);
        faults.error_with_help(Code::UnknownFact, word.origin, message, help);
    }

    /// Is a fact of the layer, or of one below?
    pub(super) fn is_seen(&self, fact: FactId) -> bool {
        *self.fact_layers.at(fact) <= self.layer
    }

    /// The number of a fact, as seen from the layer.
    pub(super) fn fact(&self, id: &At<String>, faults: &mut Faults) -> Option<FactId> {
        let Some(named) = self.vocabulary.named(id).filter(|named| self.is_seen(named.number)) else {
            faults.unknown_fact(id, self.vocabulary, |fact| self.is_seen(fact));
            return None;
        };
        if named.former {
            faults.former(id, &self.vocabulary.fact(named.number).id);
        }
        Some(named.number)
    }
}
