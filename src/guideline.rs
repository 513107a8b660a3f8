//! A guideline: what documents compile to. Immutable, cheap to share, and without a way to fail.

use crate::answer::{Asked, Compiled, Editions, GivenFacts};
use crate::check::{self, Reader, Stacked};
use crate::document::{Date, Diagnostic, Document, Limit, Limits, Rejected};
use crate::exact::Outlook;
use crate::model::{Fact, FactGroup, Known, Layer, Model};
use crate::proof::{self, Relaxing};
use std::fmt;
use std::sync::{Arc, OnceLock};

/// Clinic guidelines, ready to be asked about situations.
///
/// ```
/// use demeanor::{Document, Guideline};
/// let mine = r#"{ "format": 1, "id": "riverside.expression", "version": "1.0.0", "title": "Riverside",
///     "extends": { "id": "demeanor.standard", "version": "2" },
///     "rules": [ { "id": "phones-stay-plain", "title": "Nothing but words on the phone",
///         "when": { "setting.channel": "phone", "expression.emotion": "anger" }, "at_least": "moderate",
///         "because": "A voice alone carries anger further than a face does.",
///         "authority": "clinic_policy", "strength": "good_practice", "certainty": "not_applicable" } ] }"#;
/// let guideline = Guideline::build(Document::standard().chain([Document::new("riverside.json", mine)]))?;
/// assert!(guideline.rule("phones-stay-plain").is_some());
/// # Ok::<(), demeanor::Rejected>(())
/// ```
#[derive(Clone)]
pub struct Guideline {
    compiled: Arc<Compiled>,
    built: Arc<Built>,
    editions: Arc<Editions>,
}

/// What else documents come to.
struct Built {
    reader: Reader,
    /// The first 128 bits of the digest: which guideline something was made for.
    fingerprint: u128,
    warnings: Vec<Diagnostic>,
    /// Its layers as documents, where there is more than one.
    stacked: Option<Stacked>,
    relaxations: OnceLock<Vec<Relaxing>>,
}

impl Guideline {
    /// Builds a guideline from all the documents of all its layers, in any order. For rules laid over those that ship
    /// with this crate, chain them to [`Document::standard`].
    ///
    /// Every safeguard of every layer is proved to hold in every situation, known in full or in part.
    ///
    /// # Errors
    /// Every fault of every document, each with its place; where there is none, every safeguard that does not hold or
    /// could not be decided, with a situation of fewest facts that shows it and the rules responsible.
    pub fn build(documents: impl IntoIterator<Item = Document>) -> Result<Guideline, Rejected> {
        Guideline::build_within(&Limits::default(), documents)
    }

    /// Builds a guideline as [`Guideline::build`] does, within limits of the host's own.
    ///
    /// # Errors
    /// As [`Guideline::build`]; and whatever there is too much of.
    pub fn build_within(
        limits: &Limits,
        documents: impl IntoIterator<Item = Document>,
    ) -> Result<Guideline, Rejected> {
        Guideline::compile(limits, None, documents, true)
    }

    /// Builds a guideline as [`Guideline::build`] does, for a day: what a layer lists as what may relax is void where the
    /// layer is not in effect on it, and its limits stay. Guidance speaks of that day, as with [`Guideline::as_of`], which
    /// only says whether a layer is in effect.
    ///
    /// # Errors
    /// As [`Guideline::build`]; also where a layer leans on what of it is void.
    ///
    /// ```
    /// use demeanor::{Document, Guideline, Stance};
    /// let base = r#"{ "format": 1, "id": "base.rules", "version": "1.0.0", "title": "Base",
    ///     "otherwise": { "stance": "moderate", "because": "Silence is not permission." },
    ///     "facts": [ { "id": "client.knows_me", "kind": "flag", "ask": "Do they know you well?" } ] }"#;
    /// let ours = r#"{ "format": 1, "id": "our.rules", "version": "1.0.0", "title": "Ours",
    ///     "extends": { "id": "base.rules", "version": "1" }, "about": { "effective": { "until": "2026-12-31" } },
    ///     "may_relax": [ { "rule": "old-acquaintance", "because": "They can ask." } ],
    ///     "rules": [ { "id": "old-acquaintance", "title": "They know us", "when": { "client.knows_me": true },
    ///         "permits": "allow", "because": "They can read a face that they know.",
    ///         "authority": "clinic_policy", "strength": "conditional", "certainty": "low" } ] }"#;
    /// let stance = |day: &str| {
    ///     let documents = [Document::new("base.json", base), Document::new("ours.json", ours)];
    ///     let guideline = Guideline::build_as_of(day.parse().expect("it is a day"), documents)?;
    ///     Ok::<Stance, demeanor::Rejected>(guideline.empty_situation().with("client.knows_me", true)?.stance())
    /// };
    /// assert_eq!([stance("2026-12-31")?, stance("2027-01-01")?], [Stance::Allow, Stance::Moderate]);
    /// # Ok::<(), demeanor::Rejected>(())
    /// ```
    pub fn build_as_of(
        day: Date,
        documents: impl IntoIterator<Item = Document>,
    ) -> Result<Guideline, Rejected> {
        Guideline::compile(&Limits::default(), Some(day), documents, true)
    }

    /// Builds a guideline without proving its safeguards, for tools that must look at a bad one. Never give guidance by
    /// it to anybody.
    ///
    /// # Errors
    /// As [`Guideline::build`], but for safeguards.
    pub fn build_unproved(documents: impl IntoIterator<Item = Document>) -> Result<Guideline, Rejected> {
        Guideline::compile(&Limits::default(), None, documents, false)
    }

    fn compile(
        limits: &Limits,
        day: Option<Date>,
        documents: impl IntoIterator<Item = Document>,
        proved: bool,
    ) -> Result<Guideline, Rejected> {
        // More than one document too many tells no more than the first.
        let most = limits.of(Limit::Documents).saturating_add(1);
        let mut checked = check::check(limits, day, documents.into_iter().take(most).collect())?;
        let compiled = Arc::new(Compiled::new(checked.model));
        if proved {
            proof::prove_layers(&compiled.model, &checked.stacked, &mut checked.faults);
            proof::prove_safeguards(&compiled, &checked.stacked, &mut checked.faults);
        }
        let warnings = checked.faults.finish(&checked.sources)?;
        let reader = Reader::new(&compiled.model.vocabulary);
        let fingerprint = fingerprint(&compiled.model.digest);
        let stacked = Some(checked.stacked).filter(|_| compiled.model.layers.len() > 1);
        let relaxations = OnceLock::new();
        let built = Arc::new(Built { reader, fingerprint, warnings, stacked, relaxations });
        Ok(Guideline { compiled, built, editions: Arc::new(Editions::on(day)) })
    }

    /// The same guideline on a day, so that guidance says whether it is in effect and whether its review is due. The
    /// library reads no clock.
    #[must_use]
    pub fn as_of(&self, day: Date) -> Guideline {
        self.on(Some(day))
    }

    /// The same guideline on no day in particular.
    pub(crate) fn undated(&self) -> Guideline {
        self.on(None)
    }

    fn on(&self, day: Option<Date>) -> Guideline {
        Guideline { editions: Arc::new(Editions::on(day)), ..self.clone() }
    }

    /// What should be looked at in the documents, though nothing is wrong with them.
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.built.warnings
    }

    /// Everything that can be known of a situation, in order.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        self.model().vocabulary.facts()
    }

    /// The ids of the rules, in the order in which they are numbered.
    pub fn rule_ids(&self) -> impl Iterator<Item = &str> {
        self.model().rules.iter().map(|rule| &*rule.id)
    }

    /// The groups of facts with their labels, in the order in which they are shown.
    ///
    /// ```
    /// let guideline = demeanor::Guideline::standard();
    /// let of_client = guideline.facts().iter().filter(|fact| fact.group() == "client");
    /// assert!(guideline.groups().iter().any(|group| &*group.id == "client") && of_client.count() > 0);
    /// ```
    #[must_use]
    pub fn groups(&self) -> &[FactGroup] {
        &self.model().groups
    }

    /// The fact of that id, or of that former id.
    ///
    /// ```
    /// let fact = demeanor::Guideline::standard().fact("expression.emotion").expect("it is a fact");
    /// assert_eq!(fact.kind, demeanor::Kind::Choice);
    /// assert!(demeanor::Guideline::standard().fact("shoe_size").is_none());
    /// ```
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        let vocabulary = &self.model().vocabulary;
        Some(vocabulary.fact(vocabulary.named(id)?.number))
    }

    /// Its layers, lowest first: which rule sets it is made of, and who stands behind them.
    #[must_use]
    pub fn layers(&self) -> impl ExactSizeIterator<Item = &Layer> {
        self.model().layers.iter().map(|layer| &layer.card)
    }

    /// The bytes that its rules take as rows of bits, which is what a verdict reads.
    #[must_use]
    pub fn row_bytes(&self) -> usize {
        self.compiled().judge.rows.bytes()
    }

    /// SHA-256 over the content of all layers, approvals and cases apart.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.model().digest
    }

    /// Is it the same, and not only alike?
    pub(crate) fn is_same(&self, other: &Guideline) -> bool {
        Arc::ptr_eq(&self.compiled, &other.compiled)
    }

    /// Which guideline it is, by its content: guidelines of one fingerprint number their facts and values alike.
    pub(crate) fn fingerprint(&self) -> u128 {
        self.built.fingerprint
    }

    pub(crate) fn model(&self) -> &Model {
        &self.compiled.model
    }

    pub(crate) fn compiled(&self) -> &Compiled {
        &self.compiled
    }

    /// What gets looser by what its layers list. Worked out when it is first asked for.
    pub(crate) fn relaxing(&self) -> &[Relaxing] {
        let stacked = self.built.stacked.as_ref();
        let work_out =
            || stacked.map(|stacked| proof::relaxations(self.model(), stacked)).unwrap_or_default();
        self.built.relaxations.get_or_init(work_out)
    }

    /// What a text says is known, if it says so plainly; `None` calls for the checked way. Nothing is said of whether it
    /// can be.
    pub(crate) fn read_plainly(&self, text: &str) -> Option<Known> {
        self.built.reader.read(text, &self.model().vocabulary)
    }

    /// The stances of all situations, where they can be held.
    pub(crate) fn outlook(&self) -> Option<&Outlook> {
        self.compiled().outlook()
    }

    /// What guidance is asked of: this guideline, and what is known.
    pub(crate) fn asked(&self, known: Known, given: Option<GivenFacts>) -> Asked {
        let (compiled, editions) = (Arc::clone(&self.compiled), Arc::clone(&self.editions));
        Asked { compiled, editions, known, given }
    }
}

/// The first 128 bits of a digest in hexadecimal, whatever stands before them.
fn fingerprint(digest: &str) -> u128 {
    let digits = digest.rsplit(':').next().unwrap_or(digest).chars().filter_map(|digit| digit.to_digit(16));
    digits.take(32).fold(0, |bits, digit| bits << 4 | u128::from(digit))
}

impl fmt::Debug for Guideline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guideline")
            .field("digest", &self.digest())
            .field("day", &self.editions.day)
            .finish_non_exhaustive()
    }
}
