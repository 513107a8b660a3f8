//! Proves of every layer above the lowest that what lies below holds: it rules out no situation, takes nothing away that
//! law or ethics demand, and is nowhere looser but by what it lists. docs/meaning.md says exactly what.

mod culprits;
mod point;
mod promise;
mod report;
mod side;

use crate::check::{Entry, EntryKind, Stacked};
use crate::diagram::OverBudget;
use crate::document::{Code, Faults};
use crate::model::{LayerId, MayRelax, Model, Number};
use crate::words::Authority;
use promise::Broken;
use std::borrow::Cow;

/// Proves what has to hold of every layer; what does not, or stays undecided, is reported.
pub(crate) fn layers(model: &Model, stacked: &Stacked, faults: &mut Faults) {
    for number in model.layers.numbers().skip(1) {
        if let Some(compared) = Compared::of(model, stacked, number) {
            let proved = prove(&compared, faults);
            report_undecided(proved, &compared, faults);
        }
    }
}

/// A layer with those below it, and all that it is compared by.
struct Compared<'a> {
    stacked: &'a Stacked,
    /// The number of the layer.
    number: LayerId,
    /// The layers up to this one.
    here: Cow<'a, Model>,
    /// The layers below it.
    below: Model,
    /// The layers below with what this layer lists, and nothing else of it.
    listed: Option<Model>,
    /// The layers below with those of the listed rules that claim law or ethics, if the layer is approved.
    claimed: Option<Model>,
}

impl<'a> Compared<'a> {
    fn of(model: &'a Model, stacked: &'a Stacked, number: LayerId) -> Option<Compared<'a>> {
        let is_uppermost = number == model.top();
        let here =
            if is_uppermost { Cow::Borrowed(model) } else { Cow::Owned(stacked.lowest(number.place() + 1)?) };
        let below = stacked.lowest(number.place())?;
        let layer = model.layers.at(number);
        let may_relax = &layer.may_relax;
        let listed = stacked.up_to(number, |entry| may_relax.lists(entry));
        let is_claim = |entry: &Entry| may_relax.lists(entry) && is_claim(entry, model);
        let claims = stacked.entries(number).iter().any(is_claim) && layer.card.approved() == Some(true);
        let claimed = if claims { stacked.up_to(number, is_claim) } else { None };
        let listed = listed.filter(|_| !may_relax.is_empty());
        Some(Compared { stacked, number, here, below, listed, claimed })
    }

    fn may_relax(&self) -> &MayRelax {
        &self.here.layers.at(self.number).may_relax
    }
}

/// Is it a rule that speaks for law or ethics?
fn is_claim(entry: &Entry, model: &Model) -> bool {
    let rule = model.rules.iter().find(|rule| entry.kind == EntryKind::Rule && rule.id == entry.name);
    rule.is_some_and(|rule| rule.authority <= Authority::EthicsCode)
}

impl MayRelax {
    fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.terms.is_empty() && !self.otherwise
    }

    fn lists(&self, entry: &Entry) -> bool {
        match entry.kind {
            EntryKind::Rule | EntryKind::Withdrawal => self.rules.contains(&entry.name),
            EntryKind::Term => self.terms.contains(&entry.name),
            EntryKind::Otherwise => self.otherwise,
            EntryKind::Impossible | EntryKind::WhileUnknown => false,
        }
    }
}

fn prove(compared: &Compared<'_>, faults: &mut Faults) -> Result<(), (OverBudget, &'static str)> {
    let ruled_out = promise::ruled_out(compared).map_err(|over| (over, "what its `impossible` rules out"))?;
    if let Some(known) = ruled_out {
        // What is compared beneath is compared where situations can be.
        report::ruled_out(compared, &known, faults);
        return Ok(());
    }
    let broken = promise::broken(compared);
    if let Some(broken) = broken.map_err(|over| (over, "whether it is looser than those below"))? {
        report::broken(compared, &broken, faults);
    }
    Ok(())
}

fn report_undecided(
    proved: Result<(), (OverBudget, &'static str)>,
    compared: &Compared<'_>,
    faults: &mut Faults,
) {
    if let Err((OverBudget, what)) = proved {
        let message = format!("of this layer it could not be decided within the budget: {what}");
        let help = "rules that mix many facts freely are hard to prove: group them by subject";
        let origin = compared.may_relax().origin;
        faults.error_with_help(Code::LayerUndecided, origin, message, Some(help.into()));
    }
}

/// A situation that breaks the promise of a layer, and how.
type Found = Option<Broken>;
