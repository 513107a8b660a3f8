//! Something that gets looser, and what it was by in the layers below.

use super::point::Point;
use crate::diagram::OverBudget;
use crate::model::{ActionId, Known, Model, Rule, Text, Vote};
use crate::words::{Authority, Modality, Stance};
use std::collections::BTreeSet;

/// Something that gets looser.
#[derive(Clone)]
pub(crate) struct Loosened {
    pub(crate) what: Looser,
    /// The rules below by which it is not so there.
    pub(crate) rules: Vec<Text>,
    /// The highest authority of these.
    pub(crate) authority: Option<Authority>,
    /// A situation that shows it: what of it matters.
    pub(crate) known: Known,
    /// All of it.
    pub(crate) at: Known,
}

/// What gets looser.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Looser {
    Stance { below: Stance, here: Stance },
    Advice { action: ActionId, below: Modality, here: Option<Modality> },
}

/// What is looked for: stances that get looser, or an action that is no longer demanded.
#[derive(Clone, Copy)]
pub(super) enum Sought {
    Stance { below: Stance, here: Stance },
    Advice(ActionId),
}

/// What is so below, and by which rules: in what is known there, and here. Shown is a situation by what of it matters, and whole.
pub(super) fn told(
    sought: Sought,
    (model, known_below): (&Model, &Known),
    (model_here, known_here): (&Model, &Known),
    (known, at): (Known, Known),
) -> Result<Loosened, OverBudget> {
    let nothing = BTreeSet::new();
    let mut of_below = Point::of(model, known_below, &nothing)?;
    let counting = of_below.counting()?;
    let counting = || counting.iter().map(|&rule| model.rules.at(rule));
    let (what, rules): (Looser, Vec<&Rule>) = match sought {
        Sought::Stance { below, here } => {
            let voting =
                |vote: fn(Stance) -> Vote| counting().filter(move |rule| rule.vote == Some(vote(below)));
            let limits: Vec<&Rule> = voting(Vote::AtLeast).collect();
            let rules = if limits.is_empty() { voting(Vote::Permits).collect() } else { limits };
            (Looser::Stance { below, here }, rules)
        }
        Sought::Advice(action) => {
            let mut of_here = Point::of(model_here, known_here, &nothing)?;
            let stance = of_here.stance;
            let here = of_here.kept(action, stance)?;
            // It is demanded there, which is why this situation is looked at.
            let below = of_below.kept(action, stance)?.ok_or(OverBudget)?;
            let offers = |rule: &&Rule| rule.offers.contains(&(action, below));
            (Looser::Advice { action, below, here }, counting().filter(offers).collect())
        }
    };
    let authority = rules.iter().map(|rule| rule.authority).min();
    let rules = rules.into_iter().map(|rule| rule.id.clone()).collect();
    Ok(Loosened { what, rules, authority, known, at })
}

/// Of advice that is lost under several stances, the first; one by law or ethics, where there is any.
pub(super) fn once_each(found: Vec<Loosened>) -> Vec<Loosened> {
    let mut kept: Vec<Loosened> = Vec::new();
    let advice = |loosened: &Loosened| match loosened.what {
        Looser::Advice { action, below, .. } => Some((action, below)),
        Looser::Stance { .. } => None,
    };
    for next in found {
        match kept.iter_mut().find(|other| advice(other) == advice(&next)) {
            Some(other) if next.authority < other.authority => *other = next,
            Some(_) => {}
            None => kept.push(next),
        }
    }
    kept
}
