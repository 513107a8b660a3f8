//! Plain data as compact JSON text, in a small module for the web: there every byte of code is loaded first, and a host
//! writes with `serde_json` anyway. `compact` writes the same bytes faster.

use serde::Serialize;

/// Plain data as JSON text: serialising it cannot fail.
pub(crate) fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The same, where it is known to take about this many bytes.
pub(crate) fn written_with_room(_: usize, value: &impl Serialize) -> String {
    written(value)
}
