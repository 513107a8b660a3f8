//! Pictures of a guideline, as SVG: stances over two facts, evidence by grade, what overrides what.

use crate::values::{in_words, one_by_one};
use demeanor::handbook::RuleCard;
use demeanor::{Fact, FactValue, Guideline, Kind, Stance};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The colours of the stances, laxest first: told apart by those who see few colours, and in grey.
const COLOURS: [&str; 5] = ["#f7fbd0", "#bfe0b5", "#7cc3c0", "#4a83b5", "#3b3f87"];

/// A map has at most so many columns and rows.
const MOST: usize = 14;

/// A picture is no narrower than this: else its letters would be larger than those of others.
const WIDTH: usize = 720;

/// All pictures of a guideline.
pub(super) fn all(guideline: &Guideline) -> String {
    [map(guideline), evidence(guideline), overrides(guideline)].into_iter().flatten().collect()
}

/// The stances that are still possible where two facts are known and nothing else: of the two that most rules test.
fn map(guideline: &Guideline) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for fact in guideline.rules().flat_map(|rule| rule.when).filter_map(|line| line.fact) {
        *counts.entry(fact.to_string()).or_default() += 1;
    }
    let is_shown = |fact: &&Fact| fact.kind != Kind::Several && (2..=MOST).contains(&one_by_one(fact).len());
    let mut facts: Vec<&Fact> = guideline.facts().iter().filter(is_shown).collect();
    facts.sort_by_key(|fact| std::cmp::Reverse(counts.get(&*fact.id).copied().unwrap_or(0)));
    let [down, across] = [facts.first()?, facts.get(1)?];
    let (rows, columns) = (one_by_one(down), one_by_one(across));
    let nothing = guideline.empty_situation();
    let unknown = nothing.guidance();
    let label =
        |fact: &Fact, value: &FactValue| escaped(&in_words(fact, value, &unknown.guideline().wording));
    let longest = |fact: &Fact, values: &[FactValue]| {
        values.iter().map(|value| label(fact, value).chars().count()).max().unwrap_or(0)
    };
    // A letter is about 7 wide; across, labels lean.
    let (left, top) = (20 + 7 * longest(down, &rows), 20 + 4 * longest(across, &columns));
    let (width, height) = (60, 30);
    let mut out = String::new();
    for (column, value) in columns.iter().enumerate() {
        let x = left + column * width + width / 2;
        let _ = write!(
            out,
            "<text transform=\"translate({x} {}) rotate(-35)\">{}</text>",
            top - 8,
            label(across, value)
        );
    }
    for (row, value) in rows.iter().enumerate() {
        let y = top + row * height;
        let _ = write!(
            out,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            left - 8,
            y + 20,
            label(down, value)
        );
        for (column, other) in columns.iter().enumerate() {
            let situation = nothing.with(&down.id, value);
            let situation = situation.and_then(|situation| situation.with(&across.id, other));
            let guidance = situation.ok().map(|situation| situation.guidance());
            let possible = guidance.as_ref().and_then(|guidance| guidance.possible());
            out.push_str(&cell(left + column * width, y, (width, height), possible));
        }
    }
    let size = ((left + columns.len() * width + 100).max(WIDTH), top + rows.len() * height + 10);
    let caption = format!(
        "What is still possible where “{}” (down) and “{}” (across) are known and nothing else is: from the laxest stance, \
         above the diagonal, to the strictest, below it. Nothing is presumed; worked out over every situation.",
        escaped(&down.label),
        escaped(&across.label)
    );
    Some(figure(&caption, size, &out) + &legend())
}

fn cell(x: usize, y: usize, (width, height): (usize, usize), possible: Option<&[Stance]>) -> String {
    let Some((laxest, strictest)) =
        possible.and_then(|possible| Some((possible.iter().min()?, possible.iter().max()?)))
    else {
        return format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"none\" stroke=\"#ccc\"/>"
        );
    };
    let (right, bottom) = (x + width, y + height);
    let words = if laxest == strictest { laxest.id().to_owned() } else { format!("{laxest} to {strictest}") };
    format!(
        "<g><title>{words}</title><path d=\"M{x} {y}H{right}V{bottom}Z\" fill=\"{}\"/>\
         <path d=\"M{x} {y}V{bottom}H{right}Z\" fill=\"{}\"/>\
         <rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"none\" stroke=\"#fff\"/></g>",
        colour(*laxest),
        colour(*strictest)
    )
}

fn legend() -> String {
    let entries = Stance::ALL.iter().map(|&stance| {
        format!(
            "<span class=\"stance\"><i style=\"background:{}\"></i>{} ({})</span>",
            colour(stance),
            stance,
            stance.brief()
        )
    });
    format!(
        "<p class=\"legend\">{} <span class=\"stance\"><i class=\"none\"></i>cannot be, or was not worked out</span></p>",
        entries.collect::<String>()
    )
}

/// How many rules recommend how strongly, by how certain the evidence is.
fn evidence(guideline: &Guideline) -> Option<String> {
    let mut counts: BTreeMap<(demeanor::guidance::Certainty, demeanor::guidance::Strength), usize> =
        BTreeMap::new();
    for rule in guideline.rules() {
        *counts.entry((rule.certainty, rule.strength)).or_default() += 1;
    }
    let most = *counts.values().max()?;
    let mut out = String::new();
    for (row, ((certainty, strength), count)) in counts.iter().enumerate() {
        let y = 10 + row * 20;
        let width = (count * 380 / most).max(2);
        let _ = write!(
            out,
            "<text x=\"250\" y=\"{}\" text-anchor=\"end\">{}{}</text>\
             <rect x=\"260\" y=\"{y}\" width=\"{width}\" height=\"14\" fill=\"#4a83b5\"/>\
             <text x=\"{}\" y=\"{}\">{count}</text>",
            y + 11,
            words(strength.id()),
            on_evidence(*certainty),
            268 + width,
            y + 11
        );
    }
    Some(figure(
        "How many rules recommend how strongly, on how certain evidence.",
        (WIDTH, 20 + counts.len() * 20),
        &out,
    ))
}

/// Which rules set which others aside, of the uppermost layer where there are several.
fn overrides(guideline: &Guideline) -> Option<String> {
    let top = guideline.layers().last().map(|layer| layer.id.clone())?;
    let rules: Vec<RuleCard> =
        guideline.rules().filter(|rule| rule.layer == top && !rule.overrides.is_empty()).take(40).collect();
    let mut targets: Vec<&str> = rules.iter().flat_map(|rule| &rule.overrides).map(|rule| &**rule).collect();
    targets.sort_unstable();
    targets.dedup();
    let line = 20;
    let mut out = String::new();
    let y_of = |index: usize, count: usize| {
        let room = rules.len().max(targets.len()) * line;
        20 + (room - count * line) / 2 + index * line
    };
    for (index, rule) in rules.iter().enumerate() {
        let y = y_of(index, rules.len());
        let _ =
            write!(out, "<text x=\"300\" y=\"{}\" text-anchor=\"end\">{}</text>", y + 4, escaped(&rule.rule));
        for other in &rule.overrides {
            let Some(place) = targets.iter().position(|target| *target == &**other) else { continue };
            let _ = write!(
                out,
                "<path d=\"M308 {y}C370 {y} 370 {0} 432 {0}\" fill=\"none\" stroke=\"#777\"/>",
                y_of(place, targets.len())
            );
        }
    }
    for (index, target) in targets.iter().enumerate() {
        let _ = write!(
            out,
            "<text x=\"440\" y=\"{}\">{}</text>",
            y_of(index, targets.len()) + 4,
            escaped(target)
        );
    }
    let size = (760, 40 + rules.len().max(targets.len()) * line);
    (!rules.is_empty())
        .then(|| figure("What sets what aside: rules on the left override those on the right.", size, &out))
}

pub(super) fn colour(stance: Stance) -> &'static str {
    let index = Stance::ALL.iter().position(|each| *each == stance);
    index.and_then(|index| COLOURS.get(index)).copied().unwrap_or("#fff")
}

fn on_evidence(certainty: demeanor::guidance::Certainty) -> String {
    match certainty {
        demeanor::guidance::Certainty::NotApplicable => ", no matter of evidence".into(),
        graded => format!(" on {} evidence", words(graded.id())),
    }
}

fn words(word: &str) -> String {
    word.replace('_', " ")
}

fn figure(caption: &str, (width, height): (usize, usize), drawn: &str) -> String {
    format!(
        "<figure><svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{caption}\" font-size=\"12\">{drawn}</svg>\
         <figcaption>{caption}</figcaption></figure>\n"
    )
}

/// Text that stays text.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
