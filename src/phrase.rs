//! Conditions in words, as an indented list.

use crate::condition::{Condition, Test};
use crate::document::Kind;
use crate::model::Model;
use crate::vocabulary::Fact;
use crate::wording::Wording;
use std::ops::RangeInclusive;

/// A condition in words, a line for each part, deeper parts indented.
pub(crate) fn lines(condition: &Condition, model: &Model) -> Vec<String> {
    let mut lines = Vec::new();
    match condition {
        Condition::All(parts) if parts.is_empty() => lines.push("always".into()),
        Condition::All(parts) => parts.iter().for_each(|part| write(part, model, 0, &mut lines)),
        other => write(other, model, 0, &mut lines),
    }
    lines
}

fn write(condition: &Condition, model: &Model, depth: usize, lines: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    match condition {
        Condition::All(parts) => write_list("all of", parts, model, depth, lines),
        Condition::Any(parts) => write_list("any of", parts, model, depth, lines),
        Condition::None(parts) => write_list("none of", parts, model, depth, lines),
        Condition::Term(term) => {
            let name = model.terms.get(*term).map(|id| id.replace('_', " ")).unwrap_or_default();
            lines.push(format!("{indent}{name}"));
        }
        Condition::Fact(index, test) => {
            if let Some(fact) = model.vocabulary.get(*index) {
                lines.push(format!("{indent}{}: {}", fact.label, test_in_words(fact, test, &model.wording)));
            }
        }
    }
}

fn write_list(heading: &str, parts: &[Condition], model: &Model, depth: usize, lines: &mut Vec<String>) {
    lines.push(format!("{}{heading}", "  ".repeat(depth)));
    for part in parts {
        write(part, model, depth + 1, lines);
    }
}

/// The values that pass a test, in words.
pub(crate) fn test_in_words(fact: &Fact, test: &Test, wording: &Wording) -> String {
    match test {
        Test::OneOf(bits) if fact.kind == Kind::Flag => flag_in_words(*bits, wording),
        Test::OneOf(bits) if fact.kind == Kind::Scale => scale_in_words(fact, *bits),
        Test::OneOf(bits) if is_most(fact, *bits) => {
            format!("anything but {}", labels(fact, fact.all_options() & !bits, " or "))
        }
        Test::OneOf(bits) => labels(fact, *bits, " or "),
        Test::Within(ranges) => {
            ranges.iter().map(|range| range_in_words(fact, range)).collect::<Vec<_>>().join(" or ")
        }
        Test::Includes { any: None, all: 0, none } if is_most(fact, *none) => {
            let rest = labels(fact, fact.all_options() & !none, " or ");
            if rest.is_empty() { "none".into() } else { format!("nothing but {rest}") }
        }
        Test::Includes { any, all, none } => {
            let mut parts = Vec::new();
            parts.extend(any.map(|any| labels(fact, any, " or ")));
            parts.extend((*all != 0).then(|| labels(fact, *all, " and ")));
            parts.extend((*none != 0).then(|| format!("not {}", labels(fact, *none, ", not "))));
            parts.join("; ")
        }
    }
}

/// Are more than half of a fact's options meant? Then it is shorter to say which are not.
fn is_most(fact: &Fact, bits: u64) -> bool {
    2 * (bits & fact.all_options()).count_ones() > fact.all_options().count_ones() + 1
}

fn flag_in_words(bits: u64, wording: &Wording) -> String {
    match bits {
        0b01 => wording.no.to_string(),
        0b10 => wording.yes.to_string(),
        _ => format!("{} or {}", wording.yes, wording.no),
    }
}

/// An unbroken run of a scale that reaches an end is said by its other end.
fn scale_in_words(fact: &Fact, bits: u64) -> String {
    let all = fact.all_options();
    let lowest = bits.trailing_zeros();
    let highest = bits.checked_ilog2().unwrap_or(0);
    let unbroken = bits.count_ones() == highest - lowest + 1;
    let several = bits.count_ones() > 1;
    match (unbroken && several, bits & 1 == 1, bits & all & !(all >> 1) != 0) {
        (true, false, true) => format!("{} or more", labels(fact, 1 << lowest, "")),
        (true, true, false) => format!("{} or less", labels(fact, 1 << highest, "")),
        _ => labels(fact, bits, " or "),
    }
}

fn labels(fact: &Fact, bits: u64, between: &str) -> String {
    fact.options_in(bits).map(|option| &*option.label).collect::<Vec<_>>().join(between)
}

fn range_in_words(fact: &Fact, range: &RangeInclusive<u32>) -> String {
    let bounds = fact.range.as_ref();
    let least = bounds.map_or(0, |bounds| bounds.min);
    let most = bounds.and_then(|bounds| bounds.max).unwrap_or(u32::MAX);
    match (*range.start() <= least, *range.end() >= most) {
        _ if range.start() == range.end() => range.start().to_string(),
        (true, true) => "any number".into(),
        (true, false) => format!("{} or fewer", range.end()),
        (false, true) => format!("{} or more", range.start()),
        (false, false) => format!("{} to {}", range.start(), range.end()),
    }
}
