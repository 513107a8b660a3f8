//! All situations in which a layer is looked at, and where what they come to with it is looser than with those below alone.

use super::compared::Compared;
use super::loosened::{Loosened, Sought, once_each, told};
use super::loss::{Loss, Regions, narrowed};
use super::presumed::{KnownButForOne, Presumed};
use super::promise::{impossible, impossible_in_part, strong, under, workspace};
use super::side::{Side, Workspace, at, side_over_complete, side_over_partial};
use crate::check::Entry;
use crate::diagram::{Join, LeafMap, Node, OverBudget, TRUE, only};
use crate::exact::{Outlook, fewest_facts, leaf, like};
use crate::levels::Over;
use crate::model::Known;
use crate::words::Stance;

/// All situations, complete or partial, with what the layers come to there with this one and without it. Or all that are known but
/// for one fact, with what they come to as the layers below presume that, and as this one does.
pub(super) struct Places<'a> {
    pub(super) compared: &'a Compared<'a>,
    over: Over,
    pub(super) workspace: Workspace,
    pub(super) below: Side,
    pub(super) here: Side,
    /// The situations that cannot be, or are not meant.
    beyond: Node,
    /// What is presumed of the one fact.
    presumed: Option<Presumed>,
}

impl<'a> Places<'a> {
    /// Complete ones, with the stances of below and of here that partial ones need.
    pub(super) fn complete(compared: &'a Compared<'a>) -> Result<(Places<'a>, [Outlook; 2]), OverBudget> {
        let mut workspace = workspace(compared, Over::Complete)?;
        let actions = compared.actions();
        let (below, of_below) = side_over_complete(&compared.below, &actions, &mut workspace)?;
        let (here, of_here) = side_over_complete(&compared.here, &actions, &mut workspace)?;
        let beyond = impossible(compared, &mut workspace)?;
        let (over, presumed) = (Over::Complete, None);
        Ok((Places { compared, over, workspace, below, here, beyond, presumed }, [of_below, of_here]))
    }

    pub(super) fn partial(
        complete: &Places<'a>,
        [of_below, of_here]: &[Outlook; 2],
    ) -> Result<Places<'a>, OverBudget> {
        let compared = complete.compared;
        let mut partial = workspace(compared, Over::Partial)?;
        let actions = compared.actions();
        let below = side_over_partial(&compared.below, &actions, of_below, &mut partial)?;
        let here = side_over_partial(&compared.here, &actions, of_here, &mut partial)?;
        let beyond = impossible_in_part(complete.beyond, &complete.workspace, &mut partial)?;
        let (over, presumed) = (Over::Partial, None);
        Ok(Places { compared, over, workspace: partial, below, here, beyond, presumed })
    }

    /// Those that are known but for one fact.
    pub(super) fn known_but_for_one(compared: &'a Compared<'a>, known: KnownButForOne) -> Places<'a> {
        let KnownButForOne { presumed, workspace, sides: [below, here], beyond } = known;
        let (over, presumed) = (Over::Partial, Some(presumed));
        Places { compared, over, workspace, below, here, beyond, presumed }
    }

    /// Where anything is looser than in the layers below.
    pub(super) fn looser(&mut self) -> Result<Regions, OverBudget> {
        let Places { below, here, beyond, workspace, .. } = self;
        let everywhere = Loss::all(below).map(|loss| (loss, Node::EVERYWHERE)).collect();
        narrowed(&everywhere, |loss, _| {
            let looser = loss.between(below, [below, here], workspace)?;
            let looser = match loss {
                Loss::Advice(_, stance) => under(stance, here, looser, workspace)?,
                Loss::Stance => looser,
            };
            workspace.diagrams.without(looser, *beyond)
        })
    }

    /// What the layers come to with some entries of this one.
    pub(super) fn side(&mut self, is_kept: impl Fn(&Entry) -> bool) -> Result<Side, OverBudget> {
        let Compared { stacked, number, .. } = self.compared;
        let model = stacked.up_to(*number, is_kept).ok_or(OverBudget)?;
        let actions = self.compared.actions();
        if self.over == Over::Complete {
            return Ok(side_over_complete(&model, &actions, &mut self.workspace)?.0);
        }
        let mut complete = workspace(self.compared, Over::Complete)?;
        let (_, outlook) = side_over_complete(&model, &[], &mut complete)?;
        side_over_partial(&model, &actions, &outlook, &mut self.workspace)
    }

    /// What gets looser in some situations, each with one that shows it.
    pub(super) fn told(&mut self, regions: &Regions) -> Result<Vec<Loosened>, OverBudget> {
        let (mut found, mut lost) = (Vec::new(), Vec::new());
        for (&loss, &region) in regions {
            match loss {
                Loss::Stance => found.extend(self.stances(region)?),
                Loss::Advice(action, stance) => {
                    let by_law = strong(at(&self.below.demanded, action, stance), &mut self.workspace)?;
                    let by_law = self.workspace.diagrams.map(ANYTHING, by_law)?;
                    lost.extend(self.shown(region, by_law, Sought::Advice(action))?);
                }
            }
        }
        found.extend(once_each(lost));
        Ok(found)
    }

    /// Each pair of stances, of below and of here, in some situations.
    fn stances(&mut self, looser: Node) -> Result<Vec<Loosened>, OverBudget> {
        let mut found = Vec::new();
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
        let (compared, over) = (self.compared, self.over);
        let usual = compared.here.usual();
        // Of a situation that is known in part, what is usual would be more than is known.
        let in_part = over == Over::Partial && self.presumed.is_none();
        let known = self.workspace.on_functions(&compared.here, |functions| {
            Ok(if in_part { fewest_facts(functions, region, over) } else { like(functions, region, &usual) })
        })?;
        let Some(known) = known else { return Ok(None) };
        let mut at: Known = if in_part {
            known.clone()
        } else {
            known.iter().zip(&usual).map(|(known, usual)| known.or(*usual)).collect()
        };
        let (below, here) = (&compared.below, &*compared.here);
        let Some(presumed) = &self.presumed else {
            return told(sought, (below, &at), (here, &at), (known, at.clone())).map(Some);
        };
        at.set(presumed.fact, None);
        let [as_below, as_here] = presumed.filled(here, &at);
        // Shown whole: with less known, other things would be presumed too.
        told(sought, (here, &as_below), (here, &as_here), (at.clone(), at)).map(Some)
    }
}

/// True of every leaf but zero.
const ANYTHING: LeafMap = [0, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE];
