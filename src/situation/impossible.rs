//! Reports known facts that cannot be together.

use crate::answer::term_truths;
use crate::document::{Code, Faults, Origin, Source};
use crate::guideline::Guideline;
use crate::model::{FactId, Known, Truth, World, fewest_known};

/// Reports every combination of the known facts that cannot be, and gives the facts of each.
pub(super) fn report_impossible(
    guideline: &Guideline,
    known: &Known,
    source: &Source,
    faults: &mut Faults,
) -> Vec<Vec<FactId>> {
    let model = guideline.model();
    let mut clashes = Vec::new();
    for (number, layer) in model.layers.numbered() {
        let mut entries = model.impossible.iter().filter(|entry| entry.layer == number).peekable();
        if entries.peek().is_none() {
            continue;
        }
        let truths = term_truths(layer, known);
        for entry in entries.filter(|entry| entry.when.truth(known, &truths) == Truth::True) {
            let world = World { known, terms: &layer.terms, truths: &truths };
            let clash = entry.when.grounds(Truth::True, world);
            let said = model.known_in_words(known, clash.iter().copied());
            let message = format!("these facts cannot be together: {said}");
            clashes.push(clash);
            let origin = source.tree.as_ref().map(|tree| Origin { document: 0, span: tree.span });
            let help = Some(entry.because.to_string());
            faults.error_with_help(Code::Impossible, origin.unwrap_or_default(), message, help);
        }
    }
    clashes
}

/// Reports known facts that leave no value for some other: no entry of `impossible` is true, and yet no situation is left.
/// Gives those that have a part in it.
pub(super) fn report_no_completion(
    guideline: &Guideline,
    known: &Known,
    source: &Source,
    faults: &mut Faults,
) -> Option<Vec<FactId>> {
    let outlook = guideline.compiled().outlook_on(known)?;
    let has_completion = |known: &Known| outlook.possible(known).stances().next().is_some();
    if has_completion(known) {
        return None;
    }
    // Each fact that can be left out without a completion turning up has no part in the clash.
    let clash = fewest_known(known, |known| !has_completion(known));
    let facts = clash.numbered().filter(|(_, code)| code.is_some()).map(|(fact, _)| fact);
    let facts: Vec<FactId> = facts.collect();
    let said = guideline.model().known_in_words(known, facts.iter().copied());
    let message = format!("these facts leave nothing that another could be: {said}");
    let origin = source.tree.as_ref().map(|tree| Origin { document: 0, span: tree.span });
    faults.error(Code::Impossible, origin.unwrap_or_default(), message);
    Some(facts)
}
