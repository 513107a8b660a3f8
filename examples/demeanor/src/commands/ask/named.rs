//! What was taken for granted, by its number or its name.

use super::interview::Interview;
use super::typed::plain;
use crate::fault::{Fault, Refusal};

/// So short a piece of a word is no name.
const SHORTEST: usize = 4;

/// The fact that a line at the closing screen means: by its number; by its id or label, by how the label begins, by words
/// within it. None where it means nothing there.
pub(super) fn meant(line: &str, place: &str, interview: &Interview) -> Result<Option<String>, Refusal> {
    if interview.question().is_some() || line.is_empty() {
        return Ok(None);
    }
    if let Ok(number) = line.parse() {
        return Ok(interview.numbered(number).map(str::to_owned));
    }
    match found(&plain(line), interview).as_slice() {
        [] => Ok(None),
        [(fact, _)] => Ok(Some(fact.clone())),
        several => {
            let labels: Vec<String> = several.iter().map(|(_, label)| label.clone()).collect();
            let message = format!("`{line}` can mean several of the things that were taken for granted");
            let help = format!("write more of it: {}", labels.join("; "));
            Err(Refusal::of(*Fault::named("ambiguous-answer", place, message, Some(help))))
        }
    }
}

/// Facts that have a number, with their labels.
fn found(said: &str, interview: &Interview) -> Vec<(String, String)> {
    let guideline = interview.situation().guideline();
    let facts = || interview.all_numbered().iter().filter_map(|fact| guideline.fact(fact));
    let find = |fits: &dyn Fn(&str, &str) -> bool| -> Vec<(String, String)> {
        let found = facts().filter(|fact| fits(&fact.id, &plain(&fact.label)));
        found.map(|fact| (fact.id.to_string(), fact.label.to_string())).collect()
    };
    let exact = find(&|id, label| id == said || label == said);
    let begun = if exact.is_empty() { find(&|_, label| label.starts_with(said)) } else { exact };
    if !begun.is_empty() || said.chars().count() < SHORTEST {
        return begun;
    }
    let within = format!(" {said}");
    find(&|_, label| label.contains(&within))
}
