//! Days of the calendar, by which rule sets come into effect and fall due for review.

#[cfg(feature = "schema")]
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A day, written `2026-01-31`. The library reads no clock: the host says what day it is.
///
/// ```
/// let day: demeanor::Date = "2026-01-31".parse()?;
/// assert_eq!(day.to_string(), "2026-01-31");
/// assert!("2026-02-30".parse::<demeanor::Date>().is_err());
/// # Ok::<(), demeanor::diagnostic::BadDate>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date(jiff::civil::Date);

/// A text that is not a day of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", no_day(.0))]
pub struct BadDate(String);

fn no_day(text: &str) -> String {
    let digits = |(place, byte): (usize, u8)| {
        if [4, 7].contains(&place) { byte == b'-' } else { byte.is_ascii_digit() }
    };
    if text.len() == 10 && text.bytes().enumerate().all(digits) {
        format!("there is no such day as `{text}`")
    } else {
        format!("`{text}` is not a day written like 2026-01-31")
    }
}

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

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = BadDate;

    fn try_from(text: String) -> Result<Date, BadDate> {
        text.parse()
    }
}

#[cfg(feature = "schema")]
impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date", "description": "A day, written like 2026-01-31." })
    }
}
