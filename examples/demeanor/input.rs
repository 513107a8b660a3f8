//! Reads files and standard input.

use crate::fault::Fault;
use demeanor::Document;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// The text of a file, named by its path.
pub(crate) fn file(path: &Path) -> Result<Document, Box<Fault>> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|error| unreadable(&name, &error))?;
    Ok(Document::new(name, text))
}

/// The text of standard input.
pub(crate) fn stdin() -> Result<Document, Box<Fault>> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).map_err(|error| unreadable("stdin", &error))?;
    Ok(Document::new("stdin", text))
}

/// A fault that says why something cannot be read.
pub(crate) fn unreadable(name: &str, error: &io::Error) -> Box<Fault> {
    let (why, help) = match error.kind() {
        io::ErrorKind::NotFound => ("there is no such file".into(), None),
        io::ErrorKind::InvalidData => ("this is not text in UTF-8".into(), Some("save it as UTF-8".into())),
        io::ErrorKind::IsADirectory => ("this is a folder".into(), Some("name the files in it".into())),
        _ => (format!("this cannot be read: {error}"), None),
    };
    Fault::named("unreadable", name, why, help)
}
