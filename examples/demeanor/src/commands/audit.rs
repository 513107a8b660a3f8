//! Recorded situations by the million: how each would be answered, and what that comes to.

mod each;
mod parquet;
mod record;
mod records;
mod summary;
mod table;
mod tally;
mod worker;

use crate::args::{Audit, Bad, Each, Presume};
use crate::declared;
use crate::fault::{Fault, Stop};
use crate::input;
use crate::rules_in_use;
use crate::screen::{Screen, note};
use demeanor::Guideline;
use each::{Against, Answered, Out, Said};
use record::Record;
use records::Records;
use std::panic::resume_unwind;
use std::path::Path;
use std::process::ExitCode;
use tally::Tally;
use worker::Worker;

/// Records that are read before they are judged: enough to share among cores, little enough to hold.
const AT_A_TIME: usize = 8192;

/// Bad lines are told one by one up to this many.
const BAD_LINES_TOLD: u64 = 20;

/// A larger file is not looked at for being a rule set.
const LARGEST_RULE_SET: u64 = 1 << 24;

/// The rule sets that judge.
struct Judges {
    ours: Guideline,
    /// The other rule set, where one is compared with.
    other: Option<Guideline>,
    /// Is what is usual taken to be so, where a record says nothing of it?
    presuming: bool,
    /// In which form each record is to be written, if it is.
    each: Option<Each>,
}

/// What one core works with: the situations that become each record in turn.
struct Core {
    ours: Worker,
    other: Option<Worker>,
}

/// What some records come to.
struct Share {
    tally: Tally,
    /// How each record is answered, where that is asked for.
    said: Said,
    bad: Vec<(u64, String)>,
    /// Room for the rules that stand in the record at hand.
    standing: Vec<usize>,
}

/// Refuses a rule set in place of records: every line of it would be one that is no situation.
fn refuse_rule_set(path: &Path) -> Result<(), Box<Fault>> {
    let is_small = path.metadata().is_ok_and(|metadata| metadata.len() < LARGEST_RULE_SET);
    let ends_so = path.extension().is_some_and(|extension| extension == "json");
    let document = (is_small && ends_so).then(|| input::file(path)).transpose()?;
    let whole = document.as_ref().and_then(declared::parsed);
    if whole.is_none_or(|whole| ["format", "id"].iter().any(|field| whole.get(field).is_none())) {
        return Ok(());
    }
    let name = path.display().to_string();
    let help = format!("`demeanor audit RECORDS --rules {name}` answers records by it");
    Err(Fault::named("wrong-type", &name, "this is a rule set, and holds no records".into(), Some(help)))
}

pub(crate) fn run(args: &Audit, screen: &mut Screen) -> Result<ExitCode, Stop> {
    refuse_rule_set(&args.file)?;
    let ours = rules_in_use::build_to_answer(&args.layers, args.as_of)?;
    let other = match args.against.as_slice() {
        [] => None,
        paths => Some(rules_in_use::answering(paths, args.layers.only, args.as_of)?),
    };
    let judges = Judges { ours, other, presuming: args.presume == Presume::Usual, each: args.each };
    let mut records = Records::open(&args.file, &judges.ours)?;
    let mut cores: Vec<Core> = (0..args.cores.get()).map(|_| judges.core(records.columns())).collect();
    let mut out = Out::open(args.each, &judges)?;
    let mut whole = Tally::new(&judges.ours);
    loop {
        let read = records
            .read(AT_A_TIME)
            .map_err(|error| crate::input::unreadable(&args.file.display().to_string(), &error))?;
        if read.is_empty() {
            break;
        }
        for share in judges.judge(&read, &mut cores) {
            out.write(share.said)?;
            for (line, why) in &share.bad {
                whole.bad += 1;
                if whole.bad <= BAD_LINES_TOLD || args.bad_lines == Bad::Stop {
                    records.beside(|| note(&format!("{} {line}: {why}", records.unit())));
                }
                if args.bad_lines == Bad::Stop {
                    out.finish()?;
                    return Ok(ExitCode::FAILURE);
                }
            }
            whole.add(&share.tally);
        }
    }
    records.finish();
    out.finish()?;
    summary::tell(&whole, &judges, args, screen)?;
    // Where nothing could be read there is no answer.
    let nothing = whole.records == 0 && whole.bad > 0;
    Ok(if nothing { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

impl Judges {
    fn core(&self, columns: &[String]) -> Core {
        Core {
            ours: Worker::new(&self.ours, columns, self.presuming),
            other: self.other.as_ref().map(|other| Worker::new(other, columns, self.presuming)),
        }
    }

    /// Judges records in shares, each on a core of its own.
    fn judge(&self, records: &[Record], cores: &mut [Core]) -> Vec<Share> {
        let share = records.len().div_ceil(cores.len().max(1)).max(1);
        let mut shares = records.chunks(share).zip(cores);
        if records.len() <= share {
            return shares.next().map(|(share, core)| self.judge_share(share, core)).into_iter().collect();
        }
        std::thread::scope(|scope| {
            let working: Vec<_> =
                shares.map(|(share, core)| scope.spawn(|| self.judge_share(share, core))).collect();
            // A share that is missing would make the rest look like the whole: a panic goes on.
            working.into_iter().map(|core| core.join().unwrap_or_else(|why| resume_unwind(why))).collect()
        })
    }

    fn judge_share(&self, records: &[Record], core: &mut Core) -> Share {
        let mut share = Share {
            tally: Tally::new(&self.ours),
            said: Said::nothing_yet(self.each),
            bad: Vec::new(),
            standing: Vec::new(),
        };
        for record in records {
            match judge_one(record, core, &mut share) {
                Ok(()) => {}
                Err(why) => share.bad.push((record.line, why)),
            }
        }
        share
    }
}

fn judge_one(record: &Record, core: &mut Core, share: &mut Share) -> Result<(), String> {
    let stance = core.ours.stance(record)?;
    let against =
        core.other.as_mut().map(|other| other.stance(record).map_or(Against::Refuses, Against::Answers));
    let ruling = core.ours.judged().ruling();
    let deciding: Vec<usize> = ruling.deciding(stance).collect();
    ruling.list_standing(&mut share.standing);
    share.tally.count(stance, &deciding, &share.standing);
    share.tally.count_unknown(&core.ours.given);
    if let Some(against) = against.filter(|against| *against != Against::Answers(stance)) {
        share.tally.differ(record.line, stance, against.stance());
    }
    share.said.add(Answered { line: record.line, stance, against, deciding }, &share.tally.rules);
    Ok(())
}
