//! What was presumed, and bears on what has to be done though not on the stance.

use crate::answer::{Anew, Judgement, Offers, Verdict, answer_in_words};
use crate::exact::Possible;
use crate::levels::Place;
use crate::model::{ActionId, FactId, Known, in_words};
use crate::situation::Situation;
use crate::words::Modality;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Something that was presumed, on which hangs what has to be done or must not be, or what else is usual.
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
    /// The other answers, in words, each of which would change it: of a count by range, of a `several` with one option more or
    /// less.
    pub answers: Vec<Arc<str>>,
    /// The actions that they make demands, or no demands any more: by id, in order. None where an answer only changes what else
    /// is presumed, and with it which stances are possible.
    pub actions: Vec<Arc<str>>,
}

/// The stances that are possible, what has to be done, and what must not be.
type Demands = (Possible, BTreeSet<(ActionId, Modality)>);

impl Situation {
    /// What was presumed and [does not matter](crate::guidance::Presumed::matters) to the stance, and yet changes something once
    /// another answer is given: what has to be done or must not be, or what else is presumed. In the order of the vocabulary. Any
    /// one thing that was presumed and is named neither here nor as what matters can be otherwise without changing the stance or
    /// a demand. Empty where nothing is presumed; `None` where it is too much to hold every situation.
    ///
    /// It takes about as long as the guidance of as many situations as there are other answers.
    ///
    /// ```
    /// let situation = demeanor::Guideline::standard()
    ///     .situation_from_json(r#"{ "timing.event_phase": "happened", "expression.emotion": "sadness" }"#)?;
    /// assert_eq!(situation.presumed_demands(), Some(Vec::new()), "nothing is presumed");
    /// let demands = situation.presuming().presumed_demands().expect("the shipped rules are not too many");
    /// assert!(demands.iter().all(|demand| !demand.answers.is_empty()));
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
        let place = self.guideline().outlook()?.encoding.fact(fact);
        let untested = Place::untested(model.vocabulary.fact(fact));
        let place = place.unwrap_or(&untested);
        let (mut answers, mut actions) = (Vec::new(), BTreeSet::new());
        for other in place.values_beside(code) {
            let known = anew.known_with(fact, other);
            let Some(then) = known.and_then(|known| self.demands(&known)) else { continue };
            if then != *now {
                answers.push(answer_in_words(model, model.vocabulary.fact(fact), &place.values, other));
                let differing = now.1.symmetric_difference(&then.1);
                actions.extend(differing.map(|(action, _)| model.actions.at(*action).id.clone()));
            }
        }
        let fact = model.vocabulary.fact(fact);
        (!answers.is_empty()).then(|| PresumedDemand {
            fact: fact.id.clone(),
            label: fact.label.clone(),
            words: in_words(fact, code, &model.wording),
            answers,
            actions: actions.into_iter().collect(),
        })
    }

    /// What is possible, has to be done or must not be where this is known, what is covered included.
    fn demands(&self, known: &Known) -> Option<Demands> {
        let compiled = self.guideline().compiled();
        let possible = compiled.outlook()?.possible(known);
        let judgement = Judgement::of(compiled, known);
        let standings = judgement.standings(compiled, known);
        let verdict = Verdict::of(&compiled.model, standings, Some(possible));
        let kept = Offers::of(&compiled.model, standings, &verdict.counting, verdict.stance).kept();
        let demanded = kept.iter().filter(|kept| kept.modality.is_absolute());
        Some((possible, demanded.map(|kept| (kept.action, kept.modality)).collect()))
    }
}
