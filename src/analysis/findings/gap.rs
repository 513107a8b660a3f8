//! # What it finds
//! Complete situations in which no rule has a say in the stance: no permission and no limit counts, and `otherwise` alone
//! speaks. They are laid out in a few regions, each as wide as it can be.
//!
//! # Why it matters
//! A gap is no fault: `otherwise` is there for it. But what nobody thought of and what was left open on purpose look the
//! same from within, and whoever answers for a guideline wants to see them.
//!
//! # Example
//! Every rule speaks of anger or sadness, and nothing is said of joy.

use super::candidate::Witness;
use super::evidence::Shows;
use super::survey::Survey;
use crate::diagram::{Node, ONLY_FALSE, OverBudget};
use crate::exact::{Covered, cover};
use crate::guideline::Guideline;
use crate::levels::region;
use crate::model::Share;
use crate::model::{FactTest, SituationRegion};
use serde::Serialize;

/// At most this many regions are given.
const MAX_GAPS: usize = 8;

/// Where no rule has a say in the stance.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Gaps {
    /// The share of complete situations in which none has; `None` where each has one that speaks.
    pub share: Option<Share>,
    /// The regions: first the one that takes fewest facts, then what that leaves. At most eight; they may overlap. The
    /// example of each is in no region before it.
    pub regions: Vec<SituationRegion>,
    /// Are there more?
    pub more: bool,
}

impl Guideline {
    /// Where no rule has a say in the stance, so that `otherwise` alone speaks; `None` where that would take too long. A gap
    /// is no fault by itself, so it is none of the [`Guideline::findings`].
    ///
    /// ```
    /// let gaps = demeanor::Guideline::standard().gaps().expect("the shipped rules are not too many");
    /// for gap in &gaps.regions {
    ///     println!("{gap}");
    /// }
    /// ```
    #[must_use]
    pub fn gaps(&self) -> Option<Gaps> {
        let mut survey = Survey::new(self.compiled()).ok()?;
        self.gaps_within(&mut survey).ok()
    }

    fn gaps_within(&self, survey: &mut Survey<'_>) -> Result<Gaps, OverBudget> {
        let silent = silent(survey)?;
        let share = survey.share(silent);
        let impossible = survey.complete.nowhere()?;
        let functions = &mut survey.complete.functions;
        let (covered, more) =
            cover(&mut functions.diagrams, &functions.encoding, silent, impossible, MAX_GAPS)?;
        let regions = covered.iter().map(|covered| self.gap(survey, covered).ok_or(OverBudget));
        Ok(Gaps { share, regions: regions.collect::<Result<_, _>>()?, more })
    }

    fn gap(&self, survey: &mut Survey<'_>, covered: &Covered) -> Option<SituationRegion> {
        let known = survey.complete_witness(covered.new)?;
        let (example, _) = self.situation_that_shows(&Witness { known, shows: Shows::Silence })?;
        let facts = self.model().vocabulary.facts();
        let region = region(&survey.complete.functions.encoding, facts, &covered.edges);
        Some(SituationRegion {
            when: FactTest::of_region(facts, &self.model().wording, &region),
            share: survey.share(covered.within)?,
            example: example.facts().into_iter().map(|(fact, value)| (fact.into(), value)).collect(),
        })
    }
}

/// Where no permission and no limit counts, in complete situations that can be.
fn silent(survey: &mut Survey<'_>) -> Result<Node, OverBudget> {
    let prover = &mut survey.complete;
    let mut heard = Vec::new();
    for (index, _) in survey.model.rules.numbered().filter(|(_, rule)| rule.vote.is_some()) {
        heard.push(prover.functions.counts(index)?);
    }
    let heard = prover.functions.diagrams.any(heard)?;
    let silent = prover.functions.diagrams.map(ONLY_FALSE, heard)?;
    prover.where_possible(silent)
}
