//! Days of the calendar, by which rule sets come into effect and fall due for review.

use std::fmt;
use std::str::FromStr;

/// A day, written `2026-01-31`. The library reads no clock: the host says what day it is.
///
/// ```
/// let day: demeanor::Date = "2026-01-31".parse()?;
/// assert_eq!(day.to_string(), "2026-01-31");
/// assert!("2026-02-30".parse::<demeanor::Date>().is_err());
/// # Ok::<(), demeanor::BadDate>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(jiff::civil::Date);

/// A text that is not a day of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day written like 2026-01-31")]
pub struct BadDate(String);

impl FromStr for Date {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Date, BadDate> {
        // Ten characters: the calendar's own reader takes longer forms with times as well.
        let day = if text.len() == 10 { text.parse().ok() } else { None };
        day.map(Date).ok_or_else(|| BadDate(text.chars().take(40).collect()))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
