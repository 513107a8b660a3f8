//! What guidance consists of, by the numbers of rules and actions: what counts, what it advises, in what order.

use super::advice::{Clash, Kept, Offers, in_order};
use super::causes::{Cause, causes};
use super::compiled::Compiled;
use super::standing::Judgement;
use super::verdict::Verdict;
use crate::exact::{Outlook, Possible};
use crate::model::Known;

/// Everything that guidance says, of which nothing has been put into words.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Which rules are true, and which stand.
    pub(crate) judgement: Judgement,
    /// The stance, what led to it, and which others are possible.
    pub(crate) verdict: Verdict,
    /// By moment, what is urgent first.
    pub(crate) advice: Vec<Kept>,
    /// Advice that does not go together.
    pub(crate) clashes: Vec<Clash>,
    /// The reasons, strictest first.
    pub(crate) causes: Vec<Cause>,
}

impl Found {
    /// Finds it. Of a complete situation no outlook is needed: it is its only completion.
    pub(crate) fn of(
        compiled: &Compiled,
        known: &Known,
        judgement: Judgement,
        outlook: Option<&Outlook>,
    ) -> Found {
        let model = &compiled.model;
        let standings = judgement.standings(compiled, known);
        let possible = match outlook {
            Some(outlook) => Some(outlook.possible(known)),
            None => standings.is_complete().then(|| Possible::only_one(standings.verdict())),
        };
        let verdict = Verdict::of(model, standings, possible);
        let offers = Offers::of(model, standings, &verdict.counting, verdict.stance);
        let kept = offers.kept();
        let clashes = offers.clashes(model, &kept);
        let causes = causes(model, standings, &verdict, &kept);
        Found { advice: in_order(model, kept), clashes, causes, verdict, judgement }
    }
}
