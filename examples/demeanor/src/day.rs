//! The day that answers and checks are of.

use demeanor::Date;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The day that it is, in universal time; the one that `SOURCE_DATE_EPOCH` says, so that what is printed can be printed again.
pub(crate) fn today() -> Option<Date> {
    let said = std::env::var("SOURCE_DATE_EPOCH").ok();
    let said = said.and_then(|seconds| Timestamp::from_second(seconds.parse().ok()?).ok());
    let now = said.unwrap_or_else(Timestamp::now);
    now.to_zoned(TimeZone::UTC).date().to_string().parse().ok()
}

/// The day after another.
pub(crate) fn after(day: Date) -> Option<Date> {
    let day: jiff::civil::Date = day.to_string().parse().ok()?;
    day.tomorrow().ok()?.to_string().parse().ok()
}
