//! What gets looser by what a layer lists, entry by entry, each with a situation that shows it. docs/meaning.md says exactly
//! what counts.

use super::compared::Compared;
use super::loosened::{Loosened, Sought, once_each, told};
use super::looser::Regions;
use super::presumed::loosened_by_presuming;
use super::promise::{impossible, impossible_in_part, strong, under, workspace};
use super::side::{Side, Workspace, side_over_complete, side_over_partial};
use crate::check::{Entry, Stacked};
use crate::diagram::{Join, Node, OverBudget, only};
use crate::document::Limit;
use crate::exact::{Outlook, fewest_facts, leaf, like};
use crate::levels::Over;
use crate::model::{LayerId, Model, Relaxed};
use crate::words::Stance;
use std::rc::Rc;

/// What comes of one entry that a layer lists.
pub(crate) struct Relaxing {
    pub(crate) layer: LayerId,
    pub(crate) entry: Relaxed,
    /// What gets looser by it; `None` where that could not be decided within the budget.
    pub(crate) loosened: Option<Vec<Loosened>>,
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
    let listed = &compared.here.layers.at(compared.number).states.may_relax;
    let proved: Vec<Entry> = listed.iter().filter_map(entry_of).collect();
    let mut loosened = loosened(compared, &proved).unwrap_or_default();
    let vocabulary = &compared.here.vocabulary;
    let presumed = |listed: &Relaxed| Some(vocabulary.named(listed.presume.as_ref()?)?.number);
    let relaxing = listed.iter().map(|listed| Relaxing {
        layer: compared.number,
        entry: listed.clone(),
        loosened: match entry_of(listed) {
            Some(entry) => {
                let place = proved.iter().position(|other| *other == entry);
                place.and_then(|place| loosened.get_mut(place)).and_then(Option::take)
            }
            None => presumed(listed).and_then(|fact| loosened_by_presuming(compared, fact).ok()),
        },
    });
    relaxing.collect()
}

/// What gets looser by each entry; nothing of those of which that could not be decided within the budget.
type ByEntry = Vec<Option<Vec<Loosened>>>;

/// What gets looser by each of some entries: over complete situations, and over partial ones of those that loosen nothing there.
fn loosened(compared: &Compared<'_>, entries: &[Entry]) -> Result<ByEntry, OverBudget> {
    let mut complete = Places::complete(compared)?;
    let all: Vec<usize> = (0..entries.len()).collect();
    let mut found = complete.loosened_by(entries, &all)?;
    let is_idle = |found: &Option<Vec<Loosened>>| found.as_ref().is_some_and(Vec::is_empty);
    let idle: Vec<usize> = all.into_iter().filter(|place| found.get(*place).is_some_and(is_idle)).collect();
    if !idle.is_empty() {
        let in_part = Places::partial(&complete).and_then(|mut partial| partial.loosened_by(entries, &idle));
        let in_part = in_part.unwrap_or_else(|OverBudget| vec![None; entries.len()]);
        for (found, in_part) in found.iter_mut().zip(in_part).filter(|(found, _)| is_idle(found)) {
            *found = in_part;
        }
    }
    Ok(found)
}

/// All situations, complete or partial, with what the layers come to there with this one and without it.
struct Places<'a> {
    compared: &'a Compared<'a>,
    over: Over,
    workspace: Workspace,
    below: Rc<Side>,
    here: Rc<Side>,
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
        let (below, here) = (Rc::new(below), Rc::new(here));
        Ok(Places { compared, over: Over::Complete, workspace, below, here, outlooks, impossible })
    }

    fn partial(complete: &Places<'a>) -> Result<Places<'a>, OverBudget> {
        let Places { compared, outlooks, .. } = complete;
        let mut partial = workspace(compared, Over::Partial)?;
        let actions = &compared.below.actions;
        let [of_below, of_here] = outlooks.as_ref().ok_or(OverBudget)?;
        let below = Rc::new(side_over_partial(&compared.below, actions, of_below, &mut partial)?);
        let here = Rc::new(side_over_partial(&compared.here, actions, of_here, &mut partial)?);
        let impossible = impossible_in_part(complete.impossible, &complete.workspace, &mut partial)?;
        let outlooks = None;
        Ok(Places { compared, over: Over::Partial, workspace: partial, below, here, outlooks, impossible })
    }

    /// What gets looser by each of some entries, those that are asked of before others: what is not so without it, and what is so by
    /// it alone. Where neither is true of any entry, as where either of two is enough, they are laid on the layers below one after
    /// the other, from the first and from the last: whatever is looser with all of them gets so by one of them then, so that
    /// nothing is looser that is not told.
    fn loosened_by(&mut self, entries: &[Entry], asked: &[usize]) -> Result<ByEntry, OverBudget> {
        let everything = self.looser()?;
        let mut rest = everything.clone();
        let mut found = vec![Some(Vec::new()); entries.len()];
        let others = (0..entries.len()).filter(|place| !asked.contains(place));
        for place in asked.iter().copied().chain(others) {
            let is_asked = asked.contains(&place);
            if rest.is_nowhere() && !is_asked {
                continue;
            }
            let (Some(entry), Some(told)) = (entries.get(place), found.get_mut(place)) else { continue };
            match self.singly(entry, &everything, &mut rest) {
                Ok(by_it) if is_asked => *told = Some(by_it),
                Ok(_) => {}
                Err(OverBudget) => *told = None,
            }
        }
        // What one of which nothing is known loosens is part of the rest.
        let all_known = found.iter().all(Option::is_some);
        if all_known && !rest.is_nowhere() && self.in_turns(entries, &rest, &mut found).is_err() {
            for found in found.iter_mut().filter(|found| found.as_ref().is_some_and(Vec::is_empty)) {
                *found = None;
            }
        }
        Ok(found)
    }

    /// What gets looser by an entry by itself, which is no part of the rest.
    fn singly(
        &mut self,
        entry: &Entry,
        everything: &Regions,
        rest: &mut Regions,
    ) -> Result<Vec<Loosened>, OverBudget> {
        self.workspace.diagrams.allow(self.compared.here.limits.of(Limit::StepsOfLayers));
        let by_it = self.by(entry, everything)?;
        let diagrams = &mut self.workspace.diagrams;
        *rest = rest.joined(&by_it, |rest, by_it| diagrams.without(rest, by_it))?;
        self.told_of(&by_it)
    }

    fn in_turns(
        &mut self,
        entries: &[Entry],
        within: &Regions,
        found: &mut ByEntry,
    ) -> Result<(), OverBudget> {
        let forwards: Vec<usize> = (0..entries.len()).collect();
        let backwards: Vec<usize> = forwards.iter().rev().copied().collect();
        self.in_turn(entries, &forwards, within, found)?;
        self.in_turn(entries, &backwards, within, found)
    }

    /// Lays entries on the layers below one after the other, and tells what gets looser by each, of some situations.
    fn in_turn(
        &mut self,
        entries: &[Entry],
        order: &[usize],
        within: &Regions,
        found: &mut ByEntry,
    ) -> Result<(), OverBudget> {
        let mut before = Rc::clone(&self.below);
        for (count, &place) in order.iter().enumerate() {
            let laid = order.get(..=count).unwrap_or(order);
            let is_laid = |entry: &Entry| laid.iter().any(|&place| entries.get(place) == Some(entry));
            self.workspace.diagrams.allow(self.compared.here.limits.of(Limit::StepsOfLayers));
            let after = Rc::new(self.side(is_laid)?);
            let by_it = Regions::between(&self.below, &before, &after, &mut self.workspace)?;
            let by_it = self.both(within, &by_it)?;
            let told = self.told_of(&by_it)?;
            if let Some(Some(found)) = found.get_mut(place) {
                let is_new = |next: &Loosened| found.iter().all(|other| other.what != next.what);
                let new: Vec<Loosened> = told.into_iter().filter(is_new).collect();
                found.extend(new);
            }
            before = after;
        }
        Ok(())
    }

    /// Where anything is looser than in the layers below.
    fn looser(&mut self) -> Result<Regions, OverBudget> {
        let mut looser = Regions::between(&self.below, &self.below, &self.here, &mut self.workspace)?;
        looser.stance = self.workspace.diagrams.without(looser.stance, self.impossible)?;
        for (&(_, place), lost) in &mut looser.advice {
            if let Some(&stance) = Stance::ALL.get(place) {
                *lost = under(stance, &self.here, *lost, &mut self.workspace)?;
                *lost = self.workspace.diagrams.without(*lost, self.impossible)?;
            }
        }
        looser.advice.retain(|_, lost| !lost.is_nowhere());
        Ok(looser)
    }

    /// What of it is so by an entry: it is not so without it, or so by it alone.
    fn by(&mut self, entry: &Entry, everything: &Regions) -> Result<Regions, OverBudget> {
        let alone = self.side(|other| other == entry)?;
        let without = self.side(|other| other != entry)?;
        let mended = Regions::between(&self.below, &without, &self.here, &mut self.workspace)?;
        let mended = self.both(everything, &mended)?;
        let by_itself = Regions::between(&self.below, &self.below, &alone, &mut self.workspace)?;
        let by_itself = self.both(everything, &by_itself)?;
        let diagrams = &mut self.workspace.diagrams;
        // Of everything, what is in neither is nothing of it.
        let neither = everything.joined(&mended, |all, mended| diagrams.without(all, mended))?;
        let neither = neither.joined(&by_itself, |all, by_itself| diagrams.without(all, by_itself))?;
        everything.joined(&neither, |all, neither| diagrams.without(all, neither))
    }

    fn both(&mut self, one: &Regions, other: &Regions) -> Result<Regions, OverBudget> {
        let diagrams = &mut self.workspace.diagrams;
        one.joined(other, |one, other| diagrams.both(one, other))
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

    /// What gets looser in some situations, each with one that shows it.
    fn told_of(&mut self, regions: &Regions) -> Result<Vec<Loosened>, OverBudget> {
        let mut found = self.stances(regions.stance)?;
        let mut lost = Vec::new();
        for (&(action, place), &region) in &regions.advice {
            let by_law = self.below.demanded.at(action).get(place).copied().unwrap_or(Node::NOWHERE);
            let by_law = strong(by_law, &mut self.workspace)?;
            let by_law = self.workspace.diagrams.map([0, 2, 2, 2, 2, 2, 2, 2], by_law)?;
            lost.extend(self.shown(region, by_law, Sought::Advice(action))?);
        }
        found.extend(once_each(lost));
        Ok(found)
    }

    /// Each pair of stances, of below and of here, in some situations.
    fn stances(&mut self, looser: Node) -> Result<Vec<Loosened>, OverBudget> {
        let mut found = Vec::new();
        if looser.is_nowhere() {
            return Ok(found);
        }
        let by_law = self.workspace.diagrams.join(Join::Less, self.here.stance, self.below.floor)?;
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

    /// A situation of a region, where law or ethics have a say in it if there is one.
    fn shown(&mut self, region: Node, by_law: Node, sought: Sought) -> Result<Option<Loosened>, OverBudget> {
        let law = self.workspace.diagrams.both(region, by_law)?;
        let region = if law.is_nowhere() { region } else { law };
        let usual = self.compared.here.usual();
        let (compared, over) = (self.compared, self.over);
        let known = self.workspace.on_functions(&compared.here, |functions| {
            Ok(match over {
                Over::Complete => like(functions, region, &usual, over),
                Over::Partial => fewest_facts(functions, region, over),
            })
        })?;
        let Some(known) = known else { return Ok(None) };
        let at = match over {
            Over::Complete => known.iter().zip(&usual).map(|(known, usual)| known.or(*usual)).collect(),
            Over::Partial => known.clone(),
        };
        let Compared { below, here, .. } = self.compared;
        told(sought, (below, &at.clone()), (here, &at.clone()), (known, at)).map(Some)
    }
}
