//! What decided the stance: the smallest sets of known facts that alone leave nothing else possible.
//!
//! One function of which facts are kept says where something else could come of it: wherever a fact is let go, the
//! situation may go any way at it. The sets are read off from that function, smallest first.

use super::functions::leaf;
use super::outlook::{Outlook, Possible};
use crate::diagram::{Diagrams, Node, OverBudget, Taken, cheapest_path};
use crate::document::Limit;
use crate::model::{FactId, Known};
use crate::words::Stance;

/// As many sets are given.
pub(crate) const MAX_SETS: usize = 8;

/// A fact that is kept takes this edge, one that is let go the next.
const KEPT: usize = 0;

/// The sets of known facts that decided a stance, by number.
pub(crate) struct Decided {
    /// Fewest facts first, each in order.
    pub(crate) sets: Vec<Vec<FactId>>,
    pub(crate) more: bool,
    /// The known facts that no such set needs.
    pub(crate) irrelevant: Vec<FactId>,
}

/// Works out the sets for a situation with a completion: those that alone leave only the stance possible, or, where
/// several are, nothing laxer than the laxest.
pub(crate) fn decided(outlook: &Outlook, known: &Known, settled: bool) -> Result<Decided, OverBudget> {
    let possible = outlook.possible(known);
    let wrong = |stance: Stance| match possible.stances().next() {
        Some(laxest) if settled => stance != laxest,
        Some(laxest) => stance < laxest,
        None => false,
    };
    let facts: Vec<FactId> =
        known.numbered().filter(|(_, code)| code.is_some()).map(|(fact, _)| fact).collect();
    let mut diagrams = Diagrams::new(vec![2; facts.len()], outlook.limits.of(Limit::StepsOfDecidedBy))?;
    let escapes = escapes(outlook, known, &facts, wrong, &mut diagrams)?;
    let enough = diagrams.negated(escapes)?;
    let matters: Vec<usize> = diagrams.inner(enough).into_iter().map(|node| diagrams.level(node)).collect();
    let irrelevant = facts.iter().enumerate().filter(|(level, _)| !matters.contains(level));
    let irrelevant = irrelevant.map(|(_, &fact)| fact).collect();
    let mut sets = smallest(enough, &mut diagrams)?;
    let more = sets.len() > MAX_SETS;
    sets.truncate(MAX_SETS);
    let numbers = |set: Vec<usize>| set.into_iter().filter_map(|level| facts.get(level).copied()).collect();
    Ok(Decided { sets: sets.into_iter().map(numbers).collect(), more, irrelevant })
}

/// Where, by which of the facts are kept, a wrong stance is possible.
fn escapes(
    outlook: &Outlook,
    known: &Known,
    facts: &[FactId],
    wrong: impl Fn(Stance) -> bool,
    diagrams: &mut Diagrams,
) -> Result<Node, OverBudget> {
    let (chart, taken) = (&outlook.stances, outlook.encoding.edges(known));
    let wrong = |target: u8| {
        Possible::of(1 << target).stances().any(|stance| leaf(stance) == target && wrong(stance))
    };
    let leaf = |leaf| if wrong(leaf) { Node::EVERYWHERE } else { Node::NOWHERE };
    chart.fold(&Taken::none(0), leaf, |level, targets| {
        let any = diagrams.any(targets.iter().copied())?;
        let fact = outlook.encoding.fact_at(level).and_then(|fact| facts.binary_search(&fact).ok());
        let kept = taken.at(level).and_then(|edge| targets.get(edge));
        let (Some(fact), Some(&kept)) = (fact, kept) else { return Ok(any) };
        let let_go = diagrams.node(fact, &[Node::NOWHERE, Node::EVERYWHERE])?;
        let gone = diagrams.both(let_go, any)?;
        diagrams.either(gone, kept)
    })
}

/// The smallest sets of levels that are enough, one more than are given.
fn smallest(enough: Node, diagrams: &mut Diagrams) -> Result<Vec<Vec<usize>>, OverBudget> {
    let (mut left, mut sets) = (enough, Vec::new());
    while sets.len() <= MAX_SETS {
        let Some(path) = cheapest_path(diagrams, left, |_, edge, _| usize::from(edge == KEPT)) else { break };
        let set: Vec<usize> =
            path.into_iter().filter(|&(_, edge)| edge == KEPT).map(|(level, _)| level).collect();
        // Whatever holds this set holds more than is needed.
        let mut lacks_one = Node::NOWHERE;
        for &level in set.iter().rev() {
            lacks_one = diagrams.node(level, &[lacks_one, Node::EVERYWHERE])?;
        }
        left = diagrams.both(left, lacks_one)?;
        sets.push(set);
    }
    Ok(sets)
}
