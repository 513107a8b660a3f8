//! Each rule as prose, by what it says of the stance.

use super::Book;
use super::page::{Page, anchor, code, link, text};
use super::reading::{authority_in_words, certainty_in_words, strength_in_words};
use demeanor::{Citation, Modality, Moment, RuleCard, Stance};
use std::sync::Arc;

pub(super) fn write(book: &Book<'_>, page: &mut Page) {
    let rules: Vec<RuleCard> = book.guideline.rules().collect();
    let writer = Writer { book, rules: &rules };
    for &stance in Stance::ALL.iter().rev() {
        let heading = format!("Rules that demand at least: {stance}");
        writer.write_group(&heading, |rule| rule.at_least == Some(stance), page);
    }
    for &stance in Stance::ALL {
        let heading = format!("Rules that permit: {stance}");
        writer.write_group(&heading, |rule| rule.permits == Some(stance), page);
    }
    let no_stance = |rule: &RuleCard| rule.permits.or(rule.at_least).is_none();
    writer.write_group(
        "Rules that add something to do, whatever the stance",
        |rule| no_stance(rule) && !rule.advises.is_empty(),
        page,
    );
    writer.write_group(
        "Rules that only set others aside",
        |rule| no_stance(rule) && rule.advises.is_empty(),
        page,
    );
}

struct Writer<'a> {
    book: &'a Book<'a>,
    rules: &'a [RuleCard],
}

impl Writer<'_> {
    fn write_group(&self, heading: &str, belongs: impl Fn(&RuleCard) -> bool, page: &mut Page) {
        let group: Vec<&RuleCard> = self.rules.iter().filter(|rule| belongs(rule)).collect();
        if !group.is_empty() {
            page.subheading(3, heading);
        }
        group.into_iter().for_each(|rule| self.write_rule(rule, page));
    }

    fn write_rule(&self, rule: &RuleCard, page: &mut Page) {
        page.heading(4, &anchor("rule", &rule.rule), &text(&rule.title));
        page.paragraph(&text(&rule.because));
        page.paragraph("It applies where:");
        page.condition(0, &rule.when);
        self.write_advice(rule, page);
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
            let here: Vec<_> = rule.advises.iter().filter(|advice| advice.moment == *moment).collect();
            if !here.is_empty() {
                page.item(0, &format!("**{}**", text(heading)));
            }
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
                titles(ids).iter().for_each(|title| page.item(0, title));
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
        let layer = if self.book.is_layered() {
            format!(" A rule of *{}*.", self.book.title_of(&rule.layer))
        } else {
            String::new()
        };
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
