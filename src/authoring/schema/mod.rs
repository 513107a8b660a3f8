//! JSON Schemas of what goes in and what comes out, for editors and for other languages.
//!
//! Some know the form only: [`rule_set`], [`situation`], [`guidance`], [`diagnostics`]. They are the same for everyone,
//! and stand in `rules/schema/`. Others are made for one vocabulary ([`rule_set_for`], [`situation_for`]): they offer
//! every fact, and for each fact its own values and tests, so that an editor completes and checks while one types.

mod form;
mod facts;

use crate::answer::Record;
use crate::check;
use crate::document::{Diagnostic, Document, Given, RuleSet};
use crate::guideline::Guideline;
use crate::model::{Fact, Text};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

/// The names that a rule set or a situation can use.
///
/// ```
/// use demeanor::{Document, Guideline, schema::{Names, situation_for}};
/// let schema = situation_for(&Names::from(Guideline::standard()));
/// assert!(schema["properties"]["client"]["properties"]["age_band"].is_object());
///
/// // Of documents that somebody is still writing, whatever can be read of them counts.
/// let begun = r#"{ "format": 1, "id": "begun", "version": "0.1.0", "title": "Begun",
///     "facts": [ { "id": "client.calm", "kind": "flag", "ask": "Is the client calm?" } ], "rules": [ {} ] }"#;
/// let schema = situation_for(&Names::of_documents([Document::new("begun.json", begun)]));
/// assert!(schema["properties"]["client.calm"].is_object());
/// ```
#[derive(Clone, Debug)]
pub struct Names {
    facts: Vec<Fact>,
    /// Each with what it says, as all below.
    terms: Vec<(Text, Text)>,
    actions: Vec<(Text, Text)>,
    rules: Vec<(Text, Text)>,
    sources: Vec<(Text, Text)>,
}

impl Names {
    /// The names in documents of any layers, whatever else may be wrong with them. A document has none where it is not
    /// JSON, or does not say what it is (`format`, `id`, `version`, `title`).
    #[must_use]
    pub fn of_documents(documents: impl IntoIterator<Item = Document>) -> Names {
        let names = check::names(documents.into_iter().collect());
        let [terms, actions, rules, sources] = names.others;
        Names { facts: names.facts, terms, actions, rules, sources }
    }
}

impl From<&Guideline> for Names {
    fn from(guideline: &Guideline) -> Names {
        let model = guideline.model();
        let rules = model.rules.iter().map(|rule| (rule.id.clone(), rule.title.clone()));
        // A rule that is withdrawn or replaced is named where it is.
        let withdrawn = model.layers.iter().flat_map(|layer| &layer.states.withdraws);
        let withdrawn = withdrawn.map(|withdrawn| (withdrawn.rule.clone(), withdrawn.title.clone()));
        let replaced = model.layers.iter().flat_map(|layer| &layer.replaces);
        let replaced = replaced.map(|replaced| (replaced.before.id.clone(), replaced.before.title.clone()));
        Names {
            facts: guideline.facts().to_vec(),
            terms: model.terms.iter().map(|term| (term.clone(), Text::default())).collect(),
            actions: model.actions.iter().map(|action| (action.id.clone(), action.text.clone())).collect(),
            rules: rules.chain(withdrawn).chain(replaced).collect(),
            sources: model
                .sources
                .iter()
                .map(|source| (source.id.clone(), source.citation.clone()))
                .collect(),
        }
    }
}

/// The schema of rule-set documents. It knows every field, but not which facts a vocabulary has.
///
/// ```
/// let schema = demeanor::schema::rule_set();
/// assert!(schema["properties"]["rules"].is_object());
/// ```
#[must_use]
pub fn rule_set() -> Value {
    let mut schema = schema_of::<RuleSet>();
    form::tighten(&mut schema);
    if let Some(fields) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        let about = "Which schema this document follows, for editors.";
        fields.insert("$schema".into(), json!({ "type": "string", "description": about }));
    }
    schema
}

/// The schema of rule-set documents that use some names: facts and their values, terms, actions, rules and sources are
/// only those there are, wherever one is named, each with what it says.
#[must_use]
pub fn rule_set_for(names: &Names) -> Value {
    let mut schema = rule_set();
    let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) else { return schema };
    definitions.insert("Condition".into(), facts::condition(&names.facts, &names.terms));
    definitions.insert("Situation".into(), facts::situation(&names.facts));
    definitions.extend(facts::definitions(&names.facts));
    let facts: Vec<(Text, Text)> =
        names.facts.iter().map(|fact| (fact.id.clone(), fact.ask.clone())).collect();
    form::offer(definitions, "FactName", &facts, form::FACTS);
    form::offer(definitions, "ActionName", &names.actions, form::ACTIONS);
    form::offer(definitions, "RuleName", &names.rules, form::RULES);
    form::offer(definitions, "SourceName", &names.sources, form::SOURCES);
    form::offer_advised(definitions);
    let refinement = definitions.get_mut("Refinement").and_then(|refinement| refinement.get_mut("allOf"));
    if let Some(parts) = refinement.and_then(Value::as_array_mut) {
        parts.extend(facts::likes(&names.facts));
    }
    form::prune(&mut schema);
    schema
}

/// The schema of situations. It knows their form, but not which facts a vocabulary has.
#[must_use]
pub fn situation() -> Value {
    schema_of::<Given>()
}

/// The schema of situations that use some facts.
#[must_use]
pub fn situation_for(names: &Names) -> Value {
    let mut schema = facts::situation(&names.facts);
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("$schema".into(), json!(form::DIALECT));
        fields.insert("title".into(), json!("Situation"));
        fields.insert("$defs".into(), facts::definitions(&names.facts).collect());
    }
    schema
}

/// The schema of guidance.
#[must_use]
pub fn guidance() -> Value {
    schema_of::<Record<'static>>()
}

/// The schema of diagnostics: a list of them.
#[must_use]
pub fn diagnostics() -> Value {
    schema_of::<Vec<Diagnostic>>()
}

/// As values are written: what may be left out is not required.
fn schema_of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    form::plain_descriptions(&mut schema);
    schema
}
