//! What is said where the program is built without Parquet. There are no rows then, and no answers in rows.

use super::super::each::Answered;
use super::super::record::Record;
use crate::fault::{Fault, Stop};
use demeanor::Guideline;
use indicatif::ProgressBar;
use std::io;
use std::path::Path;

pub(in super::super) enum Rows {}

pub(in super::super) enum Answers {}

/// Why there are none.
fn not_built(name: &str) -> Stop {
    let message = "this program was built without Parquet".into();
    let help = "build it with `cargo install --path examples/demeanor --features parquet`, or use CSV or lines of JSON";
    Fault::named("not-built", name, message, Some(help.into())).into()
}

impl Rows {
    pub(in super::super) fn open(path: &Path, _: &Guideline) -> Result<Rows, Stop> {
        Err(not_built(&path.display().to_string()))
    }

    pub(in super::super) fn columns(&self) -> &[String] {
        match *self {}
    }

    pub(in super::super) fn next(&mut self, _: &ProgressBar) -> Option<Record> {
        match *self {}
    }
}

impl Answers {
    pub(in super::super) fn new<'r>(_: impl Iterator<Item = &'r str>, _: bool) -> Result<Answers, Stop> {
        Err(not_built("--each parquet"))
    }

    pub(in super::super) fn write(&mut self, _: Vec<Answered>) -> io::Result<()> {
        match *self {}
    }

    pub(in super::super) fn finish(self) -> io::Result<()> {
        match self {}
    }
}
