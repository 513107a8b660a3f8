//! What those who answer for the rules sign and follow up: sign-off, cases, traces, an index.

use super::Book;
use super::page::{Page, code, link, listed, text};
use crate::values;
use demeanor::analysis::CaseRun;
use std::collections::BTreeMap;

/// What an approval names, and room for it.
pub(super) fn write_sign_off(book: &Book<'_>, page: &mut Page) {
    page.paragraph(
        "An approval is of exactly this content: the digests below change with every rule, and approvals that name \
         others are reported.",
    );
    for layer in book.guideline.layers() {
        let approvals = layer.about.approvals.iter().map(|approval| {
            let role = approval.role.as_ref().map(|role| format!(", {}", text(role))).unwrap_or_default();
            let stale = if approval.current { "" } else { ", of other content than this" };
            format!("{}{role}, on {}{stale}", text(&approval.by), approval.date)
        });
        let approvals: Vec<String> = approvals.collect();
        let approved = if approvals.is_empty() { "nobody yet".into() } else { approvals.join("; ") };
        page.item(
            0,
            &format!("**{}** {}: {}", text(&layer.title), text(&layer.version), code(&layer.digest)),
        );
        page.item(1, &format!("approved by {approved}"));
    }
    page.item(0, &format!("**All of it together:** {}", code(book.guideline.digest())));
    for label in ["Name", "Role", "Date", "Signature"] {
        page.paragraph(&format!("**{label}:** {}", "…".repeat(30)));
    }
}

/// The cases of the uppermost layer, with the answers that they get.
pub(super) fn write_cases(book: &Book<'_>, page: &mut Page) {
    let runs: Vec<CaseRun> = book.guideline.run_cases().collect();
    if runs.is_empty() {
        return;
    }
    let unmet = runs.iter().filter(|run| !run.unmet.is_empty()).count();
    page.paragraph(&match unmet {
        0 => format!("{} situations with the answers they get; every expectation is met.", runs.len()),
        _ => format!(
            "{} situations with the answers they get; {unmet} do not get what is expected.",
            runs.len()
        ),
    });
    for run in &runs {
        page.heading(4, &super::page::anchor("case", &run.case), &text(&run.title));
        page.row("Situation", &text(values::in_labels(book.guideline, &run.facts, &run.guidance)));
        page.row(
            "Answer",
            &format!("{} {}", code(run.guidance.stance().id()), text(run.guidance.headline())),
        );
        page.row("Judged", values::which(run.guidance.presuming()));
        page.row("Not met", &text(run.unmet.join("; ")));
        page.row("Why", &run.because.as_ref().map(text).unwrap_or_default());
    }
}

/// From each rule to what it rests on and the cases in which it stands.
pub(super) fn write_traces(book: &Book<'_>, page: &mut Page) {
    let mut cases: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for run in book.guideline.run_cases() {
        let rules = run.guidance.reasons().filter_map(|reason| reason.rule);
        for rule in rules {
            cases.entry(rule.into_owned()).or_default().push(link(&run.title, "case", &run.case));
        }
    }
    page.paragraph(
        "Each rule, the sources that it cites, and the cases of the uppermost rule set in which it counts.",
    );
    for rule in book.guideline.rules() {
        let sources: Vec<String> =
            rule.sources.iter().map(|source| link(&source.id, "source", &source.id)).collect();
        let sources = if sources.is_empty() { "cites no source".into() } else { listed(&sources, "and") };
        let shown = cases.get(&*rule.rule).map_or_else(|| "in no case".into(), |shown| listed(shown, "and"));
        page.item(0, &format!("{}: {sources}; {shown}", link(&rule.rule, "rule", &rule.rule)));
    }
}

/// Every rule and action by its name, actions with the rules that use them.
pub(super) fn write_index(book: &Book<'_>, page: &mut Page) {
    let mut entries: BTreeMap<String, String> = BTreeMap::new();
    let mut used: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for rule in book.guideline.rules() {
        entries.insert(rule.rule.to_string(), link(&rule.title, "rule", &rule.rule));
        for advice in &rule.advises {
            let by = format!("{} ({})", link(&rule.rule, "rule", &rule.rule), advice.modality);
            used.entry(advice.action.to_string()).or_default().push(text(by).replace('\\', ""));
        }
    }
    for action in book.guideline.actions() {
        let by = used.remove(&*action.action).unwrap_or_default();
        let by = if by.is_empty() { "used by no rule".into() } else { by.join(", ") };
        let said = format!("{} {by}", link(&action.text, "action", &action.action));
        entries.insert(action.action.to_string(), said);
    }
    for (name, entry) in entries {
        page.item(0, &format!("{} {entry}", code(&name)));
    }
}
