//! Conditions as clauses: alternatives, each a list of requirements that all have to be met.
//!
//! The truth stays three-valued: a requirement on what is not known is unknown, a clause the least of its requirements, a
//! condition the greatest of its clauses. What holds of *and*, *or* and *not* over three values is all that is used.

use super::columns::{Code, Columns, Literal, UNKNOWN};
use crate::model::{Condition, FactId, Judged, Model, Region, RuleId, Table, TermId, Test, Truth};
use std::collections::BTreeMap;

/// Requirements by column, one a column.
pub(crate) type Clause = Vec<Literal>;

/// A condition of more clauses than this becomes a part.
pub(crate) const MOST_CLAUSES: usize = 4;

/// A part of a condition never multiplies into more clauses than this: it becomes a part of its own first.
const MOST_MULTIPLIED: usize = 16;

/// The conditions of all rules as clauses.
#[derive(Debug)]
pub(crate) struct Clauses {
    /// Truths that clauses use, each by its clauses, which use earlier ones only. Part `n` is the column
    /// `columns.len() + n`.
    pub(crate) parts: Vec<Vec<Clause>>,
    /// By rule; at most [`MOST_CLAUSES`] each.
    pub(crate) rules: Table<RuleId, Vec<Clause>>,
}

impl Clauses {
    pub(crate) fn new(model: &Model, columns: &Columns) -> Clauses {
        let mut writer =
            Writer { columns, conditions: model.terms_above(), terms: BTreeMap::new(), parts: Vec::new() };
        // Terms that others use come first, so that none is written deep within another.
        for &term in &model.layers.at(model.top()).term_order {
            writer.term(term, true);
        }
        let mut rules = Table::new();
        for rule in &model.rules {
            let clauses = writer.write(&rule.when.judged, true);
            rules.push(writer.bounded(clauses, MOST_CLAUSES));
        }
        Clauses { parts: writer.parts, rules }
    }
}

/// The truth of what clauses say of some codes.
pub(crate) fn truth(clauses: &[Clause], codes: &[Code]) -> Truth {
    let literal = |literal: &Literal| match codes.get(literal.column) {
        None | Some(&UNKNOWN) => Truth::Unknown,
        Some(&code) => Truth::from(literal.passes(code)),
    };
    Truth::any(clauses.iter().map(|clause| Truth::all(clause.iter().map(literal))))
}

struct Writer<'a> {
    columns: &'a Columns,
    /// The conditions of the terms.
    conditions: &'a Table<TermId, Condition>,
    /// The clauses of terms that have been written, where they hold and where they do not.
    terms: BTreeMap<(TermId, bool), Vec<Clause>>,
    parts: Vec<Vec<Clause>>,
}

impl Writer<'_> {
    /// The clauses of what is true where a condition is (or is not).
    fn write(&mut self, judged: &Judged, holds: bool) -> Vec<Clause> {
        match judged {
            Judged::All(parts) if holds => self.product(parts, true),
            Judged::All(parts) => self.union(parts, false),
            Judged::Any(parts) if holds => self.union(parts, true),
            Judged::Any(parts) => self.product(parts, false),
            Judged::Not(part) => self.write(part, !holds),
            Judged::Term(term) => self.term(*term, holds),
            Judged::Fact(fact, test) => {
                self.literal(*fact, test, holds).map(|literal| vec![literal]).into_iter().collect()
            }
            // Each region is a clause: where it does not hold, those are taken that fail.
            Judged::Joint(joint) => {
                let regions = if holds { &joint.holds } else { &joint.fails };
                plain(regions.iter().map(|region| self.of_region(region)).collect())
            }
        }
    }

    fn of_region(&self, region: &Region) -> Clause {
        let literals = region.iter().filter_map(|(fact, test)| self.literal(*fact, test, true));
        let mut clause: Clause = literals.collect();
        clause.sort_unstable();
        clause
    }

    fn literal(&self, fact: FactId, test: &Test, holds: bool) -> Option<Literal> {
        let literal = self.columns.literal(fact, test)?;
        Some(if holds { literal } else { literal.not(self.columns.size(literal.column)) })
    }

    fn term(&mut self, term: TermId, holds: bool) -> Vec<Clause> {
        if let Some(written) = self.terms.get(&(term, holds)) {
            return written.clone();
        }
        let clauses = self.write(&self.conditions.at(term).judged, holds);
        let clauses = self.bounded(clauses, MOST_MULTIPLIED);
        self.terms.insert((term, holds), clauses.clone());
        clauses
    }

    fn union(&mut self, parts: &[Judged], hold: bool) -> Vec<Clause> {
        let mut clauses = Vec::new();
        for part in parts {
            let part = self.write(part, hold);
            clauses.extend(self.bounded(part, MOST_MULTIPLIED));
        }
        plain(clauses)
    }

    fn product(&mut self, parts: &[Judged], hold: bool) -> Vec<Clause> {
        let mut factors: Vec<Vec<Clause>> = parts.iter().map(|part| self.write(part, hold)).collect();
        factors.sort_by_key(Vec::len);
        let mut product = vec![Clause::new()];
        for factor in factors {
            let factor = self.bounded(factor, MOST_MULTIPLIED / product.len().max(1));
            let pairs = product.iter().flat_map(|one| factor.iter().map(|other| both(one, other)));
            product = plain(pairs.collect());
        }
        product
    }

    /// Returns `clauses` if there are at most `most`; else stores them as a part, and returns one literal for it.
    fn bounded(&mut self, clauses: Vec<Clause>, most: usize) -> Vec<Clause> {
        if clauses.len() <= most.max(1) {
            return clauses;
        }
        let column = self.columns.len() + self.parts.len();
        self.parts.push(clauses);
        vec![vec![Literal { column, values: 0b10 }]]
    }
}

/// Clauses without those that add nothing.
fn plain(mut clauses: Vec<Clause>) -> Vec<Clause> {
    clauses.sort_unstable();
    clauses.dedup();
    if clauses.first().is_some_and(Clause::is_empty) {
        clauses.truncate(1); // One that is always true.
    }
    clauses
}

/// Two clauses as one. Two requirements on a column are one, met by what meets both.
fn both(one: &Clause, other: &Clause) -> Clause {
    let mut joined: BTreeMap<usize, u64> = BTreeMap::new();
    for literal in one.iter().chain(other) {
        joined.entry(literal.column).and_modify(|values| *values &= literal.values).or_insert(literal.values);
    }
    joined.into_iter().map(|(column, values)| Literal { column, values }).collect()
}
