//! What the reader of Parquet comes to with a damaged file: it may panic, and that is an error like any other.

use parquet::errors::{ParquetError, Result};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

static QUIET: Once = Once::new();

/// What some reading comes to. Nothing of what it works on is used again after it has panicked.
pub(super) fn read<T>(reading: impl FnOnce() -> Result<T>) -> Result<T> {
    // A panic while reading is no message for people.
    QUIET.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if !READING.get() {
                before(panic);
            }
        }));
    });
    READING.set(true);
    let read = catch_unwind(AssertUnwindSafe(reading));
    READING.set(false);
    read.unwrap_or_else(|_| Err(ParquetError::General("what it says of itself does not fit together".into())))
}
