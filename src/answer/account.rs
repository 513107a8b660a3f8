//! What guidance says of a situation, by the numbers of rules and actions: what counts, what it advises, in what order.

use super::advice::{Clash, Kept, Offers, in_order};
use super::compiled::Compiled;
use super::guidance::ReasonKind;
use super::open_facts::OpenFacts;
use super::question::Question;
use super::questions;
use super::standing::Standings;
use super::verdict::{Verdict, weigh};
use crate::exact::Possible;
use crate::model::{FactId, Known, Model, Rule, RuleId, SourceId, Text, Truth, ValueCode, Vote};
use crate::words::Stance;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Everything that guidance says.
pub(crate) struct Account<'a> {
    pub(crate) model: &'a Model,
    pub(crate) known: &'a Known,
    pub(crate) standings: Standings<'a>,
    pub(crate) verdict: Verdict,
    pub(crate) possible: Option<Possible>,
    /// By moment, what is urgent first; what is covered stands with what covers it.
    pub(crate) advice: Vec<Kept>,
    pub(crate) clashes: Vec<Clash>,
    /// The reasons, strictest first.
    pub(crate) causes: Vec<Cause>,
    pub(crate) open_facts: OpenFacts,
    pub(crate) questions: Option<Vec<Question>>,
}

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

impl<'a> Account<'a> {
    pub(crate) fn of(compiled: &'a Compiled, known: &'a Known) -> Account<'a> {
        let model = &compiled.model;
        let standings = Standings::of(compiled, known);
        // A complete situation is its only completion: neither walks nor questions are needed.
        let open = !standings.is_complete();
        let alone = if open { compiled.outlook_alone(known) } else { None };
        let outlook = if open { compiled.outlook().or(alone.as_ref()) } else { None };
        let possible = match outlook {
            Some(outlook) => Some(outlook.possible(known)),
            None => (!open).then(|| Possible::only_one(standings.verdict())),
        };
        let verdict = Verdict::of(model, &standings, possible);
        let questions = match outlook {
            Some(outlook) => Some(questions::questions(model, outlook, known, &verdict)),
            None => (!open).then(Vec::new),
        };
        let offers = Offers::of(model, &standings, &verdict.counting, verdict.stance);
        let kept = offers.kept();
        let clashes = offers.clashes(model, &kept);
        let open_facts = OpenFacts::of(model, &standings);
        let (advice, causes) = (Vec::new(), Vec::new());
        let mut account = Account {
            model,
            known,
            standings,
            verdict,
            possible,
            advice,
            clashes,
            causes,
            open_facts,
            questions,
        };
        account.causes = account.causes(&kept);
        account.advice = in_order(model, kept);
        account
    }

    /// The rules that are true and yet set aside, in order.
    pub(crate) fn set_aside(&self) -> impl Iterator<Item = (RuleId, &'a Rule)> {
        let model = self.model;
        self.standings.set_aside().into_iter().map(|index| (index, model.rules.at(index)))
    }

    /// The facts that made a rule apply, each with its value; found in room that is used again.
    pub(crate) fn grounds(
        &self,
        rule: &Rule,
        room: &mut Vec<FactId>,
    ) -> impl Iterator<Item = (FactId, ValueCode)> {
        rule.when.write_grounds(Truth::True, self.standings.world(), room);
        room.iter().filter_map(|&fact| Some((fact, (*self.known.at(fact))?)))
    }

    /// Those of some rules that stand.
    pub(crate) fn those_that_stand(&self, rules: &[RuleId]) -> impl Iterator<Item = RuleId> {
        rules.iter().copied().filter(|&rule| self.standings.standing(rule) == Truth::True)
    }

    /// The rules that an unknown fact keeps open, in order.
    pub(crate) fn pending(&self) -> impl Iterator<Item = (RuleId, &'a Rule)> {
        let model = self.model;
        let open = self.standings.open().into_iter();
        let rules = open.map(|index| (index, model.rules.at(index)));
        rules.filter(|(index, rule)| !self.standings.counts(*index, rule))
    }

    /// The rule that states the strongest consideration on the other side, and that: what the decisive rules themselves
    /// admit, else why the laxest permission that was outvoted was given.
    pub(crate) fn against(&self) -> Option<(&'a Rule, &'a Text)> {
        let model = self.model;
        let rules = || self.causes.iter().filter_map(|cause| Some((cause, model.rules.at(cause.rule?))));
        let stance = Some(self.verdict.stance);
        let admitted = |votes: bool| {
            let mut decisive =
                rules().filter(move |(cause, _)| cause.decisive && (cause.stance() == stance) == votes);
            decisive.find_map(|(_, rule)| Some((rule, rule.against.as_ref()?)))
        };
        let outvoted = || {
            let permission = |(cause, rule): (&Cause, &'a Rule)| Some((cause.vote?.permits()?, rule));
            let laxer = rules().filter_map(permission).filter(|(permitted, _)| Some(*permitted) < stance);
            laxer.min_by_key(|(permitted, _)| *permitted).map(|(_, rule)| (rule, &rule.because))
        };
        admitted(true).or_else(|| admitted(false)).or_else(outvoted)
    }

    /// The numbers of the sources that rules which count rest on, by id.
    pub(crate) fn sources(&self) -> Vec<SourceId> {
        let counting = self.verdict.counting.iter().map(|&index| self.model.rules.at(index));
        let cited: BTreeSet<SourceId> = counting.flat_map(|rule| rule.sources.iter().copied()).collect();
        let mut cited: Vec<SourceId> = cited.into_iter().collect();
        cited.sort_by_key(|&source| &self.model.sources.at(source).id);
        cited
    }

    /// Rules that count, `otherwise` and `while_unknown`, strictest first.
    fn causes(&self, kept: &[Kept]) -> Vec<Cause> {
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
        let stance =
            self.model.doubt(&self.verdict.unknown_safety).map_or(weighed, |doubt| weighed.max(doubt));
        let kept = Offers::of(self.model, &self.standings, &counting, stance).kept();
        self.decisive(&counting, stance, &kept).contains(&rule)
    }
}

impl Cause {
    /// The stance it permits or demands, if it has a say in it.
    fn stance(&self) -> Option<Stance> {
        self.vote.map(Vote::stance)
    }
}
