//! Where a layer breaks its promise, over every situation, complete first and then partial.

use super::compared::Compared;
use super::side::{ByStance, Side, Workspace, at, side_over_complete, side_over_partial};
use crate::diagram::{Chart, Join, LeafMap, Node, OverBudget, TRUE, UNCHANGED, only};
use crate::document::Limit;
use crate::exact::{Functions, Outlook, absolute, fact_order, fewest_facts, leaf, lift};
use crate::levels::{Encoding, Over};
use crate::model::{ActionId, Condition, Known, Model};
use crate::words::Stance;
use std::collections::BTreeMap;

/// A situation that breaks the promise of a layer, and how.
pub(super) struct Broken {
    /// What of it matters.
    pub(super) known: Known,
    /// What is known of it: all, where it is a complete one.
    pub(super) at: Known,
    pub(super) how: How,
}

/// How a promise is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// A limit of law or ethics is gone.
    LimitLost,
    /// An action is no longer demanded as law or ethics demand it.
    DemandLost(ActionId),
    /// The stance is looser.
    Looser,
    /// An action is no longer demanded as it was.
    AdviceLost(ActionId),
}

/// What the compositions that are compared come to.
pub(super) struct Sides {
    pub(super) below: Side,
    /// The layers below with what is listed; none where nothing is.
    pub(super) listed: Option<Side>,
    /// The layers below with claims of law and ethics; none where there are none.
    pub(super) claimed: Option<Side>,
    pub(super) here: Side,
}

/// A complete situation of the layers below of which this layer leaves no completion.
pub(super) fn ruled_out(compared: &Compared<'_>) -> Result<Option<Known>, OverBudget> {
    let states_any = compared.here.impossible.iter().any(|entry| entry.layer == compared.number);
    if !states_any {
        return Ok(None);
    }
    let Workspace { encoding, diagrams } = workspace(compared, Over::Complete)?;
    let mut functions = Functions::unjudged(&compared.here, encoding, diagrams);
    let below = functions.impossible(compared.below.top())?;
    let here = functions.impossible(compared.number)?;
    let possible = functions.diagrams.negated(here)?;
    let encoding = functions.encoding.clone();
    let first_above = compared.below.vocabulary.facts().next();
    let is_below = |level: usize| encoding.fact_at(level).is_some_and(|fact| fact < first_above);
    let completed = functions.diagrams.at_most(possible, is_below)?;
    let accounted_for = functions.diagrams.either(completed, below)?;
    let ruled_out = functions.diagrams.negated(accounted_for)?;
    Ok(fewest_facts(&functions, ruled_out, Over::Complete))
}

pub(super) fn workspace(compared: &Compared<'_>, over: Over) -> Result<Workspace, OverBudget> {
    workspace_with(compared, over, &[])
}

/// One in which more conditions are told apart.
pub(super) fn workspace_with(
    compared: &Compared<'_>,
    over: Over,
    more: &[&Condition],
) -> Result<Workspace, OverBudget> {
    let here = &*compared.here;
    let facts = here.vocabulary.facts();
    let conditions = here.conditions().chain(compared.below.conditions()).chain(more.iter().copied());
    let encoding = Encoding::of(facts, conditions, &fact_order(here), &here.vocabulary.nothing_known(), over);
    Workspace::new(encoding, here.limits.of(Limit::StepsOfLayers))
}

/// A situation that breaks the promise of a layer: a complete one if there is any, else one that is known in part.
///
/// Compositions that are compared are judged in one workspace each, so that what they share is worked out once.
pub(super) fn broken(compared: &Compared<'_>) -> Result<Option<Broken>, OverBudget> {
    let Compared { below, listed, claimed, here, .. } = compared;
    let actions = &compared.actions();
    let mut complete = workspace(compared, Over::Complete)?;
    let mut side = |model: &Model| side_over_complete(model, actions, &mut complete);
    let (side_below, of_below) = side(below)?;
    let (side_listed, of_listed) = listed.as_ref().map(&mut side).transpose()?.unzip();
    let (side_claimed, of_claimed) = claimed.as_ref().map(&mut side).transpose()?.unzip();
    let (side_here, of_here) = side(here)?;
    let sides = Sides { below: side_below, listed: side_listed, claimed: side_claimed, here: side_here };
    let impossible = impossible(compared, &mut complete)?;
    let found = find(compared, &sides, impossible, Over::Complete, &mut complete)?;
    if found.is_some() {
        return Ok(found);
    }
    let mut partial = workspace(compared, Over::Partial)?;
    let mut side =
        |(model, outlook): (&Model, &Outlook)| side_over_partial(model, actions, outlook, &mut partial);
    let sides = Sides {
        below: side((below, &of_below))?,
        listed: listed.as_ref().zip(of_listed.as_ref()).map(&mut side).transpose()?,
        claimed: claimed.as_ref().zip(of_claimed.as_ref()).map(&mut side).transpose()?,
        here: side((here, &of_here))?,
    };
    let impossible = impossible_in_part(impossible, &complete, &mut partial)?;
    find(compared, &sides, impossible, Over::Partial, &mut partial)
}

/// Where complete situations cannot be.
pub(super) fn impossible(compared: &Compared<'_>, complete: &mut Workspace) -> Result<Node, OverBudget> {
    let here = &*compared.here;
    complete.on_functions(here, |functions| functions.impossible(here.top()))
}

/// Where partial situations cannot be: those without a completion that can.
pub(super) fn impossible_in_part(
    impossible: Node,
    complete: &Workspace,
    partial: &mut Workspace,
) -> Result<Node, OverBudget> {
    let chart = Chart::new(&complete.diagrams, impossible);
    let Workspace { encoding, diagrams } = partial;
    lift(&chart, &complete.encoding, encoding, diagrams, Join::Min, UNCHANGED)
}

/// A situation of fewest facts in which something is amiss.
fn find(
    compared: &Compared<'_>,
    sides: &Sides,
    impossible: Node,
    over: Over,
    workspace: &mut Workspace,
) -> Result<Option<Broken>, OverBudget> {
    let witness = |broken: Node, how: How, workspace: &mut Workspace| {
        let broken = workspace.diagrams.without(broken, impossible)?;
        if broken.is_nowhere() {
            return Ok(None);
        }
        let known =
            workspace.on_functions(&compared.here, |functions| Ok(fewest_facts(functions, broken, over)))?;
        Ok(known.map(|known| {
            // Of a complete situation, what is left open does not matter.
            let at = match over {
                Over::Complete => compared.here.vocabulary.filled(&known),
                Over::Partial => known.clone(),
            };
            Broken { known, at, how }
        }))
    };
    let limit = sides.limit_lost(workspace)?;
    if let Some(found) = witness(limit, How::LimitLost, workspace)? {
        return Ok(Some(found));
    }
    for (action, lost) in sides.demands_lost(workspace)? {
        if let Some(found) = witness(lost, How::DemandLost(action), workspace)? {
            return Ok(Some(found));
        }
    }
    let looser = sides.looser(workspace)?;
    if let Some(found) = witness(looser, How::Looser, workspace)? {
        return Ok(Some(found));
    }
    for (action, lost) in sides.advice_lost(workspace)? {
        if let Some(found) = witness(lost, How::AdviceLost(action), workspace)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Where something is amiss with an action.
type Lost = Vec<(ActionId, Node)>;

impl Sides {
    /// Where anything is amiss.
    pub(super) fn amiss(&self, workspace: &mut Workspace) -> Result<Node, OverBudget> {
        let mut amiss = vec![self.limit_lost(workspace)?, self.looser(workspace)?];
        amiss.extend(
            self.demands_lost(workspace)?
                .into_iter()
                .chain(self.advice_lost(workspace)?)
                .map(|(_, lost)| lost),
        );
        workspace.diagrams.any(amiss)
    }

    /// Where the stance is laxer than a limit of law or ethics that counts below, and that the layers below keep to.
    pub(super) fn limit_lost(&self, workspace: &mut Workspace) -> Result<Node, OverBudget> {
        let lost = self.below_floor_of(&self.below, workspace)?;
        let unclaimed = self.below_floor_of(self.claimed(), workspace)?;
        workspace.diagrams.both(lost, unclaimed)
    }

    /// Where the stance is laxer than a limit of law or ethics that a side keeps to.
    fn below_floor_of(&self, side: &Side, workspace: &mut Workspace) -> Result<Node, OverBudget> {
        let lost = workspace.diagrams.join(Join::Less, self.here.stance, side.floor)?;
        let laxer = workspace.diagrams.join(Join::Less, self.here.stance, side.stance)?;
        workspace.diagrams.both(lost, laxer)
    }

    /// Where the stance is laxer than below, and than it would be by what is listed alone.
    pub(super) fn looser(&self, workspace: &mut Workspace) -> Result<Node, OverBudget> {
        let looser = workspace.diagrams.join(Join::Less, self.here.stance, self.below.stance)?;
        let unlisted = workspace.diagrams.join(Join::Less, self.here.stance, self.listed().stance)?;
        workspace.diagrams.both(looser, unlisted)
    }

    /// Where what law or ethics demand of an action is no longer kept, under the stance that is now given.
    fn demands_lost(&self, workspace: &mut Workspace) -> Result<Lost, OverBudget> {
        self.lost(&self.below.demanded, self.claimed(), workspace)
    }

    /// Where an action is no longer kept as a `must` or `must_not`, under the stance that is now given.
    fn advice_lost(&self, workspace: &mut Workspace) -> Result<Lost, OverBudget> {
        self.lost(&self.below.kept, self.listed(), workspace)
    }

    /// Where a `must` or `must_not` is gone that what is allowed to change leaves in place.
    fn lost(
        &self,
        demanded: &ByStance,
        allowed: &Side,
        workspace: &mut Workspace,
    ) -> Result<Lost, OverBudget> {
        let mut all: BTreeMap<ActionId, Vec<Node>> = BTreeMap::new();
        for (&(action, stance), &demanded) in demanded {
            let [here, allowed] = [&self.here, allowed].map(|side| at(&side.kept, action, stance));
            let gone = self::lost(demanded, here, allowed, workspace)?;
            all.entry(action).or_default().push(under(stance, &self.here, gone, workspace)?);
        }
        let anywhere = |(action, lost)| Ok((action, workspace.diagrams.any(lost)?));
        all.into_iter().map(anywhere).collect()
    }

    fn listed(&self) -> &Side {
        self.listed.as_ref().unwrap_or(&self.below)
    }

    fn claimed(&self) -> &Side {
        self.claimed.as_ref().unwrap_or(&self.below)
    }
}

/// Where something is demanded, no longer kept so, and still kept by what is allowed to change.
pub(super) fn lost(
    demanded: Node,
    kept: Node,
    allowed: Node,
    workspace: &mut Workspace,
) -> Result<Node, OverBudget> {
    let demanded = strong(demanded, workspace)?;
    let gone = gone(demanded, kept, workspace)?;
    if gone.is_nowhere() {
        return Ok(gone);
    }
    let left = still_there(demanded, allowed, workspace)?;
    workspace.diagrams.both(gone, left)
}

/// A region where a side has a stance.
pub(super) fn under(
    stance: Stance,
    side: &Side,
    region: Node,
    workspace: &mut Workspace,
) -> Result<Node, OverBudget> {
    if region.is_nowhere() {
        return Ok(region);
    }
    let under = workspace.diagrams.map(only(leaf(stance)), side.stance)?;
    workspace.diagrams.both(region, under)
}

/// What is kept as a `must` or `must_not`.
pub(super) fn strong(kept: Node, workspace: &mut Workspace) -> Result<Node, OverBudget> {
    workspace.diagrams.map(absolute(), kept)
}

/// Where something is demanded and not kept so.
fn gone(demanded: Node, kept: Node, workspace: &mut Workspace) -> Result<Node, OverBudget> {
    let kept = strong(kept, workspace)?;
    if demanded == kept {
        return Ok(Node::NOWHERE);
    }
    let differs = workspace.diagrams.join(Join::Differs, demanded, kept)?;
    let anything = workspace.diagrams.map(SOMETHING, demanded)?;
    workspace.diagrams.both(anything, differs)
}

/// Where something is demanded and kept so.
fn still_there(demanded: Node, kept: Node, workspace: &mut Workspace) -> Result<Node, OverBudget> {
    let gone = gone(demanded, kept, workspace)?;
    let anything = workspace.diagrams.map(SOMETHING, demanded)?;
    workspace.diagrams.without(anything, gone)
}

/// True of every leaf but zero.
const SOMETHING: LeafMap = [0, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE];
