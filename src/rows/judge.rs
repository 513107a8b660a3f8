//! All rules in one situation, as bits: which are true, which stand, and the verdict they come to.

use super::column_groups::Codes;
use super::columns::UNKNOWN;
use super::conditions::Rows;
use super::overrides::Overrides;
use super::truth_bits::{Truths, WordTruths};
use crate::model::{Model, Number, RuleId, Vote};
use crate::words::Stance;

/// How many stances there are.
const STANCES: usize = Stance::ALL.len();

/// The rules of a guideline, compiled for one situation at a time.
#[derive(Debug)]
pub(crate) struct Judge {
    pub(crate) rows: Rows,
    overrides: Vec<Overrides>,
    /// By word of rules.
    votes: Vec<Votes>,
    /// The first column of each safety fact.
    safety: Vec<usize>,
    otherwise: Stance,
    while_unknown: Option<Stance>,
}

/// Which rules of a word vote for what.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    /// The permissions, laxest first.
    permits: [u64; STANCES],
    /// The limits, strictest first.
    at_least: [u64; STANCES],
}

/// What a judge finds in a situation; a buffer, which is used again from one situation to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Judged {
    /// Of the rules' conditions.
    pub(crate) truths: Truths,
    pub(crate) standings: Truths,
}

impl Judge {
    pub(crate) fn new(model: &Model) -> Judge {
        let rows = Rows::new(model);
        let safety = model.vocabulary.facts().numbered().filter(|(_, fact)| fact.safety);
        Judge {
            overrides: Overrides::all(model, &rows.layout.places),
            votes: (0..rows.layout.rules.len()).map(|word| Votes::of(word, &rows, model)).collect(),
            safety: safety.filter_map(|(fact, _)| rows.columns.first(fact)).collect(),
            otherwise: model.otherwise.stance,
            while_unknown: model.while_unknown.as_ref().map(|doubt| doubt.at_least),
            rows,
        }
    }

    /// Which rules are true and which stand.
    pub(crate) fn judge(&self, codes: &mut Codes, judged: &mut Judged) {
        self.rows.read(codes, &mut judged.truths);
        judged.standings.copy(&judged.truths);
        self.overrides.iter().for_each(|overrides| overrides.apply(&mut judged.standings));
    }

    /// The verdict, before `while_unknown`.
    pub(crate) fn verdict(&self, judged: &Judged) -> Stance {
        let (mut permitted, mut demanded) = (0, 0);
        for (votes, found) in self.votes.iter().zip(judged.words()) {
            permitted |= cast(&votes.permits, found.stands());
            demanded |= cast(&votes.at_least, found.may_limit());
            if permitted & demanded & 1 == 1 {
                break; // Nothing is laxer, nothing stricter.
            }
        }
        let permission = first(permitted).and_then(|first| Stance::ALL.get(first).copied());
        let limit = first(demanded).and_then(|first| Stance::ALL.iter().rev().nth(first).copied());
        come_to(self.otherwise, permission, limit)
    }

    /// The limit of `while_unknown`, where a safety fact is unknown.
    pub(crate) fn doubt(&self, codes: &Codes) -> Option<Stance> {
        let unknown = |&column: &usize| codes.columns().get(column) == Some(&UNKNOWN);
        self.while_unknown.filter(|_| self.safety.iter().any(unknown))
    }

    /// The numbers of the rules that count, in order.
    pub(crate) fn counting(&self, judged: &Judged) -> Vec<RuleId> {
        let limits = |votes: &Votes| votes.at_least.iter().fold(0, |all, rules| all | rules);
        let found = self.votes.iter().map(limits).zip(judged.words());
        self.rules_in(found.map(|(limits, found)| (limits & found.may_limit()) | (!limits & found.stands())))
    }

    /// The numbers of the rules that are true and yet set aside, in order.
    pub(crate) fn set_aside(&self, judged: &Judged) -> Vec<RuleId> {
        self.rules_in(judged.words().map(|found| found.truths.certain & !found.standings.possible))
    }

    /// The numbers of the rules of which it is unknown whether they stand, in order.
    pub(crate) fn open(&self, judged: &Judged) -> Vec<RuleId> {
        self.rules_in(judged.words().map(|found| found.standings.possible & !found.standings.certain))
    }

    /// The numbers of the rules that count and have a stance for their vote, in order.
    pub(crate) fn deciding(&self, judged: &Judged, stance: Stance) -> Vec<RuleId> {
        let of = |votes: &[u64; STANCES], place: usize| votes.get(place).copied().unwrap_or(0);
        let lax = Stance::ALL.iter().take_while(|&&laxer| laxer < stance).count();
        let found = self.votes.iter().zip(judged.words());
        self.rules_in(found.map(|(votes, found)| {
            (of(&votes.permits, lax) & found.stands())
                | (of(&votes.at_least, STANCES - 1 - lax) & found.may_limit())
        }))
    }

    /// The numbers of the rules whose bits are set, in order.
    fn rules_in(&self, words: impl Iterator<Item = u64>) -> Vec<RuleId> {
        let mut rules = Vec::new();
        self.rows.layout.list(words, &mut rules);
        let mut rules: Vec<RuleId> = rules.into_iter().map(RuleId::of).collect();
        rules.sort_unstable();
        rules
    }
}

/// What permissions and limits come to: the laxest permission that counts, else what holds otherwise; raised to the
/// strictest limit that counts.
pub(crate) fn come_to(otherwise: Stance, permission: Option<Stance>, limit: Option<Stance>) -> Stance {
    let base = permission.unwrap_or(otherwise);
    limit.map_or(base, |limit| base.max(limit))
}

impl Votes {
    fn of(word: usize, rows: &Rows, model: &Model) -> Votes {
        let mut votes = Votes::default();
        for (rule, bit) in rows.layout.rules_of(word) {
            let vote = model.rules.at(rule).vote;
            for ((permits, at_least), &stance) in
                votes.permits.iter_mut().zip(votes.at_least.iter_mut().rev()).zip(Stance::ALL)
            {
                *permits |= if vote == Some(Vote::Permits(stance)) { bit } else { 0 };
                *at_least |= if vote == Some(Vote::AtLeast(stance)) { bit } else { 0 };
            }
        }
        votes
    }
}

/// What was found of a word of rules.
#[derive(Clone, Copy)]
struct Found {
    truths: WordTruths,
    standings: WordTruths,
}

impl Found {
    /// Those that stand for certain.
    fn stands(self) -> u64 {
        self.standings.certain
    }

    /// Those that count if they are limits: true, and perhaps overridden.
    fn may_limit(self) -> u64 {
        self.truths.certain & self.standings.possible
    }
}

impl Judged {
    fn words(&self) -> impl Iterator<Item = Found> {
        let words = self.truths.words.iter().zip(&self.standings.words);
        words.map(|(&truths, &standings)| Found { truths, standings })
    }
}

/// A bit for each vote that one of the rules that count casts.
fn cast(votes: &[u64; STANCES], counting: u64) -> u8 {
    let cast = votes.iter().enumerate().map(|(vote, rules)| u8::from(rules & counting != 0) << vote);
    cast.fold(0, |all, vote| all | vote)
}

/// The first bit that is set.
fn first(bits: u8) -> Option<usize> {
    (bits != 0).then(|| usize::try_from(bits.trailing_zeros()).ok()).flatten()
}
