//! The closing screen: what was taken for granted, and what would come of its being otherwise.

use super::interview::Interview;
use crate::layout::harmless;
use demeanor::guidance::Presumed;

/// The heading over what was taken for granted.
pub(super) const TAKEN_FOR_GRANTED: &str = "Taken for granted, as nobody said otherwise";

/// The heading over what bears on what has to be done, and on the stance at most by what else is then usual.
const FOR_ADVICE: &str = "These bear on what has to be done";

/// Something that was taken for granted, with the number that corrects it.
pub(super) struct Row {
    pub(super) number: usize,
    pub(super) fact: String,
    /// The question, and how it was taken to be answered.
    pub(super) asked: String,
    /// The same in few words.
    pub(super) brief: String,
    /// For which other answers what would come of it.
    pub(super) otherwise: String,
    /// Does the stance hang on it?
    pub(super) of_stance: bool,
}

/// All that can be corrected: what the stance hangs on, that first which changes most, then what has to be done.
pub(super) fn rows(interview: &Interview) -> Vec<Row> {
    let possible = interview.guidance().possible();
    let of_stance = interview.presumed().into_iter().map(|presumed| {
        let otherwise = presumed.would_leave(possible);
        row(interview, presumed, if otherwise.is_empty() { "not worked out" } else { &otherwise }, true)
    });
    let of_advice = interview.presumed_demands().iter().filter_map(|demand| {
        let presumed =
            interview.guidance().presumed().iter().find(|presumed| presumed.fact == demand.fact)?;
        Some(row(interview, presumed, &demand.answers.join(" / "), false))
    });
    of_stance.chain(of_advice).collect()
}

fn row(interview: &Interview, presumed: &Presumed, otherwise: &str, of_stance: bool) -> Row {
    let ask = interview.situation().guideline().fact(&presumed.fact).map(|fact| fact.ask.clone());
    let asked = format!("{} {}", ask.as_deref().unwrap_or(&presumed.label), presumed.words);
    Row {
        number: interview.number_of(&presumed.fact),
        fact: presumed.fact.to_string(),
        asked: harmless(&asked),
        brief: harmless(&format!("{}: {}", presumed.label, presumed.words)),
        otherwise: harmless(otherwise),
        of_stance,
    }
}

/// The closing screen in lines; empty where nothing was taken for granted.
pub(super) fn screen(interview: &Interview) -> String {
    let rows = rows(interview);
    if rows.is_empty() {
        return idle(interview, 0).map(|idle| format!("{idle}\n\n")).unwrap_or_default();
    }
    let line = |row: &Row| format!("  {:2}  {}  [{}]\n", row.number, row.asked, row.otherwise);
    let of = |of_stance: bool| -> String {
        rows.iter().filter(|row| row.of_stance == of_stance).map(line).collect()
    };
    let (of_stance, of_advice) = (of(true), of(false));
    let of_advice = if of_advice.is_empty() { of_advice } else { format!("{FOR_ADVICE}\n{of_advice}") };
    let idle = idle(interview, rows.len()).map(|idle| format!("{idle}\n")).unwrap_or_default();
    let how = "If any of it is otherwise, give its number; an empty line takes it as it is.";
    format!("{TAKEN_FOR_GRANTED}\n{of_stance}{of_advice}{idle}{how}\n\n")
}

/// How much was taken for granted and is not listed.
pub(super) fn idle(interview: &Interview, listed: usize) -> Option<String> {
    let what = if interview.knows_demands() {
        "would change neither the stance nor what has to be done"
    } else {
        "would not change the stance"
    };
    match interview.guidance().presumed().len().saturating_sub(listed) {
        0 => None,
        1 => Some(format!("One more thing was taken for granted; if it alone is otherwise, it {what}.")),
        more => {
            Some(format!("{more} more things were taken for granted; if one alone is otherwise, it {what}."))
        }
    }
}
