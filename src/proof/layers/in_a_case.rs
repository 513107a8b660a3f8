//! Where a layer breaks its promise in a case of the layers below: what is asked where all situations are too many to compare, so
//! that a layer that plainly takes away what these demand is told so.

use super::compared::Compared;
use super::point::Point;
use super::presumed::is_ruled_out;
use super::promise::{Broken, How};
use super::report::At;
use crate::diagram::OverBudget;
use crate::model::{Known, Model};
use std::collections::BTreeSet;

/// The first case in which the layer is looser, with the rest as usual.
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
    let Compared { below, listed, here, .. } = compared;
    let stance = |model: &Model| Point::of(model, at, &BTreeSet::new()).map(|point| point.stance);
    if is_ruled_out(here, at) {
        return Ok(None);
    }
    let now = stance(here)?;
    if now >= stance(below)?
        || listed.as_ref().is_some_and(|listed| stance(listed).is_ok_and(|listed| now >= listed))
    {
        return Ok(None);
    }
    Ok(Some(if At::of(compared, at)?.is_limit_lost()? { How::LimitLost } else { How::Looser }))
}
