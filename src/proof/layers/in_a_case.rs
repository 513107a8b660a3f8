//! Where a layer breaks its promise in a case of the layers below: what is asked where all situations are too many to compare, so
//! that a layer that is plainly laxer is told so.

use super::compared::Compared;
use super::one_situation::OneSituation;
use super::point::Point;
use super::promise::{Broken, How};
use crate::answer::cannot_be;
use crate::diagram::OverBudget;
use crate::model::{Known, Model};
use std::collections::BTreeSet;

/// The first case in which the layer is laxer, with the rest as usual.
pub(super) fn broken_in_a_case(compared: &Compared<'_>) -> Option<Broken> {
    let usual = compared.here.usual();
    compared.below.cases.iter().find_map(|case| {
        let mut at = usual.clone();
        for (fact, &code) in case.known.numbered().filter(|(_, code)| code.is_some()) {
            at.set(fact, code);
        }
        let how = broken_at(compared, &at).ok()??;
        Some(Broken { known: at.clone(), at, how })
    })
}

fn broken_at(compared: &Compared<'_>, at: &Known) -> Result<Option<How>, OverBudget> {
    let stance = |model: &Model| Point::of(model, at, &BTreeSet::new()).map(|point| point.stance);
    if cannot_be(&compared.here, at) || stance(&compared.here)? >= stance(&compared.below)? {
        return Ok(None);
    }
    OneSituation::of(compared, at, Vec::new())?.laxer()
}
