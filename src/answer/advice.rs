//! Which actions are advised: those of the rules that count, without mixed messages.

use super::standing::Standings;
use crate::model::{Action, ActionId, Condition, Model, RuleId, Truth, lets_through};
use crate::words::{Authority, Modality, Stance};
use std::collections::BTreeSet;

/// What is advised of one action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) action: ActionId,
    /// The strongest modality offered.
    pub(crate) modality: Modality,
    /// The rules that offer it in the same direction: by strength of modality, then in order.
    pub(crate) rules: Vec<RuleId>,
    /// Other actions kept that are done with it.
    pub(crate) covers: Vec<Kept>,
}

/// Rules that ask for what does not go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clash {
    pub(crate) actions: Vec<ActionId>,
    /// In order.
    pub(crate) rules: Vec<RuleId>,
    /// Those of them that have no say, because rules of higher authority demand the opposite; in order.
    pub(crate) overruled: Vec<RuleId>,
}

/// One rule's offer of one action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Offer {
    action: ActionId,
    modality: Modality,
    rule: RuleId,
    authority: Authority,
}

/// Every offer that is let through: by action, then by strength of modality, then in order of the rules.
#[derive(Debug, Default)]
pub(crate) struct Offers(Vec<Offer>);

/// Can an action be done at all, as far as is known?
pub(crate) fn is_open(action: &Action, standings: Standings<'_>) -> bool {
    let rules_out = |when: &Condition| {
        let world = standings.world();
        when.truth(world.known, world.truths) == Truth::False
    };
    !action.when.as_ref().is_some_and(rules_out)
}

impl Offers {
    /// What the rules that count offer under a stance.
    pub(crate) fn of(model: &Model, standings: Standings<'_>, counting: &[RuleId], stance: Stance) -> Offers {
        let mut offers = Offers(Vec::with_capacity(counting.len()));
        for &index in counting {
            let rule = model.rules.at(index);
            for &(number, modality) in &rule.offers {
                let action = model.actions.at(number);
                if lets_through(rule, action.moment, modality, stance) && is_open(action, standings) {
                    offers.0.push(Offer { action: number, modality, rule: index, authority: rule.authority });
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
            let is_do = deciding(offers)?.modality.is_do();
            let same_direction = || offers.iter().filter(|offer| offer.modality.is_do() == is_do);
            let &Offer { action, modality, .. } = same_direction().next()?;
            let rules = same_direction().map(|offer| offer.rule).collect();
            Some(Kept { action, modality, rules, covers: Vec::new() })
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
                let rules = offers.iter().map(|offer| offer.rule);
                (does && does_not)
                    .then(|| Clash { overruled: overruled(offers), ..clash(vec![action], rules) })
            })
            .collect();
        // What is kept stands by action, so that each that is contradicted is looked up and not searched for.
        let done = |action: ActionId| {
            let found = kept.binary_search_by_key(&action, |kept| kept.action).ok();
            found.and_then(|found| kept.get(found)).filter(|kept| kept.modality.is_do())
        };
        for one in kept.iter().filter(|kept| kept.modality.is_do()) {
            let contradicted = model.actions.at(one.action).contradicts.iter().copied();
            let others: BTreeSet<ActionId> = contradicted.filter(|&other| other > one.action).collect();
            for other in others.into_iter().filter_map(done) {
                let rules = one.rules.iter().chain(&other.rules).copied();
                clashes.push(clash(vec![one.action, other.action], rules));
            }
        }
        clashes
    }
}

fn clash(actions: Vec<ActionId>, rules: impl Iterator<Item = RuleId>) -> Clash {
    let mut rules: Vec<RuleId> = rules.collect();
    rules.sort_unstable();
    rules.dedup();
    Clash { actions, rules, overruled: Vec::new() }
}

/// Of the offers of one action, strongest first, the one that decides the direction: of the demands of the highest
/// authority the strongest. (A may demands nothing.)
fn deciding(offers: &[Offer]) -> Option<&Offer> {
    let demands = offers.iter().filter(|offer| offer.modality.is_demand());
    demands.min_by_key(|offer| (offer.authority, offer.modality)).or(offers.first())
}

/// The rules of some offers of one action that demand the opposite of what rules of higher authority demand.
fn overruled(offers: &[Offer]) -> Vec<RuleId> {
    let Some(deciding) = deciding(offers) else { return Vec::new() };
    let opposite = offers.iter().filter(|offer| {
        let is_opposite = offer.modality.is_do() != deciding.modality.is_do();
        is_opposite && offer.modality.is_demand() && offer.authority > deciding.authority
    });
    let mut rules: Vec<RuleId> = opposite.map(|offer| offer.rule).collect();
    rules.sort_unstable();
    rules
}

/// What is advised: by moment, what is urgent first, then as people read it; what is covered stands with what covers it.
pub(crate) fn in_order(model: &Model, mut kept: Vec<Kept>) -> Vec<Kept> {
    let authority =
        |kept: &Kept| -> Option<Authority> { Some(model.rules.at(*kept.rules.first()?).authority) };
    kept.sort_by_key(|kept| {
        let action = model.actions.at(kept.action);
        (action.moment, !action.urgent, kept.modality.reading_rank(), authority(kept), &action.id)
    });
    // Most guidance covers nothing.
    let covering = |kept: &Kept| !model.actions.at(kept.action).covers.is_empty();
    if kept.iter().any(covering) { fold_covered(model, &kept) } else { kept }
}

/// What no other covers, with what it covers, straight or through others.
fn fold_covered(model: &Model, kept: &[Kept]) -> Vec<Kept> {
    let covered_by = |one: &Kept| -> Vec<usize> {
        let others = kept.iter().enumerate().filter(|(_, other)| covers(model, one, other));
        others.map(|(index, _)| index).collect()
    };
    let covered: Vec<Vec<usize>> = kept.iter().map(covered_by).collect();
    let somewhere: BTreeSet<usize> = covered.iter().flatten().copied().collect();
    let shown = kept.iter().enumerate().filter(|(index, _)| !somewhere.contains(index));
    let with_covered = shown.map(|(index, one)| {
        let mut reached = BTreeSet::new();
        let mut left = vec![index];
        while let Some(others) = left.pop().and_then(|next| covered.get(next)) {
            left.extend(others.iter().filter(|&&other| reached.insert(other)));
        }
        let covers = reached.iter().filter_map(|&other| kept.get(other).cloned());
        Kept { covers: covers.collect(), ..one.clone() }
    });
    with_covered.collect()
}

/// Is something that is to be done done with another, which is advised as strongly and is as urgent?
fn covers(model: &Model, one: &Kept, other: &Kept) -> bool {
    let (action, covered) = (model.actions.at(one.action), model.actions.at(other.action));
    let dos = one.modality.is_do() && other.modality.is_do();
    let as_strong = one.modality <= other.modality && action.urgent >= covered.urgent;
    dos && as_strong && action.covers.contains(&other.action)
}
