//! What a name is the name of, for messages.

use std::fmt;

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameOf {
    Fact,
    Term,
    Action,
    Rule,
    Source,
    Safeguard,
    Case,
}

impl fmt::Display for NameOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NameOf::Fact => "a fact",
            NameOf::Term => "a term",
            NameOf::Action => "an action",
            NameOf::Rule => "a rule",
            NameOf::Source => "a source",
            NameOf::Safeguard => "a safeguard",
            NameOf::Case => "a case",
        })
    }
}
