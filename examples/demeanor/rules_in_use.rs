//! The guideline that speaks: the one that ships, with the clinic's rule sets over it or in its place.

use crate::args::Layers;
use crate::fault::{Refusal, Stop, faults};
use crate::input;
use demeanor::{Document, Guideline};

/// A guideline, and the documents that were named for it.
pub(crate) struct RulesInUse {
    pub(crate) guideline: Guideline,
    pub(crate) named: Vec<Document>,
}

/// Builds the guideline that the command line asks for.
pub(crate) fn build(layers: &Layers) -> Result<RulesInUse, Stop> {
    let named = read(layers)?;
    if named.is_empty() {
        return Ok(RulesInUse { guideline: Guideline::standard().clone(), named });
    }
    let shipped = Document::standard().filter(|_| !layers.only);
    let documents: Vec<Document> = shipped.chain(named.iter().cloned()).collect();
    match Guideline::build(documents.iter().cloned()) {
        Ok(guideline) => Ok(RulesInUse { guideline, named }),
        Err(rejected) => Err(Stop::Refused(Refusal { faults: faults(&rejected), sources: documents })),
    }
}

/// Reads every file that is named, or says of each that cannot be read why not.
fn read(layers: &Layers) -> Result<Vec<Document>, Stop> {
    let mut documents = Vec::new();
    let mut unread = Vec::new();
    for path in &layers.rules {
        match input::file(path) {
            Ok(document) => documents.push(document),
            Err(fault) => unread.push(*fault),
        }
    }
    if unread.is_empty() { Ok(documents) } else { Err(unread.into()) }
}
