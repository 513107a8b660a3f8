//! A fault as text, with the line it is in and what is wrong in it underlined.

use crate::fault::Fault;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use demeanor::Document;
use demeanor::diagnostic::{Position, Severity};
use std::ops::Range;
use textwrap::{Options, WordSplitter};

/// The width of the margin that help stands in.
const MARGIN: usize = 10;

/// A line of more bytes is not shown: its place is told, and nobody would find anything in it.
const LONGEST: usize = 10_000;

/// What is wrong, where, and what to do about it.
pub(crate) fn report(fault: &Fault, sources: &[Document], width: usize) -> String {
    let level = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let label = "warning[]: ".len() + fault.code.len();
    let title = level.primary_title(filled(&fault.message, width.saturating_sub(label))).id(fault.code);
    let name = fault.place.document.as_str();
    let source = sources.iter().find(|source| source.name() == name);
    let help = fault.help.as_ref().map(|help| filled(help, width.saturating_sub(MARGIN)));
    let renderer = Renderer::styled().term_width(width);
    let excerpt = fault.place.position.zip(source).and_then(|(position, source)| excerpt(source, position));
    if let Some(excerpt) = excerpt {
        let help = help.map(|help| Level::HELP.message(help));
        return renderer.render(&[title.element(excerpt).elements(help)]);
    }
    let at = fault
        .place
        .position
        .filter(|_| source.is_some())
        .map(|position| format!("{name}:{}:{}", position.line, position.column));
    let origin = (!name.is_empty()).then(|| Origin::path(at.as_deref().unwrap_or(name)));
    let report = renderer.render(&[Group::with_title(title).elements(origin)]);
    // Rendered apart: help stands in the margin of an excerpt, and here is none.
    let help = help.map(|help| renderer.render(&[Group::with_title(Level::HELP.secondary_title(help))]));
    [Some(report), help].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// Text in lines of a width. Names are not broken at their hyphens.
fn filled(text: &str, width: usize) -> String {
    textwrap::fill(text, Options::new(width).word_splitter(WordSplitter::NoHyphenation))
}

/// The line of a place, cut out of its text so that each excerpt takes as long as its line; none of a very long one.
fn excerpt(source: &Document, position: Position) -> Option<Snippet<'_, Annotation<'_>>> {
    let text = source.text();
    let span = first_line(text, position);
    let start = text.get(..span.start)?.rfind('\n').map_or(0, |end| end + 1);
    let end = text.get(span.end..)?.find('\n').map_or(text.len(), |length| span.end + length);
    let line = text.get(start..end).filter(|line| line.len() <= LONGEST)?;
    let span = span.start - start..span.end - start;
    let snippet = Snippet::source(line).path(source.name()).line_start(position.line);
    Some(snippet.annotation(AnnotationKind::Primary.span(span)))
}

/// The part of a position that is in its first line: what is wrong with a whole list or document is told from where
/// it begins.
fn first_line(text: &str, position: Position) -> Range<usize> {
    let spanned = text.get(position.start..position.end).unwrap_or_default();
    let line = spanned.lines().next().unwrap_or_default();
    position.start..position.start + line.len()
}
