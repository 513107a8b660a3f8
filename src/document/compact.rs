//! Plain data as compact JSON text, quickly: to the byte what `serde_json` writes.
//!
//! Nearly all of guidance is text that was written by people, and nearly none of it has to be escaped. `serde_json` looks
//! at each byte of a text by itself, through a table, and that is most of what guidance as JSON costs. Here a text is
//! looked at in blocks of sixteen bytes, without a branch between them, which compilers turn into vector instructions;
//! only a text in which something has to be escaped is gone through letter by letter. Keys of structs are names of
//! Rust's and need no look at all.

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::Error;
use std::fmt::{Display, Write};

/// This many bytes of a text are looked at together.
const BLOCK: usize = 16;

/// Of a short text it is this many.
const HALF: usize = 8;

/// Plain data as JSON text: serialising it cannot fail.
pub(crate) fn written(value: &impl Serialize) -> String {
    written_with_room(0, value)
}

/// The same, where it is known to take about this many bytes.
pub(crate) fn written_with_room(bytes: usize, value: &impl Serialize) -> String {
    let mut writer = Writer(String::with_capacity(bytes));
    value.serialize(&mut writer).map(|()| writer.0).unwrap_or_default()
}

/// A text that is being written.
struct Writer(String);

/// A list or an object that is being written.
struct Compound<'a> {
    writer: &'a mut Writer,
    /// Is nothing in it yet?
    empty: bool,
    end: &'static str,
}

impl Writer {
    fn plain(&mut self, value: impl Display) -> Result<(), Error> {
        write!(self.0, "{value}").map_err(Error::custom)
    }

    #[inline]
    fn quoted(&mut self, text: &str) {
        self.0.push('"');
        if has_escapes(text.as_bytes()) {
            self.all_escaped(text);
        } else {
            self.0.push_str(text);
        }
        self.0.push('"');
    }

    #[cold]
    fn all_escaped(&mut self, text: &str) {
        text.chars().for_each(|char| self.escaped(char));
    }

    fn escaped(&mut self, char: char) {
        match char {
            '"' => self.0.push_str("\\\""),
            '\\' => self.0.push_str("\\\\"),
            '\n' => self.0.push_str("\\n"),
            '\r' => self.0.push_str("\\r"),
            '\t' => self.0.push_str("\\t"),
            '\u{8}' => self.0.push_str("\\b"),
            '\u{c}' => self.0.push_str("\\f"),
            control @ '\0'..' ' => {
                self.0.push_str("\\u00");
                let digits = [u32::from(control) >> 4, u32::from(control) & 15];
                self.0.extend(digits.into_iter().filter_map(|digit| char::from_digit(digit, 16)));
            }
            plain => self.0.push(plain),
        }
    }

    /// Opens a list or an object.
    fn open(&mut self, start: &str, end: &'static str) -> Compound<'_> {
        self.0.push_str(start);
        Compound { writer: self, empty: true, end }
    }

    /// Opens what is in a variant of an enum, whose name stands for it.
    fn open_variant(&mut self, variant: &str, start: &str, end: &'static str) -> Compound<'_> {
        self.0.push('{');
        self.quoted(variant);
        self.0.push(':');
        self.open(start, end)
    }
}

/// Is there a byte that cannot stand in a JSON text as it is? What is left after the last whole block is looked at as a block
/// too, some of it for the second time: most texts are short, and byte by byte would be most of the work.
#[inline]
fn has_escapes(text: &[u8]) -> bool {
    match text.last_chunk::<BLOCK>() {
        Some(last) => {
            let blocks = text.chunks_exact(BLOCK).filter_map(<[u8]>::first_chunk::<BLOCK>);
            blocks.fold(in_block(last), |found, block| found | in_block(block))
        }
        None => match (text.first_chunk::<HALF>(), text.last_chunk::<HALF>()) {
            (Some(first), Some(last)) => in_block(first) | in_block(last),
            _ => text.iter().any(|&byte| is_escaped(byte)),
        },
    }
}

/// The same of a block, whose length the compiler knows: it is looked at as a whole.
#[inline]
fn in_block<const BYTES: usize>(block: &[u8; BYTES]) -> bool {
    block.iter().fold(false, |found, &byte| found | is_escaped(byte))
}

#[inline]
fn is_escaped(byte: u8) -> bool {
    matches!(byte, ..b' ' | b'"' | b'\\')
}

impl Compound<'_> {
    fn separate(&mut self) {
        if !std::mem::replace(&mut self.empty, false) {
            self.writer.0.push(',');
        }
    }

    fn item(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        self.separate();
        value.serialize(&mut *self.writer)
    }

    #[inline]
    fn field(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        let first = std::mem::replace(&mut self.empty, false);
        self.writer.0.push_str(if first { "\"" } else { ",\"" });
        self.writer.0.push_str(name);
        self.writer.0.push_str("\":");
        value.serialize(&mut *self.writer)
    }

    fn close(self) {
        self.writer.0.push_str(self.end);
    }
}

/// What is written as it is shown.
macro_rules! plain {
    ($($method:ident: $number:ty),+) => {
        $(fn $method(self, value: $number) -> Result<(), Error> {
            self.plain(value)
        })+
    };
}

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Compound<'a>;
    type SerializeTuple = Compound<'a>;
    type SerializeTupleStruct = Compound<'a>;
    type SerializeTupleVariant = Compound<'a>;
    type SerializeMap = Compound<'a>;
    type SerializeStruct = Compound<'a>;
    type SerializeStructVariant = Compound<'a>;

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.0.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    plain!(
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64
    );

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        self.0.push_str(&serde_json::to_string(&value)?);
        Ok(())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        self.0.push_str(&serde_json::to_string(&value)?);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.quoted(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.quoted(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.0.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let mut object = self.open("{", "}");
        object.field(variant, value)?;
        object.close();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Compound<'a>, Error> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Compound<'a>, Error> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Compound<'a>, Error> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'a>, Error> {
        Ok(self.open_variant(variant, "[", "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Compound<'a>, Error> {
        Ok(self.open("{", "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Compound<'a>, Error> {
        Ok(self.open("{", "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'a>, Error> {
        Ok(self.open_variant(variant, "{", "}}"))
    }
}

/// What is in a list.
macro_rules! items {
    ($($trait:ident: $method:ident),+) => {
        $(impl $trait for Compound<'_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.item(value)
            }

            fn end(self) -> Result<(), Error> {
                self.close();
                Ok(())
            }
        })+
    };
}

/// What is in an object with names of Rust's.
macro_rules! fields {
    ($($trait:ident),+) => {
        $(impl $trait for Compound<'_> {
            type Ok = ();
            type Error = Error;

            // In line, a name is known when it is compiled, and so is how long it is.
            #[inline]
            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Error> {
                self.field(name, value)
            }

            fn end(self) -> Result<(), Error> {
                self.close();
                Ok(())
            }
        })+
    };
}

items!(
    SerializeSeq: serialize_element, SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field, SerializeTupleVariant: serialize_field
);
fields!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Compound<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.separate();
        let start = self.writer.0.len();
        key.serialize(&mut *self.writer)?;
        let is_text = self.writer.0.as_bytes().get(start) == Some(&b'"');
        if is_text { Ok(()) } else { Err(Error::custom("a key of an object is a text")) }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.writer.0.push(':');
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}
