//! Guidance: what was found of a situation, and what it was found of. Its words are read off it when they are asked for.

use super::anew::Anew;
use super::asked::Asked;
use super::compiled::{Compiled, OutlookOn};
use super::edition::Editions;
use super::found::Found;
use super::open_facts::OpenFacts;
use super::presumed::presumed;
use super::question::{Presumed, Question};
use super::questions::questions;
use super::record::Edition;
use super::standing::Judgement;
use crate::model::Known;
use crate::words::Stance;
use std::sync::{Arc, OnceLock};

/// What a guideline says of a situation, and why.
///
/// It holds what was found by number, with a handle on its guideline: it can be kept, cloned and sent to other threads.
/// What is read off it borrows the guideline's texts, and is put together when it is read; [`Guidance::record`] is all of
/// it at once. Its `Display` is a note for a person with ten seconds; serialised, it is complete. It supports a
/// clinician's judgement and never replaces it.
///
/// ```
/// use demeanor::Guideline;
/// use demeanor::guidance::Record;
/// let guidance = Guideline::standard().situation_from_json("{}")?.guidance();
/// for advice in guidance.advice() {
///     println!("{}", advice.text);
/// }
/// let json = serde_json::to_string(&guidance)?;
/// assert_eq!(serde_json::from_str::<Record>(&json)?, guidance.record());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Guidance {
    pub(super) asked: Asked,
    pub(super) found: Found,
    pub(super) on_request: OnRequest,
    /// Only where it was asked for.
    decided_by: Option<Vec<Vec<Arc<str>>>>,
}

/// What few ask for: worked out when it is first asked for, and kept.
#[derive(Clone, Default)]
pub(super) struct OnRequest {
    possible: OnceLock<Vec<Stance>>,
    questions: OnceLock<Option<Vec<Question>>>,
    presumed: OnceLock<Vec<Presumed>>,
    edition: OnceLock<Arc<Edition>>,
    open_facts: OnceLock<OpenFacts>,
    pub(super) digest: OnceLock<String>,
}

/// The guidance for what is known of a situation.
pub(crate) fn guidance(asked: Asked) -> Guidance {
    let (compiled, known) = (&*asked.compiled, &asked.known);
    let judgement = Judgement::of(compiled, known);
    let outlook = if judgement.is_complete() { None } else { compiled.outlook_on(known) };
    let found = Found::of(compiled, known, judgement, outlook.as_deref());
    // Stances that were worked out for this situation alone are not kept for questions that may come later.
    let questions = match outlook {
        Some(OutlookOn::Alone(alone)) => {
            OnceLock::from(Some(questions(&compiled.model, &alone, known, &found.verdict, None)))
        }
        Some(OutlookOn::All(_)) | None => OnceLock::new(),
    };
    let on_request = OnRequest { questions, ..OnRequest::default() };
    Guidance { asked, found, on_request, decided_by: None }
}

/// The same of no day in particular, before there is a guideline to be asked.
pub(crate) fn guidance_undated(compiled: &Arc<Compiled>, known: &Known) -> Guidance {
    let (compiled, editions) = (Arc::clone(compiled), Arc::new(Editions::on(None)));
    guidance(Asked { compiled, editions, known: known.clone(), given: None })
}

impl Guidance {
    /// What to do with the expression.
    #[must_use]
    pub fn stance(&self) -> Stance {
        self.found.verdict.stance
    }

    /// Is this the only stance that is possible, whatever the answers to what is not known?
    #[must_use]
    pub fn settled(&self) -> bool {
        self.found.verdict.settled()
    }

    /// The stances that are possible, whatever the answers to what is not known: laxest first. `None` where they were
    /// too much to work out.
    #[must_use]
    pub fn possible(&self) -> Option<&[Stance]> {
        let possible = self.found.verdict.possible?;
        Some(self.on_request.possible.get_or_init(|| possible.stances().collect()))
    }

    /// What is worth finding out, best first: facts that can change the stance, and safety facts that are not known.
    /// `None` where that was too much to work out. It is worked out when it is first asked for, which takes longer than
    /// the rest of the guidance. What was presumed rules no answer out: it gives way to what is given.
    #[must_use]
    pub fn questions(&self) -> Option<&[Question]> {
        let work_out = || {
            if self.found.judgement.is_complete() {
                return Some(Vec::new());
            }
            let Asked { compiled, known, given, .. } = &self.asked;
            let anew = given.as_ref().and_then(|given| Anew::of(compiled, given, known));
            Some(questions(&compiled.model, compiled.outlook()?, known, &self.found.verdict, anew.as_ref()))
        };
        self.on_request.questions.get_or_init(work_out).as_deref()
    }

    /// The sets of known facts that decided the stance, where they were asked for: see
    /// [`DecidedBy`](crate::why::DecidedBy).
    #[must_use]
    pub fn decided_by(&self) -> Option<&[Vec<Arc<str>>]> {
        self.decided_by.as_deref()
    }

    /// Is what is usual taken to be so, where nobody says otherwise?
    #[must_use]
    pub fn presuming(&self) -> bool {
        self.asked.given.is_some()
    }

    /// What was taken to be so, in the order of the vocabulary, with what would come of each other answer. Empty unless
    /// the situation is a [presuming](crate::Situation::presuming) one.
    #[must_use]
    pub fn presumed(&self) -> &[Presumed] {
        let Asked { compiled, known, given, .. } = &self.asked;
        let Some(given) = given else { return &[] };
        let work_out = || presumed(&compiled.model, compiled.outlook(), &given.known, known);
        self.on_request.presumed.get_or_init(work_out)
    }

    /// Which guideline spoke.
    #[must_use]
    pub fn guideline(&self) -> &Edition {
        let Asked { compiled, editions, known, .. } = &self.asked;
        self.on_request.edition.get_or_init(|| editions.of(&compiled.model, known))
    }

    /// The unknown facts that keep rules open.
    pub(super) fn open_facts(&self) -> &OpenFacts {
        let Asked { compiled, known, .. } = &self.asked;
        let standings = self.found.judgement.standings(compiled, known);
        self.on_request.open_facts.get_or_init(|| OpenFacts::of(&compiled.model, standings))
    }

    /// The same guidance with what decided it.
    pub(crate) fn with_decided_by(self, decided_by: Option<Vec<Vec<Arc<str>>>>) -> Guidance {
        Guidance { decided_by, ..self }
    }
}
