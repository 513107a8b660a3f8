//! Proves of every layer above the lowest that what lies below holds: it rules out no situation, takes nothing away that
//! law or ethics demand, and is nowhere looser but by what it lists. docs/meaning.md says exactly what.

mod compared;
mod culprits;
mod in_a_case;
mod loosened;
mod loss;
mod one_situation;
mod places;
mod presumed;
mod point;
mod promise;
mod relaxed;
mod report;
mod rule_by_rule;
mod side;

pub(super) use culprits::to_blame;
pub(crate) use loosened::{Loosened, Looser};
pub(super) use point::Point;
pub(crate) use relaxed::{Relaxing, relaxations};
pub(super) use report::in_words;

use crate::check::Stacked;
use crate::diagram::OverBudget;
use crate::document::{Code, Faults};
use crate::model::Model;
use compared::Compared;

/// Proves what has to hold of every layer; what does not, or stays undecided, is reported.
pub(crate) fn prove_layers(model: &Model, stacked: &Stacked, faults: &mut Faults) {
    for number in model.layers.numbers().skip(1) {
        if let Some(compared) = Compared::of(model, stacked, number) {
            let proved = prove(&compared, faults);
            report_undecided(proved, &compared, faults);
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
    // What is over budget rule by rule may be within it else, which then says so.
    if rule_by_rule::holds(compared) == Ok(true) {
        return Ok(());
    }
    match promise::broken(compared) {
        Ok(None) => {}
        Ok(Some(broken)) => report::broken(compared, &broken, faults),
        Err(over) => match in_a_case::broken_in_a_case(compared) {
            Some(broken) => report::broken(compared, &broken, faults),
            None => return Err((over, "whether it is looser than those below")),
        },
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
        let rules_out = compared.here.impossible.iter().find(|entry| entry.layer == compared.number);
        let (origin, help) = match rules_out {
            Some(entry) => (
                entry.origin,
                "while a layer rules anything out, every situation has to be compared with those below: leave this entry \
                 out (what cannot be is never asked), or let the application raise its limit `steps-of-layers`",
            ),
            None => (
                compared.may_relax_at(),
                "no rule need be wrong for it: what a proof takes grows with the facts that rules mix. Give new rules as \
                 few as they need, or let the application raise its limit `steps-of-layers`",
            ),
        };
        faults.error_with_help(Code::LayerUndecided, origin, message, Some(help.into()));
    }
}
