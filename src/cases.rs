//! Runs the cases that stand in documents, and safeguards at one point.

use crate::guidance::Guidance;
use crate::guideline::Guideline;
use crate::model::{Advised, Case, Expectation, Model};
use crate::situation::Situation;
use crate::standing::term_truths;
use crate::truth::Truth;
use crate::words::{Modality, Moment};
use std::fmt;
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
    /// What a case expects of `settled` and `asks_first` is not judged in this version.
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

/// Each part of an expectation that guidance does not meet, in words.
pub(crate) fn unmet(expect: &Expectation, model: &Model, guidance: &Guidance) -> Vec<String> {
    let mut unmet = Vec::new();
    if !expect.stances.contains(&guidance.stance()) {
        let stances: Vec<&str> = expect.stances.iter().map(|stance| stance.id()).collect();
        unmet.push(format!("the stance is {}, not {}", guidance.stance(), stances.join(" or ")));
    }
    let is_advised = |advised: &Advised| advises(guidance, advised, model);
    let missing = expect.advises.iter().filter(|advised| !is_advised(advised));
    unmet.extend(missing.map(|advised| format!("{} is not advised", Shown(advised, model))));
    if !expect.advises_one_of.is_empty() && !expect.advises_one_of.iter().any(is_advised) {
        let all: Vec<String> =
            expect.advises_one_of.iter().map(|advised| Shown(advised, model).to_string()).collect();
        unmet.push(format!("none of these is advised: {}", all.join(", ")));
    }
    let unwanted = expect.never_advises.iter().filter(|advised| is_advised(advised));
    unmet.extend(unwanted.map(|advised| format!("{} is advised", Shown(advised, model))));
    let stands = |id: &Arc<str>| {
        guidance.reasons().iter().any(|reason| reason.rule.as_ref() == Some(id) && reason.unknown.is_empty())
    };
    unmet.extend(expect.stands.iter().filter(|id| !stands(id)).map(|id| format!("`{id}` does not stand")));
    let set_aside = |id: &Arc<str>| guidance.set_aside().iter().any(|entry| entry.rule == *id);
    unmet.extend(
        expect.set_aside.iter().filter(|id| !set_aside(id)).map(|id| format!("`{id}` is not set aside")),
    );
    unmet
}

/// Is an action advised, or anything that fits a pattern? A name means advised as must, should or may.
fn advises(guidance: &Guidance, advised: &Advised, model: &Model) -> bool {
    let action = |index: usize| model.actions.get(index).map(|action| &action.id);
    let fits = |moment: Moment, modality: Modality, id: &Arc<str>| match advised {
        Advised::Action(index) => modality.is_do() && action(*index) == Some(id),
        Advised::Pattern(at, how) => {
            at.is_none_or(|at| at == moment) && how.is_none_or(|how| how == modality)
        }
    };
    guidance.advice().iter().any(|advice| fits(advice.moment, advice.modality, &advice.action))
}

/// An expected action or pattern, in words.
struct Shown<'a>(&'a Advised, &'a Model);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Advised::Action(index) => {
                let id = self.1.actions.get(*index).map(|action| &*action.id).unwrap_or_default();
                write!(f, "`{id}`")
            }
            Advised::Pattern(moment, modality) => {
                let modality = modality.map_or("anything", Modality::id);
                write!(f, "{modality} at {}", moment.map_or("any moment", Moment::id))
            }
        }
    }
}
