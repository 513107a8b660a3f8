//! Runs the cases that stand in documents, and safeguards at one point.

use crate::expectation::unmet;
use crate::guidance::Guidance;
use crate::guideline::Guideline;
use crate::model::Case;
use crate::situation::Situation;
use crate::standing::term_truths;
use crate::truth::Truth;
use std::sync::Arc;

/// A case of a guideline's documents, run.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CaseRun {
    /// The case's id.
    pub case: Arc<str>,
    /// What it is about.
    pub title: Arc<str>,
    /// The reasoning behind what is expected.
    pub because: Option<Arc<str>>,
    /// Its situation.
    pub situation: Situation,
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
        let top = self.model().layers.len().saturating_sub(1);
        self.model().cases.iter().filter(move |case| case.layer == top).map(|case| self.run(case))
    }

    fn run(&self, case: &Case) -> CaseRun {
        let situation = Situation::from_known(self, case.known.clone());
        let guidance = situation.guidance();
        CaseRun {
            case: case.id.clone(),
            title: case.title.clone(),
            because: case.because.clone(),
            unmet: unmet(&case.expect, self.model(), &guidance),
            situation,
            guidance,
        }
    }
}

impl Situation {
    /// The ids of the safeguards that the guidance for this situation does not keep, with what is amiss. Empty unless
    /// the guideline has a fault.
    #[must_use]
    pub fn broken_safeguards(&self) -> Vec<String> {
        let (model, guidance) = (self.guideline().model(), self.guidance());
        let holds = |safeguard: &&crate::model::Safeguard| {
            let premise = safeguard.stances.is_empty() || safeguard.stances.contains(&guidance.stance());
            let truths = model.layers.get(safeguard.layer).map(|layer| term_truths(layer, self.known()));
            premise && safeguard.when.truth(self.known(), &truths.unwrap_or_default()) == Truth::True
        };
        let applying = model.safeguards.iter().filter(holds);
        applying
            .flat_map(|safeguard| {
                let amiss = unmet(&safeguard.expect, model, &guidance);
                amiss.into_iter().map(|amiss| format!("{}: {amiss} ({})", safeguard.id, safeguard.because))
            })
            .collect()
    }
}
