//! What was wrong with the input, and what to show of it.

use demeanor::diagnostic::{Position, Severity};
use demeanor::{Diagnostic, Document, Rejected};
use serde::Serialize;
use std::io;

/// Why a command ends without an answer.
pub(crate) enum Stop {
    /// The input was refused.
    Refused(Refusal),
    /// The answer could not be written.
    Unwritten(io::Error),
}

/// Everything that is wrong with the input, and the texts it was found in.
pub(crate) struct Refusal {
    pub(crate) faults: Vec<Fault>,
    pub(crate) sources: Vec<Document>,
}

impl Refusal {
    /// One fault, of which no text can be shown.
    pub(crate) fn of(fault: Fault) -> Refusal {
        Refusal { faults: vec![fault], sources: Vec::new() }
    }
}

/// One fault. The library's diagnostics have this form in JSON; the faults that only a command line can have, such as
/// a file that is not there, take it too, so that a program reads one form.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Fault {
    pub(crate) code: &'static str,
    pub(crate) severity: Severity,
    pub(crate) place: Place,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

/// Where a fault is.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Place {
    pub(crate) document: String,
    pub(crate) pointer: String,
    pub(crate) position: Option<Position>,
    pub(crate) text: String,
}

impl Fault {
    /// A fault in something that was asked for by name.
    pub(crate) fn named(
        code: &'static str,
        document: &str,
        message: String,
        help: Option<String>,
    ) -> Box<Fault> {
        let place = Place { document: document.into(), ..Place::default() };
        Box::new(Fault { code, severity: Severity::Error, place, message, help })
    }

    /// The same fault, of a document that goes by another name.
    pub(crate) fn of(mut self, document: &str) -> Fault {
        self.place.document = document.into();
        self
    }

    /// The same fault, without a position: what was typed has no text to show a line of.
    pub(crate) fn nowhere(mut self) -> Fault {
        self.place.position = None;
        self
    }
}

impl From<&Diagnostic> for Fault {
    fn from(diagnostic: &Diagnostic) -> Fault {
        Fault {
            code: diagnostic.code.id(),
            severity: diagnostic.severity,
            place: Place {
                document: diagnostic.place.document.clone(),
                pointer: diagnostic.place.pointer.clone(),
                position: diagnostic.place.position,
                text: diagnostic.place.text.clone(),
            },
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
        }
    }
}

/// The faults of what the library refused.
pub(crate) fn faults(rejected: &Rejected) -> Vec<Fault> {
    rejected.diagnostics().iter().map(Fault::from).collect()
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Stop {
        Stop::Refused(refusal)
    }
}

impl From<Box<Fault>> for Stop {
    fn from(fault: Box<Fault>) -> Stop {
        Refusal::of(*fault).into()
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Unwritten(error)
    }
}
