//! What is new since a former version: what that does to situations, and every text that is other, as a redline.

use super::Book;
use super::page::{Page, code, text};
use crate::commands::compare;
use crate::commands::said::everything;
use similar::{ChangeTag, TextDiff};
use std::collections::BTreeSet;

pub(super) fn write(book: &Book<'_>, page: &mut Page) {
    let Some(former) = book.former else { return };
    page.append(&compare::paper(former, book.guideline));
    page.paragraph("**The texts as they were and as they are**: what is taken out is struck through, what is new is underlined.");
    let mut same = true;
    for (before, after) in everything(former).iter().zip(&everything(book.guideline)) {
        let (old, new) = (&before.said, &after.said);
        let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        let changed: Vec<&String> =
            names.into_iter().filter(|name| old.get(*name) != new.get(*name)).collect();
        if changed.is_empty() {
            continue;
        }
        same = false;
        page.subheading(3, before.heading);
        for name in changed {
            redline(name, old.get(name), new.get(name), page);
        }
    }
    if same {
        page.paragraph("No text is other than it was.");
    }
}

/// One thing, as it was and as it is.
fn redline(name: &str, old: Option<&Vec<String>>, new: Option<&Vec<String>>, page: &mut Page) {
    let what = match (old, new) {
        (None, _) => "new",
        (_, None) => "taken out",
        _ => "changed",
    };
    page.paragraph(&format!("{} ({what})", code(name)));
    let joined = |lines: Option<&Vec<String>>| lines.map(|lines| lines.join("\n") + "\n").unwrap_or_default();
    let (old, new) = (joined(old), joined(new));
    let (mut line, mut other) = (String::new(), false);
    for (tag, piece) in pieces(&old, &new) {
        for (number, part) in piece.split('\n').enumerate() {
            if number > 0 {
                show(&mut line, &mut other, page);
            }
            add(&mut line, tag, part);
            other |= tag != ChangeTag::Equal && !part.trim().is_empty();
        }
    }
    show(&mut line, &mut other, page);
}

/// A line is shown where something in it is other; the rest is as it was.
fn show(line: &mut String, other: &mut bool, page: &mut Page) {
    if *other && !line.trim().is_empty() {
        page.item(0, line.trim());
    }
    line.clear();
    *other = false;
}

/// What is the same, taken out or new, one after the other.
fn pieces(old: &str, new: &str) -> Vec<(ChangeTag, String)> {
    let mut pieces: Vec<(ChangeTag, String)> = Vec::new();
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        match pieces.last_mut() {
            Some((tag, piece)) if *tag == change.tag() => piece.push_str(change.value()),
            _ => pieces.push((change.tag(), change.value().to_owned())),
        }
    }
    pieces
}

fn add(line: &mut String, tag: ChangeTag, part: &str) {
    let said = text(part);
    if said.is_empty() {
        return line.push_str(part);
    }
    let before = if part.starts_with(char::is_whitespace) { " " } else { "" };
    let after = if part.ends_with(char::is_whitespace) { " " } else { "" };
    let (open, close) = match tag {
        ChangeTag::Equal => ("", ""),
        ChangeTag::Delete => ("<del>", "</del>"),
        ChangeTag::Insert => ("<ins>", "</ins>"),
    };
    line.extend([before, open, &said, close, after]);
}
