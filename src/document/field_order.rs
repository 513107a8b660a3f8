//! How the values of the format are laid out: in which order their entries stand, and which of them share a line.

/// The shape of a value. A list has the shape of its items.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// Entries as they are written, each on a line of its own, as in conditions.
    Entries,
    /// Entries as they are written, small ones side by side, as in situations.
    Packed,
    /// Fields in the order of the format, small ones side by side.
    Record(&'static [Field]),
}

/// The name of a field, and the shape of its value.
pub(crate) type Field = (&'static str, fn() -> Shape);

impl Shape {
    /// Where an entry stands among the others. Those of which nothing is known come last.
    pub(crate) fn place(self, key: &str) -> usize {
        match self {
            Shape::Record(fields) => {
                fields.iter().position(|(field, _)| *field == key).unwrap_or(fields.len())
            }
            Shape::Entries | Shape::Packed => 0,
        }
    }

    /// The shape of an entry's value.
    pub(crate) fn of(self, key: &str) -> Shape {
        match self {
            Shape::Record(fields) => {
                let field = fields.iter().find(|(field, _)| *field == key);
                field.map_or(Shape::Entries, |(_, shape)| shape())
            }
            Shape::Entries | Shape::Packed => self,
        }
    }
}
