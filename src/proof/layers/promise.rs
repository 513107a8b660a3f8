//! Where a layer breaks its promise, over every situation, complete first and then partial.

use super::side::{Room, Side, outlook, side};
use super::{Compared, Found};
use crate::diagram::{Chart, Diagrams, Join, Node, OverBudget, TRUE, Table, only};
use crate::document::Limit;
use crate::exact::{Encoding, Functions, Outlook, Over, fact_order, fewest_facts, leaf, lift};
use crate::model::{Known, Model, ValueCode, least_value};
use crate::words::Stance;

/// What is known of a situation.
pub(super) type Situation = Vec<Option<ValueCode>>;

/// A situation that breaks the promise of a layer, and how.
pub(super) struct Broken {
    /// What of it matters.
    pub(super) known: Situation,
    /// What is known of it: all, where it is a complete one.
    pub(super) at: Situation,
    pub(super) how: How,
}

/// How a promise is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// A limit of law or ethics is gone.
    LimitLost,
    /// An action is no longer demanded as law or ethics demand it.
    DemandLost(usize),
    /// The stance is looser.
    Looser,
    /// An action is no longer demanded as it was.
    AdviceLost(usize),
}

/// Both sides of a layer, over complete or over partial situations.
pub(super) struct Promise<'a> {
    compared: &'a Compared<'a>,
    complete: Room,
    partial: Room,
    outlooks: [Outlook; 4],
    /// Where complete situations cannot be.
    impossible: Node,
}

/// The compositions that are compared.
pub(super) struct Sides {
    pub(super) below: Side,
    pub(super) listed: Side,
    pub(super) claimed: Side,
    pub(super) here: Side,
}

/// A complete situation of the layers below of which this layer leaves no completion.
pub(super) fn ruled_out(compared: &Compared<'_>) -> Result<Option<Situation>, OverBudget> {
    let states_any = compared.here.impossible.iter().any(|entry| entry.layer == compared.number);
    if !states_any {
        return Ok(None);
    }
    let Room { encoding, diagrams } = room(compared, Over::Complete)?;
    let mut functions = Functions::unjudged(&compared.here, encoding, diagrams);
    let below = functions.impossible(compared.number - 1)?;
    let here = functions.impossible(compared.number)?;
    let possible = functions.negated(here)?;
    let encoding = functions.encoding.clone();
    let facts_below = compared.below.vocabulary.facts().len();
    let is_below = |level: usize| encoding.fact_at(level).is_some_and(|fact| fact < facts_below);
    let completed = functions.diagrams.at_most(possible, is_below)?;
    let accounted_for = functions.diagrams.join(Join::Max, completed, below)?;
    let ruled_out = functions.negated(accounted_for)?;
    Ok(fewest_facts(&functions, ruled_out, Over::Complete))
}

fn room(compared: &Compared<'_>, over: Over) -> Result<Room, OverBudget> {
    let here = &*compared.here;
    let facts = here.vocabulary.facts();
    let conditions = here.conditions().chain(compared.below.conditions());
    let encoding = Encoding::of(facts, conditions, &fact_order(here), &vec![None; facts.len()], over);
    let steps = here.limits.of(Limit::StepsOfProofs);
    let diagrams = Diagrams::new(encoding.arities().to_vec(), steps)?;
    Ok(Room { encoding, diagrams })
}

impl<'a> Promise<'a> {
    pub(super) fn of(compared: &'a Compared<'a>) -> Result<Promise<'a>, OverBudget> {
        let room = room(compared, Over::Complete)?;
        let (below, _, room) = outlook(&compared.below, room)?;
        let (listed, _, room) = outlook(compared.listed(), room)?;
        let (claimed, _, room) = outlook(compared.claimed(), room)?;
        let (here, impossible, complete) = outlook(&compared.here, room)?;
        let partial = self::room(compared, Over::Partial)?;
        Ok(Promise { compared, complete, partial, outlooks: [below, listed, claimed, here], impossible })
    }

    /// A situation that breaks it; what law and ethics demand is asked of first.
    pub(super) fn broken(self) -> Result<Found, OverBudget> {
        let Promise { compared, complete, partial, outlooks, impossible } = self;
        let [below, listed, claimed, here] = &outlooks;
        let (sides, mut complete) = sides(compared, [None; 4], complete)?;
        let found = find(compared, &sides, impossible, Over::Complete, &mut complete)?;
        if found.is_some() {
            return Ok(found);
        }
        let over = [below, listed, claimed, here].map(Some);
        let (sides, mut partial) = self::sides(compared, over, partial)?;
        let chart = Chart::new(&complete.diagrams, impossible);
        let as_they_are: Table = [0, 1, 2, 3, 4, 5, 6, 7];
        let Room { encoding, diagrams } = &mut partial;
        let impossible = lift(&chart, &complete.encoding, encoding, diagrams, Join::Min, as_they_are)?;
        find(compared, &sides, impossible, Over::Partial, &mut partial)
    }
}

fn sides(
    compared: &Compared<'_>,
    outlooks: [Option<&Outlook>; 4],
    room: Room,
) -> Result<(Sides, Room), OverBudget> {
    let actions = compared.below.actions.len();
    let [of_below, of_listed, of_claimed, of_here] = outlooks;
    let (below, room) = side(&compared.below, actions, of_below, room)?;
    let (listed, room) = side(compared.listed(), actions, of_listed, room)?;
    let (claimed, room) = side(compared.claimed(), actions, of_claimed, room)?;
    let (here, room) = side(&compared.here, actions, of_here, room)?;
    Ok((Sides { below, listed, claimed, here }, room))
}

/// A situation of fewest facts in which something is amiss.
fn find(
    compared: &Compared<'_>,
    sides: &Sides,
    impossible: Node,
    over: Over,
    room: &mut Room,
) -> Result<Found, OverBudget> {
    let witness = |broken: Node, how: How, room: &mut Room| {
        let broken = room.diagrams.join(Join::Unless(0), impossible, broken)?;
        if broken == Node::leaf(0) {
            return Ok(None);
        }
        let diagrams = std::mem::replace(&mut room.diagrams, Diagrams::new(Vec::new(), 0)?);
        let functions = Functions::unjudged(&compared.here, room.encoding.clone(), diagrams);
        let known = fewest_facts(&functions, broken, over);
        room.diagrams = functions.diagrams;
        Ok(known.map(|known| {
            let at = if over == Over::Complete { filled(&compared.here, &known) } else { known.clone() };
            Broken { known, at, how }
        }))
    };
    let limit = sides.limit_lost(room)?;
    if let Some(found) = witness(limit, How::LimitLost, room)? {
        return Ok(Some(found));
    }
    for (action, lost) in sides.demands_lost(room)? {
        if let Some(found) = witness(lost, How::DemandLost(action), room)? {
            return Ok(Some(found));
        }
    }
    let looser = sides.looser(room)?;
    if let Some(found) = witness(looser, How::Looser, room)? {
        return Ok(Some(found));
    }
    for (action, lost) in sides.advice_lost(room)? {
        if let Some(found) = witness(lost, How::AdviceLost(action), room)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Where something is amiss with an action.
type Lost = Vec<(usize, Node)>;

impl Sides {
    /// Where anything is amiss.
    pub(super) fn amiss(&self, room: &mut Room) -> Result<Node, OverBudget> {
        let mut amiss = vec![self.limit_lost(room)?, self.looser(room)?];
        amiss.extend(
            self.demands_lost(room)?.into_iter().chain(self.advice_lost(room)?).map(|(_, lost)| lost),
        );
        room.diagrams.join_all(Join::Max, 0, amiss)
    }

    /// Where the stance is laxer than a limit of law or ethics that counts below.
    fn limit_lost(&self, room: &mut Room) -> Result<Node, OverBudget> {
        let lost = room.diagrams.join(Join::Less, self.here.stance, self.below.floor)?;
        let unclaimed = room.diagrams.join(Join::Less, self.here.stance, self.claimed.floor)?;
        room.diagrams.join(Join::Min, lost, unclaimed)
    }

    /// Where the stance is laxer than below, and than it would be by what is listed alone.
    fn looser(&self, room: &mut Room) -> Result<Node, OverBudget> {
        let looser = room.diagrams.join(Join::Less, self.here.stance, self.below.stance)?;
        let unlisted = room.diagrams.join(Join::Less, self.here.stance, self.listed.stance)?;
        room.diagrams.join(Join::Min, looser, unlisted)
    }

    /// Where what law or ethics demand of an action is no longer kept, under the stance that is now given.
    fn demands_lost(&self, room: &mut Room) -> Result<Lost, OverBudget> {
        let mut all = Vec::new();
        for (action, demanded) in self.below.demanded.iter().enumerate() {
            let mut lost = Vec::new();
            for (place, &demanded) in demanded.iter().enumerate() {
                let [Some(&kept), Some(&claimed)] = [&self.here.kept, &self.claimed.kept]
                    .map(|kept| kept.get(action).and_then(|kept| kept.get(place)))
                else {
                    continue;
                };
                let here = gone(demanded, kept, room)?;
                let unclaimed = still_there(demanded, claimed, room)?;
                let here = room.diagrams.join(Join::Min, here, unclaimed)?;
                lost.push(self.under(place, here, room)?);
            }
            all.push((action, room.diagrams.join_all(Join::Max, 0, lost)?));
        }
        Ok(all)
    }

    /// Where an action is no longer kept as a `must` or `must_not`, under the stance that is now given.
    fn advice_lost(&self, room: &mut Room) -> Result<Lost, OverBudget> {
        let mut all = Vec::new();
        for (action, below) in self.below.kept.iter().enumerate() {
            let mut lost = Vec::new();
            for (place, &below) in below.iter().enumerate() {
                let [Some(&kept), Some(&listed)] = [&self.here.kept, &self.listed.kept]
                    .map(|kept| kept.get(action).and_then(|kept| kept.get(place)))
                else {
                    continue;
                };
                let demanded = room.diagrams.map(STRONG, below)?;
                let here = gone(demanded, kept, room)?;
                let unlisted = still_there(demanded, listed, room)?;
                let here = room.diagrams.join(Join::Min, here, unlisted)?;
                lost.push(self.under(place, here, room)?);
            }
            all.push((action, room.diagrams.join_all(Join::Max, 0, lost)?));
        }
        Ok(all)
    }

    /// A region where the stance now given is the one of a place in the list of all.
    fn under(&self, place: usize, region: Node, room: &mut Room) -> Result<Node, OverBudget> {
        let stance = Stance::ALL.get(place).copied();
        let (true, Some(stance)) = (region != Node::leaf(0), stance) else { return Ok(Node::leaf(0)) };
        let under = room.diagrams.map(only(leaf(stance)), self.here.stance)?;
        room.diagrams.join(Join::Min, region, under)
    }
}

/// `must_not` and `must`; nothing else.
const STRONG: Table = [0, 1, 2, 0, 0, 0, 0, 0];

/// Where something is demanded and not kept so.
fn gone(demanded: Node, kept: Node, room: &mut Room) -> Result<Node, OverBudget> {
    let kept = room.diagrams.map(STRONG, kept)?;
    if demanded == kept {
        return Ok(Node::leaf(0));
    }
    let differs = room.diagrams.join(Join::Differs, demanded, kept)?;
    let anything = room.diagrams.map(SOMETHING, demanded)?;
    room.diagrams.join(Join::Min, anything, differs)
}

/// Where something is demanded and kept so.
fn still_there(demanded: Node, kept: Node, room: &mut Room) -> Result<Node, OverBudget> {
    let gone = gone(demanded, kept, room)?;
    let anything = room.diagrams.map(SOMETHING, demanded)?;
    room.diagrams.join(Join::Unless(0), gone, anything)
}

/// True of every leaf but zero.
const SOMETHING: Table = [0, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE];

/// A complete situation: what is left open does not matter.
fn filled(model: &Model, known: &Known) -> Situation {
    let facts = model.vocabulary.facts().iter().zip(known);
    facts.map(|(fact, value)| Some(value.unwrap_or_else(|| least_value(fact)))).collect()
}
