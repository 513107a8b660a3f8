//! Faults without anything of what was given, for logs.

use super::diagnostic::{Diagnostic, Rejected};
use super::fault_code::Code;
use super::field::{Clash, Field};
use serde_json::Value;

impl Diagnostic {
    /// The same without anything of what was given of a situation: for logs, where nothing about a client may stand. It says
    /// which fact is at fault and what it can be, and no value, no name that is not the vocabulary's, and no text.
    ///
    /// ```
    /// let form = serde_json::json!({ "client": { "age_band": "Anna, 41" } });
    /// let refused = demeanor::Guideline::standard().situation(&form).unwrap_err();
    /// let line = refused.diagnostics()[0].without_values().to_string();
    /// assert_eq!(line, "error[unknown-value] situation at /client.age_band: this is none of its options");
    /// ```
    #[must_use]
    pub fn without_values(&self) -> Diagnostic {
        let field = self.field.as_ref().filter(|field| field.is_of_vocabulary());
        let mut discreet = self.clone();
        discreet.place.text = String::new();
        discreet.place.pointer = field.map(|field| format!("/{}", field.fact)).unwrap_or_default();
        discreet.message = plainly(self.code).into();
        // Of what cannot be together the help is the rule set's own reason.
        discreet.help = self.help.clone().filter(|_| self.code == Code::Impossible);
        discreet.field = field.map(|field| {
            let clash = field.clash.iter().map(|clash| Clash::new(&clash.fact, Value::Null)).collect();
            Box::new(Field { value: None, suggestion: None, clash, ..(**field).clone() })
        });
        discreet
    }
}

impl Rejected {
    /// The same without anything of what was given: see [`Diagnostic::without_values`].
    #[must_use]
    pub fn without_values(&self) -> Rejected {
        let mut discreet = self.clone();
        discreet.each(|diagnostic| *diagnostic = diagnostic.without_values());
        discreet
    }
}

/// What is wrong, in words that say nothing of what was given.
fn plainly(code: Code) -> &'static str {
    match code {
        Code::UnknownFact => "there is no such fact",
        Code::UnknownValue => "this is none of its options",
        Code::WrongType => "this is no value of its kind",
        Code::OutOfRange => "this is out of its range",
        Code::DuplicateValue | Code::FactTwice => "this is given twice",
        Code::Empty => "this is empty",
        Code::Impossible => "these facts cannot be together",
        Code::FormerName => "an older name was used",
        Code::TooMany => "there is too much of it",
        Code::MoreFaults => "more faults were found",
        _ => "this cannot be read as a situation",
    }
}
