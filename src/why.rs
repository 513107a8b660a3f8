//! What can be asked about guidance beyond the guidance itself: what decided it, what would change it, which unknown
//! facts bear on the advice alone, what was presumed bears on what has to be done, and why a rule applies or does not.
//!
//! ```
//! use demeanor::Guideline;
//! use demeanor::why::WouldChange;
//!
//! let situation = Guideline::standard().empty_situation().with("expression.emotion", "anger")?;
//! let others: Option<Vec<WouldChange>> = situation.what_would_change();
//! for other in others.iter().flatten() {
//!     println!("{}: {} ways there", other.stance, other.changes.len());
//! }
//! # Ok::<(), demeanor::Rejected>(())
//! ```

mod presumed;
mod rule;

use crate::answer::Guidance;
use crate::exact::{advice_questions, decided, would_change};
use crate::model::{FactId, FactValue, Region, ValueTest, fact_value, test_in_words};
use crate::situation::Situation;
use crate::words::{Askable, Stance};
pub use presumed::PresumedDemand;
pub use rule::{Holding, OtherAnswer, Outcome, WhyPart, WhyRule};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// What decided a stance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DecidedBy {
    /// Sets of known facts, by id: each alone leaves only the stance possible, or, where several stances are, nothing laxer than
    /// the laxest of them; no part of it would do. Fewest facts first, at most eight.
    pub sets: Vec<Vec<Arc<str>>>,
    /// Are there more sets?
    pub more: bool,
    /// The known facts that no such set needs.
    pub irrelevant: Vec<Arc<str>>,
}

/// What would lead to another stance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct WouldChange {
    /// The other stance.
    pub stance: Stance,
    /// The changes that lead to it, no part of which does: fewest facts first.
    pub changes: Vec<PossibleChange>,
    /// Are there more changes: of more than three facts, or more than are listed?
    pub more: bool,
}

/// Other values of known facts, at most three.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PossibleChange {
    /// Each fact that changes, in the order of the vocabulary.
    pub facts: Vec<ChangedFact>,
}

/// A fact that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ChangedFact {
    /// The fact's id.
    pub fact: Arc<str>,
    /// Its short name.
    pub label: Arc<str>,
    /// Its value now.
    pub now: FactValue,
    /// The values it would have to have: any of them does.
    pub to: ValueTest,
    /// The same in words.
    pub words: Arc<str>,
}

/// An unknown fact that can change the advice, though not the stance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AdviceQuestion {
    /// The fact's id.
    pub fact: Arc<str>,
    /// The question.
    pub ask: Arc<str>,
    /// When it can be asked.
    pub askable: Askable,
    /// The actions about which its answers can differ, by id.
    pub actions: Vec<Arc<str>>,
}

impl Situation {
    /// The guidance with `decided_by` filled in, which takes a little longer.
    ///
    /// ```
    /// let situation = demeanor::Guideline::standard().situation_from_json(r#"{ "therapist.fitness": "impaired" }"#)?;
    /// assert!(situation.guidance().decided_by().is_none());
    /// let guidance = situation.guidance_and_why();
    /// assert_eq!(guidance.decided_by().map(|sets| sets.len()), Some(1));
    /// # Ok::<(), demeanor::Rejected>(())
    /// ```
    #[must_use]
    pub fn guidance_and_why(&self) -> Guidance {
        self.guidance().with_decided_by(self.decided_by().map(|decided| decided.sets))
    }

    /// Which of the known facts decided the stance, exactly. `None` where that would take too long.
    ///
    /// ```
    /// let situation = demeanor::Guideline::standard()
    ///     .situation_from_json(r#"{ "therapist.fitness": "impaired", "setting.channel": "phone" }"#)?;
    /// let decided = situation.decided_by().expect("the shipped rules are not too many");
    /// assert_eq!(decided.sets, [["therapist.fitness".into()]]);
    /// assert_eq!(decided.irrelevant, ["setting.channel".into()]);
    /// # Ok::<(), demeanor::Rejected>(())
    /// ```
    #[must_use]
    pub fn decided_by(&self) -> Option<DecidedBy> {
        let outlook = self.guideline().outlook()?;
        let settled = self.verdict().settled();
        let decided = decided(outlook, self.known(), settled).ok()?;
        Some(DecidedBy {
            sets: decided.sets.iter().map(|set| self.fact_ids(set)).collect(),
            more: decided.more,
            irrelevant: self.fact_ids(&decided.irrelevant),
        })
    }

    /// What would lead to each other stance: changes to known facts that can be changed, at most three at once, none of
    /// which could be left out. `None` where that would take too long.
    ///
    /// ```
    /// let situation = demeanor::Guideline::standard().situation_from_json(r#"{ "therapist.fitness": "impaired" }"#)?;
    /// let would_change = situation.what_would_change().expect("the shipped rules are not too many");
    /// assert_eq!(would_change.len(), 4);
    /// # Ok::<(), demeanor::Rejected>(())
    /// ```
    #[must_use]
    pub fn what_would_change(&self) -> Option<Vec<WouldChange>> {
        let guideline = self.guideline();
        let stance = self.verdict().stance;
        let found = would_change(guideline.model(), guideline.outlook(), self.known(), stance);
        let found = found.ok()?.into_iter();
        let said = found.map(|leads| WouldChange {
            stance: leads.stance,
            changes: leads.changes.iter().map(|region| self.change(region)).collect(),
            more: leads.more,
        });
        Some(said.collect())
    }

    /// The unknown facts that can change the advice, though not the stance: those that bear on most actions first. `None`
    /// where that would take too long.
    ///
    /// ```
    /// let situation = demeanor::Guideline::standard().situation_from_json(r#"{ "therapist.fitness": "impaired" }"#)?;
    /// let questions = situation.advice_questions().expect("the shipped rules are not too many");
    /// assert!(questions.iter().all(|question| !question.actions.is_empty()));
    /// # Ok::<(), demeanor::Rejected>(())
    /// ```
    #[must_use]
    pub fn advice_questions(&self) -> Option<Vec<AdviceQuestion>> {
        let model = self.guideline().model();
        let guidance = self.guidance();
        let of_stance = guidance.questions()?.iter().filter(|question| question.changes_stance);
        let changing: Vec<FactId> =
            of_stance.filter_map(|question| Some(model.vocabulary.named(&question.fact)?.number)).collect();
        let found = advice_questions(model, self.known(), &changing).ok()?;
        let mut questions: Vec<AdviceQuestion> = found
            .into_iter()
            .map(|(fact, actions)| {
                let fact = model.vocabulary.fact(fact);
                let actions = actions.iter().map(|&action| model.actions.at(action).id.clone());
                let mut actions: Vec<Arc<str>> = actions.collect();
                actions.sort();
                AdviceQuestion {
                    fact: fact.id.clone(),
                    ask: fact.ask.clone(),
                    askable: fact.askable,
                    actions,
                }
            })
            .collect();
        questions.sort_by(|one, other| {
            other.actions.len().cmp(&one.actions.len()).then_with(|| one.fact.cmp(&other.fact))
        });
        Some(questions)
    }

    fn fact_ids(&self, facts: &[FactId]) -> Vec<Arc<str>> {
        let vocabulary = &self.guideline().model().vocabulary;
        facts.iter().map(|&fact| vocabulary.fact(fact).id.clone()).collect()
    }

    fn change(&self, region: &Region) -> PossibleChange {
        let model = self.guideline().model();
        let facts = region.iter().filter_map(|(index, test)| {
            let fact = model.vocabulary.fact(*index);
            let now = (*self.known().at(*index))?;
            Some(ChangedFact {
                fact: fact.id.clone(),
                label: fact.label.clone(),
                now: fact_value(fact, now),
                to: ValueTest::of(fact, test),
                words: test_in_words(fact, test, &model.wording).into(),
            })
        });
        PossibleChange { facts: facts.collect() }
    }
}

impl fmt::Display for PossibleChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fact) in self.facts.iter().enumerate() {
            write!(f, "{}{}: {}", if index > 0 { "; " } else { "" }, fact.label, fact.words)?;
        }
        Ok(())
    }
}
