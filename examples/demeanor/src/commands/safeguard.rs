//! What a safeguard speaks of and what it promises, in words.

use demeanor::guidance::Modality;
use demeanor::handbook::{ExpectedAdvice, SafeguardCard};
use demeanor::{Guideline, Stance};

/// All about a safeguard: where it holds, and what holds there, the actions by their texts and ids.
pub(super) fn described(safeguard: &SafeguardCard, guideline: &Guideline) -> String {
    let mut said = vec![
        format!("{}  [{}]", safeguard.because, safeguard.safeguard),
        "A safeguard: proved to hold in every situation.".into(),
        "\nSpeaks of".into(),
    ];
    if !safeguard.of_stances.is_empty() {
        said.push(format!("  situations whose stance is {}", listed(&safeguard.of_stances)));
    }
    let everywhere = safeguard.when.iter().all(|line| line.fact.is_none() && line.term.is_none());
    let conditions = safeguard.when.iter().filter(|_| !everywhere || safeguard.of_stances.is_empty());
    said.extend(conditions.map(|line| format!("  {line}")));
    said.push("\nPromises".into());
    said.extend(
        acceptable(&safeguard.stances, |stance| stance.to_string())
            .map(|said| format!("  the stance is {said}")),
    );
    for (promised, advice) in [
        ("this is advised", &safeguard.advises),
        ("one of these is advised", &safeguard.advises_one_of),
        ("this is never advised", &safeguard.never_advises),
    ] {
        if !advice.is_empty() {
            said.push(format!("  {promised}"));
            said.extend(advice.iter().map(|advice| format!("    {}", expected(advice, guideline))));
        }
    }
    said.join("\n")
}

/// The stances that are acceptable, if not all are.
pub(super) fn acceptable(stances: &[Stance], say: impl Fn(Stance) -> String) -> Option<String> {
    let (Some(first), Some(last)) = (stances.first(), stances.last()) else { return None };
    let unbroken =
        Stance::ALL.iter().filter(|stance| first <= *stance && *stance <= last).count() == stances.len();
    let (laxest, strictest) = (first == &Stance::Welcome, last == &Stance::Pause);
    match (unbroken, laxest, strictest) {
        (true, true, true) => None,
        (true, false, true) if first != last => Some(format!("at least {}", say(*first))),
        (true, true, false) if first != last => Some(format!("at most {}", say(*last))),
        _ => Some(stances.iter().copied().map(say).collect::<Vec<_>>().join(" or ")),
    }
}

/// What is promised of a modality.
pub(super) fn in_words(modality: Modality) -> &'static str {
    match modality {
        Modality::Must => "something that must be done",
        Modality::MustNot => "something that must not be done",
        Modality::Should => "something that should be done",
        Modality::ShouldNot => "something that should not be done",
        Modality::May => "something that may be done",
    }
}

fn listed(stances: &[Stance]) -> String {
    stances.iter().map(Stance::to_string).collect::<Vec<_>>().join(" or ")
}

fn expected(advice: &ExpectedAdvice, guideline: &Guideline) -> String {
    match advice {
        ExpectedAdvice::Action(id) => {
            let text = guideline.actions().find(|action| action.action == *id).map(|action| action.text);
            format!("{}  [{id}]", text.unwrap_or_default())
        }
        ExpectedAdvice::Pattern { moment, modality } => {
            let what = modality.map_or("something", in_words);
            moment.map_or_else(|| what.to_owned(), |moment| format!("{what}, {moment}"))
        }
    }
}
