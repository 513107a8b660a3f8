//! What guidance says again and again, put into words once: every fact with each of its values, every action in each
//! modality, and every source as it is cited. Guidance borrows from it, so that a reason costs no more than pointing at it.

use super::record::{Citation, FactGiven};
use crate::model::{
    ActionId, Fact, FactId, FactValue, Foreign, Known, Model, Source, SourceId, Table, Text, ValueCode,
    Wording, fact_value, in_words,
};
use crate::words::Modality;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A fact of more values than this has each put into words when it is given.
const MOST_VALUES: u64 = 64;

/// What is ready to be said.
#[derive(Debug)]
pub(crate) struct Phrasebook {
    values: Table<FactId, Values>,
    /// The facts, by id.
    by_id: Vec<FactId>,
    /// By action and modality.
    sentences: Table<ActionId, Vec<Text>>,
    citations: Table<SourceId, Citation>,
}

/// The values of a fact, from the least on; none where they are too many.
#[derive(Debug)]
struct Values {
    least: ValueCode,
    values: Vec<FactGiven>,
}

/// It cites what is cited in place of a source that is not there.
impl Foreign for Citation {
    fn foreign() -> &'static Citation {
        static NOTHING: LazyLock<Citation> = LazyLock::new(|| Citation::of(Source::foreign()));
        &NOTHING
    }
}

impl Foreign for Values {
    fn foreign() -> &'static Values {
        const { &Values { least: 0, values: Vec::new() } }
    }
}

impl Phrasebook {
    pub(crate) fn new(model: &Model) -> Phrasebook {
        let facts = model.vocabulary.facts();
        let few = |fact: &Fact| {
            let count = fact.value_count().filter(|&count| count <= MOST_VALUES).unwrap_or(0);
            let least = fact.least_value();
            let values = (least..least + count).map(|code| given(fact, code, &model.wording));
            Values { least, values: values.collect() }
        };
        let mut by_id: Vec<FactId> = facts.numbers().collect();
        by_id.sort_by_key(|&fact| &facts.at(fact).id);
        let sentences = |text: &Text| {
            Modality::ALL.iter().map(|&modality| model.wording.sentence(modality, text)).collect()
        };
        Phrasebook {
            values: facts.iter().map(few).collect(),
            by_id,
            sentences: model.actions.iter().map(|action| sentences(&action.text)).collect(),
            citations: model.sources.iter().map(Citation::of).collect(),
        }
    }

    /// A fact with its value and both in words: now, if it was not put into words before.
    pub(crate) fn given(&self, model: &Model, fact: FactId, code: ValueCode) -> Cow<'_, FactGiven> {
        let Values { least, values } = self.values.at(fact);
        let place = code.checked_sub(*least).and_then(|place| usize::try_from(place).ok());
        match place.and_then(|place| values.get(place)) {
            Some(ready) => Cow::Borrowed(ready),
            None => Cow::Owned(given(model.vocabulary.fact(fact), code, &model.wording)),
        }
    }

    /// The facts that are known with their values, by id.
    pub(crate) fn known<'a>(
        &'a self,
        model: &'a Model,
        known: &Known,
    ) -> BTreeMap<Cow<'a, str>, Cow<'a, FactValue>> {
        let codes = self.by_id.iter().filter_map(|&fact| Some((fact, (*known.at(fact))?)));
        let values = codes.map(|(fact, code)| {
            let value = match self.given(model, fact, code) {
                Cow::Borrowed(given) => Cow::Borrowed(&given.value),
                Cow::Owned(given) => Cow::Owned(given.value),
            };
            (Cow::Borrowed(&*model.vocabulary.fact(fact).id), value)
        });
        values.collect()
    }

    /// An action's text, worded for a modality.
    pub(crate) fn sentence(&self, action: ActionId, modality: Modality) -> &str {
        self.sentences.at(action).get(modality as usize).map(|text| &**text).unwrap_or_default()
    }

    /// How a source is cited.
    pub(crate) fn citation(&self, source: SourceId) -> &Citation {
        self.citations.at(source)
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
