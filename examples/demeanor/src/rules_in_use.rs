//! The guideline that speaks: the one that ships, with the clinic's rule sets over it or in its place.

use crate::args::Layers;
use crate::day;
use crate::declared;
use crate::fault::{Fault, Refusal, Stop, faults};
use crate::input;
use crate::screen::note;
use demeanor::diagnostic::Severity;
use demeanor::{Date, Document, Guideline, Rejected};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Builds the guideline that the command line asks for, whatever the day.
pub(crate) fn build(layers: &Layers) -> Result<Guideline, Stop> {
    build_of(&layers.rules, layers.only, None)
}

/// Builds the guideline that answers: as it is on a day; where none is said and rules are named, as it is today, since what they
/// relax holds only while they are in effect.
pub(crate) fn build_to_answer(layers: &Layers, day: Option<Date>) -> Result<Guideline, Stop> {
    answering(&layers.rules, layers.only, day)
}

/// Builds a guideline of some files that answers, likewise.
pub(crate) fn answering(paths: &[PathBuf], only: bool, day: Option<Date>) -> Result<Guideline, Stop> {
    let today = || if paths.is_empty() { None } else { day::today() };
    build_of(paths, only, day.or_else(today))
}

/// Builds a guideline of documents, on a day if there is one.
pub(crate) fn built(documents: &[Document], day: Option<Date>) -> Result<Guideline, Rejected> {
    let documents = documents.iter().cloned();
    match day {
        Some(day) => Guideline::build_as_of(day, documents),
        None => Guideline::build(documents),
    }
}

/// What there is to look things up in: one whose safeguards do not hold is a guideline too, and of what is refused for
/// other faults what was written can still be read.
pub(crate) struct Looked {
    /// What could be built: where rules over those that ship are refused, those that ship.
    pub(crate) guideline: Option<Guideline>,
    /// Everything that was written.
    pub(crate) documents: Vec<Document>,
    /// What of it is in no guideline.
    pub(crate) unbuilt: Vec<Document>,
    pub(crate) refusal: Option<Refusal>,
}

/// Looks at what the command line asks for.
pub(crate) fn look(layers: &Layers) -> Result<Looked, Stop> {
    let named = read(&layers.rules)?;
    let documents = together(named.clone(), layers.only);
    if named.is_empty() {
        let guideline = Some(Guideline::standard().clone());
        return Ok(Looked { guideline, documents, unbuilt: named, refusal: None });
    }
    let rejected = match built(&documents, None) {
        Ok(guideline) => {
            return Ok(Looked { guideline: Some(guideline), documents, unbuilt: Vec::new(), refusal: None });
        }
        Err(rejected) => rejected,
    };
    let refusal = Some(Refusal { faults: faults(&rejected), sources: documents.clone() });
    if let Ok(guideline) = Guideline::build_unproved(documents.iter().cloned()) {
        return Ok(Looked { guideline: Some(guideline), documents, unbuilt: Vec::new(), refusal });
    }
    let guideline = (!layers.only).then(|| Guideline::standard().clone());
    Ok(Looked { guideline, documents, unbuilt: named, refusal })
}

impl Looked {
    /// Says beside the answer that what it speaks of is refused.
    pub(crate) fn say_refused(&self) {
        let Some(refusal) = &self.refusal else { return };
        let errors = refusal.faults.iter().filter(|fault| fault.severity == Severity::Error).count();
        let errors = if errors == 1 { "one error".into() } else { format!("{errors} errors") };
        note(&format!(
            "These rules are refused, for {errors}, and what they say is not in force: `demeanor check` tells why."
        ));
        for document in self.unbuilt.iter().filter(|document| declared::parsed(document).is_none()) {
            note(&format!("Nothing could be read of {}: it is not JSON.", document.name()));
        }
    }
}

/// Builds a guideline of some files, over the one that ships or in its place, on a day if there is one.
pub(crate) fn build_of(paths: &[PathBuf], only: bool, day: Option<Date>) -> Result<Guideline, Stop> {
    let named = read(paths)?;
    if named.is_empty() {
        let standard = Guideline::standard();
        return Ok(day.map_or_else(|| standard.clone(), |day| standard.as_of(day)));
    }
    let sources = together(named, only);
    built(&sources, day).map_err(|rejected| Stop::Refused(Refusal { faults: faults(&rejected), sources }))
}

/// Builds the guideline that one word or path stands for: `standard`, a rule set, or a folder of them.
pub(crate) fn build_at(path: &Path, only: bool) -> Result<Guideline, Stop> {
    if path == Path::new("standard") {
        return Ok(Guideline::standard().clone());
    }
    let in_folder = || std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut parts: Vec<PathBuf> =
        in_folder().filter(|path| path.extension() == Some("json".as_ref())).collect();
    if parts.is_empty() {
        parts.push(path.into());
    }
    parts.sort();
    build_of(&parts, only, None)
}

/// The documents that ship, unless they are left out, and those that were named.
pub(crate) fn together(named: Vec<Document>, only: bool) -> Vec<Document> {
    Document::standard().filter(|_| !only).chain(named).collect()
}

/// Refuses a text to look for that is a file.
pub(crate) fn refuse_file(text: &str, command: &str) -> Result<(), Stop> {
    let is_rule_set = Path::new(text).extension() == Some("json".as_ref());
    if !is_rule_set && !Path::new(text).is_file() {
        return Ok(());
    }
    let help = format!("`demeanor {command} --rules {text}` lists those that are in it with those that ship");
    Err(Fault::named("unwanted-file", text, "this is a file, and no text to look for".into(), Some(help))
        .into())
}

/// Reads every file that is named, each once, or says of each that cannot be read why not.
pub(crate) fn read(paths: &[PathBuf]) -> Result<Vec<Document>, Refusal> {
    let mut documents = Vec::new();
    let mut unread = Vec::new();
    let mut known = BTreeSet::new();
    for path in paths {
        if !known.insert(path.canonicalize().unwrap_or_else(|_| path.clone())) {
            continue;
        }
        match input::file(path) {
            Ok(document) => documents.push(document),
            Err(fault) => unread.push(*fault),
        }
    }
    if unread.is_empty() { Ok(documents) } else { Err(Refusal { faults: unread, sources: Vec::new() }) }
}
