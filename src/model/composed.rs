//! The checked, composed model of a guideline: everything resolved, nothing left to go wrong.

use super::asking::Asking;
use super::condition::Condition;
use super::governance;
use super::known::Known;
use super::layer_changes::Statements;
use super::number::{ActionId, FactId, LayerId, Number, RuleId, SourceId, Table, TermId};
use super::presumption::Presumption;
use super::sentences::StanceSentences;
use super::text::Text;
use super::value::in_words;
use super::vocabulary::{FactGroup, Vocabulary};
use super::wording::Wording;
use crate::document::{Limits, Origin};
use crate::words::{Authority, Certainty, FindingCode, Modality, Moment, SourceKind, Stance, Strength};
use std::collections::BTreeSet;

/// A guideline, composed of its layers.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    /// Lowest first; there is at least one.
    pub(crate) layers: Table<LayerId, ModelLayer>,
    pub(crate) vocabulary: Vocabulary,
    /// In the order in which they are shown.
    pub(crate) groups: Vec<FactGroup>,
    /// What is presumed of each fact.
    pub(crate) presumptions: Table<FactId, Option<Presumption>>,
    /// Where facts are worth asking, of those that say so; in the order of the vocabulary.
    pub(crate) asking: Vec<Asking>,
    /// The names of the terms, in the order of every layer's conditions.
    pub(crate) terms: Table<TermId, Text>,
    /// As declared, lower layers first.
    pub(crate) actions: Table<ActionId, Action>,
    /// By strictness, authority, id.
    pub(crate) rules: Table<RuleId, Rule>,
    /// The rules, those that override before those that are overridden.
    pub(crate) standing_order: Vec<RuleId>,
    pub(crate) impossible: Vec<Impossible>,
    pub(crate) safeguards: Vec<Safeguard>,
    pub(crate) cases: Vec<Case>,
    pub(crate) acknowledged: Vec<Acknowledged>,
    /// As declared, lower layers first.
    pub(crate) sources: Table<SourceId, Source>,
    pub(crate) otherwise: Otherwise,
    pub(crate) while_unknown: Option<WhileUnknown>,
    pub(crate) wording: Wording,
    /// The sentences of stances that are taken in some situations.
    pub(crate) sentences: StanceSentences,
    pub(crate) digest: Text,
    /// The most that is worked out.
    pub(crate) limits: Limits,
}

/// One layer.
#[derive(Clone, Debug)]
pub(crate) struct ModelLayer {
    /// Which rule set it is, and who stands behind it.
    pub(crate) card: governance::Layer,
    /// What it is meant for, in terms as they are here.
    pub(crate) scope: Option<Condition>,
    /// The conditions of the terms as this layer sees them, in the order of the model's terms.
    pub(crate) terms: Table<TermId, Condition>,
    /// The terms, in an order in which each comes after those that it uses.
    pub(crate) term_order: Vec<TermId>,
    /// What it adds to the layers below, takes out of them and makes stricter.
    pub(crate) states: Statements,
    /// The terms that it restates, and where.
    pub(crate) restated: Vec<(TermId, Origin)>,
    /// The rules of layers below whose place its own take.
    pub(crate) replaces: Vec<Replaced>,
    /// Where it lists what of its own may relax, or could.
    pub(crate) may_relax_at: Origin,
}

/// A thing to do or not to do.
#[derive(Clone, Debug)]
pub(crate) struct Action {
    pub(crate) id: Text,
    pub(crate) moment: Moment,
    pub(crate) text: Text,
    pub(crate) when: Option<Condition>,
    /// The actions that it cannot go together with, whichever of the two says so.
    pub(crate) contradicts: Vec<ActionId>,
    /// Is it about life and limb?
    pub(crate) urgent: bool,
    /// The actions that are done with it; there is no circle.
    pub(crate) covers: Vec<ActionId>,
    /// Does a layer withdraw it, so that no rule offers it?
    pub(crate) withdrawn: bool,
}

/// A rule's say in the stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vote {
    Permits(Stance),
    AtLeast(Stance),
}

/// A rule.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) id: Text,
    pub(crate) title: Text,
    pub(crate) layer: LayerId,
    /// The id of the rule whose place it takes.
    pub(crate) replaces: Option<Text>,
    pub(crate) when: Condition,
    pub(crate) vote: Option<Vote>,
    /// Actions with their modality, in the order of the actions.
    pub(crate) offers: Vec<(ActionId, Modality)>,
    pub(crate) because: Text,
    pub(crate) against: Option<Text>,
    pub(crate) sources: Vec<SourceId>,
    pub(crate) authority: Authority,
    pub(crate) strength: Strength,
    pub(crate) certainty: Certainty,
    /// The rules that it overrides, in order.
    pub(crate) overrides: Vec<RuleId>,
    /// The rules that override it, in order.
    pub(crate) overridden_by: Vec<RuleId>,
}

/// A rule of a layer below, as it was, and the one that takes its place.
#[derive(Clone, Debug)]
pub(crate) struct Replaced {
    /// Its overrides are those of rules that are still there; what overrode it overrides the other.
    pub(crate) before: Rule,
    pub(crate) after: Rule,
}

/// A combination of facts that cannot be.
#[derive(Clone, Debug)]
pub(crate) struct Impossible {
    pub(crate) layer: LayerId,
    pub(crate) when: Condition,
    pub(crate) because: Text,
    /// Where it stands.
    pub(crate) origin: Origin,
}

/// What must hold in every situation.
#[derive(Clone, Debug)]
pub(crate) struct Safeguard {
    pub(crate) id: Text,
    pub(crate) layer: LayerId,
    pub(crate) when: Condition,
    /// The stances of which it speaks; all where none is named.
    pub(crate) stances: Vec<Stance>,
    pub(crate) expect: Expectation,
    pub(crate) because: Text,
    /// Where it stands.
    pub(crate) origin: Origin,
}

/// A situation with the guidance expected for it.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) id: Text,
    pub(crate) layer: LayerId,
    pub(crate) title: Text,
    pub(crate) known: Known,
    /// Is what is usual taken to be so?
    pub(crate) presuming: bool,
    pub(crate) expect: Expectation,
    pub(crate) because: Option<Text>,
}

/// Something that is found over all situations, and left as it is.
#[derive(Clone, Debug)]
#[cfg_attr(
    not(any(feature = "analysis", feature = "authoring")),
    expect(dead_code, reason = "it is read where findings are, and in handbooks")
)]
pub(crate) struct Acknowledged {
    pub(crate) layer: LayerId,
    pub(crate) code: FindingCode,
    /// What it is about, in order.
    pub(crate) of: Vec<Text>,
    pub(crate) because: Text,
}

/// What guidance is expected to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Expectation {
    /// The acceptable stances.
    pub(crate) stances: Vec<Stance>,
    pub(crate) advises: Vec<Advised>,
    pub(crate) advises_one_of: Vec<Advised>,
    pub(crate) never_advises: Vec<Advised>,
    pub(crate) stands: Vec<Text>,
    pub(crate) set_aside: Vec<Text>,
    pub(crate) settled: Option<bool>,
    pub(crate) asks_first: Vec<FactId>,
}

/// Advised actions: one, or all of a moment and modality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Advised {
    Action(ActionId),
    Pattern(Option<Moment>, Option<Modality>),
}

/// What a rule rests on.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) id: Text,
    pub(crate) citation: Text,
    pub(crate) kind: SourceKind,
    pub(crate) doi: Option<Text>,
    pub(crate) url: Option<Text>,
    pub(crate) sample: Option<Text>,
    pub(crate) found: Option<Text>,
    pub(crate) limits: Option<Text>,
}

/// The stance where no permission counts.
#[derive(Clone, Debug)]
pub(crate) struct Otherwise {
    pub(crate) stance: Stance,
    pub(crate) because: Text,
}

/// A limit while a safety fact is unknown.
#[derive(Clone, Debug)]
pub(crate) struct WhileUnknown {
    pub(crate) at_least: Stance,
    pub(crate) because: Text,
}

impl Model {
    /// What is usual: what is presumed, and of facts of which nothing is presumed their least value.
    pub(crate) fn usual(&self) -> Known {
        let presumed = self.presumptions.iter().map(|presumption| Some(presumption.as_ref()?.code)).collect();
        self.vocabulary.filled(&presumed)
    }

    /// Is what is known of a fact what is presumed of it?
    pub(crate) fn is_usual(&self, fact: FactId, known: &Known) -> bool {
        let presumed = self.presumptions.at(fact).as_ref();
        presumed.is_some_and(|presumed| *known.at(fact) == Some(presumed.code))
    }

    /// The terms as the whole composition sees them.
    pub(crate) fn terms_above(&self) -> &Table<TermId, Condition> {
        self.terms_of(self.top())
    }

    /// The terms as a layer sees them.
    pub(crate) fn terms_of(&self, layer: LayerId) -> &Table<TermId, Condition> {
        &self.layers.at(layer).terms
    }

    /// The facts that a rule rests on, by its own condition and those of the rules that may set it aside.
    pub(crate) fn facts_of(&self, rule: RuleId) -> BTreeSet<FactId> {
        let (mut facts, mut seen) = (BTreeSet::new(), BTreeSet::from([rule]));
        let mut to_visit = vec![rule];
        while let Some(rule) = to_visit.pop().map(|rule| self.rules.at(rule)) {
            facts.extend(rule.when.closure(self.terms_above()).0);
            to_visit.extend(rule.overridden_by.iter().copied().filter(|&by| seen.insert(by)));
        }
        facts
    }

    /// The actions of which some rule says that they must, or must not, be done.
    pub(crate) fn demanded(&self) -> BTreeSet<ActionId> {
        let offers = self.rules.iter().flat_map(|rule| &rule.offers);
        offers.filter(|(_, modality)| modality.is_absolute()).map(|(action, _)| *action).collect()
    }

    /// The uppermost layer.
    pub(crate) fn top(&self) -> LayerId {
        LayerId::of(self.layers.len().saturating_sub(1))
    }

    /// The rule of an id, with its number.
    pub(crate) fn rule_named(&self, id: &str) -> Option<(RuleId, &Rule)> {
        self.rules.numbered().find(|(_, rule)| *rule.id == *id)
    }

    /// The safety facts that are unknown, in order.
    pub(crate) fn unknown_safety(&self, known: &Known) -> Vec<FactId> {
        let facts = self.vocabulary.facts().numbered();
        facts
            .filter(|(number, fact)| fact.safety && known.at(*number).is_none())
            .map(|(number, _)| number)
            .collect()
    }

    /// What is known of some facts, in words: each with its name and value.
    pub(crate) fn known_in_words(&self, known: &Known, facts: impl IntoIterator<Item = FactId>) -> String {
        let said = facts.into_iter().filter_map(|number| {
            let (fact, code) = (self.vocabulary.fact(number), (*known.at(number))?);
            Some(format!("{} ({}: {})", fact.id, fact.label, in_words(fact, code, &self.wording)))
        });
        said.collect::<Vec<_>>().join("; ")
    }

    /// The limit while safety facts are unknown.
    pub(crate) fn doubt(&self, unknown_safety: &[FactId]) -> Option<Stance> {
        let doubt = self.while_unknown.as_ref().filter(|_| !unknown_safety.is_empty());
        doubt.map(|doubt| doubt.at_least)
    }

    /// Every condition anywhere in the model.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let layers = self.layers.iter().flat_map(|layer| layer.terms.iter().chain(&layer.scope));
        let actions = self.actions.iter().filter_map(|action| action.when.as_ref());
        layers
            .chain(actions)
            .chain(self.rules.iter().map(|rule| &rule.when))
            .chain(self.impossible.iter().map(|entry| &entry.when))
            .chain(self.safeguards.iter().map(|safeguard| &safeguard.when))
    }
}

impl Vote {
    /// Is it a limit?
    pub(crate) fn is_limit(self) -> bool {
        matches!(self, Vote::AtLeast(_))
    }

    /// The stance it permits or demands.
    pub(crate) fn stance(self) -> Stance {
        match self {
            Vote::Permits(stance) | Vote::AtLeast(stance) => stance,
        }
    }

    /// The stance it permits.
    pub(crate) fn permits(self) -> Option<Stance> {
        (!self.is_limit()).then_some(self.stance())
    }

    /// The stance it demands at least.
    pub(crate) fn at_least(self) -> Option<Stance> {
        self.is_limit().then_some(self.stance())
    }
}

impl Safeguard {
    /// The stances that it speaks of.
    pub(crate) fn premise(&self) -> impl Iterator<Item = Stance> {
        Stance::ALL.iter().copied().filter(|&stance| self.speaks_of(stance))
    }

    /// Does it speak of a stance?
    pub(crate) fn speaks_of(&self, stance: Stance) -> bool {
        self.stances.is_empty() || self.stances.contains(&stance)
    }
}

impl Expectation {
    /// What has to be advised: of each demand at least one action.
    pub(crate) fn demands(&self) -> impl Iterator<Item = &[Advised]> {
        let one_of = Some(self.advises_one_of.as_slice()).filter(|one_of| !one_of.is_empty());
        self.advises.iter().map(std::slice::from_ref).chain(one_of)
    }

    /// Does it expect anything of the advice?
    pub(crate) fn expects_advice(&self) -> bool {
        !(self.advises.is_empty() && self.advises_one_of.is_empty() && self.never_advises.is_empty())
    }

    /// Are there stances between those that it accepts that it does not accept?
    pub(crate) fn accepts_with_gaps(&self) -> bool {
        self.stances.windows(2).any(|pair| matches!(pair, [one, next] if leaves_gap(*one, *next)))
    }

    /// Would any guidance do?
    pub(crate) fn expects_nothing(&self) -> bool {
        self.stances.len() == Stance::ALL.len()
            && self.settled.is_none()
            && self.advises.is_empty()
            && self.advises_one_of.is_empty()
            && self.never_advises.is_empty()
            && self.stands.is_empty()
            && self.set_aside.is_empty()
            && self.asks_first.is_empty()
    }
}

/// Is there a stance between two?
fn leaves_gap(one: Stance, next: Stance) -> bool {
    Stance::ALL.iter().any(|&stance| one < stance && stance < next)
}
