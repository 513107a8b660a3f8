//! What a replay came to, in words: the answer first, then what differs, then why. No value of a fact is told.

use demeanor::Guideline;
use demeanor::guidance::{Changed, Replay, ReplayDifference};

/// All of one record.
pub(super) fn of_one(replay: &Replay, guideline: &Guideline) -> String {
    let mut told = vec![verdict(replay)];
    let differences = differences(replay, guideline);
    if !differences.is_empty() {
        told.push("\nWhat differs".into());
        told.extend(differences);
    }
    if !replay.changed.is_empty() {
        told.push(if replay.is_same() { "\nWhat has changed".into() } else { "\nWhy".into() });
        told.extend(replay.changed.iter().map(|changed| format!("- {}", change(changed))));
    } else if !replay.is_same() {
        told.push(format!("\n{ALTERED}"));
    }
    told.join("\n")
}

/// What can only be where rules, library and vocabulary are as they were, and the answer is not.
pub(super) const ALTERED: &str =
    "Rules, library and vocabulary are as they were, so what was stored has been altered.";

/// The answer in a sentence.
pub(super) fn verdict(replay: &Replay) -> String {
    if replay.is_same() {
        let since = if replay.changed.is_empty() {
            "; nothing has changed since."
        } else {
            ", though something has changed since."
        };
        return format!("The answer is the one that was stored, word for word{since}");
    }
    let (mut settled, mut advice, mut reason) = (false, false, false);
    for difference in &replay.differs {
        match difference {
            ReplayDifference::Stance { was, is } => {
                return format!(
                    "The answer is another one: it was \"{}\", and is \"{}\".",
                    was.brief(),
                    is.brief()
                );
            }
            ReplayDifference::Settled { .. } => settled = true,
            ReplayDifference::Advice { .. } => advice = true,
            ReplayDifference::Reason { .. } => reason = true,
            _ => {}
        }
    }
    let stance = replay.guidance.stance().brief();
    let but = match (advice, settled, reason) {
        (true, ..) => "what is advised is not",
        (false, true, _) => "whether it is settled is not",
        (false, false, true) => "the reasons are not",
        (false, false, false) => {
            "some words, questions, or what was presumed are not; stance, advice and reasons are"
        }
    };
    format!("The stance is the one that was stored (\"{stance}\"); {but}.")
}

/// Is the answer the same but for its words, questions, or what was presumed?
pub(super) fn alone(replay: &Replay) -> bool {
    replay.differs == [ReplayDifference::Rest]
}

/// What differs, a line each, with what it is about. That only words differ is said by the answer.
pub(super) fn differences(replay: &Replay, guideline: &Guideline) -> Vec<String> {
    let told = replay.differs.iter().filter(|difference| !matches!(difference, ReplayDifference::Rest));
    told.map(|difference| match about(difference, guideline) {
        Some(about) => format!("- {difference}  [{about}]"),
        None => format!("- {difference}"),
    })
    .collect()
}

/// The sentence of an action or the title of a rule, where there is such a one today.
fn about(difference: &ReplayDifference, guideline: &Guideline) -> Option<String> {
    match difference {
        ReplayDifference::Advice { action, .. } => {
            let found = guideline.actions().find(|card| *card.action == **action);
            found.map(|card| card.text.to_string())
        }
        ReplayDifference::Reason { rule, .. } => guideline.rule(rule).map(|card| card.title.to_string()),
        _ => None,
    }
}

/// What has changed, with what to do about it where something may only not have been named.
pub(super) fn change(changed: &Changed) -> String {
    match changed {
        Changed::Layer { was: Some(_), is: None } => {
            format!("{changed} from the rules in use; if it still holds, name its file with `--rules`")
        }
        _ => changed.to_string(),
    }
}
