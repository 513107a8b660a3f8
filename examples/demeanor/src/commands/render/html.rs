//! The handbook as one page of HTML that needs nothing else, to be read on a screen or printed.

use super::pictures::escaped;
use pulldown_cmark::{Options, Parser, html};

const STYLE: &str = "
body { font: 11pt/1.45 Georgia, 'Times New Roman', serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #1b1b1b; }
h1, h2, h3, h4 { font-family: 'Helvetica Neue', Arial, sans-serif; line-height: 1.2; break-after: avoid; }
h1 { font-size: 24pt; } h2 { border-bottom: 1px solid #999; padding-bottom: .2em; margin-top: 2em; }
code { font-size: 85%; overflow-wrap: anywhere; }
a { color: #24527a; text-decoration: none; }
li { break-inside: avoid-page; } p:has(+ ul) { break-after: avoid; }
figure { margin: 1.5em 0; break-inside: avoid; } figcaption, .legend { font-size: 85%; color: #444; }
svg { width: 100%; font-family: 'Helvetica Neue', Arial, sans-serif; }
del { color: #8a1c1c; } ins { color: #14532d; text-decoration: underline; }
table { border-collapse: collapse; font-size: 90%; } th, td { text-align: left; vertical-align: top; border-top: 1px solid #bbb; padding: .2em .5em; }
.stance { margin-right: 1.2em; white-space: nowrap; }
.stance i { display: inline-block; width: 1em; height: 1em; margin-right: .4em; vertical-align: -.15em; border: 1px solid #999; }
@page { size: A4; margin: 20mm 18mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 9pt Arial, sans-serif; } }
@media print { body { margin: 0; max-width: none; padding: 0; } h2 { break-before: page; } a { color: inherit; } }
";

/// A piece of the handbook: what is written as Markdown, and what is drawn.
pub(super) enum Piece {
    Written(String),
    Drawn(String),
}

/// A page of its own.
pub(super) fn page(title: &str, language: &str, pieces: &[Piece]) -> String {
    let mut body = String::new();
    for piece in pieces {
        match piece {
            Piece::Written(markdown) => {
                html::push_html(&mut body, Parser::new_ext(markdown, Options::ENABLE_TABLES));
            }
            Piece::Drawn(svg) => body.push_str(svg),
        }
    }
    document(title, language, STYLE, &body)
}

/// A document that needs nothing beside it.
pub(super) fn document(title: &str, language: &str, style: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\"><style>{style}</style></head>\n<body>\n{body}</body>\n</html>\n",
        escaped(language),
        escaped(title)
    )
}
