//! What each layer makes looser than the layers below, by what it lists.

use crate::guideline::Guideline;
use crate::model::Known;
use crate::proof::{Loosened, Looser, Relaxing};
use crate::situation::{Situation, known_values};
use crate::words::{Authority, Modality, Stance};
use serde::Serialize;
use std::sync::Arc;

/// An entry of what a layer lists as what may relax, and what comes of it. Where it names nothing, it is the layer's
/// `otherwise`.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Relaxation {
    /// The id of the layer.
    pub layer: Arc<str>,
    /// The rule, of the layer's own or withdrawn by it.
    pub rule: Option<Arc<str>>,
    /// The action that it withdraws.
    pub action: Option<Arc<str>>,
    /// The term that it restates.
    pub term: Option<Arc<str>>,
    /// The fact of which it presumes something else.
    pub presume: Option<Arc<str>>,
    /// Why it is listed.
    pub because: Arc<str>,
    /// What gets looser by it, in the layers up to its own; nothing where nothing does. Of what is presumed, in situations that are
    /// known but for its fact, once what is usual is taken to be so. Null where that could not be decided within the budget.
    pub loosens: Option<Vec<Loosening>>,
}

/// Something that gets looser.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Loosening {
    /// What it is.
    #[serde(flatten)]
    pub what: Loosens,
    /// The rules of the layers below by which it is not so there; none where it is so by what holds otherwise, or by doubt.
    pub rules: Vec<Arc<str>>,
    /// The highest authority of these: where that is law or ethics, a demand of theirs is set aside.
    pub authority: Option<Authority>,
    /// A situation that shows it, as like to what is usual as can be.
    pub example: Option<Situation>,
}

/// What gets looser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "of")]
#[non_exhaustive]
pub enum Loosens {
    /// The stance.
    Stance {
        /// What it is in the layers below.
        below: Stance,
        /// What it is with this layer.
        here: Stance,
    },
    /// What has to be done, or must not be.
    Advice {
        /// The action.
        action: Arc<str>,
        /// How it is advised in the layers below, at the stance that is given with this layer.
        below: Modality,
        /// How it is advised with this layer.
        here: Option<Modality>,
    },
}

impl Guideline {
    /// What comes of every entry that its layers list as what may relax, lowest layer first. What none of them loosens is
    /// nowhere looser than the layers below, which is proved when a guideline is built.
    ///
    /// The first call works it out, which takes about twice as long for each entry as it takes to build the guideline.
    ///
    /// ```
    /// use demeanor::analysis::Loosens;
    /// use demeanor::{Document, Guideline, Stance};
    /// let base = r#"{ "format": 1, "id": "base.rules", "version": "1.0.0", "title": "Base",
    ///     "otherwise": { "stance": "moderate", "because": "Silence is not permission." },
    ///     "facts": [ { "id": "client.knows_me", "kind": "flag", "ask": "Do they know you well?" } ] }"#;
    /// let ours = r#"{ "format": 1, "id": "our.rules", "version": "1.0.0", "title": "Ours",
    ///     "extends": { "id": "base.rules", "version": "1" },
    ///     "may_relax": [ { "rule": "old-acquaintance", "because": "They can ask." } ],
    ///     "rules": [ { "id": "old-acquaintance", "title": "They know us", "when": { "client.knows_me": true },
    ///         "permits": "allow", "because": "They can read a face that they know.",
    ///         "authority": "clinic_policy", "strength": "conditional", "certainty": "low" } ] }"#;
    /// let guideline = Guideline::build([Document::new("base.json", base), Document::new("ours.json", ours)])?;
    /// let listed = guideline.relaxations();
    /// let loosened = listed[0].loosens.as_ref().expect("it can be decided");
    /// assert_eq!(loosened[0].what, Loosens::Stance { below: Stance::Moderate, here: Stance::Allow });
    /// # Ok::<(), demeanor::Rejected>(())
    /// ```
    #[must_use]
    pub fn relaxations(&self) -> Vec<Relaxation> {
        self.relaxing().iter().map(|relaxing| self.relaxation(relaxing)).collect()
    }

    fn relaxation(&self, relaxing: &Relaxing) -> Relaxation {
        let entry = &relaxing.entry;
        let loosens = relaxing.loosened.as_ref();
        let loosening = |one: &Loosened| self.loosening(one, relaxing);
        Relaxation {
            layer: self.model().layers.at(relaxing.layer).card.id.clone(),
            rule: entry.rule.clone(),
            action: entry.action.clone(),
            term: entry.term.clone(),
            presume: entry.presume.clone(),
            because: entry.because.clone(),
            loosens: loosens.map(|loosens| loosens.iter().map(loosening).collect()),
        }
    }

    fn loosening(&self, loosened: &Loosened, relaxing: &Relaxing) -> Loosening {
        let action = |action| self.model().actions.at(action).id.clone();
        let what = match loosened.what {
            Looser::Stance { below, here } => Loosens::Stance { below, here },
            Looser::Advice { action: of, below, here } => Loosens::Advice { action: action(of), below, here },
        };
        let example = self.example(loosened, &what, relaxing);
        Loosening { what, rules: loosened.rules.clone(), authority: loosened.authority, example }
    }

    /// The situation that shows it; in full, where that takes what does not matter.
    fn example(&self, loosened: &Loosened, what: &Loosens, relaxing: &Relaxing) -> Option<Situation> {
        let is_top = relaxing.layer == self.model().top();
        let is_presuming = relaxing.entry.presume.is_some();
        let bears_out = |situation: &Situation| match what {
            Loosens::Stance { here, .. } => !is_top || situation.stance() == *here,
            Loosens::Advice { .. } => true,
        };
        let situation = |known: &Known| {
            // A layer above may have facts of its own.
            let mut all = self.model().vocabulary.nothing_known();
            known.numbered().for_each(|(fact, &value)| all.set(fact, value));
            let situation = self.situation(&known_values(self, &all)).ok();
            situation.map(|known| if is_presuming { known.presuming() } else { known }).filter(bears_out)
        };
        situation(&loosened.known).or_else(|| situation(&loosened.at))
    }
}
