//! Reads files and standard input.

use crate::fault::Fault;
use demeanor::Document;
use demeanor::diagnostic::Limit;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// The text of a file, named by its path.
pub(crate) fn file(path: &Path) -> Result<Document, Box<Fault>> {
    let name = path.display().to_string();
    let file = fs::File::open(path).map_err(|error| unreadable(&name, &error))?;
    text(name, file)
}

/// The text of standard input.
pub(crate) fn stdin() -> Result<Document, Box<Fault>> {
    text("stdin".into(), io::stdin())
}

/// The text of an input, of which no more is taken into memory than the library would read.
fn text(name: String, input: impl Read) -> Result<Document, Box<Fault>> {
    let most = Limit::Bytes.default_value();
    let mut bytes = Vec::new();
    let taken = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    input.take(taken).read_to_end(&mut bytes).map_err(|error| unreadable(&name, &error))?;
    if bytes.len() > most {
        let why = format!("this text has more than {most} bytes, and no more are read");
        let help = "split it into parts with the same `id` and `version`";
        return Err(Fault::named("too-large", &name, why, Some(help.into())));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Document::new(name, text)),
        Err(_) => Err(unreadable(&name, &io::ErrorKind::InvalidData.into())),
    }
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
