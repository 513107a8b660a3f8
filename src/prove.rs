//! Proves the safeguards of every layer over every situation, complete and partial, before a guideline is accepted.

use crate::compiled::Compiled;
use crate::counterexample::in_words_all;
use crate::diagnostic::{Code, Faults};
use crate::diagram::OverBudget;
use crate::evaluate;
use crate::expectation::unmet;
use crate::guidance::Guidance;
use crate::model::Safeguard;
use crate::prover::{Counterexample, Prover};
use crate::vocabulary::ValueCode;
use std::cell::LazyCell;

/// Proves every safeguard; each that fails or stays undecided is reported.
pub(crate) fn safeguards(compiled: &Compiled, faults: &mut Faults) {
    let model = &compiled.model;
    if model.safeguards.is_empty() {
        return;
    }
    let outlook = compiled.outlook();
    // Where the stances alone are too many, the advice is too.
    let mut complete = outlook.ok_or(OverBudget).and_then(|_| Prover::complete(model));
    // Made when it is first wanted: most rule sets speak of stances only, and keep their safeguards.
    let mut partial =
        LazyCell::new(|| outlook.ok_or(OverBudget).and_then(|outlook| Prover::partial(model, outlook)));
    for safeguard in &model.safeguards {
        let mut found = search(&mut complete, safeguard);
        if found == Ok(None) && (safeguard.expect.expects_advice() || safeguard.expect.accepts_with_gaps()) {
            found = search(&mut partial, safeguard);
        } else if let (Ok(Some(_)), Ok(prover)) = (&found, &mut *partial) {
            // The same in fewer facts, where partial situations can be held.
            let shorter = prover.counterexample(safeguard).ok().flatten();
            found = shorter.map_or(found, |shorter| Ok(Some(shorter)));
        }
        match found {
            Ok(None) => {}
            Ok(Some(known)) => report_broken(compiled, safeguard, &known, faults),
            Err(OverBudget) => report_undecided(safeguard, faults),
        }
    }
}

/// A situation in which a safeguard does not hold, if there is one.
fn search(prover: &mut Result<Prover<'_>, OverBudget>, safeguard: &Safeguard) -> Counterexample {
    match prover {
        Ok(prover) => prover.counterexample(safeguard),
        Err(OverBudget) => Err(OverBudget),
    }
}

fn report_undecided(safeguard: &Safeguard, faults: &mut Faults) {
    let message =
        format!("whether the safeguard `{}` holds could not be decided within the budget", safeguard.id);
    let help =
        "rules that mix many facts freely are hard to prove: group them by subject, or split the rule set";
    faults.error_with_help(Code::SafeguardUndecided, safeguard.origin, message, Some(help.into()));
}

fn report_broken(
    compiled: &Compiled,
    safeguard: &Safeguard,
    known: &[Option<ValueCode>],
    faults: &mut Faults,
) {
    let (model, guidance) = (&compiled.model, evaluate::guidance(compiled, known, None));
    let amiss = unmet(&safeguard.expect, model, &guidance).join("; ");
    let shown = in_words_all(model, known);
    let message = format!("the safeguard `{}` does not hold: {amiss}, {shown}", safeguard.id);
    faults.error_with_help(Code::SafeguardBroken, safeguard.origin, message, Some(responsible(&guidance)));
}

/// The rules that led to guidance which breaks a safeguard.
fn responsible(guidance: &Guidance) -> String {
    let listed =
        |rules: Vec<&str>| rules.iter().map(|rule| format!("`{rule}`")).collect::<Vec<_>>().join(", ");
    let decisive = guidance.reasons().iter().filter(|reason| reason.decisive);
    let decisive: Vec<&str> = decisive.filter_map(|reason| reason.rule.as_deref()).collect();
    let beaten: Vec<&str> = guidance.set_aside().iter().map(|entry| &*entry.rule).collect();
    match (decisive.is_empty(), beaten.is_empty()) {
        (true, true) => "no rule speaks here: add one that does".into(),
        (true, false) => format!("these rules are set aside: {}", listed(beaten)),
        (false, true) => format!("look at {}", listed(decisive)),
        (false, false) => format!("look at {}; set aside: {}", listed(decisive), listed(beaten)),
    }
}
