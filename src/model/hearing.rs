//! What of a rule is heard under a stance: which of its offers the stance lets through.

use super::composed::{Rule, Vote};
use crate::words::{Modality, Moment, Stance};

/// May a rule say this under this stance?
pub(crate) fn lets_through(rule: &Rule, moment: Moment, modality: Modality, stance: Stance) -> bool {
    let by_vote = match rule.vote {
        Some(Vote::Permits(laxer)) if laxer < stance => false,
        Some(Vote::AtLeast(stricter)) if stricter > stance => false,
        Some(vote) if vote.stance() != stance => !modality.is_do() || moment > Moment::InTheMoment,
        _ => true,
    };
    by_vote && (moment != Moment::InTheMoment || speaks_of_the_moment(rule, modality, stance))
}

/// In the moment itself, strict stances leave room for few voices.
fn speaks_of_the_moment(rule: &Rule, modality: Modality, stance: Stance) -> bool {
    match (stance, modality) {
        (_, Modality::MustNot | Modality::ShouldNot) => true,
        (Stance::Pause, _) if rule.vote == Some(Vote::AtLeast(Stance::Pause)) => modality != Modality::May,
        (Stance::Pause, _) => rule.vote.is_none() && modality == Modality::Must,
        (Stance::Refrain, _) => modality != Modality::May,
        _ => true,
    }
}
