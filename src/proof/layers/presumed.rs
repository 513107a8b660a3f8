//! What gets looser by what a layer presumes of a fact of the layers below, in situations that are known but for that fact: judged
//! as these presume it, and as the layer does.
//!
//! One composition is asked, that of the layer: all else of it has been proved. Its functions over partial situations are taken
//! along the value that is presumed, and along the edge of what is unknown where an `unless` is true or the value cannot be.

use super::compared::Compared;
use super::loosened::{Loosened, Sought, once_each, told};
use super::promise::{impossible, impossible_in_part, strong, workspace_with};
use super::side::{Kept, Workspace, kept_over_partial, outlook};
use crate::diagram::{Leaf, Node, ONLY_TRUE, OverBudget, only};
use crate::document::Limit;
use crate::exact::{leaf, like, modality_leaf};
use crate::levels::Over;
use crate::model::{ActionId, Condition, FactId, Known, Presumption, RuleId, ValueCode};
use crate::words::{Modality, Stance};
use std::collections::BTreeSet;

/// What gets looser by what is presumed of a fact.
pub(super) fn loosened_by_presuming(
    compared: &Compared<'_>,
    fact: FactId,
) -> Result<Vec<Loosened>, OverBudget> {
    Asked::of(compared, fact)?.map_or(Ok(Vec::new()), |mut asked| asked.loosened())
}

/// The situations that are known but for a fact, and what the layers come to in them.
struct Asked<'a> {
    compared: &'a Compared<'a>,
    fact: FactId,
    workspace: Workspace,
    stance: Node,
    /// Of the actions that hang on the fact, the modality kept under each stance.
    kept: Kept,
    /// Where all else is known, and can be.
    within: Node,
    /// What the layers below presume, and what this one does.
    presumed: [Presumed; 2],
}

/// What is presumed of the fact, and where.
#[derive(Clone, Copy)]
struct Presumed {
    code: Option<ValueCode>,
    taken: Node,
}

impl<'a> Asked<'a> {
    /// Nothing where no condition tests the fact.
    fn of(compared: &'a Compared<'a>, fact: FactId) -> Result<Option<Asked<'a>>, OverBudget> {
        let Compared { here, below, .. } = compared;
        let both = [below.presumptions.at(fact), here.presumptions.at(fact)].map(Option::as_ref);
        let unless: Vec<&Condition> =
            both.iter().flatten().flat_map(|presumed| &presumed.unless).map(|unless| &unless.when).collect();
        let mut complete = workspace_with(compared, Over::Complete, &unless)?;
        let outlook = outlook(here, &mut complete)?;
        let cannot_be = impossible(compared, &mut complete)?;
        let mut workspace = workspace_with(compared, Over::Partial, &unless)?;
        let actions = demands_that_hang_on(fact, compared);
        let (stance, kept) = kept_over_partial(here, &actions, &outlook, &mut workspace)?;
        let cannot_be = impossible_in_part(cannot_be, &complete, &mut workspace)?;
        if workspace.encoding.fact(fact).is_none() {
            return Ok(None);
        }
        let mut asked = Asked {
            compared,
            fact,
            workspace,
            stance,
            kept,
            within: Node::EVERYWHERE,
            presumed: [Presumed { code: None, taken: Node::NOWHERE }; 2],
        };
        asked.confine(cannot_be)?;
        for (place, presumption) in both.into_iter().enumerate() {
            let presumed = asked.presumed(presumption, cannot_be)?;
            asked.presumed.get_mut(place).into_iter().for_each(|slot| *slot = presumed);
        }
        Ok(Some(asked))
    }

    /// Leaves of everything what it is where every other fact is known, and this one has a value that can be. Functions of so few
    /// situations are small.
    fn confine(&mut self, cannot_be: Node) -> Result<(), OverBudget> {
        let mut beyond = self.along(cannot_be, None)?;
        let Workspace { encoding, diagrams } = &mut self.workspace;
        for other in self.compared.here.vocabulary.facts().numbers().filter(|other| *other != self.fact) {
            if let Some(unknown) = encoding.unknown(other, diagrams)? {
                beyond = diagrams.either(beyond, unknown)?;
            }
        }
        self.within = diagrams.negated(beyond)?;
        self.stance = diagrams.without(self.stance, beyond)?;
        for kept in self.kept.iter_mut().flat_map(|(_, kept)| kept) {
            *kept = diagrams.without(*kept, beyond)?;
        }
        diagrams.allow(self.compared.here.limits.of(Limit::StepsOfLayers));
        Ok(())
    }

    /// What is presumed, and where: no `unless` is true, and the value can be.
    fn presumed(
        &mut self,
        presumption: Option<&Presumption>,
        cannot_be: Node,
    ) -> Result<Presumed, OverBudget> {
        let Some(presumption) = presumption else {
            return Ok(Presumed { code: None, taken: Node::NOWHERE });
        };
        let code = Some(presumption.code);
        let mut not_taken = self.along(cannot_be, code)?;
        for unless in &presumption.unless {
            let here = &*self.compared.here;
            let truth = self.workspace.on_functions(here, |functions| {
                let terms = functions.terms(here.layers.at(unless.layer))?;
                functions.condition(&unless.when, &terms)
            })?;
            let holds = self.workspace.diagrams.map(ONLY_TRUE, truth)?;
            let holds = self.along(holds, None)?;
            not_taken = self.workspace.diagrams.either(not_taken, holds)?;
        }
        let taken = self.workspace.diagrams.negated(not_taken)?;
        Ok(Presumed { code, taken })
    }

    /// A function where the fact has a value, or is not known.
    fn along(&mut self, function: Node, code: Option<ValueCode>) -> Result<Node, OverBudget> {
        let Workspace { encoding, diagrams } = &mut self.workspace;
        let Some(place) = encoding.fact(self.fact) else { return Ok(function) };
        let mut edges = vec![0; encoding.arities().len()];
        place.write_edges(code, &mut edges);
        let levels = if code.is_some() { place.levels() } else { place.first..place.first + 1 };
        levels.into_iter().try_fold(function, |function, level| {
            diagrams.along(function, level, edges.get(level).copied().unwrap_or_default())
        })
    }

    /// Where a function has a leaf, with the fact as it is presumed.
    fn is_presuming(&mut self, function: Node, wanted: Leaf, presumed: Presumed) -> Result<Node, OverBudget> {
        let is_so = self.workspace.diagrams.map(only(wanted), function)?;
        let (with, unknown) = (self.along(is_so, presumed.code)?, self.along(is_so, None)?);
        let diagrams = &mut self.workspace.diagrams;
        let with = diagrams.both(with, presumed.taken)?;
        let unknown = diagrams.without(unknown, presumed.taken)?;
        diagrams.either(with, unknown)
    }

    fn loosened(&mut self) -> Result<Vec<Loosened>, OverBudget> {
        let [of_below, of_here] = self.presumed;
        let (mut found, mut lost) = (Vec::new(), Vec::new());
        for (place, &here) in Stance::ALL.iter().enumerate() {
            let is_here = self.is_presuming(self.stance, leaf(here), of_here)?;
            let is_here = self.workspace.diagrams.both(is_here, self.within)?;
            if is_here.is_nowhere() {
                continue;
            }
            for &below in Stance::ALL.iter().filter(|&&below| here < below) {
                let is_below = self.is_presuming(self.stance, leaf(below), of_below)?;
                let region = self.workspace.diagrams.both(is_here, is_below)?;
                found.extend(self.shown(region, Sought::Stance { below, here })?);
            }
            let absolute = || Modality::ALL.iter().copied().filter(|modality| modality.is_absolute());
            for (action, kept) in self.kept.clone() {
                let kept = kept.get(place).copied().unwrap_or(Node::NOWHERE);
                let kept = strong(kept, &mut self.workspace)?;
                let mut region = Node::NOWHERE;
                for demand in absolute().map(modality_leaf) {
                    let before = self.is_presuming(kept, demand, of_below)?;
                    let after = self.is_presuming(kept, demand, of_here)?;
                    let diagrams = &mut self.workspace.diagrams;
                    let gone = diagrams.without(before, after)?;
                    region = diagrams.either(region, gone)?;
                }
                let region = self.workspace.diagrams.both(region, is_here)?;
                lost.extend(self.shown(region, Sought::Advice(action))?);
            }
        }
        found.extend(once_each(lost));
        Ok(found)
    }

    /// A situation of a region.
    fn shown(&mut self, region: Node, sought: Sought) -> Result<Option<Loosened>, OverBudget> {
        let [of_below, of_here] = self.presumed;
        let (here, usual) = (&*self.compared.here, self.compared.here.usual());
        for (is_taken_below, is_taken_here) in [(true, true), (false, true), (true, false), (false, false)] {
            let diagrams = &mut self.workspace.diagrams;
            let mut region = region;
            for (presumed, is_taken) in [(of_below, is_taken_below), (of_here, is_taken_here)] {
                region = if is_taken {
                    diagrams.both(region, presumed.taken)?
                } else {
                    diagrams.without(region, presumed.taken)?
                };
            }
            let known = self
                .workspace
                .on_functions(here, |functions| Ok(like(functions, region, &usual, Over::Partial)))?;
            let Some(known) = known else { continue };
            let mut at: Known = known.iter().zip(&usual).map(|(known, usual)| known.or(*usual)).collect();
            at.set(self.fact, None);
            let with = |presumed: Presumed, is_taken: bool| {
                let mut with = at.clone();
                with.set(self.fact, presumed.code.filter(|_| is_taken));
                with
            };
            let (below, now) = (with(of_below, is_taken_below), with(of_here, is_taken_here));
            return told(sought, (here, &below), (here, &now), (at.clone(), at)).map(Some);
        }
        Ok(None)
    }
}

/// The actions of the layers below of which some rule says that they must, or must not, be done, and that hang on a fact: by what
/// opens them, or by a rule that offers them, or by what sets that aside.
fn demands_that_hang_on(fact: FactId, compared: &Compared<'_>) -> Vec<ActionId> {
    let here = &*compared.here;
    let terms = here.terms_above();
    let mut hanging: BTreeSet<RuleId> = BTreeSet::new();
    // Each rule comes after those that set it aside.
    for &rule in &here.standing_order {
        let stated = here.rules.at(rule);
        let by_others = stated.overridden_by.iter().any(|other| hanging.contains(other));
        if by_others || stated.when.rests_on(fact, terms) {
            hanging.insert(rule);
        }
    }
    let of_below = compared.below.actions.numbers();
    let hangs_on_it = |action: &ActionId| {
        let offering = || {
            here.rules.numbered().filter(|(_, rule)| rule.offers.iter().any(|(offered, _)| offered == action))
        };
        let is_demand =
            |(offered, modality): &(ActionId, Modality)| offered == action && modality.is_absolute();
        let opened_by_it =
            here.actions.at(*action).when.as_ref().is_some_and(|when| when.rests_on(fact, terms));
        offering().any(|(_, rule)| rule.offers.iter().any(is_demand))
            && (opened_by_it || offering().any(|(number, _)| hanging.contains(&number)))
    };
    of_below.filter(hangs_on_it).collect()
}
