//! A text, read into the type that mirrors it.

use super::code::Code;
use super::diagnostic::{Faults, Origin, Source};
use super::json;
use super::json::{NotJson, Span};
use super::limits::Limit;
use super::record::{Read, Reader};

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
            let help = slip(text, span).map(Into::into);
            faults.error_with_help(Code::BadJson, Origin { document, span }, message, help);
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

/// The usual slips of those who write JSON by hand, by what stands where it stops to be JSON.
fn slip(text: &str, span: Span) -> Option<&'static str> {
    let before = text.get(..span.start)?.trim_end().chars().next_back();
    let here = text.get(span.start..)?;
    match (before, here.chars().next()?) {
        (_, '/' | '#') => Some(
            "JSON has no comments: what is to be explained goes into a text, such as `because` or `note`",
        ),
        (_, '“' | '”' | '„' | '‘' | '’' | '\'') => Some("write plain double quotes, `\"`"),
        (Some(','), '}' | ']') => Some("take out the comma before this"),
        (Some('"' | '}' | ']'), '"' | '{' | '[') => {
            Some("put a comma between this and what stands before it")
        }
        _ => None,
    }
}
