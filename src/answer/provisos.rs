//! What an answer takes to be so, as text: each proviso with what would come of its being otherwise.

use super::question::{Answer, Presumed};
use super::record::Record;
use crate::words::Stance;
use std::fmt;

/// At most this many provisos in a short text, unless more are about safety.
const SHORT: usize = 4;

/// The sentence of the stance, with its provisos where anything is presumed that could change it.
pub(super) fn headline(guidance: &Record<'_>, short: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let sentence = &guidance.headline;
    if guidance.is_without_values() {
        return without_values(guidance, f);
    }
    let mut told: Vec<&Presumed> = guidance.presumed.iter().filter(|presumed| presumed.matters).collect();
    let idle = guidance.presumed.len() - told.len();
    if told.is_empty() {
        writeln!(f, "{sentence}")?;
        return note_idle(idle, f);
    }
    told.sort_by_key(|presumed| !presumed.safety);
    let safety = told.iter().filter(|presumed| presumed.safety).count();
    let shown = if short { SHORT.max(safety).min(told.len()) } else { told.len() };
    writeln!(f, "{}, taking it that", sentence.trim_end_matches('.'))?;
    let said: Vec<String> = told.iter().take(shown).map(|presumed| said(presumed)).collect();
    let width = said.iter().map(|said| said.chars().count()).max().unwrap_or(0);
    for (presumed, said) in told.iter().zip(&said) {
        writeln!(f, "  {said:width$}   ({})", otherwise(presumed, guidance.possible.as_deref()))?;
    }
    match told.len() - shown {
        0 => {}
        1 => writeln!(f, "  and 1 thing more that could change it")?,
        more => writeln!(f, "  and {more} things more that could change it")?,
    }
    if short { Ok(()) } else { note_idle(idle, f) }
}

/// The sentence, and that what it is for is not told: it is no answer for whoever does not know.
fn without_values(guidance: &Record<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let usual = if guidance.presuming { ", taking what is usual to be so" } else { "" };
    writeln!(f, "{}{usual}.", guidance.headline.trim_end_matches('.'))?;
    writeln!(f, "What was given of the situation is left out here.")
}

/// What is presumed and would change nothing is only counted.
fn note_idle(idle: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match idle {
        0 => Ok(()),
        1 => writeln!(f, "One more thing is taken to be as usual; were it otherwise, the answer would stay."),
        _ => writeln!(
            f,
            "{idle} more things are taken to be as usual; were any one otherwise, the answer would stay."
        ),
    }
}

fn said(presumed: &Presumed) -> String {
    format!("{}: {}", presumed.label, presumed.words)
}

/// What would come of other answers: those that lead to the same together.
fn otherwise(presumed: &Presumed, possible: Option<&[Stance]>) -> String {
    let changes = |answer: &&Answer| Some(&*answer.stances) != possible;
    let mut by_stances: Vec<(&[Stance], Vec<&str>)> = Vec::new();
    for answer in presumed.otherwise.iter().filter(changes) {
        match by_stances.iter_mut().find(|(stances, _)| *stances == &*answer.stances) {
            Some((_, answers)) => answers.push(&answer.words),
            None => by_stances.push((&answer.stances, vec![&answer.words])),
        }
    }
    if let ([(stances, _)], true) = (by_stances.as_slice(), all_change(presumed, possible)) {
        return format!("else: {}", to(stances));
    }
    let said =
        by_stances.iter().map(|(stances, answers)| format!("{}: {}", answers.join(" or "), to(stances)));
    let said: Vec<String> = said.collect();
    if said.is_empty() { "what else would come of it was not worked out".into() } else { said.join(" · ") }
}

fn all_change(presumed: &Presumed, possible: Option<&[Stance]>) -> bool {
    presumed.otherwise.iter().all(|answer| Some(&*answer.stances) != possible)
}

/// Stances in a few words, as alternatives.
pub(super) fn to(stances: &[Stance]) -> String {
    stances.iter().map(|stance| stance.brief()).collect::<Vec<_>>().join(" or ")
}
