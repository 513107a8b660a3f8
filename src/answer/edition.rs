//! Which guideline speaks, and in what condition: status, dates, approval, scope.

use super::record::{Edition, LayerEdition};
use super::standing::term_truths;
use crate::document::Date;
use crate::model::{Known, Model, ModelLayer, Stamp, StampKind, Truth};
use crate::words::Status;
use std::sync::{Arc, OnceLock};

/// The edition that speaks on a day, if the host has said which.
#[derive(Debug)]
pub(crate) struct Editions {
    pub(crate) day: Option<Date>,
    /// The edition where every layer is meant for the situation, as it nearly always is.
    in_scope: OnceLock<Arc<Edition>>,
}

impl Editions {
    pub(crate) fn on(day: Option<Date>) -> Editions {
        Editions { day, in_scope: OnceLock::new() }
    }

    /// The edition that speaks of a situation.
    pub(crate) fn of(&self, model: &Model, known: &Known) -> Arc<Edition> {
        let scopes = scopes(model, known);
        let usual = self.usual(model, &scopes).cloned();
        usual.unwrap_or_else(|| Arc::new(edition(model, &scopes, self.day)))
    }

    fn usual(&self, model: &Model, scopes: &[Truth]) -> Option<&Arc<Edition>> {
        let is_usual = scopes.iter().all(|&scope| scope == Truth::True);
        is_usual.then(|| self.in_scope.get_or_init(|| Arc::new(edition(model, scopes, self.day))))
    }
}

/// Whether a situation is one that each layer is meant for.
fn scopes(model: &Model, known: &Known) -> Vec<Truth> {
    model.layers.iter().map(|layer| in_scope(layer, known)).collect()
}

/// The edition by whether each layer is meant for the situation.
fn edition(model: &Model, scopes: &[Truth], day: Option<Date>) -> Edition {
    let layers: Vec<LayerEdition> = model.layers.iter().map(|layer| layer_edition(layer, day)).collect();
    let top = layers.last();
    Edition {
        id: top.map(|layer| layer.id.clone()).unwrap_or_default(),
        version: top.map(|layer| layer.version.clone()).unwrap_or_default(),
        title: top.map(|layer| layer.title.clone()).unwrap_or_default(),
        digest: model.digest.clone(),
        as_of: day,
        approved: model.layers.at(model.top()).card.approved_whole(),
        status: layers.iter().map(|layer| layer.status).min().unwrap_or(Status::Draft),
        overdue: day.map(|_| layers.iter().any(|layer| layer.overdue == Some(true))),
        in_scope: Truth::all(scopes.iter().copied()).known(),
        stamps: model
            .layers
            .iter()
            .zip(scopes)
            .flat_map(|(layer, &scope)| stamps(layer, scope, day))
            .collect(),
        layers,
        wording: model.wording.clone(),
    }
}

fn layer_edition(layer: &ModelLayer, day: Option<Date>) -> LayerEdition {
    let card = &layer.card;
    LayerEdition {
        id: card.id.clone(),
        version: card.version.clone(),
        title: card.title.clone(),
        digest: card.digest.clone(),
        status: card.about.status,
        approved: card.approved(),
        effective: day.map(|day| card.in_effect(day)),
        overdue: day.map(|day| card.overdue(day)),
    }
}

fn stamps(layer: &ModelLayer, scope: Truth, day: Option<Date>) -> Vec<Stamp> {
    let mut stamps = layer.card.stamps(day);
    if scope == Truth::False {
        stamps.push(layer.card.stamp(StampKind::OutOfScope, None));
    }
    stamps
}

/// Is a situation one that a layer is meant for? All are, where it states no scope.
fn in_scope(layer: &ModelLayer, known: &Known) -> Truth {
    let scope = layer.scope.as_ref();
    scope.map_or(Truth::True, |scope| scope.truth(known, &term_truths(layer, known)))
}
