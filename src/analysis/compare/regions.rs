//! Where two guidelines part, as regions with examples that both guidelines have been asked about.

use super::comparison::{AdviceChange, StanceChange, UnknownChange};
use super::joint::Joint;
use super::sides::Sides;
use crate::answer::guidance;
use crate::diagram::{Join, Node, OverBudget, only};
use crate::exact::share_of;
use crate::exact::{Functions, cover, fewest_facts, leaf, modality_leaf};
use crate::guideline::Guideline;
use crate::levels::Over;
use crate::levels::region;
use crate::model::{FactTest, FactValue, Known, Share, SituationRegion, Text, fact_value};
use crate::situation::verdict_of;
use crate::words::{Modality, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// As many regions are given of a change of stance, and of advice.
const STANCE_REGIONS: usize = 5;
const ADVICE_REGIONS: usize = 2;

/// What regions are read off for.
pub(super) struct Regions<'a> {
    pub(super) old: &'a Guideline,
    pub(super) new: &'a Guideline,
    pub(super) joint: &'a Joint,
}

/// Some regions of one change.
struct Found {
    share: Share,
    regions: Vec<SituationRegion>,
    more: bool,
}

impl Regions<'_> {
    /// Where the stance changes: what is loosened first.
    pub(super) fn stances(&self, sides: &mut Sides<'_>) -> Result<Vec<StanceChange>, OverBudget> {
        let mut changes = Vec::new();
        for (from, to) in pairs() {
            let was = sides.functions.diagrams.map(only(leaf(from)), sides.old.stance)?;
            let is = sides.functions.diagrams.map(only(leaf(to)), sides.new.stance)?;
            let here = sides.functions.diagrams.both(was, is)?;
            let shows = |known: &Known| self.stances_of(known) == (from, to);
            if let Some(found) = self.found(sides, here, STANCE_REGIONS, shows)? {
                changes.push(StanceChange {
                    from,
                    to,
                    share: found.share,
                    regions: found.regions,
                    more: found.more,
                });
            }
        }
        Ok(changes)
    }

    /// Where the stance stays and an action is advised in another way: by action.
    pub(super) fn advice(&self, sides: &mut Sides<'_>) -> Result<Vec<AdviceChange>, OverBudget> {
        let moved = sides.functions.diagrams.join(Join::Differs, sides.old.stance, sides.new.stance)?;
        let actions: BTreeSet<Text> =
            sides.old.advice.keys().chain(sides.new.advice.keys()).cloned().collect();
        let mut changes = Vec::new();
        for action in actions {
            let of = |advice: &BTreeMap<Text, Node>| advice.get(&action).copied().unwrap_or(Node::NOWHERE);
            let (old, new) = (of(&sides.old.advice), of(&sides.new.advice));
            let differs = sides.functions.diagrams.join(Join::Differs, old, new)?;
            let differs = sides.functions.diagrams.without(differs, moved)?;
            let differs = sides.functions.diagrams.both(differs, sides.possible)?;
            if !differs.is_nowhere() {
                self.advice_on(sides, &action, (old, new), differs, &mut changes)?;
            }
        }
        Ok(changes)
    }

    fn advice_on(
        &self,
        sides: &mut Sides<'_>,
        action: &Text,
        (old, new): (Node, Node),
        differs: Node,
        changes: &mut Vec<AdviceChange>,
    ) -> Result<(), OverBudget> {
        let modalities = || Modality::ALL.iter().copied().map(Some).chain([None]);
        for (from, to) in modalities()
            .flat_map(|from| modalities().map(move |to| (from, to)))
            .filter(|(from, to)| from != to)
        {
            let was = sides.functions.diagrams.map(only(from.map_or(0, modality_leaf)), old)?;
            let is = sides.functions.diagrams.map(only(to.map_or(0, modality_leaf)), new)?;
            let here = sides.functions.diagrams.both(was, is)?;
            let here = sides.functions.diagrams.both(here, differs)?;
            let shows = |known: &Known| self.advice_of(known, action) == (from, to);
            if let Some(found) = self.found(sides, here, ADVICE_REGIONS, shows)? {
                let Found { share, regions, more } = found;
                changes.push(AdviceChange { action: action.clone(), from, to, share, regions, more });
            }
        }
        Ok(())
    }

    /// Situations that can no longer be, and those that now can.
    pub(super) fn impossible(
        &self,
        sides: &mut Sides<'_>,
    ) -> Result<(Option<SituationRegion>, Option<SituationRegion>), OverBudget> {
        let (old, new) = (sides.old.impossible, sides.new.impossible);
        let ruled_out = sides.functions.diagrams.without(new, old)?;
        let let_in = sides.functions.diagrams.without(old, new)?;
        Ok((self.one_region(sides, ruled_out)?, self.one_region(sides, let_in)?))
    }

    fn one_region(
        &self,
        sides: &mut Sides<'_>,
        function: Node,
    ) -> Result<Option<SituationRegion>, OverBudget> {
        let functions = &mut sides.functions;
        let (covered, _) = cover(&mut functions.diagrams, &functions.encoding, function, Node::NOWHERE, 1)?;
        let Some(covered) = covered.first() else { return Ok(None) };
        let facts = &self.joint.facts;
        let tests = region(&functions.encoding, facts, &covered.edges);
        let example = fewest_facts(functions, covered.new, Over::Complete).unwrap_or_default();
        Ok(Some(SituationRegion {
            when: FactTest::of_region(facts, &self.new.model().wording, &tests),
            share: share_of(&functions.diagrams, function, Node::EVERYWHERE),
            example: self.values(&example),
        }))
    }

    /// Where the stance changes only while something is not known: one example of what is loosened, one of what is
    /// tightened, unless that happens to situations known in full.
    pub(super) fn unknown(
        &self,
        sides: &Sides<'_>,
        known_in_full: &[(Stance, Stance)],
    ) -> Result<Vec<UnknownChange>, OverBudget> {
        let mut partial = sides.partial(self.joint)?;
        let mut changes = Vec::new();
        for looser in [true, false] {
            if known_in_full.iter().any(|(from, to)| (to < from) == looser) {
                continue;
            }
            let (less, more) = if looser { (partial.new, partial.old) } else { (partial.old, partial.new) };
            let here = partial.functions.diagrams.join(Join::Less, less, more)?;
            let here = partial.functions.diagrams.both(here, partial.possible)?;
            if let Some(known) = fewest_facts(&partial.functions, here, Over::Partial) {
                let (from, to) = self.stances_of(&known);
                changes.push(UnknownChange { from, to, example: self.values(&known) });
            }
        }
        Ok(changes)
    }

    /// Regions where a function is true in situations that both let be; `None` where it is nowhere.
    fn found(
        &self,
        sides: &mut Sides<'_>,
        function: Node,
        limit: usize,
        shows: impl Fn(&Known) -> bool,
    ) -> Result<Option<Found>, OverBudget> {
        let function = sides.functions.diagrams.both(function, sides.possible)?;
        if function.is_nowhere() {
            return Ok(None);
        }
        let (impossible, possible) = (sides.impossible, sides.possible);
        let functions = &mut sides.functions;
        let (covered, more) =
            cover(&mut functions.diagrams, &functions.encoding, function, impossible, limit)?;
        let facts = &self.joint.facts;
        let regions = covered.iter().map(|covered| SituationRegion {
            when: FactTest::of_region(
                facts,
                &self.new.model().wording,
                &region(&functions.encoding, facts, &covered.edges),
            ),
            share: share_of(&functions.diagrams, covered.within, possible),
            example: self.values(&self.example(functions, covered.new, &shows)),
        });
        let regions = regions.collect();
        Ok(Some(Found { share: share_of(&functions.diagrams, function, possible), regions, more }))
    }

    /// A situation that has been asked of both and shows what it is an example of: with few facts, or else with all.
    fn example(&self, functions: &Functions<'_>, function: Node, shows: impl Fn(&Known) -> bool) -> Known {
        let mut known = fewest_facts(functions, function, Over::Complete).unwrap_or_default();
        if !shows(&known) {
            for (fact, slot) in self.joint.facts.iter().zip(&mut known) {
                slot.get_or_insert(fact.least_value());
            }
        }
        known
    }

    /// The stances that both give for a joint situation.
    fn stances_of(&self, known: &Known) -> (Stance, Stance) {
        let [old, new] = self.joint.apart(known, self.old.model(), self.new.model());
        (verdict_of(self.old, &old).stance, verdict_of(self.new, &new).stance)
    }

    /// How both advise an action in a joint situation.
    fn advice_of(&self, known: &Known, action: &Text) -> (Option<Modality>, Option<Modality>) {
        let of = |guideline: &Guideline, known: Known| {
            guidance(guideline.asked(known, None)).advice().find_map(|advice| advice.of(action))
        };
        let [old, new] = self.joint.apart(known, self.old.model(), self.new.model());
        (of(self.old, old), of(self.new, new))
    }

    fn values(&self, known: &Known) -> BTreeMap<Text, FactValue> {
        let facts = self.joint.facts.iter().zip(known);
        facts.filter_map(|(fact, code)| Some((fact.id.clone(), fact_value(fact, (*code)?)))).collect()
    }
}

/// Each pair of two stances: laxer ones first, each from the laxest up.
fn pairs() -> impl Iterator<Item = (Stance, Stance)> {
    let all = || Stance::ALL.iter().copied();
    let pairs = move |looser: bool| {
        all()
            .flat_map(move |from| all().map(move |to| (from, to)))
            .filter(move |(from, to)| from != to && (to < from) == looser)
    };
    pairs(true).chain(pairs(false))
}
