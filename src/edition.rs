//! Which guideline speaks, and in what condition: status, dates, approval, scope.

use crate::condition::Known;
use crate::date::Date;
use crate::governance::{Stamp, StampKind};
use crate::guidance::{Edition, LayerEdition};
use crate::model::{Layer, Model};
use crate::standing::term_truths;
use crate::truth::Truth;
use crate::words::Status;

/// The edition that speaks of a situation on a day, if the host has said which.
pub(crate) fn edition(model: &Model, known: &Known, day: Option<Date>) -> Edition {
    let scopes: Vec<Truth> = model.layers.iter().map(|layer| in_scope(layer, known)).collect();
    let layers: Vec<LayerEdition> = model.layers.iter().map(|layer| layer_edition(layer, day)).collect();
    let top = layers.last();
    Edition {
        id: top.map(|layer| layer.id.clone()).unwrap_or_default(),
        version: top.map(|layer| layer.version.clone()).unwrap_or_default(),
        title: top.map(|layer| layer.title.clone()).unwrap_or_default(),
        digest: model.digest.clone(),
        status: layers.iter().map(|layer| layer.status).min().unwrap_or(Status::Draft),
        overdue: day.map(|_| layers.iter().any(|layer| layer.overdue == Some(true))),
        in_scope: Truth::all(scopes.iter().copied()).known(),
        stamps: model
            .layers
            .iter()
            .zip(scopes)
            .flat_map(|(layer, scope)| stamps(layer, scope, day))
            .collect(),
        layers,
        wording: model.wording.clone(),
    }
}

fn layer_edition(layer: &Layer, day: Option<Date>) -> LayerEdition {
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

fn stamps(layer: &Layer, scope: Truth, day: Option<Date>) -> Vec<Stamp> {
    let mut stamps = layer.card.stamps(day);
    if scope == Truth::False {
        stamps.push(layer.card.stamp(StampKind::OutOfScope, None));
    }
    stamps
}

/// Is a situation one that a layer is meant for? All are, where it states no scope.
fn in_scope(layer: &Layer, known: &Known) -> Truth {
    let scope = layer.scope.as_ref();
    scope.map_or(Truth::True, |scope| scope.truth(known, &term_truths(layer, known)))
}
