//! The situation that a command line describes: a file, standard input or the example, with `--set` laid over it.

use crate::args::{Advise, Cli, Setting};
use crate::fault::{Fault, Refusal, Stop, faults};
use crate::input;
use crate::screen::{Screen, note};
use clap::CommandFactory;
use clap::error::ErrorKind;
use demeanor::{Document, Fact, Guideline, Kind, Rejected, Situation};
use serde_json::{Value, json};
use std::path::Path;

const EXAMPLE_NAME: &str = "examples/situations/shared-tears.json";
const EXAMPLE: &str = include_str!("../../situations/shared-tears.json");

const EXAMPLE_NOTE: &str = "No situation was given, so this is an example: moist eyes with a grieving client \
    (examples/situations/shared-tears.json). `demeanor advise --help` tells how to give your own.\n\n";

/// The value that makes a fact unknown again. No option of any fact may have this name.
const UNKNOWN: &str = "unknown";

/// Reads the situation, and says on standard error what should be known of how it was read.
pub(crate) fn described(args: &Advise, guideline: &Guideline, screen: &Screen) -> Result<Situation, Stop> {
    let document = document(args)?;
    let under =
        document.as_ref().map_or_else(|| Ok(guideline.empty_situation()), |text| read(text, guideline));
    let (under, over) = both(under, set(&args.set, guideline))?;
    show_notes(&under, document.as_slice(), screen);
    show_notes(&over, &[], screen);
    if args.set.is_empty() { Ok(under) } else { lay_over(&under, &over, &args.set) }
}

/// Both, or everything that is wrong with either.
fn both<T>(one: Result<T, Refusal>, other: Result<T, Refusal>) -> Result<(T, T), Stop> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(mut one), Err(other)) => {
            one.faults.extend(other.faults);
            Err(Stop::Refused(one))
        }
        (Err(refusal), Ok(_)) | (Ok(_), Err(refusal)) => Err(Stop::Refused(refusal)),
    }
}

/// The document that describes the situation, unless `--set` alone does.
fn document(args: &Advise) -> Result<Option<Document>, Stop> {
    match &args.file {
        Some(path) if path == Path::new("-") => Ok(Some(input::stdin()?)),
        Some(path) => Ok(Some(input::file(path)?)),
        None if !args.set.is_empty() => Ok(None),
        None if args.layers.only => nothing_to_go_by(),
        None => {
            note(EXAMPLE_NOTE);
            Ok(Some(Document::new(EXAMPLE_NAME, EXAMPLE)))
        }
    }
}

/// The example is told in the words of the shipped guideline, which `--only` leaves out.
fn nothing_to_go_by() -> ! {
    let message = "with `--only` there is no example: give a FILE or `--set FACT=VALUE`";
    let mut command = Cli::command();
    command.build();
    let advise = command.find_subcommand_mut("advise").cloned();
    advise.unwrap_or(command).error(ErrorKind::MissingRequiredArgument, message).exit()
}

fn read(document: &Document, guideline: &Guideline) -> Result<Situation, Refusal> {
    guideline.situation_from_json(document.text()).map_err(|rejected| {
        let faults = faults(&rejected).into_iter().map(|fault| fault.of(document.name())).collect();
        Refusal { faults, sources: vec![document.clone()] }
    })
}

/// The situation that `--set` alone describes. It is put to the guideline as one text, so that everything wrong with
/// it is told at once.
fn set(settings: &[Setting], guideline: &Guideline) -> Result<Situation, Refusal> {
    let entries: Vec<String> = settings
        .iter()
        .map(|setting| format!("{}:{}", json!(setting.fact), value(setting, guideline)))
        .collect();
    let text = format!("{{{}}}", entries.join(","));
    guideline
        .situation_from_json(&text)
        .map_err(|rejected| Refusal { faults: faults_of_set(&rejected, settings), sources: Vec::new() })
}

/// A value as the kind of its fact reads it. What does not fit is passed on as text, for the guideline to refuse.
fn value(setting: &Setting, guideline: &Guideline) -> Value {
    let typed = setting.value.as_str();
    if typed == UNKNOWN {
        return Value::Null;
    }
    match fact(&setting.fact, guideline).map(|fact| fact.kind) {
        Some(Kind::Flag) => flag(typed).map_or_else(|| typed.into(), Value::Bool),
        Some(Kind::Count) => {
            serde_json::from_str::<serde_json::Number>(typed).map_or_else(|_| typed.into(), Value::Number)
        }
        Some(Kind::Several) => typed.split(',').map(str::trim).filter(|option| !option.is_empty()).collect(),
        _ => typed.into(),
    }
}

fn flag(typed: &str) -> Option<bool> {
    match typed {
        "true" | "yes" => Some(true),
        "false" | "no" => Some(false),
        _ => None,
    }
}

/// The fact with a name, or an older one.
fn fact<'a>(name: &str, guideline: &'a Guideline) -> Option<&'a Fact> {
    let mut facts = guideline.facts().iter();
    facts.find(|fact| &*fact.id == name || fact.formerly.iter().any(|former| &**former == name))
}

/// Faults in what was set have no line to show; the setting itself is where they are.
fn faults_of_set(rejected: &Rejected, settings: &[Setting]) -> Vec<Fault> {
    let of_set = |mut fault: Fault| {
        let name = fault.place.pointer.trim_start_matches('/');
        let name = name.split('/').next().unwrap_or_default();
        let setting = settings.iter().find(|setting| setting.fact == name);
        fault.place.document =
            setting.map_or("--set".into(), |setting| format!("--set {}={}", setting.fact, setting.value));
        fault.place.position = None;
        fault
    };
    faults(rejected).into_iter().map(of_set).collect()
}

/// The facts of `over` in place of those of `under`. All at once: taken one by one, a fact could clash with one that
/// is about to be replaced.
fn lay_over(under: &Situation, over: &Situation, settings: &[Setting]) -> Result<Situation, Stop> {
    let guideline = under.guideline();
    let mut known = under.facts();
    for setting in settings.iter().filter(|setting| setting.value == UNKNOWN) {
        if let Some(fact) = fact(&setting.fact, guideline) {
            known.remove(&*fact.id);
        }
    }
    known.extend(over.facts());
    guideline.situation(&known).map_err(|rejected| faults(&rejected).into())
}

fn show_notes(situation: &Situation, sources: &[Document], screen: &Screen) {
    let name = sources.first().map_or("--set", Document::name);
    let notes: Vec<Fault> = situation.notes().iter().map(|note| Fault::from(note).of(name)).collect();
    if !notes.is_empty() {
        screen.faults(&notes, sources);
    }
}
