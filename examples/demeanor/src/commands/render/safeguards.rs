//! What is proved to hold in every situation.

use super::Book;
use super::page::{Page, anchor, code, in_one_line, link, listed, text};
use crate::commands::safeguard::{acceptable, in_words};
use demeanor::Stance;
use demeanor::handbook::{ActionCard, ExpectedAdvice, SafeguardCard};

pub(super) fn write(book: &Book<'_>, page: &mut Page) {
    let actions: Vec<ActionCard> = book.guideline.actions().collect();
    let safeguards: Vec<SafeguardCard> = book.guideline.safeguards().collect();
    if !safeguards.is_empty() {
        page.paragraph(
            "Each of these has been proved over every situation that can be described, known in full or in part. Rules \
             that would break one are refused, whoever writes them.",
        );
    }
    for safeguard in &safeguards {
        let anchor = anchor("safeguard", &safeguard.safeguard);
        let origin = book.origin(&safeguard.layer).map(|layer| format!(", of {layer}")).unwrap_or_default();
        page.item(
            0,
            &format!(
                "<a id=\"{anchor}\"></a>**{}** ({}{origin})",
                text(&safeguard.because),
                code(&safeguard.safeguard)
            ),
        );
        write_premise(safeguard, page);
        write_expectations(safeguard, book, &actions, page);
    }
}

/// Where it holds.
fn write_premise(safeguard: &SafeguardCard, page: &mut Page) {
    let always = safeguard.when.iter().all(|line| line.fact.is_none() && line.term.is_none());
    let stances = match safeguard.of_stances.as_slice() {
        [] => String::new(),
        stances => format!(" whose stance is {}", stances_listed(stances)),
    };
    match in_one_line(&safeguard.when) {
        _ if always => page.item(1, &format!("in every situation{stances}")),
        Some(line) => page.item(1, &format!("in every situation{stances} with {line}")),
        None => {
            page.item(1, &format!("in every situation{stances} with"));
            page.condition(2, &safeguard.when);
        }
    }
}

/// What holds there.
fn write_expectations(safeguard: &SafeguardCard, book: &Book<'_>, actions: &[ActionCard], page: &mut Page) {
    if let Some(said) = acceptable(&safeguard.stances, marked) {
        page.item(1, &format!("the stance is {said}"));
    }
    for (said, advice) in [
        ("this is advised", &safeguard.advises),
        ("one of these is advised", &safeguard.advises_one_of),
        ("this is never advised", &safeguard.never_advises),
    ] {
        match advice.as_slice() {
            [] => {}
            [only] => page.item(1, &format!("{said}: {}", expected(only, book, actions))),
            several => {
                page.item(1, &format!("{said}:"));
                for advice in several {
                    page.item(2, &expected(advice, book, actions));
                }
            }
        }
    }
}

fn stances_listed(stances: &[Stance]) -> String {
    listed(&stances.iter().copied().map(marked).collect::<Vec<_>>(), "or")
}

fn marked(stance: Stance) -> String {
    format!("*{stance}*")
}

fn expected(advice: &ExpectedAdvice, book: &Book<'_>, actions: &[ActionCard]) -> String {
    match advice {
        ExpectedAdvice::Action(id) => {
            let action = actions.iter().find(|action| action.action == *id);
            let label = action.map_or(&**id, |action| action.text.trim_end_matches('.'));
            format!("“{}”", link(label, "action", id))
        }
        ExpectedAdvice::Pattern { moment, modality } => {
            let what = modality.map_or("something", in_words);
            let when = moment.and_then(|moment| book.guideline.wording().moments.get(moment as usize));
            let when = when.map(|heading| format!(" for “{}”", text(heading))).unwrap_or_default();
            format!("{what}{when}")
        }
    }
}
