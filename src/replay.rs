//! Asks again what was asked before, so that a stored answer can be checked years on.

mod difference;

pub use difference::{Changed, ReplayDifference};

use crate::answer::{Guidance, ShortRecord};
use crate::document::Rejected;
use crate::guideline::Guideline;
use serde::Serialize;
use std::fmt;

/// What a guideline says of a situation of which guidance was stored: the same, or what differs, and what has changed since.
/// Its `Display` is a few lines for people.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Replay {
    /// What is said now.
    pub guidance: Guidance,
    /// What of it is not as it was stored; empty where all of it is the same, word for word.
    pub differs: Vec<ReplayDifference>,
    /// What has changed since: rules, library, names in the vocabulary. This alone can make a difference; where something
    /// differs and nothing has changed, what was stored has been altered.
    pub changed: Vec<Changed>,
}

impl Guideline {
    /// The guidance of this guideline for the facts and the day of stored guidance, and whether it is still what was stored. Of
    /// the same documents and the same version of this library it is the same to the byte; where it differs, one of them did.
    /// It takes about as long as giving guidance and writing it as JSON.
    ///
    /// # Errors
    /// As [`Guideline::situation`]: a fact or value that this vocabulary has under no name, old or new, makes it another
    /// situation, of which nothing can be compared.
    ///
    /// ```
    /// use demeanor::{Guideline, guidance::Record};
    /// let guideline = Guideline::standard();
    /// let asked = guideline.as_of("2026-06-01".parse()?).situation_from_json(r#"{ "client.age_band": "adult" }"#)?;
    /// let stored = serde_json::to_string(&asked.guidance())?; // or of `short_record`, in a fifth of the bytes
    /// // Years later:
    /// let read: Record = serde_json::from_str(&stored)?;
    /// let replay = guideline.replay(&read.short().expect("the facts are in it"))?;
    /// assert!(replay.is_same() && replay.changed.is_empty());
    /// assert_eq!(serde_json::to_string(&replay.guidance)?, stored);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn replay(&self, stored: &ShortRecord) -> Result<Replay, Rejected> {
        let of_day = stored.guideline.as_of.map_or_else(|| self.undated(), |day| self.as_of(day));
        let situation = of_day.stored_situation(&stored.facts, stored.presuming, &stored.struck)?;
        let guidance = if stored.explained { situation.guidance_and_why() } else { situation.guidance() };
        let now = guidance.short_record();
        let differs = difference::differences(stored, &now);
        Ok(Replay { guidance, differs, changed: difference::changes(stored, &now, self) })
    }
}

impl Replay {
    /// Is it what was stored, word for word?
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.differs.is_empty()
    }
}

impl fmt::Display for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_same() {
            writeln!(f, "The answer is the one that was stored, word for word.")?;
        } else {
            writeln!(f, "The answer is not the one that was stored:")?;
        }
        self.differs.iter().try_for_each(|difference| writeln!(f, "- {difference}"))?;
        if !self.changed.is_empty() {
            writeln!(f, "Since then:")?;
        } else if !self.is_same() {
            writeln!(f, "Nothing has changed since, so what was stored has been altered.")?;
        }
        self.changed.iter().try_for_each(|changed| writeln!(f, "- {changed}"))
    }
}
