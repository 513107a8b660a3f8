//! Attempts to get weaker guidance by a layer laid over others: each is refused, and says what is to blame, or builds and is
//! shown as what it is.
//!
//! Each file in `tests/layers` holds the layers that are laid over `base.json`, or a `base` of its own, lowest first. `refused` lists the codes of
//! what is refused, each with words that its message and help have to have. `shown` is all that the layers are said to loosen,
//! to word otherwise, to cover and to refine, where they build; `advice` has to be given in `situation` all the same, and the stance `presuming` where
//! what is usual is taken to be so. `day` is the day that they
//! are built for, where one is said.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use demeanor::analysis::{Loosens, Relaxation};
use demeanor::diagnostic::{Code, Severity};
use demeanor::{Diagnostic, Document, Guideline, Rejected, Stance};
use serde::Deserialize;
use serde_json::Value;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Attempt {
    #[serde(skip)]
    name: String,
    #[expect(dead_code, reason = "it is for readers, and has to be there")]
    about: String,
    /// What the layers are laid over, where it is not the usual one.
    base: Option<Value>,
    layers: Vec<Value>,
    /// The day that is spoken of, on which layers can be out of effect.
    day: Option<String>,
    refused: Option<Vec<String>>,
    shown: Option<Vec<String>>,
    situation: Option<Value>,
    /// The stance of the situation where what is usual is taken to be so.
    presuming: Option<Stance>,
    #[serde(default)]
    advice: Vec<String>,
}

fn attempts() -> Vec<Attempt> {
    let files = fs::read_dir("tests/layers").expect("the folder is there");
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.retain(|path| {
        path.extension().is_some_and(|extension| extension == "json") && !path.ends_with("base.json")
    });
    paths.sort();
    assert!(paths.len() >= 15, "the attempts are here: {}", paths.len());
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Attempt {
    let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
    let attempt: Attempt =
        serde_json::from_str(&text(path)).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_ne!(attempt.refused.is_some(), attempt.shown.is_some(), "{name}: one of the two");
    Attempt { name, ..attempt }
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("it is text")
}

fn documents(attempt: &Attempt) -> Vec<Document> {
    let usual = || text(Path::new("tests/layers/base.json"));
    let base = Document::new("base.json", attempt.base.as_ref().map_or_else(usual, Value::to_string));
    let layers = attempt.layers.iter().enumerate();
    [base]
        .into_iter()
        .chain(layers.map(|(number, layer)| Document::new(format!("layer-{number}.json"), layer.to_string())))
        .collect()
}

fn built(attempt: &Attempt) -> Result<Guideline, Rejected> {
    match &attempt.day {
        Some(day) => Guideline::build_as_of(day.parse().expect("it is a day"), documents(attempt)),
        None => Guideline::build(documents(attempt)),
    }
}

#[test]
fn each_attempt_is_refused_or_shown() {
    for attempt in attempts() {
        let name = &attempt.name;
        match (built(&attempt), &attempt.refused) {
            (Err(rejected), Some(expected)) => {
                let errors = rejected.diagnostics().iter().filter(|error| error.severity == Severity::Error);
                let given: Vec<String> = errors
                    .map(|error| {
                        format!(
                            "{} {}: {}",
                            error.code,
                            error.message,
                            error.help.as_deref().unwrap_or_default()
                        )
                    })
                    .collect();
                let is_said = |(said, expected): (&String, &String)| {
                    let (code, words) = expected.split_once(' ').unwrap_or((expected, ""));
                    said.starts_with(&format!("{code} ")) && said.contains(words)
                };
                let is_as_expected = given.len() == expected.len() && given.iter().zip(expected).all(is_said);
                assert!(is_as_expected, "{name}: {given:#?}");
                let of_the_author =
                    |error: &Diagnostic| error.place.document != "base.json" || error.code == Code::StrayPart;
                assert!(rejected.diagnostics().iter().all(of_the_author), "{name}: laid to those below");
            }
            (Ok(guideline), None) => {
                assert_eq!(shown(&guideline), attempt.shown.clone().expect("it is"), "{name}");
            }
            (Ok(_), Some(_)) => panic!("{name} is not refused"),
            (Err(rejected), None) => panic!("{name} is refused: {rejected}"),
        }
    }
}

/// What the layers above the lowest loosen by what they list, what they word otherwise, and what they refine.
fn shown(guideline: &Guideline) -> Vec<String> {
    let mut shown: Vec<String> = guideline.relaxations().iter().flat_map(loosened).collect();
    let rewords = guideline.layer_cards().flat_map(|card| card.rewords);
    shown.extend(rewords.map(|word| format!("{}: \"{}\", not \"{}\"", word.word, word.after, word.before)));
    let anew = guideline.layer_cards().flat_map(|card| card.reworded_actions);
    shown.extend(
        anew.map(|action| format!("{}: \"{}\", not \"{}\"", action.action, action.after, action.before)),
    );
    let covers = guideline.layer_cards().flat_map(|card| card.covers);
    shown.extend(covers.flat_map(|covering| {
        let covered = covering.covers.into_iter();
        covered.map(move |covered| {
            format!("{}: names \"{}\" beside \"{}\"", covering.action, covered.text, covering.text)
        })
    }));
    let refines = guideline.layer_cards().flat_map(|card| card.refines);
    shown.extend(refines.flat_map(|refined| {
        let options = refined.options.into_iter();
        options.map(move |option| format!("{}: {option}", refined.fact))
    }));
    shown
}

fn loosened(relaxation: &Relaxation) -> Vec<String> {
    let named = relaxation.rule.as_ref().or(relaxation.action.as_ref()).or(relaxation.term.as_ref());
    let named = named.or(relaxation.presume.as_ref());
    let name = named.map_or("otherwise", |name| name);
    let loosens = relaxation.loosens.as_ref().expect("it is small");
    if loosens.is_empty() {
        return vec![format!("`{name}`: nothing")];
    }
    let said = loosens.iter().map(|loosening| {
        let example = loosening.example.as_ref().expect("there is an example");
        match &loosening.what {
            Loosens::Stance { below, here } => {
                assert_eq!(example.stance(), *here, "the example bears it out");
                format!("`{name}`: {here}, not {below}")
            }
            Loosens::Advice { action, below, .. } => format!("`{name}`: {action} is no {below}"),
            _ => "something else".into(),
        }
    });
    said.collect()
}

#[test]
fn what_is_demanded_is_still_given() {
    let mut asked = 0;
    for attempt in attempts() {
        let Some(situation) = &attempt.situation else { continue };
        let guideline = built(&attempt).expect("it builds");
        let situation = guideline.situation(situation).expect("it can be");
        if let Some(presuming) = attempt.presuming {
            assert_eq!(situation.clone().presuming().stance(), presuming, "{}", attempt.name);
            asked += 1;
        }
        let guidance = situation.guidance();
        let given: Vec<String> = guidance
            .advice()
            .flat_map(|advice| {
                let covered =
                    advice.covers.iter().map(|covered| format!("{} {}", covered.modality, covered.action));
                std::iter::once(format!("{} {}", advice.modality, advice.action))
                    .chain(covered.collect::<Vec<_>>())
            })
            .collect();
        assert!(attempt.advice.iter().all(|demand| given.contains(demand)), "{}: {given:?}", attempt.name);
        asked += attempt.advice.len();
    }
    assert!(asked > 0);
}
