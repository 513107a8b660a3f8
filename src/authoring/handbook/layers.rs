//! What each layer changes, as plain data, for people who have to answer for it.

use super::rules::{RuleCard, card as rule_card};
use crate::guideline::Guideline;
use crate::model::{
    Added, ConditionLine, Covering, Fallback, MarkedSafety, Model, ModelLayer, Presumes, Refined, Relaxed,
    Replaced, Reworded, RewordedAction, TermId, Withdrawn, WithdrawnAction, condition_text,
};
use serde::Serialize;
use std::sync::Arc;

/// What a layer states, and what it changes of the layers below. Who stands behind it is told by [`Guideline::layers`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LayerCard {
    /// The layer's id.
    pub layer: Arc<str>,
    /// The situations it is meant for, in words; all, where it does not say.
    pub scope: Option<Vec<ConditionLine>>,
    /// The ids of what it adds.
    pub adds: Added,
    /// The terms of layers below that it restates.
    pub restates: Vec<Restated>,
    /// The rules of layers below that it takes out.
    pub withdraws: Vec<Withdrawn>,
    /// The actions of layers below that it takes out.
    pub withdraws_actions: Vec<WithdrawnAction>,
    /// The rules of layers below whose place its own take.
    pub replaces: Vec<Replacement>,
    /// The facts of layers below that count as safety facts from here on.
    pub safety: Vec<MarkedSafety>,
    /// What of its own may make a situation looser than the layers below; nothing else does.
    pub may_relax: Vec<Relaxed>,
    /// The library's own words that it states otherwise than they are below.
    pub rewords: Vec<Reworded>,
    /// The actions of layers below that it words anew.
    pub reworded_actions: Vec<RewordedAction>,
    /// Its actions that cover actions of layers below.
    pub covers: Vec<Covering>,
    /// The facts of layers below to which it adds finer options.
    pub refines: Vec<Refined>,
    /// What it presumes of facts of layers below.
    pub presumes: Vec<Presumes>,
    /// The stance where no permission counts, if it states one.
    pub otherwise: Option<Fallback>,
    /// The limit while a safety fact is unknown, if it states one.
    pub while_unknown: Option<Fallback>,
}

/// A term of a layer below that means something else from here on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Restated {
    /// The term's id.
    pub term: Arc<str>,
    /// What it meant below, in words.
    pub before: Vec<ConditionLine>,
    /// What it means here, in words.
    pub after: Vec<ConditionLine>,
    /// Why.
    pub because: Arc<str>,
}

/// A rule of a layer below, and the one that takes its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Replacement {
    /// The rule as it was. What overrode it overrides the other.
    pub before: RuleCard,
    /// The rule that takes its place, which says why.
    pub after: RuleCard,
}

impl Guideline {
    /// What each layer states and changes, lowest first.
    ///
    /// ```
    /// use demeanor::{Document, Guideline};
    /// let mine = r#"{ "format": 1, "id": "ours.rules", "version": "1.0.0", "title": "Ours",
    ///     "extends": { "id": "demeanor.standard", "version": "2" },
    ///     "terms": [ { "id": "little_time", "replaces": true, "because": "We need longer.",
    ///         "when": { "timing.minutes_left": { "at_least": 1, "at_most": 15 } } } ] }"#;
    /// let guideline = Guideline::build(Document::standard().chain([Document::new("ours.json", mine)]))?;
    /// let ours = guideline.layer_cards().last().expect("there are two");
    /// let restated = &ours.restates[0];
    /// assert_eq!(restated.before[0].to_string(), "Minutes left: 1 to 10");
    /// assert_eq!(restated.after[0].to_string(), "Minutes left: 1 to 15");
    /// # Ok::<(), demeanor::Rejected>(())
    /// ```
    #[must_use]
    pub fn layer_cards(&self) -> impl ExactSizeIterator<Item = LayerCard> {
        let model = self.model();
        model.layers.iter().enumerate().map(|(index, layer)| {
            let below = index.checked_sub(1).and_then(|below| model.layers.get(below));
            card(layer, below, model)
        })
    }
}

fn card(layer: &ModelLayer, below: Option<&ModelLayer>, model: &Model) -> LayerCard {
    let stated = &layer.states;
    LayerCard {
        layer: layer.card.id.clone(),
        scope: layer.scope.as_ref().map(|scope| condition_text::lines(scope, model)),
        adds: stated.adds.clone(),
        restates: stated
            .restates
            .iter()
            .map(|(term, because)| restated(*term, because, layer, below, model))
            .collect(),
        withdraws: stated.withdraws.clone(),
        withdraws_actions: stated.withdraws_actions.clone(),
        replaces: layer.replaces.iter().map(|replaced| replacement(replaced, model)).collect(),
        safety: stated.safety.clone(),
        may_relax: stated.may_relax.clone(),
        rewords: stated.rewords.clone(),
        reworded_actions: stated.reworded_actions.clone(),
        covers: stated.covers.clone(),
        refines: stated.refines.clone(),
        presumes: stated.presumes.clone(),
        otherwise: stated.otherwise.clone(),
        while_unknown: stated.while_unknown.clone(),
    }
}

fn replacement(replaced: &Replaced, model: &Model) -> Replacement {
    Replacement { before: rule_card(model, &replaced.before), after: rule_card(model, &replaced.after) }
}

fn restated(
    term: TermId,
    because: &Arc<str>,
    layer: &ModelLayer,
    below: Option<&ModelLayer>,
    model: &Model,
) -> Restated {
    let meaning = |layer: &ModelLayer| condition_text::lines(layer.terms.at(term), model);
    Restated {
        term: model.terms.at(term).clone(),
        before: below.map(meaning).unwrap_or_default(),
        after: meaning(layer),
        because: because.clone(),
    }
}
