//! The pages of the columns that are read, each looked at before any is unpacked: a few bytes can say that they are many, or be
//! made to become many.

use super::skim::{Met, garbled, skim};
use crate::fault::Fault;
use parquet::basic::Type as Physical;
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData, RowGroupMetaData};
use std::fs::File;
use std::io::{self, BufReader, Seek, SeekFrom};

/// A page has at most this many bytes, packed or not. Writers end one after a million or so.
const LARGEST: i64 = 1 << 24;

/// A column has at most this many different values in its dictionary.
const DIFFERENT: i64 = 1 << 14;

/// A file has at most so many rows, and so many more for each of its bytes.
const ROWS: u64 = 1_000_000;
const ROWS_A_BYTE: u64 = 1_000;

/// Forms in which a text says what is other than in the text before it, by which a page can become many times as large.
const DELTAS: [(i64, &str); 2] = [(6, "DELTA_LENGTH_BYTE_ARRAY"), (7, "DELTA_BYTE_ARRAY")];

/// What a page says of itself.
#[derive(Default)]
struct Page {
    kind: i64,
    unpacked: i64,
    packed: i64,
    /// What it holds, by the form that it has.
    first_form: Held,
    second_form: Held,
    dictionary: Held,
}

/// How many values a page holds, known or not, and how they are written.
#[derive(Default)]
struct Held {
    values: i64,
    encoding: i64,
}

/// Why something is not read, and what to do about it.
struct Amiss(&'static str, String, &'static str);

/// What of the columns that are read would be too much to unpack, or does not fit together.
pub(super) fn fault(file: &File, metadata: &ParquetMetaData, name: &str) -> Option<Fault> {
    let of_group = |(place, group): (usize, &RowGroupMetaData)| {
        let rows = group.num_rows();
        let read = group.columns().iter().filter(|column| is_read(column));
        read.map(|column| (place, column, look_at(file, column, rows))).find_map(|(place, column, looked)| {
            let Amiss(code, why, help) = looked.err()?;
            let column = column.column_path().parts().join(".");
            let message = format!("column `{column}`, group {} of rows: {why}", place + 1);
            Some(*Fault::named(code, name, message, Some(help.into())))
        })
    };
    too_many_rows(file, metadata, name)
        .or_else(|| metadata.row_groups().iter().enumerate().find_map(of_group))
}

/// Is it none of those that are passed over?
fn is_read(column: &ColumnChunkMetaData) -> bool {
    column.column_path().parts().first().is_some_and(|first| !first.starts_with('#'))
}

fn too_many_rows(file: &File, metadata: &ParquetMetaData, name: &str) -> Option<Fault> {
    let rows = |group: &RowGroupMetaData| u64::try_from(group.num_rows()).unwrap_or(0);
    let rows = metadata.row_groups().iter().map(rows).fold(0, u64::saturating_add);
    let bytes = file.metadata().map_or(0, |metadata| metadata.len());
    let most = ROWS.saturating_add(bytes.saturating_mul(ROWS_A_BYTE));
    let message = format!(
        "this says that it has {rows} rows in {bytes} bytes, and of so few no more than {most} are read"
    );
    let help = "write it anew in several files, or use CSV or lines of JSON";
    (rows > most).then(|| *Fault::named("too-large", name, message, Some(help.into())))
}

/// Looks at each page of a column in a group of so many rows.
fn look_at(file: &File, column: &ColumnChunkMetaData, rows: i64) -> Result<(), Amiss> {
    let (start, end) = extent(file, column).ok_or_else(does_not_fit)?;
    let mut input = BufReader::new(file);
    input.seek(SeekFrom::Start(start)).map_err(|_| does_not_fit())?;
    let (mut place, mut values) = (start, 0_i64);
    while place < end {
        let mut page = Page::default();
        let taken = skim(&mut input, |within, met| page.meet(within, met)).map_err(|_| does_not_fit())?;
        page.refuse(column)?;
        place = place.saturating_add(taken).saturating_add_signed(page.packed);
        values = values.saturating_add(page.of_rows().map_or(0, |held| held.values));
        input.seek_relative(page.packed).map_err(|_| does_not_fit())?;
    }
    let is_list = column.column_descr().max_rep_level() > 0;
    let fits = place == end && if is_list { values >= rows } else { values == rows };
    if fits { Ok(()) } else { Err(does_not_fit()) }
}

/// Where the pages of a column begin and end, if that is in the file.
fn extent(file: &File, column: &ColumnChunkMetaData) -> Option<(u64, u64)> {
    let start = column.dictionary_page_offset().unwrap_or_else(|| column.data_page_offset());
    let start = u64::try_from(start).ok()?;
    let end = start.checked_add(u64::try_from(column.compressed_size()).ok()?)?;
    (end <= file.metadata().ok()?.len()).then_some((start, end))
}

fn does_not_fit() -> Amiss {
    let help = "write it anew, or use CSV or lines of JSON";
    Amiss("unreadable", "what is said of its pages does not fit together".into(), help)
}

impl Page {
    fn meet(&mut self, within: &[i64], met: Met) -> io::Result<()> {
        let known = match within {
            [1] => &mut self.kind,
            [2] => &mut self.unpacked,
            [3] => &mut self.packed,
            [5, 1] => &mut self.first_form.values,
            [5, 2] => &mut self.first_form.encoding,
            [7, 1] => &mut self.dictionary.values,
            [7, 2] => &mut self.dictionary.encoding,
            [8, 1] => &mut self.second_form.values,
            [8, 4] => &mut self.second_form.encoding,
            // What is to have parts has none.
            [5 | 7 | 8] if met != Met::End => return Err(garbled()),
            _ => return Ok(()),
        };
        let Met::Number(number) = met else { return Err(garbled()) };
        *known = number;
        Ok(())
    }

    /// What it holds of rows; nothing, where it is a dictionary, or an index that nobody reads.
    fn of_rows(&self) -> Option<&Held> {
        match self.kind {
            0 => Some(&self.first_form),
            3 => Some(&self.second_form),
            _ => None,
        }
    }

    fn refuse(&self, column: &ColumnChunkMetaData) -> Result<(), Amiss> {
        if self.packed < 0 || self.unpacked < 0 || self.of_rows().is_some_and(|held| held.values < 0) {
            return Err(does_not_fit());
        }
        let bytes = self.packed.max(self.unpacked);
        if bytes > LARGEST {
            let why = format!("a page of it has {bytes} bytes, and no more than {LARGEST} are read");
            return Err(Amiss(
                "too-large",
                why,
                "write it anew with smaller pages, or use CSV or lines of JSON",
            ));
        }
        if self.dictionary.values > DIFFERENT {
            let why = format!("it has {} different values, more than any fact", self.dictionary.values);
            return Err(Amiss(
                "too-large",
                why,
                "begin the name of what is no fact with `#`, or use CSV or lines of JSON",
            ));
        }
        let encoding = self.of_rows().map_or(0, |held| held.encoding);
        match DELTAS.iter().find(|(number, _)| *number == encoding) {
            Some((_, encoding)) if column.column_type() == Physical::BYTE_ARRAY => {
                let why = format!("it is written as {encoding}, which is not read");
                Err(Amiss("unreadable", why, "write it with a dictionary, or plain"))
            }
            _ => Ok(()),
        }
    }
}
