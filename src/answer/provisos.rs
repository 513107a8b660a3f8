//! What an answer takes to be so, as text: each proviso with what would come of its being otherwise.

use super::question::{Answer, AnswerTest, Presumed};
use super::record::Record;
use crate::words::Stance;
use std::cmp::Reverse;
use std::fmt;

/// At most this many provisos in a short text.
const SHORT: usize = 4;

/// Provisos longer than this have what would come of it on a line of its own.
const WIDEST: usize = 40;

/// At most this many answers that come to the same are named in a short text.
const SHORT_ANSWERS: usize = 3;

/// The sentence of the stance, with its provisos where anything is presumed that could change it. A short text has some of them,
/// those of safety first, and says how to see the `rest`.
pub(super) fn headline(
    guidance: &Record<'_>,
    short: bool,
    rest: &str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let sentence = &guidance.headline;
    if guidance.is_without_values() {
        return without_values(guidance, f);
    }
    let possible = guidance.possible.as_deref();
    let mut told: Vec<&Presumed> = guidance.presumed.iter().filter(|presumed| presumed.matters).collect();
    let idle = guidance.presumed.len() - told.len();
    if told.is_empty() {
        writeln!(f, "{sentence}")?;
        return note_idle(idle, f);
    }
    told.sort_by_key(|presumed| (!presumed.safety, Reverse(presumed.strictest(possible))));
    let (shown, named) =
        if short { (SHORT.min(told.len()), SHORT_ANSWERS) } else { (told.len(), usize::MAX) };
    writeln!(f, "{}, taking it that", sentence.trim_end_matches('.'))?;
    let said: Vec<String> = told.iter().take(shown).map(|presumed| said(presumed)).collect();
    let width =
        said.iter().map(|said| said.chars().count()).filter(|&said| said <= WIDEST).max().unwrap_or(0);
    for (presumed, said) in told.iter().zip(&said) {
        let between = if said.chars().count() <= WIDEST { "   " } else { "\n      " };
        writeln!(f, "  {said:width$}{between}({})", otherwise(presumed, possible, named))?;
    }
    match told.len() - shown {
        0 => {}
        1 => writeln!(f, "  and 1 thing more that could change it{rest}")?,
        more => writeln!(f, "  and {more} things more that could change it{rest}")?,
    }
    if short { Ok(()) } else { note_idle(idle, f) }
}

/// The sentence, and that what it is for is not told: it is no answer for whoever does not know.
fn without_values(guidance: &Record<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let usual = if guidance.presuming { ", taking what is usual to be so" } else { "" };
    writeln!(f, "{}{usual}.", guidance.headline.trim_end_matches('.'))?;
    writeln!(f, "What was given of the situation is left out here.")
}

/// What is presumed and would leave the stance is only counted.
fn note_idle(idle: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match idle {
        0 => Ok(()),
        1 => writeln!(f, "One more thing is taken to be as usual; were it otherwise, the stance would stay."),
        _ => writeln!(
            f,
            "{idle} more things are taken to be as usual; were any one otherwise, the stance would stay."
        ),
    }
}

fn said(presumed: &Presumed) -> String {
    format!("{}: {}", presumed.label, presumed.words)
}

impl Presumed {
    /// What would come of other answers, in words: for which of them which stances are left, where these are others than are
    /// [possible](crate::Guidance::possible). Empty where none are.
    ///
    /// ```
    /// let guidance = demeanor::Guideline::standard().empty_situation().presuming().guidance();
    /// let danger = guidance.presumed().iter().find(|presumed| &*presumed.fact == "setting.danger").expect("it is presumed");
    /// assert!(danger.would_leave(guidance.possible()).ends_with("now: pause"));
    /// ```
    #[must_use]
    pub fn would_leave(&self, possible: Option<&[Stance]>) -> String {
        if self.otherwise.is_empty() { String::new() } else { otherwise_in_words(self, possible, usize::MAX) }
    }

    /// The same with a few answers named of those that come to the same, and the others counted.
    #[must_use]
    pub fn would_leave_in_short(&self, possible: Option<&[Stance]>) -> String {
        if self.otherwise.is_empty() {
            String::new()
        } else {
            otherwise_in_words(self, possible, SHORT_ANSWERS)
        }
    }
}

fn otherwise(presumed: &Presumed, possible: Option<&[Stance]>, named: usize) -> String {
    let said = otherwise_in_words(presumed, possible, named);
    if said.is_empty() { "what else would come of it was not worked out".into() } else { said }
}

/// What would come of other answers: those that lead to the same together, and some of them named, at most `named`.
fn otherwise_in_words(presumed: &Presumed, possible: Option<&[Stance]>, named: usize) -> String {
    if let ([first, ..], true) = (&*presumed.otherwise, all_leave_the_same(presumed, possible)) {
        return format!("else: {}", to(&first.stances));
    }
    by_what_is_left(&presumed.otherwise, possible, named).join("; ")
}

/// What those answers mean that would leave other stances than are possible: those that leave the same together, and some
/// of them named, at most `named`.
pub(super) fn by_what_is_left(answers: &[Answer], possible: Option<&[Stance]>, named: usize) -> Vec<String> {
    let mut left: Vec<(&[Stance], Vec<&str>)> = Vec::new();
    for answer in answers.iter().filter(|answer| answer.leaves_others(possible)) {
        match left.iter_mut().find(|(stances, _)| *stances == &*answer.stances) {
            Some((_, words)) => words.push(&answer.words),
            None => left.push((&answer.stances, vec![&answer.words])),
        }
    }
    let meaning =
        |(stances, words): &(&[Stance], Vec<&str>)| format!("{}: {}", any_of(words, named), to(stances));
    left.iter().map(meaning).collect()
}

/// Answers as alternatives, some of them named, at most `named`.
fn any_of(answers: &[&str], named: usize) -> String {
    let left_out = if answers.len() > named.saturating_add(1) { answers.len() - named } else { 0 };
    let named = answers.get(..answers.len() - left_out).unwrap_or(answers);
    let is_plain = |answer: &&str| !answer.contains([',', '/']) && !answer.contains(" or ");
    let between = if named.iter().all(is_plain) { " or " } else { " / " };
    let more = if left_out == 0 { String::new() } else { format!("{between}{left_out} other answers") };
    format!("{}{more}", named.join(between))
}

/// Does every other answer leave the same, and not what is possible? Of a count there are others that are not told apart from the
/// one presumed.
fn all_leave_the_same(presumed: &Presumed, possible: Option<&[Stance]>) -> bool {
    let Some(first) = presumed.otherwise.first() else { return false };
    presumed.otherwise.iter().all(|answer| {
        let is_range = matches!(answer.answer, AnswerTest::Range { .. });
        answer.leaves_others(possible) && answer.stances == first.stances && !is_range
    })
}

/// Stances in a few words, as alternatives: three or more in a row as a range.
pub(super) fn to(stances: &[Stance]) -> String {
    let in_a_row =
        stances.windows(2).all(|pair| matches!(pair, [one, next] if *one as usize + 1 == *next as usize));
    match stances {
        [first, _, .., last] if in_a_row && stances.len() > 2 => {
            format!("anything from \"{}\" to \"{}\"", first.brief(), last.brief())
        }
        _ => stances.iter().map(|stance| stance.brief()).collect::<Vec<_>>().join(" or "),
    }
}
