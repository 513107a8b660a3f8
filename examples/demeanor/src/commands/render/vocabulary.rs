//! What the rules speak of: facts, terms, actions, and what cannot be.

use super::Book;
use super::page::{Page, anchor, code, in_one_line, link, text};
use crate::values::in_words;
use demeanor::guidance::Moment;
use demeanor::handbook::{Askable, CountRange, FactOption};
use demeanor::{Fact, Kind};

pub(super) fn write_facts(book: &Book<'_>, page: &mut Page) {
    let facts = book.guideline.facts();
    let group = |fact: &Fact| fact.id.split('.').next().unwrap_or_default().to_owned();
    let mut groups: Vec<String> = facts.iter().map(group).collect();
    groups.dedup();
    let mut told: Vec<String> = Vec::new();
    for name in groups {
        if told.contains(&name) {
            continue;
        }
        let called = book.guideline.groups().iter().find(|group| *group.id == *name);
        page.subheading(
            3,
            &called.map_or_else(|| capital(&name.replace('_', " ")), |group| text(&group.label)),
        );
        for fact in facts.iter().filter(|fact| group(fact) == name) {
            write_fact(fact, book, page);
        }
        told.push(name);
    }
}

fn write_fact(fact: &Fact, book: &Book<'_>, page: &mut Page) {
    page.heading(4, &anchor("fact", &fact.id), &text(&fact.label));
    let safety = if fact.safety { " **Matters for safety.**" } else { "" };
    page.paragraph(&format!("{}{safety}", text(&fact.ask)));
    page.row("Answers", &answers(fact));
    page.row("Why it matters", &fact.why.as_ref().map(text).unwrap_or_default());
    page.row("Mind", &fact.note.as_ref().map(text).unwrap_or_default());
    page.row("Taken to be so, unless said otherwise", &presumed(fact, book));
    write_unless(fact, book, page);
    page.row("When to ask", when_to_ask(fact.askable));
    page.row("Name", &code(&fact.id));
}

fn answers(fact: &Fact) -> String {
    let options = || fact.options.iter().map(option).collect::<Vec<_>>().join("; ");
    match fact.kind {
        Kind::Flag => "yes or no".into(),
        Kind::Count => fact.range.as_ref().map(range).unwrap_or_default(),
        Kind::Choice => format!("one of: {}", options()),
        Kind::Scale => format!("one of, from the least to the most: {}", options()),
        Kind::Several => format!("any number of: {}", options()),
    }
}

fn option(option: &FactOption) -> String {
    let note = option.note.as_ref().map(|note| format!(" ({})", text(note))).unwrap_or_default();
    format!("{}{note}", text(&option.label))
}

fn range(range: &CountRange) -> String {
    let unit = range.unit.as_ref().map(|unit| format!(" {}", text(unit))).unwrap_or_default();
    match range.max {
        Some(max) => format!("a number from {} to {max}{unit}", range.min),
        None => format!("a number from {} on{unit}", range.min),
    }
}

/// What is presumed, and why.
fn presumed(fact: &Fact, book: &Book<'_>) -> String {
    let Some(value) = &fact.presume else { return String::new() };
    let why =
        fact.presume_because.as_ref().map(|because| format!(" ({})", text(because))).unwrap_or_default();
    format!("{}{why}", text(in_words(fact, value, book.guideline.wording())))
}

/// Where it is not presumed.
fn write_unless(fact: &Fact, book: &Book<'_>, page: &mut Page) {
    let card = book.guideline.presumptions().find(|card| card.fact == fact.id);
    for unless in card.iter().flat_map(|card| &card.unless) {
        if let Some(line) = in_one_line(unless) {
            page.row("Not where", &line);
        } else {
            page.item(0, "Not where:");
            page.condition(1, unless);
        }
    }
}

fn when_to_ask(askable: Askable) -> &'static str {
    match askable {
        Askable::First => "first",
        Askable::Now => "",
        Askable::Later => "later",
        Askable::Never => "never in front of the client",
    }
}

pub(super) fn write_terms(book: &Book<'_>, page: &mut Page) {
    let terms = book.guideline.terms();
    if terms.len() > 0 {
        page.paragraph("Rules lean on these, so that a cut-off stands in one place.");
    }
    for term in terms {
        page.heading(4, &anchor("term", &term.term), &capital(&text(term.term.replace('_', " "))));
        page.condition(0, &term.when);
    }
}

pub(super) fn write_actions(book: &Book<'_>, page: &mut Page) {
    let actions: Vec<_> = book.guideline.actions().collect();
    let said = |id: &str| {
        actions.iter().find(|action| &*action.action == id).map(|action| link(&action.text, "action", id))
    };
    for (moment, heading) in Moment::ALL.iter().zip(&book.guideline.wording().moments) {
        let here: Vec<_> = actions.iter().filter(|action| action.moment == *moment).collect();
        if !here.is_empty() {
            page.subheading(3, &text(heading));
        }
        for action in here {
            page.item(
                0,
                &format!("<a id=\"{}\"></a>{}", anchor("action", &action.action), text(&action.text)),
            );
            if let Some(when) = &action.when {
                if let Some(line) = in_one_line(when) {
                    page.item(1, &format!("only where {line}"));
                } else {
                    page.item(1, "only where:");
                    page.condition(2, when);
                }
            }
            let clashes: Vec<String> = action.contradicts.iter().filter_map(|id| said(id)).collect();
            if !clashes.is_empty() {
                page.item(1, &format!("never together with: {}", clashes.join(" ")));
            }
        }
    }
}

pub(super) fn write_impossible(book: &Book<'_>, page: &mut Page) {
    let entries = book.guideline.impossible();
    if entries.len() > 0 {
        page.paragraph(
            "A description in which any of these holds is refused, as something in it must be wrong.",
        );
    }
    for entry in entries {
        page.item(0, &text(&entry.because));
        page.condition(1, &entry.when);
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
