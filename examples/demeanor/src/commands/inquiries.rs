//! What can be asked beyond the guidance: what decided it, what would change it, what bears on the advice alone.

use crate::values::in_words;
use demeanor::why::{AdviceQuestion, WouldChange};
use demeanor::{FactValue, Guidance, Situation};
use serde::Serialize;
use std::sync::Arc;

/// As many changes are shown for each stance, and as many questions of advice.
const SHOWN: usize = 6;

/// Guidance, and what would lead to other stances.
#[derive(Serialize)]
pub(crate) struct WhatIf {
    guidance: Guidance,
    /// Null where it was too much to work out.
    what_would_change: Option<Vec<WouldChange>>,
}

impl WhatIf {
    pub(crate) fn of(guidance: Guidance, situation: &Situation) -> WhatIf {
        WhatIf { guidance, what_would_change: situation.what_would_change() }
    }
}

/// The smallest sets of known facts that decided the stance.
pub(crate) fn decided(situation: &Situation, guidance: &Guidance) -> String {
    let heading = if guidance.settled() { "Decided by" } else { "What keeps it from being laxer" };
    let Some(decided) = situation.decided_by() else {
        return format!("\n{heading}\nThat was too much to work out.");
    };
    let sets: Vec<String> = decided.sets.iter().map(|set| set_in_words(set, situation, guidance)).collect();
    if sets.iter().any(String::is_empty) {
        return format!("\n{heading}\nNothing that is known: it would be the same if nothing were.");
    }
    let alternatives =
        sets.iter().enumerate().map(|(index, set)| format!("- {}{set}", if index == 0 { "" } else { "or " }));
    let more = if decided.more { "\n- or others" } else { "" };
    let lines: Vec<String> = alternatives.collect();
    let given = situation.facts();
    // What is presumed is told apart.
    let irrelevant = match decided.irrelevant.iter().filter(|fact| given.contains_key(&***fact)).count() {
        0 => String::new(),
        count => {
            format!("\n(What else is known, {count} of {}, made no difference to the stance.)", given.len())
        }
    };
    format!("\n{heading}\n{}{more}{irrelevant}", lines.join("\n"))
}

fn set_in_words(set: &[Arc<str>], situation: &Situation, guidance: &Guidance) -> String {
    let given = situation.facts();
    let facts = situation.guideline().facts().iter().filter(|fact| set.contains(&fact.id));
    let words = facts.filter_map(|fact| {
        let value: &FactValue = given.get(&*fact.id)?;
        Some(format!("{}: {}", fact.label, in_words(fact, value, &guidance.guideline().wording)))
    });
    words.collect::<Vec<_>>().join("; ")
}

/// The changes that would lead to each other stance.
pub(crate) fn what_would_change(situation: &Situation) -> String {
    let heading = "\nWhat would change it";
    let Some(found) = situation.what_would_change() else {
        return format!("{heading}\nThat was too much to work out.");
    };
    let lines: Vec<String> =
        found.iter().filter(|entry| !entry.changes.is_empty()).flat_map(leads_to).collect();
    if lines.is_empty() {
        return format!("{heading}\nNothing that is known and can be changed, up to three facts at once.");
    }
    format!("{heading}\n{}", lines.join("\n"))
}

fn leads_to(entry: &WouldChange) -> Vec<String> {
    let mut lines = Vec::new();
    let mut label = entry.stance.brief();
    for change in entry.changes.iter().take(SHOWN) {
        lines.push(format!("{label:16}{}{change}", if lines.is_empty() { "if " } else { "or " }));
        label = "";
    }
    match entry.changes.len().saturating_sub(SHOWN) {
        0 if entry.more => lines.push(format!("{:16}or more at once", "")),
        0 => {}
        more => lines.push(format!("{:16}(+{more} more)", "")),
    }
    lines
}

/// The unknown facts that can change the advice alone.
pub(crate) fn advice_questions(situation: &Situation) -> String {
    let heading = "\nWould change the advice only";
    match situation.advice_questions() {
        None => format!("{heading}\nThat was too much to work out."),
        Some(questions) if questions.is_empty() => String::new(),
        Some(questions) => {
            let line = |question: &AdviceQuestion| {
                let actions = question.actions.len();
                let bears = if actions == 1 { "one action".into() } else { format!("{actions} actions") };
                format!("- {} ({bears})  [{}]", question.ask, question.fact)
            };
            let lines: Vec<String> = questions.iter().map(line).collect();
            format!("{heading}\n{}", lines.join("\n"))
        }
    }
}
