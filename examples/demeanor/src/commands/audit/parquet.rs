//! Parquet: rows of situations read, and rows of answers written, where the program is built for it.

#[cfg(feature = "parquet")]
mod answers;
#[cfg(feature = "parquet")]
mod columns;
#[cfg(feature = "parquet")]
mod damaged;
#[cfg(feature = "parquet")]
mod footer;
#[cfg(feature = "parquet")]
mod lists;
#[cfg(feature = "parquet")]
mod pages;
#[cfg(feature = "parquet")]
mod rows;
#[cfg(feature = "parquet")]
mod skim;
#[cfg(not(feature = "parquet"))]
mod without;

#[cfg(feature = "parquet")]
pub(super) use self::{answers::Answers, rows::Rows};
#[cfg(not(feature = "parquet"))]
pub(super) use without::{Answers, Rows};
