//! Checks the facts of a situation against the vocabulary.

use crate::document::{At, Code, Faults, Given, GivenValue, Kind, Scalar};
use crate::model::{Fact, FactId, Known, ValueCode, Vocabulary};
use std::collections::BTreeSet;

/// The code of each fact that is known, in the order of the vocabulary.
pub(crate) fn known_facts(given: &Given, vocabulary: &Vocabulary, faults: &mut Faults) -> Known {
    let of_value =
        |fact, value: &At<GivenValue>, faults: &mut Faults| code(vocabulary.fact(fact), value, faults);
    each_known(given, vocabulary, |_| true, of_value, faults)
}

/// The same of facts that are there for some layer: `visible` says which, and `code` reads their values.
pub(super) fn each_known(
    given: &Given,
    vocabulary: &Vocabulary,
    visible: impl Fn(FactId) -> bool,
    code: impl Fn(FactId, &At<GivenValue>, &mut Faults) -> Option<ValueCode>,
    faults: &mut Faults,
) -> Known {
    let mut known = vocabulary.nothing_known();
    let mut seen = BTreeSet::new();
    let groups = unknown_groups(given, vocabulary, &visible, faults);
    refuse_values_of_groups(given, vocabulary, faults);
    for (id, value) in &given.facts {
        if id.split_once('.').is_some_and(|(group, _)| groups.contains(group)) {
            continue;
        }
        let Some(named) = vocabulary.named(id).filter(|named| visible(named.number)) else {
            faults.unknown_fact(id, vocabulary, &visible);
            continue;
        };
        let fact = vocabulary.fact(named.number);
        if named.former {
            faults.former(id, &fact.id);
        }
        // A key that stands twice in one object has been reported already.
        if !seen.insert(named.number) && faults.none_within(id.origin) {
            let message = format!("`{}` is given twice", fact.id);
            let help = Some("give each fact once, by group or by dotted id".into());
            faults.error_with_help(Code::FactTwice, id.origin, message, help);
        }
        known.set(named.number, code(named.number, value, faults));
    }
    known
}

/// Reports groups that the vocabulary does not have, and gives their names.
fn unknown_groups<'a>(
    given: &'a Given,
    vocabulary: &Vocabulary,
    visible: &impl Fn(FactId) -> bool,
    faults: &mut Faults,
) -> BTreeSet<&'a str> {
    let named = |name: &str| vocabulary.named(name).is_some_and(|named| visible(named.number));
    let group_of = |id: &str| id.split_once('.').map(|(group, _)| group.to_owned());
    let groups: BTreeSet<String> =
        vocabulary.names().filter(|name| named(name)).filter_map(group_of).collect();
    let mut unknown = BTreeSet::new();
    for group in given.groups.iter().filter(|group| !groups.contains(&group.value)) {
        unknown.insert(group.value.as_str());
        // A group whose facts could not be read has been reported with them.
        if faults.incomplete || faults.lost.iter().any(|lost| group_of(lost).as_ref() == Some(&group.value)) {
            continue;
        }
        let message = format!("there is no group of facts called `{}`", group.value);
        let help = faults.did_you_mean_or_list(&group.value, groups.iter().map(String::as_str));
        faults.error_with_help(Code::UnknownFact, group.origin, message, help);
    }
    unknown
}

/// Reports what is given as a value of a whole group.
fn refuse_values_of_groups(given: &Given, vocabulary: &Vocabulary, faults: &mut Faults) {
    for name in &given.no_groups {
        let mut names = vocabulary.names().filter_map(|id| id.split_once('.'));
        match names.find(|(group, _)| *group == name.value) {
            Some((group, fact)) => {
                let message = format!("`{group}` is a group of facts, and a group is an object");
                let help = Some(format!("write `\"{group}\": {{ \"{fact}\": … }}`"));
                faults.error_with_help(Code::WrongType, name.origin, message, help);
            }
            None => faults.unknown_fact(name, vocabulary, |_| true),
        }
    }
}

/// The code of a value, if it is one of its fact.
pub(super) fn code(fact: &Fact, value: &At<GivenValue>, faults: &mut Faults) -> Option<ValueCode> {
    match &value.value {
        GivenValue::Nothing => None,
        GivenValue::List(list) if fact.kind == Kind::Several => {
            // A list is complete: one that cannot be read whole says nothing.
            let bits = faults.option_bits(fact, list);
            faults.none_within(value.origin).then_some(bits)
        }
        GivenValue::List(_) => {
            let message = format!("`{}` is a {} and has one value, not a list", fact.id, fact.kind);
            faults.error(Code::WrongType, value.origin, message);
            None
        }
        GivenValue::One(_) if fact.kind == Kind::Several => {
            let message = format!("`{}` is a several; its value is a list of its options", fact.id);
            faults.error(Code::WrongType, value.origin, message);
            None
        }
        GivenValue::One(scalar) => scalar_code(fact, scalar, value, faults),
    }
}

fn scalar_code(
    fact: &Fact,
    scalar: &Scalar,
    value: &At<GivenValue>,
    faults: &mut Faults,
) -> Option<ValueCode> {
    faults.value(fact, &At { value: scalar.clone(), origin: value.origin })
}
