//! Facts as columns of small codes: what the rows of bits are read by.
//!
//! A fact of few values is one column, whose codes are its values; of a count the classes that no condition tells apart. A
//! fact of many values is a column for each test that conditions make of it, whose codes are whether it passes.

use crate::document::Kind;
use crate::model::{Condition, Fact, FactId, Foreign, Model, Table, Test, ValueCode, class_of, cuts};

/// The code of a column: [`UNKNOWN`], or one more than the number of a value.
pub(crate) type Code = u8;

/// The code of what is not known.
pub(crate) const UNKNOWN: Code = 0;

/// A column has at most this many values: a set of them fits one word.
const MOST_VALUES: usize = 64;

/// One requirement: a column has one of these values, each a bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Literal {
    pub(crate) column: usize,
    pub(crate) values: u64,
}

/// Where the values of each fact stand.
#[derive(Debug)]
pub(crate) struct Columns {
    places: Table<FactId, Place>,
    /// How many values each column has.
    sizes: Vec<usize>,
}

#[derive(Debug)]
struct Place {
    first: usize,
    values: Values,
}

/// What the values of a fact's columns are.
#[derive(Debug)]
enum Values {
    /// The codes themselves.
    Codes(usize),
    /// Classes of counts, each named by its least.
    Classes(Vec<u32>),
    /// A column for each test: fails, passes.
    Tests(Vec<Test>),
}

impl Columns {
    /// Lays out every fact that a condition tests, and every safety fact.
    pub(crate) fn new(model: &Model) -> Columns {
        let facts = model.vocabulary.facts();
        let mut columns = Columns { places: Table::new(), sizes: Vec::new() };
        let tests = tests_of_wide_facts(model);
        for ((fact, cuts), tests) in facts.iter().zip(cuts(facts, model.conditions())).zip(tests) {
            let first = columns.sizes.len();
            let values = match (cuts, few_values(fact)) {
                (None, _) => Values::Tests(Vec::new()),
                (Some(_), Some(values)) => Values::Codes(values),
                (Some(cuts), None) if fact.kind == Kind::Count && cuts.len() <= MOST_VALUES => {
                    Values::Classes(cuts.into_iter().collect())
                }
                (Some(_), None) => Values::Tests(tests),
            };
            match &values {
                Values::Codes(values) => columns.sizes.push(*values),
                Values::Classes(classes) => columns.sizes.push(classes.len()),
                Values::Tests(tests) => columns.sizes.resize(first + tests.len(), 2),
            }
            columns.places.push(Place { first, values });
        }
        columns
    }

    /// How many columns there are.
    pub(crate) fn len(&self) -> usize {
        self.sizes.len()
    }

    /// How many values a column has. Columns past the last are truths: false, true.
    pub(crate) fn size(&self, column: usize) -> usize {
        self.sizes.get(column).copied().unwrap_or(2)
    }

    /// The first column of a fact, which tells whether it is known.
    pub(crate) fn first(&self, fact: FactId) -> Option<usize> {
        let place = self.places.at(fact);
        (place.columns() > 0).then_some(place.first)
    }

    /// The codes of a value of a fact, each with its column.
    pub(crate) fn codes(
        &self,
        fact: FactId,
        value: Option<ValueCode>,
    ) -> impl Iterator<Item = (usize, Code)> {
        let place = self.places.at(fact);
        let code = move |column| value.map_or(UNKNOWN, |value| place.code(column, value));
        (0..place.columns()).map(move |column| (place.first + column, code(column)))
    }

    /// A test of a fact as a requirement.
    pub(crate) fn literal(&self, fact: FactId, test: &Test) -> Option<Literal> {
        let place = self.places.at(fact);
        let set = |value: usize, passes: bool| u64::from(passes).checked_shl(u32::try_from(value).ok()?);
        let codes = |values: &mut dyn Iterator<Item = ValueCode>| {
            values
                .enumerate()
                .filter_map(|(value, code)| set(value, test.passes(code)))
                .fold(0, |all, bit| all | bit)
        };
        Some(match &place.values {
            Values::Codes(values) => {
                let values = codes(&mut (0..ValueCode::try_from(*values).ok()?));
                Literal { column: place.first, values }
            }
            Values::Classes(classes) => {
                let values = codes(&mut classes.iter().map(|&least| ValueCode::from(least)));
                Literal { column: place.first, values }
            }
            Values::Tests(tests) => {
                let column = place.first + tests.iter().position(|other| other == test)?;
                Literal { column, values: 0b10 }
            }
        })
    }
}

/// It has no columns.
impl Foreign for Place {
    fn foreign() -> &'static Place {
        const { &Place { first: 0, values: Values::Tests(Vec::new()) } }
    }
}

impl Place {
    fn columns(&self) -> usize {
        match &self.values {
            Values::Codes(_) | Values::Classes(_) => 1,
            Values::Tests(tests) => tests.len(),
        }
    }

    fn code(&self, column: usize, value: ValueCode) -> Code {
        let number = match &self.values {
            Values::Codes(values) => {
                let number = usize::try_from(value).ok().filter(|number| number < values);
                return number.and_then(|number| Code::try_from(number + 1).ok()).unwrap_or(UNKNOWN);
            }
            Values::Classes(classes) => class_of(classes, value),
            Values::Tests(tests) => usize::from(tests.get(column).is_some_and(|test| test.passes(value))),
        };
        Code::try_from(number.saturating_add(1)).unwrap_or(UNKNOWN)
    }
}

impl Literal {
    /// What requires the opposite, in a column of `size` values.
    pub(crate) fn not(self, size: usize) -> Literal {
        let all = u64::MAX.checked_shr(u32::try_from(MOST_VALUES.saturating_sub(size)).unwrap_or(0));
        Literal { column: self.column, values: !self.values & all.unwrap_or(0) }
    }

    /// Does a code other than [`UNKNOWN`] meet it?
    pub(crate) fn passes(self, code: Code) -> bool {
        self.values.checked_shr(u32::from(code).wrapping_sub(1)).unwrap_or(0) & 1 == 1
    }
}

/// How many values a fact has, if they are few; of a count that depends on the conditions.
fn few_values(fact: &Fact) -> Option<usize> {
    let values = if fact.kind == Kind::Count { None } else { fact.value_count() };
    values.and_then(|values| usize::try_from(values).ok()).filter(|&values| values <= MOST_VALUES)
}

/// The different tests that conditions make of each fact that may have many values. Any test tells whether it is known.
fn tests_of_wide_facts(model: &Model) -> Table<FactId, Vec<Test>> {
    let facts = model.vocabulary.facts();
    let wide = |fact: &Fact| few_values(fact).is_none();
    let always = Test::Includes { any: None, all: 0, none: 0 };
    let mut tests: Table<FactId, Vec<Test>> = facts
        .iter()
        .map(|fact| Vec::from_iter((wide(fact) && fact.safety).then(|| always.clone())))
        .collect();
    let mut add = |fact: FactId, test: &Test| {
        if wide(facts.at(fact)) && !tests.at(fact).contains(test) {
            tests.change(fact, |tests| tests.push(test.clone()));
        }
    };
    model.conditions().for_each(|condition: &Condition| condition.each_test(&mut add));
    tests
}
