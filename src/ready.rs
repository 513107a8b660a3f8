//! What guidance says again and again, put into words once: every fact with each of its values, and every action in each
//! modality. Guidance shares it, so that a reason costs no more than pointing at it.

use crate::document::Kind;
use crate::guidance::{FactGiven, FactValue};
use crate::model::Model;
use crate::values::{fact_value, in_words, least_value};
use crate::vocabulary::{Fact, Text, ValueCode};
use crate::wording::Wording;
use crate::words::Modality;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A fact of more values than this has each put into words when it is given.
const MOST_VALUES: u64 = 64;

/// What is ready to be said.
#[derive(Debug)]
pub(crate) struct Ready {
    /// By fact, its values from the least on; none where they are too many.
    values: Vec<Vec<Value>>,
    /// The numbers of the facts, by id.
    by_id: Vec<usize>,
    /// By action and modality.
    sentences: Vec<Vec<Text>>,
    /// The version of this library.
    pub(crate) engine: Text,
}

/// A fact with a value.
#[derive(Clone, Debug)]
struct Value {
    given: Arc<FactGiven>,
    /// The two as a member of a JSON object.
    member: String,
}

impl Ready {
    pub(crate) fn new(model: &Model) -> Ready {
        let facts = model.vocabulary.facts();
        let few = |fact: &Fact| {
            let count = values(fact).filter(|&count| count <= MOST_VALUES).unwrap_or(0);
            let least = least_value(fact);
            (least..least + count).map(|code| Value::new(fact, code, &model.wording)).collect()
        };
        let mut by_id: Vec<usize> = (0..facts.len()).collect();
        by_id.sort_by_key(|&fact| facts.get(fact).map(|fact| &fact.id));
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
    pub(crate) fn given(&self, model: &Model, fact: usize, code: ValueCode) -> Option<Arc<FactGiven>> {
        let stated = model.vocabulary.get(fact)?;
        let ready = self.value(fact, stated, code).map(|value| Arc::clone(&value.given));
        Some(ready.unwrap_or_else(|| Arc::new(given(stated, code, &model.wording))))
    }

    /// What is known, by id, and as JSON.
    pub(crate) fn known(
        &self,
        model: &Model,
        known: &[Option<ValueCode>],
    ) -> (BTreeMap<Text, FactValue>, String) {
        let (mut json, mut facts) =
            (String::with_capacity(32 * known.len()), Vec::with_capacity(known.len()));
        for &number in &self.by_id {
            let code = known.get(number).copied().flatten();
            let Some((fact, code)) = model.vocabulary.get(number).zip(code) else { continue };
            let rare = || Cow::Owned(Value::new(fact, code, &model.wording));
            let value = self.value(number, fact, code).map_or_else(rare, Cow::Borrowed);
            json.push(if json.is_empty() { '{' } else { ',' });
            json.push_str(&value.member);
            facts.push((fact.id.clone(), value.given.value.clone()));
        }
        json.push_str(if json.is_empty() { "{}" } else { "}" });
        (facts.into_iter().collect(), json)
    }

    /// An action's text, worded for a modality.
    pub(crate) fn sentence(&self, action: usize, modality: Modality) -> Text {
        let worded = Modality::ALL.iter().zip(self.sentences.get(action).into_iter().flatten());
        worded.filter(|(each, _)| **each == modality).map(|(_, text)| text.clone()).next().unwrap_or_default()
    }

    fn value(&self, number: usize, fact: &Fact, code: ValueCode) -> Option<&Value> {
        self.values.get(number)?.get(usize::try_from(code.checked_sub(least_value(fact))?).ok()?)
    }
}

impl Value {
    fn new(fact: &Fact, code: ValueCode, wording: &Wording) -> Value {
        let given = given(fact, code, wording);
        // Serialising plain data cannot fail.
        let written = |written: serde_json::Result<String>| written.unwrap_or_default();
        let (id, value) = (serde_json::to_string(&fact.id), serde_json::to_string(&given.value));
        Value { member: format!("{}:{}", written(id), written(value)), given: Arc::new(given) }
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
