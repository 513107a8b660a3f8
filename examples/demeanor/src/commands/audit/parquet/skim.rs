//! What a file says of itself, passed over without being built (structs of Thrift in their compact form): so it is known what
//! the reader would make room for before it does.

use std::io::{self, ErrorKind, Read, sink};

/// Structs and lists stand in one another no deeper than this.
const DEEPEST: usize = 12;

/// What is met on the way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Met {
    Number(i64),
    /// Neither a whole number nor made of parts.
    Other,
    /// A struct has ended.
    End,
}

/// Passes over one struct. `each` is told of everything in it, with the numbers of the fields that it stands in; an entry of a
/// list stands in the field of its list. So many bytes it took.
pub(super) fn skim(input: impl Read, each: impl FnMut(&[i64], Met) -> io::Result<()>) -> io::Result<u64> {
    let mut skim = Skim { input, each, taken: 0, within: Vec::new(), deep: 0 };
    skim.structure()?;
    Ok(skim.taken)
}

/// What is said cannot be.
pub(super) fn garbled() -> io::Error {
    ErrorKind::InvalidData.into()
}

struct Skim<R, F> {
    input: R,
    each: F,
    taken: u64,
    within: Vec<i64>,
    deep: usize,
}

impl<R: Read, F: FnMut(&[i64], Met) -> io::Result<()>> Skim<R, F> {
    fn structure(&mut self) -> io::Result<()> {
        let mut field = 0;
        loop {
            let head = self.byte()?;
            let (step, kind) = (i64::from(head >> 4), head & 0x0f);
            if kind == 0 {
                return (self.each)(&self.within, Met::End);
            }
            field = if step == 0 { self.number()? } else { field + step };
            self.within.push(i64::from(i16::try_from(field).map_err(|_| garbled())?));
            self.value(kind)?;
            self.within.pop();
        }
    }

    fn value(&mut self, kind: u8) -> io::Result<()> {
        let met = match kind {
            1 | 2 => Met::Other,
            3 => self.pass(1)?,
            4..=6 => Met::Number(self.number()?),
            7 => self.pass(8)?,
            8 => {
                let length = self.varint()?;
                self.pass(length)?
            }
            9 => return self.deeper(Self::list),
            12 => return self.deeper(Self::structure),
            _ => return Err(garbled()),
        };
        (self.each)(&self.within, met)
    }

    fn deeper(&mut self, part: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        self.deep += 1;
        if self.deep > DEEPEST {
            return Err(garbled());
        }
        part(self)?;
        self.deep -= 1;
        Ok(())
    }

    fn list(&mut self) -> io::Result<()> {
        let head = self.byte()?;
        let length = if head >> 4 == 15 { self.varint()? } else { u64::from(head >> 4) };
        // Truths in lists have a form of their own, and nothing that is read has any.
        let is_of_truths = matches!(head & 0x0f, 1 | 2) && length > 0;
        if is_of_truths {
            return Err(garbled());
        }
        (0..length).try_for_each(|_| self.value(head & 0x0f))
    }

    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.input.read_exact(&mut byte)?;
        self.taken += 1;
        let [byte] = byte;
        Ok(byte)
    }

    fn varint(&mut self) -> io::Result<u64> {
        let mut value = 0;
        for place in 0..10 {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(garbled())
    }

    fn number(&mut self) -> io::Result<i64> {
        let value = self.varint()?;
        Ok((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    fn pass(&mut self, bytes: u64) -> io::Result<Met> {
        let passed = io::copy(&mut self.input.by_ref().take(bytes), &mut sink())?;
        self.taken += passed;
        if passed == bytes { Ok(Met::Other) } else { Err(ErrorKind::UnexpectedEof.into()) }
    }
}
