//! The guideline that ships: it builds, keeps its own safeguards, and reads well.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod demands;
mod overlays;
#[path = "../cases/random.rs"]
mod random;

use demeanor::guidance::Modality;
use demeanor::{Diagnostic, Document, Guideline, Situation};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::num::NonZero;
use std::path::Path;
use std::sync::LazyLock;
use std::thread;

const SITUATIONS: usize = 20_000;

/// At most this many failures are shown: one is mostly as good as all.
const SHOWN: usize = 5;

#[test]
fn it_builds_without_a_warning() {
    let guideline = Guideline::build(Document::standard()).unwrap_or_else(|rejected| panic!("{rejected}"));
    let warnings: Vec<String> = guideline.warnings().iter().map(Diagnostic::to_string).collect();
    assert!(warnings.is_empty(), "{} warnings\n{}", warnings.len(), warnings.join("\n"));
}

#[test]
fn every_document_in_rules_is_embedded_and_no_other() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let entries =
        fs::read_dir(&folder).expect("the folder is there").map(|entry| entry.expect("a file").path());
    let json = entries.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let there: BTreeSet<String> =
        json.filter_map(|path| Some(format!("rules/{}", path.file_name()?.to_str()?))).collect();
    let embedded: BTreeSet<String> =
        Document::standard().map(|document| document.name().to_owned()).collect();
    let missing: Vec<_> = there.difference(&embedded).collect();
    assert!(missing.is_empty(), "in rules/ and not embedded: {missing:?}");
    let extra: Vec<_> = embedded.difference(&there).collect();
    assert!(extra.is_empty(), "embedded and not in rules/: {extra:?}");
    for document in Document::standard() {
        let name = document.name().trim_start_matches("rules/");
        let text = fs::read_to_string(folder.join(name)).expect("it is text");
        assert_eq!(document.text(), text, "{name}");
    }
}

#[test]
fn its_cases_pass() {
    let mut run = 0;
    let mut failed = Vec::new();
    for case in Guideline::standard().run_cases() {
        run += 1;
        if !case.unmet.is_empty() {
            failed.push(format!("{} ({}): {}", case.case, case.title, case.unmet.join("; ")));
        }
    }
    assert!(failed.is_empty(), "{} of {run} cases fail\n{}", failed.len(), failed.join("\n"));
    assert!(run > 0, "no case is embedded");
}

/// What was found amiss in all cases and many random situations, which are gone through once for all tests.
#[derive(Default)]
struct Findings {
    broken_safeguards: Vec<String>,
    conflicts: Vec<String>,
    /// Where no reason has the stance: a headline alone helps nobody.
    without_reason: Vec<String>,
    /// The rules that counted nowhere.
    idle_rules: BTreeSet<String>,
}

static FINDINGS: LazyLock<Findings> = LazyLock::new(|| {
    let guideline = Guideline::standard();
    let cases = guideline.run_cases().map(|case| guideline.situation(&case.facts).expect("it can be"));
    let cases = cases.flat_map(|told| [told.presuming(), told]);
    let situations: Vec<Situation> = cases.chain(random::situations(guideline, 3, SITUATIONS)).collect();
    // Most tests wait for this, so it takes every core.
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let parts = situations.chunks(situations.len().div_ceil(cores));
        let parts: Vec<_> = parts.map(|part| scope.spawn(|| Findings::of(guideline, part))).collect();
        let parts = parts.into_iter().map(|part| part.join().expect("it goes through"));
        parts.reduce(Findings::and).expect("there are situations")
    })
});

impl Findings {
    fn of(guideline: &Guideline, situations: &[Situation]) -> Findings {
        let idle_rules = guideline.rules().map(|card| card.rule.to_string()).collect();
        let mut findings = Findings { idle_rules, ..Findings::default() };
        for situation in situations {
            findings.add(situation);
        }
        findings
    }

    fn and(mut self, other: Findings) -> Findings {
        self.broken_safeguards.extend(other.broken_safeguards);
        self.conflicts.extend(other.conflicts);
        self.without_reason.extend(other.without_reason);
        self.idle_rules.retain(|rule| other.idle_rules.contains(rule));
        self
    }

    fn add(&mut self, situation: &Situation) {
        let guidance = situation.guidance();
        let shown = |what: String| format!("{what}\n  {situation:?}");
        self.broken_safeguards.extend(situation.broken_safeguards().into_iter().map(shown));
        let conflicts = guidance.conflicts();
        self.conflicts
            .extend(conflicts.map(|clash| shown(format!("{:?} by {:?}", clash.actions, clash.rules))));
        if !guidance.reasons().any(|reason| reason.vote() == Some(guidance.stance())) {
            self.without_reason.push(shown(guidance.stance().to_string()));
        }
        for reason in guidance.reasons() {
            self.idle_rules.remove(reason.rule.as_deref().unwrap_or_default());
        }
    }
}

fn assert_none(found: &[String], what: &str) {
    let shown: Vec<&str> = found.iter().take(SHOWN).map(String::as_str).collect();
    assert!(found.is_empty(), "{} {what}\n{}", found.len(), shown.join("\n"));
}

#[test]
fn safeguards_hold_in_every_situation() {
    assert_none(&FINDINGS.broken_safeguards, "times a safeguard is broken");
}

#[test]
fn advice_never_conflicts() {
    assert_none(&FINDINGS.conflicts, "conflicts");
}

#[test]
fn guidance_always_has_a_reason() {
    assert_none(&FINDINGS.without_reason, "situations without one");
}

#[test]
fn every_rule_comes_to_count() {
    let idle = &FINDINGS.idle_rules;
    assert!(idle.is_empty(), "in no case or random situation: {idle:?}");
}

#[test]
fn every_action_is_offered_by_a_rule() {
    let guideline = Guideline::standard();
    let offered: BTreeSet<String> =
        guideline.rules().flat_map(|card| card.advises).map(|advice| advice.action.to_string()).collect();
    let idle: Vec<String> = guideline
        .actions()
        .map(|card| card.action.to_string())
        .filter(|action| !offered.contains(action))
        .collect();
    assert!(idle.is_empty(), "no rule offers {idle:?}");
}

#[test]
fn every_piece_of_advice_reads_well() {
    let mut said = BTreeSet::new();
    for card in Guideline::standard().rules() {
        said.extend(
            card.advises.iter().map(|advice| (advice.action.clone(), advice.modality, advice.text.clone())),
        );
    }
    assert!(said.len() > 30, "there is advice");
    let amiss: Vec<String> = said
        .iter()
        .flat_map(|(action, modality, text)| {
            amiss(*modality, text).into_iter().map(move |why| format!("{action}: {why}: {text}"))
        })
        .collect();
    assert!(amiss.is_empty(), "{} pieces of advice\n{}", amiss.len(), amiss.join("\n"));
}

/// What is wrong with a piece of advice as a sentence.
fn amiss(modality: Modality, text: &str) -> Vec<&'static str> {
    let mut amiss = Vec::new();
    let mut check = |wrong: bool, why| amiss.extend(wrong.then_some(why));
    check(!text.starts_with(char::is_uppercase), "no capital");
    check(!text.ends_with('.'), "no full stop");
    check(text.trim_end_matches('.').contains(". "), "more than one sentence");
    check(text.contains("  "), "two spaces");
    let words: Vec<String> = text
        .split(' ')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect();
    check(words.windows(2).any(|pair| pair[0] == pair[1]), "a word twice");
    let start: Vec<&str> = words.iter().map(String::as_str).collect();
    let negated = |words: &[&str]| {
        matches!(words, ["do", "not", ..] | ["don't" | "never" | "not" | "avoid" | "no" | "refrain", ..])
    };
    let rest = match modality {
        Modality::MustNot => start.strip_prefix(&["do", "not"]),
        Modality::ShouldNot => start.strip_prefix(&["try", "not", "to"]),
        Modality::May => start.strip_prefix(&["you", "may"]),
        Modality::Must | Modality::Should => Some(start.as_slice()),
    };
    check(rest.is_none(), "not worded for its modality");
    check(rest.is_some_and(negated), "a negation; advise against the opposite instead");
    check(rest.is_some_and(|rest| matches!(rest, ["you" | "please" | "try", ..])), "not an imperative");
    let follows_words = !matches!(modality, Modality::Must | Modality::Should);
    let conditional = |rest: &[&str]| matches!(rest, ["should" | "if" | "where" | "when", ..]);
    check(
        follows_words && rest.is_some_and(conditional),
        "begins with a condition, after the words of its modality",
    );
    amiss
}

#[test]
fn the_check_of_sentences_finds_faults() {
    let faults = |modality, text| !amiss(modality, text).is_empty();
    assert!(!faults(Modality::MustNot, "Do not seek comfort."));
    assert!(faults(Modality::MustNot, "Do not do not seek comfort."));
    assert!(faults(Modality::MustNot, "Do not never seek comfort."));
    assert!(faults(Modality::ShouldNot, "Try not to avoid it."));
    assert!(faults(Modality::May, "You may should a colleague ask, say so."));
    assert!(faults(Modality::May, "You may you rest."));
    assert!(faults(Modality::Must, "Do not leave."));
    assert!(faults(Modality::Must, "rest."));
    assert!(faults(Modality::Must, "Rest now"));
    assert!(faults(Modality::Must, "Rest. Then go."));
    assert!(faults(Modality::Must, "Rest the the client."));
}

#[test]
fn sentences_fit_the_time_and_whoever_asks() {
    let table: Value = serde_json::from_str(include_str!("sentences.json")).expect("it is JSON");
    for situation in table["situations"].as_array().expect("a list") {
        let described = Guideline::standard().situation(&situation["facts"]).expect("it can be");
        let guidance = described.presuming().guidance();
        assert_eq!(json!(guidance.stance()), situation["stance"], "{situation}");
        assert_eq!(guidance.headline(), situation["sentence"], "{situation}");
    }
    let has_line = |text: &str| {
        table["situations"].as_array().expect("a list").iter().any(|line| line["sentence"] == text)
    };
    for sentence in Guideline::standard().stance_sentences() {
        assert!(has_line(&sentence.text), "no situation gets `{}`", sentence.text);
    }
}
