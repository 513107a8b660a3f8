//! A function laid out for walking: compact, immutable, and separate from the diagrams it was made in.

use super::diagrams::{Diagrams, OverBudget};
use super::node::{Leaf, Node};
use super::taken::Taken;

/// A set of leaves, one bit each.
pub(crate) type Leaves = u8;

/// Where a walk goes on: at a leaf, or at a node of the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Leaf(Leaf),
    Node(usize),
}

/// A function as nodes in an order in which each comes after those that it leads to.
#[derive(Debug)]
pub(crate) struct Chart {
    nodes: Vec<ChartNode>,
    targets: Vec<Target>,
    /// The nodes of each level.
    by_level: Vec<Vec<usize>>,
    root: Target,
}

/// One node: its level, and where its edges begin and end among the targets.
#[derive(Clone, Copy, Debug)]
struct ChartNode {
    level: usize,
    start: usize,
    end: usize,
}

impl Chart {
    /// Lays out a function.
    pub(crate) fn new(diagrams: &Diagrams, function: Node) -> Chart {
        // Nodes lead to nodes that were made before them, which have smaller numbers.
        let inner = diagrams.inner(function);
        let target = |node: Node| match node.as_leaf() {
            Some(leaf) => Target::Leaf(leaf),
            None => Target::Node(inner.partition_point(|&other| other < node)),
        };
        let mut chart =
            Chart { nodes: Vec::new(), targets: Vec::new(), by_level: Vec::new(), root: target(function) };
        for (level, edges) in inner.iter().filter_map(|&node| diagrams.open(node)) {
            let start = chart.targets.len();
            chart.targets.extend(edges.iter().map(|&edge| target(edge)));
            if chart.by_level.len() <= level {
                chart.by_level.resize(level + 1, Vec::new());
            }
            chart.by_level.get_mut(level).into_iter().for_each(|nodes| nodes.push(chart.nodes.len()));
            chart.nodes.push(ChartNode { level, start, end: chart.targets.len() });
        }
        // Charts are kept, and some are large.
        chart.nodes.shrink_to_fit();
        chart.targets.shrink_to_fit();
        chart
    }

    /// How many nodes it has.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Where the function begins.
    pub(crate) fn root(&self) -> Target {
        self.root
    }

    /// The level of a node, and where its edges lead.
    pub(crate) fn node(&self, number: usize) -> Option<(usize, &[Target])> {
        let node = self.nodes.get(number)?;
        Some((node.level, self.targets.get(node.start..node.end)?))
    }

    /// Where a walk goes on from a node: along the edge that is taken, or along all where none is.
    pub(crate) fn taken(&self, number: usize, taken: &Taken) -> &[Target] {
        self.node(number).map(|(level, edges)| taken_of(level, edges, taken)).unwrap_or_default()
    }

    /// The nodes of a level.
    pub(crate) fn at_level(&self, level: usize) -> impl Iterator<Item = usize> {
        self.by_level.get(level).map(Vec::as_slice).unwrap_or_default().iter().copied()
    }

    /// The nodes that a walk from the root meets, along the edges that are taken, and along all edges where none is. Each
    /// comes after those that it leads to.
    pub(crate) fn met(&self, taken: &Taken) -> Vec<usize> {
        let mut met = Vec::new();
        self.walk(taken, |number, _| met.push(number));
        met.reverse();
        met
    }

    /// The leaves that such a walk comes to.
    pub(crate) fn leaves(&self, taken: &Taken) -> Leaves {
        let mut leaves = leaves_of(self.root, &[]);
        self.walk(taken, |_, targets| {
            // Below nodes there is nothing yet: their leaves are met further down.
            leaves = targets.iter().fold(leaves, |leaves, &target| leaves | leaves_of(target, &[]));
        });
        leaves
    }

    /// Walks from the root, along the edges that are taken, and along all edges where none is: each node that is met comes
    /// once, before those that it leads to, with where the walk goes on from it.
    ///
    /// Nodes lead to smaller numbers only, so the greatest number that waits to be visited is never met again: a bit for each
    /// node is all that has to be kept, and nothing has to be sorted.
    fn walk(&self, taken: &Taken, mut meet: impl FnMut(usize, &[Target])) {
        let mut waiting = vec![0_u64; self.nodes.len().div_ceil(64)];
        wait(&mut waiting, self.root);
        for place in (0..waiting.len()).rev() {
            while let Some(bit) = waiting.get(place).and_then(|word| word.checked_ilog2()) {
                waiting.get_mut(place).into_iter().for_each(|word| *word ^= 1 << bit);
                let number = place * 64 + usize::try_from(bit).unwrap_or(0);
                let targets = self.taken(number, taken);
                meet(number, targets);
                for &target in targets {
                    wait(&mut waiting, target);
                }
            }
        }
    }

    /// The leaves below each node that a walk meets, and none below others.
    pub(crate) fn below(&self, taken: &Taken, met: &[usize]) -> Vec<Leaves> {
        let mut below: Vec<Leaves> = vec![0; self.nodes.len()];
        for &number in met {
            let Some((level, edges)) = self.node(number) else { continue };
            let leaves = taken_of(level, edges, taken)
                .iter()
                .fold(0, |leaves, &target| leaves | leaves_of(target, &below));
            below.get_mut(number).into_iter().for_each(|slot| *slot = leaves);
        }
        below
    }

    /// Works something out of the function from its leaves up, along the edges that are taken: `leaf` says what a leaf
    /// comes to, `step` what a node does of whose level no edge is taken, by what all its edges come to. A node whose edge
    /// is taken comes to what that edge does. Each node that a walk meets is worked out once.
    pub(crate) fn fold<T: Copy>(
        &self,
        taken: &Taken,
        leaf: impl Fn(Leaf) -> T,
        mut step: impl FnMut(usize, &[T]) -> Result<T, OverBudget>,
    ) -> Result<T, OverBudget> {
        let mut done: Vec<Option<T>> = vec![None; self.nodes.len()];
        let of = |target: Target, done: &[Option<T>]| match target {
            Target::Leaf(at) => Some(leaf(at)),
            // Nodes lead to those before them, which the walk meets as well.
            Target::Node(number) => done.get(number).copied().flatten(),
        };
        let mut come_to: Vec<T> = Vec::new();
        for number in self.met(taken) {
            let (level, edges) = self.node(number).ok_or(OverBudget)?;
            come_to.clear();
            come_to.extend(taken_of(level, edges, taken).iter().filter_map(|&target| of(target, &done)));
            let is_taken = taken.at(level).is_some();
            let here = match come_to.as_slice() {
                [only] if is_taken => *only,
                all => step(level, all)?,
            };
            done.get_mut(number).into_iter().for_each(|slot| *slot = Some(here));
        }
        of(self.root, &done).ok_or(OverBudget)
    }
}

/// Lets a node wait to be visited.
fn wait(waiting: &mut [u64], target: Target) {
    if let Target::Node(number) = target {
        waiting.get_mut(number / 64).into_iter().for_each(|word| *word |= 1 << (number % 64));
    }
}

/// Those of the edges of a level that a walk goes along.
fn taken_of<'a>(level: usize, edges: &'a [Target], taken: &Taken) -> &'a [Target] {
    match taken.at(level) {
        Some(edge) => edges.get(edge..=edge).unwrap_or_default(),
        None => edges,
    }
}

/// The leaves below a target.
pub(crate) fn leaves_of(target: Target, below: &[Leaves]) -> Leaves {
    match target {
        Target::Leaf(leaf) => 1_u8.checked_shl(u32::from(leaf)).unwrap_or(0),
        Target::Node(number) => below.get(number).copied().unwrap_or(0),
    }
}
