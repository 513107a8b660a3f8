//! Puts guidance together: what counts, what it advises, and why.

use crate::advice::{Clash, Kept, Offers, is_open};
use crate::compiled::Compiled;
use crate::condition::Known;
use crate::date::Date;
use crate::digest::digest;
use crate::edition::Editions;
use crate::guidance::{
    Advice, Against, Citation, Conflict, FactGiven, Given, Guidance, Missing, Pending, Reason, ReasonKind,
    SetAside, WouldAdvise,
};
use crate::model::{Model, Rule, Vote};
use crate::open_facts::OpenFacts;
use crate::outlook::Possible;
use crate::questions;
use crate::ready::Ready;
use crate::standing::Standings;
use crate::truth::Truth;
use crate::verdict::{Verdict, doubt, weigh};
use crate::vocabulary::Text;
use crate::words::Stance;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Why a stance is raised that no rule in force demands.
const NOTHING_LAXER: &str = "Whatever the answers to what is not known, nothing laxer can come of it.";

/// Why a stance is lowered that rules in doubt would demand.
const NOTHING_STRICTER: &str = "Whatever the answers to what is not known, nothing stricter can come of it.";

/// The guidance for what is known of a situation.
pub(crate) fn guidance(compiled: &Compiled, known: &Known, day: Option<Date>) -> Guidance {
    guidance_on(compiled, known, &Editions::on(day))
}

/// The same, where what is said of the guideline itself may have been said before.
pub(crate) fn guidance_on(compiled: &Compiled, known: &Known, editions: &Editions) -> Guidance {
    let model = &compiled.model;
    let standings = Standings::of(compiled, known);
    // A complete situation is its only completion: neither walks nor questions are needed.
    let open = !standings.is_complete();
    let alone = if open { compiled.outlook_alone(known) } else { None };
    let outlook = if open { compiled.outlook().or(alone.as_ref()) } else { None };
    let possible = match outlook {
        Some(outlook) => Some(outlook.possible(known)),
        None => standings.is_complete().then(|| Possible::only_one(standings.verdict())),
    };
    let verdict = Verdict::of(model, &standings, possible);
    let offers = Offers::of(model, &standings, &verdict.counting, verdict.stance);
    let kept = offers.kept();
    let open_facts = OpenFacts::of(model, &standings);
    let view = View { model, ready: compiled.ready(), standings: &standings, verdict: &verdict, open_facts };
    let reasons = view.reasons(&kept);
    Guidance {
        stance: verdict.stance,
        headline: model.wording.stance(verdict.stance),
        settled: verdict.settled(),
        possible: possible.map(|possible| possible.stances().collect()),
        advice: view.advice(&kept),
        set_aside: view.set_aside(),
        pending: view.pending(),
        against: view.against(&reasons),
        conflicts: view.conflicts(&offers.clashes(model, &kept)),
        questions: match outlook {
            Some(outlook) => Some(questions::questions(model, outlook, known, &verdict)),
            None => standings.is_complete().then(Vec::new),
        },
        decided_by: None,
        sources: view.citations(),
        guideline: editions.of(model, known),
        engine: compiled.ready().engine.clone(),
        situation: view.given(),
        reasons,
    }
}

/// Everything that guidance is read off from.
struct View<'a> {
    model: &'a Model,
    ready: &'a Ready,
    standings: &'a Standings<'a>,
    verdict: &'a Verdict,
    open_facts: OpenFacts,
}

impl View<'_> {
    fn given(&self) -> Given {
        let known = self.standings.world().known;
        let (facts, json) = self.ready.known(self.model, known);
        let unknown = self.verdict.unknown_safety.iter().filter_map(|&fact| self.model.vocabulary.get(fact));
        let missing = unknown.map(|fact| Missing {
            fact: fact.id.clone(),
            ask: fact.ask.clone(),
            askable: fact.askable,
        });
        Given { facts, missing: missing.collect(), digest: digest(&json).into() }
    }

    fn rule_ids(&self, rules: &[usize]) -> Vec<Text> {
        rules.iter().filter_map(|&index| self.model.rules.get(index)).map(|rule| rule.id.clone()).collect()
    }

    fn action_ids(&self, actions: &[usize]) -> Vec<Text> {
        let found = actions.iter().filter_map(|&index| self.model.actions.get(index));
        let mut ids: Vec<Text> = found.map(|action| action.id.clone()).collect();
        ids.sort();
        ids
    }

    fn fact_ids(&self, facts: impl IntoIterator<Item = usize>) -> Vec<Text> {
        facts
            .into_iter()
            .filter_map(|index| self.model.vocabulary.get(index))
            .map(|fact| fact.id.clone())
            .collect()
    }

    fn advice(&self, kept: &[Kept]) -> Vec<Advice> {
        let mut advice: Vec<_> = kept.iter().filter_map(|kept| self.one_advice(kept)).collect();
        advice.sort_by(|(one_authority, one), (other_authority, other)| {
            let one = (one.moment, one.modality, one_authority, &one.action);
            one.cmp(&(other.moment, other.modality, other_authority, &other.action))
        });
        advice.into_iter().map(|(_, advice)| advice).collect()
    }

    fn one_advice(&self, kept: &Kept) -> Option<(crate::words::Authority, Advice)> {
        let action = self.model.actions.get(kept.action)?;
        let first = self.model.rules.get(*kept.rules.first()?)?;
        let advice = Advice {
            action: action.id.clone(),
            text: self.ready.sentence(kept.action, kept.modality),
            moment: action.moment,
            modality: kept.modality,
            rules: self.rule_ids(&kept.rules),
        };
        Some((first.authority, advice))
    }

    /// Rules that count, `otherwise` and `while_unknown`, strictest first.
    fn reasons(&self, kept: &[Kept]) -> Vec<Reason> {
        let decisive = self.decisive(&self.verdict.counting, self.verdict.stance, kept);
        let counting =
            self.verdict.counting.iter().filter_map(|&index| Some((index, self.model.rules.get(index)?)));
        let mut reasons: Vec<Reason> = counting
            .map(|(index, rule)| {
                let decisive = decisive.binary_search(&index).is_ok() || self.blocks_something_decisive(rule);
                self.rule_reason(index, rule, decisive)
            })
            .collect();
        reasons.extend(self.otherwise_reason());
        reasons.extend(self.while_unknown_reason());
        if !reasons.iter().any(|reason| reason.vote() == Some(self.verdict.stance)) {
            reasons.push(self.every_completion_reason());
        }
        // Rules are in order already; the sort is stable and lays the other reasons among them.
        reasons.sort_by(|one, other| other.vote().cmp(&one.vote()).then(one.kind.cmp(&other.kind)));
        reasons
    }

    fn rule_reason(&self, index: usize, rule: &Rule, decisive: bool) -> Reason {
        let (permits, at_least) = votes(rule.vote);
        Reason {
            kind: ReasonKind::Rule,
            rule: Some(rule.id.clone()),
            title: Some(rule.title.clone()),
            because: rule.because.clone(),
            against: rule.against.clone(),
            permits,
            at_least,
            facts: self.facts_given(rule),
            unknown: self.fact_ids(self.open_facts.facts(index)),
            sources: rule
                .sources
                .iter()
                .filter_map(|&index| Some(self.model.sources.get(index)?.id.clone()))
                .collect(),
            authority: Some(rule.authority),
            strength: Some(rule.strength),
            certainty: Some(rule.certainty),
            decisive,
        }
    }

    fn facts_given(&self, rule: &Rule) -> Vec<Arc<FactGiven>> {
        let world = self.standings.world();
        let given =
            |fact: usize| self.ready.given(self.model, fact, world.known.get(fact).copied().flatten()?);
        rule.when.grounds(world).into_iter().filter_map(given).collect()
    }

    fn otherwise_reason(&self) -> Option<Reason> {
        let otherwise = &self.model.otherwise;
        let reason = self.plain_reason(ReasonKind::Otherwise, &otherwise.because, otherwise.stance);
        self.verdict.silent.then_some(Reason { permits: Some(otherwise.stance), ..reason })
    }

    fn while_unknown_reason(&self) -> Option<Reason> {
        let unknown = self.fact_ids(self.verdict.unknown_safety.iter().copied());
        let doubt = self.model.while_unknown.as_ref().filter(|_| !unknown.is_empty())?;
        let reason = self.plain_reason(ReasonKind::WhileUnknown, &doubt.because, doubt.at_least);
        Some(Reason { at_least: Some(doubt.at_least), unknown, ..reason })
    }

    /// What no rule that counts demands, and yet every completion comes to.
    fn every_completion_reason(&self) -> Reason {
        let stance = self.verdict.stance;
        let raised = weigh(self.model, &self.verdict.counting).0 < stance;
        let because = if raised { NOTHING_LAXER } else { NOTHING_STRICTER };
        let reason = self.plain_reason(ReasonKind::EveryCompletion, &because.into(), stance);
        if raised {
            Reason { at_least: Some(stance), ..reason }
        } else {
            Reason { permits: Some(stance), ..reason }
        }
    }

    fn plain_reason(&self, kind: ReasonKind, because: &Text, stance: Stance) -> Reason {
        Reason {
            kind,
            rule: None,
            title: None,
            because: because.clone(),
            against: None,
            permits: None,
            at_least: None,
            facts: Vec::new(),
            unknown: Vec::new(),
            sources: Vec::new(),
            authority: None,
            strength: None,
            certainty: None,
            decisive: stance == self.verdict.stance,
        }
    }

    /// The rules whose vote is the stance, or that alone support an advised action, in order.
    fn decisive(&self, counting: &[usize], stance: Stance, kept: &[Kept]) -> Vec<usize> {
        let votes = counting.iter().copied().filter(|&index| {
            let vote = self.model.rules.get(index).and_then(|rule| rule.vote);
            vote.is_some_and(|vote| vote.stance() == stance)
        });
        let alone = kept.iter().filter_map(|kept| match kept.rules.as_slice() {
            [only] => Some(*only),
            _ => None,
        });
        let mut decisive: Vec<usize> = votes.chain(alone).collect();
        decisive.sort_unstable();
        decisive
    }

    /// Does a rule that only blocks set aside one that would be decisive if it counted too?
    fn blocks_something_decisive(&self, blocker: &Rule) -> bool {
        let only_blocks = blocker.vote.is_none() && blocker.offers.is_empty();
        let mut set_aside = blocker.overrides.iter().filter(|&&other| self.standings.is_set_aside(other));
        only_blocks && set_aside.any(|&other| self.would_be_decisive(other))
    }

    fn would_be_decisive(&self, rule: usize) -> bool {
        let mut counting = self.verdict.counting.clone();
        counting.push(rule);
        counting.sort_unstable();
        let (weighed, _) = weigh(self.model, &counting);
        let stance =
            doubt(self.model, &self.verdict.unknown_safety).map_or(weighed, |doubt| weighed.max(doubt));
        let kept = Offers::of(self.model, self.standings, &counting, stance).kept();
        self.decisive(&counting, stance, &kept).contains(&rule)
    }

    fn set_aside(&self) -> Vec<SetAside> {
        let rules = self.standings.set_aside().into_iter().filter_map(|index| self.model.rules.get(index));
        let stand = |rules: &[usize]| -> Vec<usize> {
            rules.iter().copied().filter(|&other| self.standings.standing(other) == Truth::True).collect()
        };
        rules
            .map(|rule| SetAside {
                rule: rule.id.clone(),
                title: rule.title.clone(),
                by: self.rule_ids(&stand(&rule.overridden_by)),
                reinstates: self.rule_ids(&stand(&rule.overrides)),
            })
            .collect()
    }

    fn pending(&self) -> Vec<Pending> {
        let open = self.standings.open().into_iter();
        let rules = open.filter_map(|index| Some((index, self.model.rules.get(index)?)));
        let open = rules.filter(|(index, rule)| !self.standings.counts(*index, rule));
        open.map(|(index, rule)| {
            let (permits, at_least) = votes(rule.vote);
            Pending {
                rule: rule.id.clone(),
                title: rule.title.clone(),
                permits,
                at_least,
                facts: self.fact_ids(self.open_facts.facts(index)),
                would_advise: self.would_advise(rule),
            }
        })
        .collect()
    }

    fn would_advise(&self, rule: &Rule) -> Vec<WouldAdvise> {
        let offers = rule.offers.iter().filter_map(|&(number, modality)| {
            let action = self.model.actions.get(number).filter(|action| is_open(action, self.standings))?;
            Some(WouldAdvise { action: action.id.clone(), modality })
        });
        let mut offers: Vec<WouldAdvise> = offers.collect();
        offers.sort_by(|one, other| one.action.cmp(&other.action));
        offers
    }

    /// What the decisive rules themselves admit, else the laxest permission that was outvoted.
    fn against(&self, reasons: &[Reason]) -> Option<Against> {
        let decisive = |votes: bool| {
            reasons.iter().filter(move |reason| {
                reason.decisive && (reason.vote() == Some(self.verdict.stance)) == votes
            })
        };
        let admitted = decisive(true)
            .chain(decisive(false))
            .find_map(|reason| Some(Against { rule: reason.rule.clone()?, text: reason.against.clone()? }));
        let outvoted = || {
            let permissions = reasons.iter().filter(|reason| reason.permits < Some(self.verdict.stance));
            let standing = permissions.filter(|reason| reason.permits.is_some() && reason.rule.is_some());
            let laxest = standing.min_by_key(|reason| reason.permits)?;
            Some(Against { rule: laxest.rule.clone()?, text: laxest.because.clone() })
        };
        admitted.or_else(outvoted)
    }

    fn conflicts(&self, clashes: &[Clash]) -> Vec<Conflict> {
        let mut conflicts: Vec<Conflict> = clashes
            .iter()
            .map(|clash| Conflict {
                actions: self.action_ids(&clash.actions),
                rules: self.rule_ids(&clash.rules),
            })
            .collect();
        conflicts.sort_by(|one, other| one.actions.cmp(&other.actions));
        conflicts
    }

    fn citations(&self) -> Vec<Citation> {
        let counting = self.verdict.counting.iter().filter_map(|&index| self.model.rules.get(index));
        let cited: BTreeSet<usize> = counting.flat_map(|rule| rule.sources.iter().copied()).collect();
        let found = cited.into_iter().filter_map(|index| self.model.sources.get(index));
        let mut citations: Vec<Citation> = found.map(Citation::of).collect();
        citations.sort_by(|one, other| one.id.cmp(&other.id));
        citations
    }
}

/// A vote as the two fields of a reason: what it permits, what it demands.
fn votes(vote: Option<Vote>) -> (Option<Stance>, Option<Stance>) {
    match vote {
        Some(Vote::Permits(stance)) => (Some(stance), None),
        Some(Vote::AtLeast(stance)) => (None, Some(stance)),
        None => (None, None),
    }
}
