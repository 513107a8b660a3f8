//! What the guidance of a witness must contain for its finding to be reported.

use crate::answer::{Conflict, Guidance};
use crate::model::{ActionId, FactId, Model, RuleId, ValueCode, fact_value};
use crate::situation::Situation;
use crate::words::Stance;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What guidance has to show. Rules, actions and facts are named by number.
pub(super) enum Shows {
    /// A rule counts.
    Counts(RuleId),
    /// A rule is set aside: by a given one, if one is.
    SetAside { rule: RuleId, by: Option<RuleId> },
    /// These actions are in conflict.
    Conflict(Vec<ActionId>),
    /// A stance, and no action advised.
    NoAction(Stance),
    /// No rule has a say in the stance.
    Silence,
    /// The first stance, and the second where one fact has another value.
    Loosened { fact: FactId, to: ValueCode, stances: (Stance, Stance) },
}

impl Shows {
    /// The rules that bear it out in a situation; `None` where that shows something else.
    pub(super) fn borne_out(&self, situation: &Situation) -> Option<BTreeSet<Arc<str>>> {
        let (model, guidance) = (situation.guideline().model(), situation.guidance());
        let rule = |rule: RuleId| &model.rules.at(rule).id;
        let holds = |holds: bool, rules: BTreeSet<Arc<str>>| holds.then_some(rules);
        match self {
            Shows::Counts(index) => {
                let counts = guidance.reasons().any(|reason| reason.rule.as_deref() == Some(&**rule(*index)));
                holds(counts, BTreeSet::new())
            }
            Shows::SetAside { rule: index, by } => {
                let entry = guidance.set_aside().find(|entry| entry.rule == **rule(*index))?;
                let named = by.is_none_or(|by| entry.by.iter().any(|id| *id == **rule(by)));
                holds(named, ids(&entry.by))
            }
            Shows::Conflict(actions) => conflict(model, &guidance, actions),
            Shows::NoAction(stance) => {
                holds(guidance.stance() == *stance && guidance.advice().next().is_none(), deciding(&guidance))
            }
            Shows::Silence => {
                let heard = guidance.reasons().any(|reason| reason.rule.is_some() && reason.vote().is_some());
                holds(!heard, BTreeSet::new())
            }
            Shows::Loosened { fact, to, stances } => {
                let fact = model.vocabulary.fact(*fact);
                let after = situation.clone().with(&fact.id, fact_value(fact, *to)).ok()?.guidance();
                let mut rules = deciding(&guidance);
                rules.extend(deciding(&after));
                holds((guidance.stance(), after.stance()) == *stances, rules)
            }
        }
    }
}

/// The rules of the conflict of these actions.
fn conflict(model: &Model, guidance: &Guidance, actions: &[ActionId]) -> Option<BTreeSet<Arc<str>>> {
    let actions: BTreeSet<Arc<str>> =
        actions.iter().map(|&action| model.actions.at(action).id.clone()).collect();
    let same = |conflict: &Conflict<'_>| ids(&conflict.actions) == actions;
    guidance.conflicts().find(same).map(|conflict| ids(&conflict.rules))
}

/// The rules whose say is the stance.
fn deciding(guidance: &Guidance) -> BTreeSet<Arc<str>> {
    let deciding = guidance.reasons().filter(|reason| reason.vote() == Some(guidance.stance()));
    deciding.filter_map(|reason| Some(Arc::from(&*reason.rule?))).collect()
}

fn ids(named: &[Cow<'_, str>]) -> BTreeSet<Arc<str>> {
    named.iter().map(|id| Arc::from(&**id)).collect()
}
