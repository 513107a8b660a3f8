//! A situation: what is known, within the vocabulary of a guideline.

mod fields;
mod impossible;

use crate::answer::{Anew, Asked, GivenFacts, Guidance, Judgement, Verdict, guidance, presume};
use crate::check::known_facts;
use crate::document::{
    Code, Diagnostic, DigestKey, Document, Faults, Given, Limit, Rejected, keyed_digest, not_finite,
    read_text, written,
};
use crate::guideline::Guideline;
use crate::model::{FactId, FactValue, Known, fact_value};
use crate::words::Stance;
use fields::Fields;
use impossible::{report_impossible, report_no_completion};
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What is known of a situation. It belongs to the guideline that it was made for.
///
/// ```
/// use demeanor::Guideline;
/// let situation = Guideline::standard()
///     .empty_situation()
///     .with("expression.emotion", "sadness")?
///     .with("client.age_band", "adult")?;
/// assert_eq!(situation.facts().len(), 2);
/// assert!(situation.with("client.age_band", "adutl").unwrap_err().to_string().contains("did you mean `adult`?"));
/// # Ok::<(), demeanor::Rejected>(())
/// ```
#[derive(Clone)]
pub struct Situation {
    guideline: Guideline,
    /// INVARIANT: one entry for each fact of the vocabulary, each a value of its fact; nothing impossible.
    known: Known,
    /// What was given, where the rest of what is known was presumed.
    given: Option<GivenFacts>,
    notes: Vec<Diagnostic>,
}

/// What a situation is called in diagnostics, when nobody gave it a name.
const UNNAMED: &str = "situation";

/// How a situation is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Whatever the vocabulary does not have is an error.
    Strict,
    /// It is left out, with a note.
    Lenient,
}

/// What can be wrong with a fact that was right in another vocabulary.
const OF_ANOTHER_VOCABULARY: &[Code] = &[
    Code::UnknownFact,
    Code::UnknownValue,
    Code::WrongType,
    Code::OutOfRange,
    Code::DuplicateValue,
    Code::Empty,
];

impl Guideline {
    /// A situation of which nothing is known yet.
    #[must_use]
    pub fn empty_situation(&self) -> Situation {
        Situation { guideline: self.clone(), known: self.nothing_known(), given: None, notes: Vec::new() }
    }

    /// A situation from a value of the host's own: a struct or map with facts by group or by dotted id. What
    /// serialises as null is not known.
    ///
    /// # Errors
    /// Every fact that the vocabulary does not have, every value outside its fact's domain, and combinations of facts
    /// that cannot be.
    ///
    /// ```
    /// #[derive(serde::Serialize)]
    /// struct Session { client: Client }
    /// #[derive(serde::Serialize)]
    /// struct Client { age_band: Option<&'static str> }
    ///
    /// let session = Session { client: Client { age_band: Some("adult") } };
    /// let situation = demeanor::Guideline::standard().situation(&session)?;
    /// assert_eq!(situation.facts().len(), 1);
    /// # Ok::<(), demeanor::Rejected>(())
    /// ```
    pub fn situation<S: Serialize + ?Sized>(&self, facts: &S) -> Result<Situation, Rejected> {
        self.situation_from_json(&to_text(facts)?).map_err(Rejected::without_positions)
    }

    /// A situation from JSON text.
    ///
    /// # Errors
    /// As [`Guideline::situation`], with lines and columns; and text that is not JSON.
    pub fn situation_from_json(&self, text: &str) -> Result<Situation, Rejected> {
        match self.read_straight(text) {
            Some(situation) => Ok(situation),
            None => self.read(&Document::new(UNNAMED, text), self.nothing_known(), Reading::Strict),
        }
    }

    /// A situation from a document, whose name stands in diagnostics.
    ///
    /// # Errors
    /// As [`Guideline::situation_from_json`].
    ///
    /// ```
    /// use demeanor::{Document, Guideline};
    /// let record = Document::new("records/17.json", r#"{ "client.age_bnad": "adult" }"#);
    /// let refused = Guideline::standard().read_situation(&record).unwrap_err();
    /// assert!(refused.to_string().starts_with("error[unknown-fact] records/17.json:1:3:"));
    /// ```
    pub fn read_situation(&self, document: &Document) -> Result<Situation, Rejected> {
        match self.read_straight(document.text()) {
            Some(situation) => Ok(situation),
            None => self.read(document, self.nothing_known(), Reading::Strict),
        }
    }

    /// A situation of which there is nothing to report, read the short way.
    fn read_straight(&self, text: &str) -> Option<Situation> {
        let short = text.len() <= self.model().limits.of(Limit::Bytes);
        let known = if short { self.read_plainly(text) } else { None }?;
        let can_be = self.model().impossible.is_empty() || !self.outlook()?.possible(&known).is_none();
        can_be.then(|| Situation::from_known(self, known))
    }

    /// A situation from a document that was written for another vocabulary, such as an old record: facts and values that
    /// this guideline does not have are left out, and so unknown. [`Situation::left_out`] says which.
    ///
    /// # Errors
    /// Text that is not JSON or not an object of facts, a fact given twice, and combinations of facts that cannot be.
    ///
    /// ```
    /// use demeanor::{Document, Guideline};
    /// let record = Document::new("records/17.json", r#"{ "client.age_band": "adult", "client.shoe_size": 43 }"#);
    /// let situation = Guideline::standard().read_situation_leniently(&record)?;
    /// assert_eq!(situation.facts().len(), 1);
    /// let left_out: Vec<String> = situation.left_out().map(|note| note.place.text.clone()).collect();
    /// assert_eq!(left_out, ["\"client.shoe_size\""]);
    /// # Ok::<(), demeanor::Rejected>(())
    /// ```
    pub fn read_situation_leniently(&self, document: &Document) -> Result<Situation, Rejected> {
        self.read(document, self.nothing_known(), Reading::Lenient)
    }

    /// A situation as it was stored, perhaps years ago: what was given, whether what is usual was taken to be so, and of which
    /// facts nothing was presumed.
    pub(crate) fn stored_situation(
        &self,
        given: &BTreeMap<String, FactValue>,
        presuming: bool,
        struck: &[impl AsRef<str>],
    ) -> Result<Situation, Rejected> {
        let given = self.situation(given)?;
        if !presuming {
            return Ok(given);
        }
        let struck: BTreeMap<&str, Option<bool>> = struck.iter().map(|fact| (fact.as_ref(), None)).collect();
        given.presuming().with_all(&struck)
    }

    fn nothing_known(&self) -> Known {
        self.model().vocabulary.nothing_known()
    }

    /// Reads facts from a document and lays them over those that are known already.
    fn read(&self, document: &Document, known: Known, reading: Reading) -> Result<Situation, Rejected> {
        self.read_noting(document, known, reading).map(|(situation, _)| situation)
    }

    /// A situation, and the facts that the text says are unknown.
    fn read_noting(
        &self,
        document: &Document,
        known: Known,
        reading: Reading,
    ) -> Result<(Situation, Vec<FactId>), Rejected> {
        let mut faults = Faults::within(&self.model().limits);
        let (source, given) = read_text::<Given>(document.name(), document.text(), 0, &mut faults);
        let known = match &given {
            Some(given) => self.lay_over(known, given, &mut faults),
            None => known,
        };
        if given.is_some() && reading == Reading::Lenient {
            faults.forgive(OF_ANOTHER_VOCABULARY, "this is left out");
        }
        let mut clashes = Vec::new();
        if !faults.has_errors() {
            clashes.extend(report_impossible(self, &known, &source, &mut faults));
        }
        if !faults.has_errors() {
            clashes.extend(report_no_completion(self, &known, &source, &mut faults));
        }
        let mut fields = Fields::new(self, source.tree.as_ref(), &known, clashes);
        let mut finished = faults.finish(std::slice::from_ref(&source));
        match &mut finished {
            Ok(notes) => notes.iter_mut().for_each(|note| fields.mark(note)),
            Err(rejected) => rejected.each(|fault| fields.mark(fault)),
        }
        let notes = finished?;
        let named = given.iter().flat_map(|given| &given.facts);
        let named = named.filter_map(|(id, _)| Some(self.model().vocabulary.named(id)?.number));
        let unknown = named.filter(|&fact| known.at(fact).is_none()).collect();
        Ok((Situation { guideline: self.clone(), known, given: None, notes }, unknown))
    }

    fn lay_over(&self, mut known: Known, given: &Given, faults: &mut Faults) -> Known {
        let vocabulary = &self.model().vocabulary;
        let read = known_facts(given, vocabulary, faults);
        let named = given.facts.iter().filter_map(|(id, _)| vocabulary.named(id));
        for named in named {
            known.set(named.number, *read.at(named.number));
        }
        known
    }
}

impl Situation {
    /// The same situation with one fact given: an option's id, a flag, a whole number or a list of options. A fact that
    /// was given before is replaced; `()` makes it unknown. This situation stays as it is, whatever comes of it.
    ///
    /// # Errors
    /// As [`Guideline::situation`].
    pub fn with(&self, fact: &str, value: impl Serialize) -> Result<Situation, Rejected> {
        self.with_all(&BTreeMap::from([(fact, value)]))
    }

    /// The same situation with several facts given at once, as [`Guideline::situation`] takes them.
    ///
    /// # Errors
    /// As [`Guideline::situation`].
    pub fn with_all<S: Serialize + ?Sized>(&self, facts: &S) -> Result<Situation, Rejected> {
        let document = Document::new(UNNAMED, to_text(facts)?);
        let read = self.guideline.read_noting(&document, self.given().clone(), Reading::Strict);
        let (mut situation, unknown) = read.map_err(Rejected::without_positions)?;
        situation.notes.splice(0..0, self.notes.iter().cloned());
        let Some(given) = &self.given else { return Ok(situation) };
        let struck = given.struck.iter().copied().chain(unknown);
        let struck = struck.filter(|fact| situation.known.at(*fact).is_none());
        Ok(situation.presumed_but(struck.collect()))
    }

    /// The same situation with what is usual taken to be so: each unknown fact that the guideline presumes something of
    /// takes that value, unless what is known speaks against it. Guidance says which facts did, and what would come of
    /// each other answer. A fact that is given later replaces what was presumed; one that is given as unknown, `()`, is
    /// struck out, and nothing is presumed of it. `docs/meaning.md` has it exactly.
    ///
    /// ```
    /// let situation = demeanor::Guideline::standard().empty_situation().with("expression.emotion", "joy")?;
    /// let (strict, presuming) = (situation.guidance(), situation.presuming().guidance());
    /// assert!(!strict.presuming() && strict.presumed().is_empty());
    /// assert!(presuming.presuming());
    /// assert_eq!(presuming.situation().facts, strict.situation().facts);
    /// # Ok::<(), demeanor::Rejected>(())
    /// ```
    #[must_use]
    pub fn presuming(&self) -> Situation {
        self.presuming_but_also([])
    }

    /// The same situation with what is usual taken to be so, but of the facts that were struck out and some more.
    pub(crate) fn presuming_but_also(&self, facts: impl IntoIterator<Item = FactId>) -> Situation {
        let struck = self.given.iter().flat_map(|given| given.struck.iter().copied());
        self.presumed_but(struck.chain(facts).collect())
    }

    /// The same situation with what is usual taken to be so, but of some facts.
    fn presumed_but(&self, struck: BTreeSet<FactId>) -> Situation {
        let struck = struck.into_iter().collect();
        let given = GivenFacts { known: self.given().clone(), struck };
        let known = presume(self.guideline.compiled(), &given.known, &given.struck);
        Situation { known, given: Some(given), ..self.clone() }
    }

    /// The same situation with nothing presumed.
    #[must_use]
    pub fn presuming_nothing(&self) -> Situation {
        Situation { known: self.given().clone(), given: None, ..self.clone() }
    }

    /// Is what is usual taken to be so?
    #[must_use]
    pub fn is_presuming(&self) -> bool {
        self.given.is_some()
    }

    /// The facts that were given, by id.
    #[must_use]
    pub fn facts(&self) -> BTreeMap<String, FactValue> {
        known_values(&self.guideline, self.given())
    }

    /// What was given of one fact, by its id or a former id; nothing where it is unknown, or no fact of the guideline
    /// ([`Guideline::fact`] tells which).
    ///
    /// ```
    /// use demeanor::{FactValue, Guideline};
    /// let situation = Guideline::standard().empty_situation().with("client.age_band", "adult")?;
    /// assert_eq!(situation.get("client.age_band"), Some(FactValue::from("adult")));
    /// assert_eq!(situation.get("expression.emotion"), None);
    /// # Ok::<(), demeanor::Rejected>(())
    /// ```
    #[must_use]
    pub fn get(&self, fact: &str) -> Option<FactValue> {
        let vocabulary = &self.guideline.model().vocabulary;
        let number = vocabulary.named(fact)?.number;
        Some(fact_value(vocabulary.fact(number), (*self.given().at(number))?))
    }

    /// A digest of the facts that were given, under a key of the host's: `hmac-sha256:` and 64 hexadecimal digits, of the JSON
    /// of [`Situation::facts`]. Facts have few values, so whoever knows the vocabulary finds out by trying what situation a
    /// plain digest is of; of this one only who has the key can.
    ///
    /// ```
    /// use demeanor::{Guideline, guidance::DigestKey};
    /// let (key, other) = (DigestKey::new(&[7; 32])?, DigestKey::new(&[8; 32])?);
    /// let situation = Guideline::standard().empty_situation().with("client.age_band", "adult")?;
    /// assert_eq!(situation.keyed_digest(&key), situation.keyed_digest(&key));
    /// assert_ne!(situation.keyed_digest(&key), situation.keyed_digest(&other));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn keyed_digest(&self, key: &DigestKey) -> String {
        keyed_digest(&written(&self.facts()), key)
    }

    /// Older names that were used and read all the same; of a situation that was read leniently also what was left out.
    #[must_use]
    pub fn notes(&self) -> &[Diagnostic] {
        &self.notes
    }

    /// What was left out, of a situation that was read leniently.
    pub fn left_out(&self) -> impl Iterator<Item = &Diagnostic> {
        self.notes.iter().filter(|note| OF_ANOTHER_VOCABULARY.contains(&note.code))
    }

    /// The guideline it belongs to.
    #[must_use]
    pub fn guideline(&self) -> &Guideline {
        &self.guideline
    }

    /// What the guideline says of it, and why. This cannot fail.
    #[must_use]
    pub fn guidance(&self) -> Guidance {
        guidance(self.asked())
    }

    /// The same as JSON, to the byte as the guidance is serialised: for hosts that pass it on.
    ///
    /// ```
    /// let situation = demeanor::Guideline::standard().situation_from_json(r#"{ "therapist": { "fitness": "impaired" } }"#)?;
    /// assert_eq!(situation.guidance_json(), serde_json::to_string(&situation.guidance())?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn guidance_json(&self) -> String {
        self.guidance().to_json()
    }

    /// The stance that the guidance has, without the rest of it.
    ///
    /// ```
    /// let situation = demeanor::Guideline::standard().situation_from_json(r#"{ "therapist": { "fitness": "impaired" } }"#)?;
    /// assert_eq!(situation.stance(), situation.guidance().stance());
    /// # Ok::<(), demeanor::Rejected>(())
    /// ```
    #[must_use]
    pub fn stance(&self) -> Stance {
        self.verdict().stance
    }

    pub(crate) fn from_known(guideline: &Guideline, known: Known) -> Situation {
        Situation { guideline: guideline.clone(), known, given: None, notes: Vec::new() }
    }

    /// The verdict and the stance, without the rest of the guidance.
    pub(crate) fn verdict(&self) -> Verdict {
        verdict_of(&self.guideline, &self.known)
    }

    /// What counts as known, given or presumed.
    pub(crate) fn known(&self) -> &Known {
        &self.known
    }

    /// What was given.
    pub(crate) fn given(&self) -> &Known {
        self.given.as_ref().map_or(&self.known, |given| &given.known)
    }

    /// The situation, to be asked what an answer would leave where the rest is presumed anew; `None` where nothing is presumed, or
    /// not every situation can be held.
    pub(crate) fn presumed_anew(&self) -> Option<Anew<'_>> {
        Anew::of(self.guideline.compiled(), self.given.as_ref()?, &self.known)
    }

    fn asked(&self) -> Asked {
        self.guideline.asked(self.known.clone(), self.given.clone())
    }
}

/// The verdict of known facts, which need not be possible together.
pub(crate) fn verdict_of(guideline: &Guideline, known: &Known) -> Verdict {
    let possible = guideline.compiled().outlook_on(known).map(|outlook| outlook.possible(known));
    let judgement = Judgement::of(guideline.compiled(), known);
    Verdict::of(guideline.model(), judgement.standings(guideline.compiled(), known), possible)
}

/// The values of the facts that are known, by id.
pub(crate) fn known_values(guideline: &Guideline, known: &Known) -> BTreeMap<String, FactValue> {
    let facts = guideline.facts().iter().zip(known);
    facts.filter_map(|(fact, code)| Some((fact.id.to_string(), fact_value(fact, (*code)?)))).collect()
}

/// The ids of the facts that are known.
pub(crate) fn known_ids<'a>(guideline: &'a Guideline, known: &'a Known) -> impl Iterator<Item = &'a str> {
    let facts = guideline.facts().iter().zip(known);
    facts.filter(|(_, code)| code.is_some()).map(|(fact, _)| &*fact.id)
}

/// Its facts by id, as [`Guideline::situation`] takes them.
impl Serialize for Situation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.facts().serialize(serializer)
    }
}

/// Which facts are known, and not what: what is debugged ends in logs. [`Situation::facts`] has the values.
impl fmt::Debug for Situation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<&str> = known_ids(&self.guideline, self.given()).collect();
        f.debug_struct("Situation").field("known", &known).finish_non_exhaustive()
    }
}

fn to_text<S: Serialize + ?Sized>(facts: &S) -> Result<String, Rejected> {
    let refused = |message: String| Rejected::single(Code::NotSerializable, "situation", message);
    let text =
        serde_json::to_string(facts).map_err(|error| refused(format!("this is no situation: {error}")))?;
    // JSON writes a number that is none as `null`, which would say that the fact is not known.
    match text.contains("null").then(|| not_finite(facts)).flatten() {
        None => Ok(text),
        Some((keys, number)) => {
            let fact = keys.join(".");
            Err(refused(format!("`{fact}` is {number}, which is no number: leave out what is not known")))
        }
    }
}
