//! What a case expects beside what is given, line by line.

use super::examine::Rules;
use demeanor::Guidance;
use demeanor::analysis::CaseRun;
use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;

/// One expectation of a case, and what is given there.
#[derive(Serialize)]
pub(super) struct Row {
    pub(super) about: &'static str,
    pub(super) expected: String,
    pub(super) given: String,
}

/// Everything that a case expects, as its document states it, beside what is given. Whether it is met is for the library
/// to judge.
pub(super) fn compared(run: &CaseRun, rules: &Rules) -> Vec<Row> {
    rules.expected.get(&*run.case).map(|expect| rows(expect, &run.guidance)).unwrap_or_default()
}

fn rows(expect: &Value, guidance: &Guidance) -> Vec<Row> {
    let mut rows: Vec<Row> = stances(expect, guidance).into_iter().collect();
    for (about, key) in [("advises", "advises"), ("one of", "advises_one_of"), ("never", "never_advises")] {
        rows.extend(list(expect, key).map(|advised| advice(about, advised, guidance)));
    }
    for (about, key) in [("stands", "stands"), ("set aside", "set_aside")] {
        rows.extend(list(expect, key).filter_map(Value::as_str).map(|rule| Row {
            about,
            expected: rule.into(),
            given: standing(rule, guidance),
        }));
    }
    rows.extend(questions(expect, guidance));
    rows
}

fn list<'a>(expect: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    expect[key].as_array().into_iter().flatten()
}

fn stances(expect: &Value, guidance: &Guidance) -> Option<Row> {
    let listed = list(expect, "stance").filter_map(Value::as_str).collect::<Vec<_>>().join(" or ");
    let bound = |key: &str, words: &str| Some(format!("{words} {}", expect[key].as_str()?));
    let parts = [
        Some(listed).filter(|listed| !listed.is_empty()),
        bound("at_least", "at least"),
        bound("at_most", "at most"),
    ];
    let expected: Vec<String> = parts.into_iter().flatten().collect();
    (!expected.is_empty()).then(|| Row {
        about: "stance",
        expected: expected.join(", "),
        given: guidance.stance().to_string(),
    })
}

/// An action by its name, or a pattern of moment and modality.
fn advice(about: &'static str, advised: &Value, guidance: &Guidance) -> Row {
    let fits = |key: &str, word: &str| advised[key].is_null() || advised[key] == word;
    // What is covered is advised, though it does not stand by itself.
    let all = guidance.advice().flat_map(|advice| {
        let covered = advice.covers.into_iter();
        let covered = covered.map(|covered| (covered.action, covered.moment, covered.modality));
        std::iter::once((advice.action, advice.moment, advice.modality)).chain(covered)
    });
    let fitting = all.filter(|(action, moment, modality)| match advised.as_str() {
        Some(named) => *action == *named,
        None => fits("moment", moment.id()) && fits("modality", modality.id()),
    });
    let told: Vec<String> = fitting.map(|(action, _, modality)| format!("{modality} {action}")).collect();
    let given = if told.is_empty() { "not advised".into() } else { told.join(", ") };
    Row { about, expected: advised.as_str().map_or_else(|| pattern(advised), Into::into), given }
}

fn pattern(advised: &Value) -> String {
    let modality = advised["modality"].as_str().unwrap_or("anything");
    let moment = advised["moment"].as_str();
    [modality].into_iter().chain(moment).collect::<Vec<_>>().join(" ")
}

/// How a rule stands.
fn standing(rule: &str, guidance: &Guidance) -> String {
    let reason = guidance.reasons().find(|reason| reason.rule.as_deref() == Some(rule));
    let set_aside = guidance.set_aside().find(|entry| *entry.rule == *rule);
    let open = guidance.pending().find(|entry| *entry.rule == *rule);
    match (reason, set_aside, open) {
        (Some(reason), _, _) if reason.unknown.is_empty() => "stands".into(),
        (Some(reason), _, _) => format!("in doubt without {}", reason.unknown.join(", ")),
        (None, Some(entry), _) => format!("set aside by {}", entry.by.join(", ")),
        (None, None, Some(open)) => format!("open without {}", open.facts.join(", ")),
        (None, None, None) => "does not apply".into(),
    }
}

fn questions(expect: &Value, guidance: &Guidance) -> Vec<Row> {
    let settled = expect["settled"].as_bool().map(|settled| Row {
        about: "settled",
        expected: yes_or_no(settled).into(),
        given: still_possible(guidance),
    });
    let wanted: Vec<&str> = list(expect, "asks_first").filter_map(Value::as_str).collect();
    let asked = guidance.questions().unwrap_or_default().iter().take(wanted.len());
    let asked: Vec<&str> = asked.map(|question| &*question.fact).collect();
    let asks = (!wanted.is_empty()).then(|| Row {
        about: "asks first",
        expected: wanted.join(", "),
        given: if asked.is_empty() { "nothing".into() } else { asked.join(", ") },
    });
    settled.into_iter().chain(asks).collect()
}

fn still_possible(guidance: &Guidance) -> String {
    let possible = guidance.possible().unwrap_or_default().iter().map(|stance| stance.id());
    let possible = possible.collect::<Vec<_>>().join(", ");
    if guidance.settled() { "yes".into() } else { format!("no (possible: {possible})") }
}

fn yes_or_no(flag: bool) -> &'static str {
    if flag { "yes" } else { "no" }
}

/// Which limits outvote which permissions: a limit beats every permission, unless a rule overrides it.
pub(super) fn outvoted(guidance: &Guidance) -> Vec<String> {
    let stance = guidance.stance();
    let quoted = |rules: Vec<Cow<'_, str>>| {
        rules.iter().map(|rule| format!("`{rule}`")).collect::<Vec<_>>().join(", ")
    };
    let rules = |votes: &dyn Fn(&demeanor::Reason<'_>) -> bool| -> Vec<Cow<'_, str>> {
        let reasons = guidance.reasons().filter(|reason| votes(reason));
        reasons.filter_map(|reason| reason.rule).collect()
    };
    let permits = rules(&|reason| reason.permits.is_some_and(|permits| permits < stance));
    let limits = rules(&|reason| reason.at_least == Some(stance));
    if permits.is_empty() || limits.is_empty() {
        return Vec::new();
    }
    vec![format!(
        "{} would permit less than {stance}, and a limit beats every permission: {}. Only `overrides` sets one aside.",
        quoted(permits),
        quoted(limits)
    )]
}

/// Why the guidance is what it is: the reasons that had the last word on the stance.
pub(super) fn why(guidance: &Guidance) -> Vec<String> {
    let decisive = guidance.reasons().filter(|reason| reason.decisive);
    decisive
        .filter(|reason| reason.vote() == Some(guidance.stance()))
        .map(|reason| match &reason.rule {
            Some(rule) => format!("{}  [{rule}]", reason.because),
            None => reason.because.to_string(),
        })
        .collect()
}
