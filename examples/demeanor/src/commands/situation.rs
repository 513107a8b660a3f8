//! The situation that a command line describes: a file, standard input or the example, with `--set` laid over it.

use crate::args::{self, Advise, Presume, Setting};
use crate::fault::{Fault, Refusal, Stop, faults};
use crate::input;
use crate::screen::{Screen, note};
use clap::error::ErrorKind;
use demeanor::{Diagnostic, Document, Fact, Guideline, Kind, Rejected, Situation};
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::path::Path;

const EXAMPLE_NAME: &str = "examples/situations/shared-tears.json";
const EXAMPLE: &str = include_str!("../../../situations/shared-tears.json");

const EXAMPLE_NOTE: &str = "No situation was given, so this is an example: moist eyes with a grieving client \
    (examples/situations/shared-tears.json). `demeanor advise --help` tells how to give your own.\n\n";

/// The value that makes a fact unknown again. No option of any fact may have this name.
pub(super) const UNKNOWN: &str = "unknown";

/// Reads the situation, and says on standard error what should be known of how it was read.
pub(crate) fn described(args: &Advise, guideline: &Guideline, screen: &Screen) -> Result<Situation, Stop> {
    let Some(document) = document(args)? else {
        return Ok(lay_over(begun(guideline.empty_situation(), args.telling.presume), &args.set, screen)?);
    };
    match read(&document, guideline, screen) {
        Ok(situation) => Ok(lay_over(begun(situation, args.telling.presume), &args.set, screen)?),
        Err(mut refusal) => {
            // What is wrong with the settings is told along with what is wrong with the file.
            if let Err(more) = lay_over(guideline.empty_situation(), &args.set, screen) {
                refusal.faults.extend(more.faults);
            }
            Err(refusal.into())
        }
    }
}

/// The situation with what is usual taken to be so, unless nothing is to be presumed. What is laid over it afterwards
/// replaces what was presumed, and `unknown` strikes it out.
pub(super) fn begun(situation: Situation, presume: Presume) -> Situation {
    match presume {
        Presume::Usual => situation.presuming(),
        Presume::None => situation,
    }
}

/// The document that describes the situation, unless `--set` alone does.
fn document(args: &Advise) -> Result<Option<Document>, Stop> {
    match &args.file {
        Some(path) if path == Path::new("-") => Ok(Some(input::stdin()?)),
        Some(path) => Ok(Some(input::file(path)?)),
        None if !args.set.is_empty() => Ok(None),
        // The example is told in the words of the shipped guideline, which `--only` leaves out.
        None if args.layers.only => {
            let message = "with `--only` there is no example: give a FILE or `--set FACT=VALUE`";
            args::refuse("advise", ErrorKind::MissingRequiredArgument, message)
        }
        None => {
            note(EXAMPLE_NOTE);
            Ok(Some(Document::new(EXAMPLE_NAME, EXAMPLE)))
        }
    }
}

/// The situation that a document describes.
pub(super) fn read(
    document: &Document,
    guideline: &Guideline,
    screen: &Screen,
) -> Result<Situation, Refusal> {
    let situation = guideline.situation_from_json(document.text()).map_err(|rejected| {
        let faults = faults(&rejected).into_iter().map(|fault| fault.of(document.name())).collect();
        Refusal { faults, sources: vec![document.clone()] }
    })?;
    let remarks = situation.notes().iter().map(|note| Fault::from(note).of(document.name()));
    remark(&remarks.collect::<Vec<_>>(), std::slice::from_ref(document), screen);
    Ok(situation)
}

/// The situation with facts given as they were typed, and what should be known of how they were read on standard error.
pub(super) fn lay_over(
    situation: Situation,
    settings: &[Setting],
    screen: &Screen,
) -> Result<Situation, Refusal> {
    if settings.is_empty() {
        return Ok(situation);
    }
    let name = |setting: &Setting| format!("--set {}={}", setting.fact, setting.value);
    let (situation, remarks) =
        give(&situation, settings).map_err(|rejected| refused(&rejected, settings, "--set", name))?;
    let remarks: Vec<Fault> = remarks.iter().map(|remark| placed(remark, settings, "--set", name)).collect();
    remark(&remarks, &[], screen);
    Ok(situation)
}

fn remark(remarks: &[Fault], sources: &[Document], screen: &Screen) {
    if !remarks.is_empty() {
        screen.faults(remarks, sources);
    }
}

/// The situation with facts given as they were typed, all at once: taken one by one, a fact could clash with one that
/// is about to be replaced. With it, what should be known of how they were read.
pub(super) fn give(
    situation: &Situation,
    settings: &[Setting],
) -> Result<(Situation, Vec<Diagnostic>), Rejected> {
    let known = situation.notes().len();
    let guideline = situation.guideline().clone();
    let situation = situation.with_all(&Typed { settings, guideline: &guideline })?;
    let remarks = situation.notes().iter().skip(known).cloned().collect();
    Ok((situation, remarks))
}

/// Facts as they were typed. One that was typed twice stays twice, so that the library can say so.
struct Typed<'a> {
    settings: &'a [Setting],
    guideline: &'a Guideline,
}

impl Serialize for Typed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entries = self.settings.iter().map(|setting| (&setting.fact, value(setting, self.guideline)));
        serializer.collect_map(entries)
    }
}

/// A value as the kind of its fact reads it. What does not fit is passed on as text, for the guideline to refuse.
pub(super) fn value(setting: &Setting, guideline: &Guideline) -> Value {
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

/// The faults of what was typed. It has no text to show a line of: where they are is said by `name`, and by `all` for
/// what concerns several settings together.
pub(super) fn refused(
    rejected: &Rejected,
    settings: &[Setting],
    all: &str,
    name: impl Fn(&Setting) -> String,
) -> Refusal {
    let faults = rejected.diagnostics().iter();
    Refusal { faults: faults.map(|fault| placed(fault, settings, all, &name)).collect(), sources: Vec::new() }
}

fn placed(
    diagnostic: &Diagnostic,
    settings: &[Setting],
    all: &str,
    name: impl Fn(&Setting) -> String,
) -> Fault {
    let fault = Fault::from(diagnostic).nowhere();
    let concerned = fault.place.pointer.trim_start_matches('/').split('/').next().unwrap_or_default();
    let setting = settings.iter().find(|setting| setting.fact == concerned);
    let place = setting.map_or_else(|| all.into(), name);
    fault.of(&place)
}
