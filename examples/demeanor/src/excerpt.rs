//! A fault as text, with the line it is in and what is wrong in it underlined.

use crate::fault::Fault;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use demeanor::Document;
use demeanor::diagnostic::{Position, Severity};
use std::ops::Range;
use textwrap::{Options, WordSplitter};

/// The width of the margin that help stands in.
const MARGIN: usize = 10;

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
    if let (Some(position), Some(source)) = (fault.place.position, source) {
        let help = help.map(|help| Level::HELP.message(help));
        return renderer.render(&[title.element(excerpt(source, position)).elements(help)]);
    }
    let origin = (!name.is_empty()).then(|| Origin::path(name));
    let report = renderer.render(&[Group::with_title(title).elements(origin)]);
    // Rendered apart: help stands in the margin of an excerpt, and here is none.
    let help = help.map(|help| renderer.render(&[Group::with_title(Level::HELP.secondary_title(help))]));
    [Some(report), help].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// Text in lines of a width. Names are not broken at their hyphens.
fn filled(text: &str, width: usize) -> String {
    textwrap::fill(text, Options::new(width).word_splitter(WordSplitter::NoHyphenation))
}

fn excerpt(source: &Document, position: Position) -> Snippet<'_, Annotation<'_>> {
    let span = first_line(source.text(), position);
    Snippet::source(source.text()).path(source.name()).annotation(AnnotationKind::Primary.span(span))
}

/// The part of a position that is in its first line: what is wrong with a whole list or document is told from where
/// it begins.
fn first_line(text: &str, position: Position) -> Range<usize> {
    let spanned = text.get(position.start..position.end).unwrap_or_default();
    let line = spanned.lines().next().unwrap_or_default();
    position.start..position.start + line.len()
}
