//! Conditions as rows of bits: which rules are true, and which may be, in one pass over the codes of a situation.
//!
//! For each code of a column a row says which clauses it leaves standing, and for an unknown column which clauses do not
//! mention it. What every known column leaves standing is possible; what no unknown column is mentioned by besides is
//! certain.

use crate::clauses::{Clause, Clauses, truth};
use crate::columns::{Code, Columns, UNKNOWN};
use crate::condition::Known;
use crate::layout::{ClauseWord, Layout, WORD};
use crate::model::Model;
use crate::truth::Truth;
use std::collections::BTreeMap;
use std::ops::Range;

/// The greatest number of words of clauses in a block.
const WIDE: usize = 8;

/// The conditions of all rules.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) columns: Columns,
    pub(crate) clauses: Clauses,
    pub(crate) layout: Layout,
    blocks: Vec<Block>,
    /// Of each block: for each of its columns a row for [`UNKNOWN`] and then one for each value.
    bits: Vec<u64>,
    /// Words of clauses in a block.
    width: usize,
}

/// Some words of clauses, and what they test.
#[derive(Debug)]
struct Block {
    words: Range<usize>,
    rows: Range<usize>,
    /// The bits that stand for a clause.
    all: Vec<u64>,
    uses: Vec<Use>,
}

/// A column that a block tests.
#[derive(Debug)]
struct Use {
    column: usize,
    /// The number of its first row within the block.
    first: usize,
}

/// Three-valued truths by place: possible where not false, certain where true.
#[derive(Clone, Debug, Default)]
pub(crate) struct Truths {
    pub(crate) possible: Vec<u64>,
    pub(crate) certain: Vec<u64>,
}

impl Rows {
    pub(crate) fn new(model: &Model) -> Rows {
        let columns = Columns::new(model);
        let clauses = Clauses::new(model, &columns);
        let layout = Layout::new(&clauses.rules, columns.len() + clauses.parts.len());
        let width = layout.words.len().next_power_of_two().clamp(2, WIDE);
        let mut rows = Rows { columns, clauses, layout, blocks: Vec::new(), bits: Vec::new(), width };
        for first in (0..rows.layout.words.len()).step_by(width) {
            rows.add_block(first);
        }
        rows
    }

    /// The codes of what is known, and room for those of the parts.
    pub(crate) fn codes(&self, known: &Known) -> Vec<Code> {
        let mut codes = vec![UNKNOWN; self.columns.len() + self.clauses.parts.len()];
        for (fact, &value) in known.iter().enumerate().filter(|(_, value)| value.is_some()) {
            self.columns.write(fact, value, &mut codes);
        }
        codes
    }

    /// Is every fact known that a condition tests?
    pub(crate) fn is_complete(&self, codes: &[Code]) -> bool {
        codes.get(..self.columns.len()).is_some_and(|codes| !codes.contains(&UNKNOWN))
    }

    /// Bytes of rows.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(self.bits.as_slice())
    }

    /// The truth of every rule's condition. The codes of the parts are worked out first.
    pub(crate) fn read(&self, codes: &mut [Code], truths: &mut Truths) {
        for (part, clauses) in self.clauses.parts.iter().enumerate() {
            let code = match truth(clauses, codes) {
                Truth::Unknown => UNKNOWN,
                Truth::False => 1,
                Truth::True => 2,
            };
            codes.get_mut(self.columns.len() + part).into_iter().for_each(|slot| *slot = code);
        }
        truths.clear(self.layout.rules.len().div_ceil(WORD));
        for block in &self.blocks {
            let rows = self.bits.get(block.rows.clone()).unwrap_or_default();
            let words = self.layout.words.get(block.words.clone()).unwrap_or_default();
            match self.width {
                2 => block.read::<2>(rows, words, codes, truths),
                4 => block.read::<4>(rows, words, codes, truths),
                _ => block.read::<WIDE>(rows, words, codes, truths),
            }
        }
    }

    fn add_block(&mut self, first: usize) {
        let words = first..(first + self.width).min(self.layout.words.len());
        let mut clauses: Vec<(usize, u64, &Clause)> = Vec::new();
        for (word, of_word) in self.layout.words.get(words.clone()).unwrap_or_default().iter().enumerate() {
            for (rule, bit) in self.layout.rules_of(of_word.rules) {
                let clause = self.clauses.rules.get(rule).and_then(|clauses| clauses.get(of_word.layer));
                clauses.extend(clause.map(|clause| (word, bit, clause)));
            }
        }
        let mut all = vec![0; self.width];
        for &(word, bit, _) in &clauses {
            set(&mut all, word, bit, true);
        }
        let mut by_column: BTreeMap<usize, Vec<(usize, u64, u64)>> = BTreeMap::new();
        for (word, bit, clause) in clauses {
            for literal in clause {
                by_column.entry(literal.column).or_default().push((word, bit, literal.values));
            }
        }
        let start = self.bits.len();
        let mut uses = Vec::with_capacity(by_column.len());
        for (column, tests) in by_column {
            uses.push(Use { column, first: (self.bits.len() - start) / self.width });
            let mut unmentioned = all.clone();
            for &(word, bit, _) in &tests {
                set(&mut unmentioned, word, bit, false);
            }
            self.bits.extend_from_slice(&unmentioned);
            for value in 0..self.columns.size(column) {
                let mut row = unmentioned.clone();
                let passing = tests.iter().filter(|(_, _, values)| values >> value & 1 == 1);
                passing.for_each(|&(word, bit, _)| set(&mut row, word, bit, true));
                self.bits.extend_from_slice(&row);
            }
        }
        self.blocks.push(Block { words, rows: start..self.bits.len(), all, uses });
    }
}

impl Block {
    /// Reads one row for each column; of an unknown one it bounds only what is certain.
    fn read<const WIDTH: usize>(
        &self,
        rows: &[u64],
        words: &[ClauseWord],
        codes: &[Code],
        truths: &mut Truths,
    ) {
        let (rows, _) = rows.as_chunks::<WIDTH>();
        let Some(&all) = self.all.first_chunk::<WIDTH>() else { return };
        let (mut possible, mut certain) = (all, all);
        for each in &self.uses {
            let code = codes.get(each.column).copied().unwrap_or(UNKNOWN);
            let Some(row) = rows.get(each.first + usize::from(code)) else { continue };
            let unknown = u64::from(code == UNKNOWN).wrapping_neg();
            for ((possible, certain), row) in possible.iter_mut().zip(&mut certain).zip(row) {
                *certain &= row;
                *possible &= row | unknown;
            }
        }
        for ((word, possible), certain) in words.iter().zip(possible).zip(certain) {
            if let (Some(may), Some(is)) =
                (truths.possible.get_mut(word.rules), truths.certain.get_mut(word.rules))
            {
                *may |= possible;
                *is |= certain;
            }
        }
    }
}

impl Truths {
    /// False everywhere, in so many words.
    pub(crate) fn clear(&mut self, words: usize) {
        for bits in [&mut self.possible, &mut self.certain] {
            bits.clear();
            bits.resize(words, 0);
        }
    }

    /// The truth at a place.
    pub(crate) fn at(&self, place: usize) -> Truth {
        let is_set =
            |bits: &[u64]| bits.get(place / WORD).is_some_and(|word| word >> (place % WORD) & 1 == 1);
        match (is_set(&self.certain), is_set(&self.possible)) {
            (true, _) => Truth::True,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::False,
        }
    }
}

fn set(row: &mut [u64], word: usize, bit: u64, on: bool) {
    if let Some(word) = row.get_mut(word) {
        *word = if on { *word | bit } else { *word & !bit };
    }
}
