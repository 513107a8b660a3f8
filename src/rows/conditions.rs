//! Conditions as rows of bits: which rules are true, and which may be, in one pass over the codes of a situation.

use super::block::{Block, Tests};
use super::clauses::{Clauses, truth};
use super::column_groups::{Codes, Groups};
use super::columns::{Columns, UNKNOWN};
use super::places::Layout;
use super::truth_bits::Truths;
use crate::model::{FactId, Known, Model, Truth, ValueCode};
use std::collections::BTreeSet;

/// How many codes a group of columns may have: the more, the fewer rows are read, as long as all fit into [`MOST_BYTES`].
const MOST_CODES: [usize; 3] = [128, 64, 16];

/// Bytes of rows that fit into the caches next to a processor.
const MOST_BYTES: usize = 1 << 20;

/// The conditions of all rules.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) columns: Columns,
    pub(crate) clauses: Clauses,
    pub(crate) layout: Layout,
    groups: Groups,
    blocks: Vec<Block>,
}

impl Rows {
    pub(crate) fn new(model: &Model) -> Rows {
        let columns = Columns::new(model);
        let clauses = Clauses::new(model, &columns);
        let layout = Layout::new(&model.rules, &clauses.rules);
        let blocks = layout.blocks.iter().cloned();
        let tests: Vec<Tests> = blocks.map(|words| Tests::new(words, &layout, &clauses, &columns)).collect();
        let sizes = (0..columns.len() + clauses.parts.len()).map(|column| columns.size(column) + 1);
        let groups = groups(&sizes.collect::<Vec<usize>>(), &tests);
        let blocks = tests.into_iter().map(|tests| Block::new(tests, &groups, &columns)).collect();
        Rows { columns, clauses, layout, groups, blocks }
    }

    /// The codes of what is known, and a buffer for those of the parts.
    pub(crate) fn codes(&self, known: &Known) -> Codes {
        let mut codes = self.groups.nothing_known();
        for (fact, &value) in known.numbered().filter(|(_, value)| value.is_some()) {
            self.write(fact, value, &mut codes);
        }
        codes
    }

    /// Writes the codes of a value of a fact.
    pub(crate) fn write(&self, fact: FactId, value: Option<ValueCode>, codes: &mut Codes) {
        for (column, code) in self.columns.codes(fact, value) {
            self.groups.write(column, code, codes);
        }
    }

    /// Is every fact known that a condition tests?
    pub(crate) fn is_complete(&self, codes: &Codes) -> bool {
        codes.columns().get(..self.columns.len()).is_some_and(|codes| !codes.contains(&UNKNOWN))
    }

    /// Bytes of rows.
    pub(crate) fn bytes(&self) -> usize {
        self.blocks.iter().map(Block::bytes).sum()
    }

    /// The truth of every rule's condition. The codes of the parts are worked out first.
    pub(crate) fn read(&self, codes: &mut Codes, truths: &mut Truths) {
        for (part, clauses) in self.clauses.parts.iter().enumerate() {
            let code = match truth(clauses, codes.columns()) {
                Truth::Unknown => UNKNOWN,
                Truth::False => 1,
                Truth::True => 2,
            };
            self.groups.write(self.columns.len() + part, code, codes);
        }
        truths.clear(self.layout.rules.len());
        self.blocks.iter().for_each(|block| block.read(codes, truths));
    }
}

/// The groups in which columns are read, which have `codes` codes each.
fn groups(codes: &[usize], tests: &[Tests]) -> Groups {
    let mut asked = vec![BTreeSet::new(); codes.len()];
    for (block, tests) in tests.iter().enumerate() {
        for column in tests.columns() {
            asked.get_mut(column).into_iter().for_each(|asked| _ = asked.insert(block));
        }
    }
    let bytes = |groups: &Groups| tests.iter().map(|tests| tests.bytes(groups)).sum::<usize>();
    let mut sizes = MOST_CODES.iter().map(|&most| Groups::new(codes, &asked, most));
    let fitting = sizes.find(|groups| bytes(groups) <= MOST_BYTES);
    fitting.unwrap_or_else(|| Groups::new(codes, &asked, 1))
}
