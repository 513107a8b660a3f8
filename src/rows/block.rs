//! Some words of clauses, and the rows of bits that say which of them a situation leaves standing.
//!
//! For each code of a group of columns a row says which clauses are not false by what is known of these: what the rows of
//! all groups say is possible. For each choice of columns that may be unknown another row says which clauses mention none of
//! them: what is possible and mentions nothing that is unknown is certain.

use super::clauses::Clauses;
use super::column_groups::{Codes, Groups};
use super::columns::Columns;
use super::places::{Layout, WIDE};
use super::truth_bits::{Truths, WordTruths};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A bit for each clause.
type Row = Vec<u64>;

/// What some words of clauses test, column by column.
#[derive(Debug)]
pub(crate) struct Tests {
    /// The word of rules that each word of clauses is for.
    rules: Vec<usize>,
    /// Every clause.
    all: Row,
    columns: BTreeMap<usize, Tested>,
}

/// What they test of a column.
#[derive(Clone, Debug)]
struct Tested {
    /// Which of them each code leaves standing; what is not known, all.
    standing: Vec<Row>,
    /// Which do not mention the column.
    unmentioned: Row,
}

/// [`Tests`] as rows of bits, ready to be read.
#[derive(Debug)]
pub(crate) struct Block {
    rules: Vec<usize>,
    all: Row,
    uses: Vec<Use>,
    /// As wide as `all`.
    rows: Vec<u64>,
}

/// A group of columns that is tested.
#[derive(Debug)]
struct Use {
    group: usize,
    /// The number of the first row of what each code of it leaves standing.
    standing: usize,
    /// The number of the first row of what mentions none of those that are unknown.
    unmentioned: usize,
}

impl Tests {
    /// What some words of a layout test.
    pub(crate) fn new(words: Range<usize>, layout: &Layout, clauses: &Clauses, columns: &Columns) -> Tests {
        let words = layout.words.get(words).unwrap_or_default();
        let mut tests = Tests {
            rules: words.iter().map(|word| word.rules).collect(),
            all: vec![0; words.len().next_power_of_two()],
            columns: BTreeMap::new(),
        };
        let mut literals = Vec::new();
        for (number, word) in words.iter().enumerate() {
            for (rule, bit) in layout.rules_of(word.rules) {
                if let Some(clause) = clauses.rules.at(rule).get(word.layer) {
                    set(&mut tests.all, number, bit, true);
                    literals.extend(clause.iter().map(|literal| (number, bit, *literal)));
                }
            }
        }
        for (number, bit, literal) in literals {
            let codes = columns.size(literal.column) + 1;
            let tested =
                tests.columns.entry(literal.column).or_insert_with(|| Tested::none(&tests.all, codes));
            set(&mut tested.unmentioned, number, bit, false);
            for (value, row) in tested.standing.iter_mut().skip(1).enumerate() {
                set(row, number, bit, literal.values >> value & 1 == 1);
            }
        }
        tests
    }

    /// The columns that are tested.
    pub(crate) fn columns(&self) -> impl Iterator<Item = usize> {
        self.columns.keys().copied()
    }

    /// How many bytes of rows it takes to read these columns in groups.
    pub(crate) fn bytes(&self, groups: &Groups) -> usize {
        let tested: BTreeSet<usize> = self.columns().map(|column| groups.of(column)).collect();
        tested.into_iter().map(|group| groups.rows(group)).sum::<usize>() * size_of_val(self.all.as_slice())
    }
}

impl Tested {
    /// No clause tests the column.
    fn none(all: &Row, codes: usize) -> Tested {
        Tested { standing: vec![all.clone(); codes], unmentioned: all.clone() }
    }
}

impl Block {
    pub(crate) fn new(tests: Tests, groups: &Groups, columns: &Columns) -> Block {
        let Tests { rules, all, columns: mut tested } = tests;
        let mut block = Block { rules, uses: Vec::new(), rows: Vec::new(), all };
        while let Some(&column) = tested.keys().next() {
            let group = groups.of(column);
            let (mut standing, mut unmentioned) = (vec![block.all.clone()], vec![block.all.clone()]);
            for &member in groups.columns(group) {
                let none = || Tested::none(&block.all, columns.size(member) + 1);
                let tested = tested.remove(&member).unwrap_or_else(none);
                standing = both(&standing, &tested.standing);
                unmentioned = both(&unmentioned, &[block.all.clone(), tested.unmentioned]);
            }
            let first = block.rows.len() / block.all.len();
            block.uses.push(Use { group, standing: first, unmentioned: first + standing.len() });
            block.rows.extend(standing.into_iter().chain(unmentioned).flatten());
        }
        block
    }

    /// Bytes of rows.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(self.rows.as_slice())
    }

    /// Adds the truths of its rules.
    pub(crate) fn read(&self, codes: &Codes, truths: &mut Truths) {
        match self.all.len() {
            1 => self.add::<1>(codes, truths),
            2 => self.add::<2>(codes, truths),
            4 => self.add::<4>(codes, truths),
            _ => self.add::<WIDE>(codes, truths),
        }
    }

    fn add<const WIDTH: usize>(&self, codes: &Codes, truths: &mut Truths) {
        let (standing, unmentioned) = self.left::<WIDTH>(codes);
        for ((&rules, possible), unmentioned) in self.rules.iter().zip(standing).zip(unmentioned) {
            truths.add(rules, WordTruths { possible, certain: possible & unmentioned });
        }
    }

    /// Which clauses what is known leaves standing, and which mention nothing that is unknown.
    ///
    /// In a function of its own several words are worked out at a time: what is done with the results would tear them apart.
    #[inline(never)]
    fn left<const WIDTH: usize>(&self, codes: &Codes) -> ([u64; WIDTH], [u64; WIDTH]) {
        let (rows, _) = self.rows.as_chunks::<WIDTH>();
        let all = self.all.first_chunk::<WIDTH>().copied().unwrap_or([0; WIDTH]);
        let (mut standing, mut unmentioned) = (all, all);
        for each in &self.uses {
            let group = codes.group(each.group);
            let stands = rows.get(each.standing + usize::from(group.code));
            let is_unmentioned = rows.get(each.unmentioned + usize::from(group.unknown));
            if let (Some(stands), Some(is_unmentioned)) = (stands, is_unmentioned) {
                standing.iter_mut().zip(stands).for_each(|(all, row)| *all &= row);
                unmentioned.iter_mut().zip(is_unmentioned).for_each(|(all, row)| *all &= row);
            }
        }
        (standing, unmentioned)
    }
}

/// A row for each pair of rows: what both say.
fn both(one: &[Row], other: &[Row]) -> Vec<Row> {
    let both = |one: &Row, other: &Row| one.iter().zip(other).map(|(one, other)| one & other).collect();
    other.iter().flat_map(|other| one.iter().map(move |one| both(one, other))).collect()
}

fn set(row: &mut [u64], word: usize, bit: u64, on: bool) {
    if let Some(word) = row.get_mut(word) {
        *word = if on { *word | bit } else { *word & !bit };
    }
}
