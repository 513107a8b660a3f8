//! Many situations at once: what the rules come to in each, and their stances.

use crate::guideline::Guideline;
use crate::live::{Change, LiveSituation, NotMade};
use crate::model::{FactId, Number, ValueCode};
use crate::rows::{Code, LANES, Outcomes, UNKNOWN, is_set};
use crate::situation::Situation;
use crate::words::Stance;
use std::fmt;
use std::num::NonZeroUsize;
use std::panic::resume_unwind;

/// Situations side by side, to be judged hundreds at a time.
///
/// ```
/// use demeanor::bulk::Batch;
/// use demeanor::Guideline;
/// let guideline = Guideline::standard();
/// let [sad, angry] = [guideline.change("expression.emotion", "sadness")?, guideline.change("expression.emotion", "anger")?];
/// let mut batch = Batch::new(guideline, 1000);
/// batch.column((0..1000).map(|row| if row % 2 == 0 { sad } else { angry }))?;
/// let (rulings, stances) = (batch.rulings(), batch.stances());
/// let alone = guideline.empty_situation().with("expression.emotion", "anger")?;
/// assert_eq!(rulings.stance(999), Some(alone.ruling().stance()));
/// assert_eq!(rulings.stance(1000), None);
/// assert_eq!(stances[999], Some(alone.stance()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Batch {
    guideline: Guideline,
    /// The codes of each column, filled up to a whole number of planes.
    columns: Vec<Vec<Code>>,
    /// What is known of each situation, one after the other.
    known: Vec<Option<ValueCode>>,
    situations: usize,
}

/// What the rules by themselves come to in each situation of a batch.
#[derive(Clone)]
pub struct Rulings {
    situations: usize,
    planes: Vec<Outcomes>,
}

impl Batch {
    /// So many situations of which nothing is known.
    #[must_use]
    pub fn new(guideline: &Guideline, situations: usize) -> Batch {
        let filled = situations.div_ceil(LANES) * LANES;
        let columns = guideline.compiled().judge.rows.columns.len();
        Batch {
            guideline: guideline.clone(),
            columns: vec![vec![UNKNOWN; filled]; columns],
            known: vec![None; situations * guideline.facts().len()],
            situations,
        }
    }

    /// How many situations there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.situations
    }

    /// Are there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.situations == 0
    }

    /// Makes a change in one situation, counted from 0.
    ///
    /// # Errors
    /// [`NotMade`]: the change is of another guideline, or there is no such situation.
    pub fn make(&mut self, situation: usize, change: Change) -> Result<(), NotMade> {
        change.check(&self.guideline)?;
        self.check_place(situation)?;
        self.set(situation, change.fact, change.value);
        Ok(())
    }

    fn check_place(&self, place: usize) -> Result<(), NotMade> {
        let situations = self.situations;
        if place < situations { Ok(()) } else { Err(NotMade::NoSituation { place, situations }) }
    }

    fn set(&mut self, situation: usize, fact: FactId, value: Option<ValueCode>) {
        let facts = self.guideline.facts().len();
        self.known.get_mut(situation * facts + fact.place()).into_iter().for_each(|slot| *slot = value);
        let columns = &self.guideline.compiled().judge.rows.columns;
        for (column, code) in columns.codes(fact, value) {
            let slot = self.columns.get_mut(column).and_then(|column| column.get_mut(situation));
            if let Some(slot) = slot {
                *slot = code;
            }
        }
    }

    /// Makes a change in each situation, from the first on.
    ///
    /// # Errors
    /// As [`Batch::make`], at the first change that cannot be made; those before it stay.
    pub fn column(&mut self, changes: impl IntoIterator<Item = Change>) -> Result<(), NotMade> {
        changes.into_iter().enumerate().try_for_each(|(situation, change)| self.make(situation, change))
    }

    /// Puts a whole situation in the place of one.
    ///
    /// # Errors
    /// [`NotMade`]: the situation is of another guideline, or there is no such place.
    pub fn put(&mut self, place: usize, situation: &Situation) -> Result<(), NotMade> {
        if situation.guideline().fingerprint() != self.guideline.fingerprint() {
            return Err(NotMade::OtherGuideline);
        }
        self.check_place(place)?;
        for (fact, &value) in situation.known().numbered() {
            self.set(place, fact, value);
        }
        Ok(())
    }

    /// What the rules by themselves come to in each situation.
    #[must_use]
    pub fn rulings(&self) -> Rulings {
        self.rulings_of(0..self.situations.div_ceil(LANES))
    }

    /// The same, worked out on several cores.
    #[must_use]
    pub fn rulings_on(&self, cores: NonZeroUsize) -> Rulings {
        let all = self.situations.div_ceil(LANES);
        let share = all.div_ceil(cores.get()).max(1);
        let shares = (0..all).step_by(share).map(|first| first..(first + share).min(all));
        let planes = std::thread::scope(|scope| {
            let working: Vec<_> = shares.map(|share| scope.spawn(|| self.rulings_of(share))).collect();
            // A share that is missing would give every later situation the answer of another: a panic goes on.
            let joined = working.into_iter().map(|core| core.join().unwrap_or_else(|why| resume_unwind(why)));
            joined.flat_map(|rulings| rulings.planes).collect()
        });
        Rulings { situations: self.situations, planes }
    }

    /// The stance of each situation; `None` where its facts cannot be together, or leave nothing that another could be.
    #[must_use]
    pub fn stances(&self) -> Vec<Option<Stance>> {
        let rulings = self.rulings();
        let facts = self.guideline.facts().len();
        let mut live = self.guideline.empty_situation().live();
        let stance = |situation: usize| {
            let known = self.known.get(situation * facts..(situation + 1) * facts).unwrap_or_default();
            stance(&mut live, known, rulings.weighed(situation)?)
        };
        (0..self.situations).map(stance).collect()
    }

    fn rulings_of(&self, chunks: std::ops::Range<usize>) -> Rulings {
        let planes = self.guideline.compiled().planes();
        let of_chunk = |chunk: usize| {
            planes.judge(|column| {
                self.columns.get(column).and_then(|codes| codes.as_chunks::<LANES>().0.get(chunk))
            })
        };
        Rulings { situations: self.situations, planes: chunks.map(of_chunk).collect() }
    }
}

/// The stance of what is known, given the verdict.
fn stance(live: &mut LiveSituation, known: &[Option<ValueCode>], weighed: Stance) -> Option<Stance> {
    live.become_known(known);
    live.stance_given(|_| weighed)
}

impl Rulings {
    /// The verdict in a situation, as [`Ruling::stance`](crate::live::Ruling::stance); `None` of a situation that is not
    /// there.
    #[must_use]
    pub fn stance(&self, situation: usize) -> Option<Stance> {
        self.number(situation, |outcomes| &outcomes.verdicts)
    }

    /// Does a rule stand in a situation for certain? Rules are numbered as [`Guideline::rules`] counts them.
    #[must_use]
    pub fn stands(&self, rule: usize, situation: usize) -> bool {
        let outcomes = self.planes.get(situation / LANES).filter(|_| situation < self.situations);
        let plane = outcomes.and_then(|outcomes| outcomes.standing.get(rule));
        plane.is_some_and(|plane| is_set(plane, situation % LANES))
    }

    /// The numbers of the rules that stand in a situation for certain, in order.
    pub fn standing(&self, situation: usize) -> impl Iterator<Item = usize> {
        let rules = self.planes.first().map_or(0, |outcomes| outcomes.standing.len());
        (0..rules).filter(move |&rule| self.stands(rule, situation))
    }

    fn weighed(&self, situation: usize) -> Option<Stance> {
        self.number(situation, |outcomes| &outcomes.weighed)
    }

    fn number(&self, situation: usize, of: fn(&Outcomes) -> &Vec<u8>) -> Option<Stance> {
        // The last plane is filled up with situations that nobody asked about.
        let outcomes = self.planes.get(situation / LANES).filter(|_| situation < self.situations)?;
        let number = *of(outcomes).get(situation % LANES)?;
        Stance::ALL.get(usize::from(number)).copied()
    }
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch").field("situations", &self.situations).finish_non_exhaustive()
    }
}

impl fmt::Debug for Rulings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rulings").field("situations", &self.situations).finish_non_exhaustive()
    }
}
