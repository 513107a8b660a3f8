//! The reasons of guidance by number, and which of them decided something.

use super::advice::{Kept, Offers};
use super::record::ReasonKind;
use super::standing::Standings;
use super::verdict::{Verdict, weigh};
use crate::model::{Model, Rule, RuleId, Text, Vote};
use crate::words::Stance;
use std::cmp::Reverse;

/// A reason.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cause {
    pub(crate) kind: ReasonKind,
    /// The rule, if it is one.
    pub(crate) rule: Option<RuleId>,
    pub(crate) vote: Option<Vote>,
    /// Did it decide the stance, or is an advised action there for it alone?
    pub(crate) decisive: bool,
}

/// Rules that count, `otherwise` and `while_unknown`, strictest first.
pub(crate) fn causes(
    model: &Model,
    standings: Standings<'_>,
    verdict: &Verdict,
    kept: &[Kept],
) -> Vec<Cause> {
    Causes { model, standings, verdict }.all(kept)
}

/// The rule that states the strongest consideration on the other side, and that: what the decisive rules themselves
/// admit, else why the laxest permission that was outvoted was given.
pub(crate) fn against<'a>(
    model: &'a Model,
    causes: &[Cause],
    stance: Stance,
) -> Option<(&'a Rule, &'a Text)> {
    let rules = || causes.iter().filter_map(|cause| Some((cause, model.rules.at(cause.rule?))));
    let admitted = |votes: bool| {
        let mut decisive =
            rules().filter(move |(cause, _)| cause.decisive && (cause.stance() == Some(stance)) == votes);
        decisive.find_map(|(_, rule)| Some((rule, rule.against.as_ref()?)))
    };
    let outvoted = || {
        let permission = |(cause, rule): (&Cause, &'a Rule)| Some((cause.vote?.permits()?, rule));
        let laxer = rules().filter_map(permission).filter(|(permitted, _)| *permitted < stance);
        laxer.min_by_key(|(permitted, _)| *permitted).map(|(_, rule)| (rule, &rule.because))
    };
    admitted(true).or_else(|| admitted(false)).or_else(outvoted)
}

/// What reasons are found in.
struct Causes<'a> {
    model: &'a Model,
    standings: Standings<'a>,
    verdict: &'a Verdict,
}

impl Causes<'_> {
    fn all(&self, kept: &[Kept]) -> Vec<Cause> {
        let decisive = self.decisive(&self.verdict.counting, self.verdict.stance, kept);
        let counting = self.verdict.counting.iter();
        let counting = counting.map(|&index| (index, self.model.rules.at(index)));
        let mut causes: Vec<Cause> = counting
            .map(|(index, rule)| Cause {
                kind: ReasonKind::Rule,
                rule: Some(index),
                vote: rule.vote,
                decisive: decisive.binary_search(&index).is_ok() || self.blocks_something_decisive(rule),
            })
            .collect();
        if self.verdict.silent {
            causes.push(self.plain(ReasonKind::Otherwise, Vote::Permits(self.model.otherwise.stance)));
        }
        if let Some(doubt) = self.model.doubt(&self.verdict.unknown_safety) {
            causes.push(self.plain(ReasonKind::WhileUnknown, Vote::AtLeast(doubt)));
        }
        let stance = self.verdict.stance;
        if !causes.iter().any(|cause| cause.stance() == Some(stance)) {
            let raised = weigh(self.model, &self.verdict.counting).0 < stance;
            let vote = if raised { Vote::AtLeast(stance) } else { Vote::Permits(stance) };
            causes.push(self.plain(ReasonKind::EveryCompletion, vote));
        }
        // Rules are in order already; the sort is stable and lays the other reasons among them.
        causes.sort_by_key(|cause| (Reverse(cause.stance()), cause.kind));
        causes
    }

    /// A reason that is no rule.
    fn plain(&self, kind: ReasonKind, vote: Vote) -> Cause {
        Cause { kind, rule: None, vote: Some(vote), decisive: vote.stance() == self.verdict.stance }
    }

    /// The rules whose vote is the stance, or that alone support an advised action, in order.
    fn decisive(&self, counting: &[RuleId], stance: Stance, kept: &[Kept]) -> Vec<RuleId> {
        let votes = counting.iter().copied().filter(|&index| {
            let vote = self.model.rules.at(index).vote;
            vote.is_some_and(|vote| vote.stance() == stance)
        });
        let alone = kept.iter().filter_map(|kept| match kept.rules.as_slice() {
            [only] => Some(*only),
            _ => None,
        });
        let mut decisive: Vec<RuleId> = votes.chain(alone).collect();
        decisive.sort_unstable();
        decisive
    }

    /// Does a rule that only blocks set aside one that would be decisive if it counted too?
    fn blocks_something_decisive(&self, blocker: &Rule) -> bool {
        let only_blocks = blocker.vote.is_none() && blocker.offers.is_empty();
        let mut set_aside = blocker.overrides.iter().filter(|&&other| self.standings.is_set_aside(other));
        only_blocks && set_aside.any(|&other| self.would_be_decisive(other))
    }

    fn would_be_decisive(&self, rule: RuleId) -> bool {
        let mut counting = self.verdict.counting.clone();
        counting.push(rule);
        counting.sort_unstable();
        let (weighed, _) = weigh(self.model, &counting);
        let stance = weighed.raised_by(self.model.doubt(&self.verdict.unknown_safety));
        let kept = Offers::of(self.model, self.standings, &counting, stance).kept();
        self.decisive(&counting, stance, &kept).contains(&rule)
    }
}

impl Cause {
    /// The stance it permits or demands, if it has a say in it.
    pub(crate) fn stance(&self) -> Option<Stance> {
        self.vote.map(Vote::stance)
    }
}
