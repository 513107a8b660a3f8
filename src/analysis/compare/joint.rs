//! Two guidelines in one vocabulary, so that they can be compared.
//!
//! Facts are the same where one is called as the other is, or was. Of a fact in both only the values that both know are
//! spoken of, finer options of one as the other reads them; a fact in one of them ranges freely as far as the other is concerned.

use crate::document::Kind;
use crate::model::{
    Condition, CountRange, Fact, FactId, FactOption, Known, Model, Table, ValueCode, Vocabulary, text,
};
use std::collections::BTreeMap;

/// Two models with the same facts in the same order.
pub(crate) struct Joint {
    pub(crate) old: Model,
    pub(crate) new: Model,
    /// The facts of both, marked as safety facts where either marks them.
    pub(crate) facts: Table<FactId, Fact>,
    /// From the facts of each to the joint ones.
    old_names: Translation,
    new_names: Translation,
}

/// From the facts of one model to the joint ones.
#[derive(Default)]
struct Translation {
    facts: BTreeMap<FactId, Translated>,
}

/// What becomes of a fact.
struct Translated {
    fact: FactId,
    /// Of each joint option, which of its own it is, or is read as.
    reads: Vec<Option<ValueCode>>,
}

/// A fact that both have, and of each of its options what that is in the older and in the newer.
struct Common {
    fact: Fact,
    reads: [Vec<Option<ValueCode>>; 2],
}

/// The old fact that a new one goes on from, by their numbers: of the same kind, with some value in common.
pub(crate) fn same_facts(old: &Vocabulary, new: &Vocabulary) -> BTreeMap<FactId, FactId> {
    let goes_on = |before: &Fact| {
        let named = new.named(&before.id)?;
        let after = new.fact(named.number);
        (before.kind == after.kind && shares_a_value(before, after)).then_some(named.number)
    };
    let facts = old.facts().numbered();
    facts.filter_map(|(index, fact)| Some((goes_on(fact)?, index))).collect()
}

fn shares_a_value(before: &Fact, after: &Fact) -> bool {
    match before.kind {
        Kind::Flag => true,
        Kind::Count => common_range(before, after).is_some(),
        Kind::Choice | Kind::Scale | Kind::Several => {
            before.options.iter().any(|option| after.option(&option.id).is_some())
        }
    }
}

/// The counts that are in both ranges.
fn common_range(before: &Fact, after: &Fact) -> Option<CountRange> {
    let (before, after) = (before.range.as_ref()?, after.range.as_ref()?);
    let max = before.max.into_iter().chain(after.max).min();
    let min = before.min.max(after.min);
    max.is_none_or(|max| min <= max).then(|| CountRange { min, max, ..after.clone() })
}

impl Joint {
    /// Brings two models together.
    pub(crate) fn new(old: &Model, new: &Model) -> Joint {
        let same = same_facts(&old.vocabulary, &new.vocabulary);
        let mut facts: Table<FactId, Fact> = Table::new();
        let (mut old_names, mut new_names) = (Translation::default(), Translation::default());
        for (index, after) in new.vocabulary.facts().numbered() {
            let before = same.get(&index).map(|&old_index| (old_index, old.vocabulary.fact(old_index)));
            let joint = if let Some((old_index, before)) = before {
                let Common { fact, reads: [of_old, of_new] } = common(before, after);
                old_names.add(old_index, facts.next(), of_old);
                new_names.add(index, facts.next(), of_new);
                fact
            } else {
                new_names.add(index, facts.next(), themselves(after));
                after.clone()
            };
            facts.push(joint);
        }
        for (index, before) in old.vocabulary.facts().numbered() {
            if !old_names.facts.contains_key(&index) {
                old_names.add(index, facts.next(), themselves(before));
                facts.push(before.clone());
            }
        }
        Joint {
            old: old_names.model(old, &facts),
            new: new_names.model(new, &facts),
            facts,
            old_names,
            new_names,
        }
    }

    /// A joint situation as each of the two has it.
    pub(crate) fn apart(&self, known: &Known, old: &Model, new: &Model) -> [Known; 2] {
        [self.old_names.back(known, old), self.new_names.back(known, new)]
    }
}

/// The fact that two are, with the values that both know. An option that only one has is read by the other as the one that
/// it is like there, and stands directly behind it.
fn common(before: &Fact, after: &Fact) -> Common {
    let goes_on = |option: &FactOption| after.option(&option.id).map(|named| named.number);
    let came_from = |option: &FactOption| {
        let now = goes_on(option);
        before.options.iter().position(|before| now.is_some() && goes_on(before) == now)
    };
    let code = |number: usize| ValueCode::try_from(number).ok();
    let of_after = after.options.iter().enumerate().filter_map(|(number, option)| {
        let before = after.read_where(option, came_from)?;
        Some((option, Some(before), code(number)))
    });
    let mut common: Vec<(&FactOption, Option<ValueCode>, Option<ValueCode>)> = of_after.collect();
    let gone = before.options.iter().enumerate().filter(|(_, option)| goes_on(option).is_none());
    for (number, option) in gone {
        let Some(now) = before.read_where(option, goes_on) else { continue };
        let place = common.iter().position(|(_, _, other)| *other == Some(now));
        common.insert(place.map_or(common.len(), |place| place + 1), (option, code(number), Some(now)));
    }
    Common {
        fact: Fact {
            options: common.iter().map(|(option, ..)| (*option).clone()).collect(),
            range: common_range(before, after),
            safety: before.safety || after.safety,
            ..after.clone()
        },
        reads: [
            common.iter().map(|(_, before, _)| *before).collect(),
            common.iter().map(|(_, _, after)| *after).collect(),
        ],
    }
}

/// The options of a fact, each as itself.
fn themselves(fact: &Fact) -> Vec<Option<ValueCode>> {
    (0..fact.options.len()).map(|number| ValueCode::try_from(number).ok()).collect()
}

impl Translation {
    /// Adds a fact, with what each joint option of it is here.
    fn add(&mut self, index: FactId, fact: FactId, reads: Vec<Option<ValueCode>>) {
        self.facts.insert(index, Translated { fact, reads });
    }

    /// A model in the joint vocabulary. Its cases are left out.
    fn model(&self, model: &Model, facts: &Table<FactId, Fact>) -> Model {
        let own_safety = |joint: FactId| {
            let own = self.facts.iter().find(|(_, translated)| translated.fact == joint);
            own.is_some_and(|(&index, _)| model.vocabulary.fact(index).safety)
        };
        let mut vocabulary = Vocabulary::default();
        for (index, fact) in facts.numbered() {
            // Names must not clash: a fact whose kind has changed is there twice.
            let named = Fact { safety: own_safety(index), formerly: Vec::new(), ..fact.clone() };
            if vocabulary.add(named.clone()).is_err() {
                let added = vocabulary.add(Fact { id: text(format!("{} (before)", named.id)), ..named });
                // All numbers after it would be those of other facts.
                debug_assert!(added.is_ok(), "no id has spaces, and of one there are no more than two facts");
            }
        }
        // Presumptions are compared by name; they are not part of what situations come to.
        let nothing_presumed = Model { presumptions: Table::new(), asking: Vec::new(), ..model.clone() };
        let mut joint = Model { vocabulary, cases: Vec::new(), ..nothing_presumed };
        let layers = joint.layers.iter_mut().flat_map(|layer| layer.terms.iter_mut().chain(&mut layer.scope));
        layers.for_each(|condition| self.condition(condition));
        joint
            .actions
            .iter_mut()
            .filter_map(|action| action.when.as_mut())
            .for_each(|when| self.condition(when));
        joint.rules.iter_mut().for_each(|rule| self.condition(&mut rule.when));
        joint.safeguards.iter_mut().for_each(|safeguard| self.condition(&mut safeguard.when));
        joint.impossible.iter_mut().for_each(|entry| self.condition(&mut entry.when));
        joint
    }

    /// A condition is judged as in its own guideline, by all values that facts have there.
    fn condition(&self, condition: &mut Condition) {
        condition.retest(&|fact, test| match self.facts.get(&fact) {
            // A flag has no options, and a count none either.
            Some(translated) if translated.reads.is_empty() => (translated.fact, vec![test.clone()]),
            Some(translated) => (translated.fact, test.reading(&translated.reads)),
            None => (fact, vec![test.clone()]),
        });
    }

    /// A joint situation in this model's own codes.
    fn back(&self, known: &Known, model: &Model) -> Known {
        let facts = model.vocabulary.facts().numbered();
        facts
            .map(|(index, fact)| {
                let translated = self.facts.get(&index)?;
                let code = (*known.at(translated.fact))?;
                Some(translated.own_code(fact.kind, code))
            })
            .collect()
    }
}

impl Translated {
    fn own_code(&self, kind: Kind, code: ValueCode) -> ValueCode {
        let own = |joint: usize| self.reads.get(joint).copied().flatten();
        match kind {
            Kind::Flag | Kind::Count => code,
            Kind::Choice | Kind::Scale => usize::try_from(code).ok().and_then(own).unwrap_or(code),
            Kind::Several => {
                let given = (0..self.reads.len()).filter(|joint| code >> joint & 1 == 1);
                given.filter_map(own).fold(0, |bits, own| bits | 1 << own)
            }
        }
    }
}
