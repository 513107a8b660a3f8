//! What is amiss with a guideline as a whole, found over every situation: each kind in a file of its own.

mod evidence;
mod survey;
mod fewest_rules;
mod example;
mod own_effect;
mod without_rule;
mod never_applies;
mod always_set_aside;
mod without_effect;
mod override_without_effect;
mod term_without_effect;
mod fact_without_effect;
mod conflict;
mod stance_without_action;
mod broken_promise;
mod impossible_case;
mod gap;

pub use gap::Gaps;

use crate::diagram::OverBudget;
use crate::document::{Limit, written};
use crate::guideline::Guideline;
use crate::model::{Fact, Known, RuleId, Share, least_value};
use crate::situation::{Situation, known_values};
use crate::words::{UnknownWord, Word, words};
use evidence::Shows;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use survey::Survey;

words! {
    /// What kind of finding. The words are stable; each is described in `docs/diagnostics.md`.
    #[non_exhaustive]
    pub enum FindingCode {
        /// A rule whose condition is true in no situation that can be.
        NeverApplies = "never-applies",
        /// A rule that others set aside wherever its condition is true.
        AlwaysSetAside = "always-set-aside",
        /// A rule that could be taken out and no stance or advice would change.
        WithoutEffect = "without-effect",
        /// An override that could be taken out and no stance or advice would change.
        OverrideWithoutEffect = "override-without-effect",
        /// A term that nothing names, or that is the same in every situation that can be.
        TermWithoutEffect = "term-without-effect",
        /// A fact of which no value changes a stance or any advice.
        FactWithoutEffect = "fact-without-effect",
        /// Advice that does not go together, in some situation.
        Conflict = "conflict",
        /// A stance reached without any action advised, in some situation.
        StanceWithoutAction = "stance-without-action",
        /// A fact that promises `stricter`, and gets laxer in some situation.
        BrokenPromise = "broken-promise",
        /// A case whose situation cannot be.
        ImpossibleCase = "impossible-case",
        /// A question that could not be decided within the budget.
        Undecided = "undecided",
    }
}

words! {
    /// How much a finding weighs.
    #[non_exhaustive]
    pub enum FindingLevel {
        /// Worth knowing, and no fault by itself.
        Note = "note",
        /// A fault, or a question that could not be decided.
        Warning = "warning",
    }
}

/// Something amiss with a guideline.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// What kind of finding.
    pub code: FindingCode,
    /// How much it weighs.
    pub level: FindingLevel,
    /// What is amiss, in words.
    pub message: String,
    /// The rules concerned: first the one that is amiss, if one is, then those that have to do with it.
    pub rules: Vec<Arc<str>>,
    /// What else it is about, by id: the term, the fact, the actions or the case. The code tells which.
    pub about: Vec<Arc<str>>,
    /// The share of complete situations that it concerns, where it concerns any.
    pub share: Option<Share>,
    /// A situation of fewest facts that shows it, where one can. Its guidance bears the finding out.
    pub witness: Option<Situation>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {}", self.code, self.message)?;
        let Some(witness) = &self.witness else { return Ok(()) };
        // Plain data by sorted keys serialises without fail.
        write!(f, "; for example {}", written(&witness.facts()))
    }
}

/// A finding before it knows its guideline.
struct Found {
    code: FindingCode,
    message: String,
    rules: Vec<RuleId>,
    about: Vec<Arc<str>>,
    share: Option<Share>,
    witness: Option<Witness>,
}

/// What is known of a situation, and what that is to show.
struct Witness {
    known: Known,
    shows: Shows,
}

impl Guideline {
    /// Everything amiss with the guideline as a whole, proved over every situation; none where it is sound. What it leaves
    /// unsaid is no fault by itself, and comes apart: [`Guideline::gaps`]; so does what is only worth knowing:
    /// [`Guideline::notes`].
    ///
    /// This takes from milliseconds to seconds, by the size of the guideline.
    ///
    /// ```
    /// let guideline = demeanor::Guideline::standard();
    /// assert!(guideline.findings().is_empty());
    /// ```
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        self.found(FindingLevel::Warning, find)
    }

    /// What is worth knowing of the guideline as a whole, and no fault by itself: overrides that change which reasons are
    /// given and nothing else; stances laxer than `refrain` that are reached without any action advised.
    #[must_use]
    pub fn notes(&self) -> Vec<Finding> {
        self.found(FindingLevel::Note, |survey| {
            let mut found = override_without_effect::notes(survey);
            found.extend(stance_without_action::find(survey, FindingLevel::Note));
            found
        })
    }

    fn found(&self, level: FindingLevel, find: impl FnOnce(&mut Survey<'_>) -> Vec<Found>) -> Vec<Finding> {
        let found = Survey::new(self.compiled()).map(|mut survey| find(&mut survey));
        let found = found
            .unwrap_or_else(|OverBudget| vec![undecided("anything at all of this guideline as a whole")]);
        // Each witness is asked for guidance, which takes as long as there are rules.
        let most = self.model().limits.of(Limit::RulesOfWitnesses) / self.model().rules.len().max(1);
        let finding = |(number, found): (usize, Found)| {
            let witness = found.witness.filter(|_| number < most);
            Finding { level, ..self.finding(Found { witness, ..found }) }
        };
        found.into_iter().enumerate().map(finding).collect()
    }

    fn finding(&self, found: Found) -> Finding {
        let Some(witness) = found.witness else { return self.shown(found, None, BTreeSet::new()) };
        match self.situation_that_shows(&witness) {
            Some((situation, rules)) => self.shown(Found { witness: None, ..found }, Some(situation), rules),
            // A witness that does not bear out its finding would be a fault of this library: it is not passed on as proved.
            None => self.shown(
                undecided(&format!("whether this is so: {}", found.message)),
                None,
                BTreeSet::new(),
            ),
        }
    }

    fn shown(&self, found: Found, witness: Option<Situation>, also: BTreeSet<Arc<str>>) -> Finding {
        let rules = found.rules.iter().map(|&rule| self.model().rules.at(rule).id.clone());
        let mut rules: Vec<Arc<str>> = rules.collect();
        rules.extend(also.into_iter().filter(|rule| !rules.contains(rule)).collect::<Vec<_>>());
        let Found { code, message, about, share, .. } = found;
        Finding { code, level: FindingLevel::Warning, message, rules, about, share, witness }
    }

    /// A situation that shows what it is to show, as it goes through the front door; and the rules that bear it out.
    fn situation_that_shows(&self, witness: &Witness) -> Option<(Situation, BTreeSet<Arc<str>>)> {
        let as_it_is = witness.known.clone();
        let facts = self.facts().iter().zip(&witness.known);
        // Truth in three values can stay open where every completion agrees: then all is given.
        let in_full = facts.map(|(fact, code)| Some(code.unwrap_or_else(|| least_value(fact)))).collect();
        [as_it_is, in_full].into_iter().find_map(|known: Known| {
            let situation = self.situation(&known_values(self, &known)).ok()?;
            let rules = witness.shows.borne_out(&situation)?;
            Some((situation, rules))
        })
    }
}

/// Every kind of fault, one after the other.
fn find(survey: &mut Survey<'_>) -> Vec<Found> {
    let mut found = never_applies::find(survey);
    found.extend(always_set_aside::find(survey, &rules_amiss(&found)));
    found.extend(without_effect::find(survey, &rules_amiss(&found)));
    found.extend(override_without_effect::find(survey, &rules_amiss(&found)));
    found.extend(term_without_effect::find(survey));
    found.extend(fact_without_effect::find(survey));
    found.extend(conflict::find(survey));
    found.extend(stance_without_action::find(survey, FindingLevel::Warning));
    found.extend(broken_promise::find(survey));
    found.extend(impossible_case::find(survey));
    found
}

/// The rules that findings say are amiss.
fn rules_amiss(found: &[Found]) -> Vec<RuleId> {
    found.iter().filter_map(|found| found.rules.first().copied()).collect()
}

impl Found {
    fn new(code: FindingCode, message: String) -> Found {
        Found { code, message, rules: Vec::new(), about: Vec::new(), share: None, witness: None }
    }
}

/// What is found, or that it could not be decided.
fn asked(found: Result<Option<Found>, OverBudget>, what: impl FnOnce() -> String) -> Option<Found> {
    found.unwrap_or_else(|OverBudget| Some(undecided(&what())))
}

/// A fact by its id and its name for people.
fn called(fact: &Fact) -> String {
    if fact.label == fact.id { format!("`{}`", fact.id) } else { format!("`{}` ({})", fact.id, fact.label) }
}

fn undecided(what: &str) -> Found {
    let message = format!("it could not be decided within the budget {what}");
    Found::new(FindingCode::Undecided, message)
}
