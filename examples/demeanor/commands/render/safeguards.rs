//! What is proved to hold in every situation.

use super::Book;
use super::page::{Page, anchor, in_one_line, link, listed, text};
use demeanor::{ActionCard, ExpectedAdvice, Modality, SafeguardCard, Stance};

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
        page.item(
            0,
            &format!("<a id=\"{anchor}\"></a>**{}** {}", text(&safeguard.because), origin(safeguard, book)),
        );
        match in_one_line(&safeguard.when) {
            _ if always(safeguard) => page.item(1, "always:"),
            Some(line) => page.item(1, &format!("where {line}:")),
            None => {
                page.item(1, "where");
                page.condition(2, &safeguard.when);
                page.item(1, "this holds:");
            }
        }
        expectations(safeguard, book, &actions).iter().for_each(|said| page.item(2, said));
    }
}

fn always(safeguard: &SafeguardCard) -> bool {
    safeguard.when.iter().all(|line| line.fact.is_none() && line.term.is_none())
}

fn origin(safeguard: &SafeguardCard, book: &Book<'_>) -> String {
    let layer =
        if book.is_layered() { format!(", {}", book.title_of(&safeguard.layer)) } else { String::new() };
    format!("(`{}`{layer})", safeguard.safeguard)
}

fn expectations(safeguard: &SafeguardCard, book: &Book<'_>, actions: &[ActionCard]) -> Vec<String> {
    let premise = match safeguard.of_stances.as_slice() {
        [] => String::new(),
        stances => format!("if the stance is {}, ", stances_listed(stances)),
    };
    let all = |list: &[ExpectedAdvice]| -> Vec<String> {
        list.iter().map(|advice| expected(advice, book, actions)).collect()
    };
    let stance = stance(&safeguard.stances).map(|said| format!("{premise}the stance is {said}"));
    let advises =
        all(&safeguard.advises).into_iter().map(|advice| format!("{premise}this is advised: {advice}"));
    let one_of = all(&safeguard.advises_one_of);
    let one_of =
        (!one_of.is_empty()).then(|| format!("{premise}one of these is advised: {}", listed(&one_of, "or")));
    let never = all(&safeguard.never_advises);
    let never =
        (!never.is_empty()).then(|| format!("{premise}this is never advised: {}", listed(&never, "or")));
    stance.into_iter().chain(advises).chain(one_of).chain(never).collect()
}

/// The stances that are acceptable, if not all are.
fn stance(stances: &[Stance]) -> Option<String> {
    let (Some(first), Some(last)) = (stances.first(), stances.last()) else { return None };
    let unbroken =
        Stance::ALL.iter().filter(|stance| first <= *stance && *stance <= last).count() == stances.len();
    let (laxest, strictest) = (first == &Stance::Welcome, last == &Stance::Pause);
    match (unbroken, laxest, strictest) {
        (true, true, true) => None,
        (true, false, true) if first != last => Some(format!("at least *{first}*")),
        (true, true, false) if first != last => Some(format!("at most *{last}*")),
        _ => Some(stances_listed(stances)),
    }
}

fn stances_listed(stances: &[Stance]) -> String {
    listed(&stances.iter().map(|stance| format!("*{stance}*")).collect::<Vec<_>>(), "or")
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

fn in_words(modality: Modality) -> &'static str {
    match modality {
        Modality::Must => "something that must be done",
        Modality::MustNot => "something that must not be done",
        Modality::Should => "something that should be done",
        Modality::ShouldNot => "something that should not be done",
        Modality::May => "something that may be done",
    }
}
