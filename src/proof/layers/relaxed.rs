//! What gets looser by what a layer lists, entry by entry, each with a situation that shows it. docs/meaning.md says exactly
//! what counts.

use super::compared::Compared;
use super::point::Point;
use super::promise::{gone, impossible, impossible_in_part, still_there, strong, under, workspace};
use super::side::{Side, Workspace, side_over_complete, side_over_partial};
use crate::check::{Entry, Stacked};
use crate::diagram::{Join, Node, OverBudget, only};
use crate::document::Limit;
use crate::exact::{Outlook, fewest_facts, leaf, like};
use crate::levels::Over;
use crate::model::{ActionId, Known, LayerId, Model, Relaxed, Rule, Text, Vote};
use crate::words::{Authority, Modality, Stance};
use std::collections::BTreeSet;

/// What comes of one entry that a layer lists.
pub(crate) struct Relaxing {
    pub(crate) layer: LayerId,
    pub(crate) entry: Relaxed,
    /// What gets looser by it; `None` where that could not be decided within the budget, or is nothing that is proved.
    pub(crate) loosened: Option<Vec<Loosened>>,
}

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
#[derive(Clone)]
pub(crate) enum Looser {
    Stance { below: Stance, here: Stance },
    Advice { action: ActionId, below: Modality, here: Option<Modality> },
}

/// What is looked for: stances that get looser, or an action that is no longer demanded.
#[derive(Clone, Copy)]
enum Sought {
    Stance { below: Stance, here: Stance },
    Advice(ActionId),
}

/// What comes of everything that layers list, lowest layer first, in the order in which it is listed.
pub(crate) fn relaxations(model: &Model, stacked: &Stacked) -> Vec<Relaxing> {
    let layers = model.layers.numbers().skip(1);
    let listing = layers.filter(|&layer| !model.layers.at(layer).states.may_relax.is_empty());
    listing
        .filter_map(|layer| Compared::of(model, stacked, layer))
        .flat_map(|compared| of_layer(&compared))
        .collect()
}

fn of_layer(compared: &Compared<'_>) -> Vec<Relaxing> {
    let entries = compared.stacked.entries(compared.number);
    let entry_of = |listed: &Relaxed| entries.iter().find(|entry| entry.is_listed_as(listed)).cloned();
    let listed = compared.here.layers.at(compared.number).states.may_relax.iter();
    let asked: Vec<(&Relaxed, Option<Entry>)> = listed.map(|listed| (listed, entry_of(listed))).collect();
    let mut complete = Places::complete(compared);
    let mut partial: Option<Result<Places<'_>, OverBudget>> = None;
    let mut loosened = |entry: &Entry| {
        let complete = complete.as_mut().map_err(|over| *over)?;
        let found = complete.loosened_by(entry)?;
        if !found.is_empty() {
            return Ok(found);
        }
        let partial = partial.get_or_insert_with(|| Places::partial(complete));
        partial.as_mut().map_err(|over| *over)?.loosened_by(entry)
    };
    let relaxing = |(listed, entry): (&Relaxed, Option<Entry>)| Relaxing {
        layer: compared.number,
        entry: listed.clone(),
        loosened: entry.and_then(|entry| loosened(&entry).ok()),
    };
    asked.into_iter().map(relaxing).collect()
}

/// All situations, complete or partial, with what the layers come to there with this one and without it.
struct Places<'a> {
    compared: &'a Compared<'a>,
    over: Over,
    workspace: Workspace,
    below: Side,
    here: Side,
    /// Of complete situations: the stances of those with below and with here, which partial ones need.
    outlooks: Option<[Outlook; 2]>,
    impossible: Node,
}

impl<'a> Places<'a> {
    fn complete(compared: &'a Compared<'a>) -> Result<Places<'a>, OverBudget> {
        let mut workspace = workspace(compared, Over::Complete)?;
        let actions = &compared.below.actions;
        let (below, of_below) = side_over_complete(&compared.below, actions, &mut workspace)?;
        let (here, of_here) = side_over_complete(&compared.here, actions, &mut workspace)?;
        let impossible = impossible(compared, &mut workspace)?;
        let outlooks = Some([of_below, of_here]);
        Ok(Places { compared, over: Over::Complete, workspace, below, here, outlooks, impossible })
    }

    fn partial(complete: &Places<'a>) -> Result<Places<'a>, OverBudget> {
        let Places { compared, outlooks, .. } = complete;
        let mut partial = workspace(compared, Over::Partial)?;
        let actions = &compared.below.actions;
        let [of_below, of_here] = outlooks.as_ref().ok_or(OverBudget)?;
        let below = side_over_partial(&compared.below, actions, of_below, &mut partial)?;
        let here = side_over_partial(&compared.here, actions, of_here, &mut partial)?;
        let impossible = impossible_in_part(complete.impossible, &complete.workspace, &mut partial)?;
        let outlooks = None;
        Ok(Places { compared, over: Over::Partial, workspace: partial, below, here, outlooks, impossible })
    }

    /// What gets looser by an entry: what is not so without it, and what is so by it alone.
    fn loosened_by(&mut self, entry: &Entry) -> Result<Vec<Loosened>, OverBudget> {
        self.workspace.diagrams.allow(self.compared.here.limits.of(Limit::StepsOfLayers));
        let alone = self.side(|other| other == entry)?;
        let without = self.side(|other| other != entry)?;
        let mut found = self.stances(&alone, &without)?;
        found.extend(self.advice(&alone, &without)?);
        Ok(found)
    }

    /// What the layers come to with some entries of this one.
    fn side(&mut self, is_kept: impl Fn(&Entry) -> bool) -> Result<Side, OverBudget> {
        let Compared { stacked, number, below, .. } = self.compared;
        let model = stacked.up_to(*number, is_kept).ok_or(OverBudget)?;
        if self.over == Over::Complete {
            return Ok(side_over_complete(&model, &below.actions, &mut self.workspace)?.0);
        }
        let mut complete = workspace(self.compared, Over::Complete)?;
        let (_, outlook) = side_over_complete(&model, &below.actions, &mut complete)?;
        side_over_partial(&model, &below.actions, &outlook, &mut self.workspace)
    }

    /// Each pair of stances, of below and of here, of which this one is looser by an entry.
    fn stances(&mut self, alone: &Side, without: &Side) -> Result<Vec<Loosened>, OverBudget> {
        let diagrams = &mut self.workspace.diagrams;
        let looser = diagrams.join(Join::Less, self.here.stance, self.below.stance)?;
        let mended = diagrams.join(Join::Less, self.here.stance, without.stance)?;
        let by_itself = diagrams.join(Join::Less, alone.stance, self.below.stance)?;
        let by_it = diagrams.either(mended, by_itself)?;
        let looser = diagrams.both(looser, by_it)?;
        let looser = diagrams.without(looser, self.impossible)?;
        let by_law = diagrams.join(Join::Less, self.here.stance, self.below.floor)?;
        let mut found = Vec::new();
        if looser.is_nowhere() {
            return Ok(found);
        }
        for &here in Stance::ALL {
            for &below in Stance::ALL.iter().filter(|&&below| here < below) {
                let diagrams = &mut self.workspace.diagrams;
                let is_here = diagrams.map(only(leaf(here)), self.here.stance)?;
                let is_below = diagrams.map(only(leaf(below)), self.below.stance)?;
                let pair = diagrams.both(is_here, is_below)?;
                let region = diagrams.both(looser, pair)?;
                found.extend(self.shown(region, by_law, Sought::Stance { below, here })?);
            }
        }
        Ok(found)
    }

    /// Each `must` or `must_not` of below that is gone by an entry.
    fn advice(&mut self, alone: &Side, without: &Side) -> Result<Vec<Loosened>, OverBudget> {
        let mut found = Vec::new();
        for action in self.compared.below.actions.numbers() {
            for (place, &stance) in Stance::ALL.iter().enumerate() {
                let at = |side: &Side| side.kept.at(action).get(place).copied().unwrap_or(Node::NOWHERE);
                let (of_below, here) = (at(&self.below), at(&self.here));
                let demanded = strong(of_below, &mut self.workspace)?;
                let lost = gone(demanded, here, &mut self.workspace)?;
                if lost.is_nowhere() {
                    continue;
                }
                let mended = still_there(demanded, at(without), &mut self.workspace)?;
                let by_itself = gone(demanded, at(alone), &mut self.workspace)?;
                let by_it = self.workspace.diagrams.either(mended, by_itself)?;
                let lost = self.workspace.diagrams.both(lost, by_it)?;
                let lost = under(stance, &self.here, lost, &mut self.workspace)?;
                let lost = self.workspace.diagrams.without(lost, self.impossible)?;
                let by_law = self.below.demanded.at(action).get(place).copied().unwrap_or(Node::NOWHERE);
                let by_law = strong(by_law, &mut self.workspace)?;
                let by_law = self.workspace.diagrams.map([0, 2, 2, 2, 2, 2, 2, 2], by_law)?;
                found.extend(self.shown(lost, by_law, Sought::Advice(action))?);
            }
        }
        Ok(once_each(found))
    }

    /// A situation of a region, where law or ethics have a say in it if there is one.
    fn shown(&mut self, region: Node, by_law: Node, sought: Sought) -> Result<Option<Loosened>, OverBudget> {
        let law = self.workspace.diagrams.both(region, by_law)?;
        let region = if law.is_nowhere() { region } else { law };
        let usual = self.compared.here.usual();
        let (compared, over) = (self.compared, self.over);
        let known = self.workspace.on_functions(&compared.here, |functions| {
            Ok(match over {
                Over::Complete => like(functions, region, &usual),
                Over::Partial => fewest_facts(functions, region, over),
            })
        })?;
        let Some(known) = known else { return Ok(None) };
        let at = match over {
            Over::Complete => known.iter().zip(&usual).map(|(known, usual)| known.or(*usual)).collect(),
            Over::Partial => known.clone(),
        };
        self.told(sought, known, at).map(Some)
    }

    /// What is so below, and by which rules.
    fn told(&self, sought: Sought, known: Known, at: Known) -> Result<Loosened, OverBudget> {
        let nothing = BTreeSet::new();
        let mut of_below = Point::of(&self.compared.below, &at, &nothing)?;
        let counting = of_below.counting()?;
        let counting = || counting.iter().map(|&rule| self.compared.below.rules.at(rule));
        let (what, rules): (Looser, Vec<&Rule>) = match sought {
            Sought::Stance { below, here } => {
                let voting =
                    |vote: fn(Stance) -> Vote| counting().filter(move |rule| rule.vote == Some(vote(below)));
                let limits: Vec<&Rule> = voting(Vote::AtLeast).collect();
                let rules = if limits.is_empty() { voting(Vote::Permits).collect() } else { limits };
                (Looser::Stance { below, here }, rules)
            }
            Sought::Advice(action) => {
                let mut of_here = Point::of(&self.compared.here, &at, &nothing)?;
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
}

/// Of advice that is lost under several stances, the first; one by law or ethics, where there is any.
fn once_each(found: Vec<Loosened>) -> Vec<Loosened> {
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
