//! What is written otherwise than it was: the edits, before what they come to.

use super::Compared;
use crate::commands::said::everything;

/// So many lines of a thing are shown, as they were and as they are.
const LINES: usize = 2;

/// The kinds of things whose texts decide, and how one of each is called.
const KINDS: [(&str, &str); 5] = [
    ("Rules", "rule"),
    ("Terms", "term"),
    ("Actions", "action"),
    ("Facts", "fact"),
    ("Safeguards", "safeguard"),
];

/// A thing that both guidelines have, with the lines in which they differ.
pub(super) struct Edited {
    pub(super) kind: &'static str,
    pub(super) name: String,
    pub(super) was: Vec<String>,
    pub(super) is: Vec<String>,
}

/// Everything that both have and that is written otherwise, but for what is told by name.
pub(super) fn edited(compared: &Compared) -> Vec<Edited> {
    let told: Vec<String> = compared.comparison.differences.iter().map(ToString::to_string).collect();
    let (before, after) = (everything(&compared.old), everything(&compared.new));
    let mut edited = Vec::new();
    for ((heading, old), (_, new)) in before.iter().zip(&after) {
        let Some((_, kind)) = KINDS.into_iter().find(|(listed, _)| listed == heading) else { continue };
        let is_in_both = |name: &str| old.contains_key(name) && new.contains_key(name);
        let both = old.iter().filter_map(|(name, lines)| Some((name, lines, new.get(name)?)));
        let lines = both.map(|(name, old, new)| (name, edits(old, is_in_both), edits(new, is_in_both)));
        let other = lines.filter(|(_, old, new)| old != new);
        let untold = other.filter(|(name, ..)| {
            let by_name = format!("{kind} `{name}`");
            !told.iter().any(|told| told.starts_with(&by_name))
        });
        edited.extend(untold.map(|(name, old, new)| Edited {
            kind,
            name: name.clone(),
            was: only_in(&old, &new),
            is: only_in(&new, &old),
        }));
    }
    edited
}

/// The lines that somebody writes of a thing. Who overrides it stands with the other; and of those that it overrides, what is new
/// or gone is told by name.
fn edits(lines: &[String], is_in_both: impl Fn(&str) -> bool) -> Vec<String> {
    let written = lines.iter().filter(|line| !line.starts_with("overridden by: "));
    let without_others = |line: &String| match line.strip_prefix("overrides: ") {
        None => line.clone(),
        Some(names) => {
            let names: Vec<&str> = names.split(", ").filter(|name| is_in_both(name)).collect();
            format!("overrides: {}", names.join(", "))
        }
    };
    written.map(without_others).filter(|line| line != "overrides: ").collect()
}

fn only_in(lines: &[String], others: &[String]) -> Vec<String> {
    lines.iter().filter(|line| !others.contains(line)).take(LINES).cloned().collect()
}

impl Edited {
    /// What was said and what is said now, each where there is something.
    pub(super) fn sides(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let was = self.was.iter().map(|line| ("was:", line.as_str()));
        was.chain(self.is.iter().map(|line| ("is:", line.as_str())))
    }
}
