//! What the rules come to in a situation, and its stance, without the guidance: for hosts that ask often.

mod ruling;

use crate::answer::presume;
use crate::document::{Code, Rejected};
use crate::exact::{Extremes, Possible};
use crate::guideline::Guideline;
use crate::model::{FactId, Known, Number, Table, ValueCode};
use crate::rows::Codes;
use crate::situation::{Situation, known_ids, known_values, verdict_of};
use crate::words::Stance;
pub use ruling::Ruling;
use std::fmt;

/// A situation that changes fact by fact and is asked again after each change, without being read or checked anew.
///
/// ```
/// use demeanor::Guideline;
/// let guideline = Guideline::standard();
/// let sad = guideline.change("expression.emotion", "sadness")?;
/// let angry = guideline.change("expression.emotion", "anger")?;
/// let mut live = guideline.empty_situation().live();
/// for change in [sad, angry] {
///     live.make(change)?;
///     assert_eq!(live.stance(), Some(live.situation()?.guidance().stance()));
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct LiveSituation {
    known: Known,
    codes: Codes,
    edges: Edges,
    ruling: Ruling,
}

/// The edges that a situation takes through the extremes. They are written where the extremes are walked: in a complete
/// situation they are not.
#[derive(Clone, Default)]
struct Edges {
    edges: Vec<usize>,
    /// What was known when they were written.
    written: Known,
}

/// One fact given, or made unknown: checked once, to be made in any number of situations of the guideline that it was
/// made for.
///
/// A change is bound to the content of its guideline: [`LiveSituation::make`] refuses one of another guideline, in which its
/// numbers would mean other facts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Change {
    pub(crate) fingerprint: u128,
    pub(crate) fact: FactId,
    pub(crate) value: Option<ValueCode>,
}

/// Why a change was not made. Nothing has changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotMade {
    /// The change, or the situation, is of another guideline.
    #[error("it was made for another guideline; make it with the one that it is put to")]
    OtherGuideline,
}

impl Change {
    /// Fails where it was made for another guideline.
    pub(crate) fn check(self, guideline: &Guideline) -> Result<(), NotMade> {
        let same = self.fingerprint == guideline.fingerprint();
        if same { Ok(()) } else { Err(NotMade::OtherGuideline) }
    }
}

impl Guideline {
    /// A change to one fact: to an option's id, a flag, a whole number or a list of options; `()` makes it unknown.
    ///
    /// # Errors
    /// As [`Guideline::situation`].
    pub fn change(&self, fact: &str, value: impl serde::Serialize) -> Result<Change, Rejected> {
        let situation = self.empty_situation().with(fact, value)?;
        let named = self.model().vocabulary.named(fact).ok_or_else(|| {
            Rejected::single(Code::UnknownFact, "change", format!("there is no fact `{fact}`"))
        })?;
        let (fingerprint, fact) = (self.fingerprint(), named.number);
        Ok(Change { fingerprint, fact, value: *situation.known().at(fact) })
    }
}

impl Situation {
    /// What the rules by themselves come to.
    #[must_use]
    pub fn ruling(&self) -> Ruling {
        let mut live = self.live();
        live.ruling();
        live.ruling
    }

    /// The same situation, to be changed and asked again and again.
    #[must_use]
    pub fn live(&self) -> LiveSituation {
        let guideline = self.guideline().clone();
        let compiled = guideline.compiled();
        let codes = compiled.judge.rows.codes(self.known());
        let ruling = Ruling::of_nothing(guideline.clone());
        LiveSituation { known: self.known().clone(), codes, edges: Edges::default(), ruling }
    }
}

impl LiveSituation {
    /// Makes a change.
    ///
    /// # Errors
    /// [`NotMade::OtherGuideline`]: the change was made for a guideline of other content.
    pub fn make(&mut self, change: Change) -> Result<(), NotMade> {
        change.check(&self.ruling.guideline)?;
        self.set(change.fact, change.value);
        Ok(())
    }

    fn set(&mut self, fact: FactId, value: Option<ValueCode>) {
        let compiled = self.ruling.guideline.compiled();
        self.known.set(fact, value);
        compiled.judge.rows.write(fact, value, &mut self.codes);
    }

    /// Turns into the situation that a JSON text describes, as [`Guideline::situation_from_json`] reads it. Whether its facts
    /// can be together is for [`LiveSituation::stance`] to say.
    ///
    /// # Errors
    /// As [`Guideline::situation_from_json`]; the situation stays as it was.
    pub fn read(&mut self, text: &str) -> Result<(), Rejected> {
        let known = match self.ruling.guideline.read_plainly(text) {
            Some(known) => known,
            None => self.ruling.guideline.situation_from_json(text)?.known().clone(),
        };
        self.become_known(&known);
        Ok(())
    }

    /// Turns into what another live situation is with what is usual taken to be so, as [`Situation::presuming`] does. Whether
    /// the facts can be together is for [`LiveSituation::stance`] to say.
    ///
    /// ```
    /// let guideline = demeanor::Guideline::standard();
    /// let situation = guideline.empty_situation().with("expression.emotion", "joy")?;
    /// let mut presuming = guideline.empty_situation().live();
    /// presuming.presume_from(&situation.live())?;
    /// assert_eq!(presuming.stance(), Some(situation.presuming().stance()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`NotMade::OtherGuideline`]: the other is of a guideline of other content.
    pub fn presume_from(&mut self, given: &LiveSituation) -> Result<(), NotMade> {
        if self.guideline().fingerprint() != given.guideline().fingerprint() {
            return Err(NotMade::OtherGuideline);
        }
        let known = presume(self.guideline().compiled(), &given.known, &[]);
        self.become_known(&known);
        Ok(())
    }

    /// What the rules by themselves come to. Asked again, it takes no memory anew.
    pub fn ruling(&mut self) -> &Ruling {
        self.ruling.find(&mut self.codes);
        &self.ruling
    }

    /// The same, in the room of a ruling that is no longer needed: many situations that are asked in turn can do with one,
    /// which stays in the nearest cache.
    ///
    /// ```
    /// let mut live = demeanor::Guideline::standard().empty_situation().live();
    /// let mut ruling = live.ruling().clone();
    /// live.make(live.guideline().change("therapist.fitness", "impaired")?)?;
    /// live.ruling_into(&mut ruling);
    /// assert!(ruling.standing().eq(live.ruling().standing()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ruling_into(&mut self, ruling: &mut Ruling) {
        if !ruling.guideline.is_same(&self.ruling.guideline) {
            ruling.guideline = self.ruling.guideline.clone();
        }
        ruling.find(&mut self.codes);
    }

    /// The guideline that it is a situation of.
    #[must_use]
    pub fn guideline(&self) -> &Guideline {
        &self.ruling.guideline
    }

    /// The stance that guidance would have; `None` where the facts cannot be together, or leave nothing that another could
    /// be.
    ///
    /// Where facts are not known, the first live situation of a guideline that is asked works out what every situation can
    /// come to, and keeps it: with the shipped guideline that takes most of a second and some 60 MiB, and each stance after it
    /// microseconds in place of a tenth of a millisecond. Who asks once asks [`Situation::stance`], which does not.
    pub fn stance(&mut self) -> Option<Stance> {
        self.stance_given(|live| live.ruling().weighed)
    }

    /// The same, where the verdict is known already or has to be found.
    pub(crate) fn stance_given(
        &mut self,
        verdict: impl FnOnce(&mut LiveSituation) -> Stance,
    ) -> Option<Stance> {
        let compiled = self.ruling.guideline.compiled();
        // What is known in full is its only completion, and all that could be wrong with it is that it cannot be.
        if compiled.model.impossible.is_empty() && compiled.judge.rows.is_complete(&self.codes) {
            return Some(verdict(self));
        }
        let Some(extremes) = compiled.extremes() else { return self.stance_alone() };
        let (laxest, strictest) = extremes.of(self.edges.of(extremes, &self.known))?;
        let doubt = compiled.judge.doubt(&self.codes);
        let within = if laxest == strictest { laxest } else { verdict(self).max(laxest).min(strictest) };
        Some(within.raised_by(doubt))
    }

    /// Turns into another situation.
    pub(crate) fn become_known(&mut self, known: &[Option<ValueCode>]) {
        for (place, &value) in known.iter().enumerate() {
            let fact = FactId::of(place);
            if *self.known.at(fact) != value {
                self.set(fact, value);
            }
        }
    }

    /// The numbers of the facts that are not known, in the order of [`Guideline::facts`].
    pub fn unknown(&self) -> impl Iterator<Item = usize> {
        self.known.iter().enumerate().filter(|(_, value)| value.is_none()).map(|(fact, _)| fact)
    }

    /// The situation as it is now.
    ///
    /// # Errors
    /// Facts that cannot be together.
    pub fn situation(&self) -> Result<Situation, Rejected> {
        let guideline = &self.ruling.guideline;
        guideline.situation(&known_values(guideline, &self.known))
    }

    /// The stance where the extremes cannot be held.
    fn stance_alone(&self) -> Option<Stance> {
        let verdict = verdict_of(&self.ruling.guideline, &self.known);
        Some(verdict.stance).filter(|_| !verdict.possible.is_some_and(Possible::is_none))
    }
}

impl Edges {
    /// The edges for what is known.
    fn of(&mut self, extremes: &Extremes, known: &Known) -> &[usize] {
        if self.written.len() != known.len() {
            *self = Edges { edges: extremes.nothing_known(), written: Table::alike(known, None) };
        }
        for ((fact, &value), written) in known.numbered().zip(&mut self.written) {
            if std::mem::replace(written, value) != value {
                extremes.write(fact, value, &mut self.edges);
            }
        }
        &self.edges
    }
}

/// Which facts are known, and not what: what is debugged ends in logs.
impl fmt::Debug for LiveSituation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<&str> = known_ids(self.guideline(), &self.known).collect();
        f.debug_struct("LiveSituation").field("known", &known).finish_non_exhaustive()
    }
}

/// Which fact it is about, by number, and not what it becomes: what is debugged ends in logs.
impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Change").field("fact", &self.fact.place()).finish_non_exhaustive()
    }
}
