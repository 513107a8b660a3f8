//! Guidance in words: what was found by number is looked up in the guideline and in what its phrasebook has ready.

use super::advice::{Clash, Kept, is_open};
use super::causes::{Cause, against};
use super::guidance::Guidance;
use super::phrasebook::Phrasebook;
use super::record::{
    Advice, Against, AskFirst, Citation, Conflict, Covered, FactGiven, Given, Missing, Pending, Reason,
    ReasonKind, Record, SetAside, WouldAdvise,
};
use super::standing::Standings;
use crate::document::{digest, written, written_with_room};
use crate::model::{FactId, Model, Rule, RuleId, SourceId, Text, Truth, Vote, World, in_words};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

/// Why a stance is raised that no rule in force demands.
const NOTHING_LAXER: &str = "Whatever the answers to what is not known, nothing laxer can come of it.";

/// Why a stance is lowered that rules in doubt would demand.
const NOTHING_STRICTER: &str = "Whatever the answers to what is not known, nothing stricter can come of it.";

/// More than a reason has bytes as JSON, as a rule; and than all else together has.
const BYTES: usize = 1024;

/// The version of this library.
const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// What guidance is read with.
#[derive(Clone, Copy)]
struct Reading<'a> {
    guidance: &'a Guidance,
    model: &'a Model,
    standings: Standings<'a>,
    phrasebook: &'a Phrasebook,
}

impl Guidance {
    /// The stance as a sentence.
    #[must_use]
    pub fn headline(&self) -> &str {
        let reading = self.reading();
        reading.model.sentence(self.stance(), || reading.standings.world())
    }

    /// What to do and not to do: by moment, what is urgent first, then as people read it.
    pub fn advice(&self) -> impl Iterator<Item = Advice<'_>> {
        let reading = self.reading();
        self.found.advice.iter().map(move |kept| reading.advice(kept))
    }

    /// What led to it: strictest first.
    pub fn reasons(&self) -> impl Iterator<Item = Reason<'_>> {
        let reading = self.reading();
        self.found.causes.iter().map(move |cause| reading.reason(cause))
    }

    /// Rules that are true and do not stand.
    pub fn set_aside(&self) -> impl Iterator<Item = SetAside<'_>> {
        let reading = self.reading();
        let set_aside = reading.standings.set_aside().into_iter();
        set_aside.map(move |index| reading.set_aside(reading.model.rules.at(index)))
    }

    /// Rules that an unknown fact keeps open: strictest first.
    pub fn pending(&self) -> impl Iterator<Item = Pending<'_>> {
        let reading = self.reading();
        let open = reading.standings.open().into_iter();
        let open = open.map(move |index| (index, reading.model.rules.at(index)));
        let pending = open.filter(move |(index, rule)| !reading.standings.counts(*index, rule));
        pending.map(move |(index, rule)| reading.pending(index, rule))
    }

    /// The strongest consideration on the other side.
    #[must_use]
    pub fn against(&self) -> Option<Against<'_>> {
        let against = against(&self.asked.compiled.model, &self.found.causes, self.stance());
        against.map(|(rule, text)| Against { rule: told(&rule.id), text: told(text) })
    }

    /// Advice that does not go together; none unless the guideline has a fault.
    pub fn conflicts(&self) -> impl Iterator<Item = Conflict<'_>> {
        let reading = self.reading();
        let mut conflicts: Vec<Conflict<'_>> =
            self.found.clashes.iter().map(|clash| reading.conflict(clash)).collect();
        conflicts.sort_by(|one, other| one.actions.cmp(&other.actions));
        conflicts.into_iter()
    }

    /// What is asked before all else, whatever depends on it, as the vocabulary says of these situations (`ask_first_when`): facts
    /// that were not given, though something may be presumed of them. In the order of the vocabulary.
    pub fn ask_first(&self) -> impl Iterator<Item = AskFirst<'_>> {
        let reading = self.reading();
        let World { known, truths, .. } = reading.standings.world();
        let asking = reading.model.asking.iter();
        let first = asking.filter(move |asking| asking.is_first(known, truths) == Truth::True);
        let not_given = first.filter(|asking| self.asked.given().at(asking.fact).is_none());
        not_given.map(move |asking| reading.ask_first(asking.fact))
    }

    /// The facts that were said to be unknown, of which nothing was presumed.
    pub fn struck(&self) -> impl Iterator<Item = &str> {
        let struck = self.asked.given.iter().flat_map(|given| given.struck.iter());
        struck.map(|&fact| &*self.asked.compiled.model.vocabulary.fact(fact).id)
    }

    /// The sources that reasons cite, in full, by id.
    pub fn sources(&self) -> impl Iterator<Item = &Citation> {
        let reading = self.reading();
        reading.sources().into_iter().map(move |source| reading.phrasebook.citation(source))
    }

    /// The version of the library that gave it.
    #[must_use]
    pub fn engine(&self) -> &str {
        ENGINE
    }

    /// The situation it is for.
    #[must_use]
    pub fn situation(&self) -> Given<'_> {
        let (phrasebook, model) = (self.asked.compiled.phrasebook(), &self.asked.compiled.model);
        let facts = phrasebook.known(model, self.asked.given());
        let digest = self.on_request.digest.get_or_init(|| digest(&written(&facts)));
        Given { missing: self.reading().missing(), digest: Some(Cow::Borrowed(digest)), facts: Some(facts) }
    }

    /// All of it in words, as it is serialised and read back.
    #[must_use]
    pub fn record(&self) -> Record<'_> {
        Record {
            stance: self.stance(),
            headline: Cow::Borrowed(self.headline()),
            settled: self.settled(),
            possible: self.possible().map(Cow::Borrowed),
            advice: self.advice().collect(),
            reasons: self.reasons().collect(),
            set_aside: self.set_aside().collect(),
            pending: self.pending().collect(),
            against: self.against(),
            conflicts: self.conflicts().collect(),
            questions: self.questions().map(Cow::Borrowed),
            ask_first: self.ask_first().collect(),
            presuming: self.presuming(),
            presumed: Cow::Borrowed(self.presumed()),
            struck: self.struck().map(Cow::Borrowed).collect(),
            decided_by: self.decided_by().map(Cow::Borrowed),
            sources: self.sources().map(Cow::Borrowed).collect(),
            guideline: Cow::Borrowed(self.guideline()),
            engine: Cow::Borrowed(self.engine()),
            situation: self.situation(),
        }
    }

    /// It as JSON, as it is serialised.
    #[must_use]
    pub(crate) fn to_json(&self) -> String {
        written_with_room(BYTES + BYTES * self.found.causes.len(), &self.record())
    }

    fn reading(&self) -> Reading<'_> {
        let (compiled, known) = (&*self.asked.compiled, &self.asked.known);
        Reading {
            guidance: self,
            model: &compiled.model,
            standings: self.found.judgement.standings(compiled, known),
            phrasebook: compiled.phrasebook(),
        }
    }
}

impl<'a> Reading<'a> {
    /// What is advised of an action.
    fn advice(self, kept: &'a Kept) -> Advice<'a> {
        let Covered { action, text, moment, modality, rules } = self.covered(kept);
        let urgent = self.model.actions.at(kept.action).urgent;
        let covers = kept.covers.iter().map(|kept| self.covered(kept)).collect();
        Advice { action, text, moment, modality, urgent, rules, covers }
    }

    /// What is advised of an action that is done with another.
    fn covered(self, kept: &'a Kept) -> Covered<'a> {
        let action = self.model.actions.at(kept.action);
        Covered {
            action: told(&action.id),
            text: Cow::Borrowed(self.phrasebook.sentence(kept.action, kept.modality)),
            moment: action.moment,
            modality: kept.modality,
            rules: self.rule_ids(&kept.rules),
        }
    }

    fn reason(self, cause: &Cause) -> Reason<'a> {
        let Some(index) = cause.rule else { return self.plain_reason(cause) };
        let rule = self.model.rules.at(index);
        let sources = rule.sources.iter().map(|&source| self.model.sources.at(source));
        Reason {
            kind: ReasonKind::Rule,
            rule: Some(told(&rule.id)),
            title: Some(told(&rule.title)),
            because: told(&rule.because),
            against: rule.against.as_ref().map(told),
            permits: rule.vote.and_then(Vote::permits),
            at_least: rule.vote.and_then(Vote::at_least),
            facts: self.facts_given(rule),
            unknown: self.unknown(index),
            sources: sources.map(|source| told(&source.id)).collect(),
            authority: Some(rule.authority),
            strength: Some(rule.strength),
            certainty: Some(rule.certainty),
            decisive: cause.decisive,
        }
    }

    /// A reason that is no rule.
    fn plain_reason(self, cause: &Cause) -> Reason<'a> {
        let at_least = cause.vote.and_then(Vote::at_least);
        let doubt = self.model.while_unknown.as_ref().filter(|_| cause.kind == ReasonKind::WhileUnknown);
        let because = match cause.kind {
            ReasonKind::Otherwise => &self.model.otherwise.because,
            ReasonKind::EveryCompletion if at_least.is_some() => NOTHING_LAXER,
            ReasonKind::EveryCompletion => NOTHING_STRICTER,
            ReasonKind::Rule | ReasonKind::WhileUnknown => {
                doubt.map(|doubt| &*doubt.because).unwrap_or_default()
            }
        };
        let unknown =
            doubt.map(|_| self.fact_ids(self.guidance.found.verdict.unknown_safety.iter().copied()));
        Reason {
            kind: cause.kind,
            rule: None,
            title: None,
            because: Cow::Borrowed(because),
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

    /// The facts that made a rule apply.
    fn facts_given(self, rule: &Rule) -> Vec<Cow<'a, FactGiven>> {
        let world = self.standings.world();
        let grounds = rule.when.grounds(Truth::True, world).into_iter();
        let known = grounds.filter_map(|fact| Some((fact, (*world.known.at(fact))?)));
        known.map(|(fact, code)| self.phrasebook.given(self.model, fact, code)).collect()
    }

    /// The unknown facts that leave a rule in doubt.
    fn unknown(self, rule: RuleId) -> Vec<Cow<'a, str>> {
        if self.standings.is_complete() {
            return Vec::new();
        }
        self.fact_ids(self.guidance.open_facts().facts(rule))
    }

    fn set_aside(self, rule: &'a Rule) -> SetAside<'a> {
        let that_stand = |rules: &[RuleId]| {
            let standing = rules.iter().filter(|&&rule| self.standings.standing(rule) == Truth::True);
            self.rule_ids(standing)
        };
        SetAside {
            rule: told(&rule.id),
            title: told(&rule.title),
            by: that_stand(&rule.overridden_by),
            reinstates: that_stand(&rule.overrides),
        }
    }

    fn pending(self, index: RuleId, rule: &'a Rule) -> Pending<'a> {
        Pending {
            rule: told(&rule.id),
            title: told(&rule.title),
            permits: rule.vote.and_then(Vote::permits),
            at_least: rule.vote.and_then(Vote::at_least),
            facts: self.unknown(index),
            would_advise: self.would_advise(rule),
        }
    }

    fn would_advise(self, rule: &Rule) -> Vec<WouldAdvise<'a>> {
        let offers = rule.offers.iter().filter_map(|&(number, modality)| {
            let action = self.model.actions.at(number);
            is_open(action, self.standings).then(|| WouldAdvise { action: told(&action.id), modality })
        });
        let mut offers: Vec<WouldAdvise<'_>> = offers.collect();
        offers.sort_by(|one, other| one.action.cmp(&other.action));
        offers
    }

    fn conflict(self, clash: &Clash) -> Conflict<'a> {
        let actions = clash.actions.iter().map(|&action| self.model.actions.at(action));
        let mut actions: Vec<Cow<'_, str>> = actions.map(|action| told(&action.id)).collect();
        actions.sort();
        Conflict { actions, rules: self.rule_ids(&clash.rules), overruled: self.rule_ids(&clash.overruled) }
    }

    /// The numbers of the sources that rules which count rest on, by id.
    fn sources(self) -> Vec<SourceId> {
        let counting = self.guidance.found.verdict.counting.iter().map(|&index| self.model.rules.at(index));
        let cited: BTreeSet<SourceId> = counting.flat_map(|rule| rule.sources.iter().copied()).collect();
        let mut cited: Vec<SourceId> = cited.into_iter().collect();
        cited.sort_by_key(|&source| &self.model.sources.at(source).id);
        cited
    }

    fn ask_first(self, number: FactId) -> AskFirst<'a> {
        let fact = self.model.vocabulary.fact(number);
        let code = *self.guidance.asked.known.at(number);
        let taken = code.map(|code| Cow::Owned(in_words(fact, code, &self.model.wording).to_string()));
        AskFirst { fact: told(&fact.id), ask: told(&fact.ask), askable: fact.askable, taken }
    }

    /// The safety facts that are not known.
    fn missing(self) -> Vec<Missing<'a>> {
        let unknown = self.guidance.found.verdict.unknown_safety.iter();
        let unknown = unknown.map(|&fact| self.model.vocabulary.fact(fact));
        unknown
            .map(|fact| Missing { fact: told(&fact.id), ask: told(&fact.ask), askable: fact.askable })
            .collect()
    }

    fn rule_ids<'b>(self, rules: impl IntoIterator<Item = &'b RuleId>) -> Vec<Cow<'a, str>> {
        let found = rules.into_iter().map(|&index| self.model.rules.at(index));
        found.map(|rule| told(&rule.id)).collect()
    }

    fn fact_ids(self, facts: impl IntoIterator<Item = FactId>) -> Vec<Cow<'a, str>> {
        let found = facts.into_iter().map(|index| self.model.vocabulary.fact(index));
        found.map(|fact| told(&fact.id)).collect()
    }
}

/// A text of the guideline.
fn told(text: &Text) -> Cow<'_, str> {
    Cow::Borrowed(text)
}

impl Serialize for Guidance {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.record().serialize(serializer)
    }
}

/// Two are the same where they say the same, word for word.
impl PartialEq for Guidance {
    fn eq(&self, other: &Guidance) -> bool {
        self.record() == other.record()
    }
}

impl Eq for Guidance {}

/// The stance and which facts were given, and not what they are: what is debugged ends in logs. [`Guidance::record`] has it all.
impl fmt::Debug for Guidance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = self.asked.compiled.model.vocabulary.facts().iter().zip(self.asked.given());
        let known: Vec<&str> = facts.filter(|(_, code)| code.is_some()).map(|(fact, _)| &*fact.id).collect();
        f.debug_struct("Guidance")
            .field("stance", &self.stance())
            .field("known", &known)
            .finish_non_exhaustive()
    }
}
