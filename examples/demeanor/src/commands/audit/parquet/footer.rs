//! The end of a file, which says what is in it, looked at before the reader builds it: groups in groups without end would take
//! its stack, and what is counted falsely its memory.

use super::skim::{Met, garbled, skim};
use crate::fault::Fault;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

/// Columns stand in groups no deeper than this.
const DEEPEST: usize = 64;

/// So many parts of columns a file may have: each column is parted anew in each group of rows.
const PARTS: usize = 1 << 18;

/// The fields of the end of a file, as the format numbers them.
const SCHEMA: i64 = 2;
const CHILDREN: i64 = 5;
const GROUPS: i64 = 4;
const COLUMNS: i64 = 1;

/// What stands in the end of a file.
#[derive(Default)]
struct Footer {
    /// How many columns and groups are still to come in each group that has begun.
    open: Vec<i64>,
    /// How many stand in the one at hand.
    children: i64,
    /// How many columns and groups there are.
    entries: i64,
    most_children: i64,
    deepest: usize,
    parts: usize,
}

/// What of the end of a file would be too much to build. What is no end of a file is left to the reader to refuse.
pub(super) fn fault(file: &File, name: &str) -> io::Result<Option<Fault>> {
    let Some(length) = length(file)? else { return Ok(None) };
    let mut footer = Footer::default();
    let read = skim(BufReader::new(file).take(length), |within, met| footer.meet(within, met));
    let too_large =
        |message: String, help: &str| Some(*Fault::named("too-large", name, message, Some(help.into())));
    if footer.deepest > DEEPEST {
        let message =
            format!("its columns stand more than {DEEPEST} groups deep, and no deeper ones are read");
        return Ok(too_large(message, "a fact stands in one group: `client.age_band`"));
    }
    if footer.parts > PARTS {
        let message = format!("its columns are in more than {PARTS} parts, and no more are read");
        return Ok(too_large(
            message,
            "write it anew with fewer columns, or more rows in each group of rows",
        ));
    }
    if read.is_err() || footer.most_children > footer.entries {
        let help = Some("write it anew, or use CSV or lines of JSON".into());
        let message = "this cannot be read as Parquet: what it says of its columns does not fit together";
        return Ok(Some(*Fault::named("unreadable", name, message.into(), help)));
    }
    Ok(None)
}

/// How long the end of a file is, which is read from here on; none where there is none.
fn length(mut file: &File) -> io::Result<Option<u64>> {
    let bytes = file.metadata()?.len();
    if bytes < 12 {
        return Ok(None);
    }
    let mut last = [0; 8];
    file.seek(SeekFrom::End(-8))?;
    file.read_exact(&mut last)?;
    let [a, b, c, d, magic @ ..] = last;
    let length = u32::from_le_bytes([a, b, c, d]);
    if &magic != b"PAR1" || u64::from(length) > bytes - 12 {
        return Ok(None);
    }
    file.seek(SeekFrom::End(-8 - i64::from(length)))?;
    Ok(Some(length.into()))
}

impl Footer {
    fn meet(&mut self, within: &[i64], met: Met) -> io::Result<()> {
        match (within, met) {
            ([SCHEMA, CHILDREN], Met::Number(children)) => self.children = children,
            ([SCHEMA], Met::End) => self.entry(),
            ([GROUPS, COLUMNS], Met::End) => self.parts += 1,
            // What is to have parts has none.
            ([SCHEMA | GROUPS] | [SCHEMA, CHILDREN] | [GROUPS, COLUMNS], _) if met != Met::End => {
                return Err(garbled());
            }
            _ => {}
        }
        if self.deepest > DEEPEST || self.parts > PARTS { Err(garbled()) } else { Ok(()) }
    }

    /// A column, or a group, whose columns follow.
    fn entry(&mut self) {
        while self.open.pop_if(|open| *open <= 0).is_some() {}
        if let Some(open) = self.open.last_mut() {
            *open -= 1;
        }
        let children = std::mem::take(&mut self.children);
        if children > 0 {
            self.open.push(children);
        }
        self.entries += 1;
        self.most_children = self.most_children.max(children);
        self.deepest = self.deepest.max(self.open.len());
    }
}
