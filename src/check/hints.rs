//! Warns of what is right and yet hardly meant: tests and limits that leave everything as it is, and texts that read badly.

use super::scope::Scope;
use crate::document::{self, At, Code, Entry, Faults, NonEmpty, Origin, rule_set};
use crate::model::{Fact, FactId, TermId, Test, ValueCode, Vocabulary, Written, values_told_apart};
use crate::words::Stance;
use std::collections::BTreeMap;

impl Scope<'_> {
    /// Looks at an `any`: at a single alternative, and at those that leave nothing out.
    pub(super) fn look_at_alternatives(
        &self,
        alternatives: &NonEmpty<document::Condition>,
        any: &Written,
        faults: &mut Faults,
    ) {
        if let [only] = alternatives.items.as_slice() {
            let message = "this `any` has a single alternative";
            let help = if only.entries.len() > 1 {
                "the entries of one object must all hold: write `[{ … }, { … }]` if one of them is enough"
            } else {
                "take the `any` out, or write the other alternatives"
            };
            return faults.warning(Code::OneAlternative, only.origin, message, Some(help.into()));
        }
        let Some(first) = alternatives.items.first() else { return };
        if faults.none_within(first.origin) && leaves_nothing_out(any, self.vocabulary) {
            let message = "these alternatives leave nothing out: where the facts are known, one always holds";
            let help = Some("take the `any` out, or say which of them is meant".into());
            faults.warning(Code::AlwaysTrue, first.origin, message, help);
        }
    }
}

impl Faults {
    /// Warns of a test that every value passes.
    pub(super) fn look_at_test(&mut self, fact: &Fact, test: &Test, origin: Origin) {
        if !matches!(test, Test::Includes { .. }) && passed_by_all(fact, &[(test, true)]) {
            let message = format!("every value of `{}` passes this test", fact.id);
            let help = Some("take it out, or name the values that are meant".into());
            self.warning(Code::AlwaysTrue, origin, message, help);
        }
    }

    /// Looks at the condition of a rule: at one that asks nothing, and at a `none` that hardly says what it is to say.
    pub(super) fn look_at_condition(&mut self, rule: &rule_set::Rule) {
        if rule.when.entries.is_empty() {
            let message = format!("`{}` applies in every situation: its `when` is empty", rule.id.value);
            let help = Some("say where it applies, unless it is meant to apply always".into());
            self.warning(Code::AlwaysTrue, rule.when.origin, message, help);
        }
        self.look_at_denials(&rule.when);
    }

    /// Looks at each `none` with a single object of several entries: that denies only that all of them hold at once.
    fn look_at_denials(&mut self, condition: &document::Condition) {
        for entry in &condition.entries {
            if let Entry::None(NonEmpty { items }) = entry
                && let [only] = items.as_slice()
                && only.entries.len() > 1
            {
                let message = "this `none` denies only that all these entries hold at once";
                let help = "if none of them may hold, write an object for each, `[{ … }, { … }]`; else put them into \
                            an `all`, `[{ \"all\": [{ … }] }]`";
                self.warning(Code::OneAlternative, only.origin, message, Some(help.into()));
            }
            if let Entry::All(inner) | Entry::Any(inner) | Entry::None(inner) = entry {
                inner.items.iter().for_each(|condition| self.look_at_denials(condition));
            }
        }
    }

    /// Warns of a limit that is none.
    pub(super) fn look_at_limit(&mut self, limit: &At<Stance>) {
        if limit.value == Stance::Welcome {
            let message = "this limits nothing: no stance is laxer than `welcome`";
            let help = Some("did you mean `\"permits\": \"welcome\"`?".into());
            self.warning(Code::LimitsNothing, limit.origin, message, help);
        }
    }

    /// Warns of a text that is to be a sentence and is none.
    pub(super) fn look_at_sentence(&mut self, text: &str, origin: Origin) {
        let small = text.chars().next().is_some_and(char::is_lowercase);
        let open = text.chars().next_back().is_some_and(|last| last.is_alphanumeric() || last == ',');
        let (message, help) = match (small, open) {
            (true, true) => {
                ("neither begins with a capital nor ends with a full stop", "write a whole sentence")
            }
            (true, false) => ("begins with a small letter", "begin with a capital"),
            (false, true) => ("ends without a full stop", "end with a full stop"),
            (false, false) => return,
        };
        let message = format!("this sentence {message}");
        self.warning(Code::NotASentence, origin, message, Some(help.into()));
    }
}

/// Does one of the alternatives hold whatever the value of one fact, or whatever becomes of one term?
fn leaves_nothing_out(any: &Written, vocabulary: &Vocabulary) -> bool {
    let Written::Any(parts) = any else { return false };
    let mut tests: BTreeMap<FactId, Vec<(&Test, bool)>> = BTreeMap::new();
    let mut terms: BTreeMap<TermId, [bool; 2]> = BTreeMap::new();
    for (part, asserted) in parts.iter().map(|part| bare(part, true)) {
        match part {
            Written::Fact(fact, test) => tests.entry(*fact).or_default().push((test, asserted)),
            Written::Term(term) => {
                let [without, with] = terms.entry(*term).or_default();
                *(if asserted { with } else { without }) = true;
            }
            _ => {}
        }
    }
    let both = terms.values().any(|[without, with]| *without && *with);
    both || tests.iter().any(|(&fact, tests)| tests.len() > 1 && passed_by_all(vocabulary.fact(fact), tests))
}

/// What stands within lists of one, and whether it is asserted or denied.
fn bare(written: &Written, asserted: bool) -> (&Written, bool) {
    match written {
        Written::All(parts) | Written::Any(parts) if parts.len() == 1 => {
            parts.first().map_or((written, asserted), |only| bare(only, asserted))
        }
        Written::None(parts) if parts.len() == 1 => {
            parts.first().map_or((written, asserted), |only| bare(only, !asserted))
        }
        _ => (written, asserted),
    }
}

/// Does every value of a fact pass one of these tests, or fail one that is denied?
fn passed_by_all(fact: &Fact, tests: &[(&Test, bool)]) -> bool {
    let Some(values) = values_told_apart(fact, tests.iter().map(|(test, _)| *test)) else {
        // Those of which a list is made up are not told apart here: only what asserts and denies the same is seen.
        let denied = |test: &Test| tests.iter().any(|(other, asserted)| !asserted && *other == test);
        return tests.iter().any(|(test, asserted)| *asserted && denied(test));
    };
    let pass = |value: &ValueCode| tests.iter().any(|(test, asserted)| test.passes(*value) == *asserted);
    !values.is_empty() && values.iter().all(pass)
}
