//! Guidance without anything that was given of the situation.

use super::record::Record;
use crate::document::{DigestKey, KEYED, keyed_digest, written};
use std::borrow::Cow;

impl Record<'_> {
    /// The same without anything that was given of the situation: for statistics, for supervision, for whoever may see what was
    /// advised and not of whom. The stance, the advice, and the rules and sources that led to it stay; so do the ids of facts
    /// that are not known. Gone are the facts given and their digest (but one under a key: [`Record::keyed`]), what was
    /// presumed, the facts of each reason, and the answers to questions. What the rules say stays as well, and which of them
    /// applied tells much by itself: `docs/privacy.md` says what to mind.
    ///
    /// It cannot be replayed, and its text says that something is left out.
    ///
    /// ```
    /// use demeanor::{Detail, Guideline};
    /// let situation = Guideline::standard().empty_situation().with("client.age_band", "teen")?;
    /// let guidance = situation.presuming().guidance();
    /// let discreet = guidance.record().without_values();
    /// assert_eq!((discreet.stance, &discreet.advice), (guidance.stance(), &guidance.record().advice));
    /// assert!(discreet.situation.facts.is_none() && discreet.presumed.is_empty());
    /// assert!(serde_json::to_string(&guidance)?.contains(r#""teen""#));
    /// assert!(!serde_json::to_string(&discreet)?.contains(r#""teen""#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn without_values(mut self) -> Self {
        self.situation.facts = None;
        self.situation.digest = self.situation.digest.filter(|digest| digest.starts_with(KEYED));
        self.presumed = Cow::Borrowed(&[]);
        self.reasons.iter_mut().for_each(|reason| reason.facts.clear());
        self.ask_first.iter_mut().for_each(|asked| asked.taken = None);
        // What each answer would leave tells what is known of the rest.
        for question in self.questions.iter_mut().flat_map(Cow::to_mut) {
            question.answers.clear();
        }
        self
    }

    /// The same with the digest of the facts under a key, which nobody can undo by trying who does not have the key:
    /// [`Record::without_values`] leaves it in, so that situations can be told apart and counted whose facts are gone.
    ///
    /// ```
    /// use demeanor::{Guideline, guidance::DigestKey};
    /// let key = DigestKey::new(&[7; 32])?;
    /// let situation = Guideline::standard().empty_situation().with("client.age_band", "adult")?;
    /// let guidance = situation.guidance();
    /// let kept = guidance.record().keyed(&key).without_values();
    /// assert_eq!(kept.situation.digest.as_deref(), Some(&*situation.keyed_digest(&key)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn keyed(mut self, key: &DigestKey) -> Self {
        let digest = |facts| Cow::Owned(keyed_digest(&written(facts), key));
        // Where the facts are gone, so is the digest; one under another key stays.
        self.situation.digest = self.situation.facts.as_ref().map(digest).or(self.situation.digest);
        self
    }

    /// Is it without anything that was given?
    pub(super) fn is_without_values(&self) -> bool {
        self.situation.facts.is_none()
    }
}
