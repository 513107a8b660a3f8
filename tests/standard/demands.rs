//! What guidance demands, to be compared with what a layer below demands.

use demeanor::guidance::Modality;
use demeanor::{Guideline, Situation};
use serde_json::Value;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Stances, laxest first.
pub(crate) const STANCES: [&str; 5] = ["welcome", "allow", "moderate", "refrain", "pause"];

/// The stance, and what must or must not be done, of a situation as it is and with what is usual presumed of the rest.
pub(crate) fn demands(guideline: &Guideline, facts: &Value) -> Option<[Demands; 2]> {
    let situation = guideline.situation(facts).ok()?;
    Some([Demands::of(&situation), Demands::of(&situation.presuming())])
}

pub(crate) struct Demands {
    /// By strictness.
    stance: usize,
    actions: BTreeMap<String, Modality>,
}

impl Demands {
    fn of(situation: &Situation) -> Demands {
        let guidance = situation.guidance();
        let stance = STANCES.iter().position(|stance| *stance == guidance.stance().id());
        let mut actions = BTreeMap::new();
        for advice in guidance.advice() {
            let covered = advice.covers.iter().map(|covered| (covered.action.to_string(), covered.modality));
            for (action, modality) in covered.chain([(advice.action.to_string(), advice.modality)]) {
                if matches!(modality, Modality::Must | Modality::MustNot) {
                    actions.insert(action, modality);
                }
            }
        }
        Demands { stance: stance.expect("it is one of them"), actions }
    }

    /// Is this no laxer, and at the same stance nothing gone that had to be done?
    pub(crate) fn are_no_looser_than(&self, below: &Demands) -> bool {
        let kept = |(action, modality): (&String, &Modality)| self.actions.get(action) == Some(modality);
        match self.stance.cmp(&below.stance) {
            Ordering::Less => false,
            Ordering::Equal => below.actions.iter().all(kept),
            Ordering::Greater => true,
        }
    }
}
