//! Two guidelines in one vocabulary, so that they can be compared.
//!
//! Facts are the same where one is called as the other is, or was. Of a fact in both only the values that both know are
//! spoken of; a fact in one of them ranges freely as far as the other is concerned.

use crate::document::Kind;
use crate::model::{
    Condition, CountRange, Fact, FactId, Known, Model, Table, Test, ValueCode, Vocabulary, text,
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
    /// The joint code of each option that is left.
    options: BTreeMap<ValueCode, ValueCode>,
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
            let joint = match before {
                Some((old_index, before)) => {
                    let joint = common(before, after);
                    old_names.add(old_index, before, facts.next(), &joint);
                    joint
                }
                None => after.clone(),
            };
            new_names.add(index, after, facts.next(), &joint);
            facts.push(joint);
        }
        for (index, before) in old.vocabulary.facts().numbered() {
            if !old_names.facts.contains_key(&index) {
                old_names.add(index, before, facts.next(), before);
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

/// The fact that two are, with the values that both know.
fn common(before: &Fact, after: &Fact) -> Fact {
    let known_before = |id: &str| {
        before.options.iter().any(|option| {
            after
                .option(&option.id)
                .and_then(|named| after.options.get(named.number))
                .is_some_and(|same| *same.id == *id)
        })
    };
    Fact {
        options: after.options.iter().filter(|option| known_before(&option.id)).cloned().collect(),
        range: common_range(before, after),
        safety: before.safety || after.safety,
        ..after.clone()
    }
}

impl Translation {
    /// Adds a fact, with the names that its options have among those of `joint`.
    fn add(&mut self, index: FactId, own: &Fact, fact: FactId, joint: &Fact) {
        let code = |number: usize| ValueCode::try_from(number).unwrap_or(ValueCode::MAX);
        let options = own.options.iter().enumerate().filter_map(|(number, option)| {
            let named = joint.option(&option.id)?;
            Some((code(number), code(named.number)))
        });
        self.facts.insert(index, Translated { fact, options: options.collect() });
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
                drop(vocabulary.add(Fact { id: text(format!("{} (before)", named.id)), ..named }));
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
        condition.each_test_mut(&mut |fact, test| {
            if let Some(translated) = self.facts.get(fact) {
                *fact = translated.fact;
                translated.test(test);
            }
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
    /// A test, of the options that are left.
    fn test(&self, test: &mut Test) {
        let gone = |bits: u64| {
            (0..u64::from(u64::BITS)).any(|bit| bits >> bit & 1 == 1 && !self.options.contains_key(&bit))
        };
        match test {
            Test::OneOf(bits) if !self.options.is_empty() => *bits = self.bits(*bits),
            Test::OneOf(_) | Test::Within(_) => {}
            Test::Includes { any, all, none } => {
                // What asks for an option that is gone cannot pass: it asks for any of none.
                *any = if gone(*all) { Some(0) } else { any.map(|any| self.bits(any)) };
                (*all, *none) = (self.bits(*all), self.bits(*none));
            }
        }
    }

    /// A set of options, of those that are left.
    fn bits(&self, bits: u64) -> u64 {
        let kept = self.options.iter().filter(|&(&own, _)| bits >> own & 1 == 1);
        kept.fold(0, |bits, (_, &joint)| bits | 1 << joint)
    }

    fn own_code(&self, kind: Kind, code: ValueCode) -> ValueCode {
        let own = |joint: ValueCode| {
            self.options.iter().find(|&(_, &other)| other == joint).map_or(joint, |(&own, _)| own)
        };
        match kind {
            Kind::Flag | Kind::Count => code,
            Kind::Choice | Kind::Scale => own(code),
            Kind::Several => self
                .options
                .iter()
                .filter(|&(_, &joint)| code >> joint & 1 == 1)
                .fold(0, |bits, (&own, _)| bits | 1 << own),
        }
    }
}
