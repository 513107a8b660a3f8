//! Two guidelines compared over every situation.

mod as_text;
mod papers;
mod written;

use crate::args::{Claim, Compare, CompareFormat};
use crate::fault::Stop;
use crate::rules_in_use;
use crate::screen::Screen;
use anstyle::Style;
use demeanor::Guideline;
use demeanor::analysis::Comparison;
use demeanor::governance::Level;
use std::process::ExitCode;

/// Which answers are compared.
const STRICT: &str = "Strict answers are compared: nothing is presumed of what is not known.";

/// Two guidelines, what changes from one to the other, and what was claimed of it.
struct Compared {
    old: Guideline,
    new: Guideline,
    comparison: Comparison,
    /// How much is claimed to change, nothing at the least; none where nobody claims anything.
    claimed: Option<Claim>,
    /// `None` where there is no claim, or it is undecided.
    holds: Option<bool>,
}

pub(crate) fn run(args: &Compare, screen: &mut Screen) -> Result<ExitCode, Stop> {
    let old = rules_in_use::build_at(&args.old, args.only)?;
    let new = rules_in_use::build_at(&args.new, args.only)?;
    let compared = Compared::new(old, new, args.claim);
    match args.format {
        CompareFormat::Json => screen.json(&compared.comparison)?,
        CompareFormat::Text => screen.text(&as_text::report(&compared), Style::new())?,
        CompareFormat::Markdown => screen.as_it_is(&papers::report(&compared))?,
    }
    Ok(if compared.is_fine() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What changes from one guideline to another, as a part of other papers.
pub(super) fn paper(old: &Guideline, new: &Guideline) -> String {
    let compared = Compared::new(old.clone(), new.clone(), None);
    papers::report(&compared).lines().skip(1).map(lower).collect::<Vec<_>>().join("\n")
}

/// A line whose heading, if it is one, stands below those of a part.
fn lower(line: &str) -> String {
    if line.starts_with("## ") { format!("#{line}") } else { line.to_owned() }
}

impl Compared {
    fn new(old: Guideline, new: Guideline, claim: Option<Claim>) -> Compared {
        let comparison = old.compare(&new);
        let of_one_rule_set =
            comparison.old.last().map(|layer| &layer.id) == comparison.new.last().map(|layer| &layer.id);
        let claimed = match claim {
            Some(claim) => Some(claim),
            None => of_one_rule_set.then(|| claim_of(comparison.claimed)),
        };
        let holds = claimed.and_then(|claimed| comparison.changes_at_most(level(claimed)));
        Compared { old, new, comparison, claimed, holds }
    }

    /// Does the claim hold, if there is one, and is everything decided?
    fn is_fine(&self) -> bool {
        self.comparison.undecided.is_empty() && (self.claimed.is_none() || self.holds == Some(true))
    }

    /// What changes, in one sentence, and what that means for the claim.
    fn verdict(&self) -> String {
        let found = sentence(self.comparison.level);
        let claim = self.claimed.map(|claimed| match self.holds {
            Some(true) => format!(" That is no more than is claimed ({}).", word(level(claimed))),
            Some(false) => format!(" That is more than is claimed ({}).", word(level(claimed))),
            None => {
                format!(" Whether that is all could not be decided; claimed is {}.", word(level(claimed)))
            }
        });
        format!("{found}{}", claim.unwrap_or_default())
    }
}

fn claim_of(level: Option<Level>) -> Claim {
    match level {
        None => Claim::None,
        Some(Level::Patch) => Claim::Patch,
        Some(Level::Minor) => Claim::Minor,
        Some(Level::Major) => Claim::Major,
    }
}

fn level(claim: Claim) -> Option<Level> {
    match claim {
        Claim::None => None,
        Claim::Patch => Some(Level::Patch),
        Claim::Minor => Some(Level::Minor),
        Claim::Major => Some(Level::Major),
    }
}

fn word(level: Option<Level>) -> &'static str {
    level.map_or("no change", Level::id)
}

fn sentence(level: Option<Level>) -> &'static str {
    match level {
        None => "Nothing changes.",
        Some(Level::Patch) => "Only words change: patch.",
        Some(Level::Minor) => "Something is tightened or added, and nothing loosened or removed: minor.",
        Some(Level::Major) => "Something is loosened or removed: major.",
    }
}
