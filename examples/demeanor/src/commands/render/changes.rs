//! What each layer changes of those below it.

use super::Book;
use super::page::{Page, code, link, text};
use demeanor::handbook::{Fallback, LayerCard, Replacement, RuleCard};
use std::sync::Arc;

pub(super) fn write(book: &Book<'_>, page: &mut Page) {
    let cards: Vec<LayerCard> = book.guideline.layer_cards().collect();
    for (index, card) in cards.iter().enumerate().skip(1).rev() {
        page.subheading(3, &book.title_of(&card.layer));
        let below = cards.get(..index).unwrap_or_default();
        Changes { book, card, below }.write(page);
    }
}

/// What one layer changes.
struct Changes<'a> {
    book: &'a Book<'a>,
    card: &'a LayerCard,
    below: &'a [LayerCard],
}

impl Changes<'_> {
    fn write(&self, page: &mut Page) {
        self.write_rules(page);
        self.write_overrides(page);
        self.write_withdrawn(page);
        self.write_withdrawn_actions(page);
        self.write_replaced(page);
        self.write_restated(page);
        self.write_reworded(page);
        self.write_covered(page);
        self.write_refined(page);
        self.write_stricter(page);
        self.write_may_relax(page);
        write_added("Facts that it adds", &self.card.adds.facts, page, |id| {
            let fact = self.book.guideline.facts().iter().find(|fact| &*fact.id == id)?;
            Some(format!("{}: {}", link(&fact.label, "fact", id), text(&fact.ask)))
        });
        write_added("Terms that it adds", &self.card.adds.terms, page, |id| {
            Some(link(&id.replace('_', " "), "term", id))
        });
        let actions: Vec<_> = self.book.guideline.actions().collect();
        write_added("Actions that it adds", &self.card.adds.actions, page, |id| {
            let action = actions.iter().find(|action| &*action.action == id)?;
            Some(link(&action.text, "action", id))
        });
        let safeguards: Vec<_> = self.book.guideline.safeguards().collect();
        write_added("Safeguards that it adds", &self.card.adds.safeguards, page, |id| {
            let safeguard = safeguards.iter().find(|safeguard| &*safeguard.safeguard == id)?;
            Some(format!("{}: {}", link(id, "safeguard", id), text(&safeguard.because)))
        });
    }

    fn own_rules(&self) -> Vec<RuleCard> {
        self.book.guideline.rules().filter(|rule| rule.layer == self.card.layer).collect()
    }

    fn write_rules(&self, page: &mut Page) {
        let rules = self.own_rules();
        if !rules.is_empty() {
            page.paragraph("**Rules that it adds**");
        }
        for rule in rules {
            page.item(
                0,
                &format!(
                    "{} ({}): {}",
                    link(&rule.title, "rule", &rule.rule),
                    say(&rule),
                    text(&rule.because)
                ),
            );
        }
    }

    /// The rules of layers below that its own set aside.
    fn write_overrides(&self, page: &mut Page) {
        let own = self.own_rules();
        let below = |id: &str| self.below.iter().any(|card| card.adds.rules.iter().any(|rule| &**rule == id));
        let rules: Vec<RuleCard> = self.book.guideline.rules().collect();
        let title =
            |id: &str| rules.iter().find(|rule| &*rule.rule == id).map(|rule| link(&rule.title, "rule", id));
        let said: Vec<String> = own
            .iter()
            .flat_map(|rule| {
                let overridden = rule.overrides.iter().filter(|id| below(id));
                overridden.filter_map(|id| {
                    Some(format!(
                        "{} does not hold where {} does",
                        title(id)?,
                        link(&rule.title, "rule", &rule.rule)
                    ))
                })
            })
            .collect();
        if !said.is_empty() {
            page.paragraph("**Rules below that it sets aside**");
            for said in &said {
                page.item(0, said);
            }
        }
    }

    fn write_withdrawn(&self, page: &mut Page) {
        if !self.card.withdraws.is_empty() {
            page.paragraph("**Rules below that it withdraws**");
        }
        for withdrawn in &self.card.withdraws {
            page.item(
                0,
                &format!(
                    "{} ({}): {}",
                    text(&withdrawn.title),
                    code(&withdrawn.rule),
                    text(&withdrawn.because)
                ),
            );
        }
    }

    fn write_withdrawn_actions(&self, page: &mut Page) {
        if !self.card.withdraws_actions.is_empty() {
            page.paragraph("**Actions below that no rule offers any more**");
        }
        for withdrawn in &self.card.withdraws_actions {
            let action = format!("{} ({})", text(&withdrawn.text), code(&withdrawn.action));
            page.item(0, &format!("{action}: {}", text(&withdrawn.because)));
            if !withdrawn.rules.is_empty() {
                let rules: Vec<String> = withdrawn.rules.iter().map(|rule| code(rule)).collect();
                page.item(
                    1,
                    &format!("rules that are left with nothing, and are gone: {}", rules.join("; ")),
                );
            }
        }
    }

    /// The rules below whose place its own take, old beside new.
    fn write_replaced(&self, page: &mut Page) {
        if !self.card.replaces.is_empty() {
            page.paragraph("**Rules below that others take the place of here**");
        }
        for Replacement { before, after, .. } in &self.card.replaces {
            let titles =
                format!("{} ({}) by {}", text(&before.title), code(&before.rule), self.titled(after));
            page.item(0, &format!("{titles}: {}", text(&after.because)));
            for (label, rule) in [("before", before), ("here", after)] {
                page.item(1, &format!("{label}: {}; {} It applies where:", say(rule), text(&rule.because)));
                page.condition(2, &rule.when);
                for advice in &rule.advises {
                    page.item(1, &format!("{label}, *{}*: {}", advice.modality, text(&advice.text)));
                }
            }
        }
    }

    /// A rule by its title; one that a layer above has taken out again stands nowhere on the page.
    fn titled(&self, rule: &RuleCard) -> String {
        match self.book.guideline.rule(&rule.rule) {
            Some(rule) => link(&rule.title, "rule", &rule.rule),
            None => format!("{} ({})", text(&rule.title), code(&rule.rule)),
        }
    }

    fn write_restated(&self, page: &mut Page) {
        if !self.card.restates.is_empty() {
            page.paragraph("**Terms below that mean something else here**");
        }
        for restated in &self.card.restates {
            let name = restated.term.replace('_', " ");
            page.item(0, &format!("{}: {}", link(&name, "term", &restated.term), text(&restated.because)));
            page.item(1, "before:");
            page.condition(2, &restated.before);
            page.item(1, "here:");
            page.condition(2, &restated.after);
            let leaning = self.leaning_on(&restated.term);
            if !leaning.is_empty() {
                page.item(1, &format!("rules that speak of it: {}", leaning.join("; ")));
            }
        }
    }

    /// The actions below that it words anew, old beside new.
    fn write_reworded(&self, page: &mut Page) {
        if !self.card.reworded_actions.is_empty() {
            page.paragraph("**Actions below that are worded otherwise here**");
        }
        for reworded in &self.card.reworded_actions {
            page.item(
                0,
                &format!(
                    "{}: {}",
                    link(&reworded.action, "action", &reworded.action),
                    text(&reworded.because)
                ),
            );
            page.item(1, &format!("before: {}", text(&reworded.before)));
            page.item(1, &format!("here: {}", text(&reworded.after)));
        }
    }

    /// The actions below that stand in the advice only with its own.
    fn write_covered(&self, page: &mut Page) {
        if !self.card.covers.is_empty() {
            page.paragraph("**Advice below that is only named beside its own, where both are advised**");
        }
        for covering in &self.card.covers {
            let action = link(&covering.action, "action", &covering.action);
            page.item(0, &format!("{action}: {}", text(&covering.text)));
            for covered in &covering.covers {
                page.item(1, &format!("covers: {}", text(&covered.text)));
            }
        }
    }

    /// The facts below to which it adds finer options.
    fn write_refined(&self, page: &mut Page) {
        if !self.card.refines.is_empty() {
            page.paragraph("**Facts below that have finer options here, which the rules below read as those that were there**");
        }
        for refined in &self.card.refines {
            let options: Vec<String> =
                refined.options.iter().map(|option| text(option.to_string())).collect();
            let fact = link(&refined.label, "fact", &refined.fact);
            page.item(0, &format!("{fact} also has {}: {}", options.join("; "), text(&refined.because)));
        }
    }

    /// The rules that name a term.
    fn leaning_on(&self, term: &str) -> Vec<String> {
        let names = |rule: &RuleCard| rule.when.iter().any(|line| line.term.as_deref() == Some(term));
        let rules = self.book.guideline.rules().filter(names);
        rules.map(|rule| link(&rule.title, "rule", &rule.rule)).collect()
    }

    /// What holds otherwise, and what counts as a matter of safety: these only ever get stricter.
    fn write_stricter(&self, page: &mut Page) {
        let fallback =
            |what: &str, stated: &Fallback| format!("{what}: *{}*. {}", stated.stance, text(&stated.because));
        let otherwise =
            self.card.otherwise.as_ref().map(|stated| fallback("Where no rule permits anything", stated));
        let unknown =
            self.card.while_unknown.as_ref().map(|stated| {
                fallback("While something that matters for safety is not known, at least", stated)
            });
        let facts = self.book.guideline.facts();
        let safety = self.card.safety.iter().map(|mark| {
            let label =
                facts.iter().find(|fact| fact.id == mark.fact).map_or(&*mark.fact, |fact| &*fact.label);
            format!(
                "{} counts as a matter of safety: {}",
                link(label, "fact", &mark.fact),
                text(&mark.because)
            )
        });
        let said: Vec<String> = otherwise.into_iter().chain(unknown).chain(safety).collect();
        if !said.is_empty() {
            page.paragraph("**Made stricter**");
            for said in &said {
                page.item(0, said);
            }
        }
    }

    fn write_may_relax(&self, page: &mut Page) {
        let entries = &self.card.may_relax;
        if entries.is_empty() {
            return page.paragraph("It makes no situation looser than the rules below do, which is proved.");
        }
        page.paragraph("**What in it may make a situation looser than the rules below; nothing else does, which is proved**");
        for entry in entries {
            let what = match (&entry.rule, &entry.term, &entry.presume) {
                _ if entry.action.is_some() => {
                    let action = entry.action.as_deref().unwrap_or_default();
                    format!("the withdrawal of the action {}", code(action))
                }
                // What is withdrawn stands nowhere on the page.
                (Some(rule), ..) if self.card.withdraws.iter().any(|gone| gone.rule == *rule) => code(rule),
                (Some(rule), ..) => link(rule, "rule", rule),
                (None, Some(term), _) => format!("the restated term `{term}`"),
                (None, None, Some(fact)) => format!("what is presumed of {}", link(fact, "fact", fact)),
                (None, None, None) => "what holds otherwise".into(),
            };
            page.item(0, &format!("{what}: {}", text(&entry.because)));
        }
    }
}

fn write_added(heading: &str, ids: &[Arc<str>], page: &mut Page, said: impl Fn(&str) -> Option<String>) {
    let said: Vec<String> = ids.iter().filter_map(|id| said(id)).collect();
    if !said.is_empty() {
        page.paragraph(&format!("**{heading}**"));
        for said in &said {
            page.item(0, said);
        }
    }
}

/// What a rule has to say of the stance, in brackets.
fn say(rule: &RuleCard) -> String {
    match (rule.permits, rule.at_least) {
        (Some(stance), _) => format!("permits *{stance}*"),
        (None, Some(stance)) => format!("demands at least *{stance}*"),
        (None, None) if rule.advises.is_empty() => "sets other rules aside".into(),
        (None, None) => {
            let advice: Vec<String> =
                rule.advises.iter().map(|advice| text(advice.text.trim_end_matches('.'))).collect();
            format!("adds: {}", advice.join("; "))
        }
    }
}
