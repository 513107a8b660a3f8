//! What is amiss with a guideline as a whole, found over every situation: each kind in a file of its own.

mod finding;
mod evidence;
mod candidate;
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
mod loosens_nothing;
mod not_presumed;
mod never_presumed;
mod presumptions_clash;
mod whose;
mod acknowledged;
mod gap;

pub use crate::words::FindingCode;
pub use finding::{Finding, FindingLevel};
pub use gap::Gaps;

use crate::diagram::OverBudget;
use crate::document::Limit;
use crate::guideline::Guideline;
use crate::model::{Known, RuleId};
use crate::situation::{Situation, known_values};
use candidate::{Candidate, Witness, undecided};
use example::Examples;
use std::collections::BTreeSet;
use std::sync::Arc;
use survey::Survey;

impl Guideline {
    /// Everything amiss with the guideline as a whole, proved over every situation; none where it is sound. What it leaves
    /// unsaid is no fault by itself, and comes apart: [`Guideline::gaps`]; so does what is only worth knowing:
    /// [`Guideline::notes`].
    ///
    /// What a layer acknowledges of its own is among them, with its reason: [`Finding::acknowledged`].
    ///
    /// This takes from milliseconds to seconds, by the size of the guideline.
    ///
    /// ```
    /// let guideline = demeanor::Guideline::standard();
    /// assert!(guideline.findings().is_empty());
    /// ```
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = self.found(FindingLevel::Warning, find);
        let of_layers = loosens_nothing::find(self).into_iter().map(|found| self.finding(found));
        findings.extend(of_layers);
        let unmatched = acknowledged::acknowledge(self.model(), &mut findings);
        findings.extend(unmatched.into_iter().map(|found| self.finding(found)));
        findings
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

    fn found(
        &self,
        level: FindingLevel,
        find: impl FnOnce(&mut Survey<'_>) -> Vec<Candidate>,
    ) -> Vec<Finding> {
        let found = Survey::new(self.compiled()).map(|mut survey| find(&mut survey));
        let found = found
            .unwrap_or_else(|OverBudget| vec![undecided("anything at all of this guideline as a whole")]);
        // Each witness is asked for guidance, which takes as long as there are rules.
        let most = self.model().limits.of(Limit::RulesOfWitnesses) / self.model().rules.len().max(1);
        let finding = |(number, found): (usize, Candidate)| {
            let witness = found.witness.filter(|_| number < most);
            Finding { level, ..self.finding(Candidate { witness, ..found }) }
        };
        found.into_iter().enumerate().map(finding).collect()
    }

    fn finding(&self, found: Candidate) -> Finding {
        let Some(witness) = found.witness else { return self.shown(found, None, BTreeSet::new()) };
        match self.situation_that_shows(&witness) {
            Some((situation, rules)) => {
                self.shown(Candidate { witness: None, ..found }, Some(situation), rules)
            }
            // A witness that does not bear out its finding would be a fault of this library: it is not passed on as proved.
            None => self.shown(
                undecided(&format!("whether this is so: {}", found.message)),
                None,
                BTreeSet::new(),
            ),
        }
    }

    fn shown(&self, found: Candidate, witness: Option<Situation>, also: BTreeSet<Arc<str>>) -> Finding {
        let rules = found.rules.iter().map(|&rule| self.model().rules.at(rule).id.clone());
        let mut rules: Vec<Arc<str>> = rules.collect();
        rules.extend(also.into_iter().filter(|rule| !rules.contains(rule)).collect::<Vec<_>>());
        let Candidate { code, message, about, share, .. } = found;
        let layers = whose::layers(self.model(), (code, &rules, &about));
        Finding {
            code,
            level: FindingLevel::Warning,
            message,
            rules,
            about,
            layers,
            share,
            witness,
            acknowledged: None,
        }
    }

    /// A situation that shows what it is to show, as it goes through the front door; and the rules that bear it out.
    fn situation_that_shows(&self, witness: &Witness) -> Option<(Situation, BTreeSet<Arc<str>>)> {
        let as_it_is = witness.known.clone();
        // Truth in three values can stay open where every completion agrees: then all is given.
        let in_full = self.model().vocabulary.filled(&witness.known);
        [as_it_is, in_full].into_iter().find_map(|known: Known| {
            let situation = self.situation(&known_values(self, &known)).ok()?;
            let rules = witness.shows.borne_out(&situation)?;
            Some((situation, rules))
        })
    }
}

/// Every kind of fault, one after the other.
fn find(survey: &mut Survey<'_>) -> Vec<Candidate> {
    let mut found = never_applies::find(survey);
    found.extend(always_set_aside::find(survey, &rules_amiss(&found)));
    let examples = Examples::new(survey);
    found.extend(without_effect::find(survey, &examples, &rules_amiss(&found)));
    found.extend(override_without_effect::find(survey, &rules_amiss(&found)));
    found.extend(term_without_effect::find(survey));
    found.extend(fact_without_effect::find(survey, &examples));
    found.extend(conflict::find(survey));
    found.extend(stance_without_action::find(survey, FindingLevel::Warning));
    found.extend(broken_promise::find(survey));
    found.extend(impossible_case::find(survey));
    found.extend(never_presumed::find(survey));
    found.extend(presumptions_clash::find(survey));
    found
}

/// The rules that findings say are amiss.
fn rules_amiss(found: &[Candidate]) -> Vec<RuleId> {
    found.iter().filter_map(|found| found.rules.first().copied()).collect()
}
