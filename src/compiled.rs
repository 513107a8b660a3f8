//! A guideline compiled: the model, its rules for one situation at a time, and the stances of all situations at once.

use crate::condition::Known;
use crate::extremes::Extremes;
use crate::judge::Judge;
use crate::model::Model;
use crate::outlook::Outlook;
use std::sync::OnceLock;

/// What documents compile to.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) model: Model,
    pub(crate) judge: Judge,
    /// The stances of all situations, where they can be held.
    pub(crate) outlook: Option<Outlook>,
    extremes: OnceLock<Option<Extremes>>,
}

impl Compiled {
    pub(crate) fn new(model: Model) -> Compiled {
        Compiled {
            judge: Judge::new(&model),
            outlook: Outlook::of_all(&model),
            extremes: OnceLock::new(),
            model,
        }
    }

    /// The extremes of all situations, where they can be held. Worked out when they are first asked for.
    pub(crate) fn extremes(&self) -> Option<&Extremes> {
        let work_out = || Extremes::new(&self.model, self.outlook.as_ref()?).ok();
        self.extremes.get_or_init(work_out).as_ref()
    }

    /// The stances of one situation's completions, where those of all situations cannot be held.
    pub(crate) fn outlook_alone(&self, known: &Known) -> Option<Outlook> {
        if self.outlook.is_some() { None } else { Outlook::of_one(&self.model, known) }
    }
}
