//! The library as tests use it: documents of JSON in, what it says of them out.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![expect(unreachable_pub, reason = "`pub` marks what the tests use")]

use demeanor::diagnostic::{Code, Severity};
use demeanor::{Diagnostic, Document, Guideline};
use serde_json::Value;

pub fn written(documents: &[(String, Value)]) -> impl Iterator<Item = Document> {
    documents.iter().map(|(name, json)| Document::new(name, json.to_string()))
}

pub fn build_unproved(documents: &[(String, Value)]) -> Guideline {
    Guideline::build_unproved(written(documents)).unwrap_or_else(|rejected| panic!("{rejected}"))
}

/// Something for which the library refuses a rule set.
#[derive(Debug)]
pub struct Refusal {
    pub code: Code,
    /// The id of what it is about: of a safeguard that is broken, as the place is then what breaks it; else of what the place is
    /// in, empty if that has none.
    pub of: String,
    /// The layer that states it.
    pub layer: String,
    pub message: String,
}

/// Everything for which the library refuses a rule set, in its order.
pub fn refusals(documents: &[(String, Value)]) -> Vec<Refusal> {
    let Err(rejected) = Guideline::build(written(documents)) else {
        return Vec::new();
    };
    let errors = rejected.diagnostics().iter().filter(|each| each.severity == Severity::Error);
    errors.map(|diagnostic| refusal(documents, diagnostic)).collect()
}

fn refusal(documents: &[(String, Value)], diagnostic: &Diagnostic) -> Refusal {
    let (place, message) = (&diagnostic.place, diagnostic.message.clone());
    if diagnostic.code == Code::SafeguardBroken {
        let of = message.split('`').nth(1).expect("it names the safeguard").to_owned();
        let states = |document: &Value| {
            let safeguards = document["safeguards"].as_array();
            safeguards.is_some_and(|all| all.iter().any(|safeguard| safeguard["id"] == *of))
        };
        let (_, document) = documents.iter().find(|(_, document)| states(document)).expect("it is stated");
        let layer = document["id"].as_str().unwrap_or_default().to_owned();
        return Refusal { code: diagnostic.code, of, layer, message };
    }
    let (_, document) = documents.iter().find(|(name, _)| *name == place.document).expect("a document");
    let entry = place.pointer.rsplit_once('/').map_or("", |(entry, _)| entry);
    let of = document.pointer(entry).and_then(|entry| entry["id"].as_str()).unwrap_or_default();
    let layer = document["id"].as_str().unwrap_or_default();
    Refusal { code: diagnostic.code, of: of.to_owned(), layer: layer.to_owned(), message }
}
