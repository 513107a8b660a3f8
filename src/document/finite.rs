//! Finds a number that is not finite (`NaN`, an infinity) in a value that a host serialises.
//!
//! JSON has no word for such a number, and `serde_json` writes `null` in its place, which would read as a fact that is not
//! known. Nobody meant that, so the value is walked once more where its text has a `null`, and such a number is refused.

use serde::ser::{self, Serialize, Serializer};
use std::fmt;

/// The keys that lead to the first number that is not finite, outermost first, and the number. Nothing where there is none.
pub(crate) fn not_finite<S: Serialize + ?Sized>(value: &S) -> Option<(Vec<String>, f64)> {
    match value.serialize(Walk) {
        Err(Stop::NotFinite { mut keys, number }) => {
            keys.reverse();
            Some((keys, number))
        }
        Ok(()) | Err(Stop::Other) => None,
    }
}

/// Why the walk ended before the value did.
#[derive(Debug)]
enum Stop {
    /// At such a number, with the keys from the inside out.
    NotFinite { keys: Vec<String>, number: f64 },
    /// The value does not serialise, which has been said before.
    Other,
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the walk ended early")
    }
}

impl std::error::Error for Stop {}

impl ser::Error for Stop {
    fn custom<T: fmt::Display>(_: T) -> Stop {
        Stop::Other
    }
}

/// A serializer that writes nothing, and looks at numbers only.
#[derive(Clone, Copy)]
struct Walk;

/// A map, whose last key is kept for when its value has such a number.
struct WalkMap(String);

/// Adds a key to the way to such a number.
fn under(key: &str, walked: Result<(), Stop>) -> Result<(), Stop> {
    walked.map_err(|stop| match stop {
        Stop::NotFinite { mut keys, number } => {
            keys.push(key.to_owned());
            Stop::NotFinite { keys, number }
        }
        Stop::Other => Stop::Other,
    })
}

macro_rules! passes {
    ($($name:ident: $type:ty),+) => {
        $(fn $name(self, _: $type) -> Result<(), Stop> {
            Ok(())
        })+
    };
}

impl Serializer for Walk {
    type Ok = ();
    type Error = Stop;
    type SerializeSeq = Walk;
    type SerializeTuple = Walk;
    type SerializeTupleStruct = Walk;
    type SerializeTupleVariant = Walk;
    type SerializeMap = WalkMap;
    type SerializeStruct = Walk;
    type SerializeStructVariant = Walk;

    passes!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_i128: i128, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_u128: u128, serialize_char: char, serialize_str: &str, serialize_bytes: &[u8],
        serialize_unit_struct: &'static str
    );

    fn serialize_f32(self, number: f32) -> Result<(), Stop> {
        self.serialize_f64(number.into())
    }

    fn serialize_f64(self, number: f64) -> Result<(), Stop> {
        if number.is_finite() { Ok(()) } else { Err(Stop::NotFinite { keys: Vec::new(), number }) }
    }

    fn serialize_none(self) -> Result<(), Stop> {
        Ok(())
    }

    fn serialize_unit(self) -> Result<(), Stop> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Stop> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Stop> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Stop> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Stop> {
        under(variant, value.serialize(self))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Walk, Stop> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Walk, Stop> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Walk, Stop> {
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Walk, Stop> {
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<WalkMap, Stop> {
        Ok(WalkMap(String::new()))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Walk, Stop> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Walk, Stop> {
        Ok(self)
    }
}

macro_rules! walks_lists {
    ($($kind:ident, $one:ident);+) => {$(
        impl ser::$kind for Walk {
            type Ok = ();
            type Error = Stop;

            fn $one<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Stop> {
                value.serialize(*self)
            }

            fn end(self) -> Result<(), Stop> {
                Ok(())
            }
        }
    )+};
}
walks_lists!(
    SerializeSeq, serialize_element;
    SerializeTuple, serialize_element;
    SerializeTupleStruct, serialize_field;
    SerializeTupleVariant, serialize_field
);

macro_rules! walks_fields {
    ($($kind:ident),+) => {$(
        impl ser::$kind for Walk {
            type Ok = ();
            type Error = Stop;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Stop> {
                under(key, value.serialize(*self))
            }

            fn end(self) -> Result<(), Stop> {
                Ok(())
            }
        }
    )+};
}
walks_fields!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for WalkMap {
    type Ok = ();
    type Error = Stop;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Stop> {
        let key = serde_json::to_string(key).map_err(|_| Stop::Other)?;
        key.trim_matches('"').clone_into(&mut self.0);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Stop> {
        under(&self.0, value.serialize(Walk))
    }

    fn end(self) -> Result<(), Stop> {
        Ok(())
    }
}
