//! A guideline compiled: the model, its rules for one situation at a time, and the stances of all situations at once.

use crate::condition::Known;
use crate::diagram::OverBudget;
use crate::extremes::Extremes;
use crate::functions::Functions;
use crate::judge::Judge;
use crate::model::Model;
use crate::outlook::Outlook;
use crate::pieces::Pieces;
use crate::planes::Planes;
use crate::reader::Reader;
use crate::ready::Ready;
use crate::vocabulary::ValueCode;
use std::sync::OnceLock;

/// What documents compile to.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) model: Model,
    pub(crate) judge: Judge,
    pub(crate) reader: Reader,
    outlook: OnceLock<Option<Outlook>>,
    extremes: OnceLock<Option<Extremes>>,
    planes: OnceLock<Planes>,
    ready: OnceLock<Ready>,
    pieces: OnceLock<Pieces>,
}

impl Compiled {
    pub(crate) fn new(model: Model) -> Compiled {
        Compiled {
            judge: Judge::new(&model),
            reader: Reader::new(&model.vocabulary),
            outlook: OnceLock::new(),
            extremes: OnceLock::new(),
            planes: OnceLock::new(),
            ready: OnceLock::new(),
            pieces: OnceLock::new(),
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

    /// The rules for many situations at a time. Worked out when they are first asked for.
    pub(crate) fn planes(&self) -> &Planes {
        self.planes.get_or_init(|| Planes::new(&self.model, &self.judge))
    }

    /// What guidance says in many situations. Put into words when it is first asked for.
    pub(crate) fn ready(&self) -> &Ready {
        self.ready.get_or_init(|| Ready::new(&self.model))
    }

    /// What guidance as JSON says in many situations. Written when it is first asked for.
    pub(crate) fn pieces(&self) -> &Pieces {
        self.pieces.get_or_init(|| Pieces::new(&self.model, self.ready()))
    }

    /// What a text says is known, if it is plainly a situation that can be; `None` calls for the checked way.
    pub(crate) fn read(&self, text: &str) -> Option<Vec<Option<ValueCode>>> {
        let known = self.reader.read(text, &self.model.vocabulary)?;
        let can_be = self.model.impossible.is_empty() || !self.outlook()?.possible(&known).is_none();
        can_be.then_some(known)
    }

    /// The stances of one situation's completions, where those of all situations cannot be held.
    pub(crate) fn outlook_alone(&self, known: &Known) -> Option<Outlook> {
        if self.outlook().is_some() { None } else { Outlook::of_one(&self.model, known) }
    }
}
