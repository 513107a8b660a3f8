//! Asks again what was asked before, so that a stored answer can be checked years on.

use crate::answer::{Guidance, Record};
use crate::document::Rejected;
use crate::guideline::Guideline;

impl Guideline {
    /// The guidance of this guideline for the facts and the day of stored guidance. Of the same documents and the same
    /// version of this library ([`Record::engine`]) it is the same to the byte; where it differs, one of them did.
    ///
    /// # Errors
    /// As [`Guideline::situation`]: where the vocabulary has changed, facts may no longer be there.
    ///
    /// ```
    /// use demeanor::{Guideline, guidance::Record};
    /// let guideline = Guideline::standard();
    /// let asked = guideline.as_of("2026-06-01".parse()?).situation_from_json(r#"{ "client.age_band": "adult" }"#)?;
    /// let stored = serde_json::to_string(&asked.guidance())?;
    /// // Years later:
    /// let read: Record = serde_json::from_str(&stored)?;
    /// assert_eq!(serde_json::to_string(&guideline.replay(&read)?)?, stored);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn replay(&self, stored: &Record<'_>) -> Result<Guidance, Rejected> {
        let of_day = stored.guideline.as_of.map_or_else(|| self.undated(), |day| self.as_of(day));
        let given = of_day.situation(&stored.situation.facts)?;
        let situation = if stored.presuming {
            given.presuming_but(stored.struck.iter().map(|fact| &**fact))?
        } else {
            given
        };
        let explained = stored.decided_by.is_some();
        Ok(if explained { situation.guidance_and_why() } else { situation.guidance() })
    }
}
