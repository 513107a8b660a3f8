//! The same clauses over many situations at once, a bit for each: every requirement, clause and rule is a plane of bits.

use super::clauses::{Clause, Clauses};
use super::columns::{Code, Literal};
use super::judge::Judge;
use crate::model::{Foreign, Model, RuleId, Table, Vote};
use crate::words::Stance;
use std::collections::BTreeSet;

/// Words to a plane.
const WORDS: usize = 8;

/// Situations to a plane.
pub(crate) const LANES: usize = 64 * WORDS;

/// A bit for each of [`LANES`] situations; which bit is whose only [`digit`] and what reads the bits back need to know.
pub(crate) type Plane = [u64; WORDS];

/// The lowest bit of each byte.
const LOW: u64 = 0x0101_0101_0101_0101;

/// The rules of a guideline, compiled for many situations at a time.
#[derive(Debug)]
pub(crate) struct Planes {
    /// The columns that are tested, in order.
    columns: Vec<Tested>,
    parts: Vec<Vec<Vec<Asked>>>,
    /// The column of the first part.
    first_part: usize,
    /// Those that override first.
    rules: Vec<PlaneRule>,
    safety: Vec<usize>,
    otherwise: Stance,
    while_unknown: Option<Stance>,
}

/// A column, and the sets of its values that clauses ask for.
#[derive(Debug)]
struct Tested {
    column: usize,
    size: usize,
    sets: Vec<u64>,
    /// Where the first of them stands among all.
    first: usize,
}

/// One requirement of a clause, by the numbers of its set and its column among those that are tested.
#[derive(Debug)]
struct Asked {
    set: usize,
    column: usize,
}

#[derive(Debug)]
struct PlaneRule {
    rule: RuleId,
    clauses: Vec<Vec<Asked>>,
    overridden_by: Vec<RuleId>,
    vote: Option<Vote>,
}

/// What is not there stands nowhere.
impl Foreign for Plane {
    fn foreign() -> &'static Plane {
        &[0; WORDS]
    }
}

/// Three-valued truth as planes.
#[derive(Clone, Copy, Debug)]
struct Truth {
    possible: Plane,
    certain: Plane,
}

/// What some situations come to.
#[derive(Clone, Debug)]
pub(crate) struct Outcomes {
    /// By rule, where it stands for certain.
    pub(crate) standing: Table<RuleId, Plane>,
    /// The number of each verdict, without and with `while_unknown`.
    pub(crate) weighed: Vec<u8>,
    pub(crate) verdicts: Vec<u8>,
}

impl Planes {
    pub(crate) fn new(model: &Model, judge: &Judge) -> Planes {
        let Clauses { parts, rules } = &judge.rows.clauses;
        let all = parts.iter().chain(rules).flatten().flatten().copied();
        let asked: BTreeSet<Literal> = all.collect();
        let mut columns: Vec<Tested> = Vec::new();
        for (number, literal) in asked.iter().enumerate() {
            match columns.last_mut().filter(|tested| tested.column == literal.column) {
                Some(tested) => tested.sets.push(literal.values),
                None => columns.push(Tested {
                    column: literal.column,
                    size: judge.rows.columns.size(literal.column),
                    sets: vec![literal.values],
                    first: number,
                }),
            }
        }
        let sets: Vec<Literal> = asked.into_iter().collect();
        let number = |literal: &Literal| Asked {
            set: sets.binary_search(literal).unwrap_or(0),
            column: columns.binary_search_by_key(&literal.column, |tested| tested.column).unwrap_or(0),
        };
        let numbered = |clauses: &Vec<Clause>| -> Vec<Vec<Asked>> {
            clauses.iter().map(|clause| clause.iter().map(number).collect()).collect()
        };
        let rule = |&rule: &RuleId| {
            let stated = model.rules.at(rule);
            let clauses = numbered(rules.at(rule));
            PlaneRule { rule, clauses, overridden_by: stated.overridden_by.clone(), vote: stated.vote }
        };
        Planes {
            parts: parts.iter().map(numbered).collect(),
            first_part: judge.rows.columns.len(),
            rules: model.standing_order.iter().map(rule).collect(),
            safety: judge.safety.clone(),
            otherwise: judge.otherwise,
            while_unknown: judge.while_unknown,
            columns,
        }
    }

    /// What [`LANES`] situations come to; `codes` gives those of a column.
    pub(crate) fn judge<'c>(&self, codes: impl Fn(usize) -> Option<&'c [Code; LANES]>) -> Outcomes {
        let sets = self.columns.last().map_or(0, |last| last.first + last.sets.len());
        let mut facts = Facts { sets: vec![[0; WORDS]; sets], unknown: vec![[0; WORDS]; self.columns.len()] };
        let mut by_code = Vec::new();
        for (slot, tested) in self.columns.iter().enumerate() {
            if let Some(codes) = codes(tested.column) {
                spread(codes, tested.size, &mut by_code);
                facts.write(slot, tested, &by_code);
            }
        }
        for (part, clauses) in self.parts.iter().enumerate() {
            let column = self.first_part + part;
            let slot = self.columns.binary_search_by_key(&column, |tested| tested.column);
            if let Some((slot, tested)) = slot.ok().and_then(|slot| Some((slot, self.columns.get(slot)?))) {
                let truth = facts.truth(clauses);
                let unknown = both(truth.possible, not(truth.certain));
                facts.write(slot, tested, &[unknown, not(truth.possible), truth.certain]);
            }
        }
        self.weigh(&facts, &codes)
    }

    fn weigh<'c>(&self, facts: &Facts, codes: &impl Fn(usize) -> Option<&'c [Code; LANES]>) -> Outcomes {
        let nowhere = Truth { possible: [0; WORDS], certain: [0; WORDS] };
        let nowhere_stands = || -> Table<RuleId, Plane> { self.rules.iter().map(|_| [0; WORDS]).collect() };
        let (mut standing, mut may_stand) = (nowhere_stands(), nowhere_stands());
        let (mut permitted, mut demanded) = ([[0; WORDS]; 5], [[0; WORDS]; 5]);
        for rule in &self.rules {
            let truth = facts.truth(&rule.clauses);
            let mut beaten = nowhere;
            for &by in &rule.overridden_by {
                beaten.possible = either(beaten.possible, *may_stand.at(by));
                beaten.certain = either(beaten.certain, *standing.at(by));
            }
            let stands = Truth {
                possible: both(truth.possible, not(beaten.certain)),
                certain: both(truth.certain, not(beaten.possible)),
            };
            standing.set(rule.rule, stands.certain);
            may_stand.set(rule.rule, stands.possible);
            let (votes, stance, counts) = match rule.vote {
                Some(Vote::Permits(stance)) => (&mut permitted, stance, stands.certain),
                Some(Vote::AtLeast(stance)) => (&mut demanded, stance, both(truth.certain, stands.possible)),
                None => continue,
            };
            let slot = Stance::ALL.iter().zip(votes).find(|(each, _)| **each == stance);
            if let Some((_, slot)) = slot {
                *slot = either(*slot, counts);
            }
        }
        let unknown = |&column: &usize| codes(column).map_or([0; WORDS], unknown);
        let doubted = self.safety.iter().map(unknown).fold([0; WORDS], either);
        let (weighed, verdicts) = self.verdicts(&permitted, &demanded, doubted);
        Outcomes { standing, weighed, verdicts }
    }

    /// The verdicts, by the planes of what permissions and limits that count vote for.
    fn verdicts(&self, permitted: &[Plane; 5], demanded: &[Plane; 5], doubted: Plane) -> (Vec<u8>, Vec<u8>) {
        let any = permitted.iter().copied().fold([0; WORDS], either);
        let (mut weighed, mut verdicts) = (vec![0; LANES], vec![0; LANES]);
        for (number, &stance) in Stance::ALL.iter().enumerate().skip(1) {
            let laxer = permitted.iter().take(number).copied().fold([0; WORDS], either);
            let demands = demanded.iter().skip(number).copied().fold([0; WORDS], either);
            let silent = if self.otherwise >= stance { not(any) } else { [0; WORDS] };
            let at_least = either(demands, either(silent, both(any, not(laxer))));
            let doubt = self.while_unknown.filter(|&doubt| doubt >= stance).map_or([0; WORDS], |_| doubted);
            count(at_least, &mut weighed);
            count(either(at_least, doubt), &mut verdicts);
        }
        (weighed, verdicts)
    }
}

/// What is known, as planes.
struct Facts {
    /// Where the value of a column is in a set.
    sets: Vec<Plane>,
    /// Where a column is unknown.
    unknown: Vec<Plane>,
}

impl Facts {
    /// Takes over a column, given by where it is unknown and where it has each value.
    fn write(&mut self, slot: usize, tested: &Tested, values: &[Plane]) {
        let Some((&unknown, values)) = values.split_first() else { return };
        self.unknown.get_mut(slot).into_iter().for_each(|slot| *slot = unknown);
        for (set, plane) in tested.sets.iter().zip(self.sets.iter_mut().skip(tested.first)) {
            let within = values.iter().enumerate().filter(|(value, _)| set >> value & 1 == 1);
            *plane = within.map(|(_, plane)| *plane).fold([0; WORDS], either);
        }
    }

    fn truth(&self, clauses: &[Vec<Asked>]) -> Truth {
        let mut any = Truth { possible: [0; WORDS], certain: [0; WORDS] };
        for clause in clauses {
            let (mut possible, mut certain) = ([u64::MAX; WORDS], [u64::MAX; WORDS]);
            for asked in clause {
                if let (Some(set), Some(unknown)) = (self.sets.get(asked.set), self.unknown.get(asked.column))
                {
                    certain = both(certain, *set);
                    possible = both(possible, either(*set, *unknown));
                }
            }
            any = Truth { possible: either(any.possible, possible), certain: either(any.certain, certain) };
        }
        any
    }
}

/// Where a column has each code: digit by digit, what is left over is parted in two.
fn spread(codes: &[Code; LANES], size: usize, by_code: &mut Vec<Plane>) {
    by_code.clear();
    by_code.push([u64::MAX; WORDS]);
    for number in 0..usize::BITS - size.leading_zeros() {
        let digit = digit(codes, number);
        for place in 0..by_code.len() {
            if let Some(plane) = by_code.get_mut(place) {
                let set = both(*plane, digit);
                *plane = both(*plane, not(digit));
                by_code.push(set);
            }
        }
    }
    by_code.truncate(size + 1);
}

/// Where the codes have a binary digit. Eight codes are looked at in one word.
fn digit(codes: &[Code; LANES], number: u32) -> Plane {
    let mut plane = [0; WORDS];
    for (word, codes) in plane.iter_mut().zip(codes.as_chunks::<64>().0) {
        for (nth, eight) in codes.as_chunks::<8>().0.iter().enumerate() {
            *word |= (u64::from_le_bytes(*eight) >> number & LOW) << nth;
        }
    }
    plane
}

/// Where the codes are that of what is not known: no digit is set.
fn unknown(codes: &[Code; LANES]) -> Plane {
    not((0..Code::BITS).map(|number| digit(codes, number)).fold([0; WORDS], either))
}

/// Adds one for each situation of a plane.
fn count(plane: Plane, counts: &mut [u8]) {
    for (word, counts) in plane.iter().zip(counts.as_chunks_mut::<64>().0) {
        for (nth, eight) in counts.as_chunks_mut::<8>().0.iter_mut().enumerate() {
            // No count comes near to where it would carry over into the next.
            *eight = u64::from_le_bytes(*eight).wrapping_add(word >> nth & LOW).to_le_bytes();
        }
    }
}

/// Is the bit of a situation set?
pub(crate) fn is_set(plane: &Plane, situation: usize) -> bool {
    let (word, within) = (situation / 64, situation % 64);
    let bit = within % 8 * 8 + within / 8;
    plane.get(word).is_some_and(|word| word >> bit & 1 == 1)
}

fn both(one: Plane, other: Plane) -> Plane {
    std::array::from_fn(|word| one.get(word).zip(other.get(word)).map_or(0, |(one, other)| one & other))
}

fn either(one: Plane, other: Plane) -> Plane {
    std::array::from_fn(|word| one.get(word).zip(other.get(word)).map_or(0, |(one, other)| one | other))
}

fn not(plane: Plane) -> Plane {
    plane.map(|word| !word)
}
