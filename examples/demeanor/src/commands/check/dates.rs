//! What the day has to do with it: layers that are not in effect, reviews that are due, approvals of days to come.

use crate::fault::{Fault, Place};
use demeanor::diagnostic::Severity;
use demeanor::governance::{Layer, Stamp, StampKind};
use demeanor::{Date, Guideline};
use jiff::Timestamp;
use jiff::tz::TimeZone;

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
            "build it from that day on",
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

/// The day that it is, in universal time; the one that `SOURCE_DATE_EPOCH` says, so that what is printed can be printed again.
pub(super) fn today() -> Option<Date> {
    let said = std::env::var("SOURCE_DATE_EPOCH").ok();
    let said = said.and_then(|seconds| Timestamp::from_second(seconds.parse().ok()?).ok());
    let now = said.unwrap_or_else(Timestamp::now);
    now.to_zoned(TimeZone::UTC).date().to_string().parse().ok()
}
