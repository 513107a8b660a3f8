//! What is found over all situations and left as it is, with the reason that was given for it.

use super::Book;
use super::page::{Page, code, text};

pub(super) fn write(book: &Book<'_>, page: &mut Page) {
    let acknowledged = book.guideline.acknowledged();
    if acknowledged.len() > 0 {
        page.paragraph(
            "Each of these is found over every situation that can be described, is known to whoever answers for the rules, \
             and stays as it is.",
        );
    }
    for entry in acknowledged {
        let of: Vec<String> = entry.of.iter().map(|name| code(name)).collect();
        let origin = book.origin(&entry.layer).map(|layer| format!(", of {layer}")).unwrap_or_default();
        page.item(0, &format!("{} ({}{origin})", of.join(" and "), text(entry.finding.replace('-', " "))));
        page.item(1, &format!("left as it is: {}", text(&entry.because)));
    }
}
