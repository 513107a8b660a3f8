//! The verdict and the stance: silence is not permission, limits win, doubt protects, and nothing goes beyond what
//! completions of the situation can come to.

use super::standing::{Standings, term_truths};
use crate::exact::Possible;
use crate::model::{FactId, Model, RuleId, Truth, Vote};
use crate::rows::come_to;
use crate::words::Stance;

/// The stance in a situation, and what led to it.
#[derive(Clone, Debug)]
pub(crate) struct Verdict {
    pub(crate) stance: Stance,
    /// The stance before `while_unknown`.
    pub(crate) before_doubt: Stance,
    /// The stances of the completions; `None` where that was too much to work out.
    pub(crate) possible: Option<Possible>,
    /// The rules that count, in order.
    pub(crate) counting: Vec<RuleId>,
    /// Does no permission count, so that `otherwise` speaks?
    pub(crate) silent: bool,
    /// The safety facts that are unknown, in order.
    pub(crate) unknown_safety: Vec<FactId>,
}

impl Verdict {
    /// Weighs what counts, within what is possible.
    pub(crate) fn of(model: &Model, standings: Standings<'_>, possible: Option<Possible>) -> Verdict {
        let counting = standings.counting();
        let unknown_safety = model.unknown_safety(standings.world().known);
        let (verdict, silent) = weigh(model, &counting);
        let before_doubt = match possible {
            Some(possible) => possible.within(verdict),
            None => raised_to_floors(model, standings, verdict),
        };
        let stance = before_doubt.raised_by(model.doubt(&unknown_safety));
        Verdict { stance, before_doubt, possible, counting, silent, unknown_safety }
    }

    /// Is one stance possible, and is it the stance?
    pub(crate) fn settled(&self) -> bool {
        self.possible.and_then(Possible::only) == Some(self.stance)
    }
}

/// The stance that the rules that count come to, and whether no permission is among them.
pub(crate) fn weigh(model: &Model, counting: &[RuleId]) -> (Stance, bool) {
    let votes = || counting.iter().filter_map(|&index| model.rules.at(index).vote);
    let permission = votes().filter(|vote| matches!(vote, Vote::Permits(_))).map(Vote::stance).min();
    let limit = votes().filter(|vote| matches!(vote, Vote::AtLeast(_))).map(Vote::stance).max();
    (come_to(model.otherwise.stance, permission, limit), permission.is_none())
}

/// Where the possible stances are too much to work out, the floors of safeguards that are known to apply hold.
fn raised_to_floors(model: &Model, standings: Standings<'_>, verdict: Stance) -> Stance {
    let known = standings.world().known;
    let applies = |safeguard: &&crate::model::Safeguard| {
        let truths = term_truths(model.layers.at(safeguard.layer), known);
        safeguard.stances.is_empty() && safeguard.when.truth(known, &truths) == Truth::True
    };
    let floors =
        model.safeguards.iter().filter(applies).filter_map(|safeguard| safeguard.expect.stances.first());
    floors.fold(verdict, |stance, &floor| stance.max(floor))
}
