//! Conditions in words, as an indented list.

use super::composed::Model;
use super::condition::{Condition, Written};
use super::number::{Table, TermId};
use super::test::Test;
use super::vocabulary::Fact;
use super::wording::Wording;
use crate::document::Kind;
use serde::Serialize;
use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Of more options than this those left out are said, if they are fewer.
const MOST_LISTED: u32 = 3;

/// A line of a condition in words: a test of a fact, a term, or what joins the lines below it that stand deeper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ConditionLine {
    /// How deep it stands.
    pub depth: usize,
    /// What it says.
    pub text: Arc<str>,
    /// The fact that it tests.
    pub fact: Option<Arc<str>>,
    /// The term that it takes.
    pub term: Option<Arc<str>>,
}

impl fmt::Display for ConditionLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", "  ".repeat(self.depth), self.text)
    }
}

/// A condition in words, a line for each part, deeper parts below what joins them.
pub(crate) fn lines(condition: &Condition, model: &Model) -> Vec<ConditionLine> {
    parts(&condition.written, None).into_iter().map(|(depth, part)| line(part, depth, model)).collect()
}

/// The parts of a condition, each with how deep it stands, in the order of its lines. The conditions of terms stand below
/// them where they are given.
pub(crate) fn parts<'c>(
    written: &'c Written,
    terms: Option<&'c Table<TermId, Condition>>,
) -> Vec<(usize, &'c Written)> {
    let mut found = Vec::new();
    match written {
        Written::All(parts) if !parts.is_empty() => {
            for part in parts {
                find(part, terms, 0, &mut found);
            }
        }
        other => find(other, terms, 0, &mut found),
    }
    found
}

fn find<'c>(
    written: &'c Written,
    terms: Option<&'c Table<TermId, Condition>>,
    depth: usize,
    found: &mut Vec<(usize, &'c Written)>,
) {
    found.push((depth, written));
    let below = match written {
        Written::All(parts) | Written::Any(parts) | Written::None(parts) => parts.as_slice(),
        Written::Term(term) => match terms.map(|terms| &terms.at(*term).written) {
            Some(Written::All(parts)) => parts.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        },
        Written::Fact(..) => &[],
    };
    for part in below {
        find(part, terms, depth + 1, found);
    }
}

/// One part of a condition in words, without those below it.
pub(crate) fn line(written: &Written, depth: usize, model: &Model) -> ConditionLine {
    match written {
        Written::All(parts) if parts.is_empty() => plain("always", depth),
        Written::All(_) => plain("all of", depth),
        Written::Any(_) => plain("any of", depth),
        Written::None(_) => plain("none of", depth),
        Written::Term(term) => {
            let id = model.terms.at(*term);
            ConditionLine { term: Some(id.clone()), ..plain(&id.replace('_', " "), depth) }
        }
        Written::Fact(number, test) => {
            let fact = model.vocabulary.fact(*number);
            let said = format!("{}: {}", fact.label, test_in_words(fact, test, &model.wording));
            ConditionLine { fact: Some(fact.id.clone()), ..plain(&said, depth) }
        }
    }
}

fn plain(text: &str, depth: usize) -> ConditionLine {
    ConditionLine { depth, text: text.into(), fact: None, term: None }
}

/// The values that pass a test, in words.
pub(crate) fn test_in_words(fact: &Fact, test: &Test, wording: &Wording) -> String {
    match test {
        Test::OneOf(bits) if fact.kind == Kind::Flag => flag_in_words(*bits, wording),
        Test::OneOf(bits) if fact.kind == Kind::Scale => scale_in_words(fact, *bits),
        Test::OneOf(bits) => choice_in_words(fact, *bits),
        Test::Within(ranges) => {
            ranges.iter().map(|range| range_in_words(fact, range)).collect::<Vec<_>>().join(" or ")
        }
        Test::Includes { any: None, all: 0, none } if is_most(fact, *none) => {
            let rest = listed(fact, fact.all_options() & !none, "or");
            if rest.is_empty() { "none".into() } else { format!("nothing but {rest}") }
        }
        Test::Includes { any, all, none } => {
            let mut parts = Vec::new();
            parts.extend(any.map(|any| listed(fact, any, "or")));
            parts.extend((*all != 0).then(|| listed(fact, *all, "and")));
            parts.extend((*none != 0).then(|| none_of(fact, *none)));
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
        (true, false, true) => format!("at least {}", listed(fact, 1 << lowest, "")),
        (true, true, false) => format!("at most {}", listed(fact, 1 << highest, "")),
        _ => listed(fact, bits, "or"),
    }
}

/// Options that are not among those given.
fn none_of(fact: &Fact, bits: u64) -> String {
    let not = if fact.options_in(bits).count() == 1 { "not" } else { "none of" };
    format!("{not} {}", listed(fact, bits, "or"))
}

/// Options of a choice. Where only few are left out, those are said.
fn choice_in_words(fact: &Fact, bits: u64) -> String {
    let others = fact.all_options() & !bits;
    if others != 0 && bits.count_ones() > MOST_LISTED && 2 * others.count_ones() <= bits.count_ones() {
        return format!("anything but {}", listed(fact, others, "or"));
    }
    listed(fact, bits, "or")
}

/// The labels of options as a list, with a word before the last. Where labels are lists themselves, semicolons part
/// them.
fn listed(fact: &Fact, bits: u64, word: &str) -> String {
    let labels: Vec<&str> = fact.options_in(bits).map(|option| &*option.label).collect();
    let lists = labels.len() > 1 && labels.iter().any(|label| label.contains(", ") || label.contains(" or "));
    match (labels.as_slice(), lists) {
        ([], _) => String::new(),
        ([only], _) => (*only).to_owned(),
        ([first @ .., last], true) => format!("{}; {word} {last}", first.join("; ")),
        ([first @ .., last], false) => format!("{} {word} {last}", first.join(", ")),
    }
}

fn range_in_words(fact: &Fact, range: &RangeInclusive<u32>) -> String {
    let counts = fact.counts();
    match (range.start() <= counts.start(), range.end() >= counts.end()) {
        _ if range.start() == range.end() => range.start().to_string(),
        (true, true) => "any number".into(),
        (true, false) => format!("{} or fewer", range.end()),
        (false, true) => format!("{} or more", range.start()),
        (false, false) => format!("{} to {}", range.start(), range.end()),
    }
}
