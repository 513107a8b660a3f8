//! The rules of today, with what of them was in force on the day of a record.

use crate::args::Layers;
use crate::fault::{Fault, Stop};
use crate::rules_in_use;
use demeanor::{Date, Guideline};

/// The rules of today on every day that records speak of.
pub(super) struct Guidelines<'a> {
    layers: &'a Layers,
    today: Guideline,
    /// By which of the layers are in effect: nothing else of a day makes another guideline.
    of_days: Vec<(Vec<bool>, Built)>,
}

/// A guideline, or why there is none.
type Built = Result<Guideline, Vec<Fault>>;

impl<'a> Guidelines<'a> {
    /// All days, with what is in force where no day is said.
    pub(super) fn new(today: Guideline, layers: &'a Layers) -> Guidelines<'a> {
        let all = today.layers().map(|_| true).collect();
        Guidelines { layers, of_days: vec![(all, Ok(today.clone()))], today }
    }

    /// All of the rules, whatever the day.
    pub(super) fn today(&self) -> &Guideline {
        &self.today
    }

    /// The rules on a day, or why there are none.
    pub(super) fn on(&mut self, day: Option<Date>) -> Built {
        let Some(day) = day else { return Ok(self.today.clone()) };
        let in_effect: Vec<bool> = self.today.layers().map(|layer| layer.in_effect(day)).collect();
        if let Some((_, built)) = self.of_days.iter().find(|(layers, _)| *layers == in_effect) {
            return built.clone();
        }
        let built = match rules_in_use::build_of(&self.layers.rules, self.layers.only, Some(day)) {
            Ok(guideline) => Ok(guideline),
            Err(Stop::Refused(refusal)) => Err(refusal.faults),
            Err(Stop::Unwritten(error)) => Err(vec![*Fault::named(
                "unreadable",
                "",
                format!("these rules cannot be read: {error}"),
                None,
            )]),
        };
        self.of_days.push((in_effect, built.clone()));
        built
    }
}
