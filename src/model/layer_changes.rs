//! What one layer states, apart from what becomes of it in the composition: what it adds to the layers below, takes out
//! of them, and makes stricter.

use super::number::TermId;
use crate::words::Stance;
use serde::Serialize;
use std::fmt;
use std::sync::Arc;

/// What a layer states.
#[derive(Clone, Debug, Default)]
pub(crate) struct Statements {
    pub(crate) adds: Added,
    /// The terms that it restates, and why.
    pub(crate) restates: Vec<(TermId, Arc<str>)>,
    pub(crate) withdraws: Vec<Withdrawn>,
    pub(crate) withdraws_actions: Vec<WithdrawnAction>,
    pub(crate) safety: Vec<MarkedSafety>,
    pub(crate) presumes: Vec<Presumes>,
    pub(crate) refines: Vec<Refined>,
    pub(crate) may_relax: Vec<Relaxed>,
    pub(crate) rewords: Vec<Reworded>,
    pub(crate) reworded_actions: Vec<RewordedAction>,
    pub(crate) covers: Vec<Covering>,
    pub(crate) otherwise: Option<Fallback>,
    pub(crate) while_unknown: Option<Fallback>,
}

/// The ids of what a layer adds, as its documents list them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Added {
    /// Facts.
    pub facts: Vec<Arc<str>>,
    /// Terms, those that it restates apart.
    pub terms: Vec<Arc<str>>,
    /// Actions, those that it words anew apart.
    pub actions: Vec<Arc<str>>,
    /// Rules, also those that a layer above withdraws.
    pub rules: Vec<Arc<str>>,
    /// Safeguards.
    pub safeguards: Vec<Arc<str>>,
    /// Cases.
    pub cases: Vec<Arc<str>>,
    /// Sources.
    pub sources: Vec<Arc<str>>,
}

/// A rule that a layer takes out of one below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Withdrawn {
    /// The rule's id.
    pub rule: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// Why.
    pub because: Arc<str>,
}

/// An action of a layer below that a layer withdraws: no rule offers it any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct WithdrawnAction {
    /// The action's id.
    pub action: Arc<str>,
    /// What it says below.
    pub text: Arc<str>,
    /// Why.
    pub because: Arc<str>,
    /// The ids of the rules below that offered it and are left with nothing, and so are gone as well.
    pub rules: Vec<Arc<str>>,
}

/// A fact of a layer below that a layer marks as a safety fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MarkedSafety {
    /// The fact's id.
    pub fact: Arc<str>,
    /// Why.
    pub because: Arc<str>,
}

/// What a layer presumes of a fact of a layer below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Presumes {
    /// The fact's id.
    pub fact: Arc<str>,
    /// Why.
    pub because: Arc<str>,
}

/// A fact of a layer below to which a layer adds finer options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Refined {
    /// The fact's id.
    pub fact: Arc<str>,
    /// What it is called.
    pub label: Arc<str>,
    /// The options, in the order of the list.
    pub options: Vec<FinerOption>,
    /// Why.
    pub because: Arc<str>,
}

/// An option that the layers below read as one of theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FinerOption {
    /// Its id.
    pub id: Arc<str>,
    /// How it is said.
    pub label: Arc<str>,
    /// The id of the option that it is like.
    pub like: Arc<str>,
    /// How that is said.
    pub like_label: Arc<str>,
}

impl fmt::Display for FinerOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (like {})", self.label, self.like_label)
    }
}

/// Something of a layer that may make a situation looser than the layers below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Relaxed {
    /// The id of a rule of its own, or of one that it withdraws.
    pub rule: Option<Arc<str>>,
    /// The id of an action that it withdraws.
    pub action: Option<Arc<str>>,
    /// The id of a term that it restates.
    pub term: Option<Arc<str>>,
    /// The fact of which the layer presumes something else. Where none of the four is given it is the layer's `otherwise`.
    pub presume: Option<Arc<str>>,
    /// Why.
    pub because: Arc<str>,
}

impl Relaxed {
    /// What it names; its layer's `otherwise` where that is nothing.
    pub(crate) fn named(&self) -> Option<&Arc<str>> {
        [&self.rule, &self.action, &self.term, &self.presume].into_iter().find_map(Option::as_ref)
    }
}

/// One of the library's own words that a layer states otherwise than it is below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Reworded {
    /// Which: the field of `wording`.
    pub word: Arc<str>,
    /// How it is said below; the sentences of a stance by situation one after the other.
    pub before: Arc<str>,
    /// How it is said here.
    pub after: Arc<str>,
}

/// An action of a layer below that a layer words anew. All else of it is as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RewordedAction {
    /// The action's id.
    pub action: Arc<str>,
    /// What it says below.
    pub before: Arc<str>,
    /// What it says here.
    pub after: Arc<str>,
    /// Why.
    pub because: Arc<str>,
}

/// An action of a layer that covers actions of the layers below: where it is advised as strongly, these are only named with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Covering {
    /// The action's id.
    pub action: Arc<str>,
    /// What it says.
    pub text: Arc<str>,
    /// Those that it covers.
    pub covers: Vec<CoveredAction>,
}

/// An action of a layer below that one of a layer covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CoveredAction {
    /// The action's id.
    pub action: Arc<str>,
    /// What it says below.
    pub text: Arc<str>,
}

/// What holds where rules are silent, or while a safety fact is unknown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Fallback {
    /// The stance.
    pub stance: Stance,
    /// Why.
    pub because: Arc<str>,
}
