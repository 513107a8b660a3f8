//! The examples, run as they are built, on real files: what they print and how they exit.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod harness;
mod guide;
mod inquiries;
mod advise;
mod ask;
mod audit;
mod cases;
mod cases_drawn;
mod check;
mod days;
mod fmt;
#[cfg(all(feature = "parquet", target_os = "linux"))]
mod hostile;
mod house;
mod lists;
mod new;
#[cfg(feature = "parquet")]
mod parquet;
mod refused;
mod render;
mod replay;
mod schema;
mod screen;
