//! What was presumed, and bears on what has to be done though not on the stance.

use crate::answer::{Anew, Judgement, Offers, Verdict, said_of};
use crate::model::{ActionId, FactId, Known, in_words};
use crate::situation::Situation;
use crate::words::Modality;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Something that was presumed, on which hangs what has to be done or must not be, and not the stance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PresumedDemand {
    /// The fact's id.
    pub fact: Arc<str>,
    /// Its short name.
    pub label: Arc<str>,
    /// The value that it is taken to have, in words.
    pub words: Arc<str>,
    /// The other answers, in words, each of which alone would change it.
    pub answers: Vec<Arc<str>>,
    /// The actions that they make demands, or no demands any more: by id, in order.
    pub actions: Vec<Arc<str>>,
}

/// What has to be done, and what must not be.
type Demands = BTreeSet<(ActionId, Modality)>;

impl Situation {
    /// What was presumed and would leave the stances as they are, but not what has to be done or must not be: in the order of the
    /// vocabulary. What was presumed and is named neither here nor as [what matters](crate::guidance::Presumed::matters) changes
    /// neither, if it alone is otherwise. Empty where nothing is presumed; `None` where it is too much to hold every situation.
    ///
    /// It takes about as long as the guidance of as many situations as there are other answers.
    ///
    /// ```
    /// let situation = demeanor::Guideline::standard()
    ///     .situation_from_json(r#"{ "timing.event_phase": "happened", "expression.emotion": "sadness" }"#)?;
    /// assert_eq!(situation.presumed_demands(), Some(Vec::new()), "nothing is presumed");
    /// let demands = situation.presuming().presumed_demands().expect("the shipped rules are not too many");
    /// assert!(demands.iter().all(|demand| !demand.answers.is_empty() && !demand.actions.is_empty()));
    /// # Ok::<(), demeanor::Rejected>(())
    /// ```
    #[must_use]
    pub fn presumed_demands(&self) -> Option<Vec<PresumedDemand>> {
        if !self.is_presuming() {
            return Some(Vec::new());
        }
        let anew = self.presumed_anew()?;
        let guidance = self.guidance();
        let now = self.demands(self.known())?;
        let vocabulary = &self.guideline().model().vocabulary;
        let idle = guidance.presumed().iter().filter(|presumed| !presumed.matters);
        let numbers = idle.filter_map(|presumed| Some(vocabulary.named(&presumed.fact)?.number));
        Some(numbers.filter_map(|fact| self.presumed_demand(fact, &anew, &now)).collect())
    }

    fn presumed_demand(&self, fact: FactId, anew: &Anew<'_>, now: &Demands) -> Option<PresumedDemand> {
        let model = self.guideline().model();
        let code = (*self.known().at(fact))?;
        let place = self.guideline().outlook()?.encoding.fact(fact)?;
        let (mut answers, mut actions) = (Vec::new(), BTreeSet::new());
        for other in place.values_beside(code) {
            let Some(then) = anew.known_with(fact, other).and_then(|known| self.demands(&known)) else { continue };
            let differing: Vec<ActionId> = now.symmetric_difference(&then).map(|(action, _)| *action).collect();
            if !differing.is_empty() {
                answers.push(said_of(model, model.vocabulary.fact(fact), &place.values, other));
                actions.extend(differing);
            }
        }
        let fact = model.vocabulary.fact(fact);
        (!answers.is_empty()).then(|| PresumedDemand {
            fact: fact.id.clone(),
            label: fact.label.clone(),
            words: in_words(fact, code, &model.wording),
            answers,
            actions: actions.into_iter().map(|action| model.actions.at(action).id.clone()).collect(),
        })
    }

    /// What has to be done or must not be where this is known, what is covered included.
    fn demands(&self, known: &Known) -> Option<Demands> {
        let compiled = self.guideline().compiled();
        let possible = compiled.outlook()?.possible(known);
        let judgement = Judgement::of(compiled, known);
        let standings = judgement.standings(compiled, known);
        let verdict = Verdict::of(&compiled.model, standings, Some(possible));
        let kept = Offers::of(&compiled.model, standings, &verdict.counting, verdict.stance).kept();
        let demanded = kept.iter().filter(|kept| matches!(kept.modality, Modality::Must | Modality::MustNot));
        Some(demanded.map(|kept| (kept.action, kept.modality)).collect())
    }
}
