//! A file of which no list is longer than one of a fact could be. Rows are read many at a time, and a list of a thousand million
//! options takes a few bytes.

use parquet::basic::Encoding;
use parquet::bloom_filter::Sbbf;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader, RowGroupReader};
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;

/// A list has at most so many options.
const LONGEST: u64 = 1_000;

/// A file, a group of its rows, or the pages of a column in it.
pub(super) struct Bounded<T>(pub(super) T);

/// The pages of a column that holds lists.
struct OfLists {
    pages: Box<dyn PageReader>,
    /// How many options the list at hand has so far.
    length: u64,
}

impl<T: FileReader> FileReader for Bounded<T> {
    fn metadata(&self) -> &ParquetMetaData {
        self.0.metadata()
    }

    fn num_row_groups(&self) -> usize {
        self.0.num_row_groups()
    }

    fn get_row_group(&self, place: usize) -> Result<Box<dyn RowGroupReader + '_>> {
        Ok(Box::new(Bounded(self.0.get_row_group(place)?)))
    }

    fn get_row_iter(&self, read: Option<Type>) -> Result<RowIter<'_>> {
        RowIter::from_file(read, self)
    }
}

impl RowGroupReader for Bounded<Box<dyn RowGroupReader + '_>> {
    fn metadata(&self) -> &RowGroupMetaData {
        self.0.metadata()
    }

    fn num_columns(&self) -> usize {
        self.0.num_columns()
    }

    fn get_column_page_reader(&self, place: usize) -> Result<Box<dyn PageReader>> {
        let pages = self.0.get_column_page_reader(place)?;
        Ok(match self.metadata().schema_descr().column(place).max_rep_level() {
            0 => pages,
            1 => Box::new(OfLists { pages, length: 0 }),
            _ => return Err(general("lists in lists are nothing that a fact can have")),
        })
    }

    fn get_column_bloom_filter(&self, place: usize) -> Option<&Sbbf> {
        self.0.get_column_bloom_filter(place)
    }

    fn get_row_iter(&self, read: Option<Type>) -> Result<RowIter<'_>> {
        RowIter::from_row_group(read, self)
    }
}

impl PageReader for OfLists {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.pages.get_next_page()?;
        let levels = page.as_ref().map(levels).transpose()?.flatten();
        if let Some((levels, values)) = levels {
            self.measure(levels, values.into()).ok_or_else(too_long)?;
        }
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }

    fn at_record_boundary(&mut self) -> Result<bool> {
        self.pages.at_record_boundary()
    }
}

impl Iterator for OfLists {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Result<Page>> {
        self.get_next_page().transpose()
    }
}

/// What says of each value of a page whether it begins a list, and how many values there are; none of a dictionary.
fn levels(page: &Page) -> Result<Option<(&[u8], u32)>> {
    let cut = || general("what is said of its lists does not fit together");
    match page {
        Page::DictionaryPage { .. } => Ok(None),
        Page::DataPage { buf, num_values, rep_level_encoding: Encoding::RLE, .. } => {
            let (length, rest) = buf.split_first_chunk::<4>().ok_or_else(cut)?;
            let length = usize::try_from(u32::from_le_bytes(*length))?;
            Ok(Some((rest.get(..length).ok_or_else(cut)?, *num_values)))
        }
        Page::DataPage { rep_level_encoding, .. } => {
            Err(general(&format!("lists written as {rep_level_encoding} are not read")))
        }
        Page::DataPageV2 { buf, num_values, rep_levels_byte_len, .. } => {
            let length = usize::try_from(*rep_levels_byte_len)?;
            Ok(Some((buf.get(..length).ok_or_else(cut)?, *num_values)))
        }
    }
}

impl OfLists {
    /// Goes over so many levels, each 0 where a list begins and 1 in it: either runs of one level, or levels of a bit each. None
    /// where a list is too long.
    fn measure(&mut self, mut levels: &[u8], mut left: u64) -> Option<()> {
        while left > 0 {
            let Some(head) = varint(&mut levels) else { return Some(()) };
            if head & 1 == 0 {
                let Some((&level, rest)) = levels.split_first() else { return Some(()) };
                levels = rest;
                let run = left.min(head >> 1);
                left -= run;
                self.take(level, run)?;
            } else {
                let bytes = usize::try_from(head >> 1).unwrap_or(usize::MAX).min(levels.len());
                let (packed, rest) = levels.split_at(bytes);
                levels = rest;
                for place in 0..left.min(u64::try_from(bytes).unwrap_or(u64::MAX).saturating_mul(8)) {
                    let byte = usize::try_from(place / 8).ok().and_then(|byte| packed.get(byte))?;
                    self.take(byte >> (place % 8) & 1, 1)?;
                    left -= 1;
                }
            }
        }
        Some(())
    }

    fn take(&mut self, level: u8, run: u64) -> Option<()> {
        self.length = match level {
            0 => 1,
            _ => self.length.saturating_add(run),
        };
        (self.length <= LONGEST).then_some(())
    }
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for place in 0..5 {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

fn too_long() -> ParquetError {
    general(&format!("a list has more than {LONGEST} options, and no more are read"))
}

fn general(why: &str) -> ParquetError {
    ParquetError::General(why.into())
}
