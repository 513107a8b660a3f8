//! A text, read into the type that mirrors it.

use super::read::{Read, Reader};
use crate::diagnostic::{Code, Faults, Origin, Source};
use crate::json::{self, NotJson, Span};
use crate::limits::Limit;

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
    let (most, deepest) = (faults.limits.of(Limit::Bytes), faults.limits.of(Limit::Nesting));
    if text.len() > most {
        let message = format!("this text has {} bytes; at most {most} are read", text.len());
        let help = Some("split it into parts with the same `id` and `version`".into());
        faults.error_with_help(Code::TooLarge, Origin { document, span: Span::default() }, message, help);
        return None;
    }
    match json::parse(text, deepest) {
        Ok(tree) => Some(tree),
        Err(NotJson::Syntax(said, span)) => {
            let message = format!("this is not JSON: {said}");
            faults.error(Code::BadJson, Origin { document, span }, message);
            None
        }
        Err(NotJson::TooDeep(span)) => {
            let message = format!("this is nested deeper than {deepest} levels");
            let help = Some("give inner conditions names, as terms".into());
            faults.error_with_help(Code::TooDeep, Origin { document, span }, message, help);
            None
        }
    }
}
