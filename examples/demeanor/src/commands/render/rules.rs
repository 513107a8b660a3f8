//! Each rule as prose, by what it says of the stance.

use super::Book;
use super::page::{Page, anchor, code, link, text};
use super::reading::{authority_in_words, certainty_in_words, strength_in_words};
use demeanor::Stance;
use demeanor::guidance::{Citation, Modality, Moment};
use demeanor::handbook::RuleCard;
use std::sync::Arc;

/// Rules that are told together: an anchor, a heading, and which they are.
struct Group {
    anchor: String,
    heading: String,
    belongs: Box<dyn Fn(&RuleCard) -> bool>,
}

pub(super) fn write(book: &Book<'_>, page: &mut Page) {
    let rules: Vec<RuleCard> = book.guideline.rules().collect();
    let writer = Writer { book, rules: &rules };
    let groups = groups();
    for group in &groups {
        let count = rules.iter().filter(|rule| (group.belongs)(rule)).count();
        if count > 0 {
            page.item(0, &format!("[{}](#{}): {count}", group.heading, group.anchor));
        }
    }
    for group in &groups {
        writer.write_group(group, page);
    }
}

/// Demands from the strictest on, permissions from the laxest on, then rules without a stance.
fn groups() -> Vec<Group> {
    let demands = Stance::ALL.iter().rev().map(|&stance| Group {
        anchor: format!("demand-{stance}"),
        heading: format!("Rules that demand at least: {stance}"),
        belongs: Box::new(move |rule| rule.at_least == Some(stance)),
    });
    let permissions = Stance::ALL.iter().map(|&stance| Group {
        anchor: format!("permit-{stance}"),
        heading: format!("Rules that permit: {stance}"),
        belongs: Box::new(move |rule| rule.permits == Some(stance)),
    });
    let no_stance = |rule: &RuleCard| rule.permits.or(rule.at_least).is_none();
    let duties = Group {
        anchor: "duties".into(),
        heading: "Rules that add something to do, whatever the stance".into(),
        belongs: Box::new(move |rule| no_stance(rule) && !rule.advises.is_empty()),
    };
    let blockers = Group {
        anchor: "blockers".into(),
        heading: "Rules that only set others aside".into(),
        belongs: Box::new(move |rule| no_stance(rule) && rule.advises.is_empty()),
    };
    demands.chain(permissions).chain([duties, blockers]).collect()
}

struct Writer<'a> {
    book: &'a Book<'a>,
    rules: &'a [RuleCard],
}

impl Writer<'_> {
    fn write_group(&self, group: &Group, page: &mut Page) {
        let rules: Vec<&RuleCard> = self.rules.iter().filter(|rule| (group.belongs)(rule)).collect();
        if !rules.is_empty() {
            page.heading(3, &group.anchor, &group.heading);
        }
        for rule in rules {
            self.write_rule(rule, page);
        }
    }

    fn write_rule(&self, rule: &RuleCard, page: &mut Page) {
        page.heading(4, &anchor("rule", &rule.rule), &text(&rule.title));
        page.paragraph(&text(&rule.because));
        page.paragraph("It applies where:");
        page.condition(0, &rule.when);
        self.write_advice(rule, page);
        if let Some(replaced) = &rule.replaces {
            page.paragraph(&format!("It takes the place of {} of a layer below.", code(replaced)));
        }
        self.write_exceptions(rule, page);
        if let Some(against) = &rule.against {
            page.paragraph(&format!("*On the other side:* {}", text(against)));
        }
        page.paragraph(&self.basis(rule));
    }

    /// What it advises, by moment.
    fn write_advice(&self, rule: &RuleCard, page: &mut Page) {
        if !rule.advises.is_empty() {
            page.paragraph("What to do:");
        }
        for (moment, heading) in Moment::ALL.iter().zip(&self.book.guideline.wording().moments) {
            let mut here: Vec<_> = rule.advises.iter().filter(|advice| advice.moment == *moment).collect();
            if !here.is_empty() {
                page.item(0, &format!("**{}**", text(heading)));
            }
            here.sort_by_key(|advice| advice.modality.reading_rank());
            for advice in here {
                page.item(1, &format!("{}{}", text(&advice.text), weight(advice.modality)));
            }
        }
    }

    fn write_exceptions(&self, rule: &RuleCard, page: &mut Page) {
        let titles =
            |ids: &[Arc<str>]| -> Vec<String> { ids.iter().filter_map(|id| self.titled(id)).collect() };
        for (said, ids) in [
            ("It does not hold where one of these does:", &rule.overridden_by),
            ("Where it holds, these do not:", &rule.overrides),
        ] {
            if !ids.is_empty() {
                page.paragraph(said);
                for title in titles(ids) {
                    page.item(0, &title);
                }
            }
        }
    }

    fn titled(&self, id: &str) -> Option<String> {
        let rule = self.rules.iter().find(|rule| &*rule.rule == id)?;
        Some(link(&rule.title, "rule", id))
    }

    /// On what it rests.
    fn basis(&self, rule: &RuleCard) -> String {
        let grade = format!(
            "{}; {}; {}",
            authority_in_words(rule.authority),
            strength_in_words(rule.strength).0,
            certainty_in_words(rule.certainty).0
        );
        let sources: Vec<String> = rule.sources.iter().map(source).collect();
        let sources =
            if sources.is_empty() { String::new() } else { format!(" Sources: {}.", sources.join(", ")) };
        let layer = self.book.origin(&rule.layer);
        let layer = layer.map(|layer| format!(" A rule of *{layer}*.")).unwrap_or_default();
        format!("*Rests on:* {grade}.{sources}{layer} {}", code(&rule.rule))
    }
}

fn source(source: &Citation) -> String {
    link(&source.id, "source", &source.id)
}

/// How much an action is meant. What not to do says so itself, and so does what may be done.
fn weight(modality: Modality) -> &'static str {
    match modality {
        Modality::Must => " *(a must)*",
        Modality::MustNot => " *(never)*",
        Modality::Should => " *(if you can)*",
        Modality::ShouldNot | Modality::May => "",
    }
}
