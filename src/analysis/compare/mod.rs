//! Two guidelines compared over every situation: which become stricter or laxer, where advice changes, and how much that
//! is in terms of versions.

mod beside;
mod claim;
mod comparison;
mod joint;
mod names;
mod sides;
mod regions;

pub use comparison::{
    AdviceChange, Comparison, Difference, LayerVersion, NamedKind, StanceChange, UnknownChange,
};

use crate::diagram::OverBudget;
use crate::guideline::Guideline;
use crate::words::{Level, Stance};
use joint::Joint;
use regions::Regions;
use sides::Sides;

impl Guideline {
    /// Compares this guideline with one that is to take its place.
    ///
    /// This takes from milliseconds to seconds, by the size of the guidelines.
    #[must_use]
    pub fn compare(&self, new: &Guideline) -> Comparison {
        let mut comparison = Comparison {
            old: versions(self),
            new: versions(new),
            level: None,
            claimed: claim::claimed(self, new),
            claim_holds: None,
            undecided: Vec::new(),
            stances: Vec::new(),
            advice: Vec::new(),
            unknown: Vec::new(),
            ruled_out: None,
            let_in: None,
            differences: names::differences(self.model(), new.model()),
        };
        let joint = Joint::new(self.model(), new.model());
        if comparison.compare_situations(self, new, &joint).is_err() {
            let message = "which situations change could not be decided: it would pass the budget";
            comparison.undecided.push(message.into());
        }
        comparison.level = comparison.found_level();
        comparison.claim_holds = comparison.judge(claim::applies(self, new));
        comparison
    }
}

impl Comparison {
    fn judge(&self, applies: bool) -> Option<bool> {
        if applies { self.changes_at_most(self.claimed) } else { None }
    }

    fn compare_situations(
        &mut self,
        old: &Guideline,
        new: &Guideline,
        joint: &Joint,
    ) -> Result<(), OverBudget> {
        let mut sides = Sides::new(joint)?;
        let regions = Regions { old, new, joint };
        self.stances = regions.stances(&mut sides)?;
        self.advice = regions.advice(&mut sides)?;
        (self.ruled_out, self.let_in) = regions.impossible(&mut sides)?;
        let known_in_full: Vec<(Stance, Stance)> =
            self.stances.iter().map(|change| (change.from, change.to)).collect();
        self.unknown = regions.unknown(&sides, &known_in_full)?;
        self.differences.splice(0..0, moved_safeguards(&sides));
        Ok(())
    }

    fn found_level(&self) -> Option<Level> {
        let stances = self.stances.iter().map(|change| (change.from, change.to));
        let stances = stances.chain(self.unknown.iter().map(|change| (change.from, change.to)));
        let stances = stances.map(|(from, to)| if to < from { Level::Major } else { Level::Minor });
        let advice = self.advice.iter().map(AdviceChange::level);
        let impossible =
            [self.ruled_out.as_ref().map(|_| Level::Major), self.let_in.as_ref().map(|_| Level::Minor)];
        let named = self.differences.iter().map(|difference| difference.level);
        stances.chain(advice).chain(impossible.into_iter().flatten()).chain(named).max()
    }
}

/// Safeguards that speak of other situations than before.
fn moved_safeguards(sides: &Sides<'_>) -> Vec<Difference> {
    let both = sides.old.safeguards.iter();
    let moved = both.filter(|(id, old)| sides.new.safeguards.get(*id).is_some_and(|new| new != *old));
    moved
        .map(|(id, _)| Difference {
            level: Level::Major,
            kind: NamedKind::Safeguard,
            id: id.to_string(),
            what: "speaks of other situations".into(),
            before: None,
            after: None,
        })
        .collect()
}

fn versions(guideline: &Guideline) -> Vec<LayerVersion> {
    let layers = guideline.layers();
    layers
        .map(|layer| LayerVersion {
            id: layer.id.clone(),
            version: layer.version.clone(),
            digest: layer.digest.clone(),
        })
        .collect()
}
