//! What many records came to, in bounded memory.

use super::in_words;
use demeanor::Guideline;
use demeanor::guidance::Replay;
use std::collections::BTreeMap;

/// Records that differ are told one by one up to this many.
const TOLD: u64 = 20;

/// So many changes are told apart.
const CHANGES: usize = 100;

#[derive(Default)]
pub(super) struct Tally {
    same: u64,
    differing: u64,
    /// Records of which only words, questions or what was presumed differ.
    in_words_alone: u64,
    /// The lines of the first of them.
    lines_in_words_alone: Vec<String>,
    pub(super) unread: u64,
    /// Records that differ though nothing has changed.
    altered: u64,
    /// What has changed, with how many records it is later than.
    changed: BTreeMap<String, u64>,
    /// The first records that differ, in words.
    told: Vec<String>,
}

impl Tally {
    pub(super) fn count(&mut self, line: u64, replay: &Replay, guideline: &Guideline) {
        for changed in &replay.changed {
            let changed = in_words::change(changed);
            if self.changed.len() < CHANGES || self.changed.contains_key(&changed) {
                *self.changed.entry(changed).or_insert(0) += 1;
            }
        }
        if replay.is_same() {
            self.same += 1;
            return;
        }
        self.altered += u64::from(replay.changed.is_empty());
        if in_words::alone(replay) {
            self.in_words_alone += 1;
            if self.in_words_alone <= TOLD {
                self.lines_in_words_alone.push(line.to_string());
            }
            return;
        }
        self.differing += 1;
        if self.differing <= TOLD {
            let altered =
                if replay.changed.is_empty() { format!(" {}", in_words::ALTERED) } else { String::new() };
            self.told.push(format!("\nLine {line}: {}{altered}", in_words::verdict(replay)));
            self.told.extend(in_words::differences(replay, guideline));
        }
    }

    fn records(&self) -> u64 {
        self.same + self.in_words_alone + self.differing + self.unread
    }

    pub(super) fn all_same(&self) -> bool {
        self.same == self.records()
    }

    /// How many of what.
    pub(super) fn in_one_line(&self) -> String {
        let records = counted(self.records());
        if self.all_same() {
            return format!("Of {records} every one has the answer that was stored, word for word.");
        }
        let parts = [
            (self.same, "the answer that was stored, word for word"),
            (self.in_words_alone, "the same answer in other words"),
            (self.differing, "another answer"),
            (self.unread, "none, as what is stored cannot be given again"),
        ];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> =
            parts.map(|(count, what)| format!("{count} {} {what}", have(*count))).collect();
        format!("Of {records} {}.", parts.join("; "))
    }

    pub(super) fn in_words(&self) -> String {
        let mut told = vec![self.in_one_line()];
        if !self.changed.is_empty() {
            told.push("\nWhat has changed since they were stored".into());
            told.extend(self.changed.iter().map(|(what, count)| format!("- {what}  ({})", counted(*count))));
        }
        if self.altered > 0 {
            let records = counted(self.altered);
            told.push(format!(
                "\nStored records that have been altered: {records}, as nothing has changed since."
            ));
        }
        if self.in_words_alone > 0 {
            let more = if self.in_words_alone > TOLD { ", …" } else { "" };
            told.push("\nWhere only words, questions, or what was presumed differ".into());
            told.push(format!("- line {}{more}", self.lines_in_words_alone.join(", ")));
        }
        told.extend(self.told.iter().cloned());
        if self.differing > TOLD {
            told.push(format!(
                "\nAnd {} more have another answer; `--format json` tells all.",
                self.differing - TOLD
            ));
        }
        told.join("\n")
    }
}

fn have(records: u64) -> &'static str {
    if records == 1 { "has" } else { "have" }
}

fn counted(records: u64) -> String {
    if records == 1 { "1 record".into() } else { format!("{records} records") }
}
