//! Writes files. A file is there as a whole or not at all, and none is overwritten by accident.

use crate::fault::Fault;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Puts a text in the place of a file: written beside it first, so that whatever happens one of the two is there.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), Box<Fault>> {
    // A link goes on pointing to where it does.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let beside = beside(&target);
    let written = write_like(&target, &beside, text).and_then(|()| fs::rename(&beside, &target));
    written.map_err(|error| {
        fs::remove_file(&beside).ok();
        unwritable(path, &error)
    })
}

/// Writes a file that is not there yet.
pub(crate) fn create(path: &Path, text: &str) -> Result<(), Box<Fault>> {
    let mut file = fs::File::create_new(path).map_err(|error| unwritable(path, &error))?;
    file.write_all(text.as_bytes()).map_err(|error| unwritable(path, &error))
}

/// Writes a new file with the permissions of another, if that is there.
fn write_like(model: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(text.as_bytes())?;
    if let Ok(model) = fs::metadata(model) {
        file.set_permissions(model.permissions())?;
    }
    file.sync_all()
}

/// A name in the same folder, so that renaming is one step.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.new", std::process::id()))
}

fn unwritable(path: &Path, error: &io::Error) -> Box<Fault> {
    let (why, help) = match error.kind() {
        io::ErrorKind::AlreadyExists => {
            ("this file is there already, and is left as it is".into(), Some("name another"))
        }
        io::ErrorKind::NotFound => ("there is no such folder".into(), Some("make it first")),
        _ => (format!("this cannot be written: {error}"), None),
    };
    Fault::named("unwritable", &path.display().to_string(), why, help.map(Into::into))
}
