//! A situation: what is known, within the vocabulary of a guideline.

use crate::check::situations;
use crate::condition::{Known, World};
use crate::diagnostic::{Code, Diagnostic, Faults, Origin, Rejected, Source};
use crate::document::given::Given;
use crate::document::text::read_text;
use crate::evaluate;
use crate::guidance::{FactValue, Guidance};
use crate::guideline::Guideline;
use crate::standing::{Standings, term_truths};
use crate::truth::Truth;
use crate::values::{fact_value, in_words};
use crate::verdict::Verdict;
use crate::vocabulary::ValueCode;
use serde::Serialize;
use std::collections::BTreeMap;
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
    known: Vec<Option<ValueCode>>,
    notes: Vec<Diagnostic>,
}

impl Guideline {
    /// A situation of which nothing is known yet.
    #[must_use]
    pub fn empty_situation(&self) -> Situation {
        Situation { guideline: self.clone(), known: vec![None; self.facts().len()], notes: Vec::new() }
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
        let text = to_text(facts)?;
        self.read(&text, vec![None; self.facts().len()]).map_err(Rejected::without_positions)
    }

    /// A situation from JSON text.
    ///
    /// # Errors
    /// As [`Guideline::situation`], with lines and columns; and text that is not JSON.
    pub fn situation_from_json(&self, text: &str) -> Result<Situation, Rejected> {
        self.read(text, vec![None; self.facts().len()])
    }

    /// Reads facts from a text and lays them over those that are known already.
    fn read(&self, text: &str, known: Vec<Option<ValueCode>>) -> Result<Situation, Rejected> {
        let mut faults = Faults::within(&self.model().limits);
        let (source, given) = read_text::<Given>("situation", text, 0, &mut faults);
        let known = match &given {
            Some(given) => self.lay_over(known, given, &mut faults),
            None => known,
        };
        if !faults.has_errors() {
            report_impossible(self, &known, &source, &mut faults);
        }
        if !faults.has_errors() {
            report_no_completion(self, &known, &source, &mut faults);
        }
        let notes = faults.finish(&[source])?;
        Ok(Situation { guideline: self.clone(), known, notes })
    }

    fn lay_over(
        &self,
        mut known: Vec<Option<ValueCode>>,
        given: &Given,
        faults: &mut Faults,
    ) -> Vec<Option<ValueCode>> {
        let vocabulary = &self.model().vocabulary;
        let read = situations::known(given, vocabulary, |_| true, faults);
        let named = given.facts.iter().filter_map(|(id, _)| vocabulary.named(id));
        for named in named {
            if let (Some(slot), Some(code)) = (known.get_mut(named.index), read.get(named.index)) {
                *slot = *code;
            }
        }
        known
    }
}

impl Situation {
    /// The same situation with one fact given: an option's id, a flag, a whole number or a list of options. A fact that
    /// was given before is replaced; `()` makes it unknown.
    ///
    /// # Errors
    /// As [`Guideline::situation`].
    pub fn with(self, fact: &str, value: impl Serialize) -> Result<Situation, Rejected> {
        self.with_all(&BTreeMap::from([(fact, value)]))
    }

    /// The same situation with several facts given at once, as [`Guideline::situation`] takes them.
    ///
    /// # Errors
    /// As [`Guideline::situation`].
    pub fn with_all<S: Serialize + ?Sized>(self, facts: &S) -> Result<Situation, Rejected> {
        let text = to_text(facts)?;
        let mut situation = self.guideline.read(&text, self.known).map_err(Rejected::without_positions)?;
        situation.notes.splice(0..0, self.notes);
        Ok(situation)
    }

    /// The facts that are known, by id.
    #[must_use]
    pub fn facts(&self) -> BTreeMap<String, FactValue> {
        let facts = self.guideline.facts().iter().zip(&self.known);
        facts.filter_map(|(fact, code)| Some((fact.id.to_string(), fact_value(fact, (*code)?)))).collect()
    }

    /// Older names that were used and read all the same.
    #[must_use]
    pub fn notes(&self) -> &[Diagnostic] {
        &self.notes
    }

    /// The guideline it belongs to.
    #[must_use]
    pub fn guideline(&self) -> &Guideline {
        &self.guideline
    }

    /// What the guideline says of it, and why. This cannot fail.
    #[must_use]
    pub fn guidance(&self) -> Guidance {
        evaluate::guidance(self.guideline.compiled(), &self.known, self.guideline.day())
    }

    pub(crate) fn from_known(guideline: &Guideline, known: Vec<Option<ValueCode>>) -> Situation {
        Situation { guideline: guideline.clone(), known, notes: Vec::new() }
    }

    /// The verdict and the stance, without the rest of the guidance.
    pub(crate) fn verdict(&self) -> Verdict {
        let guideline = &self.guideline;
        let alone = guideline.outlook_alone(&self.known);
        let outlook = guideline.outlook().or(alone.as_ref());
        let possible = outlook.map(|outlook| outlook.possible(&self.known));
        Verdict::of(guideline.model(), &Standings::of(guideline.compiled(), &self.known), possible)
    }

    pub(crate) fn known(&self) -> &Known {
        &self.known
    }
}

impl fmt::Debug for Situation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Situation").field("facts", &self.facts()).finish_non_exhaustive()
    }
}

fn to_text<S: Serialize + ?Sized>(facts: &S) -> Result<String, Rejected> {
    serde_json::to_string(facts).map_err(|error| {
        Rejected::single(Code::NotSerializable, "situation", format!("this is no situation: {error}"))
    })
}

/// Reports every combination of the known facts that cannot be.
fn report_impossible(
    guideline: &Guideline,
    known: &[Option<ValueCode>],
    source: &Source,
    faults: &mut Faults,
) {
    let model = guideline.model();
    for (number, layer) in model.layers.iter().enumerate() {
        let mut entries = model.impossible.iter().filter(|entry| entry.layer == number).peekable();
        if entries.peek().is_none() {
            continue;
        }
        let truths = term_truths(layer, known);
        for entry in entries.filter(|entry| entry.when.truth(known, &truths) == Truth::True) {
            let world = World { known, terms: &layer.terms, truths: &truths };
            let clash = in_words_all(guideline, known, entry.when.grounds(world));
            let message = format!("these facts cannot be together: {clash}");
            let origin = source.tree.as_ref().map(|tree| Origin { document: 0, span: tree.span });
            let help = Some(entry.because.to_string());
            faults.error_with_help(Code::Impossible, origin.unwrap_or_default(), message, help);
        }
    }
}

/// Reports known facts that leave no value for some other: no entry of `impossible` is true, and yet no situation is left.
fn report_no_completion(
    guideline: &Guideline,
    known: &[Option<ValueCode>],
    source: &Source,
    faults: &mut Faults,
) {
    let alone = guideline.outlook_alone(known);
    let Some(outlook) = guideline.outlook().or(alone.as_ref()) else { return };
    let has_completion = |known: &Known| outlook.possible(known).stances().next().is_some();
    if has_completion(known) {
        return;
    }
    // Each fact that can be left out without a completion turning up has no part in the clash.
    let mut clash = known.to_vec();
    for index in 0..clash.len() {
        let mut without = clash.clone();
        without.get_mut(index).into_iter().for_each(|slot| *slot = None);
        if !has_completion(&without) {
            clash = without;
        }
    }
    let facts = clash.iter().enumerate().filter(|(_, code)| code.is_some()).map(|(index, _)| index);
    let message =
        format!("these facts leave nothing that another could be: {}", in_words_all(guideline, known, facts));
    let origin = source.tree.as_ref().map(|tree| Origin { document: 0, span: tree.span });
    faults.error(Code::Impossible, origin.unwrap_or_default(), message);
}

/// Some facts with their values in words.
fn in_words_all(guideline: &Guideline, known: &Known, facts: impl IntoIterator<Item = usize>) -> String {
    let model = guideline.model();
    let said = facts.into_iter().filter_map(|index| {
        let (fact, code) = (model.vocabulary.get(index)?, known.get(index).copied().flatten()?);
        Some(format!("{} ({}: {})", fact.id, fact.label, in_words(fact, code, &model.wording)))
    });
    said.collect::<Vec<_>>().join("; ")
}
