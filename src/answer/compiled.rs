//! A guideline compiled: the model, its rules for one situation at a time, and the stances of all situations at once.

use super::phrasebook::Phrasebook;
use crate::diagram::OverBudget;
use crate::exact::{Extremes, Functions, Outlook};
use crate::model::{Known, Model};
use crate::rows::Judge;
use std::ops::Deref;
use std::sync::OnceLock;

/// What documents compile to.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) model: Model,
    pub(crate) judge: Judge,
    outlook: OnceLock<Option<Outlook>>,
    extremes: OnceLock<Option<Extremes>>,
    phrasebook: OnceLock<Phrasebook>,
}

/// The stances that one situation is answered by.
pub(crate) enum OutlookOn<'a> {
    /// Those of all situations.
    All(&'a Outlook),
    /// Those of its completions, worked out for it alone.
    Alone(Box<Outlook>),
}

impl Compiled {
    pub(crate) fn new(model: Model) -> Compiled {
        Compiled {
            judge: Judge::new(&model),
            outlook: OnceLock::new(),
            extremes: OnceLock::new(),
            phrasebook: OnceLock::new(),
            model,
        }
    }

    /// The stances of all situations, where they can be held. Worked out when they are first asked for, if proofs have not.
    pub(crate) fn outlook(&self) -> Option<&Outlook> {
        self.outlook.get_or_init(|| Outlook::of_all(&self.model)).as_ref()
    }

    /// The same, with the functions that they were read off.
    pub(crate) fn outlook_and_functions(&self) -> Result<(&Outlook, Functions<'_>), OverBudget> {
        let (outlook, functions) = Outlook::with_functions(&self.model)
            .map_or_else(|OverBudget| (None, None), |(outlook, functions)| (Some(outlook), Some(functions)));
        let outlook = self.outlook.get_or_init(|| outlook).as_ref();
        outlook.zip(functions).ok_or(OverBudget)
    }

    /// The extremes of all situations, where they can be held. Worked out when they are first asked for.
    pub(crate) fn extremes(&self) -> Option<&Extremes> {
        let work_out = || Extremes::new(&self.model, self.outlook()?).ok();
        self.extremes.get_or_init(work_out).as_ref()
    }

    /// The same, where they have been worked out for another.
    pub(crate) fn extremes_at_hand(&self) -> Option<&Extremes> {
        self.extremes.get()?.as_ref()
    }

    /// What guidance says in many situations. Put into words when it is first asked for.
    pub(crate) fn phrasebook(&self) -> &Phrasebook {
        self.phrasebook.get_or_init(|| Phrasebook::new(&self.model))
    }

    /// The stances of all situations; where they cannot be held, those of one situation's completions.
    pub(crate) fn outlook_on(&self, known: &Known) -> Option<OutlookOn<'_>> {
        match self.outlook() {
            Some(all) => Some(OutlookOn::All(all)),
            None => Outlook::of_one(&self.model, known).map(Box::new).map(OutlookOn::Alone),
        }
    }
}

impl Deref for OutlookOn<'_> {
    type Target = Outlook;

    fn deref(&self) -> &Outlook {
        match self {
            OutlookOn::All(all) => all,
            OutlookOn::Alone(alone) => alone,
        }
    }
}
