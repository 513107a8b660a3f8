//! Turns documents into a model that cannot be wrong, or reports every fault of every document.

mod names;
mod layers;
mod vocabulary;
mod values;
mod scope;
mod fact_tests;
mod conditions;
mod order;
mod terms;
mod actions;
mod rules;
pub(crate) mod situations;
mod expectations;
mod fallback;
mod about;
mod statements;
mod compose;

use crate::diagnostic::{Code, Faults, Origin, Rejected, Source};
use crate::digest::digest;
use crate::document::Document;
use crate::document::text::read_text;
use crate::model::Model;
use crate::vocabulary::{Fact, Text};
use layers::Part;
use scope::Registry;

/// At most this many documents are read together.
const MAX_DOCUMENTS: usize = 256;

/// A model, with what is needed to report more about its documents.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) model: Model,
    pub(crate) sources: Vec<Source>,
    /// Warnings; no errors.
    pub(crate) faults: Faults,
}

/// Checks documents and composes them.
pub(crate) fn check(mut documents: Vec<Document>) -> Result<Checked, Rejected> {
    let mut faults = Faults::default();
    // The order of documents never matters: they are read by name.
    documents.sort_by(|one, other| (one.name(), one.text()).cmp(&(other.name(), other.text())));
    let (sources, parts) = read_all(documents, &mut faults);
    let stacks = layers::stack(parts, &mut faults);
    let composed = compose::compose(&stacks, &mut faults);
    match composed {
        Some(model) if !faults.has_errors() => Ok(Checked { model, sources, faults }),
        _ => Err(faults.finish(&sources).err().unwrap_or_else(|| {
            let message = "there is no rule set to build a guideline from";
            Rejected::single(Code::BrokenLayers, "", message.into())
        })),
    }
}

/// The names that documents declare.
#[derive(Debug)]
pub(crate) struct DeclaredNames {
    pub(crate) facts: Vec<Fact>,
    /// Of terms, actions, rules and sources.
    pub(crate) others: [Vec<Text>; 4],
}

/// The names in documents, whatever may be wrong with them.
pub(crate) fn names(documents: Vec<Document>) -> DeclaredNames {
    let mut unheeded = Faults::default();
    let (_, parts) = read_all(documents, &mut unheeded);
    let stacks = layers::stack(parts, &mut unheeded);
    let registry = Registry::declare(&stacks, &mut unheeded);
    let others = [&registry.terms, &registry.actions, &registry.rules, &registry.sources];
    DeclaredNames { others: others.map(names::Names::all), facts: registry.vocabulary.facts().to_vec() }
}

fn read_all(documents: Vec<Document>, faults: &mut Faults) -> (Vec<Source>, Vec<Part>) {
    let (mut sources, mut parts) = (Vec::new(), Vec::new());
    if documents.len() > MAX_DOCUMENTS {
        let message = format!("there are more than {MAX_DOCUMENTS} documents");
        faults.error(Code::TooLarge, Origin::default(), message);
    }
    for (index, document) in documents.into_iter().take(MAX_DOCUMENTS).enumerate() {
        let (source, rule_set) = read_text(document.name(), document.text(), index, faults);
        faults.incomplete |= rule_set.is_none();
        if let (Some(document), Some(tree)) = (rule_set, &source.tree) {
            let digest = digest(&tree.canonical(&["about", "approvals"]));
            parts.push(Part { name: source.name.as_str().into(), document, digest: digest.into() });
        }
        sources.push(source);
    }
    (sources, parts)
}
