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
mod compose;

use crate::diagnostic::{Code, Faults, Origin, Rejected, Source};
use crate::digest::digest;
use crate::document::Document;
use crate::document::text::read_text;
use crate::model::Model;
use layers::{Part, Stack};
use std::collections::{BTreeMap, BTreeSet};

/// At most this many documents are read together.
const MAX_DOCUMENTS: usize = 256;

/// A model, with what is needed to report more about its documents.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) model: Model,
    /// What the layers below each layer that states `may_relax` come to by themselves, and it with them, by how many
    /// layers those are.
    pub(crate) below: BTreeMap<usize, Model>,
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
        Some(model) if !faults.has_errors() => {
            let below = compose_below(&stacks, &model);
            Ok(Checked { model, below, sources, faults })
        }
        _ => Err(faults.finish(&sources).err().unwrap_or_else(|| {
            let message = "there is no rule set to build a guideline from";
            Rejected::single(Code::BrokenLayers, "", message.into())
        })),
    }
}

/// Composes what layers that state `may_relax` are compared by.
fn compose_below(stacks: &[Stack], model: &Model) -> BTreeMap<usize, Model> {
    let relaxing = model.layers.iter().enumerate().filter(|(_, layer)| layer.may_relax.is_some());
    let counts: BTreeSet<usize> = relaxing.flat_map(|(layer, _)| [layer, layer + 1]).collect();
    let fewer = counts.into_iter().filter(|&count| count < stacks.len());
    let compose = |count: usize| {
        // What could be wrong with these layers has been reported with all of them.
        let model = compose::compose(stacks.get(..count)?, &mut Faults::default())?;
        Some((count, model))
    };
    fewer.filter_map(compose).collect()
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
            parts.push(Part { document, digest: digest(&tree.canonical(&["about", "approvals"])).into() });
        }
        sources.push(source);
    }
    (sources, parts)
}
