//! How each record is answered, written as it is judged.

use super::Judges;
use super::parquet::Answers;
use crate::args::{self, Each};
use crate::fault::Stop;
use clap::error::ErrorKind;
use demeanor::Stance;
use serde_json::json;
use std::fmt::Write as _;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

/// How a record is answered.
pub(super) struct Answered {
    pub(super) line: u64,
    pub(super) stance: Stance,
    /// The other rule set's answer, where one is compared with.
    pub(super) against: Option<Against>,
    /// The rules that had the stance for their vote, by number.
    pub(super) deciding: Vec<usize>,
}

/// What another rule set says of a record.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Against {
    Answers(Stance),
    /// It refuses the record.
    Refuses,
}

/// How some records are answered, as it is written. Text is made where records are judged, so that all cores share the work.
pub(super) enum Said {
    /// Only the summary is asked for.
    Nothing,
    Json(String),
    Table(String),
    Rows(Vec<Answered>),
}

/// Where answers go.
pub(super) enum Out {
    Nowhere,
    Text(BufWriter<StdoutLock<'static>>),
    Rows(Box<Answers>),
}

impl Said {
    /// Nothing yet, in the form that was asked for.
    pub(super) fn nothing_yet(each: Option<Each>) -> Said {
        match each {
            None => Said::Nothing,
            Some(Each::Jsonl) => Said::Json(String::new()),
            Some(Each::Csv) => Said::Table(String::new()),
            Some(Each::Parquet) => Said::Rows(Vec::new()),
        }
    }

    pub(super) fn add(&mut self, answered: Answered, rules: &[String]) {
        match self {
            Said::Nothing => {}
            Said::Json(text) => write_json(&answered, rules, text),
            Said::Table(text) => write_row(&answered, rules, text),
            Said::Rows(rows) => rows.push(answered),
        }
    }
}

impl Out {
    /// Opens standard output for the form that was asked for, and writes what goes before all records.
    pub(super) fn open(each: Option<Each>, judges: &Judges) -> Result<Out, Stop> {
        let is_compared = judges.other.is_some();
        match each {
            None => Ok(Out::Nowhere),
            Some(Each::Parquet) => {
                if io::stdout().is_terminal() {
                    let message = "Parquet is nothing to look at: send it to a file with `> answers.parquet`";
                    args::refuse("audit", ErrorKind::ValueValidation, message);
                }
                Ok(Out::Rows(Box::new(Answers::new(judges.ours.rule_ids(), is_compared)?)))
            }
            Some(form) => {
                let mut out = BufWriter::new(io::stdout().lock());
                if form == Each::Csv {
                    let header =
                        if is_compared { "line,stance,against,deciding" } else { "line,stance,deciding" };
                    writeln!(out, "{header}")?;
                }
                Ok(Out::Text(out))
            }
        }
    }

    pub(super) fn write(&mut self, said: Said) -> io::Result<()> {
        match (self, said) {
            (Out::Text(out), Said::Json(text) | Said::Table(text)) => out.write_all(text.as_bytes()),
            (Out::Rows(answers), Said::Rows(rows)) => answers.write(rows),
            _ => Ok(()),
        }
    }

    /// Writes what is still held back, and what ends the whole.
    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Out::Nowhere => Ok(()),
            Out::Rows(answers) => answers.finish(),
            Out::Text(mut out) => out.flush(),
        }
    }
}

/// The rules that decided, by name in order.
pub(super) fn named<'r>(deciding: &[usize], rules: &'r [String]) -> Vec<&'r str> {
    let mut named: Vec<&str> =
        deciding.iter().filter_map(|&rule| rules.get(rule)).map(String::as_str).collect();
    named.sort_unstable();
    named
}

fn write_json(answered: &Answered, rules: &[String], out: &mut String) {
    let Answered { line, stance, against, .. } = answered;
    let deciding = named(&answered.deciding, rules);
    let record = match against {
        None => json!({ "line": line, "stance": stance, "deciding": deciding }),
        Some(against) => {
            json!({ "line": line, "stance": stance, "against": against.id(), "deciding": deciding })
        }
    };
    writeln!(out, "{record}").unwrap_or_default(); // A string takes everything.
}

fn write_row(answered: &Answered, rules: &[String], out: &mut String) {
    let Answered { line, stance, against, .. } = answered;
    let deciding = named(&answered.deciding, rules).join(";");
    let against = against.map(|against| format!("{},", against.id().unwrap_or_default()));
    let against = against.unwrap_or_default();
    writeln!(out, "{line},{stance},{against}{deciding}").unwrap_or_default(); // A string takes everything.
}

impl Against {
    /// The id of its stance; none where it refuses.
    pub(super) fn id(self) -> Option<&'static str> {
        match self {
            Against::Answers(stance) => Some(stance.id()),
            Against::Refuses => None,
        }
    }

    pub(super) fn stance(self) -> Option<Stance> {
        match self {
            Against::Answers(stance) => Some(stance),
            Against::Refuses => None,
        }
    }
}
