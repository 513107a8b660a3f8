//! The command line: what can be asked, and how.

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use demeanor::Date;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// What to do with a feeling of your own in session: guidance, and the rules behind it.
#[derive(Debug, Parser)]
#[command(name = "demeanor", version, propagate_version = true, max_term_width = 100, after_help = HELP)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Guidance for a situation, with its rationale.
    #[command(after_help = ADVISE_HELP)]
    Advise(Advise),
    /// What can be known of a situation, and the values to give.
    #[command(after_help = FACTS_HELP)]
    Facts(Facts),
    /// The rules, one a line.
    #[command(after_help = RULES_HELP)]
    Rules(Rules),
    /// The terms that rules lean on, one a line, with what they stand for.
    #[command(after_help = LISTS_HELP)]
    Terms(Rules),
    /// Everything that can be advised, one a line.
    #[command(after_help = LISTS_HELP)]
    Actions(Rules),
    /// What is proved to hold in every situation, one a line.
    #[command(after_help = LISTS_HELP)]
    Safeguards(Rules),
    /// What the rules rest on, one a line.
    #[command(after_help = LISTS_HELP)]
    Sources(Rules),
    /// All about one thing that has a name: a rule, term, action, fact, safeguard, source or case.
    #[command(after_help = EXPLAIN_HELP)]
    Explain(Explain),
    /// An interview: asks what matters most, until the answer is settled, then gives guidance.
    #[command(after_help = ASK_HELP)]
    Ask(Ask),
    /// Everything that is amiss with rule sets: faults, cases that are not met, what is found over all situations.
    #[command(after_help = CHECK_HELP)]
    Check(Check),
    /// The cases of a rule set as a table, a row for each; and a table read into a rule set.
    #[command(after_help = CASES_HELP)]
    Cases(Cases),
    /// Two guidelines compared over every situation: what is stricter, laxer, or advised otherwise.
    #[command(after_help = COMPARE_HELP)]
    Compare(Compare),
    /// A rule set to begin with: an example of each thing that a clinic's own rules can say, over those that ship.
    #[command(after_help = NEW_HELP)]
    New(New),
    /// The guideline as a handbook: one page of HTML with pictures, or Markdown, to be read or printed.
    #[command(after_help = RENDER_HELP)]
    Render(Render),
    /// Rule sets in their canonical layout: one order of fields, one way to break lines.
    #[command(after_help = FMT_HELP)]
    Fmt(Fmt),
    /// JSON Schemas, so that an editor completes and checks rule sets and situations while one types.
    #[command(after_help = SCHEMA_HELP)]
    Schema(Schema),
    /// Recorded situations by the million: how each would be answered, and what that comes to.
    #[command(after_help = AUDIT_HELP)]
    Audit(Audit),
    /// Stored guidance, given again: is it still the same, and if not, what differs and why?
    #[command(after_help = REPLAY_HELP)]
    Replay(Replay),
}

#[derive(Debug, Args)]
pub(crate) struct Audit {
    /// Situations, one a line as JSON; a table whose first line names facts, where the name ends in `.csv`; Parquet, where it
    /// ends in `.parquet` and the program is built with the feature `parquet`; `-` reads lines of JSON from standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Write how each record is answered, and the summary to standard error.
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) each: Option<Each>,
    /// What to do about lines that are no situation.
    #[arg(long, value_enum, default_value_t = Bad::Skip)]
    pub(crate) bad_lines: Bad,
    /// Take what is usual to be so where a record says nothing of it (`usual`), as `advise` does, or presume nothing (`none`).
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = Presume::Usual)]
    pub(crate) presume: Presume,
    /// Another rule set: which records would it answer differently? Repeatable, for the files of one.
    #[arg(long, value_name = "OTHER")]
    pub(crate) against: Vec<PathBuf>,
    /// How many cores to use.
    #[arg(long, value_name = "NUMBER", default_value = "1")]
    pub(crate) cores: NonZeroUsize,
    /// The day to answer for, such as 2026-01-31; today where rules are named and no day is said.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Date>,
    #[command(flatten)]
    pub(crate) layers: Layers,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Each {
    Jsonl,
    Csv,
    /// Where it is built with the feature `parquet`.
    Parquet,
}

/// What becomes of a line that is no situation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Bad {
    /// It is reported, and the rest goes on.
    Skip,
    /// It is reported, and nothing more is read.
    Stop,
}

#[derive(Debug, Args)]
pub(crate) struct Replay {
    /// Guidance as `advise` prints it with `--format record` or `--format json`: one record, or one a line; `-` reads
    /// standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Give what is said now too: of one record, or as JSON.
    #[arg(long)]
    pub(crate) guidance: bool,
    #[command(flatten)]
    pub(crate) layers: Layers,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct Advise {
    /// The situation as JSON; `-` reads it from standard input. Without one, and without `--set`, an example is used.
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// A fact and its value, laid over those of FILE; repeatable. Several options are parted by commas, and `unknown`
    /// takes a fact away, so that nothing is presumed of it.
    #[arg(long = "set", value_name = "FACT=VALUE")]
    pub(crate) set: Vec<Setting>,
    #[command(flatten)]
    pub(crate) telling: Telling,
    #[command(flatten)]
    pub(crate) layers: Layers,
    #[command(flatten)]
    pub(crate) output: GuidanceOutput,
}

#[derive(Debug, Args)]
pub(crate) struct Ask {
    /// What is known already: a situation as JSON. `-` reads plain lines of answers, even from a terminal.
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Show beside each answer the stances that it would leave. Without it nobody is led to an answer by what comes of it.
    #[arg(long)]
    pub(crate) show_stances: bool,
    #[command(flatten)]
    pub(crate) telling: Telling,
    #[command(flatten)]
    pub(crate) layers: Layers,
    #[command(flatten)]
    pub(crate) output: GuidanceOutput,
}

/// What is taken to be so where nothing is said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Presume {
    /// What is usual, by the guideline.
    Usual,
    /// Nothing: what is not said is not known.
    None,
}

/// How guidance is told.
#[derive(Debug, Args)]
pub(crate) struct Telling {
    /// Show every reason, what was set aside, and what is still possible.
    #[arg(long)]
    pub(crate) why: bool,
    /// Show every reason, names of rules and facts, what is still open, and sources in full.
    #[arg(long)]
    pub(crate) full: bool,
    /// Show which other values of what is known, and can be changed, would lead to another stance. As JSON, beside the
    /// guidance: `{ "guidance", "what_would_change" }`.
    #[arg(long)]
    pub(crate) what_if: bool,
    /// Take what is usual to be so where nothing is said of it (`usual`), or presume nothing (`none`).
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = Presume::Usual)]
    pub(crate) presume: Presume,
    /// The day to answer for, such as 2026-01-31; today where rules are named and no day is said. A layer that is not in
    /// effect on it relaxes nothing, and that is told, as is a review that is overdue.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Date>,
}

#[derive(Debug, Args)]
pub(crate) struct Facts {
    /// A group of facts (`client`) or one fact (`client.age_band`) to tell all about.
    #[arg(value_name = "GROUP|FACT")]
    pub(crate) name: Option<String>,
    #[command(flatten)]
    pub(crate) layers: Layers,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// Only those that mention this.
    #[arg(value_name = "TEXT")]
    pub(crate) text: Option<String>,
    #[command(flatten)]
    pub(crate) layers: Layers,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// Its name, as `rules`, `terms`, `actions`, `facts`, `safeguards` and `sources` list them.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// A situation as JSON; `-` reads it from standard input. With it, or with `--set`: why the rule called NAME applies there
    /// or does not, and what it would take.
    #[arg(value_name = "SITUATION")]
    pub(crate) situation: Option<PathBuf>,
    /// A fact and its value, laid over those of SITUATION; repeatable.
    #[arg(long = "set", value_name = "FACT=VALUE")]
    pub(crate) set: Vec<Setting>,
    /// Take what is usual to be so where SITUATION says nothing of it (`usual`), or presume nothing (`none`).
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = Presume::Usual)]
    pub(crate) presume: Presume,
    #[command(flatten)]
    pub(crate) layers: Layers,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct Check {
    /// A rule set to lay over the shipped guideline and check with it; several are laid over one another, in any order.
    /// Without one, the shipped guideline is checked.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Leave the shipped guideline out: only the rule sets in FILE are checked.
    #[arg(long, requires = "files")]
    pub(crate) only: bool,
    /// Run only the case with this name; repeatable.
    #[arg(long = "case", value_name = "ID")]
    pub(crate) cases: Vec<String>,
    /// List every rule, safeguard and test that no case shows.
    #[arg(long)]
    pub(crate) coverage: bool,
    /// Tell everything that is known of the layers below FILE too.
    #[arg(long)]
    pub(crate) all: bool,
    /// The day to check for, such as 2026-01-31: what a layer relaxes is void where it is not in effect. Where none is said it is
    /// today, and every later day on which a layer takes effect or ends; what is told is then of the day on which all is in effect.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Date>,
    /// Check again whenever a file is saved, until Ctrl+C.
    #[arg(long, requires = "files", conflicts_with = "format")]
    pub(crate) watch: bool,
    /// Let warnings, and what is found over all situations, count as faults.
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct Cases {
    /// The rule set whose cases they are.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Read the cases from this table, and give the rule set with them in place of its own.
    #[arg(long, value_name = "TABLE")]
    pub(crate) from: Option<PathBuf>,
    /// Where to write it; a file that is there already is left alone. Without it, it is shown.
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Another rule set that FILE lies over or is a part of; repeatable, in any order.
    #[arg(long = "rules", value_name = "FILE")]
    pub(crate) rules: Vec<PathBuf>,
    /// Leave the shipped guideline out.
    #[arg(long)]
    pub(crate) only: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// The guideline as it was: a rule set to lay over the one that ships, a folder of rule sets, or the word `standard`.
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The guideline that is to take its place, given in the same way.
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// Leave the shipped guideline out of both.
    #[arg(long)]
    pub(crate) only: bool,
    /// Judge by this claim, not by what the versions say: no more may change than that.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) claim: Option<Claim>,
    /// For people, for programs, or for a board's papers.
    #[arg(long, value_enum, default_value_t = CompareFormat::Text)]
    pub(crate) format: CompareFormat,
}

/// How much is claimed to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Claim {
    /// Nothing.
    None,
    /// Only words.
    Patch,
    /// Something is tightened or added.
    Minor,
    /// Something is loosened or removed.
    Major,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareFormat {
    Text,
    Json,
    Markdown,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// Where to write it; a file that is there already is left alone. Without one, it is shown.
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Its name among rule sets, lower-case words joined by dots.
    #[arg(long)]
    pub(crate) id: Option<String>,
    /// Its title for people.
    #[arg(long)]
    pub(crate) title: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Render {
    /// A rule set to lay over the shipped guideline; several are laid over one another, in any order. Without one, the
    /// shipped guideline is written out.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Leave the shipped guideline out: only the rule sets in FILE are written out.
    #[arg(long, requires = "files")]
    pub(crate) only: bool,
    /// Where to write it: HTML where the name ends in `.html`, else Markdown. Without it, Markdown is shown.
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The former version, given as FILE is: what is new since then, and every text that is other as a redline. Repeatable,
    /// for the files of one.
    #[arg(long, value_name = "FORMER")]
    pub(crate) since: Vec<PathBuf>,
    /// In place of the handbook one page of HTML for a wall or a pocket: a row for each value of this fact. Repeatable.
    #[arg(long, value_name = "FACT", conflicts_with = "since")]
    pub(crate) card: Vec<String>,
    /// What is so on the card: a fact and its value; repeatable.
    #[arg(long = "set", value_name = "FACT=VALUE", requires = "card")]
    pub(crate) set: Vec<Setting>,
    /// The day to speak of, such as 2026-01-31: are the rules in effect, is their review overdue?
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Date>,
}

#[derive(Debug, Args)]
pub(crate) struct Fmt {
    /// A rule set to format in place; several are formatted one by one. Without one, or with `-`, standard input is
    /// formatted to standard output.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Change nothing; tell which files are not formatted.
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    Warnings,
}

#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// What the schema is of.
    #[arg(value_enum, default_value_t = Of::RuleSet)]
    pub(crate) of: Of,
    /// Make it for the vocabulary of this rule set and those it is laid over: with every fact, its values and its tests.
    /// Faults in the rule set are no hindrance. Repeatable, in any order.
    #[arg(long = "for", value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Leave the shipped guideline out: only the names in FILE are offered.
    #[arg(long, requires = "files")]
    pub(crate) only: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Of {
    RuleSet,
    Situation,
    Guidance,
    Diagnostics,
}

/// Which rules speak.
#[derive(Debug, Args)]
pub(crate) struct Layers {
    /// A rule set to lay over the shipped guideline; repeatable, in any order.
    #[arg(long = "rules", value_name = "FILE")]
    pub(crate) rules: Vec<PathBuf>,
    /// Leave the shipped guideline out: only what `--rules` names speaks.
    #[arg(long, requires = "rules")]
    pub(crate) only: bool,
}

/// In what form the answer is given.
#[derive(Debug, Args)]
pub(crate) struct Output {
    /// For people, or for programs. As JSON, faults are given on standard output too.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

/// In what form guidance is given.
#[derive(Debug, Args)]
pub(crate) struct GuidanceOutput {
    /// For people, or for programs. As JSON, faults are given on standard output too.
    #[arg(long, value_enum, default_value_t = GuidanceFormat::Text)]
    pub(crate) format: GuidanceFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GuidanceFormat {
    /// For people.
    Text,
    /// All of it as JSON, for programs.
    Json,
    /// On one line what `replay` needs to give it again, for storing.
    Record,
}

/// A fact and its value, as they were typed.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    pub(crate) fact: String,
    pub(crate) value: String,
}

impl std::str::FromStr for Setting {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Setting, Self::Err> {
        let (fact, value) =
            text.split_once('=').ok_or("write a fact, `=` and its value: client.age_band=adult")?;
        Ok(Setting { fact: fact.trim().into(), value: value.trim().into() })
    }
}

/// Refuses the command line of one command, and ends.
pub(crate) fn refuse(name: &str, kind: ErrorKind, message: &str) -> ! {
    let mut command = Cli::command();
    command.build();
    let named = command.find_subcommand_mut(name).cloned();
    named.unwrap_or(command).error(kind, message).exit()
}

impl Telling {
    /// Refuses the command line of a command where the form has no room for what is to be told.
    pub(crate) fn fits(&self, command: &str, format: GuidanceFormat) {
        if self.what_if && format == GuidanceFormat::Record {
            let message = "`--what-if` is no part of a record: give it with `--format json`, or apart";
            refuse(command, ErrorKind::ArgumentConflict, message);
        }
    }
}

impl Command {
    pub(crate) fn format(&self) -> Format {
        let output = match self {
            Command::Advise(Advise { output, .. }) | Command::Ask(Ask { output, .. }) => {
                return if output.format == GuidanceFormat::Json { Format::Json } else { Format::Text };
            }
            Command::Facts(args) => &args.output,
            Command::Rules(args)
            | Command::Terms(args)
            | Command::Actions(args)
            | Command::Safeguards(args)
            | Command::Sources(args) => &args.output,
            Command::Explain(args) => &args.output,
            Command::Check(args) => &args.output,
            Command::New(_)
            | Command::Cases(_)
            | Command::Render(_)
            | Command::Fmt(_)
            | Command::Schema(_) => {
                return Format::Text;
            }
            Command::Compare(args) if args.format == CompareFormat::Json => return Format::Json,
            Command::Compare(_) => return Format::Text,
            Command::Audit(args) => &args.output,
            Command::Replay(args) => &args.output,
        };
        output.format
    }
}

const HELP: &str = "\
Examples:
  demeanor advise                                  see what guidance looks like
  demeanor advise session.json                     guidance for a situation of yours
  demeanor advise --set expression.emotion=anger   guidance for what little is known
  demeanor ask                                     be asked what matters, one question at a time
  demeanor facts client                            what can be said about a client
  demeanor explain client-asks-not                 one rule, and what it rests on
  demeanor check clinic.json                       is a clinic's own rule set sound?
  demeanor schema --for clinic.json                let an editor complete and check it

Exit status: 0 an answer was given, 1 the input was refused, 2 the command line was.
It supports a clinician's judgement and never replaces it.";

const ADVISE_HELP: &str = "\
Examples:
  demeanor advise                                  an example that comes with the tool
  demeanor advise session.json --why               every reason, and what was set aside
  demeanor advise session.json --what-if           what would lead to another stance
  demeanor advise session.json --set client.age_band=child
                                                   the same, had the client been a child
  demeanor advise --set expression.emotion=sadness --set expression.form=voice,moist_eyes
  demeanor advise session.json --rules clinic.json --as-of 2026-06-01
  other-program | demeanor advise - --format json
  demeanor advise session.json --format record >> records.jsonl
                                                   to be stored, and given again by `replay`

A situation is JSON, facts by group or by dotted name; what is left out is not known:
  { \"client\": { \"age_band\": \"adult\", \"presentation\": [\"grief\"] }, \"expression.emotion\": \"sadness\" }
`demeanor facts` lists what can be said.";

const COMPARE_HELP: &str = "\
Examples:
  demeanor compare standard clinic.json            what a clinic's rules change
  demeanor compare clinic-1.2.json clinic-1.3.json
                                                   is the new version what its number says?
  demeanor compare old.json new.json --claim minor --format markdown

A fact counts as the same under an older name. Facts in only one of the two range freely.
Levels: patch, only words; minor, something tightened or added; major, something loosened or removed.
Exit status: 0 no more changes than is claimed, or nothing is, 1 more changes or it is undecided, 2 the
command line was refused.";

const FACTS_HELP: &str = "\
Examples:
  demeanor facts                                   every fact and its question
  demeanor facts client                            all about the facts of a group
  demeanor facts client.age_band                   all about one fact
  demeanor facts --rules clinic.json               with those that a clinic adds";

const LISTS_HELP: &str = "\
Examples:
  demeanor terms                                   every term
  demeanor actions cover                           the actions that mention cover
  demeanor safeguards --rules clinic.json
  demeanor sources 2019 --format json";

const RULES_HELP: &str = "\
Examples:
  demeanor rules                                   every rule, strictest first
  demeanor rules grief                             those that mention grief
  demeanor rules pause                             those that demand a pause
  demeanor rules --rules clinic.json --format json";

const EXPLAIN_HELP: &str = "\
Examples:
  demeanor explain client-asks-not
  demeanor explain our-own-rule --rules clinic.json
  demeanor explain little_time                     a term, and the rules that name it
  demeanor explain danger-pauses                   a safeguard; actions, facts, sources and cases likewise
  demeanor explain client-asks-not --format json   with its condition as it is written, to be copied

Where a rule set is refused, what could be read of it is shown all the same, and that it is refused is said beside it.";

const ASK_HELP: &str = "\
On a terminal: arrow keys and Enter answer, typing narrows a list, Esc goes back, skips or ends
the interview.
Through a pipe, and with `-`, one answer a line is read: the name of an answer, its words, or how
they begin, in capitals or not; several parted by commas or semicolons; an empty line, `?` or `I
don't know` where it is not known. FACT=VALUE answers for any fact, asked or not.
Of what is not known the usual is still taken to be so, and the question says what that is; `?!`
leaves it open. What bears on safety is left open in any case.
A line that is no answer is refused, and the next one answers the same question. What was refused
is told again at the end, and the exit status is 1. A script whose lines must not slip to another
question names its facts.
Where nothing is left to ask, what was taken for granted is shown, that first on which most hangs.
Its number or name corrects it, `all` lists all of it, and an empty line ends the interview. It ends
too where the lines end. Then guidance is given for what is known.

Examples:
  demeanor ask
  demeanor ask session.json                        only what the file leaves open is asked
  demeanor ask --rules clinic.json --why
  printf 'expression.emotion=anger\\nexpression.intensity=strong\\n' | demeanor ask
  demeanor ask -                                   plain questions and answers, no menus";

const AUDIT_HELP: &str = "\
Examples:
  demeanor audit recorded.jsonl                    how often each stance, which rules decide, which are never used
  demeanor audit recorded.csv --each csv           how each record is answered; the summary goes to standard error
  demeanor audit recorded.jsonl --against next.json
                                                   what a clinic's next rule set would change, and on which lines
  zcat recorded.jsonl.gz | demeanor audit - --bad-lines stop --cores 4

The stances are those that `advise` gives. In a table an empty cell is not known; the options of a
fact with several are parted by semicolons, and `-` is none of them.

Parquet: a column is called as a fact is, or stands in a group as facts do; null is not known; the
options of a fact with several are a list of texts, or one text as in a table. What is told of a line
is told of a row, from 1. `--each parquet` writes `line`, `stance`, `against` and a list `deciding`.
Read are pages of at most 16 MiB without compression or with Snappy, texts plain or by a dictionary of
at most 16384, lists of at most 1000 options. It is read and written where the program is built for it:
  cargo install --path examples/demeanor --features parquet";

const REPLAY_HELP: &str = "\
The same rules and the same version of this program give the same answer, to the byte. Where it
differs, it is told what has changed since: a rule set, the program, or the name of a fact. No value
of a fact is printed, but by `--guidance`, and where the rules do not have it any more. What was
stored without values cannot be given again.

Examples:
  demeanor advise session.json --format record >> records.jsonl
  demeanor replay records.jsonl                    are the answers still the same?
  demeanor replay record.json --rules clinic.json  by the clinic's rules, as when it was stored
  demeanor replay record.json --rules clinic-2.json --guidance
                                                   what would its next rules say, and why?
  demeanor replay records.jsonl --format json      for each a line: line, same, differs, changed; or faults

Exit status: 0 every answer is the one that was stored, 1 one differs or cannot be given again, 2 the
command line was refused.";

const CHECK_HELP: &str = "\
Checks, in this order: every document for faults, every safeguard over all situations, the cases of the uppermost rule
set, and the rules as a whole (rules without effect, advice that does not go together). Of each layer it tells what gets
looser by what it lists, each with an example; where it speaks for law or ethics; and what it words otherwise.

Examples:
  demeanor check                                   the guideline that ships
  demeanor check clinic.json                       a clinic's rules over it
  demeanor check clinic.json --case late-on-a-heavy-day
  demeanor check own-rules.json --only --deny warnings
  demeanor check clinic.json --coverage            what do its cases not show?
  demeanor check clinic.json --watch               again at every save
  demeanor check clinic.json --all                 with what is known of the rules below
  demeanor check clinic.json --format json         one object: checked, diagnostics, layers, cases, findings, coverage, summary

Exit status: 0 no fault, 1 a document is faulty, a safeguard is not proved, or a case is not met,
2 the command line was refused. With `--deny warnings`, 1 for warnings and findings too.";

const NEW_HELP: &str = "\
It has a fact, a restated term, an action, a rule, a safeguard and three cases, whose texts explain them, and passes
`demeanor check`. docs/writing-a-rule-set.md leads on from there.

Examples:
  demeanor new                                     shows it
  demeanor new clinic.json
  demeanor new clinic.json --id riverside.expression --title \"Riverside Clinic\"";

const CASES_HELP: &str = "\
The first line names the columns: `id`, `title`, `because`, each fact by its id, and what is expected (`stance`, `at_least`,
`advises`, …). An empty cell says nothing; lists are parted by semicolons, and `-` is none. Columns whose name begins with `#`
are passed over. What a spreadsheet would take for a formula begins with an apostrophe, which is taken off again.

Examples:
  demeanor cases clinic.json --output cases.csv    the cases as a table, to be worked on in a spreadsheet
  demeanor cases clinic.json --from cases.csv --output clinic-2.json
                                                   the rule set with the cases of the table
  demeanor cases own-rules.json --only

Exit status: 0 it was written or shown, 1 something is wrong, which is told by line and column, 2 the command line was
refused.";

const RENDER_HELP: &str = "\
It tells who stands behind the rules, what a clinic's own change and why, each rule with its conditions in words, what
it advises, who sets it aside and what it rests on, the safeguards, what is asked, and the sources in full.

Examples:
  demeanor render --output handbook.md             the guideline that ships
  demeanor render clinic.json --output board.html  for a board: with pictures, to be printed
  demeanor render clinic.json --output handbook.md
                                                   a clinic's rules over it, beginning with what they change
  demeanor render clinic-1.3.json --since clinic-1.2.json --output board.html
                                                   with what is new, in words and as a redline
  demeanor render clinic.json --card expression.emotion --set client.age_band=adult --output card.html
                                                   one page for the wall, worked out over every situation
  demeanor render own-rules.json --only --as-of 2026-06-01";

const FMT_HELP: &str = "\
Only white space and the order of fields change: every value stays as it is written, and so does the digest that
approvals name. A file that is not a rule set, or has a field that is unknown, missing or of the wrong type, is reported
and left as it is.

Examples:
  demeanor fmt clinic.json                         formats the file in place
  demeanor fmt clinic.json --check                 only tells whether it is formatted
  demeanor fmt < clinic.json > formatted.json

Exit status: 0 formatted, 1 a file is faulty or, with `--check`, not formatted, 2 the command line was refused.";

const SCHEMA_HELP: &str = "\
Examples:
  demeanor schema > rule-set.schema.json           the form of rule sets
  demeanor schema --for clinic.json > clinic.schema.json
                                                   with every fact, value, term and test that there is for it
  demeanor schema situation --for clinic.json      the same for situations
  demeanor schema guidance                         what `advise --format json` answers

Tell your editor which files a schema is for; in many that is a setting called `json.schemas`. After adding facts or
terms, write it anew.";
