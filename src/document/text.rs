//! A text, read into the type that mirrors it.

use super::read::{Read, Reader};
use crate::diagnostic::{Code, Faults, Origin, Source};
use crate::json::{self, NotJson, Span};

/// A text has at most this many bytes.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Reads a text, and keeps it so that places can be told.
pub(crate) fn read_text<T: Read>(
    name: &str,
    text: &str,
    document: usize,
    faults: &mut Faults,
) -> (Source, Option<T>) {
    let tree = parse(text, document, faults);
    let value = tree.as_ref().and_then(|tree| {
        let mut reader = Reader { document, faults };
        T::read(tree, &mut reader)
    });
    (Source { name: name.to_owned(), text: text.to_owned(), tree }, value)
}

fn parse(text: &str, document: usize, faults: &mut Faults) -> Option<json::Node> {
    if text.len() > MAX_BYTES {
        let message = format!("this text has {} bytes; at most {MAX_BYTES} are read", text.len());
        faults.error(Code::TooLarge, Origin { document, span: Span::default() }, message);
        return None;
    }
    match json::parse(text) {
        Ok(tree) => Some(tree),
        Err(NotJson::Syntax(said, span)) => {
            let message = format!("this is not JSON: {said}");
            faults.error(Code::BadJson, Origin { document, span }, message);
            None
        }
        Err(NotJson::TooDeep(span)) => {
            let message = format!("this is nested deeper than {} levels", json::MAX_DEPTH);
            faults.error(Code::TooLarge, Origin { document, span }, message);
            None
        }
    }
}
