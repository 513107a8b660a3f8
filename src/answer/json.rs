//! Guidance as JSON text, straight from what was found: what is the same in many situations is written once, and copied.
//!
//! It is to the byte what serialising the guidance gives.

use super::account::{Account, Cause};
use super::advice::Kept;
use super::asked::Asked;
use super::compiled::Compiled;
use super::edition::Editions;
use super::pieces::Pieces;
use super::value::View;
use crate::document::{digest, written};
use crate::model::{FactId, Rule, RuleId};
use serde::Serialize;

/// More than a reason has bytes as a rule.
const BYTES: usize = 1024;

/// The guidance for what is known of a situation.
pub(crate) fn guidance_json(compiled: &Compiled, asked: Asked<'_>, editions: &Editions) -> String {
    let (view, pieces) = (View::of(compiled, asked), compiled.pieces());
    let (account, model) = (&view.account, &compiled.model);
    let verdict = &account.verdict;
    let mut object = Object::new(BYTES + BYTES * account.causes.len());
    object.field("stance", &verdict.stance);
    object.field("headline", &model.wording.stance(verdict.stance));
    object.copy("settled", if verdict.settled() { "true" } else { "false" });
    object.field("possible", &account.possible.map(|possible| possible.stances().collect::<Vec<_>>()));
    object.list("advice", &account.advice, |text, kept| advice(kept, &view, pieces, text));
    let mut room = Vec::new();
    object.list("reasons", &account.causes, |text, cause| reason(cause, &view, pieces, &mut room, text));
    object.list("set_aside", account.set_aside(), |text, (index, rule)| {
        set_aside(index, rule, account, pieces, text);
    });
    object.items("pending", &view.pending());
    object.field("against", &view.against());
    object.items("conflicts", &view.conflicts());
    object.field("questions", &account.questions);
    object.copy("presuming", if asked.given.is_some() { "true" } else { "false" });
    object.items("presumed", &view.presumed());
    object.items("struck", &view.struck());
    object.copy("decided_by", "null");
    object.list("sources", &account.sources(), |text, &source| text.push_str(pieces.sources.at(source)));
    object.copy("guideline", &editions.json(model, asked.known));
    object.copy("engine", &pieces.engine);
    object.copy("situation", &given(&view));
    object.end()
}

fn given(view: &View<'_>) -> String {
    let facts = view.ready.known_as_json(view.account.model, view.known_to_host());
    let mut object = Object::new(facts.len() + 128);
    object.copy("facts", &facts);
    object.items("missing", &view.missing());
    object.field("digest", &digest(&facts));
    object.end()
}

/// What is advised of an action.
fn advice(kept: &Kept, view: &View<'_>, pieces: &Pieces, text: &mut String) {
    push(pieces.advice.at(kept.action).get(kept.modality as usize), text);
    list(&kept.rules, text, |text, &rule| text.push_str(pieces.rules.at(rule)));
    text.push_str(",\"covers\":");
    list(&kept.covers, text, |text, kept| text.push_str(&written(&view.covered(kept))));
    text.push('}');
}

fn reason(cause: &Cause, view: &View<'_>, pieces: &Pieces, room: &mut Vec<FactId>, text: &mut String) {
    let model = view.account.model;
    let Some(index) = cause.rule else {
        text.push_str(&written(&view.reason(cause)));
        return;
    };
    let (rule, around) = (model.rules.at(index), pieces.reasons.at(index));
    text.push_str(&around.before);
    list(view.account.grounds(rule, room), text, |text, (fact, code)| {
        view.ready.write_given(model, fact, code, text);
    });
    text.push_str(",\"unknown\":");
    list(view.account.open_facts.facts(index), text, |text, fact| text.push_str(pieces.facts.at(fact)));
    text.push_str(&around.after);
    text.push_str(if cause.decisive { "true}" } else { "false}" });
}

fn set_aside(index: RuleId, rule: &Rule, account: &Account<'_>, pieces: &Pieces, text: &mut String) {
    let standing = |rules: &[RuleId], text: &mut String| {
        list(account.those_that_stand(rules), text, |text, rule| text.push_str(pieces.rules.at(rule)));
    };
    text.push_str(pieces.set_aside.at(index));
    standing(&rule.overridden_by, text);
    text.push_str(",\"reinstates\":");
    standing(&rule.overrides, text);
    text.push('}');
}

/// A JSON object that is being written.
struct Object(String);

impl Object {
    fn new(capacity: usize) -> Object {
        Object(String::with_capacity(capacity))
    }

    fn name(&mut self, name: &str) {
        self.0.push_str(if self.0.is_empty() { "{\"" } else { ",\"" });
        self.0.push_str(name);
        self.0.push_str("\":");
    }

    fn field(&mut self, name: &str, value: &impl Serialize) {
        self.copy(name, &written(value));
    }

    /// A list that is mostly empty.
    fn items<Item: Serialize>(&mut self, name: &str, items: &[Item]) {
        if items.is_empty() { self.copy(name, "[]") } else { self.field(name, &items) }
    }

    fn copy(&mut self, name: &str, value: &str) {
        self.name(name);
        self.0.push_str(value);
    }

    fn list<Item>(
        &mut self,
        name: &str,
        items: impl IntoIterator<Item = Item>,
        write: impl FnMut(&mut String, Item),
    ) {
        self.name(name);
        list(items, &mut self.0, write);
    }

    fn end(self) -> String {
        self.0 + "}"
    }
}

fn list<Item>(
    items: impl IntoIterator<Item = Item>,
    text: &mut String,
    mut write: impl FnMut(&mut String, Item),
) {
    text.push('[');
    for (number, item) in items.into_iter().enumerate() {
        if number > 0 {
            text.push(',');
        }
        write(text, item);
    }
    text.push(']');
}

fn push(piece: Option<&String>, text: &mut String) {
    text.push_str(piece.map(String::as_str).unwrap_or_default());
}
