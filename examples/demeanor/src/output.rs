//! Writes files. A file is there as a whole or not at all, and none is overwritten by accident.

use crate::fault::Fault;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Puts a text in the place of a file: written beside it first, so that whatever happens one of the two is there. Owner,
/// mode and links stay, or the file is left as it is. What is there has to be of the same kind.
pub(crate) fn replace(
    path: &Path,
    text: &str,
    is_of_its_kind: impl Fn(&str) -> bool,
) -> Result<(), Box<Fault>> {
    // A link goes on pointing to where it does.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if target.exists() {
        may_be_replaced(&target, is_of_its_kind).map_err(|(why, help)| {
            Fault::named("unwritable", &path.display().to_string(), why.into(), Some(help.into()))
        })?;
    }
    let beside = beside(&target);
    let written = write_like(&target, &beside, text).and_then(|()| fs::rename(&beside, &target));
    written.map_err(|error| {
        fs::remove_file(&beside).ok();
        unwritable(path, &error)
    })
}

/// Endings of files that other programs write, with what they are.
const OTHERS: &[(&[&str], &str)] = &[
    (&["doc", "docx", "odt", "rtf", "pages"], "a document of a word processor"),
    (&["xls", "xlsx", "ods", "numbers"], "a workbook"),
    (&["pdf"], "a PDF"),
    (&["csv"], "a table"),
    (&["json"], "a rule set"),
    (&["html", "htm"], "a web page"),
];

/// Refuses a name by which another program would take a file for what it is not.
pub(crate) fn refuse_ending(path: &Path, written: &[&str], instead: &str) -> Result<(), Box<Fault>> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let other = OTHERS.iter().find(|(endings, _)| endings.contains(&&*ending));
    match other.filter(|_| !written.contains(&&*ending)) {
        None => Ok(()),
        Some((_, what)) => {
            let message = format!("by its ending this would be {what}, which is not written here");
            Err(Fault::named("unwritable", &path.display().to_string(), message, Some(instead.into())))
        }
    }
}

/// Why a file has to stay as it is, and what to do.
fn may_be_replaced(
    path: &Path,
    is_of_its_kind: impl Fn(&str) -> bool,
) -> Result<(), (&'static str, &'static str)> {
    let metadata = fs::metadata(path).map_err(|_| ("this cannot be looked at", "name another file"))?;
    if !metadata.is_file() {
        return Err(("this is no ordinary file, and is left as it is", "name another"));
    }
    if metadata.permissions().readonly() {
        return Err(("this file is read-only, and stays as it is", "let it be written to first"));
    }
    if has_several_names(&metadata) {
        let why = "this file has several names, which would part, and is left as it is";
        return Err((why, "write to a copy of it"));
    }
    let there = fs::read_to_string(path).unwrap_or_default();
    if there.is_empty() || is_of_its_kind(&there) {
        return Ok(());
    }
    Err(("this file is there already and holds something else, and is left as it is", "name another"))
}

#[cfg(unix)]
fn has_several_names(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

#[cfg(not(unix))]
fn has_several_names(_: &fs::Metadata) -> bool {
    false
}

/// Gives a file the owner of another.
#[cfg(unix)]
fn give_owner(path: &Path, file: &fs::Metadata, model: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    if (file.uid(), file.gid()) == (model.uid(), model.gid()) {
        return Ok(());
    }
    std::os::unix::fs::chown(path, Some(model.uid()), Some(model.gid()))
}

#[cfg(not(unix))]
fn give_owner(_: &Path, _: &fs::Metadata, _: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

/// Writes a file that is not there yet.
pub(crate) fn create(path: &Path, text: &str) -> Result<(), Box<Fault>> {
    let mut file = fs::File::create_new(path).map_err(|error| unwritable(path, &error))?;
    file.write_all(text.as_bytes()).map_err(|error| unwritable(path, &error))
}

/// Writes a new file with the owner and the permissions of another, if that is there.
fn write_like(model: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(text.as_bytes())?;
    if let Ok(model) = fs::metadata(model) {
        give_owner(path, &file.metadata()?, &model)?;
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
