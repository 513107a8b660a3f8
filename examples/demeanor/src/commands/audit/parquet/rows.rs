//! Reads rows of Parquet as a table is read: each column names a fact, and each row is a record.

use super::super::record::{Content, Record};
use super::super::table::faults_of_columns;
use super::columns::{Columns, Shape};
use super::lists::Bounded;
use super::{damaged, footer, pages};
use crate::fault::{Fault, Refusal, Stop};
use crate::input::unreadable;
use crate::lines::LONGEST;
use demeanor::Guideline;
use indicatif::ProgressBar;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use std::fs::File;
use std::path::Path;

/// So many rows of a column are decoded at a time, each with as many options as a list may have. What is held besides is a page
/// of each column.
const AT_A_TIME: usize = 128;

/// The rows of a file.
pub(in super::super) struct Rows {
    iterator: RowIter<'static>,
    names: Vec<String>,
    shapes: Vec<Shape>,
    row: u64,
    /// How many rows there are, and how many bytes of a file that is.
    of: (u64, u64),
    ended: bool,
}

impl Rows {
    pub(in super::super) fn open(path: &Path, guideline: &Guideline) -> Result<Rows, Stop> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| unreadable(&name, &error))?;
        let bytes = file.metadata().map_or(0, |metadata| metadata.len());
        if let Some(fault) = footer::fault(&file, &name).map_err(|error| unreadable(&name, &error))? {
            return Err(Refusal::of(fault).into());
        }
        let looked_at = file.try_clone().map_err(|error| unreadable(&name, &error))?;
        let reader =
            damaged::read(|| SerializedFileReader::new(file)).map_err(|error| no_parquet(&name, &error))?;
        let metadata = reader.metadata();
        let rows = u64::try_from(metadata.file_metadata().num_rows()).unwrap_or(0);
        let Columns { names, shapes, read, mut faults } =
            Columns::of(metadata.file_metadata().schema(), &name);
        faults.extend(faults_of_columns(&names, &name, guideline));
        faults.extend(unknown_compression(metadata, &name));
        if faults.is_empty() {
            faults.extend(pages::fault(&looked_at, metadata, &name));
        }
        if !faults.is_empty() {
            return Err(Refusal { faults, sources: Vec::new() }.into());
        }
        let schema = metadata.file_metadata().schema().name().to_owned();
        let schema = Type::group_type_builder(&schema).with_fields(read).build();
        let rows_of = |schema| {
            RowIter::from_file_into(Box::new(Bounded(reader)))
                .with_batch_size(AT_A_TIME)
                .project(Some(schema))
        };
        let iterator =
            damaged::read(|| schema.and_then(rows_of)).map_err(|error| no_parquet(&name, &error))?;
        let of = (rows, bytes);
        Ok(Rows { iterator, names, shapes, row: 0, of, ended: false })
    }

    pub(in super::super) fn columns(&self) -> &[String] {
        &self.names
    }

    /// The next row; none at the end, or after what cannot be read further.
    pub(in super::super) fn next(&mut self, bar: &ProgressBar) -> Option<Record> {
        if self.ended {
            return None;
        }
        let row = damaged::read(|| self.iterator.next().transpose()).transpose()?;
        self.row += 1;
        let (rows, bytes) = self.of;
        bar.set_position(bytes / rows.max(1) * self.row.min(rows));
        let content = match row {
            Ok(row) => self.content(row),
            Err(error) => {
                self.ended = true;
                Err(format!("this row cannot be read, nor any after it: {}", why(&error)))
            }
        };
        Some(Record { line: self.row, content })
    }

    /// A row as a row of a table has it.
    fn content(&self, row: Row) -> Result<Content, String> {
        let mut cells = Cells { names: &self.names, record: csv::ByteRecord::new() };
        cells.take_row(row, &self.shapes)?;
        Ok(Content::Cells(cells.record))
    }
}

/// The cells of a row, one after the other.
struct Cells<'a> {
    names: &'a [String],
    record: csv::ByteRecord,
}

impl Cells<'_> {
    fn take_row(&mut self, row: Row, shapes: &[Shape]) -> Result<(), String> {
        for ((_, field), shape) in row.into_columns().into_iter().zip(shapes) {
            match (shape, field) {
                (Shape::Group(shapes), Field::Group(row)) => self.take_row(row, shapes)?,
                (Shape::Group(_), _) => (0..shape.cells()).for_each(|_| self.record.push_field(b"")),
                (Shape::Cell, field) => self.take(&field)?,
            }
        }
        Ok(())
    }

    fn take(&mut self, field: &Field) -> Result<(), String> {
        let column = self.names.get(self.record.len()).map(String::as_str).unwrap_or_default();
        let cell = cell(field).map_err(|why| format!("column `{column}`: {why}"))?;
        if self.record.as_slice().len() + cell.len() > LONGEST {
            return Err(format!("this row is longer than {LONGEST} bytes, and no more are read"));
        }
        self.record.push_field(cell.as_bytes());
        Ok(())
    }
}

/// A value as a cell of a table has it.
fn cell(field: &Field) -> Result<String, String> {
    Ok(match field {
        Field::Null => String::new(),
        Field::Bool(value) => value.to_string(),
        Field::Byte(value) => value.to_string(),
        Field::Short(value) => value.to_string(),
        Field::Int(value) => value.to_string(),
        Field::Long(value) => value.to_string(),
        Field::UByte(value) => value.to_string(),
        Field::UShort(value) => value.to_string(),
        Field::UInt(value) => value.to_string(),
        Field::ULong(value) => value.to_string(),
        // A whole number is written as one: `3`.
        Field::Float(value) => value.to_string(),
        Field::Double(value) => value.to_string(),
        Field::Str(_) | Field::Bytes(_) => text(field)?.to_owned(),
        Field::ListInternal(list) if list.elements().is_empty() => "-".into(),
        Field::ListInternal(list) => {
            let options: Result<Vec<&str>, String> = list.elements().iter().map(option).collect();
            options?.join(";")
        }
        _ => return Err("this is nothing that a fact can have".into()),
    })
}

fn text(field: &Field) -> Result<&str, String> {
    match field {
        Field::Str(text) => Ok(text),
        Field::Bytes(bytes) => {
            std::str::from_utf8(bytes.data()).map_err(|_| "this is not text in UTF-8".to_owned())
        }
        _ => Err("a list holds texts, and nothing that is unknown".into()),
    }
}

/// An option in a list, unless joined with others it would be taken for something else.
fn option(field: &Field) -> Result<&str, String> {
    let option = text(field)?;
    let is_one = !option.trim().is_empty() && option.trim() != "-" && !option.contains([';', '|']);
    if is_one { Ok(option) } else { Err(format!("`{option}` in a list is no option")) }
}

/// What the reader says, without a word before it on where that comes from.
fn why(error: &ParquetError) -> String {
    match error {
        ParquetError::General(why) | ParquetError::EOF(why) => why.clone(),
        other => other.to_string(),
    }
}

fn no_parquet(name: &str, error: &ParquetError) -> Stop {
    let message = format!("this cannot be read as Parquet: {}", why(error));
    Fault::named("unreadable", name, message, Some("write it anew, or use CSV or lines of JSON".into()))
        .into()
}

/// A fault where anything is compressed otherwise than with Snappy.
fn unknown_compression(metadata: &ParquetMetaData, name: &str) -> Option<Fault> {
    let chunks = metadata.row_groups().iter().flat_map(RowGroupMetaData::columns);
    let read = |compression| matches!(compression, Compression::UNCOMPRESSED | Compression::SNAPPY);
    let other = chunks.map(ColumnChunkMetaData::compression).find(|compression| !read(*compression))?;
    let other = other.to_string();
    let codec = other.split('(').next().unwrap_or_default();
    let message = format!("this is compressed with {codec}, which is not read");
    let help = "write it with Snappy, or without compression".into();
    Some(*Fault::named("unreadable", name, message, Some(help)))
}
