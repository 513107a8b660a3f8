//! What guidance as JSON says in many situations, written once.

use super::guidance::{Advice, Citation, SetAside};
use super::phrasebook::{Ready, reason};
use crate::document::written;
use crate::model::{Action, ActionId, FactId, Foreign, Model, Rule, RuleId, SourceId, Table, Text};
use crate::words::Modality;

/// Pieces of JSON.
#[derive(Debug)]
pub(crate) struct Pieces {
    /// By fact, its id.
    pub(crate) facts: Table<FactId, String>,
    /// By rule, its id.
    pub(crate) rules: Table<RuleId, String>,
    /// By rule, what it gives as a reason.
    pub(crate) reasons: Table<RuleId, AroundFacts>,
    /// By rule, that it is set aside, up to the rules that do it.
    pub(crate) set_aside: Table<RuleId, String>,
    /// By action and modality, what is advised, up to the rules that advise it.
    pub(crate) advice: Table<ActionId, Vec<String>>,
    /// By number, how it is cited.
    pub(crate) sources: Table<SourceId, String>,
    pub(crate) engine: String,
}

/// A reason without what the situation adds to it.
#[derive(Debug)]
pub(crate) struct AroundFacts {
    /// What comes before the facts that made it apply.
    pub(crate) before: String,
    /// What comes after the unknown ones, up to whether it was decisive.
    pub(crate) after: String,
}

impl Foreign for AroundFacts {
    fn foreign() -> &'static AroundFacts {
        const { &AroundFacts { before: String::new(), after: String::new() } }
    }
}

impl Pieces {
    pub(crate) fn new(model: &Model, ready: &Ready) -> Pieces {
        let advice = |(number, action): (ActionId, &Action)| {
            let worded =
                |modality: &Modality| up_to_rules(action, *modality, ready.sentence(number, *modality));
            Modality::ALL.iter().map(worded).collect()
        };
        Pieces {
            facts: model.vocabulary.facts().iter().map(|fact| written(&fact.id)).collect(),
            rules: model.rules.iter().map(|rule| written(&rule.id)).collect(),
            reasons: model.rules.iter().map(|rule| around_facts(&written(&reason(rule, model)))).collect(),
            set_aside: model.rules.iter().map(up_to_winners).collect(),
            advice: model.actions.numbered().map(advice).collect(),
            sources: model.sources.iter().map(|source| written(&Citation::of(source))).collect(),
            engine: written(&ready.engine),
        }
    }
}

fn around_facts(reason: &str) -> AroundFacts {
    // Within a string the quotes would be escaped.
    let (before, after) = reason.split_once(r#"[],"unknown":[]"#).unwrap_or_default();
    AroundFacts { before: before.to_owned(), after: after.trim_end_matches("false}").to_owned() }
}

fn up_to_winners(rule: &Rule) -> String {
    let (by, reinstates) = (Vec::new(), Vec::new());
    let set_aside = SetAside { rule: rule.id.clone(), title: rule.title.clone(), by, reinstates };
    written(&set_aside).trim_end_matches(r#"[],"reinstates":[]}"#).to_owned()
}

fn up_to_rules(action: &Action, modality: Modality, text: Text) -> String {
    let Action { id, moment, urgent, .. } = action;
    let (rules, covers) = (Vec::new(), Vec::new());
    let advice =
        Advice { action: id.clone(), text, moment: *moment, modality, urgent: *urgent, rules, covers };
    written(&advice).trim_end_matches(r#"[],"covers":[]}"#).to_owned()
}
