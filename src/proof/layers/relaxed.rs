//! What gets looser by what a layer lists, entry by entry, each with a situation that shows it. docs/meaning.md says exactly
//! what counts.

use super::compared::Compared;
use super::loosened::Loosened;
use super::loss::{Regions, narrowed};
use super::places::Places;
use super::presumed::known_but_for;
use super::side::Side;
use crate::check::{Entry, Stacked};
use crate::diagram::{Node, OverBudget};
use crate::document::Limit;
use crate::model::{FactId, LayerId, Model, Relaxed};

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
    // One for each that is proved, in the same order.
    let mut loosened = loosened(compared, &proved).unwrap_or_default().into_iter();
    let vocabulary = &compared.here.vocabulary;
    let presumed = |listed: &Relaxed| Some(vocabulary.named(listed.presume.as_ref()?)?.number);
    let relaxing = listed.iter().map(|listed| Relaxing {
        layer: compared.number,
        entry: listed.clone(),
        loosened: match entry_of(listed) {
            Some(_) => loosened.next().flatten(),
            None => presumed(listed).and_then(|fact| by_presuming(compared, fact).ok()),
        },
    });
    relaxing.collect()
}

/// What gets looser by each entry; nothing of those of which that could not be decided within the budget.
type ByEntry = Vec<Option<Vec<Loosened>>>;

/// What gets looser by each of some entries: over complete situations, and over partial ones of those that loosen nothing there.
fn loosened(compared: &Compared<'_>, entries: &[Entry]) -> Result<ByEntry, OverBudget> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let (mut complete, outlooks) = Places::complete(compared)?;
    let all: Vec<usize> = (0..entries.len()).collect();
    let mut found = complete.loosened_by(entries, &all)?;
    let is_idle = |found: &Option<Vec<Loosened>>| found.as_ref().is_some_and(Vec::is_empty);
    let idle: Vec<usize> = all.into_iter().filter(|place| found.get(*place).is_some_and(is_idle)).collect();
    if !idle.is_empty() {
        let in_part =
            Places::partial(&complete, &outlooks).and_then(|mut partial| partial.loosened_by(entries, &idle));
        let in_part = in_part.unwrap_or_else(|OverBudget| vec![None; entries.len()]);
        for (found, in_part) in found.iter_mut().zip(in_part).filter(|(found, _)| is_idle(found)) {
            *found = in_part;
        }
    }
    Ok(found)
}

/// What gets looser by what is presumed of a fact; nothing where no condition tests it.
fn by_presuming(compared: &Compared<'_>, fact: FactId) -> Result<Vec<Loosened>, OverBudget> {
    let Some(known) = known_but_for(compared, fact)? else { return Ok(Vec::new()) };
    let mut places = Places::known_but_for_one(compared, known);
    let looser = places.looser()?;
    places.told(&looser)
}

impl Places<'_> {
    /// What gets looser by each of some entries, those that are asked of before others: what is not so without it, and what is so by
    /// it alone. Where neither is true of any entry, as where either of two is enough, they are laid on the layers below one after
    /// the other, from the first and from the last: whatever is looser with all of them gets so by one of them then, so that
    /// nothing is looser there that is not told.
    fn loosened_by(&mut self, entries: &[Entry], asked: &[usize]) -> Result<ByEntry, OverBudget> {
        let everything = self.looser()?;
        let mut rest = everything.clone();
        let mut found = vec![Some(Vec::new()); entries.len()];
        let others = (0..entries.len()).filter(|place| !asked.contains(place));
        for place in asked.iter().copied().chain(others) {
            let is_asked = asked.contains(&place);
            if rest.is_empty() && !is_asked {
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
        if all_known && !rest.is_empty() && self.in_turns(entries, &rest, &mut found).is_err() {
            for found in found.iter_mut().filter(|found| found.as_ref().is_some_and(Vec::is_empty)) {
                *found = None;
            }
        }
        Ok(found)
    }

    /// What gets looser by an entry by itself, which is then no part of the rest.
    fn singly(
        &mut self,
        entry: &Entry,
        everything: &Regions,
        rest: &mut Regions,
    ) -> Result<Vec<Loosened>, OverBudget> {
        self.begin_anew();
        let by_it = self.by(entry, everything)?;
        let diagrams = &mut self.workspace.diagrams;
        *rest = narrowed(rest, |loss, rest| {
            diagrams.without(rest, by_it.get(&loss).copied().unwrap_or(Node::NOWHERE))
        })?;
        self.told(&by_it)
    }

    /// What of everything is so by an entry: it is not so without it, or so by it alone.
    fn by(&mut self, entry: &Entry, everything: &Regions) -> Result<Regions, OverBudget> {
        let alone = self.side(|other| other == entry)?;
        let without = self.side(|other| other != entry)?;
        let Places { below, here, workspace, .. } = self;
        narrowed(everything, |loss, region| {
            let mended = loss.between(below, [&without, here], workspace)?;
            let by_itself = loss.between(below, [below, &alone], workspace)?;
            let by_it = workspace.diagrams.either(mended, by_itself)?;
            workspace.diagrams.both(region, by_it)
        })
    }

    fn in_turns(
        &mut self,
        entries: &[Entry],
        within: &Regions,
        found: &mut ByEntry,
    ) -> Result<(), OverBudget> {
        self.in_turn(entries.iter().enumerate(), within, found)?;
        self.in_turn(entries.iter().enumerate().rev(), within, found)
    }

    /// Lays entries on the layers below one after the other, and tells what gets looser by each, of some situations.
    fn in_turn<'e>(
        &mut self,
        order: impl Iterator<Item = (usize, &'e Entry)>,
        within: &Regions,
        found: &mut ByEntry,
    ) -> Result<(), OverBudget> {
        let mut laid: Vec<&Entry> = Vec::new();
        let mut before: Option<Side> = None;
        for (place, entry) in order {
            laid.push(entry);
            self.begin_anew();
            let after = self.side(|other| laid.contains(&other))?;
            let Places { below, workspace, .. } = self;
            let by_it = narrowed(within, |loss, region| {
                let looser = loss.between(below, [before.as_ref().unwrap_or(below), &after], workspace)?;
                workspace.diagrams.both(region, looser)
            })?;
            let told = self.told(&by_it)?;
            if let Some(Some(found)) = found.get_mut(place) {
                let is_new = |next: &Loosened| found.iter().all(|other| other.what != next.what);
                let new: Vec<Loosened> = told.into_iter().filter(is_new).collect();
                found.extend(new);
            }
            before = Some(after);
        }
        Ok(())
    }

    /// Each entry may take as many steps as all of a layer.
    fn begin_anew(&mut self) {
        self.workspace.diagrams.allow(self.compared.here.limits.of(Limit::StepsOfLayers));
    }
}
