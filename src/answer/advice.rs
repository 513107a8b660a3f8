//! Which actions are advised: those of the rules that count, without mixed messages.

use super::standing::Standings;
use crate::model::{Action, Model, Truth, lets_through};
use crate::words::{Modality, Stance};

/// What is advised of one action.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) action: usize,
    /// The strongest modality offered.
    pub(crate) modality: Modality,
    /// The rules that offer it in the same direction: by strength of modality, then in order.
    pub(crate) rules: Vec<usize>,
}

/// Rules that ask for what does not go together.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Clash {
    pub(crate) actions: Vec<usize>,
    /// In order.
    pub(crate) rules: Vec<usize>,
}

/// One rule's offer of one action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Offer {
    action: usize,
    modality: Modality,
    rule: usize,
}

/// Every offer that is let through: by action, then by strength of modality, then in order of the rules.
#[derive(Debug, Default)]
pub(crate) struct Offers(Vec<Offer>);

/// Can an action be done at all, as far as is known?
pub(crate) fn is_open(action: &Action, standings: &Standings<'_>) -> bool {
    let world = standings.world();
    action.when.as_ref().is_none_or(|when| when.truth(world.known, world.truths) != Truth::False)
}

impl Offers {
    /// What the rules that count offer under a stance.
    pub(crate) fn of(model: &Model, standings: &Standings<'_>, counting: &[usize], stance: Stance) -> Offers {
        let mut offers = Offers::default();
        for &index in counting {
            let Some(rule) = model.rules.get(index) else { continue };
            for &(number, modality) in &rule.offers {
                let Some(action) = model.actions.get(number) else { continue };
                if lets_through(rule, action.moment, modality, stance) && is_open(action, standings) {
                    offers.0.push(Offer { action: number, modality, rule: index });
                }
            }
        }
        offers.0.sort_unstable();
        offers
    }

    fn by_action(&self) -> impl Iterator<Item = &[Offer]> {
        self.0.chunk_by(|one, next| one.action == next.action)
    }

    /// The strongest modality of each action, with the rules that support it.
    pub(crate) fn kept(&self) -> Vec<Kept> {
        let keep = |offers: &[Offer]| {
            let &Offer { action, modality, .. } = offers.first()?;
            let same_direction = offers.iter().filter(|offer| offer.modality.is_do() == modality.is_do());
            Some(Kept { action, modality, rules: same_direction.map(|offer| offer.rule).collect() })
        };
        self.by_action().filter_map(keep).collect()
    }

    /// What does not go together: first the do and don't of one action, then the actions that contradict each other.
    pub(crate) fn clashes(&self, model: &Model, kept: &[Kept]) -> Vec<Clash> {
        let mut clashes: Vec<Clash> = self
            .by_action()
            .filter_map(|offers| {
                let action = offers.first()?.action;
                let does = offers.iter().any(|offer| offer.modality.is_do());
                let does_not = offers.iter().any(|offer| !offer.modality.is_do());
                (does && does_not).then(|| clash(vec![action], offers.iter().map(|offer| offer.rule)))
            })
            .collect();
        let done: Vec<&Kept> = kept.iter().filter(|kept| kept.modality.is_do()).collect();
        for (index, one) in done.iter().enumerate() {
            let Some(action) = model.actions.get(one.action) else { continue };
            for other in
                done.iter().skip(index + 1).filter(|other| action.contradicts.contains(&other.action))
            {
                clashes.push(clash(
                    vec![one.action, other.action],
                    one.rules.iter().chain(&other.rules).copied(),
                ));
            }
        }
        clashes
    }
}

fn clash(actions: Vec<usize>, rules: impl Iterator<Item = usize>) -> Clash {
    let mut rules: Vec<usize> = rules.collect();
    rules.sort_unstable();
    rules.dedup();
    Clash { actions, rules }
}
