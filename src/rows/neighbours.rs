//! Which rules stand near each other: those that test the same few columns, and those that override each other.
//!
//! A situation is judged by reading rows of bits, one for each group of columns and each block of rules. What that costs is the
//! number of rows, so a block should test few columns; and overrides are cheap where a rule and its overriders are near. To
//! find the best placement is as hard as clustering in general; this is greedy: a rule and all that override it make
//! a chain, and a cluster takes the chain that adds fewest columns to those that it tests already, until it is full.

use super::clauses::Clause;
use crate::model::{Rule, RuleId, Table};
use std::collections::BTreeSet;

/// A rule, and after each those that override it.
pub(crate) type Chain = Vec<RuleId>;

/// Gathers all rules in clusters of at most `most` rules, in chains of at most `longest`.
pub(crate) fn clusters(
    rules: &Table<RuleId, Rule>,
    conditions: &Table<RuleId, Vec<Clause>>,
    most: usize,
    longest: usize,
) -> Vec<Vec<Chain>> {
    let chains = chains(rules, longest);
    let columns = |chain: &Chain| -> BTreeSet<usize> {
        let clauses = chain.iter().flat_map(|&rule| conditions.at(rule));
        clauses.flatten().map(|literal| literal.column).collect()
    };
    let columns: Vec<BTreeSet<usize>> = chains.iter().map(columns).collect();
    let mut testing =
        vec![Vec::new(); columns.iter().filter_map(BTreeSet::last).max().map_or(0, |last| last + 1)];
    for (chain, columns) in columns.iter().enumerate() {
        for &column in columns {
            testing.get_mut(column).into_iter().for_each(|testing| testing.push(chain));
        }
    }
    let mut gathering = Gathering { chains, columns, testing, left: BTreeSet::new() };
    gathering.left = (0..gathering.chains.len()).collect();
    let mut clusters = Vec::new();
    while !gathering.left.is_empty() {
        clusters.push(gathering.cluster(most));
    }
    clusters
}

/// Orders rules in chains, in which each is followed by those that override it: [`super::overrides`] merges them into few
/// steps.
fn chains(rules: &Table<RuleId, Rule>, longest: usize) -> Vec<Chain> {
    let mut placed = BTreeSet::new();
    let mut chains = Vec::new();
    for (first, _) in rules.numbered().filter(|(_, rule)| rule.overrides.is_empty()) {
        let (mut chain, mut next) = (Chain::new(), vec![first]);
        while let Some(rule) = next.pop() {
            if placed.insert(rule) {
                chain.push(rule);
                next.extend(&rules.at(rule).overridden_by);
            }
        }
        chains.extend(chain.chunks(longest).map(<[RuleId]>::to_vec));
    }
    chains
}

/// What is left to be gathered.
struct Gathering {
    chains: Vec<Chain>,
    /// The columns that each chain tests, and the chains that test each.
    columns: Vec<BTreeSet<usize>>,
    testing: Vec<Vec<usize>>,
    left: BTreeSet<usize>,
}

impl Gathering {
    /// Takes a cluster, greedily: always the chain that adds fewest columns.
    fn cluster(&mut self, mut room: usize) -> Vec<Chain> {
        let mut cluster = Vec::new();
        let mut queue = Queue::new(&self.columns, &self.left);
        let mut tested = BTreeSet::new();
        while let Some(next) = queue.first(|chain| self.length(chain) <= room) {
            for &column in
                self.columns.get(next).into_iter().flatten().filter(|&&column| tested.insert(column))
            {
                self.testing
                    .get(column)
                    .into_iter()
                    .flatten()
                    .for_each(|&chain| queue.brings_one_less(chain));
            }
            queue.take(next);
            self.left.remove(&next);
            room = room.saturating_sub(self.length(next));
            cluster.extend(self.chains.get_mut(next).map(std::mem::take));
        }
        cluster
    }

    fn length(&self, chain: usize) -> usize {
        self.chains.get(chain).map_or(0, Vec::len)
    }
}

/// Chains by how many columns they would bring.
struct Queue {
    brings: Vec<usize>,
    queue: BTreeSet<(usize, usize)>,
}

impl Queue {
    fn new(columns: &[BTreeSet<usize>], left: &BTreeSet<usize>) -> Queue {
        let brings: Vec<usize> = columns.iter().map(BTreeSet::len).collect();
        let queue = left.iter().filter_map(|&chain| Some((*brings.get(chain)?, chain))).collect();
        Queue { brings, queue }
    }

    /// That which brings the fewest.
    fn first(&self, fits: impl Fn(usize) -> bool) -> Option<usize> {
        self.queue.iter().map(|&(_, chain)| chain).find(|&chain| fits(chain))
    }

    fn brings_one_less(&mut self, chain: usize) {
        if let Some(brings) = self.brings.get_mut(chain)
            && self.queue.remove(&(*brings, chain))
        {
            *brings = brings.saturating_sub(1);
            self.queue.insert((*brings, chain));
        }
    }

    fn take(&mut self, chain: usize) {
        let brings = self.brings.get(chain).copied().unwrap_or(0);
        self.queue.remove(&(brings, chain));
    }
}
