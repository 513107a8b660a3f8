//! All rules in one situation, as bits: which are true, which stand, and the verdict they come to.

use crate::columns::{Code, UNKNOWN};
use crate::layout::WORD;
use crate::model::{Model, Rule, Vote};
use crate::rows::{Rows, Truths};
use crate::words::Stance;
use std::collections::BTreeMap;

/// The rules of a guideline, compiled for one situation at a time.
#[derive(Debug)]
pub(crate) struct Judge {
    pub(crate) rows: Rows,
    /// Overridden rules, those first that lean on no later ones.
    pub(crate) overridden: Vec<Overridden>,
    /// Where the places of the rules that override the rule at a place begin in `overriding`; one more at the end.
    starts: Vec<usize>,
    overriding: Vec<usize>,
    /// The limits, by word of rules.
    pub(crate) limits: Vec<u64>,
    /// By stance, laxest first.
    pub(crate) permissions_of: Vec<Voters>,
    /// By stance, strictest first.
    pub(crate) limits_of: Vec<Voters>,
    /// The first column of each safety fact.
    pub(crate) safety: Vec<usize>,
    pub(crate) otherwise: Stance,
    pub(crate) while_unknown: Option<Stance>,
}

/// Overridden rules in one word of rules.
#[derive(Debug)]
pub(crate) struct Overridden {
    pub(crate) word: usize,
    pub(crate) rules: u64,
}

/// The rules that vote for a stance: by word, those that hold any.
#[derive(Debug)]
pub(crate) struct Voters {
    pub(crate) stance: Stance,
    pub(crate) words: Vec<(usize, u64)>,
}

/// What a judge finds in a situation, and room to find it in: reused, it takes no memory anew.
#[derive(Clone, Debug, Default)]
pub(crate) struct Judged {
    /// Of the rules' conditions.
    pub(crate) truths: Truths,
    pub(crate) standings: Truths,
}

impl Judge {
    pub(crate) fn new(model: &Model) -> Judge {
        let rows = Rows::new(model);
        let (places, in_order) = (&rows.layout.places, &rows.layout.rules);
        let (mut starts, mut overriding) = (vec![0], Vec::new());
        for rule in in_order.iter().filter_map(|&rule| model.rules.get(rule)) {
            overriding.extend(rule.overridden_by.iter().filter_map(|&by| places.get(by).copied()));
            starts.push(overriding.len());
        }
        let voters = |&stance: &Stance, vote: fn(Stance) -> Vote| Voters {
            stance,
            words: words(model, in_order, |rule| rule.vote == Some(vote(stance))),
        };
        let mut limits = vec![0; in_order.len().div_ceil(WORD)];
        for (word, rules) in words(model, in_order, |rule| matches!(rule.vote, Some(Vote::AtLeast(_)))) {
            limits.get_mut(word).into_iter().for_each(|slot| *slot = rules);
        }
        let safety = model.vocabulary.facts().iter().enumerate().filter(|(_, fact)| fact.safety);
        Judge {
            overridden: overridden(model, places),
            starts,
            overriding,
            limits,
            permissions_of: Stance::ALL.iter().map(|stance| voters(stance, Vote::Permits)).collect(),
            limits_of: Stance::ALL.iter().rev().map(|stance| voters(stance, Vote::AtLeast)).collect(),
            safety: safety.filter_map(|(fact, _)| rows.columns.first(fact)).collect(),
            otherwise: model.otherwise.stance,
            while_unknown: model.while_unknown.as_ref().map(|doubt| doubt.at_least),
            rows,
        }
    }

    /// Which rules are true and which stand.
    pub(crate) fn judge(&self, codes: &mut [Code], judged: &mut Judged) {
        self.rows.read(codes, &mut judged.truths);
        judged.standings.copy(&judged.truths);
        for each in &self.overridden {
            let mut open = judged.truths.possible.get(each.word).map_or(0, |possible| possible & each.rules);
            while open != 0 {
                let bit = open & open.wrapping_neg();
                let place = each.word * WORD + usize::try_from(open.trailing_zeros()).unwrap_or(0);
                judged.standings.beat(each.word, bit, self.overriding(place));
                open ^= bit;
            }
        }
    }

    /// The verdict, before `while_unknown`.
    pub(crate) fn verdict(&self, judged: &Judged) -> Stance {
        let (truths, standings) = (&judged.truths, &judged.standings);
        let limit = self.limits_of.iter().find(|voters| {
            let counts = |word| Some(truths.certain.get(word)? & standings.possible.get(word)?);
            voters.words.iter().any(|&(word, rules)| counts(word).is_some_and(|counts| counts & rules != 0))
        });
        let permission = self.permissions_of.iter().find(|voters| {
            let counts = |word: usize| standings.certain.get(word);
            voters.words.iter().any(|&(word, rules)| counts(word).is_some_and(|counts| counts & rules != 0))
        });
        come_to(self.otherwise, permission.map(|voters| voters.stance), limit.map(|voters| voters.stance))
    }

    /// The limit of `while_unknown`, where a safety fact is unknown.
    pub(crate) fn doubt(&self, codes: &[Code]) -> Option<Stance> {
        let unknown = |&column: &usize| codes.get(column) == Some(&UNKNOWN);
        self.while_unknown.filter(|_| self.safety.iter().any(unknown))
    }

    /// The numbers of the rules that count, in order.
    pub(crate) fn counting(&self, judged: &Judged) -> Vec<usize> {
        let (truths, standings) = (&judged.truths, &judged.standings);
        let limits = self.limits.iter().zip(&truths.certain).zip(&standings.possible);
        let words = limits.zip(&standings.certain).map(|(((limits, is_true), may_stand), stands)| {
            (limits & is_true & may_stand) | (!limits & stands)
        });
        self.rules_in(words)
    }

    /// The numbers of the rules that are true and yet set aside, in order.
    pub(crate) fn set_aside(&self, judged: &Judged) -> Vec<usize> {
        let words = judged.truths.certain.iter().zip(&judged.standings.possible);
        self.rules_in(words.map(|(is_true, may_stand)| is_true & !may_stand))
    }

    /// The numbers of the rules of which it is unknown whether they stand, in order.
    pub(crate) fn open(&self, judged: &Judged) -> Vec<usize> {
        let words = judged.standings.possible.iter().zip(&judged.standings.certain);
        self.rules_in(words.map(|(may_stand, stands)| may_stand & !stands))
    }

    /// The numbers of the rules that count and have a stance for their vote, in order.
    pub(crate) fn deciding(&self, judged: &Judged, stance: Stance) -> Vec<usize> {
        let (truths, standings) = (&judged.truths, &judged.standings);
        let mut votes = vec![0; self.limits.len()];
        let mut add = |voters: &[Voters], counts: &dyn Fn(usize) -> Option<u64>| {
            for &(word, rules) in
                voters.iter().filter(|each| each.stance == stance).flat_map(|each| &each.words)
            {
                votes.get_mut(word).into_iter().for_each(|slot| *slot |= counts(word).unwrap_or(0) & rules);
            }
        };
        add(&self.limits_of, &|word| Some(truths.certain.get(word)? & standings.possible.get(word)?));
        add(&self.permissions_of, &|word| standings.certain.get(word).copied());
        self.rules_in(votes.into_iter())
    }

    /// The numbers of the rules whose bits are set, in order.
    pub(crate) fn rules_in(&self, words: impl Iterator<Item = u64>) -> Vec<usize> {
        let mut rules = Vec::new();
        for (mut bits, of_word) in words.zip(self.rows.layout.rules.chunks(WORD)) {
            while bits != 0 {
                rules.extend(usize::try_from(bits.trailing_zeros()).ok().and_then(|bit| of_word.get(bit)));
                bits &= bits - 1;
            }
        }
        rules.sort_unstable();
        rules
    }

    /// The places of the rules that override the one at a place.
    pub(crate) fn overriding(&self, place: usize) -> &[usize] {
        let range = self.starts.get(place).zip(self.starts.get(place + 1));
        range.and_then(|(&start, &end)| self.overriding.get(start..end)).unwrap_or_default()
    }
}

/// What permissions and limits come to: the laxest permission that counts, else what holds otherwise; raised to the
/// strictest limit that counts.
pub(crate) fn come_to(otherwise: Stance, permission: Option<Stance>, limit: Option<Stance>) -> Stance {
    let base = permission.unwrap_or(otherwise);
    limit.map_or(base, |limit| base.max(limit))
}

impl Truths {
    fn copy(&mut self, other: &Truths) {
        self.possible.clone_from(&other.possible);
        self.certain.clone_from(&other.certain);
    }

    /// Takes from the standing of a rule what those that override it leave none of.
    fn beat(&mut self, word: usize, bit: u64, overriding: &[usize]) {
        let (mut may_be, mut is) = (0, 0);
        for place in overriding {
            let of = |bits: &[u64]| bits.get(place / WORD).map_or(0, |word| word >> (place % WORD) & 1);
            may_be |= of(&self.possible);
            is |= of(&self.certain);
        }
        if let (Some(possible), Some(certain)) = (self.possible.get_mut(word), self.certain.get_mut(word)) {
            *possible &= !(bit * is);
            *certain &= !(bit * may_be);
        }
    }
}

/// The rules of some kind by word, as far as there are any.
fn words(model: &Model, in_order: &[usize], wanted: impl Fn(&Rule) -> bool) -> Vec<(usize, u64)> {
    let word = |rules: &[usize]| {
        let bits = rules.iter().enumerate().filter(|(_, rule)| model.rules.get(**rule).is_some_and(&wanted));
        bits.fold(0, |all, (bit, _)| all | 1 << bit)
    };
    in_order.chunks(WORD).map(word).enumerate().filter(|&(_, rules)| rules != 0).collect()
}

/// The overridden rules, by how long the chain of overrides above them is.
fn overridden(model: &Model, places: &[usize]) -> Vec<Overridden> {
    let mut depths = vec![0_usize; model.rules.len()];
    for &rule in &model.standing_order {
        let above = model.rules.get(rule).into_iter().flat_map(|rule| &rule.overridden_by);
        let depth = above.filter_map(|&by| depths.get(by)).map(|depth| depth + 1).max().unwrap_or(0);
        depths.get_mut(rule).into_iter().for_each(|slot| *slot = depth);
    }
    let mut words = BTreeMap::new();
    for (&depth, place) in depths.iter().zip(places).filter(|(depth, _)| **depth > 0) {
        *words.entry((depth, place / WORD)).or_insert(0) |= 1 << (place % WORD);
    }
    words.into_iter().map(|((_, word), rules)| Overridden { word, rules }).collect()
}
