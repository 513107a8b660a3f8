//! Puts the parts of a condition together that speak of the same facts.
//!
//! Most conditions test each fact once, and are judged as they are written. Of the others only the parts that have facts in
//! common become a joint, found by joining groups of parts as long as two share a fact. What this costs depends on how the
//! facts are tangled and not on how many there are, so that it is bounded by steps: a condition that takes more is refused.

use super::function::function;
use super::regions::regions;
use crate::diagram::OverBudget;
use crate::levels::{Encoding, Over};
use crate::model::{
    Condition, Fact, FactId, Joint, Judged, Region, Table, TermId, Test, Written, values_told_apart,
};
use std::collections::BTreeSet;

/// A written condition as it is judged, by the terms as they are judged. Takes the steps that it needs off what is left.
pub(crate) fn judged(
    written: &Written,
    terms: &Table<TermId, Condition>,
    facts: &Table<FactId, Fact>,
    steps: &mut usize,
) -> Result<Judged, OverBudget> {
    Judging { terms, facts, steps }.of(written)
}

/// A part that is written out takes as much memory as this many steps stand for.
const STEPS_A_PART: usize = 4;

struct Judging<'a> {
    terms: &'a Table<TermId, Condition>,
    facts: &'a Table<FactId, Fact>,
    steps: &'a mut usize,
}

/// Parts that have facts in common, and their facts.
struct Group {
    facts: BTreeSet<FactId>,
    parts: Vec<Judged>,
}

impl Judging<'_> {
    fn of(&mut self, written: &Written) -> Result<Judged, OverBudget> {
        match written {
            Written::All(parts) => self.joined(parts, true),
            Written::Any(parts) => self.joined(parts, false),
            Written::None(parts) => {
                let any = self.joined(parts, false)?;
                Ok(any.decided().map_or_else(|| Judged::Not(Box::new(any)), |any| decided(!any)))
            }
            Written::Term(term) => {
                Ok(self.terms.at(*term).judged.decided().map_or(Judged::Term(*term), decided))
            }
            Written::Fact(fact, test) => {
                let always = outcome(test, self.facts.at(*fact));
                Ok(always.map_or_else(|| Judged::Fact(*fact, test.clone()), decided))
            }
        }
    }

    /// Parts of which all have to be true, or any.
    fn joined(&mut self, written: &[Written], all: bool) -> Result<Judged, OverBudget> {
        let mut groups: Vec<Group> = Vec::new();
        for part in written {
            let part = self.of(part)?;
            if part.decided() == Some(!all) {
                return Ok(part);
            }
            for part in within(part, all) {
                self.add(part, &mut groups)?;
            }
        }
        let mut parts = Vec::new();
        for group in groups {
            let part = self.together(group, all)?;
            match part.decided() {
                Some(decided) if decided == all => {}
                Some(_) => return Ok(part),
                None => parts.extend(within(part, all)),
            }
        }
        Ok(match <[Judged; 1]>::try_from(parts) {
            Ok([only]) => only,
            Err(parts) => of_parts(parts, all),
        })
    }

    /// Adds a part to the groups with which it has facts in common, which become one.
    fn add(&mut self, part: Judged, groups: &mut Vec<Group>) -> Result<(), OverBudget> {
        let mut joined = Group { facts: self.facts_of(&part)?, parts: Vec::new() };
        let (apart, common): (Vec<Group>, Vec<Group>) =
            std::mem::take(groups).into_iter().partition(|group| group.facts.is_disjoint(&joined.facts));
        for group in common {
            joined.facts.extend(group.facts);
            joined.parts.extend(group.parts);
        }
        joined.parts.push(part);
        *groups = apart;
        groups.push(joined);
        Ok(())
    }

    fn facts_of(&mut self, judged: &Judged) -> Result<BTreeSet<FactId>, OverBudget> {
        let mut facts = BTreeSet::new();
        let mut to_visit = vec![judged];
        while let Some(part) = to_visit.pop() {
            *self.steps = self.steps.checked_sub(1).ok_or(OverBudget)?;
            match part {
                Judged::All(parts) | Judged::Any(parts) => to_visit.extend(parts),
                Judged::Not(part) => to_visit.push(part),
                Judged::Term(term) => to_visit.push(&self.terms.at(*term).judged),
                Judged::Fact(..) | Judged::Joint(_) => part.each_test(&mut |fact, _| facts.extend([fact])),
            }
        }
        Ok(facts)
    }

    /// The parts of a group as one.
    fn together(&mut self, group: Group, all: bool) -> Result<Judged, OverBudget> {
        let parts = match <[Judged; 1]>::try_from(group.parts) {
            Ok([only]) => return Ok(only),
            Err(parts) => parts,
        };
        if let Some((fact, test)) = one_test(&parts, all) {
            let always = outcome(&test, self.facts.at(fact));
            return Ok(always.map_or(Judged::Fact(fact, test), decided));
        }
        let unfolded = self.all_unfolded(parts)?;
        // Nobody reads how it would be written.
        let joined = Condition { written: Written::All(Vec::new()), judged: of_parts(unfolded, all) };
        let order: Vec<FactId> = group.facts.into_iter().collect();
        let nothing = Table::alike(self.facts, None);
        let encoding = Encoding::of(self.facts, [&joined].into_iter(), &order, &nothing, Over::Complete);
        let mut diagrams = encoding.diagrams(*self.steps)?;
        let holds = function(&joined.judged, &Table::new(), &encoding, &mut diagrams)?;
        if let ([_], None) = (order.as_slice(), holds.as_leaf()) {
            // Known, the one fact decides every part; unknown, it leaves all of them open together.
            *self.steps = diagrams.steps_left();
            return Ok(joined.judged);
        }
        let fails = diagrams.negated(holds)?;
        let holds = regions(holds, &encoding, self.facts, &mut diagrams)?;
        let fails = regions(fails, &encoding, self.facts, &mut diagrams)?;
        *self.steps = diagrams.steps_left();
        Ok(of_regions(holds, fails))
    }

    /// A condition without terms. Terms of terms can be long when they are written out, so what is written is counted.
    fn unfolded(&mut self, judged: Judged) -> Result<Judged, OverBudget> {
        let size = STEPS_A_PART * (1 + tests_of(&judged));
        *self.steps = self.steps.checked_sub(size).ok_or(OverBudget)?;
        Ok(match judged {
            Judged::All(parts) => Judged::All(self.all_unfolded(parts)?),
            Judged::Any(parts) => Judged::Any(self.all_unfolded(parts)?),
            Judged::Not(part) => Judged::Not(Box::new(self.unfolded(*part)?)),
            Judged::Term(term) => {
                let judged = &self.terms.at(term).judged;
                self.unfolded(judged.clone())?
            }
            Judged::Fact(..) | Judged::Joint(_) => judged,
        })
    }

    fn all_unfolded(&mut self, parts: Vec<Judged>) -> Result<Vec<Judged>, OverBudget> {
        parts.into_iter().map(|part| self.unfolded(part)).collect()
    }
}

/// How many tests a joint makes; of others each stands by itself.
fn tests_of(judged: &Judged) -> usize {
    let mut tests = 0;
    if let Judged::Joint(_) = judged {
        judged.each_test(&mut |_, _| tests += 1);
    }
    tests
}

/// Tests of one fact as one test, where there is one that says the same.
fn one_test(parts: &[Judged], all: bool) -> Option<(FactId, Test)> {
    let mut tests = parts.iter().map(|part| match part {
        Judged::Fact(fact, test) => Some((*fact, test)),
        _ => None,
    });
    let (fact, first) = tests.next()??;
    let joined = tests.try_fold(first.clone(), |joined, next| {
        let (_, test) = next.filter(|(other, _)| *other == fact)?;
        if all { joined.both(test) } else { joined.either(test) }
    });
    Some((fact, joined?))
}

/// What is so everywhere, or nowhere.
fn decided(so: bool) -> Judged {
    if so { Judged::ALWAYS } else { Judged::NEVER }
}

fn of_parts(parts: Vec<Judged>, all: bool) -> Judged {
    if all { Judged::All(parts) } else { Judged::Any(parts) }
}

/// The parts of what is joined in the same way, else the whole.
fn within(judged: Judged, all: bool) -> Vec<Judged> {
    match judged {
        Judged::All(parts) if all => parts,
        Judged::Any(parts) if !all => parts,
        other => vec![other],
    }
}

/// What is true in some regions and false in others, as plain as it can be said.
fn of_regions(holds: Vec<Region>, fails: Vec<Region>) -> Judged {
    match (holds.as_slice(), fails.as_slice()) {
        ([], _) => Judged::NEVER,
        ([only], _) => every_test(only),
        (_, [only]) => Judged::Not(Box::new(every_test(only))),
        _ => Judged::Joint(Joint { holds, fails }),
    }
}

fn every_test(region: &Region) -> Judged {
    let tests = region.iter().map(|(fact, test)| Judged::Fact(*fact, test.clone()));
    Judged::All(tests.collect())
}

/// Whether every value of a fact passes a test, or none.
fn outcome(test: &Test, fact: &Fact) -> Option<bool> {
    let Some(values) = values_told_apart(fact, [test]) else {
        let always = Test::Includes { any: None, all: 0, none: 0 };
        return if *test == always { Some(true) } else { (!test.can_pass()).then_some(false) };
    };
    let outcomes: BTreeSet<bool> = values.into_iter().map(|value| test.passes(value)).collect();
    outcomes.first().copied().filter(|_| outcomes.len() == 1)
}
