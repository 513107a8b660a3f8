//! Ordered multi-valued decision diagrams: one function of every situation at once.
//!
//! A function takes an edge at each level (a value of a fact) and ends in a leaf. Equal functions are the same node, so
//! equality is free and nothing is worked out twice. Everything is counted against a budget: past it the answer is
//! [`OverBudget`], never a guess.

use super::join::Join;
use super::memo::Memo;
use super::node::{Leaf, LeafMap, Mark, Node, relabelled};
use super::unique::{Slot, Unique};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

/// At most this many levels: functions are walked recursively.
const MAX_LEVELS: usize = 1_500;

/// A node with this many edges takes two steps, with twice as many three, and so on.
const EDGES_A_STEP: usize = 32;

/// The work was given up: it would have taken more nodes, steps or levels than allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OverBudget;

/// Makes and keeps functions over the same levels.
#[derive(Debug)]
pub(crate) struct Diagrams {
    arities: Vec<usize>,
    /// The inner nodes, one after the other: of each its level, and then its edges, as many as its level's arity.
    ///
    /// INVARIANT: inner node `n` begins at `n - LEAVES`. Its edges lead to leaves or nodes of deeper levels, which have
    /// smaller numbers. So a node is read at one place, and most of what is asked of diagrams is reading nodes.
    inner: Vec<Node>,
    /// The inner nodes by what they are.
    unique: Unique,
    /// What joins and maps came to.
    memo: Memo,
    /// The edges of nodes that are being made, those of one after those of the one that it is made for.
    making: Vec<Node>,
    steps_left: usize,
}

/// Where the edges of a function are, for following them.
#[derive(Clone, Copy)]
struct Opened {
    node: Node,
    /// Past all levels for a leaf.
    level: usize,
    start: usize,
}

impl Diagrams {
    /// An empty collection, with the number of edges at each level and a budget of steps.
    pub(crate) fn new(arities: Vec<usize>, steps: usize) -> Result<Diagrams, OverBudget> {
        if arities.len() > MAX_LEVELS {
            return Err(OverBudget);
        }
        Ok(Diagrams {
            arities,
            inner: Vec::new(),
            unique: Unique::default(),
            memo: Memo::default(),
            making: Vec::new(),
            steps_left: steps,
        })
    }

    /// The inner nodes of a function, each after those that it leads to.
    pub(crate) fn inner(&self, function: Node) -> Vec<Node> {
        self.inner_down_to(function, usize::MAX)
    }

    /// The inner nodes of a function that are no deeper than a level, each after those that it leads to.
    fn inner_down_to(&self, function: Node, deepest: usize) -> Vec<Node> {
        let (mut seen, mut to_visit) = (FxHashSet::default(), vec![function]);
        let mut inner = Vec::new();
        while let Some(node) = to_visit.pop() {
            if let Some((level, edges)) = self.open(node)
                && level <= deepest
                && seen.insert(node)
            {
                inner.push(node);
                to_visit.extend(edges);
            }
        }
        inner.sort_unstable();
        inner
    }

    /// What a function comes to somewhere.
    pub(crate) fn leaves(&self, function: Node) -> BTreeSet<Leaf> {
        let inner = self.inner(function);
        let edges = inner.iter().filter_map(|&node| self.open(node)).flat_map(|(_, edges)| edges);
        edges.chain([&function]).filter_map(|node| node.as_leaf()).collect()
    }

    /// Gives a new budget.
    pub(crate) fn allow(&mut self, steps: usize) {
        self.steps_left = steps;
    }

    /// What is left of the budget.
    pub(crate) fn steps_left(&self) -> usize {
        self.steps_left
    }

    /// The nodes that there are now.
    pub(crate) fn mark(&self) -> Mark {
        Mark { place: self.inner.len(), nodes: self.unique.len() }
    }

    /// How many nodes were made since a mark.
    pub(crate) fn nodes_since(&self, mark: Mark) -> usize {
        self.unique.len().saturating_sub(mark.nodes)
    }

    /// Forgets all nodes that were made since a mark, and all that was worked out: functions that lead to what is forgotten must
    /// not be used again.
    pub(crate) fn forget_since(&mut self, mark: Mark) {
        self.memo = Memo::default();
        let forgotten: Vec<(u32, u32)> = hashes(&self.inner, &self.arities, mark.place).collect();
        // The newest first: no other is put behind it.
        forgotten.iter().rev().for_each(|&(hash, node)| self.unique.remove_newest(hash, node));
        self.inner.truncate(mark.place);
    }

    /// The level of a node, and its edges; `None` of a leaf.
    pub(crate) fn open(&self, node: Node) -> Option<(usize, &[Node])> {
        let place = node.place()?;
        let level = usize::try_from(self.inner.get(place)?.0).ok()?;
        Some((level, self.inner.get(place + 1..place + 1 + self.arities.get(level)?)?))
    }

    /// How many edges a level has.
    pub(crate) fn arity(&self, level: usize) -> usize {
        self.arities.get(level).copied().unwrap_or(0)
    }

    /// The function that goes on along one of these edges at a level.
    pub(crate) fn node(&mut self, level: usize, edges: &[Node]) -> Result<Node, OverBudget> {
        match edges.split_first() {
            Some((first, rest)) if rest.iter().all(|edge| edge == first) => return Ok(*first),
            _ => {}
        }
        let hash = hash(level, edges);
        let is_it = |number| self.open(Node(number)) == Some((level, edges));
        let slot = match self.unique.find(hash, is_it) {
            Slot::Taken(number) => return Ok(Node(number)),
            Slot::Free(slot) => slot,
        };
        self.spend(edges.len())?;
        let node = Node::at(self.inner.len()).ok_or(OverBudget)?;
        self.inner.push(Node(u32::try_from(level).map_err(|_| OverBudget)?));
        self.inner.extend_from_slice(edges);
        self.unique.insert(slot, (hash, node.0), || hashes(&self.inner, &self.arities, 0));
        Ok(node)
    }

    /// The node of a level with the edges that were pushed last.
    fn made(&mut self, level: usize, from: usize) -> Result<Node, OverBudget> {
        let making = std::mem::take(&mut self.making);
        let node = self.node(level, making.get(from..).unwrap_or_default());
        self.making = making;
        self.making.truncate(from);
        node
    }

    /// Takes a step off the budget, and more for many edges: a count can have very many.
    pub(crate) fn spend(&mut self, edges: usize) -> Result<(), OverBudget> {
        let steps = 1 + edges / EDGES_A_STEP;
        self.steps_left = self.steps_left.checked_sub(steps).ok_or(OverBudget)?;
        Ok(())
    }

    /// Two functions as one, leaf by leaf.
    pub(crate) fn join(&mut self, how: Join, one: Node, other: Node) -> Result<Node, OverBudget> {
        if let Some(done) = how.shortcut(one, other) {
            return Ok(done);
        }
        let (one, other) = if how.commutes() && other < one { (other, one) } else { (one, other) };
        let key = how.key(one, other);
        if let Some(done) = self.memo.get(key) {
            return Ok(Node(done));
        }
        let (one, other) = (self.opened(one), self.opened(other));
        let level = one.level.min(other.level);
        let arity = self.arities.get(level).copied().ok_or(OverBudget)?;
        self.spend(arity)?;
        let from = self.making.len();
        for index in 0..arity {
            let edge = self.join(how, self.edge(one, level, index), self.edge(other, level, index))?;
            self.making.push(edge);
        }
        let joined = self.made(level, from)?;
        self.memo.insert(key, joined.0);
        Ok(joined)
    }

    fn opened(&self, node: Node) -> Opened {
        let leaf = Opened { node, level: usize::MAX, start: 0 };
        let Some(place) = node.place() else { return leaf };
        let level = self.inner.get(place).and_then(|level| usize::try_from(level.0).ok());
        level.map_or(leaf, |level| Opened { node, level, start: place + 1 })
    }

    /// Where a function goes along an edge of a level at or above which it begins.
    fn edge(&self, of: Opened, level: usize, edge: usize) -> Node {
        if of.level == level { self.inner.get(of.start + edge).copied().unwrap_or(of.node) } else { of.node }
    }

    /// Many functions as one, in pairs of those that begin at about the same level, so that what is joined stays small.
    pub(crate) fn join_all(
        &mut self,
        how: Join,
        nothing: Leaf,
        functions: impl IntoIterator<Item = Node>,
    ) -> Result<Node, OverBudget> {
        let mut waiting: Vec<Node> = functions.into_iter().collect();
        waiting.sort_by_key(|&function| (self.level(function), function));
        while waiting.len() > 1 {
            let mut joined = Vec::with_capacity(waiting.len().div_ceil(2));
            for pair in waiting.chunks(2) {
                joined.push(match pair {
                    [one, other] => self.join(how, *one, *other)?,
                    rest => rest.first().copied().unwrap_or(Node::leaf(nothing)),
                });
            }
            waiting = joined;
        }
        Ok(waiting.pop().unwrap_or(Node::leaf(nothing)))
    }

    /// A function with other leaves.
    pub(crate) fn map(&mut self, table: LeafMap, function: Node) -> Result<Node, OverBudget> {
        if let Some(leaf) = function.as_leaf() {
            return Ok(Node::leaf(relabelled(table, leaf)));
        }
        let [one, two, three, four, five, six, seven, eight] = table;
        let key = [
            u32::from_le_bytes([one, two, three, four]),
            u32::from_le_bytes([five, six, seven, eight]),
            function.0,
        ];
        if let Some(done) = self.memo.get(key) {
            return Ok(Node(done));
        }
        let opened = self.opened(function);
        let arity = self.arities.get(opened.level).copied().ok_or(OverBudget)?;
        self.spend(arity)?;
        let from = self.making.len();
        for index in 0..arity {
            let edge = self.map(table, self.edge(opened, opened.level, index))?;
            self.making.push(edge);
        }
        let mapped = self.made(opened.level, from)?;
        self.memo.insert(key, mapped.0);
        Ok(mapped)
    }

    /// Works something out of a function from its leaves up: `leaf` says what a leaf comes to, `step` what a node does by its
    /// level and what its edges come to. Each node is worked out once, however many ways lead to it.
    pub(crate) fn fold<T: Copy>(
        &self,
        function: Node,
        leaf: impl Fn(Leaf) -> T,
        mut step: impl FnMut(usize, &[T]) -> T,
    ) -> T {
        let mut done: FxHashMap<Node, T> = FxHashMap::default();
        let of = |node: Node, done: &FxHashMap<Node, T>| {
            done.get(&node).copied().unwrap_or_else(|| leaf(node.as_leaf().unwrap_or(0)))
        };
        // Nodes lead to nodes that were made before them, which come first.
        for node in self.inner(function) {
            let Some((level, edges)) = self.open(node) else { continue };
            let edges: Vec<T> = edges.iter().map(|&edge| of(edge, &done)).collect();
            done.insert(node, step(level, &edges));
        }
        of(function, &done)
    }

    /// Makes a function of another from its leaves up, which stay: `step` makes a node by its level and its new edges.
    pub(crate) fn rebuild(
        &mut self,
        function: Node,
        step: impl FnMut(&mut Diagrams, usize, &[Node]) -> Result<Node, OverBudget>,
    ) -> Result<Node, OverBudget> {
        self.rebuild_down_to(function, usize::MAX, step)
    }

    /// As [`Diagrams::rebuild`], of the nodes that are no deeper than a level: what lies below them stays as well.
    fn rebuild_down_to(
        &mut self,
        function: Node,
        deepest: usize,
        mut step: impl FnMut(&mut Diagrams, usize, &[Node]) -> Result<Node, OverBudget>,
    ) -> Result<Node, OverBudget> {
        let mut made: FxHashMap<Node, Node> = FxHashMap::default();
        let of = |node: Node, made: &FxHashMap<Node, Node>| made.get(&node).copied().unwrap_or(node);
        // Nodes lead to nodes that were made before them, which come first.
        for node in self.inner_down_to(function, deepest) {
            let (level, edges) = self.open(node).ok_or(OverBudget)?;
            let edges: Vec<Node> = edges.iter().map(|&edge| of(edge, &made)).collect();
            self.spend(edges.len())?;
            let rebuilt = step(self, level, &edges)?;
            made.insert(node, rebuilt);
        }
        Ok(of(function, &made))
    }

    /// What a function comes to at most, whichever way it goes at the levels that are not kept.
    pub(crate) fn at_most(
        &mut self,
        function: Node,
        kept: impl Fn(usize) -> bool,
    ) -> Result<Node, OverBudget> {
        self.rebuild(function, |diagrams, level, edges| {
            if kept(level) { diagrams.node(level, edges) } else { diagrams.any(edges.iter().copied()) }
        })
    }

    /// What a function comes to along one edge of a level.
    pub(crate) fn along(&mut self, function: Node, level: usize, edge: usize) -> Result<Node, OverBudget> {
        self.rebuild_down_to(function, level, |diagrams, here, edges| {
            if here == level {
                edges.get(edge).copied().ok_or(OverBudget)
            } else {
                diagrams.node(here, edges)
            }
        })
    }

    /// The level at which a function begins; past all levels for a leaf.
    pub(crate) fn level(&self, node: Node) -> usize {
        self.opened(node).level
    }

    /// Where a function goes along an edge of a level at or above which it begins.
    pub(crate) fn follow(&self, node: Node, level: usize, edge: usize) -> Node {
        self.edge(self.opened(node), level, edge)
    }
}

/// The inner nodes from a place on, in the order in which they were made, each after its hash.
fn hashes(inner: &[Node], arities: &[usize], from: usize) -> impl Iterator<Item = (u32, u32)> {
    let mut place = from;
    std::iter::from_fn(move || {
        let level = usize::try_from(inner.get(place)?.0).ok()?;
        let edges = inner.get(place + 1..place + 1 + arities.get(level)?)?;
        let node = Node::at(place)?;
        place += 1 + edges.len();
        Some((hash(level, edges), node.0))
    })
}

fn hash(level: usize, edges: &[Node]) -> u32 {
    let mut hasher = FxHasher::default();
    level.hash(&mut hasher);
    for edge in edges {
        edge.hash(&mut hasher);
    }
    let [one, two, three, four, ..] = hasher.finish().to_le_bytes();
    u32::from_le_bytes([one, two, three, four])
}
