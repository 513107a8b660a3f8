//! What the day has to do with it: layers that are not in effect, reviews that are due, approvals of days to come.

use crate::day;
use crate::fault::{Fault, Place};
use demeanor::diagnostic::Severity;
use demeanor::governance::{Layer, Stamp, StampKind};
use demeanor::{Date, Document, Guideline};
use std::collections::BTreeSet;

/// The days that a check is made for.
pub(super) struct Days {
    /// What is told is of this one: today, or where a layer takes effect later, that day.
    pub(super) told: Option<Date>,
    /// The other days, from today on, on which what is in effect changes: on them, too, nothing may be refused.
    pub(super) others: BTreeSet<Date>,
}

impl Days {
    /// The one that was asked for, and no other.
    pub(super) fn only(day: Date) -> Days {
        Days { told: Some(day), others: BTreeSet::new() }
    }

    /// Today, and those on which what is in effect of some documents changes.
    pub(super) fn from(today: Option<Date>, documents: &[Document]) -> Days {
        let layers = Guideline::build_unproved(documents.iter().cloned());
        let (Some(today), Ok(layers)) = (today, layers) else {
            return Days { told: today, others: BTreeSet::new() };
        };
        // What lies at the bottom holds whatever the day.
        let upper = || layers.layers().skip(1).map(|layer| layer.about.effective);
        let starts = || upper().filter_map(|effective| effective.from);
        let ends = upper().filter_map(|effective| effective.until).filter_map(day::after);
        let told = starts().chain([today]).max();
        let days = starts().chain(ends).chain([today]);
        Days { told, others: days.filter(|day| *day >= today && Some(*day) != told).collect() }
    }
}

/// What is to be looked at on a day.
pub(super) fn warnings(guideline: &Guideline, day: Date) -> Vec<Fault> {
    guideline.layers().flat_map(|layer| of_layer(layer, day)).collect()
}

fn of_layer(layer: &Layer, day: Date) -> Vec<Fault> {
    let dated = layer.stamps(Some(day)).into_iter().filter_map(|stamp| told(layer, &stamp));
    let early = layer.about.approvals.iter().filter(|approval| day < approval.date).map(|approval| {
        let message = format!("`{}` is approved on {}, which is still to come", layer.id, approval.date);
        warning(layer, "approval-to-come", message, "give the day on which it was approved")
    });
    dated.chain(early).collect()
}

fn told(layer: &Layer, stamp: &Stamp) -> Option<Fault> {
    let (id, day) = (&layer.id, stamp.day?);
    let (code, message, help) = match stamp.stamp {
        StampKind::NotYetEffective => (
            "not-yet-effective",
            format!("`{id}` comes into effect on {day}: until then what it lists in `may_relax` is void"),
            "nothing needs doing: a check without `--as-of` tells of the day on which it is in effect",
        ),
        StampKind::NoLongerEffective => (
            "no-longer-effective",
            format!(
                "`{id}` was in effect until {day}: what it lists in `may_relax` is void, and its limits stay"
            ),
            "have it renewed, or take it out",
        ),
        StampKind::ReviewOverdue => {
            ("review-overdue", format!("the review of `{id}` was due on {day}"), "have it reviewed")
        }
        _ => return None,
    };
    Some(warning(layer, code, message, help))
}

fn warning(layer: &Layer, code: &'static str, message: String, help: &str) -> Fault {
    let document = layer.documents.first().map(ToString::to_string).unwrap_or_default();
    let place = Place { document, ..Place::default() };
    Fault { code, severity: Severity::Warning, place, message, help: Some(help.into()) }
}
