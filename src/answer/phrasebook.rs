//! What guidance says again and again, put into words once: every fact with each of its values, and every action in each
//! modality. Guidance shares it, so that a reason costs no more than pointing at it.

use super::guidance::{FactGiven, Reason, ReasonKind};
use crate::document::{Kind, written};
use crate::model::{
    ActionId, Fact, FactId, FactValue, Foreign, Known, Model, Rule, Table, Text, ValueCode, Vote, Wording,
    fact_value, in_words, least_value,
};
use crate::words::Modality;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A fact of more values than this has each put into words when it is given.
const MOST_VALUES: u64 = 64;

/// What is ready to be said.
#[derive(Debug)]
pub(crate) struct Ready {
    values: Table<FactId, Values>,
    /// The facts, by id.
    by_id: Vec<FactId>,
    /// By action and modality.
    sentences: Table<ActionId, Vec<Text>>,
    /// The version of this library.
    pub(crate) engine: Text,
}

/// The values of a fact, from the least on; none where they are too many.
#[derive(Debug)]
struct Values {
    least: ValueCode,
    values: Vec<Value>,
}

/// A fact with a value.
#[derive(Clone, Debug)]
struct Value {
    given: Arc<FactGiven>,
    /// The same as JSON, written when it is first asked for.
    json: OnceLock<String>,
    /// The two as a member of a JSON object, with what parts it from the next.
    member: String,
}

impl Foreign for Values {
    fn foreign() -> &'static Values {
        const { &Values { least: 0, values: Vec::new() } }
    }
}

impl Ready {
    pub(crate) fn new(model: &Model) -> Ready {
        let facts = model.vocabulary.facts();
        let few = |fact: &Fact| {
            let count = values(fact).filter(|&count| count <= MOST_VALUES).unwrap_or(0);
            let least = least_value(fact);
            let values = (least..least + count).map(|code| Value::new(fact, code, &model.wording));
            Values { least, values: values.collect() }
        };
        let mut by_id: Vec<FactId> = facts.numbers().collect();
        by_id.sort_by_key(|&fact| &facts.at(fact).id);
        let sentences = |text: &Text| {
            Modality::ALL.iter().map(|&modality| model.wording.sentence(modality, text)).collect()
        };
        Ready {
            values: facts.iter().map(few).collect(),
            by_id,
            sentences: model.actions.iter().map(|action| sentences(&action.text)).collect(),
            engine: env!("CARGO_PKG_VERSION").into(),
        }
    }

    /// A fact with its value and both in words.
    pub(crate) fn given(&self, model: &Model, fact: FactId, code: ValueCode) -> Arc<FactGiven> {
        Arc::clone(&self.value(model, fact, code).given)
    }

    /// The same as JSON, at the end of a text.
    pub(crate) fn write_given(&self, model: &Model, fact: FactId, code: ValueCode, text: &mut String) {
        let value = self.value(model, fact, code);
        text.push_str(value.json.get_or_init(|| written(&value.given)));
    }

    /// What is known, by id.
    pub(crate) fn known(&self, model: &Model, known: &Known) -> BTreeMap<Text, FactValue> {
        self.by_id(model, known).map(|value| (value.given.fact.clone(), value.given.value.clone())).collect()
    }

    /// The same as JSON.
    pub(crate) fn known_as_json(&self, model: &Model, known: &Known) -> String {
        let mut json = String::with_capacity(32 * known.len() + 2);
        json.push('{');
        self.by_id(model, known).for_each(|value| json.push_str(&value.member));
        if json.ends_with(',') {
            json.pop();
        }
        json.push('}');
        json
    }

    /// An action's text, worded for a modality.
    pub(crate) fn sentence(&self, action: ActionId, modality: Modality) -> Text {
        let worded = Modality::ALL.iter().zip(self.sentences.at(action));
        worded.filter(|(each, _)| **each == modality).map(|(_, text)| text.clone()).next().unwrap_or_default()
    }

    /// The facts that are known with their values, by id.
    fn by_id<'a>(&'a self, model: &'a Model, known: &Known) -> impl Iterator<Item = Cow<'a, Value>> {
        let codes = self.by_id.iter().filter_map(|&fact| Some((fact, (*known.at(fact))?)));
        codes.map(|(fact, code)| self.value(model, fact, code))
    }

    /// A fact with a value, put into words now if it was not before.
    fn value(&self, model: &Model, fact: FactId, code: ValueCode) -> Cow<'_, Value> {
        let Values { least, values } = self.values.at(fact);
        let place = code.checked_sub(*least).and_then(|place| usize::try_from(place).ok());
        match place.and_then(|place| values.get(place)) {
            Some(ready) => Cow::Borrowed(ready),
            None => Cow::Owned(Value::new(model.vocabulary.fact(fact), code, &model.wording)),
        }
    }
}

/// What a rule gives as a reason in every situation. What the situation adds to it is left empty: facts, and whether
/// it was decisive.
pub(crate) fn reason(rule: &Rule, model: &Model) -> Reason {
    let sources = rule.sources.iter().map(|&source| model.sources.at(source).id.clone());
    Reason {
        kind: ReasonKind::Rule,
        rule: Some(rule.id.clone()),
        title: Some(rule.title.clone()),
        because: rule.because.clone(),
        against: rule.against.clone(),
        permits: rule.vote.and_then(Vote::permits),
        at_least: rule.vote.and_then(Vote::at_least),
        facts: Vec::new(),
        unknown: Vec::new(),
        sources: sources.collect(),
        authority: Some(rule.authority),
        strength: Some(rule.strength),
        certainty: Some(rule.certainty),
        decisive: false,
    }
}

impl Value {
    fn new(fact: &Fact, code: ValueCode, wording: &Wording) -> Value {
        let given = given(fact, code, wording);
        Value {
            member: format!("{}:{},", written(&fact.id), written(&given.value)),
            json: OnceLock::new(),
            given: Arc::new(given),
        }
    }
}

fn given(fact: &Fact, code: ValueCode, wording: &Wording) -> FactGiven {
    FactGiven {
        fact: fact.id.clone(),
        label: fact.label.clone(),
        value: fact_value(fact, code),
        words: in_words(fact, code, wording),
    }
}

/// How many values a fact has, if there is an end to them.
fn values(fact: &Fact) -> Option<u64> {
    match fact.kind {
        Kind::Flag => Some(2),
        Kind::Choice | Kind::Scale => u64::try_from(fact.options.len()).ok(),
        Kind::Several => 1_u64.checked_shl(u32::try_from(fact.options.len()).ok()?),
        Kind::Count => {
            let range = fact.range.as_ref()?;
            Some(u64::from(range.max?.checked_sub(range.min)?) + 1)
        }
    }
}
