//! The verdict: silence is not permission, limits win, doubt protects.

use crate::model::{Model, Vote};
use crate::standing::Standings;
use crate::words::Stance;

/// The verdict in a situation, and what led to it.
#[derive(Debug)]
pub(crate) struct Verdict {
    pub(crate) stance: Stance,
    /// The numbers of the rules that count, in order.
    pub(crate) counting: Vec<usize>,
    /// Does no permission count, so that `otherwise` speaks?
    pub(crate) silent: bool,
    /// The numbers of the safety facts that are unknown.
    pub(crate) unknown_safety: Vec<usize>,
}

impl Verdict {
    /// Weighs what counts.
    pub(crate) fn of(model: &Model, standings: &Standings<'_>) -> Verdict {
        let rules = model.rules.iter().enumerate();
        let counting: Vec<usize> =
            rules.filter(|(index, rule)| standings.counts(*index, rule)).map(|(index, _)| index).collect();
        let facts = model.vocabulary.facts().iter().zip(standings.world().known).enumerate();
        let unknown_safety: Vec<usize> = facts
            .filter(|(_, (fact, known))| fact.safety && known.is_none())
            .map(|(index, _)| index)
            .collect();
        let doubt = model.while_unknown.as_ref().filter(|_| !unknown_safety.is_empty());
        let (stance, silent) = weigh(model, &counting, doubt.map(|doubt| doubt.at_least));
        Verdict { stance, counting, silent, unknown_safety }
    }
}

/// The stance that the rules that count come to, and whether no permission is among them.
pub(crate) fn weigh(model: &Model, counting: &[usize], doubt: Option<Stance>) -> (Stance, bool) {
    let votes = || counting.iter().filter_map(|&index| model.rules.get(index)?.vote);
    let permission = votes().filter(|vote| matches!(vote, Vote::Permits(_))).map(Vote::stance).min();
    let limit = votes().filter(|vote| matches!(vote, Vote::AtLeast(_))).map(Vote::stance).max();
    let base = permission.unwrap_or(model.otherwise.stance);
    let strictest = [limit, doubt].into_iter().flatten().fold(base, Stance::max);
    (strictest, permission.is_none())
}
