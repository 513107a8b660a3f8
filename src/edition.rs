//! Which guideline speaks, and in what condition: status, dates, approval, scope.

use crate::condition::Known;
use crate::date::Date;
use crate::guidance::{Edition, LayerEdition};
use crate::model::{Layer, Model};
use crate::standing::term_truths;
use crate::truth::Truth;
use crate::words::Status;

/// The edition that speaks of a situation on a day, if the host has said which.
pub(crate) fn edition(model: &Model, known: &Known, day: Option<Date>) -> Edition {
    let layers: Vec<LayerEdition> = model.layers.iter().map(|layer| layer_edition(layer, day)).collect();
    let top = layers.last();
    Edition {
        id: top.map(|layer| layer.id.clone()).unwrap_or_default(),
        version: top.map(|layer| layer.version.clone()).unwrap_or_default(),
        title: top.map(|layer| layer.title.clone()).unwrap_or_default(),
        digest: model.digest.clone(),
        status: layers.iter().map(|layer| layer.status).min().unwrap_or(Status::Draft),
        overdue: day.map(|_| layers.iter().any(|layer| layer.overdue == Some(true))),
        in_scope: in_scope(model, known),
        layers,
        wording: model.wording.clone(),
    }
}

fn layer_edition(layer: &Layer, day: Option<Date>) -> LayerEdition {
    let about = &layer.about;
    let approvals = &about.approved_digests;
    LayerEdition {
        id: layer.id.clone(),
        version: layer.version.to_string().into(),
        title: layer.title.clone(),
        digest: layer.digest.clone(),
        status: about.status.unwrap_or(Status::Draft),
        approved: (!approvals.is_empty()).then(|| approvals.contains(&layer.digest)),
        effective: day.map(|day| {
            about.from.is_none_or(|from| from <= day) && about.until.is_none_or(|until| day <= until)
        }),
        overdue: day.map(|day| about.next_review.is_some_and(|due| due < day)),
    }
}

fn in_scope(model: &Model, known: &Known) -> Option<bool> {
    let scopes = model.layers.iter().filter_map(|layer| Some((layer, layer.scope.as_ref()?)));
    Truth::all(scopes.map(|(layer, scope)| scope.truth(known, &term_truths(layer, known)))).known()
}
