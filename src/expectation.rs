//! Whether guidance meets an expectation, and what is amiss where it does not.

use crate::guidance::Guidance;
use crate::model::{Advised, Expectation, Model};
use crate::words::{Modality, Moment};
use std::fmt;
use std::sync::Arc;

/// Each part of an expectation that guidance does not meet, in words.
pub(crate) fn unmet(expect: &Expectation, model: &Model, guidance: &Guidance) -> Vec<String> {
    let mut unmet = Vec::new();
    if !expect.stances.contains(&guidance.stance()) {
        let stances: Vec<&str> = expect.stances.iter().map(|stance| stance.id()).collect();
        unmet.push(format!("the stance is {}, not {}", guidance.stance(), stances.join(" or ")));
    }
    let is_advised = |advised: &Advised| advises(guidance, advised, model);
    let missing = expect.advises.iter().filter(|advised| !is_advised(advised));
    unmet.extend(missing.map(|advised| format!("{} is not advised", Shown(advised, model))));
    if !expect.advises_one_of.is_empty() && !expect.advises_one_of.iter().any(is_advised) {
        let all: Vec<String> =
            expect.advises_one_of.iter().map(|advised| Shown(advised, model).to_string()).collect();
        unmet.push(format!("none of these is advised: {}", all.join(", ")));
    }
    let unwanted = expect.never_advises.iter().filter(|advised| is_advised(advised));
    unmet.extend(unwanted.map(|advised| format!("{} is advised", Shown(advised, model))));
    let stands = |id: &Arc<str>| {
        guidance.reasons().iter().any(|reason| reason.rule.as_ref() == Some(id) && reason.unknown.is_empty())
    };
    unmet.extend(expect.stands.iter().filter(|id| !stands(id)).map(|id| format!("`{id}` does not stand")));
    let set_aside = |id: &Arc<str>| guidance.set_aside().iter().any(|entry| entry.rule == *id);
    unmet.extend(
        expect.set_aside.iter().filter(|id| !set_aside(id)).map(|id| format!("`{id}` is not set aside")),
    );
    if let Some(settled) = expect.settled.filter(|&settled| settled != guidance.settled()) {
        unmet.push(format!("it is {}settled", if settled { "not " } else { "" }));
    }
    let asked = guidance.questions().unwrap_or_default().iter().map(|question| &*question.fact);
    let wanted = expect.asks_first.iter().filter_map(|&fact| Some(&*model.vocabulary.get(fact)?.id));
    let differs = asked.zip(wanted.clone()).find(|(asked, wanted)| asked != wanted);
    if let Some((asked, wanted)) = differs {
        unmet.push(format!("`{asked}` is asked where `{wanted}` should be"));
    } else if guidance.questions().unwrap_or_default().len() < expect.asks_first.len() {
        unmet.push(format!("fewer questions are asked than {}", wanted.collect::<Vec<_>>().join(", ")));
    }
    unmet
}

/// Is an action advised, or anything that fits a pattern? A name means advised as must, should or may.
fn advises(guidance: &Guidance, advised: &Advised, model: &Model) -> bool {
    let action = |index: usize| model.actions.get(index).map(|action| &action.id);
    let fits = |moment: Moment, modality: Modality, id: &Arc<str>| match advised {
        Advised::Action(index) => modality.is_do() && action(*index) == Some(id),
        Advised::Pattern(at, how) => {
            at.is_none_or(|at| at == moment) && how.is_none_or(|how| how == modality)
        }
    };
    guidance.advice().iter().any(|advice| fits(advice.moment, advice.modality, &advice.action))
}

/// An expected action or pattern, in words.
struct Shown<'a>(&'a Advised, &'a Model);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Advised::Action(index) => {
                let id = self.1.actions.get(*index).map(|action| &*action.id).unwrap_or_default();
                write!(f, "`{id}`")
            }
            Advised::Pattern(moment, modality) => {
                let modality = modality.map_or("anything", Modality::id);
                write!(f, "{modality} at {}", moment.map_or("any moment", Moment::id))
            }
        }
    }
}
