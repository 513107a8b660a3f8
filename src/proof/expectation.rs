//! Whether guidance meets an expectation, and what is amiss where it does not.

use crate::answer::Guidance;
use crate::model::{ActionId, Advised, Expectation, Model};
use crate::words::{Modality, Moment, Stance};
use std::fmt;
use std::sync::Arc;

/// Each part of an expectation that guidance does not meet, in words.
pub(crate) fn unmet(expect: &Expectation, model: &Model, guidance: &Guidance) -> Vec<String> {
    let mut unmet: Vec<String> = unmet_by_stance(expect, guidance.stance()).into_iter().collect();
    unmet.extend(missing_advice(expect, model, guidance));
    unmet.extend(unwanted_advice(expect, model, guidance));
    unmet.extend(unmet_by_rules(expect, guidance));
    unmet.extend(unmet_by_questions(expect, model, guidance));
    unmet
}

/// Whether a stance is not one of those expected.
pub(crate) fn unmet_by_stance(expect: &Expectation, stance: Stance) -> Option<String> {
    let expected: Vec<&str> = expect.stances.iter().map(|stance| stance.id()).collect();
    (!expect.stances.contains(&stance))
        .then(|| format!("the stance is {stance}, not {}", expected.join(" or ")))
}

/// What is expected to be advised and is not.
pub(crate) fn missing_advice(expect: &Expectation, model: &Model, guidance: &Guidance) -> Vec<String> {
    let is_advised = |advised: &Advised| advises(guidance, advised, model);
    let missing = expect.advises.iter().filter(|advised| !is_advised(advised));
    let mut unmet: Vec<String> =
        missing.map(|advised| format!("{} is not advised", Shown(advised, model))).collect();
    if !expect.advises_one_of.is_empty() && !expect.advises_one_of.iter().any(is_advised) {
        let all: Vec<String> =
            expect.advises_one_of.iter().map(|advised| Shown(advised, model).to_string()).collect();
        unmet.push(format!("none of these is advised: {}", all.join(", ")));
    }
    unmet
}

/// What is expected never to be advised and is.
pub(crate) fn unwanted_advice(expect: &Expectation, model: &Model, guidance: &Guidance) -> Vec<String> {
    let unwanted = expect.never_advises.iter().filter(|advised| advises(guidance, advised, model));
    unwanted.map(|advised| format!("{} is advised", Shown(advised, model))).collect()
}

fn unmet_by_rules(expect: &Expectation, guidance: &Guidance) -> Vec<String> {
    let stands = |id: &Arc<str>| {
        guidance.reasons().any(|reason| reason.rule.as_deref() == Some(&**id) && reason.unknown.is_empty())
    };
    let set_aside = |id: &Arc<str>| guidance.set_aside().any(|entry| entry.rule == **id);
    let fallen = expect.stands.iter().filter(|id| !stands(id)).map(|id| format!("`{id}` does not stand"));
    let kept =
        expect.set_aside.iter().filter(|id| !set_aside(id)).map(|id| format!("`{id}` is not set aside"));
    fallen.chain(kept).collect()
}

fn unmet_by_questions(expect: &Expectation, model: &Model, guidance: &Guidance) -> Vec<String> {
    let mut unmet = Vec::new();
    if let Some(settled) = expect.settled.filter(|&settled| settled != guidance.settled()) {
        unmet.push(format!("it is {}settled", if settled { "not " } else { "" }));
    }
    let asked: Vec<&str> =
        guidance.questions().unwrap_or_default().iter().map(|question| &*question.fact).collect();
    let wanted: Vec<&str> = expect.asks_first.iter().map(|&fact| &*model.vocabulary.fact(fact).id).collect();
    if !asked.starts_with(&wanted) {
        let first: Vec<&str> = asked.into_iter().take(wanted.len()).collect();
        let wanted = wanted.join(", ");
        unmet.push(if first.is_empty() {
            format!("nothing is asked, instead of {wanted}")
        } else {
            format!("asked first is {}, not {wanted}", first.join(", "))
        });
    }
    unmet
}

/// Is an action advised, or anything that fits a pattern? A name means advised as must, should or may.
pub(super) fn advises(guidance: &Guidance, advised: &Advised, model: &Model) -> bool {
    let action = |action: ActionId| &model.actions.at(action).id;
    let fits = |moment: Moment, modality: Modality, id: &str| match advised {
        Advised::Action(index) => modality.is_do() && **action(*index) == *id,
        Advised::Pattern(at, how) => {
            at.is_none_or(|at| at == moment) && how.is_none_or(|how| how == modality)
        }
    };
    // What is covered is advised, though it does not stand by itself.
    guidance.advice().any(|advice| {
        let covered = &mut advice.covers.iter();
        fits(advice.moment, advice.modality, &advice.action)
            || covered.any(|covered| fits(covered.moment, covered.modality, &covered.action))
    })
}

/// An expected action or pattern, in words.
struct Shown<'a>(&'a Advised, &'a Model);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Advised::Action(index) => {
                write!(f, "`{}`", self.1.actions.at(*index).id)
            }
            Advised::Pattern(moment, modality) => {
                let modality = modality.map_or("anything", Modality::id);
                write!(f, "{modality} at {}", moment.map_or("any moment", Moment::id))
            }
        }
    }
}
