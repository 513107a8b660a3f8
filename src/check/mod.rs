//! Turns documents into a model that cannot be wrong, or reports every fault of every document.
//!
//! Each file checks one kind of thing and hands it on resolved; after an error it goes on with something harmless. They build
//! on one another in this order:
//!
//! - *Documents and layers.* Documents with one id and version are gathered into layers, which are laid on one another
//!   (`layers`); what belongs to none is left out (`parts`), as is what is too large to be worth checking (`sizes`). `fewer`
//!   composes the same layers without some of their entries, for proofs.
//! - *Names.* `names` says how names are formed and what each refers to, `scope` declares all of them and tells what can be
//!   seen of each from a layer.
//! - *Vocabulary.* The facts (`vocabulary`, shown by `groups`), their values (`values`; `no_value` where somebody wrote that
//!   there is none), and finer options that a layer adds to those below (`refine`). `seen` has facts as a layer sees them,
//!   and `refinements` how it sees those that layers above refine.
//! - *Conditions.* Tests of facts (`fact_tests`), whole conditions (`conditions`), the terms that stand for some (`terms`).
//!   `hints` warns of what is right and yet hardly meant.
//! - *Rules.* The actions that they offer (`actions`), what a layer takes out of those below (`withdrawn_actions`, `gone`),
//!   and the rules themselves (`rules`). `order` puts terms, overrides and covered actions in order, or finds their circles.
//! - *What people read.* Words that read alike though they mean different things are refused (`alike`).
//! - *What else layers state.* What is presumed (`presumptions`), said (`wording`), expected (`expectations`), acknowledged
//!   (`acknowledgements`), the stance where nothing else speaks (`fallback`), and who stands behind a layer (`about`).
//!   `statements` gathers what each layer changes of those below.
//! - *The whole.* `compose` calls all of these and makes the model of what they give.
//!
//! A situation is read against a vocabulary that is there: by `known_facts`, which reports what is wrong with it, or faster by
//! `known_facts_fast` where nothing is.

mod names;
mod layers;
mod parts;
mod fewer;
mod sizes;
mod vocabulary;
mod no_value;
mod values;
mod refinements;
mod scope;
mod refine;
mod hints;
mod fact_tests;
mod conditions;
mod order;
mod terms;
mod actions;
mod withdrawn_actions;
mod gone;
mod rules;
mod known_facts;
mod known_facts_fast;
mod seen;
mod groups;
mod alike;
mod wording;
mod presumptions;
mod expectations;
mod acknowledgements;
mod fallback;
mod about;
mod statements;
mod compose;

pub(crate) use fewer::{Entry, EntryKind, Stacked};
pub(crate) use known_facts::known_facts;
pub(crate) use known_facts_fast::Reader;

use crate::document::{
    Code, Date, Document, Faults, Limit, Limits, Origin, Rejected, RuleSet, Source, content_digest, read_text,
};
use crate::model::{Fact, Model, Text, text};
use layers::Part;
use scope::Registry;
use std::collections::BTreeMap;

/// A model, with what is needed to report more about its documents.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) model: Model,
    /// The documents of its layers, of which fewer can be composed.
    pub(crate) stacked: Stacked,
    pub(crate) sources: Vec<Source>,
    /// Warnings; no errors.
    pub(crate) faults: Faults,
}

/// Checks documents within some limits, and composes them: as of a day, if one is given, on which layers that are out of
/// effect relax nothing.
pub(crate) fn check(
    limits: &Limits,
    day: Option<Date>,
    mut documents: Vec<Document>,
) -> Result<Checked, Rejected> {
    let mut faults = Faults::within(limits);
    // The order of documents never matters: they are read by name.
    documents.sort_by(|one, other| (one.name(), one.text()).cmp(&(other.name(), other.text())));
    let (sources, parts) = read_all(documents, &mut faults);
    let parts = parts::without_strays(parts, &mut faults);
    let mut written_layers = layers::stack(parts, &mut faults);
    for layer in &written_layers {
        parts::check_closed(layer, &mut faults);
    }
    for layer in written_layers.iter_mut().skip(1) {
        if day.is_some_and(|day| !about::in_effect(layer, day)) {
            fewer::lapse(layer);
        }
    }
    // What is too large is not worth the time that everything else in it takes to check.
    let composed = if sizes::fit(&written_layers, &mut faults) {
        compose::compose(&written_layers, &written_layers, &mut faults)
    } else {
        None
    };
    match composed {
        Some(model) if !faults.has_errors() => {
            let stacked = Stacked::new(written_layers, &model.limits);
            Ok(Checked { model, stacked, sources, faults })
        }
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
    /// Of terms, actions, rules and sources, each with what it says.
    pub(crate) others: [Vec<(Text, Text)>; 4],
}

/// The names in documents, whatever may be wrong with them.
pub(crate) fn names(documents: Vec<Document>) -> DeclaredNames {
    let mut unheeded = Faults::default();
    let (_, parts) = read_all(documents, &mut unheeded);
    let mut written_layers = layers::stack(parts, &mut unheeded);
    if !sizes::fit(&written_layers, &mut unheeded) {
        written_layers.clear();
    }
    let registry = Registry::declare(&written_layers, &written_layers, &mut unheeded);
    let mut said: [BTreeMap<&str, &str>; 4] = Default::default();
    let [terms, actions, rules, sources] = &mut said;
    for (_, document) in layers::documents(&written_layers) {
        let restated =
            document.terms.iter().filter_map(|term| Some((term.id.as_str(), term.because.as_deref()?)));
        terms.extend(restated);
        actions.extend(document.actions.iter().map(|action| (action.id.as_str(), action.text.as_str())));
        rules.extend(document.rules.iter().map(|rule| (rule.id.as_str(), rule.title.as_str())));
        sources.extend(document.sources.iter().map(|source| (source.id.as_str(), source.citation.as_str())));
    }
    let of = |names: Vec<Text>, said: &BTreeMap<&str, &str>| {
        let say = |id: Text| (text(said.get(&*id).copied().unwrap_or_default()), id);
        names.into_iter().map(say).map(|(said, id)| (id, said)).collect()
    };
    DeclaredNames {
        others: [
            of(registry.terms.all(), terms),
            of(registry.actions.all(), actions),
            of(registry.rules.all(), rules),
            of(registry.sources.all(), sources),
        ],
        facts: registry.vocabulary.facts().to_vec(),
    }
}

fn read_all(documents: Vec<Document>, faults: &mut Faults) -> (Vec<Source>, Vec<Part>) {
    let (mut sources, mut parts) = (Vec::new(), Vec::new());
    let most = faults.limits.of(Limit::Documents);
    faults.too_many(Limit::Documents, documents.len(), Origin::default());
    faults.incomplete |= documents.len() > most;
    for (index, document) in documents.into_iter().take(most).enumerate() {
        let sealed = document.is_sealed();
        let (source, rule_set) = read_text::<RuleSet>(document.name(), document.text(), index, faults);
        faults.incomplete |= rule_set.is_none();
        if let (Some(document), Some(tree)) = (rule_set, &source.tree) {
            let digest = content_digest(tree).map(Into::into);
            let name = source.name.as_str().into();
            parts.push(Part { name, document: document.into(), digest, sealed });
        }
        sources.push(source);
    }
    (sources, parts)
}
