//! What a check came to, for people.

use super::case::{Row, compared, outvoted, why};
use super::examine::{Checked, Rules};
use super::layers;
use crate::args::Check;
use crate::screen::Screen;
use crate::values;
use anstyle::Style;
use demeanor::Guideline;
use demeanor::analysis::{CaseRun, Coverage, Finding, Gaps, SituationRegion};
use demeanor::diagnostic::Severity;
use demeanor::governance::Status;
use std::io;
use std::sync::Arc;

pub(super) fn write(checked: &Checked, args: &Check, screen: &mut Screen) -> io::Result<()> {
    screen.text(&head(checked), Style::new())?;
    if !checked.diagnostics.is_empty() {
        screen.text("\n", Style::new())?;
        screen.excerpts(&checked.diagnostics, &checked.documents)?;
    }
    if let Some(rules) = &checked.rules {
        let unmet = rules.cases.iter().filter(|run| !run.unmet.is_empty());
        let unmet: Vec<String> = unmet.map(|run| case(run, rules, checked)).collect();
        let told = |list: &[Finding], acknowledged: bool| -> Vec<String> {
            let told = list.iter().filter(|found| args.all || checked.is_own(found));
            let told = told.filter(|found| found.acknowledged.is_some() == acknowledged);
            told.map(|found| finding(found, checked)).collect()
        };
        for (heading, entries) in layers::layers(rules).iter().flat_map(layers::Layer::sections) {
            screen.text(&section(&heading, &entries), Style::new())?;
        }
        screen.text(
            &section("Worth knowing, and no fault by itself", &told(&rules.notes, false)),
            Style::new(),
        )?;
        let all = args.all || args.files.is_empty() || args.only;
        let open = rules.gaps.as_ref().filter(|_| all).map(|gaps| left_open(gaps, &rules.guideline));
        screen.text(&open.unwrap_or_default(), Style::new())?;
        screen.text(&below(checked, rules, args), Style::new())?;
        let (known, found) = (told(&rules.findings, true), told(&rules.findings, false));
        screen.text(&section("Found over all situations, and acknowledged", &known), Style::new())?;
        screen.text(&section("Found over all situations", &found), Style::new())?;
        screen.text(&section("Cases that are not met", &unmet), Style::new())?;
        if args.coverage {
            screen.text(&section("Not shown by any case", &gaps(&rules.coverage)), Style::new())?;
        }
    }
    screen.text(&format!("\n{}", summary(checked)), Style::new())
}

/// What was checked.
fn head(checked: &Checked) -> String {
    match &checked.rules {
        Some(rules) => [checked_layers(rules), contents(checked, rules)].concat().join("\n"),
        None => "Checked     The documents alone: without a faultless guideline there is nothing to prove or to run."
            .into(),
    }
}

fn checked_layers(rules: &Rules) -> Vec<String> {
    let layers = rules.nothing_known.guideline().layers.iter();
    let labels = ["Checked"].into_iter().chain(std::iter::repeat("over it"));
    let line = |(layer, label): (&demeanor::guidance::LayerEdition, &str)| {
        let status =
            if layer.status == Status::Active { String::new() } else { format!(", {}", layer.status) };
        format!("{label:12}{} {}  [{}{status}]", layer.title, layer.version, layer.id)
    };
    layers.zip(labels).map(line).collect()
}

fn contents(checked: &Checked, rules: &Rules) -> Vec<String> {
    let count = [
        counted(checked.documents.len(), "document"),
        counted(rules.guideline.facts().len(), "fact"),
        counted(rules.guideline.rules().count(), "rule"),
        counted(rules.safeguards, "safeguard"),
    ];
    let cases = match (rules.cases.len(), rules.unmet()) {
        (0, _) => "none in the uppermost rule set".into(),
        (all, 0) => format!("{all} run, all met"),
        (all, unmet) => format!("{all} run, {unmet} not met"),
    };
    let proofs = match (rules.safeguards, checked.unproved()) {
        (0, _) => "none".into(),
        (all, 0) => format!("{all} proved to hold in every situation"),
        (all, unproved) => {
            format!("{} of {all} proved to hold in every situation", all.saturating_sub(unproved))
        }
    };
    let mut lines = vec![
        format!("{:12}{}", "Holds", count.join(", ")),
        format!("{:12}{proofs}", "Safeguards"),
        format!("{:12}{cases}", "Cases"),
        format!("{:12}{}", "", judged(&rules.cases)),
        format!("{:12}{}", "Digest", digest(rules)),
    ];
    if rules.guideline.layers().len() > 1 {
        lines.push(format!("{:12}{}, of all layers together{}", "", composition(rules), approved(rules)));
    }
    lines.extend(covered(&rules.coverage));
    lines
}

/// How cases are judged: presuming what is usual, or strictly by what is known.
fn judged(cases: &[CaseRun]) -> String {
    let presuming = cases.iter().filter(|run| run.guidance.presuming()).count();
    match (presuming, cases.len() - presuming) {
        (0, _) => "judged strictly: what a case does not say is not known".into(),
        (_, 0) => "judged presuming: where a case says nothing, what is usual is taken to be so".into(),
        (presuming, strict) => format!("{presuming} judged presuming what is usual, {strict} strictly"),
    }
}

/// How much of the uppermost rule set its cases show.
fn covered(coverage: &Coverage) -> Option<String> {
    let of = |all: usize, left_out: usize, what: &str| {
        (all > 0).then(|| format!("{} of {}", all.saturating_sub(left_out), counted(all, what)))
    };
    let parts = [
        of(coverage.rules, coverage.rules_left_out.len(), "rule"),
        of(coverage.safeguards, coverage.safeguards_left_out.len(), "safeguard"),
        of(coverage.tests, coverage.tests_one_sided.len(), "test").map(|tests| format!("{tests} both ways")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (coverage.cases > 0 && !parts.is_empty()).then(|| format!("{:12}{}", "Shown", parts.join(", ")))
}

/// Everything that no case shows.
fn gaps(coverage: &Coverage) -> Vec<String> {
    let rules = coverage.rules_left_out.iter().map(|rule| format!("- the rule `{rule}` applies in no case"));
    let safeguards = coverage.safeguards_left_out.iter();
    let safeguards = safeguards.map(|safeguard| format!("- the safeguard `{safeguard}` speaks of no case"));
    let tests = coverage.tests_one_sided.iter().map(|test| format!("- {test}"));
    let gaps: Vec<String> = rules.chain(safeguards).chain(tests).collect();
    if gaps.is_empty() { gaps } else { vec![gaps.join("\n")] }
}

/// Whether all layers together are approved as they are.
fn approved(rules: &Rules) -> &'static str {
    match rules.nothing_known.guideline().approved {
        Some(true) => ": approved as it is",
        Some(false) => ": not approved as it is",
        None => "",
    }
}

/// What an approval of the uppermost rule set has to name.
fn digest(rules: &Rules) -> &str {
    rules.nothing_known.guideline().layers.last().map(|layer| &*layer.digest).unwrap_or_default()
}

/// The same of all rule sets together.
fn composition(rules: &Rules) -> Arc<str> {
    rules.guideline.layers().last().map(|layer| layer.composition.clone()).unwrap_or_default()
}

fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// That there is more to tell of layers below.
fn below(checked: &Checked, rules: &Rules, args: &Check) -> String {
    let all = rules.findings.iter().chain(&rules.notes);
    let others = all.filter(|found| !checked.is_own(found)).count();
    if args.all || others == 0 {
        return String::new();
    }
    format!("\nOf the layers below {} known too: `--all` tells.", are(others, "more thing"))
}

fn are(count: usize, thing: &str) -> String {
    format!("{} {}", counted(count, thing), if count == 1 { "is" } else { "are" })
}

/// A heading and what stands below it; nothing where that is nothing.
fn section(heading: &str, entries: &[String]) -> String {
    if entries.is_empty() { String::new() } else { format!("\n{heading}\n\n{}", entries.join("\n\n")) }
}

/// What a case expects beside what is given, and why.
fn case(run: &CaseRun, rules: &Rules, checked: &Checked) -> String {
    let mut lines = vec![format!("- {}  [{}]", run.title, run.case)];
    let place = checked.places.of_name(&run.case);
    let mut rows = |label: &str, texts: &[String]| {
        let labels = [label].into_iter().chain(std::iter::repeat(""));
        lines.extend(texts.iter().zip(labels).map(|(text, label)| format!("    {label:14}{text}")));
    };
    rows("Place", &place.into_iter().collect::<Vec<_>>());
    rows("Situation", &[values::in_labels(&rules.guideline, &run.facts, &run.guidance)]);
    rows("Judged", &[values::which(run.guidance.presuming()).into()]);
    rows("", &table(&compared(run, rules)));
    rows("Not met", &run.unmet);
    rows("Why given", &why(&run.guidance));
    rows("Outvoted", &outvoted(&run.guidance));
    rows("Why expected", &run.because.iter().map(ToString::to_string).collect::<Vec<_>>());
    lines.join("\n")
}

fn table(rows: &[Row]) -> Vec<String> {
    let title = Row { about: "", expected: "expected".into(), given: "given".into() };
    let width = rows.iter().map(|row| row.expected.chars().count()).max().unwrap_or_default().max(8) + 2;
    let all = (!rows.is_empty()).then_some(&title).into_iter().chain(rows);
    all.map(|row| format!("{:12}{:width$}{}", row.about, row.expected, row.given)).collect()
}

/// What was found, with the situation that shows it.
fn finding(finding: &Finding, checked: &Checked) -> String {
    let mut lines = vec![format!("- {}  [{}]", finding.message, finding.code)];
    lines.extend(checked.place(finding).map(|place| format!("    {:14}{place}", "Place")));
    let unnamed: Vec<&str> =
        finding.rules.iter().map(|rule| &**rule).filter(|rule| !finding.message.contains(rule)).collect();
    if !unnamed.is_empty() {
        lines.push(format!("    {:14}{}", "Rules", unnamed.join(", ")));
    }
    lines.extend(finding.share.map(|share| format!("    {:14}{share} of situations", "Concerns")));
    if let Some(witness) = &finding.witness {
        let guidance = witness.guidance();
        lines.push(format!("    {:14}{}", "For example", values::known(witness, &guidance)));
        lines.push(format!("    {:14}{}", "Gives", guidance.headline()));
    }
    lines.extend(finding.acknowledged.as_ref().map(|reason| format!("    {:14}{reason}", "Left because")));
    lines.join("\n")
}

/// Where no rule has a say in the stance: no fault by itself.
fn left_open(gaps: &Gaps, guideline: &Guideline) -> String {
    let Some(share) = gaps.share else { return String::new() };
    let more = gaps.more.then(|| "- and elsewhere".to_owned());
    let regions: Vec<String> =
        gaps.regions.iter().map(|region| left_open_in(region, guideline)).chain(more).collect();
    let heading =
        format!("Left to what holds otherwise, as no rule has a say in the stance: {share} of situations");
    section(&heading, &regions)
}

fn left_open_in(region: &SituationRegion, guideline: &Guideline) -> String {
    let mut lines =
        vec![format!("- {region}"), format!("    {:14}{} of situations", "Concerns", region.share)];
    let example = guideline.situation(&region.example);
    lines.extend(
        example.map(|example| {
            format!("    {:14}{}", "For example", values::known(&example, &example.guidance()))
        }),
    );
    lines.join("\n")
}

/// All of it in a line, and what does not count.
fn summary(checked: &Checked) -> String {
    let unmet = checked.rules.as_ref().map_or(0, Rules::unmet);
    let counts = [
        (checked.count(Severity::Error), "error", ""),
        (unmet, "case", " not met"),
        (checked.count(Severity::Warning), "warning", ""),
        (checked.findings(), "finding", ""),
    ];
    let amiss = counts.into_iter().filter(|(count, ..)| *count > 0);
    let amiss: Vec<String> =
        amiss.map(|(count, thing, rest)| format!("{}{rest}", counted(count, thing))).collect();
    let apart = match checked.acknowledged() {
        0 => String::new(),
        acknowledged => format!(" Acknowledged: {}.", counted(acknowledged, "finding")),
    };
    if amiss.is_empty() {
        let more = if apart.is_empty() { "" } else { " more" };
        return format!(
            "All is well: no errors, no warnings, every case met, nothing{more} found over all situations.{apart}"
        );
    }
    format!("{}.{apart}", amiss.join(", "))
}
