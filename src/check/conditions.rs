//! Checks conditions: every fact and term is there, every test fits its fact, and some value passes it.

use super::{Check, Scope};
use crate::condition::{Condition, Test};
use crate::diagnostic::{Code, Origin, did_you_mean, did_you_mean_or_list};
use crate::document::Kind;
use crate::document::condition::{
    Condition as Written, Entry, NonEmpty, OneOrMany, Scalar, Test as WrittenTest, TestObject,
};
use crate::document::read::At;
use crate::vocabulary::{Fact, Named, ValueCode};
use std::ops::RangeInclusive;

impl Scope<'_> {
    /// Resolves a condition.
    pub(super) fn condition(&self, written: &Written, check: &mut Check) -> Condition {
        let mut parts: Vec<Condition> = Vec::new();
        for entry in &written.entries {
            match entry {
                Entry::All(conditions) => parts.push(Condition::All(self.conditions(conditions, check))),
                Entry::Any(conditions) => parts.push(Condition::Any(self.conditions(conditions, check))),
                Entry::None(conditions) => parts.push(Condition::None(self.conditions(conditions, check))),
                Entry::Is(terms) => {
                    let terms = self.terms.resolve_all(terms.items(), self.layer, check);
                    parts.extend(terms.into_iter().map(Condition::Term));
                }
                Entry::Fact(fact, test) => parts.extend(self.fact_test(fact, test, check)),
            }
        }
        match <[Condition; 1]>::try_from(parts) {
            Ok([only]) => only,
            Err(parts) => Condition::All(parts),
        }
    }

    fn conditions(&self, written: &NonEmpty<Written>, check: &mut Check) -> Vec<Condition> {
        written.items.iter().map(|condition| self.condition(condition, check)).collect()
    }

    fn fact_test(&self, id: &At<String>, test: &At<WrittenTest>, check: &mut Check) -> Option<Condition> {
        let index = self.fact(id, check)?;
        let fact = self.vocabulary.get(index)?;
        let test = match fact.kind {
            Kind::Count => self::count_test(fact, test, check)?,
            Kind::Several => self::several_test(fact, test, check)?,
            Kind::Flag | Kind::Choice | Kind::Scale => self::option_test(fact, test, check)?,
        };
        Some(Condition::Fact(index, test))
    }

    /// The number of a fact, as seen from the layer.
    pub(super) fn fact(&self, id: &At<String>, check: &mut Check) -> Option<usize> {
        let visible = |index: usize| self.fact_layers.get(index).is_some_and(|&layer| layer <= self.layer);
        let found = self.vocabulary.named(id).filter(|named| visible(named.index));
        match found {
            Some(Named { index, former }) => {
                if former {
                    check.former(id, &self.vocabulary.get(index)?.id);
                }
                Some(index)
            }
            None => {
                let facts = self.vocabulary.facts().iter().enumerate();
                let names = facts.filter(|(index, _)| visible(*index)).map(|(_, fact)| &*fact.id);
                check.unknown_fact(id, names);
                None
            }
        }
    }
}

impl Check {
    /// Reports a fact that is not there.
    pub(crate) fn unknown_fact<'a>(&mut self, id: &At<String>, names: impl Iterator<Item = &'a str>) {
        if self.lost.contains(&id.value) {
            return;
        }
        let message = format!("there is no fact called `{}`", id.value);
        let help = did_you_mean(id, names).or_else(|| {
            (!id.contains('.')).then(|| "facts are named `group.name`; terms go under `is`".into())
        });
        self.faults.error_with_help(Code::UnknownFact, id.origin, message, help);
    }

    /// Notes that an older name was used.
    pub(crate) fn former(&mut self, id: &At<String>, now: &str) {
        let message = format!("`{}` is now called `{now}`", id.value);
        self.faults.warning(Code::FormerName, id.origin, message, Some(format!("write `{now}`")));
    }

    /// The code of a value of a fact other than a `several`.
    pub(crate) fn value(&mut self, fact: &Fact, value: &At<Scalar>) -> Option<ValueCode> {
        match (fact.kind, &value.value) {
            (Kind::Flag, Scalar::Flag(flag)) => Some(ValueCode::from(*flag)),
            (Kind::Count, Scalar::Number(count)) => {
                self.in_range(fact, *count, value.origin).map(ValueCode::from)
            }
            (Kind::Choice | Kind::Scale, Scalar::Option(option)) => self.option(fact, option, value.origin),
            (kind, _) => {
                let message = format!("`{}` is a {kind}; {}", fact.id, expected(kind));
                let help = options_help(fact);
                self.faults.error_with_help(Code::WrongType, value.origin, message, help);
                None
            }
        }
    }

    /// The bit of an option of a `several`.
    pub(crate) fn option_bit(&mut self, fact: &Fact, value: &At<Scalar>) -> Option<u64> {
        let Scalar::Option(option) = &value.value else {
            let message = format!("`{}` is a several; its values are options", fact.id);
            self.faults.error_with_help(Code::WrongType, value.origin, message, options_help(fact));
            return None;
        };
        self.option(fact, option, value.origin).map(|index| 1 << index)
    }

    fn option(&mut self, fact: &Fact, option: &str, origin: Origin) -> Option<ValueCode> {
        let Some(named) = fact.option(option) else {
            let message = format!("`{}` has no option `{option}`", fact.id);
            let help = did_you_mean_or_list(option, fact.options.iter().map(|option| &*option.id));
            self.faults.error_with_help(Code::UnknownValue, origin, message, help);
            return None;
        };
        let code = ValueCode::try_from(named.index).ok()?;
        if let (true, Some(now)) = (named.former, fact.option_at(code)) {
            self.former(&At { value: option.to_owned(), origin }, &now.id);
        }
        Some(code)
    }

    fn in_range(&mut self, fact: &Fact, count: u32, origin: Origin) -> Option<u32> {
        let range = fact.range.as_ref()?;
        let max = range.max.unwrap_or(u32::MAX);
        if (range.min..=max).contains(&count) {
            return Some(count);
        }
        let upto = range.max.map_or_else(|| "up".to_owned(), |max| max.to_string());
        let message = format!("{count} is out of the range of `{}`, from {} to {upto}", fact.id, range.min);
        self.faults.error(Code::OutOfRange, origin, message);
        None
    }

    /// All values of a list, or none where one is at fault.
    fn values(&mut self, fact: &Fact, list: &[At<Scalar>]) -> Option<Vec<ValueCode>> {
        self.distinct(list);
        let codes: Vec<ValueCode> = list.iter().filter_map(|value| self.value(fact, value)).collect();
        (codes.len() == list.len()).then_some(codes)
    }

    /// The set of all options of a list, or nothing where one is at fault.
    pub(crate) fn option_bits(&mut self, fact: &Fact, list: &[At<Scalar>]) -> Option<u64> {
        self.distinct(list);
        let bits: Vec<u64> = list.iter().filter_map(|value| self.option_bit(fact, value)).collect();
        (bits.len() == list.len()).then(|| bits.iter().fold(0, |all, bit| all | bit))
    }

    /// Refuses the keys of a test that do not go with the kind of the fact.
    fn refuse_keys(&mut self, fact: &Fact, keys: &[(&str, Option<Origin>)]) -> Option<()> {
        let mut fits = Some(());
        for (key, origin) in keys {
            if let Some(origin) = origin {
                let message = format!("`{key}` cannot be asked of `{}`, which is a {}", fact.id, fact.kind);
                let help = Some(tests_of(fact.kind).to_owned());
                self.faults.error_with_help(Code::WrongTest, *origin, message, help);
                fits = None;
            }
        }
        fits
    }

    fn never_true(&mut self, origin: Origin) -> Option<Test> {
        self.faults.error(Code::NeverTrue, origin, "no value passes this test");
        None
    }
}

/// Tests of flags, choices and scales: the set of codes that pass.
fn option_test(fact: &Fact, test: &At<WrittenTest>, check: &mut Check) -> Option<Test> {
    let object = match &test.value {
        WrittenTest::Values(values) => {
            return check.values(fact, values.items()).map(|codes| Test::OneOf(bits(&codes)));
        }
        WrittenTest::Object(object) => object,
    };
    check.refuse_keys(fact, &several_keys(object))?;
    if fact.kind != Kind::Scale {
        check.refuse_keys(fact, &order_keys(object))?;
    }
    let mut passing = fact.all_options();
    if let Some(least) = optional(object.at_least.as_ref(), |value| check.value(fact, value))? {
        passing &= u64::MAX.checked_shl(u32::try_from(least).ok()?).unwrap_or(0);
    }
    if let Some(most) = optional(object.at_most.as_ref(), |value| check.value(fact, value))? {
        passing &= u64::MAX >> (63 - most.min(63));
    }
    if let Some(none_of) = optional(object.none_of.as_ref(), |none_of| check.values(fact, &none_of.items))? {
        passing &= !bits(&none_of);
    }
    if passing == 0 { check.never_true(test.origin) } else { Some(Test::OneOf(passing)) }
}

/// Tests of counts: the ranges that pass.
fn count_test(fact: &Fact, test: &At<WrittenTest>, check: &mut Check) -> Option<Test> {
    let object = match &test.value {
        WrittenTest::Values(values) => {
            let mut counts = check.values(fact, values.items())?;
            counts.sort_unstable();
            let ranges =
                counts.into_iter().filter_map(|count| u32::try_from(count).ok()).map(|count| count..=count);
            return Some(Test::Within(ranges.collect()));
        }
        WrittenTest::Object(object) => object,
    };
    check.refuse_keys(fact, &several_keys(object))?;
    let mut bound = |value: Option<&At<Scalar>>, default: u32| {
        optional(value, |value| check.value(fact, value))
            .map(|code| code.and_then(|code| u32::try_from(code).ok()).unwrap_or(default))
    };
    let range = fact.range.as_ref()?;
    let least = bound(object.at_least.as_ref(), range.min)?;
    let most = bound(object.at_most.as_ref(), range.max.unwrap_or(u32::MAX))?;
    let without = optional(object.none_of.as_ref(), |none_of| check.values(fact, &none_of.items))?;
    let passing = apart(least..=most, without.unwrap_or_default());
    if passing.is_empty() { check.never_true(test.origin) } else { Some(Test::Within(passing)) }
}

/// A range without some of its values, as ranges in order.
fn apart(whole: RangeInclusive<u32>, mut without: Vec<ValueCode>) -> Vec<RangeInclusive<u32>> {
    without.sort_unstable();
    let mut ranges = Vec::new();
    let mut from = Some(*whole.start());
    for gap in without.into_iter().filter_map(|gap| u32::try_from(gap).ok()).filter(|gap| whole.contains(gap))
    {
        if let (Some(start), Some(end)) = (from, gap.checked_sub(1)) {
            if start <= end {
                ranges.push(start..=end);
            }
        }
        from = gap.checked_add(1);
    }
    ranges.extend(from.filter(|start| start <= whole.end()).map(|start| start..=*whole.end()));
    ranges
}

/// Tests of `several`.
fn several_test(fact: &Fact, test: &At<WrittenTest>, check: &mut Check) -> Option<Test> {
    let WrittenTest::Object(object) = &test.value else {
        let message = format!("a value or list cannot be asked of `{}`, which is a several", fact.id);
        let help = Some(tests_of(fact.kind).to_owned());
        check.faults.error_with_help(Code::WrongTest, test.origin, message, help);
        return None;
    };
    check.refuse_keys(fact, &order_keys(object))?;
    check.refuse_keys(fact, &[("none_of", object.none_of.as_ref().and_then(origin_of))])?;
    let any =
        optional(object.includes.as_ref(), |any: &OneOrMany<Scalar>| check.option_bits(fact, any.items()))?;
    let all = optional(object.includes_all.as_ref(), |all| check.option_bits(fact, &all.items))?.unwrap_or(0);
    let none =
        optional(object.includes_none.as_ref(), |none| check.option_bits(fact, &none.items))?.unwrap_or(0);
    let never = all & none != 0 || any.is_some_and(|any| any & !none == 0);
    if never { check.never_true(test.origin) } else { Some(Test::Includes { any, all, none }) }
}

/// What an optional part of a test comes to; nothing where it is there and at fault.
fn optional<T, R>(part: Option<&T>, read: impl FnOnce(&T) -> Option<R>) -> Option<Option<R>> {
    match part {
        None => Some(None),
        Some(part) => read(part).map(Some),
    }
}

fn bits(codes: &[ValueCode]) -> u64 {
    codes
        .iter()
        .filter_map(|&code| u32::try_from(code).ok())
        .fold(0, |bits, code| bits | 1_u64.checked_shl(code).unwrap_or(0))
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

fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::Flag => "its value is true or false",
        Kind::Choice | Kind::Scale => "its value is one of its options",
        Kind::Count => "its value is a whole number",
        Kind::Several => "its value is a list of its options",
    }
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

fn options_help(fact: &Fact) -> Option<String> {
    let options: Vec<String> = fact.options.iter().map(|option| format!("`{}`", option.id)).collect();
    (!options.is_empty()).then(|| format!("it is one of {}", options.join(", ")))
}
