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

/// Where answers go.
pub(super) enum Out {
    /// Only the summary is asked for.
    Nowhere,
    Text {
        form: Each,
        out: BufWriter<StdoutLock<'static>>,
    },
    Rows(Box<Answers>),
}

impl Out {
    /// Opens standard output for the form that was asked for, and writes what goes before all records.
    pub(super) fn open(each: Option<Each>, judges: &Judges) -> Result<Out, Stop> {
        let Some(form) = each else { return Ok(Out::Nowhere) };
        if form == Each::Parquet {
            if io::stdout().is_terminal() {
                let message = "Parquet is nothing to look at: send it to a file with `> answers.parquet`";
                args::refuse("audit", ErrorKind::ValueValidation, message);
            }
            return Ok(Out::Rows(Box::new(Answers::new(judges.ours.rule_ids(), judges.other.is_some())?)));
        }
        let mut out = BufWriter::new(io::stdout().lock());
        out.write_all(header(form, judges.other.is_some()).as_bytes())?;
        Ok(Out::Text { form, out })
    }

    pub(super) fn write(&mut self, answered: &[Answered], rules: &[String]) -> io::Result<()> {
        match self {
            Out::Nowhere => Ok(()),
            Out::Rows(answers) => answers.write(answered),
            Out::Text { form, out } => {
                let mut lines = String::new();
                for one in answered {
                    write_line(*form, one, rules, &mut lines);
                }
                out.write_all(lines.as_bytes())
            }
        }
    }

    /// Writes what is still held back, and what ends the whole.
    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Out::Nowhere => Ok(()),
            Out::Rows(answers) => answers.finish(),
            Out::Text { mut out, .. } => out.flush(),
        }
    }
}

fn header(form: Each, against: bool) -> &'static str {
    match (form, against) {
        (Each::Csv, true) => "line,stance,against,deciding\n",
        (Each::Csv, false) => "line,stance,deciding\n",
        (Each::Jsonl | Each::Parquet, _) => "",
    }
}

/// The rules that decided, by name in order.
pub(super) fn named<'r>(deciding: &[usize], rules: &'r [String]) -> Vec<&'r str> {
    let mut named: Vec<&str> =
        deciding.iter().filter_map(|&rule| rules.get(rule)).map(String::as_str).collect();
    named.sort_unstable();
    named
}

fn write_line(form: Each, answered: &Answered, rules: &[String], out: &mut String) {
    let Answered { line, stance, .. } = answered;
    let deciding = named(&answered.deciding, rules);
    let against = answered.against.map(Against::id);
    let written = match (form, against) {
        (Each::Jsonl | Each::Parquet, None) => {
            writeln!(out, "{}", json!({ "line": line, "stance": stance, "deciding": deciding }))
        }
        (Each::Jsonl | Each::Parquet, Some(against)) => {
            let record = json!({ "line": line, "stance": stance, "against": against, "deciding": deciding });
            writeln!(out, "{record}")
        }
        (Each::Csv, None) => writeln!(out, "{line},{stance},{}", deciding.join(";")),
        (Each::Csv, Some(against)) => {
            writeln!(out, "{line},{stance},{},{}", against.unwrap_or_default(), deciding.join(";"))
        }
    };
    written.unwrap_or_default(); // A string takes everything.
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
