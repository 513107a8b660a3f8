//! What is counted over all records.

use demeanor::{Guideline, LiveSituation, Stance};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Differing records are named up to this many.
const NAMED: usize = 20;

pub(super) struct Tally {
    /// The ids of the rules, by number.
    pub(super) rules: Arc<[String]>,
    pub(super) records: u64,
    pub(super) bad: u64,
    pub(super) stances: BTreeMap<Stance, u64>,
    /// How often each rule had the stance for its vote.
    pub(super) deciding: Vec<u64>,
    /// How often each rule stood.
    pub(super) standing: Vec<u64>,
    /// How often each fact was not known.
    pub(super) unknown: Vec<u64>,
    /// Records that the other rule set answers differently, by both stances.
    pub(super) differing: BTreeMap<(Stance, Option<Stance>), u64>,
    /// The lines of the first of them.
    pub(super) differing_lines: Vec<u64>,
}

impl Tally {
    pub(super) fn new(guideline: &Guideline) -> Tally {
        let rules: Arc<[String]> = guideline.rule_ids().map(str::to_owned).collect();
        Tally {
            deciding: vec![0; rules.len()],
            standing: vec![0; rules.len()],
            unknown: vec![0; guideline.facts().len()],
            rules,
            records: 0,
            bad: 0,
            stances: BTreeMap::new(),
            differing: BTreeMap::new(),
            differing_lines: Vec::new(),
        }
    }

    pub(super) fn count(&mut self, stance: Stance, deciding: &[usize], standing: &[usize]) {
        self.records += 1;
        *self.stances.entry(stance).or_insert(0) += 1;
        for &rule in deciding {
            count(&mut self.deciding, rule);
        }
        for &rule in standing {
            count(&mut self.standing, rule);
        }
    }

    pub(super) fn count_unknown(&mut self, situation: &LiveSituation) {
        situation.unknown().for_each(|fact| count(&mut self.unknown, fact));
    }

    pub(super) fn differ(&mut self, line: u64, stance: Stance, against: Option<Stance>) {
        *self.differing.entry((stance, against)).or_insert(0) += 1;
        if self.differing_lines.len() < NAMED {
            self.differing_lines.push(line);
        }
    }

    /// Adds what was counted over later records.
    pub(super) fn add(&mut self, other: &Tally) {
        self.records += other.records;
        let counts = [
            (&mut self.deciding, &other.deciding),
            (&mut self.standing, &other.standing),
            (&mut self.unknown, &other.unknown),
        ];
        for (mine, other) in counts {
            mine.iter_mut().zip(other).for_each(|(mine, other)| *mine += other);
        }
        for (&stance, count) in &other.stances {
            *self.stances.entry(stance).or_insert(0) += count;
        }
        for (&stances, count) in &other.differing {
            *self.differing.entry(stances).or_insert(0) += count;
        }
        let room = NAMED.saturating_sub(self.differing_lines.len());
        self.differing_lines.extend(other.differing_lines.iter().take(room));
    }
}

fn count(counts: &mut [u64], place: usize) {
    if let Some(count) = counts.get_mut(place) {
        *count += 1;
    }
}
