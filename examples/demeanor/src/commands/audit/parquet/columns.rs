//! Which columns of a file name facts, and what stands in them.

use crate::fault::Fault;
use parquet::basic::{ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::schema::types::{Type, TypePtr};

/// The columns of a file: those that are read, by the names of facts, and how they stand in groups.
pub(super) struct Columns {
    pub(super) names: Vec<String>,
    pub(super) shapes: Vec<Shape>,
    /// The schema of what is read: all but the columns whose name begins with `#`.
    pub(super) read: Vec<TypePtr>,
    /// What no fact can have.
    pub(super) faults: Vec<Fault>,
}

/// How a column stands in the schema.
pub(super) enum Shape {
    /// A value, or a list of values.
    Cell,
    /// A group of columns.
    Group(Vec<Shape>),
}

impl Shape {
    /// How many values stand in it.
    pub(super) fn cells(&self) -> usize {
        match self {
            Shape::Cell => 1,
            Shape::Group(shapes) => shapes.iter().map(Shape::cells).sum(),
        }
    }
}

impl Columns {
    pub(super) fn of(schema: &Type, place: &str) -> Columns {
        let fields = schema.get_fields().iter().filter(|field| !field.name().starts_with('#'));
        let read: Vec<TypePtr> = fields.cloned().collect();
        let mut columns =
            Columns { names: Vec::new(), shapes: Vec::new(), read: Vec::new(), faults: Vec::new() };
        for field in &read {
            let shape = columns.shape(field, field.name().to_owned(), place);
            columns.shapes.push(shape);
        }
        Columns { read, ..columns }
    }

    fn shape(&mut self, field: &Type, name: String, place: &str) -> Shape {
        if is_struct(field) {
            let inner = field.get_fields().iter();
            return Shape::Group(
                inner.map(|inner| self.shape(inner, format!("{name}.{}", inner.name()), place)).collect(),
            );
        }
        if !holds_values(field) {
            let message = format!("the column `{name}` holds what no fact can have: {}", what(field));
            let help = "a column holds texts, whole numbers, true or false, or a list of texts; begin its name with `#`, and it is passed over";
            self.faults.push(*Fault::named("wrong-type", place, message, Some(help.into())));
        }
        self.names.push(name);
        Shape::Cell
    }
}

/// Is it a group of columns, each of them with one value a row?
fn is_struct(field: &Type) -> bool {
    let info = field.get_basic_info();
    let plain = info.converted_type() == ConvertedType::NONE && info.logical_type_ref().is_none();
    field.is_group() && plain && !is_repeated(field) && !field.get_fields().is_empty()
}

fn is_repeated(field: &Type) -> bool {
    let info = field.get_basic_info();
    info.has_repetition() && info.repetition() == Repetition::REPEATED
}

/// Can the values be those of a fact, or the texts in its lists options?
fn holds_values(field: &Type) -> bool {
    if field.is_group() {
        let info = field.get_basic_info();
        let is_list = info.converted_type() == ConvertedType::LIST
            || info.logical_type_ref() == Some(&LogicalType::List);
        return is_list && element(field).is_some_and(is_text);
    }
    if is_repeated(field) {
        return is_text(field);
    }
    let info = field.get_basic_info();
    match field.get_physical_type() {
        Physical::BYTE_ARRAY => is_text(field),
        Physical::BOOLEAN | Physical::FLOAT | Physical::DOUBLE => true,
        Physical::INT32 | Physical::INT64 => {
            let is_number = matches!(
                info.logical_type_ref(),
                None | Some(LogicalType::Integer { .. } | LogicalType::Unknown)
            );
            is_number
                && !matches!(
                    info.converted_type(),
                    ConvertedType::DECIMAL
                        | ConvertedType::DATE
                        | ConvertedType::TIME_MILLIS
                        | ConvertedType::TIME_MICROS
                        | ConvertedType::TIMESTAMP_MILLIS
                        | ConvertedType::TIMESTAMP_MICROS
                )
        }
        Physical::INT96 | Physical::FIXED_LEN_BYTE_ARRAY => false,
    }
}

/// What a list is a list of: its one repeated field, or the one field of that.
fn element(list: &Type) -> Option<&Type> {
    let [repeated] = list.get_fields() else { return None };
    if !is_repeated(repeated) {
        return None;
    }
    match &**repeated {
        group if group.is_group() => match group.get_fields() {
            [element] => Some(element),
            _ => None,
        },
        element => Some(element),
    }
}

fn is_text(field: &Type) -> bool {
    if field.is_group() || field.get_physical_type() != Physical::BYTE_ARRAY {
        return false;
    }
    let info = field.get_basic_info();
    let by_logical = matches!(info.logical_type_ref(), None | Some(LogicalType::String | LogicalType::Enum));
    let by_converted =
        matches!(info.converted_type(), ConvertedType::NONE | ConvertedType::UTF8 | ConvertedType::ENUM);
    by_logical && by_converted
}

/// What a column holds, in the words of the format.
fn what(field: &Type) -> String {
    let info = field.get_basic_info();
    if let Some(logical) = info.logical_type_ref() {
        return format!("{logical:?}");
    }
    match info.converted_type() {
        ConvertedType::NONE if field.is_primitive() => field.get_physical_type().to_string(),
        ConvertedType::NONE => "repeated groups".into(),
        converted => converted.to_string(),
    }
}
