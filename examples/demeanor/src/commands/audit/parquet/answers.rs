//! Writes how each record is answered as rows of Parquet.

use super::super::each::{Against, Answered, named};
use crate::fault::Stop;
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use std::io::{self, Stdout};
use std::sync::Arc;

/// So many rows are held, and written together.
const ROWS: usize = 1 << 16;

const LINE_AND_STANCE: &str = "message answers { required int64 line; required binary stance (STRING);";
const AGAINST: &str = "optional binary against (STRING);";
const DECIDING: &str =
    "required group deciding (LIST) { repeated group list { required binary element (STRING); } } }";

/// Answers, on their way to standard output.
pub(in super::super) struct Answers {
    writer: SerializedFileWriter<Stdout>,
    rules: Vec<String>,
    against: bool,
    held: Vec<Answered>,
}

impl Answers {
    pub(in super::super) fn new<'r>(
        rules: impl Iterator<Item = &'r str>,
        against: bool,
    ) -> Result<Answers, Stop> {
        let schema = format!("{LINE_AND_STANCE} {} {DECIDING}", if against { AGAINST } else { "" });
        let schema = parse_message_type(&schema).map_err(unwritten)?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let writer = SerializedFileWriter::new(io::stdout(), Arc::new(schema), Arc::new(properties))
            .map_err(unwritten)?;
        Ok(Answers { writer, rules: rules.map(str::to_owned).collect(), against, held: Vec::new() })
    }

    pub(in super::super) fn write(&mut self, answered: Vec<Answered>) -> io::Result<()> {
        for one in answered {
            self.held.push(one);
            if self.held.len() == ROWS {
                self.write_held().map_err(unwritten)?;
            }
        }
        Ok(())
    }

    pub(in super::super) fn finish(mut self) -> io::Result<()> {
        if !self.held.is_empty() {
            self.write_held().map_err(unwritten)?;
        }
        self.writer.close().map(|_| ()).map_err(unwritten)
    }

    fn write_held(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        let lines = self.held.iter().map(|row| i64::try_from(row.line).unwrap_or(i64::MAX));
        let lines: Vec<i64> = lines.collect();
        let mut column = next(&mut group)?;
        column.typed::<Int64Type>().write_batch(&lines, None, None)?;
        column.close()?;
        texts(&mut group, self.held.iter().map(|row| row.stance.id()), None, None)?;
        if self.against {
            let against: Vec<Option<&str>> =
                self.held.iter().map(|row| row.against.and_then(Against::id)).collect();
            let levels: Vec<i16> = against.iter().map(|against| i16::from(against.is_some())).collect();
            texts(&mut group, against.into_iter().flatten(), Some(&levels), None)?;
        }
        let (mut deciding, mut defined, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
        for row in &self.held {
            let named = named(&row.deciding, &self.rules);
            defined.extend(if named.is_empty() { vec![0] } else { vec![1; named.len()] });
            repeated.extend((0..named.len().max(1)).map(|place| i16::from(place > 0)));
            deciding.extend(named);
        }
        texts(&mut group, deciding.into_iter(), Some(&defined), Some(&repeated))?;
        group.close()?;
        self.held.clear();
        Ok(())
    }
}

type Group<'g> = SerializedRowGroupWriter<'g, Stdout>;

fn next<'g>(group: &'g mut Group<'_>) -> Result<SerializedColumnWriter<'g>, ParquetError> {
    let missing = || ParquetError::General("the schema has no more columns".into());
    group.next_column()?.ok_or_else(missing)
}

/// Writes a column of texts.
fn texts<'t>(
    group: &mut Group<'_>,
    texts: impl Iterator<Item = &'t str>,
    defined: Option<&[i16]>,
    repeated: Option<&[i16]>,
) -> Result<(), ParquetError> {
    let texts: Vec<ByteArray> = texts.map(ByteArray::from).collect();
    let mut column = next(group)?;
    column.typed::<ByteArrayType>().write_batch(&texts, defined, repeated)?;
    column.close()
}

fn unwritten(error: ParquetError) -> io::Error {
    io::Error::other(error)
}
