//! A comparison as Markdown, for a board's papers.

use super::as_text::{advised, example, layers, side_by_side, where_it_is, who_has_the_say};
use super::written::edited;
use super::{Compared, STRICT};
use demeanor::analysis::SituationRegion;
use std::fmt::Write;

/// The whole comparison as Markdown.
pub(super) fn report(compared: &Compared) -> String {
    let comparison = &compared.comparison;
    let mut text = format!(
        "# What changes\n\n{}\n\n- Old: {}\n- New: {}\n\n{STRICT}\n",
        compared.verdict(),
        plain(&layers(&comparison.old)),
        plain(&layers(&comparison.new))
    );
    add_by_name(&mut text, compared);
    add_edited(&mut text, compared);
    let stances = comparison.stances.iter().map(|change| {
        let direction = if change.to < change.from { "looser" } else { "stricter" };
        (
            format!("{direction}: {}, was {}", change.to.brief(), change.from.brief()),
            change.share,
            &change.regions,
            change.more,
        )
    });
    add_table(&mut text, "Stances", stances, compared);
    let advice = comparison.advice.iter().map(|change| {
        let what = format!("`{}`: {}, was {}", change.action, advised(change.to), advised(change.from));
        (what, change.share, &change.regions, change.more)
    });
    add_table(&mut text, "Advice under the same stance", advice, compared);
    add_rest(&mut text, compared);
    text
}

fn add_table<'a>(
    text: &mut String,
    heading: &str,
    changes: impl Iterator<Item = (String, demeanor::analysis::Share, &'a Vec<SituationRegion>, bool)>,
    compared: &Compared,
) {
    let mut changes = changes.peekable();
    if changes.peek().is_none() {
        return;
    }
    add(
        text,
        format_args!(
            "\n## {heading}\n\n| what | share of situations | where | who has the say |\n|---|---|---|---|"
        ),
    );
    for (what, share, regions, more) in changes {
        let Some(region) = regions.first() else { continue };
        let such_as = if more || regions.len() > 1 { "such as " } else { "" };
        let place = plain(&where_it_is(region));
        let say = who_has_the_say(&region.example, compared).unwrap_or_default();
        add(text, format_args!("| {} | {share} | {such_as}{place} | {} |", plain(&what), plain(&say)));
    }
}

/// What is new, gone or replaced.
fn add_by_name(text: &mut String, compared: &Compared) {
    let differences = &compared.comparison.differences;
    if !differences.is_empty() {
        add(text, format_args!("\n## By name\n\n| level | what |\n|---|---|"));
    }
    for difference in differences {
        let sides = side_by_side(difference).map(|(label, said)| format!("; {label} \"{said}\""));
        let what = difference.to_string() + &sides.collect::<String>();
        add(text, format_args!("| {} | {} |", difference.level, plain(&what)));
    }
}

/// What is written otherwise, which is why all that follows changes.
fn add_edited(text: &mut String, compared: &Compared) {
    let edited = edited(compared);
    if !edited.is_empty() {
        add(text, format_args!("\n## Written otherwise\n"));
    }
    for each in edited {
        let sides = each.sides().map(|(label, said)| format!("; {label} \"{said}\""));
        let what = format!("{} `{}`", each.kind, each.name) + &sides.collect::<String>();
        add(text, format_args!("- {}", plain(&what)));
    }
}

fn add_rest(text: &mut String, compared: &Compared) {
    let comparison = &compared.comparison;
    if !comparison.unknown.is_empty() {
        add(text, format_args!("\n## Only while something is not known\n"));
    }
    for change in &comparison.unknown {
        let shown = plain(&example(&change.example, compared));
        add(text, format_args!("- {}, was {}: {shown}", change.to.brief(), change.from.brief()));
    }
    for (heading, region) in [("Can no longer be", &comparison.ruled_out), ("Can be now", &comparison.let_in)]
    {
        if let Some(region) = region {
            add(text, format_args!("\n## {heading}\n\n{}", plain(&region.to_string())));
        }
    }
    if !comparison.undecided.is_empty() {
        add(text, format_args!("\n## Undecided\n\n{}.", comparison.undecided.join(". ")));
    }
}

/// Text in which nothing steers Markdown, but for code between backticks.
fn plain(text: &str) -> String {
    let mut in_code = false;
    let letters = text.chars().flat_map(|letter| {
        in_code ^= letter == '`';
        let steers = matches!(letter, '*' | '_' | '[' | ']' | '<' | '>' | '#' | '\\') && !in_code;
        let escape = (steers || letter == '|').then_some('\\');
        escape.into_iter().chain([if letter.is_control() { ' ' } else { letter }])
    });
    letters.collect()
}

fn add(text: &mut String, line: std::fmt::Arguments<'_>) {
    let _ = writeln!(text, "{line}");
}
