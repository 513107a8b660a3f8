//! Checks what is asked of a fact: the test fits the fact's kind, and some value passes it.
//!
//! A part of a test that is at fault is reported and then left out: the document is refused anyway.

use crate::document::{
    At, Code, Faults, Kind, NonEmpty, OneOrMany, Origin, Scalar, Test as Written, TestObject,
};
use crate::model::{Fact, Test, ValueCode};
use std::ops::RangeInclusive;

/// Resolves a test of a fact; nothing where it cannot be made.
pub(super) fn resolve(fact: &Fact, test: &At<Written>, faults: &mut Faults) -> Option<Test> {
    if fact.kind.has_options() && fact.options.is_empty() {
        return None; // A fact without options has been reported.
    }
    let resolved = match (fact.kind, &test.value) {
        (Kind::Several, Written::Values(_)) => return refuse_value(fact, test.origin, faults),
        (Kind::Several, Written::Object(object)) => several(fact, object, faults),
        (Kind::Count, Written::Values(values)) => counts(&faults.values(fact, values.items())),
        (Kind::Count, Written::Object(object)) => count(fact, object, faults),
        (_, Written::Values(values)) => Test::OneOf(bits(&faults.values(fact, values.items()))),
        (_, Written::Object(object)) => options(fact, object, faults),
    };
    if !resolved.can_pass() && faults.none_within(test.origin) {
        faults.error(Code::NeverTrue, test.origin, "no value passes this test");
    }
    if faults.none_within(test.origin) {
        faults.look_at_test(fact, &resolved, test.origin);
    }
    Some(resolved)
}

/// Tests of flags, choices and scales: the set of codes that pass.
fn options(fact: &Fact, object: &TestObject, faults: &mut Faults) -> Test {
    faults.refuse_keys(fact, &several_keys(object));
    if fact.kind != Kind::Scale {
        faults.refuse_keys(fact, &order_keys(object));
    }
    let mut passing = fact.all_options();
    if let Some(least) = object.at_least.as_ref().and_then(|value| faults.value(fact, value)) {
        passing &= u64::MAX << least.min(63);
    }
    if let Some(most) = object.at_most.as_ref().and_then(|value| faults.value(fact, value)) {
        passing &= u64::MAX >> (63 - most.min(63));
    }
    if let Some(none_of) = &object.none_of {
        passing &= !bits(&faults.values(fact, &none_of.items));
    }
    Test::OneOf(passing)
}

/// Tests of counts against single values; neighbours are one range.
fn counts(values: &[ValueCode]) -> Test {
    let mut counts: Vec<u32> = values.iter().filter_map(|&count| u32::try_from(count).ok()).collect();
    counts.sort_unstable();
    let mut ranges: Vec<RangeInclusive<u32>> = Vec::new();
    for count in counts {
        match ranges.last_mut() {
            Some(last) if last.end().checked_add(1) == Some(count) => *last = *last.start()..=count,
            _ => ranges.push(count..=count),
        }
    }
    Test::Within(ranges)
}

/// Tests of counts: the ranges that pass.
fn count(fact: &Fact, object: &TestObject, faults: &mut Faults) -> Test {
    faults.refuse_keys(fact, &several_keys(object));
    let mut bound = |value: Option<&At<Scalar>>| {
        value.and_then(|value| faults.value(fact, value)).and_then(|code| u32::try_from(code).ok())
    };
    let (least, most) = (bound(object.at_least.as_ref()), bound(object.at_most.as_ref()));
    let counts = fact.counts();
    let whole = least.unwrap_or(*counts.start())..=most.unwrap_or(*counts.end());
    let without = object.none_of.as_ref().map(|none_of| faults.values(fact, &none_of.items));
    Test::Within(apart(whole, without.unwrap_or_default()))
}

/// A range without some of its values, as ranges in order.
fn apart(whole: RangeInclusive<u32>, mut without: Vec<ValueCode>) -> Vec<RangeInclusive<u32>> {
    without.sort_unstable();
    let gaps =
        without.into_iter().filter_map(|gap| u32::try_from(gap).ok()).filter(|gap| whole.contains(gap));
    let mut ranges = Vec::new();
    let mut from = Some(*whole.start());
    for gap in gaps {
        ranges.extend(from.zip(gap.checked_sub(1)).map(|(start, end)| start..=end));
        from = gap.checked_add(1);
    }
    ranges.extend(from.map(|start| start..=*whole.end()));
    ranges.retain(|range| !range.is_empty());
    ranges
}

/// Tests of `several`.
fn several(fact: &Fact, object: &TestObject, faults: &mut Faults) -> Test {
    faults.refuse_keys(fact, &order_keys(object));
    faults.refuse_keys(fact, &[("none_of", object.none_of.as_ref().and_then(origin_of))]);
    let mut bits = |list: Option<&[At<Scalar>]>| list.map(|list| faults.option_bits(fact, list));
    Test::Includes {
        any: bits(object.includes.as_ref().map(OneOrMany::items)),
        all: bits(object.includes_all.as_ref().map(|list| list.items.as_slice())).unwrap_or(0),
        none: bits(object.includes_none.as_ref().map(|list| list.items.as_slice())).unwrap_or(0),
    }
}

fn refuse_value(fact: &Fact, origin: Origin, faults: &mut Faults) -> Option<Test> {
    let message = format!("a value or list cannot be asked of `{}`, which is a several", fact.id);
    let help = Some(tests_of(fact.kind).to_owned());
    faults.error_with_help(Code::WrongTest, origin, message, help);
    None
}

impl Faults {
    /// Refuses the keys of a test that do not go with the kind of the fact.
    fn refuse_keys(&mut self, fact: &Fact, keys: &[(&str, Option<Origin>)]) {
        for (key, origin) in keys {
            let Some(origin) = origin else { continue };
            let message = format!("`{key}` cannot be asked of `{}`, which is a {}", fact.id, fact.kind);
            let help = Some(tests_of(fact.kind).to_owned());
            self.error_with_help(Code::WrongTest, *origin, message, help);
        }
    }
}

fn bits(codes: &[ValueCode]) -> u64 {
    codes.iter().filter(|&&code| code < 64).fold(0, |bits, code| bits | 1 << code)
}

fn several_keys(object: &TestObject) -> [(&'static str, Option<Origin>); 3] {
    [
        (
            "includes",
            object.includes.as_ref().and_then(|list| list.items().first()).map(|first| first.origin),
        ),
        ("includes_all", object.includes_all.as_ref().and_then(origin_of)),
        ("includes_none", object.includes_none.as_ref().and_then(origin_of)),
    ]
}

fn order_keys(object: &TestObject) -> [(&'static str, Option<Origin>); 2] {
    [
        ("at_least", object.at_least.as_ref().map(|value| value.origin)),
        ("at_most", object.at_most.as_ref().map(|value| value.origin)),
    ]
}

fn origin_of(list: &NonEmpty<At<Scalar>>) -> Option<Origin> {
    list.items.first().map(|first| first.origin)
}

fn tests_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Flag => "write `true` or `false`",
        Kind::Choice => "write an option, a list of options, or `none_of`",
        Kind::Scale => "write an option, a list of options, `at_least`, `at_most` or `none_of`",
        Kind::Count => "write a number, a list of numbers, `at_least`, `at_most` or `none_of`",
        Kind::Several => "write `includes`, `includes_all` or `includes_none`",
    }
}
