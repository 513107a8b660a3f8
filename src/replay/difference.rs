//! What differs between stored guidance and the guidance for the same situation now, and what has changed in between.

use crate::answer::{ShortLayer, ShortRecord};
use crate::guideline::Guideline;
use crate::words::{Modality, Stance};
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// Something in which guidance is not what was stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ReplayDifference {
    /// The stance is another one.
    Stance {
        /// As it was stored.
        was: Stance,
        /// As it is now.
        is: Stance,
    },
    /// It was settled and is not, or the other way round.
    Settled {
        /// Is it now?
        is: bool,
    },
    /// An action is advised otherwise, no longer, or newly.
    Advice {
        /// Its id.
        action: String,
        /// As it was stored.
        was: Option<Modality>,
        /// As it is now.
        is: Option<Modality>,
    },
    /// A rule is no longer among the reasons, or is new there.
    Reason {
        /// Its id.
        rule: String,
        /// Is it among them now?
        is: bool,
    },
    /// Something else that is said: words, questions, what was presumed.
    Rest,
}

/// Something that has changed since guidance was stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Changed {
    /// A layer has other content, is new, or is gone.
    Layer {
        /// As it was.
        was: Option<ShortLayer>,
        /// As it is.
        is: Option<ShortLayer>,
    },
    /// The layers are the same, and what of them is in force is not.
    InForce,
    /// The library has another version.
    Engine {
        /// As it was.
        was: String,
        /// As it is.
        is: String,
    },
    /// A fact, or an option of it, is called otherwise.
    Vocabulary {
        /// The id of the fact as it was.
        fact: String,
        /// Its id as it is.
        is: String,
    },
}

/// What of stored guidance is not as it is now.
pub(super) fn differences(stored: &ShortRecord, now: &ShortRecord) -> Vec<ReplayDifference> {
    let mut differs = Vec::new();
    if stored.stance != now.stance {
        differs.push(ReplayDifference::Stance { was: stored.stance, is: now.stance });
    }
    if stored.settled != now.settled {
        differs.push(ReplayDifference::Settled { is: now.settled });
    }
    let actions: BTreeSet<&String> = stored.advice.keys().chain(now.advice.keys()).collect();
    differs.extend(actions.into_iter().filter_map(|action| {
        let (was, is) = (stored.advice.get(action).copied(), now.advice.get(action).copied());
        (was != is).then(|| ReplayDifference::Advice { action: action.clone(), was, is })
    }));
    let gone = stored.rules.iter().filter(|rule| !now.rules.contains(rule)).map(|rule| (rule, false));
    let new = now.rules.iter().filter(|rule| !stored.rules.contains(rule)).map(|rule| (rule, true));
    differs.extend(gone.chain(new).map(|(rule, is)| ReplayDifference::Reason { rule: rule.clone(), is }));
    if differs.is_empty() && (stored.digest != now.digest || stored.rules != now.rules) {
        differs.push(ReplayDifference::Rest);
    }
    differs
}

/// What has changed between the two.
pub(super) fn changes(stored: &ShortRecord, now: &ShortRecord, guideline: &Guideline) -> Vec<Changed> {
    let mut changed = layers(&stored.guideline.layers, &now.guideline.layers);
    if changed.is_empty() && stored.guideline.digest != now.guideline.digest {
        changed.push(Changed::InForce);
    }
    if stored.engine != now.engine {
        changed.push(Changed::Engine { was: stored.engine.clone(), is: now.engine.clone() });
    }
    let renamed = stored.facts.iter().filter(|&(fact, value)| now.facts.get(fact) != Some(value));
    changed.extend(renamed.map(|(fact, _)| {
        let is = guideline.fact(fact).map_or_else(|| fact.clone(), |found| found.id.to_string());
        Changed::Vocabulary { fact: fact.clone(), is }
    }));
    changed
}

fn layers(stored: &[ShortLayer], now: &[ShortLayer]) -> Vec<Changed> {
    let of = |layers: &[ShortLayer], id: &str| layers.iter().find(|layer| layer.id == id).cloned();
    let was = stored.iter().map(|was| (Some(was.clone()), of(now, &was.id)));
    let new = now.iter().filter(|is| of(stored, &is.id).is_none()).map(|is| (None, Some(is.clone())));
    let changed = was.chain(new).filter(|(was, is)| was != is);
    changed.map(|(was, is)| Changed::Layer { was, is }).collect()
}

impl fmt::Display for ReplayDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let advised = |modality: &Option<Modality>| modality.map_or("not advised", Modality::id);
        match self {
            ReplayDifference::Stance { was, is } => write!(f, "the stance was {was}, and is {is}"),
            ReplayDifference::Settled { is: true } => f.write_str("it was not settled, and is"),
            ReplayDifference::Settled { is: false } => f.write_str("it was settled, and is not"),
            ReplayDifference::Advice { action, was, is } => {
                write!(f, "`{action}` was {}, and is {}", advised(was), advised(is))
            }
            ReplayDifference::Reason { rule, is: true } => write!(f, "`{rule}` is a reason, and was none"),
            ReplayDifference::Reason { rule, is: false } => write!(f, "`{rule}` was a reason, and is none"),
            ReplayDifference::Rest => {
                f.write_str("the answer is the same; words, questions or what was presumed are not")
            }
        }
    }
}

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Changed::Layer { was: Some(was), is: Some(is) } if was.version == is.version => {
                write!(f, "the layer {} {} has other content", is.id, is.version)
            }
            Changed::Layer { was: Some(was), is: Some(is) } => {
                write!(f, "the layer {} was version {}, and is {}", is.id, was.version, is.version)
            }
            Changed::Layer { was: Some(was), is: None } => {
                write!(f, "the layer {} {} is gone", was.id, was.version)
            }
            Changed::Layer { is, .. } => {
                let (id, version) = is.as_ref().map(|is| (&*is.id, &*is.version)).unwrap_or_default();
                write!(f, "the layer {id} {version} is new")
            }
            Changed::InForce => f.write_str("other parts of the same layers are in force"),
            Changed::Engine { was, is } => write!(f, "the library was version {was}, and is {is}"),
            Changed::Vocabulary { fact, is } if fact == is => {
                write!(f, "an option of `{fact}` is called otherwise")
            }
            Changed::Vocabulary { fact, is } => write!(f, "`{fact}` is called `{is}`"),
        }
    }
}
