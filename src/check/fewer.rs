//! Composes fewer layers than there are, or an upper layer with some of its entries only: what proofs compare.

use super::compose::compose;
use super::layers::WrittenLayer;
use super::statements::relaxed;
use crate::document::{Faults, Limits, Origin, RuleSet};
use crate::model::{LayerId, Model, Number, Relaxed, Text, text};
use std::sync::Arc;

/// The documents of the layers of a guideline, lowest layer first. Nothing is wrong with them.
#[derive(Debug)]
pub(crate) struct Stacked {
    written_layers: Vec<WrittenLayer>,
    limits: Limits,
}

/// Something that an upper layer states and that can change what the layers below come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) kind: EntryKind,
    /// What it names: a rule, an action or a term; of others what they are about.
    pub(crate) name: Text,
    pub(crate) origin: Origin,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntryKind {
    /// A rule of the layer.
    Rule,
    /// A rule of the layer that takes the place of one below, which goes with it.
    Replacement,
    /// A rule of a layer below that it withdraws.
    Withdrawal,
    /// An action of a layer below that it withdraws.
    ActionWithdrawal,
    /// A term that it restates.
    Term,
    /// A combination of facts that it rules out.
    Impossible,
    /// What it takes to hold where no permission counts.
    Otherwise,
    /// Its limit while safety facts are unknown.
    WhileUnknown,
}

impl Stacked {
    pub(super) fn new(written_layers: Vec<WrittenLayer>, limits: &Limits) -> Stacked {
        Stacked { written_layers, limits: limits.clone() }
    }

    /// The lowest `count` layers.
    pub(crate) fn lowest(&self, count: usize) -> Option<Model> {
        self.compose(self.written_layers.get(..count)?)
    }

    /// The layers up to one, of which only some entries are kept; what it adds to the vocabulary is kept too.
    pub(crate) fn up_to(&self, layer: LayerId, is_kept: impl Fn(&Entry) -> bool) -> Option<Model> {
        let mut written_layers = self.written_layers.get(..=layer.place())?.to_vec();
        for part in &mut written_layers.last_mut()?.parts {
            let mut document = RuleSet::clone(&part.document);
            keep(&mut document, &is_kept);
            // These may speak of what is gone, and nothing is asked of them; what is presumed stays, and so does that it is listed.
            (document.safeguards, document.cases) = (Vec::new(), Vec::new());
            if let Some(listed) = &mut document.may_relax {
                listed.value.retain(|entry| entry.presume.is_some());
            }
            part.document = Arc::new(document);
        }
        self.compose(&written_layers)
    }

    /// The entries of a layer, in the order of its documents.
    pub(crate) fn entries(&self, layer: LayerId) -> Vec<Entry> {
        let parts = self
            .written_layers
            .get(layer.place())
            .map(|written_layer| written_layer.parts.as_slice())
            .unwrap_or_default();
        parts.iter().flat_map(|part| entries(&part.document)).collect()
    }

    /// What could be wrong with these layers has been reported with all of them.
    fn compose(&self, written_layers: &[WrittenLayer]) -> Option<Model> {
        compose(written_layers, &self.written_layers, &mut Faults::within(&self.limits))
    }
}

impl EntryKind {
    /// Is it a rule, whether it takes the place of another or not?
    pub(crate) fn is_rule(self) -> bool {
        matches!(self, EntryKind::Rule | EntryKind::Replacement)
    }
}

impl Entry {
    fn new(kind: EntryKind, name: impl AsRef<str>, origin: Origin) -> Entry {
        Entry { kind, name: text(name), origin }
    }

    /// Is it what an entry of `may_relax` names?
    pub(crate) fn is_listed_as(&self, listed: &Relaxed) -> bool {
        match self.kind {
            EntryKind::Rule | EntryKind::Replacement | EntryKind::Withdrawal => {
                listed.rule.as_ref() == Some(&self.name)
            }
            EntryKind::ActionWithdrawal => listed.action.as_ref() == Some(&self.name),
            EntryKind::Term => listed.term.as_ref() == Some(&self.name),
            EntryKind::Otherwise => listed.named().is_none(),
            EntryKind::Impossible | EntryKind::WhileUnknown => false,
        }
    }
}

/// Takes out of a layer everything that it lists as what may relax: its limits stay. Its cases were written for all of it.
pub(super) fn lapse(written_layer: &mut WrittenLayer) {
    let stated = written_layer.parts.iter().filter_map(|part| part.document.may_relax.as_ref());
    let listed: Vec<Relaxed> = stated.flat_map(|stated| &stated.value).map(|entry| relaxed(entry)).collect();
    for part in &mut written_layer.parts {
        let mut document = RuleSet::clone(&part.document);
        keep(&mut document, &|entry| !listed.iter().any(|listed| entry.is_listed_as(listed)));
        let is_listed = |fact: &str| listed.iter().any(|listed| listed.presume.as_deref() == Some(fact));
        document.presume.retain(|entry| !is_listed(&entry.fact.value));
        (document.may_relax, document.cases) = (None, Vec::new());
        part.document = Arc::new(document);
    }
    written_layer.lapsed = true;
}

fn entries(document: &RuleSet) -> Vec<Entry> {
    let rules = document.rules.iter().map(|rule| {
        let kind = if rule.replaces.is_some() { EntryKind::Replacement } else { EntryKind::Rule };
        Entry::new(kind, &rule.id.value, rule.id.origin)
    });
    let rules_withdrawn = document.withdraw.iter().filter_map(|entry| entry.rule.as_ref());
    let rules_withdrawn =
        rules_withdrawn.map(|rule| Entry::new(EntryKind::Withdrawal, &rule.value, rule.origin));
    let actions_withdrawn = document.withdraw.iter().filter_map(|entry| entry.action.as_ref());
    let actions_withdrawn =
        actions_withdrawn.map(|action| Entry::new(EntryKind::ActionWithdrawal, &action.value, action.origin));
    let terms = document.terms.iter().filter(|term| term.is_restated());
    let terms = terms.map(|term| Entry::new(EntryKind::Term, &term.id.value, term.id.origin));
    let impossible = document.impossible.iter();
    let impossible =
        impossible.map(|entry| Entry::new(EntryKind::Impossible, &entry.because, entry.when.origin));
    let otherwise = document.otherwise.iter();
    let otherwise = otherwise.map(|stated| Entry::new(EntryKind::Otherwise, "otherwise", stated.origin));
    let while_unknown = document.while_unknown.iter();
    let while_unknown =
        while_unknown.map(|stated| Entry::new(EntryKind::WhileUnknown, "while_unknown", stated.origin));
    rules
        .chain(rules_withdrawn)
        .chain(actions_withdrawn)
        .chain(terms)
        .chain(impossible)
        .chain(otherwise)
        .chain(while_unknown)
        .collect()
}

/// Takes out of a document the entries that are not kept, with what names them.
fn keep(document: &mut RuleSet, is_kept: &impl Fn(&Entry) -> bool) {
    let gone: Vec<Entry> = entries(document).into_iter().filter(|entry| !is_kept(entry)).collect();
    let is_gone = |origin: Origin| gone.iter().any(|entry| entry.origin == origin);
    let is_rule_gone = |rule: &str| gone.iter().any(|entry| entry.kind.is_rule() && *entry.name == *rule);
    document.rules.retain(|rule| !is_gone(rule.id.origin));
    for rule in &mut document.rules {
        rule.value.overrides.retain(|other| !is_rule_gone(&other.value));
    }
    document
        .withdraw
        .retain(|entry| !entry.rule.iter().chain(&entry.action).any(|name| is_gone(name.origin)));
    document.terms.retain(|term| !is_gone(term.id.origin));
    document.impossible.retain(|entry| !is_gone(entry.when.origin));
    document.otherwise.take_if(|stated| is_gone(stated.origin));
    document.while_unknown.take_if(|stated| is_gone(stated.origin));
}
