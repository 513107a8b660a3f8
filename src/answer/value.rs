//! Puts guidance together: what was found, in words that are shared.

use super::account::{Account, Cause};
use super::advice::{Clash, Kept, is_open};
use super::asked::Asked;
use super::compiled::Compiled;
use super::edition::Editions;
use super::guidance::{
    Advice, Against, Citation, Conflict, Covered, FactGiven, Given, Guidance, Missing, Pending, Reason,
    ReasonKind, SetAside, WouldAdvise,
};
use super::phrasebook::{Ready, reason};
use super::presumed::presumed;
use super::question::Presumed;
use crate::document::{Date, digest};
use crate::model::{ActionId, FactId, Known, Rule, RuleId, Text, Vote};
use std::sync::Arc;

/// Why a stance is raised that no rule in force demands.
const NOTHING_LAXER: &str = "Whatever the answers to what is not known, nothing laxer can come of it.";

/// Why a stance is lowered that rules in doubt would demand.
const NOTHING_STRICTER: &str = "Whatever the answers to what is not known, nothing stricter can come of it.";

/// The guidance for what is known of a situation.
pub(crate) fn guidance(compiled: &Compiled, known: &Known, day: Option<Date>) -> Guidance {
    guidance_on(compiled, Asked::strictly(known), &Editions::on(day))
}

/// The same, where what is said of the guideline itself may have been said before.
pub(crate) fn guidance_on(compiled: &Compiled, asked: Asked<'_>, editions: &Editions) -> Guidance {
    let view = View::of(compiled, asked);
    let (account, ready) = (&view.account, view.ready);
    Guidance {
        stance: account.verdict.stance,
        headline: account.model.wording.stance(account.verdict.stance),
        settled: account.verdict.settled(),
        possible: account.possible.map(|possible| possible.stances().collect()),
        advice: account.advice.iter().map(|kept| view.advice(kept)).collect(),
        reasons: account.causes.iter().map(|cause| view.reason(cause)).collect(),
        set_aside: view.set_aside(),
        pending: view.pending(),
        against: view.against(),
        conflicts: view.conflicts(),
        presuming: asked.given.is_some(),
        presumed: view.presumed(),
        struck: view.struck(),
        decided_by: None,
        sources: view.citations().collect(),
        guideline: editions.of(account.model, asked.known),
        engine: ready.engine.clone(),
        situation: view.given(),
        questions: view.account.questions,
    }
}

/// What was found, and the words for it.
pub(crate) struct View<'a> {
    pub(crate) account: Account<'a>,
    pub(crate) ready: &'a Ready,
    compiled: &'a Compiled,
    asked: Asked<'a>,
}

impl<'a> View<'a> {
    pub(crate) fn of(compiled: &'a Compiled, asked: Asked<'a>) -> View<'a> {
        View { account: Account::of(compiled, asked.known), ready: compiled.ready(), compiled, asked }
    }

    /// What was taken to be so.
    pub(crate) fn presumed(&self) -> Vec<Presumed> {
        let Asked { known, given: Some(given) } = self.asked else { return Vec::new() };
        presumed(self.account.model, self.compiled.outlook(), &given.known, known)
    }

    /// The facts that were said to be unknown, where the rest is presumed.
    pub(crate) fn struck(&self) -> Vec<Text> {
        self.fact_ids(self.asked.given.iter().flat_map(|given| given.struck.iter().copied()))
    }

    /// What was given, as against presumed.
    pub(crate) fn known_to_host(&self) -> &'a Known {
        self.asked.given.map_or(self.asked.known, |given| &given.known)
    }

    /// What is advised of an action.
    fn advice(&self, kept: &Kept) -> Advice {
        let action = self.account.model.actions.at(kept.action);
        Advice {
            action: action.id.clone(),
            text: self.ready.sentence(kept.action, kept.modality),
            moment: action.moment,
            modality: kept.modality,
            urgent: action.urgent,
            rules: self.rule_ids(kept.rules.iter().copied()),
            covers: kept.covers.iter().map(|kept| self.covered(kept)).collect(),
        }
    }

    /// What is advised of an action that is done with another.
    pub(crate) fn covered(&self, kept: &Kept) -> Covered {
        let action = self.account.model.actions.at(kept.action);
        Covered {
            action: action.id.clone(),
            text: self.ready.sentence(kept.action, kept.modality),
            moment: action.moment,
            modality: kept.modality,
            rules: self.rule_ids(kept.rules.iter().copied()),
        }
    }

    pub(crate) fn reason(&self, cause: &Cause) -> Reason {
        let model = self.account.model;
        let Some(index) = cause.rule else { return self.plain_reason(cause) };
        let rule = model.rules.at(index);
        Reason {
            facts: self.facts_given(rule),
            unknown: self.unknown(index),
            decisive: cause.decisive,
            ..reason(rule, model)
        }
    }

    fn facts_given(&self, rule: &Rule) -> Vec<Arc<FactGiven>> {
        let mut room = Vec::new();
        let grounds = self.account.grounds(rule, &mut room);
        grounds.map(|(fact, code)| self.ready.given(self.account.model, fact, code)).collect()
    }

    /// The unknown facts that leave a rule in doubt.
    fn unknown(&self, rule: RuleId) -> Vec<Text> {
        self.fact_ids(self.account.open_facts.facts(rule))
    }

    /// A reason that is no rule.
    fn plain_reason(&self, cause: &Cause) -> Reason {
        let (model, verdict) = (self.account.model, &self.account.verdict);
        let at_least = cause.vote.and_then(Vote::at_least);
        let doubt = model.while_unknown.as_ref().filter(|_| cause.kind == ReasonKind::WhileUnknown);
        let because = match cause.kind {
            ReasonKind::Otherwise => model.otherwise.because.clone(),
            ReasonKind::EveryCompletion if at_least.is_some() => NOTHING_LAXER.into(),
            ReasonKind::EveryCompletion => NOTHING_STRICTER.into(),
            ReasonKind::Rule | ReasonKind::WhileUnknown => {
                doubt.map(|doubt| doubt.because.clone()).unwrap_or_default()
            }
        };
        let unknown = doubt.map(|_| self.fact_ids(verdict.unknown_safety.iter().copied()));
        Reason {
            kind: cause.kind,
            rule: None,
            title: None,
            because,
            against: None,
            permits: cause.vote.and_then(Vote::permits),
            at_least,
            facts: Vec::new(),
            unknown: unknown.unwrap_or_default(),
            sources: Vec::new(),
            authority: None,
            strength: None,
            certainty: None,
            decisive: cause.decisive,
        }
    }

    fn set_aside(&self) -> Vec<SetAside> {
        let standing = |rules: &[RuleId]| self.rule_ids(self.account.those_that_stand(rules));
        let set_aside = self.account.set_aside().map(|(_, rule)| SetAside {
            rule: rule.id.clone(),
            title: rule.title.clone(),
            by: standing(&rule.overridden_by),
            reinstates: standing(&rule.overrides),
        });
        set_aside.collect()
    }

    pub(crate) fn pending(&self) -> Vec<Pending> {
        let pending = self.account.pending().map(|(index, rule)| Pending {
            rule: rule.id.clone(),
            title: rule.title.clone(),
            permits: rule.vote.and_then(Vote::permits),
            at_least: rule.vote.and_then(Vote::at_least),
            facts: self.unknown(index),
            would_advise: self.would_advise(rule),
        });
        pending.collect()
    }

    fn would_advise(&self, rule: &Rule) -> Vec<WouldAdvise> {
        let offers = rule.offers.iter().filter_map(|&(number, modality)| {
            let action = self.account.model.actions.at(number);
            is_open(action, &self.account.standings)
                .then(|| WouldAdvise { action: action.id.clone(), modality })
        });
        let mut offers: Vec<WouldAdvise> = offers.collect();
        offers.sort_by(|one, other| one.action.cmp(&other.action));
        offers
    }

    pub(crate) fn against(&self) -> Option<Against> {
        let against = self.account.against();
        against.map(|(rule, text)| Against { rule: rule.id.clone(), text: text.clone() })
    }

    pub(crate) fn conflicts(&self) -> Vec<Conflict> {
        let conflict = |clash: &Clash| Conflict {
            actions: self.action_ids(&clash.actions),
            rules: self.rule_ids(clash.rules.iter().copied()),
            overruled: self.rule_ids(clash.overruled.iter().copied()),
        };
        let mut conflicts: Vec<Conflict> = self.account.clashes.iter().map(conflict).collect();
        conflicts.sort_by(|one, other| one.actions.cmp(&other.actions));
        conflicts
    }

    fn citations(&self) -> impl Iterator<Item = Citation> {
        let sources = self.account.sources().into_iter();
        sources.map(|source| Citation::of(self.account.model.sources.at(source)))
    }

    fn given(&self) -> Given {
        let (model, known) = (self.account.model, self.known_to_host());
        let digest = digest(&self.ready.known_as_json(model, known)).into();
        Given { facts: self.ready.known(model, known), missing: self.missing(), digest }
    }

    /// The safety facts that are not known.
    pub(crate) fn missing(&self) -> Vec<Missing> {
        let unknown = self.account.verdict.unknown_safety.iter();
        let unknown = unknown.map(|&fact| self.account.model.vocabulary.fact(fact));
        let missing = unknown.map(|fact| Missing {
            fact: fact.id.clone(),
            ask: fact.ask.clone(),
            askable: fact.askable,
        });
        missing.collect()
    }

    fn rule_ids(&self, rules: impl IntoIterator<Item = RuleId>) -> Vec<Text> {
        rules.into_iter().map(|rule| self.account.model.rules.at(rule).id.clone()).collect()
    }

    fn action_ids(&self, actions: &[ActionId]) -> Vec<Text> {
        let found = actions.iter().map(|&action| self.account.model.actions.at(action));
        let mut ids: Vec<Text> = found.map(|action| action.id.clone()).collect();
        ids.sort();
        ids
    }

    fn fact_ids(&self, facts: impl IntoIterator<Item = FactId>) -> Vec<Text> {
        facts.into_iter().map(|fact| self.account.model.vocabulary.fact(fact).id.clone()).collect()
    }
}
