//! The functions over partial situations, for many questions of which few want them.

use super::allowance::Allowance;
use super::outlook::Outlook;
use super::prover::Prover;
use crate::diagram::OverBudget;
use crate::document::Limit;
use crate::model::Model;

/// The functions over partial situations for many questions: made when they are first wanted, and given steps when a
/// question first wants them.
pub(crate) struct PartialProver<'a> {
    model: &'a Model,
    outlook: &'a Outlook,
    made: Option<Result<Prover<'a>, OverBudget>>,
    allowance: Allowance,
    /// Has the question that is being asked been given steps?
    begun: bool,
}

impl<'a> PartialProver<'a> {
    /// For questions that may take as many steps together as a limit says.
    pub(crate) fn new(model: &'a Model, outlook: &'a Outlook, all: Limit) -> PartialProver<'a> {
        let allowance = Allowance::of(all, &model.limits);
        PartialProver { model, outlook, made: None, allowance, begun: false }
    }

    /// The functions, where they can be held.
    pub(crate) fn get(&mut self) -> Result<&mut Prover<'a>, OverBudget> {
        let made = self.made.get_or_insert_with(|| Prover::partial(self.model, self.outlook));
        let made = made.as_mut().map_err(|over| *over)?;
        if !self.begun {
            self.allowance.begin(made)?;
            self.begun = true;
        }
        Ok(made)
    }

    /// Ends a question, whether it wanted the functions or not.
    pub(crate) fn end(&mut self) {
        if let (true, Some(Ok(made))) = (self.begun, &mut self.made) {
            self.allowance.end(made);
        }
        self.begun = false;
    }
}
