//! JSON Schemas of what goes in and what comes out, for editors and for other languages.

use crate::diagnostic::Diagnostic;
use crate::document::RuleSet;
use crate::document::given::Given;
use crate::guidance::Guidance;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// The schema of rule-set documents. It knows every field, but not which facts a vocabulary has.
///
/// ```
/// let schema = demeanor::schema::rule_set();
/// assert!(schema["properties"]["rules"].is_object());
/// ```
#[must_use]
pub fn rule_set() -> Value {
    schema_of::<RuleSet>()
}

/// The schema of situations. It knows their form, but not which facts a vocabulary has.
#[must_use]
pub fn situation() -> Value {
    schema_of::<Given>()
}

/// The schema of guidance.
#[must_use]
pub fn guidance() -> Value {
    schema_of::<Guidance>()
}

/// The schema of diagnostics: a list of them.
#[must_use]
pub fn diagnostics() -> Value {
    schema_of::<Vec<Diagnostic>>()
}

/// As values are written: what may be left out is not required.
fn schema_of<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>().to_value()
}
