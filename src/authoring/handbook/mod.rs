//! What a guideline holds beside its rules, as plain data with conditions in words, for people who want to read it.

mod layers;
mod presumptions;
mod rules;

pub use layers::{LayerCard, Replacement, Restated};
pub use presumptions::PresumptionCard;
pub use rules::{CardAdvice, RuleCard};

use crate::guideline::Guideline;
use crate::model::{
    Action, ActionId, Advised, ConditionLine, Fallback, Impossible, LayerId, Model, Safeguard, SentenceCard,
    Source, Wording, condition_text,
};
use crate::words::{Modality, Moment, SourceKind, Stance};
use serde::Serialize;
use std::sync::Arc;

/// A named condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TermCard {
    /// Its id.
    pub term: Arc<str>,
    /// What it stands for, as the uppermost layer takes it.
    pub when: Vec<ConditionLine>,
}

/// A thing to do or not to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ActionCard {
    /// Its id.
    pub action: Arc<str>,
    /// When it is done.
    pub moment: Moment,
    /// What is done, as one imperative sentence.
    pub text: Arc<str>,
    /// Where it can be done at all; anywhere, if nothing is said.
    pub when: Option<Vec<ConditionLine>>,
    /// The actions that cannot go together with it.
    pub contradicts: Vec<Arc<str>>,
}

/// What must hold in every situation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SafeguardCard {
    /// Its id.
    pub safeguard: Arc<str>,
    /// The id of its layer.
    pub layer: Arc<str>,
    /// Where it must hold.
    pub when: Vec<ConditionLine>,
    /// The stances of which it speaks; of all where it names none.
    pub of_stances: Vec<Stance>,
    /// The stances that are acceptable, laxest first; any, where all are listed.
    pub stances: Vec<Stance>,
    /// All of these are advised.
    pub advises: Vec<ExpectedAdvice>,
    /// One of these is advised.
    pub advises_one_of: Vec<ExpectedAdvice>,
    /// None of these is advised.
    pub never_advises: Vec<ExpectedAdvice>,
    /// Why.
    pub because: Arc<str>,
}

/// Advice that a safeguard speaks of: one action, as a must, should or may; or all of a moment and modality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpectedAdvice {
    /// An action, by its id.
    Action(Arc<str>),
    /// Whatever is advised at a moment and in a modality; where one is left out, any.
    Pattern {
        /// The moment.
        moment: Option<Moment>,
        /// The modality.
        modality: Option<Modality>,
    },
}

/// A combination of facts that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ImpossibleCard {
    /// The id of its layer.
    pub layer: Arc<str>,
    /// The combination.
    pub when: Vec<ConditionLine>,
    /// Why it cannot be.
    pub because: Arc<str>,
}

/// What rules rest on, in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SourceCard {
    /// Its id.
    pub source: Arc<str>,
    /// How it is cited.
    pub citation: Arc<str>,
    /// Its kind.
    pub kind: SourceKind,
    /// Digital object identifier.
    pub doi: Option<Arc<str>>,
    /// Where it can be read.
    pub url: Option<Arc<str>>,
    /// Who was studied.
    pub sample: Option<Arc<str>>,
    /// What was found.
    pub found: Option<Arc<str>>,
    /// What it cannot show.
    pub limits: Option<Arc<str>>,
}

/// A finding that a layer leaves as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AcknowledgedCard {
    /// The id of the layer.
    pub layer: Arc<str>,
    /// The kind of finding, by the name that `analysis::FindingCode` has.
    pub finding: Arc<str>,
    /// What it is about, in order.
    pub of: Vec<Arc<str>>,
    /// Why it is left as it is.
    pub because: Arc<str>,
}

impl Guideline {
    /// What layers acknowledge of what is found over all situations: lower layers first, then as their documents list it.
    ///
    /// ```
    /// assert_eq!(demeanor::Guideline::standard().acknowledged().len(), 0);
    /// ```
    #[must_use]
    pub fn acknowledged(&self) -> impl ExactSizeIterator<Item = AcknowledgedCard> {
        let model = self.model();
        model.acknowledged.iter().map(|entry| AcknowledgedCard {
            layer: layer(model, entry.layer),
            finding: entry.code.id().into(),
            of: entry.of.clone(),
            because: entry.because.clone(),
        })
    }

    /// All terms: lower layers first, then as their documents list them.
    #[must_use]
    pub fn terms(&self) -> impl ExactSizeIterator<Item = TermCard> {
        let model = self.model();
        model.terms.numbered().map(|(number, term)| TermCard {
            term: term.clone(),
            when: condition_text::lines(model.terms_above().at(number), model),
        })
    }

    /// All actions that no layer withdraws: lower layers first, then as their documents list them.
    #[must_use]
    pub fn actions(&self) -> impl ExactSizeIterator<Item = ActionCard> {
        let actions = self.model().actions.iter().filter(|action| !action.withdrawn);
        let cards: Vec<ActionCard> = actions.map(|action| action_card(self.model(), action)).collect();
        cards.into_iter()
    }

    /// All safeguards: lower layers first, then as their documents list them.
    ///
    /// ```
    /// use demeanor::{Guideline, Stance};
    /// let danger = Guideline::standard().safeguards().find(|card| &*card.safeguard == "danger-pauses");
    /// assert_eq!(danger.map(|card| card.stances), Some(vec![Stance::Pause]));
    /// ```
    #[must_use]
    pub fn safeguards(&self) -> impl ExactSizeIterator<Item = SafeguardCard> {
        self.model().safeguards.iter().map(|safeguard| safeguard_card(self.model(), safeguard))
    }

    /// All combinations of facts that cannot be.
    #[must_use]
    pub fn impossible(&self) -> impl ExactSizeIterator<Item = ImpossibleCard> {
        self.model().impossible.iter().map(|entry| impossible_card(self.model(), entry))
    }

    /// All sources: lower layers first, then as their documents list them.
    #[must_use]
    pub fn sources(&self) -> impl ExactSizeIterator<Item = SourceCard> {
        self.model().sources.iter().map(source_card)
    }

    /// The stance where no permission counts, and why.
    #[must_use]
    pub fn otherwise(&self) -> Fallback {
        let otherwise = &self.model().otherwise;
        Fallback { stance: otherwise.stance, because: otherwise.because.clone() }
    }

    /// The limit while a safety fact is unknown, if there is one, and why.
    #[must_use]
    pub fn while_unknown(&self) -> Option<Fallback> {
        let stated = self.model().while_unknown.as_ref()?;
        Some(Fallback { stance: stated.at_least, because: stated.because.clone() })
    }

    /// The words it speaks in.
    #[must_use]
    pub fn wording(&self) -> &Wording {
        &self.model().wording
    }

    /// Every sentence of every stance, laxest stance first: of one stance the first whose condition holds is taken, and the
    /// last, which has none, where no other is.
    ///
    /// ```
    /// let sentences = demeanor::Guideline::standard().stance_sentences();
    /// assert!(sentences.len() >= 5 && sentences.last().is_some_and(|last| last.when.is_none()));
    /// ```
    #[must_use]
    pub fn stance_sentences(&self) -> Vec<SentenceCard> {
        self.model().sentence_cards()
    }
}

fn action_card(model: &Model, action: &Action) -> ActionCard {
    let other = |&other: &ActionId| model.actions.at(other).id.clone();
    ActionCard {
        action: action.id.clone(),
        moment: action.moment,
        text: action.text.clone(),
        when: action.when.as_ref().map(|when| condition_text::lines(when, model)),
        contradicts: action.contradicts.iter().map(other).collect(),
    }
}

fn safeguard_card(model: &Model, safeguard: &Safeguard) -> SafeguardCard {
    let advice = |list: &[Advised]| list.iter().map(|advised| expected(model, advised)).collect();
    SafeguardCard {
        safeguard: safeguard.id.clone(),
        layer: layer(model, safeguard.layer),
        when: condition_text::lines(&safeguard.when, model),
        of_stances: safeguard.stances.clone(),
        stances: safeguard.expect.stances.clone(),
        advises: advice(&safeguard.expect.advises),
        advises_one_of: advice(&safeguard.expect.advises_one_of),
        never_advises: advice(&safeguard.expect.never_advises),
        because: safeguard.because.clone(),
    }
}

fn expected(model: &Model, advised: &Advised) -> ExpectedAdvice {
    match advised {
        Advised::Action(action) => ExpectedAdvice::Action(model.actions.at(*action).id.clone()),
        Advised::Pattern(moment, modality) => {
            ExpectedAdvice::Pattern { moment: *moment, modality: *modality }
        }
    }
}

fn impossible_card(model: &Model, entry: &Impossible) -> ImpossibleCard {
    ImpossibleCard {
        layer: layer(model, entry.layer),
        when: condition_text::lines(&entry.when, model),
        because: entry.because.clone(),
    }
}

fn source_card(source: &Source) -> SourceCard {
    SourceCard {
        source: source.id.clone(),
        citation: source.citation.clone(),
        kind: source.kind,
        doi: source.doi.clone(),
        url: source.url.clone(),
        sample: source.sample.clone(),
        found: source.found.clone(),
        limits: source.limits.clone(),
    }
}

fn layer(model: &Model, number: LayerId) -> Arc<str> {
    model.layers.at(number).card.id.clone()
}
