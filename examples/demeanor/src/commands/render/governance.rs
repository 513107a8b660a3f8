//! Who stands behind each layer, for how long, and for whom; what it is for and where it is weak.

use super::Book;
use super::page::{Page, code, text};
use demeanor::governance::{About, Approval, Effective, Layer};
use demeanor::handbook::LayerCard;
use std::sync::Arc;

/// The uppermost layer first: it is the one that a board answers for.
pub(super) fn write(book: &Book<'_>, page: &mut Page) {
    let layers: Vec<&Layer> = book.guideline.layers().collect();
    let cards: Vec<LayerCard> = book.guideline.layer_cards().collect();
    for (index, (layer, card)) in layers.iter().zip(&cards).enumerate().rev() {
        page.subheading(3, &format!("{} {}", text(&layer.title), text(&layer.version)));
        if let Some(below) = index.checked_sub(1).and_then(|below| layers.get(below)) {
            let below = format!("{} {}", text(&below.title), text(&below.version));
            page.paragraph(&format!(
                "It lies over *{below}* and changes nothing of it but what is told below."
            ));
        }
        if let Some(purpose) = &layer.about.purpose {
            page.paragraph(&text(purpose));
        }
        write_rows(layer, card, page);
        if let Some(scope) = &card.scope {
            page.item(0, "**Meant for situations with**");
            page.condition(1, scope);
        }
        write_list("What it is not for, and where it is weak", &layer.about.limitations, page);
        write_history(layer, page);
    }
}

fn write_rows(layer: &Layer, card: &LayerCard, page: &mut Page) {
    let about = &layer.about;
    page.row("Status", about.status.id());
    page.row("Published by", &about.publisher.as_ref().map(text).unwrap_or_default());
    page.row("Written by", &joined(&about.authors));
    page.row("Reviewed by", &joined(&about.reviewers));
    page.row("For", &joined(&about.audience));
    page.row("Where it applies", &joined(&about.jurisdictions));
    page.row("Clients", &joined(&about.populations));
    page.row("Settings", &joined(&about.settings));
    page.row("In effect", &in_effect(about.effective));
    page.row("Reviewed", &reviews(about));
    page.row("Language", &about.language.as_ref().map(text).unwrap_or_default());
    page.row("Licence", &about.license.as_ref().map(text).unwrap_or_default());
    page.row("Approval", &approvals(layer));
    page.row("Tried on", &cases(card));
    page.row("Digest of its content", &code(&layer.digest));
}

fn joined(texts: &[Arc<str>]) -> String {
    texts.iter().map(text).collect::<Vec<_>>().join("; ")
}

fn in_effect(effective: Effective) -> String {
    match (effective.from, effective.until) {
        (None, None) => String::new(),
        (Some(from), None) => format!("from {from}"),
        (None, Some(until)) => format!("until {until}"),
        (Some(from), Some(until)) => format!("from {from} until {until}"),
    }
}

fn reviews(about: &About) -> String {
    let last = about.last_review.map(|day| format!("last on {day}"));
    let next = about.next_review.map(|day| format!("next due on {day}"));
    [last, next].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn approvals(layer: &Layer) -> String {
    let approvals = &layer.about.approvals;
    if approvals.is_empty() {
        return "nobody has approved it".into();
    }
    let said = |approval: &Approval| {
        let role = approval.role.as_ref().map(|role| format!(" ({})", text(role))).unwrap_or_default();
        let what = if approval.current { "what is here" } else { "another content than what is here" };
        format!("{}{role} on {} approved {what}", text(&approval.by), approval.date)
    };
    approvals.iter().map(said).collect::<Vec<_>>().join("; ")
}

/// The situations it comes with, each with the guidance expected for it.
fn cases(card: &LayerCard) -> String {
    match card.adds.cases.len() {
        0 => "no situation of its own".into(),
        1 => "1 situation, with the guidance expected for it".into(),
        many => format!("{many} situations, each with the guidance expected for it"),
    }
}

fn write_history(layer: &Layer, page: &mut Page) {
    let changes: Vec<String> = layer
        .about
        .changes
        .iter()
        .map(|change| format!("{} ({}): {}", text(&change.version), change.level, text(&change.text)))
        .collect();
    if !changes.is_empty() {
        page.paragraph("Versions:");
        for change in &changes {
            page.item(0, change);
        }
    }
}

fn write_list(heading: &str, texts: &[Arc<str>], page: &mut Page) {
    if !texts.is_empty() {
        page.paragraph(&format!("{heading}:"));
        for entry in texts {
            page.item(0, &text(entry));
        }
    }
}
