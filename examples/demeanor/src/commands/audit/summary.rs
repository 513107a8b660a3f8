//! What an audit says: a line for each record where it is asked for, and a summary.

use super::Judges;
use super::tally::Tally;
use crate::args::{Audit, Format};
use crate::screen::{Screen, note};
use anstyle::Style;
use demeanor::Stance;
use serde::Serialize;
use std::fmt::Write;
use std::io;

/// How many rules and facts the summary lists of a kind.
const LISTED: usize = 10;

/// The summary: on standard output, or beside the records where those are written there.
pub(super) fn tell(tally: &Tally, judges: &Judges, args: &Audit, screen: &mut Screen) -> io::Result<()> {
    let summary = Summary::of(tally, judges);
    match (args.each, args.output.format) {
        (None, Format::Json) => screen.json(&summary),
        (None, Format::Text) => screen.text(&summary.text(), Style::new()),
        (Some(_), Format::Json) => {
            note(&serde_json::to_string(&summary)?);
            Ok(())
        }
        (Some(_), Format::Text) => {
            note(&summary.text());
            Ok(())
        }
    }
}

#[derive(Serialize)]
struct Summary {
    records: u64,
    bad_lines: u64,
    /// Was what is usual taken to be so, where a record says nothing of it?
    presuming: bool,
    /// Strictest first.
    stances: Vec<Counted>,
    most_decisive: Vec<Counted>,
    never_used: Vec<String>,
    commonest_unknown: Vec<Counted>,
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<Against>,
}

#[derive(Serialize)]
struct Counted {
    name: String,
    records: u64,
}

/// How the other rule set differs.
#[derive(Serialize)]
struct Against {
    differing: u64,
    changes: Vec<Changed>,
    first_lines: Vec<u64>,
}

#[derive(Serialize)]
struct Changed {
    from: Stance,
    /// None where the other rule set refuses the record.
    to: Option<Stance>,
    records: u64,
}

impl Summary {
    fn of(tally: &Tally, judges: &Judges) -> Summary {
        let stances = Stance::ALL.iter().rev().map(|stance| Counted {
            name: stance.id().to_owned(),
            records: tally.stances.get(stance).copied().unwrap_or(0),
        });
        let facts = judges.ours.facts().iter().map(|fact| fact.id.to_string());
        let rules = || tally.rules.iter().zip(&tally.standing).zip(&tally.deciding);
        let unused = rules().filter(|((_, standing), deciding)| **standing == 0 && **deciding == 0);
        let changes = tally.differing.iter().map(|(&(from, to), &records)| Changed { from, to, records });
        let mut changes: Vec<Changed> = changes.collect();
        changes.sort_by_key(|change| std::cmp::Reverse(change.records));
        Summary {
            records: tally.records,
            bad_lines: tally.bad,
            presuming: judges.presuming,
            stances: stances.collect(),
            most_decisive: most(rules().map(|((id, _), &deciding)| (id.clone(), deciding))),
            never_used: unused.map(|((id, _), _)| id.clone()).collect(),
            commonest_unknown: most(facts.zip(tally.unknown.iter().copied())),
            against: judges.other.as_ref().map(|_| Against {
                differing: changes.iter().map(|change| change.records).sum(),
                changes,
                first_lines: tally.differing_lines.clone(),
            }),
        }
    }

    fn text(&self) -> String {
        let mut text = format!("{} records", self.records);
        if self.bad_lines > 0 {
            let _ = write!(text, ", and {} bad lines, which were skipped", self.bad_lines);
        }
        text.push_str(if self.presuming {
            "\nWhat is usual was taken to be so where a record says nothing of it."
        } else {
            "\nNothing was presumed: what a record does not say is not known."
        });
        let share = |records: u64| format!("{records:>10}  {:>3}%", records * 100 / self.records.max(1));
        let mut section = |title: &str, lines: Vec<String>| {
            let _ = write!(text, "\n\n{title}\n");
            text.push_str(&if lines.is_empty() { "none".into() } else { lines.join("\n") });
        };
        let counted = |list: &[Counted]| {
            list.iter().map(|each| format!("{:32}{}", each.name, share(each.records))).collect::<Vec<_>>()
        };
        section("Stances", counted(&self.stances));
        section("Rules that had the stance for their vote most often", counted(&self.most_decisive));
        section("Facts that were not known most often", counted(&self.commonest_unknown));
        if self.records > 0 {
            section("Rules that were never used", vec![self.never_used.join(", ")]);
        }
        if let Some(against) = &self.against {
            let lines = against.changes.iter().map(|change| {
                let to = change.to.map_or("refused", Stance::id);
                format!("{:32}{}", format!("{} to {to}", change.from), share(change.records))
            });
            let mut lines: Vec<String> = lines.collect();
            lines.push(format!("{:32}{}", "all that differ", share(against.differing)));
            if !against.first_lines.is_empty() {
                let named: Vec<String> = against.first_lines.iter().map(u64::to_string).collect();
                lines.push(format!("first on lines {}", named.join(", ")));
            }
            section("Answered differently by the other rule set", lines);
        }
        text
    }
}

/// What was counted most, most first; what was not counted at all apart.
fn most(counts: impl Iterator<Item = (String, u64)>) -> Vec<Counted> {
    let mut counts: Vec<(String, u64)> = counts.filter(|(_, count)| *count > 0).collect();
    counts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    counts.into_iter().take(LISTED).map(|(name, records)| Counted { name, records }).collect()
}
