//! A guideline: what documents compile to. Immutable, cheap to share, and without a way to fail.

use crate::check;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Rejected};
use crate::document::Document;
use crate::model::Model;
use crate::vocabulary::Fact;
use std::fmt;
use std::sync::Arc;

/// Clinic guidelines, ready to be asked about situations.
///
/// ```
/// use demeanor::{Document, Guideline};
/// let mine = r#"{ "format": 1, "id": "riverside.expression", "version": "1.0.0", "title": "Riverside",
///     "extends": { "id": "demeanor.standard", "version": "1" },
///     "rules": [ { "id": "phones-stay-plain", "title": "Nothing but words on the phone",
///         "when": { "setting.channel": "phone" }, "at_least": "moderate", "because": "We decided so.",
///         "authority": "clinic_policy", "strength": "good_practice", "certainty": "not_applicable" } ] }"#;
/// let guideline = Guideline::build(Document::standard().chain([Document::new("riverside.json", mine)]))?;
/// assert!(guideline.rule("phones-stay-plain").is_some());
/// # Ok::<(), demeanor::Rejected>(())
/// ```
#[derive(Clone)]
pub struct Guideline {
    model: Arc<Model>,
    day: Option<Date>,
}

impl Guideline {
    /// Builds a guideline from all the documents of all its layers, in any order. For rules laid over those that ship
    /// with this crate, chain them to [`Document::standard`].
    ///
    /// Safeguards and cases are read and resolved; this version does not prove or run them here.
    ///
    /// # Errors
    /// Every fault of every document, each with its place.
    pub fn build(documents: impl IntoIterator<Item = Document>) -> Result<Guideline, Rejected> {
        let model = check::check(documents.into_iter().collect())?;
        Ok(Guideline { model: Arc::new(model), day: None })
    }

    /// The same guideline on a day, so that guidance says whether it is in effect and whether its review is due. The
    /// library reads no clock.
    #[must_use]
    pub fn as_of(&self, day: Date) -> Guideline {
        Guideline { model: Arc::clone(&self.model), day: Some(day) }
    }

    /// What should be looked at in the documents, though nothing is wrong with them.
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.model.warnings
    }

    /// Everything that can be known of a situation, in order.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        self.model.vocabulary.facts()
    }

    /// SHA-256 over the content of all layers, approvals apart.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.model.digest
    }

    pub(crate) fn model(&self) -> &Model {
        &self.model
    }

    pub(crate) fn day(&self) -> Option<Date> {
        self.day
    }
}

impl fmt::Debug for Guideline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guideline")
            .field("digest", &self.digest())
            .field("day", &self.day)
            .finish_non_exhaustive()
    }
}
