//! Proves the safeguards of every layer over every situation, complete and partial, before a guideline is accepted.

use super::blame::blamed;
use super::counterexample::{Asked, Counterexample};
use super::expectation::{advises, unmet};
use super::layers::in_words;
use super::shown::{conditions_of, shown};
use crate::answer::{Compiled, Guidance, guidance_undated};
use crate::check::Stacked;
use crate::diagram::OverBudget;
use crate::document::{Code, Faults, Limit};
use crate::exact::{Allowance, PartialProver, Prover, like, nearest};
use crate::model::{Advised, Known, Model, Safeguard, Text};
use crate::words::Stance;
use std::borrow::Cow;
use std::sync::Arc;

/// Proves every safeguard; each that fails or stays undecided is reported.
pub(crate) fn prove_safeguards(compiled: &Arc<Compiled>, stacked: &Stacked, faults: &mut Faults) {
    let model = &compiled.model;
    if model.safeguards.is_empty() {
        return;
    }
    // Where the stances alone are too many, the advice is too.
    let mut proof = Proof::new(compiled);
    for safeguard in &model.safeguards {
        match proof.as_mut().map_err(|over| *over).and_then(|proof| proof.counterexample(safeguard)) {
            Ok(None) => {}
            Ok(Some(known)) => report_broken(compiled, stacked, safeguard, &known, faults),
            Err(OverBudget) => report_undecided(model, safeguard, faults),
        }
    }
}

/// What safeguards are proved with: every complete situation, and every partial one.
struct Proof<'a> {
    compiled: &'a Arc<Compiled>,
    complete: Prover<'a>,
    partial: PartialProver<'a>,
    allowance: Allowance,
    /// For this many more rules usual situations are tried.
    tries_left: usize,
}

impl<'a> Proof<'a> {
    fn new(compiled: &'a Arc<Compiled>) -> Result<Proof<'a>, OverBudget> {
        let (outlook, functions) = compiled.outlook_and_functions()?;
        let (model, all) = (&compiled.model, Limit::StepsOfSafeguards);
        Ok(Proof {
            compiled,
            complete: Prover::over_complete(functions),
            partial: PartialProver::new(model, outlook, all),
            allowance: Allowance::of(all, &model.limits),
            tries_left: model.limits.of(Limit::EntriesTried),
        })
    }

    /// What is known of a situation in which a safeguard does not hold.
    fn counterexample(&mut self, safeguard: &Safeguard) -> Counterexample {
        self.allowance.begin(&mut self.complete)?;
        let found = self.search(safeguard).or_else(|over| self.usual(safeguard).map(Some).ok_or(over));
        self.allowance.end(&mut self.complete);
        self.partial.end();
        found
    }

    fn search(&mut self, safeguard: &Safeguard) -> Counterexample {
        let suspects = self.complete.suspects(safeguard)?;
        let asked = Asked { stance: true, advice_under: self.reached(safeguard, suspects)? };
        let found = self.complete.counterexample(safeguard, &asked)?;
        if found.is_some() {
            // The same in fewer facts, where partial situations can be held.
            return Ok(self.in_part(safeguard, true).ok().flatten().or(found));
        }
        // The stance of a partial situation lies between those of its completions, so only gaps are left to be asked of.
        let stance = safeguard.expect.accepts_with_gaps();
        if stance || safeguard.expect.expects_advice() { self.in_part(safeguard, stance) } else { Ok(None) }
    }

    /// A partial situation in which the advice is not what a safeguard expects, or the stance, if that is asked too.
    fn in_part(&mut self, safeguard: &Safeguard, stance: bool) -> Counterexample {
        let suspects = self.partial.get()?.suspects(safeguard)?;
        let asked = Asked { stance, advice_under: self.reached(safeguard, suspects)? };
        self.partial.get()?.counterexample(safeguard, &asked)
    }

    /// A situation in which a safeguard does not hold, among those that are as usual but for the condition of the safeguard
    /// and that of one rule of a layer above. Where all situations take too many steps, a fault is mostly seen in one of
    /// these.
    fn usual(&mut self, safeguard: &Safeguard) -> Option<Known> {
        let (compiled, prover) = (self.compiled, &mut self.complete);
        let model = &compiled.model;
        self.allowance.give(model.limits.of(Limit::StepsAlone), prover);
        let usual = model.usual();
        let breaks = |known: &Known| {
            let guidance = guidance_undated(compiled, known);
            safeguard.speaks_of(guidance.stance()) && !unmet(&safeguard.expect, model, &guidance).is_empty()
        };
        let mut above = model.rules.numbered().filter(|(_, rule)| rule.layer > safeguard.layer);
        above.find_map(|(rule, _)| {
            self.tries_left = self.tries_left.checked_sub(1)?;
            let region = prover.speaks_with(safeguard, rule).ok()?;
            // In fewer facts if these show it too.
            let in_part = like(&prover.functions, region, &usual).filter(breaks);
            in_part.or_else(|| nearest(&prover.functions, region, &usual).filter(breaks))
        })
    }

    /// Those of some stances that situations can have of which a safeguard speaks, known in full or in part: from the laxest
    /// to the strictest of the complete ones, or to what doubt asks for.
    fn reached(
        &mut self,
        safeguard: &Safeguard,
        mut stances: Vec<Stance>,
    ) -> Result<Vec<Stance>, OverBudget> {
        if stances.is_empty() {
            return Ok(stances);
        }
        let complete = self.complete.stances_of(safeguard)?;
        let doubt = self.complete.functions.model.while_unknown.as_ref().map(|doubt| doubt.at_least);
        let (laxest, strictest) = (complete.first().copied(), complete.last().copied().max(doubt));
        stances.retain(|&stance| laxest.is_some_and(|laxest| laxest <= stance) && Some(stance) <= strictest);
        Ok(stances)
    }
}

/// Whose rules make it hard is not known; the uppermost layer is what somebody is working on.
fn report_undecided(model: &Model, safeguard: &Safeguard, faults: &mut Faults) {
    let message =
        format!("whether the safeguard `{}` holds could not be decided within the budget", safeguard.id);
    let help = format!(
        "no rule need be wrong for it: what a proof takes grows with the facts that rules mix. Give new rules as few as they \
         need, or let the application raise its limit `{}`",
        Limit::StepsOfProofs
    );
    let top = model.top();
    let at = if safeguard.layer == top { safeguard.origin } else { model.layers.at(top).may_relax_at };
    faults.error_with_help(Code::SafeguardUndecided, at, message, Some(help));
}

fn report_broken(
    compiled: &Arc<Compiled>,
    stacked: &Stacked,
    safeguard: &Safeguard,
    known: &Known,
    faults: &mut Faults,
) {
    let (model, guidance) = (&compiled.model, guidance_undated(compiled, known));
    let amiss = unmet(&safeguard.expect, model, &guidance).join("; ");
    let blamed = blamed(model, stacked, safeguard, known);
    let own = std::iter::once((&safeguard.when, model.terms_of(safeguard.layer)));
    let shown = shown(model, known, own.chain(conditions_of(&blamed, model)));
    let message = format!("the safeguard `{}` does not hold: {amiss}, {shown}", safeguard.id);
    let at = blamed.first().map_or(safeguard.origin, |entry| entry.origin);
    let mut help = vec![match blamed.as_slice() {
        [] => responsible(&guidance),
        blamed => {
            let named: Vec<String> = blamed.iter().map(in_words).collect();
            format!("it would hold here without {}", named.join(" and "))
        }
    }];
    help.extend(in_doubt(safeguard, model, &guidance));
    if at != safeguard.origin {
        help.push(format!("it protects this: \"{}\"", safeguard.because));
    }
    faults.error_with_help(Code::SafeguardBroken, at, message, Some(help.join("; ")));
}

/// The rule that would advise what is missing, if it were not in doubt.
fn in_doubt(safeguard: &Safeguard, model: &Model, guidance: &Guidance) -> Option<String> {
    let missing =
        safeguard.expect.demands().filter(|demand| !demand.iter().any(|one| advises(guidance, one, model)));
    let missing: Vec<&Text> = missing.flatten().filter_map(|advised| named(advised, model)).collect();
    guidance.pending().find_map(|pending| {
        let mut would = pending.would_advise.iter().filter(|would| would.modality.is_do());
        let action = would.find(|would| missing.iter().any(|id| ***id == *would.action))?;
        let facts: Vec<String> = pending.facts.iter().map(|fact| format!("`{fact}`")).collect();
        Some(format!(
            "`{}` would advise `{}`, and is in doubt while {} is not known: leave that to a duty whose condition does \
             not ask it",
            pending.rule,
            action.action,
            facts.join(", ")
        ))
    })
}

/// The action that is meant by name.
fn named<'a>(advised: &Advised, model: &'a Model) -> Option<&'a Text> {
    match advised {
        Advised::Action(action) => Some(&model.actions.at(*action).id),
        Advised::Pattern(..) => None,
    }
}

/// The rules that led to guidance which breaks a safeguard.
fn responsible(guidance: &Guidance) -> String {
    let listed = |rules: Vec<Cow<'_, str>>| {
        rules.iter().map(|rule| format!("`{rule}`")).collect::<Vec<_>>().join(", ")
    };
    let decisive = guidance.reasons().filter(|reason| reason.decisive);
    let decisive: Vec<Cow<'_, str>> = decisive.filter_map(|reason| reason.rule).collect();
    let beaten: Vec<Cow<'_, str>> = guidance.set_aside().map(|entry| entry.rule).collect();
    match (decisive.is_empty(), beaten.is_empty()) {
        (true, true) => "no rule speaks here: add one that does".into(),
        (true, false) => format!("these rules are set aside: {}", listed(beaten)),
        (false, true) => format!("look at {}", listed(decisive)),
        (false, false) => format!("look at {}; set aside: {}", listed(decisive), listed(beaten)),
    }
}
