//! One walk down and one up the chart of a situation: what each answer to what is not known would leave.

use super::outlook::{Outlook, Possible};
use crate::diagram::{Chart, Leaves, Taken, Target, leaves_of};
use crate::model::Known;
use crate::words::Stance;
use std::collections::BTreeSet;

/// One walk down and one up the chart of a situation: what each answer would leave.
pub(crate) struct Walk<'a> {
    pub(crate) outlook: &'a Outlook,
    /// The edge taken at each level; `None` where the fact is unknown.
    pub(crate) taken: Taken,
    /// The nodes met on the way down, in order.
    met: Vec<usize>,
    /// The leaves below each node.
    pub(crate) below: Vec<Leaves>,
    /// The leaves that each edge of each level leads to.
    left: Vec<Vec<Leaves>>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(outlook: &'a Outlook, known: &Known) -> Walk<'a> {
        let taken = outlook.encoding.edges(known);
        let chart = &outlook.stances;
        let met = chart.met(&taken);
        let below = chart.below(&taken, &met);
        let passing = passing(chart, &taken, &met, &below);
        let left = left(outlook, &met, &below, &passing);
        Walk { outlook, taken, met, below, left }
    }

    /// As [`Walk::new`], with what each other answer to one known fact alone would leave.
    pub(crate) fn alone(outlook: &'a Outlook, known: &Known) -> Walk<'a> {
        let mut walk = Walk::new(outlook, known);
        let chart = &outlook.stances;
        let below = walk.below_untaken();
        let passing = passing(chart, &walk.taken, &walk.met, &walk.below);
        walk.left = left(outlook, &walk.met, &below, &passing);
        walk
    }

    /// The leaves below the nodes met, and below all that their edges lead to, whether taken or not.
    fn below_untaken(&self) -> Vec<Leaves> {
        let chart = &self.outlook.stances;
        let mut below = self.below.clone();
        let edges = self.met.iter().filter_map(|&number| chart.node(number));
        let mut to_visit: Vec<Target> = edges.flat_map(|(_, edges)| edges.iter().copied()).collect();
        let mut more = BTreeSet::new();
        while let Some(target) = to_visit.pop() {
            let Target::Node(number) = target else { continue };
            if self.met.binary_search(&number).is_err() && more.insert(number) {
                to_visit.extend(chart.taken(number, &self.taken));
            }
        }
        // Nodes come after those that they lead to.
        for number in more {
            let targets = chart.taken(number, &self.taken);
            let leaves = targets.iter().fold(0, |leaves, &target| leaves | leaves_of(target, &below));
            below.get_mut(number).into_iter().for_each(|slot| *slot = leaves);
        }
        below
    }

    /// The leaves that an edge at a level leads to.
    fn leaves(&self, level: usize, edge: usize) -> Leaves {
        self.left.get(level).and_then(|left| left.get(edge)).copied().unwrap_or(0)
    }

    pub(crate) fn nodes_at(&self, level: usize) -> impl Iterator<Item = &[Target]> {
        let chart = &self.outlook.stances;
        chart
            .at_level(level)
            .filter(|number| self.met.binary_search(number).is_ok())
            .filter_map(|number| chart.node(number).map(|(_, edges)| edges))
    }

    /// The stances that an edge at a level leaves; none where it leaves no completion.
    pub(crate) fn stances(&self, level: usize, edge: usize) -> Vec<Stance> {
        Possible::of(self.leaves(level, edge)).stances().collect()
    }

    /// Every step of the walk: the level it is taken from (`None` for the first), and where it leads.
    pub(crate) fn steps(&self) -> impl Iterator<Item = (Option<usize>, Target)> {
        let chart = &self.outlook.stances;
        let nodes = self.met.iter().filter_map(|&number| chart.node(number));
        let steps = nodes.flat_map(|(level, edges)| {
            let taken = self.taken.at(level);
            let edges =
                edges.iter().enumerate().filter(move |(edge, _)| taken.is_none_or(|taken| taken == *edge));
            edges.map(move |(_, &target)| (Some(level), target))
        });
        std::iter::once((None, chart.root())).chain(steps)
    }
}

/// The leaves of the paths that pass each level by.
fn passing(chart: &Chart, taken: &Taken, met: &[usize], below: &[Leaves]) -> Vec<Leaves> {
    let levels = taken.levels();
    // For each leaf, where paths to it begin and cease to pass levels by.
    let mut changes = vec![[0_i32; 8]; levels + 1];
    let mut pass = |from: usize, target: Target| {
        let to = match target {
            Target::Node(number) => chart.node(number).map_or(levels, |(level, _)| level),
            Target::Leaf(_) => levels,
        };
        let leaves = leaves_of(target, below);
        for (leaf, by) in (0..8).flat_map(|leaf| [(leaf, 1), (leaf, -1)]) {
            let place = if by == 1 { from } else { to };
            if leaves >> leaf & 1 == 1
                && let Some(slot) = changes.get_mut(place).and_then(|changes| changes.get_mut(leaf))
            {
                *slot += by;
            }
        }
    };
    pass(0, chart.root());
    for &number in met {
        let Some((level, edges)) = chart.node(number) else { continue };
        let taken = taken.at(level);
        let edges = edges.iter().enumerate().filter(|(edge, _)| taken.is_none_or(|taken| taken == *edge));
        edges.for_each(|(_, &target)| pass(level + 1, target));
    }
    let mut open = [0_i32; 8];
    let sum = |changes: &[i32; 8]| {
        open.iter_mut().zip(changes).for_each(|(open, change)| *open += change);
        open.iter().enumerate().fold(0, |leaves, (leaf, &open)| leaves | (u8::from(open > 0) << leaf))
    };
    changes.iter().take(levels).map(sum).collect()
}

/// The leaves that each edge of each level leads to, by the nodes that are met and by the paths that pass the level by.
fn left(outlook: &Outlook, met: &[usize], below: &[Leaves], passing: &[Leaves]) -> Vec<Vec<Leaves>> {
    let arities = outlook.encoding.arities().iter();
    let mut left: Vec<Vec<Leaves>> =
        arities.zip(passing).map(|(&arity, &passing)| vec![passing; arity]).collect();
    let chart = &outlook.stances;
    for &number in met {
        let Some((level, edges)) = chart.node(number) else { continue };
        let Some(left) = left.get_mut(level) else { continue };
        left.iter_mut().zip(edges).for_each(|(left, &target)| *left |= leaves_of(target, below));
    }
    left
}
