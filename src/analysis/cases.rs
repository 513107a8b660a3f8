//! Runs the cases that stand in documents, and safeguards at one point.

use crate::answer::{GivenFacts, Guidance, guidance, presume, term_truths};
use crate::guideline::Guideline;
use crate::model::{Case, FactValue, RuleId, Safeguard, Truth};
use crate::proof::{missing_advice, unmet, unmet_by_stance, unwanted_advice};
use crate::situation::{Situation, known_values};
use crate::words::Stance;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A case of a guideline's documents, run.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CaseRun {
    /// The case's id.
    pub case: Arc<str>,
    /// What it is about.
    pub title: Arc<str>,
    /// The reasoning behind what is expected.
    pub because: Option<Arc<str>>,
    /// Its facts, by id. They are no [`Situation`]: a case may stand in a document that describes what cannot be, which
    /// is a finding of its own.
    pub facts: BTreeMap<String, FactValue>,
    /// What is given for it.
    pub guidance: Guidance,
    /// Each expectation that is not met, in words; none where the case passes.
    pub unmet: Vec<String>,
}

impl Guideline {
    /// Runs the cases of the uppermost layer. (Those of lower layers are theirs: build them without the upper ones.)
    ///
    /// ```
    /// let failed: Vec<_> =
    ///     demeanor::Guideline::standard().run_cases().filter(|run| !run.unmet.is_empty()).collect();
    /// assert!(failed.is_empty(), "{failed:?}");
    /// ```
    pub fn run_cases(&self) -> impl Iterator<Item = CaseRun> {
        let top = self.model().top();
        self.model().cases.iter().filter(move |case| case.layer == top).map(|case| self.run(case))
    }

    fn run(&self, case: &Case) -> CaseRun {
        let given = GivenFacts { known: case.known.clone(), struck: Vec::new() };
        let asked = if case.presuming {
            self.asked(presume(self.compiled(), &given.known, &given.struck), Some(given))
        } else {
            self.asked(given.known, None)
        };
        let guidance = guidance(asked);
        CaseRun {
            case: case.id.clone(),
            title: case.title.clone(),
            because: case.because.clone(),
            unmet: unmet(&case.expect, self.model(), &guidance),
            facts: known_values(self, &case.known),
            guidance,
        }
    }
}

impl Situation {
    /// The safeguards that the guidance for this situation does not keep, each with what is amiss. Empty for every
    /// situation of a guideline that was built with its proofs: this is for those that were not, and for tests.
    #[must_use]
    pub fn broken_safeguards(&self) -> Vec<String> {
        let (model, guidance) = (self.guideline().model(), self.guidance());
        let verdict = self.verdict();
        let complete = self.known().iter().all(Option::is_some);
        let has_the_say =
            |rule: &RuleId| model.rules.at(*rule).vote.is_some_and(|vote| vote.stance() == verdict.stance);
        let judges_advice = complete || verdict.counting.iter().any(has_the_say);
        let amiss = |safeguard: &Safeguard| {
            let mut amiss: Vec<String> =
                unmet_by_stance(&safeguard.expect, verdict.before_doubt).into_iter().collect();
            amiss.extend(unwanted_advice(&safeguard.expect, model, &guidance));
            if judges_advice {
                amiss.extend(missing_advice(&safeguard.expect, model, &guidance));
            }
            amiss
        };
        let concerned = model.safeguards.iter().filter(|safeguard| self.concerns(safeguard, verdict.stance));
        let broken =
            concerned.flat_map(|safeguard| amiss(safeguard).into_iter().map(move |amiss| (safeguard, amiss)));
        broken
            .map(|(safeguard, amiss)| format!("{}: {amiss} ({})", safeguard.id, safeguard.because))
            .collect()
    }

    /// Does a safeguard speak of this situation and its stance?
    fn concerns(&self, safeguard: &Safeguard, stance: Stance) -> bool {
        let model = self.guideline().model();
        let truths = term_truths(model.layers.at(safeguard.layer), self.known());
        safeguard.speaks_of(stance) && safeguard.when.truth(self.known(), &truths) == Truth::True
    }
}
