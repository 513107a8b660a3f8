//! A text, read into the type that mirrors it.

use super::diagnostic::{Faults, Origin, Source};
use super::fault_code::Code;
use super::json::{self, Span};
use super::limits::Limit;
use super::parse::{self, NotJson};
use super::record::{Read, Reader};
use std::collections::BTreeSet;

/// Reads a text, and keeps it so that places can be told.
pub(crate) fn read_text<T: Read>(
    name: &str,
    text: &str,
    document: usize,
    faults: &mut Faults,
) -> (Source, Option<T>) {
    let tree = parse(text, document, faults, T::too_deep());
    let value = tree.as_ref().and_then(|tree| {
        let mut reader = Reader { document, whole: tree.span, faults, misspelt: BTreeSet::new() };
        T::read(tree, &mut reader)
    });
    (Source { name: name.to_owned(), text: text.to_owned(), tree }, value)
}

fn parse(text: &str, document: usize, faults: &mut Faults, too_deep: &str) -> Option<json::Node> {
    let (most, deepest) = (faults.limits.of(Limit::Bytes), faults.limits.of(Limit::Nesting));
    let split = "split it into parts with the same `id` and `version`";
    if text.len() > most {
        let message = format!("this text has {} bytes; at most {most} are read", text.len());
        let origin = Origin { document, span: Span::default() };
        faults.error_with_help(Code::TooLarge, origin, message, Some(split.into()));
        return None;
    }
    let values = faults.limits.of(Limit::Values);
    let (code, span, message, help) = match parse::parse(text, deepest, values) {
        Ok(tree) => return Some(tree),
        Err(NotJson::Syntax(slip)) => (Code::BadJson, slip.span, slip.message, slip.help),
        Err(NotJson::TooDeep(span)) => {
            let message = format!("this is nested deeper than {deepest} levels");
            (Code::TooDeep, span, message, Some(too_deep.into()))
        }
        Err(NotJson::TooMany(span)) => {
            let message = format!("there are more than {values} {} in this text", Limit::Values.things());
            (Code::TooMany, span, message, Some(split.into()))
        }
    };
    faults.error_with_help(code, Origin { document, span }, message, help);
    None
}
