//! What the rules rest on, in full, and which rules rest on it.

use super::Book;
use super::page::{Page, anchor, link, text};
use demeanor::guidance::SourceKind;
use demeanor::handbook::{RuleCard, SourceCard};

pub(super) fn write(book: &Book<'_>, page: &mut Page) {
    let rules: Vec<RuleCard> = book.guideline.rules().collect();
    for source in book.guideline.sources() {
        page.heading(4, &anchor("source", &source.source), &text(&source.source));
        page.paragraph(&format!("{}{}", text(&source.citation), place(&source)));
        page.row("Kind", in_words(source.kind));
        page.row("Who was studied", &source.sample.as_ref().map(text).unwrap_or_default());
        page.row("What was found", &source.found.as_ref().map(text).unwrap_or_default());
        page.row("What it cannot show", &source.limits.as_ref().map(text).unwrap_or_default());
        let citing = rules.iter().filter(|rule| rule.sources.iter().any(|cited| cited.id == source.source));
        page.row(
            "Rules",
            &citing.map(|rule| link(&rule.title, "rule", &rule.rule)).collect::<Vec<_>>().join("; "),
        );
    }
}

/// Where it can be read. An address in angle brackets is a link, whatever else is in it.
fn place(source: &SourceCard) -> String {
    let doi = source.doi.as_ref().map(|doi| format!("https://doi.org/{doi}"));
    let addresses = doi.into_iter().chain(source.url.as_ref().map(ToString::to_string));
    let links: Vec<String> = addresses.map(|address| address_link(&address)).collect();
    if links.is_empty() { String::new() } else { format!(" {}", links.join(" ")) }
}

fn address_link(address: &str) -> String {
    let plain = address.starts_with("https://") || address.starts_with("http://");
    let clean = !address.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\\".contains(c));
    if plain && clean { format!("<{address}>") } else { text(address) }
}

fn in_words(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Law => "law",
        SourceKind::EthicsCode => "professional code of ethics",
        SourceKind::Policy => "policy of a service",
        SourceKind::Guideline => "practice guideline",
        SourceKind::Consensus => "agreement among experts",
        SourceKind::MetaAnalysis => "meta-analysis",
        SourceKind::Review => "review without pooled figures",
        SourceKind::Quantitative => "study that counts or measures",
        SourceKind::Qualitative => "study of what people say",
        SourceKind::CaseReport => "one case, or a few",
        SourceKind::Theory => "theory or argument",
    }
}
