//! What is usual, taken to be so: a situation whose unknown facts have the values that are presumed of them.

use super::compiled::Compiled;
use super::standing::ByLayer;
use crate::model::{FactId, Known, Number, Truth, Unless, ValueCode};

/// What is known once every unknown fact that has a presumption has taken it: one after the other in the order of the
/// vocabulary, each where it was not struck out, no `unless` is true of what is known by then, and a completion is left.
pub(crate) fn presume(compiled: &Compiled, given: &Known, struck: &[FactId]) -> Known {
    let mut known = given.clone();
    let mut from = FactId::of(0);
    loop {
        let taken = usual_from(compiled, &known, struck, from);
        let with = |count: usize| {
            let mut with = known.clone();
            for &(fact, code) in taken.iter().take(count) {
                with.set(fact, Some(code));
            }
            with
        };
        // A completion of all is a completion of fewer: mostly one look is enough.
        let all = with(taken.len());
        if taken.is_empty() || has_completion(compiled, &all) {
            return all;
        }
        let (mut good, mut bad) = (0, taken.len());
        while bad - good > 1 {
            let middle = good.midpoint(bad);
            if has_completion(compiled, &with(middle)) { good = middle } else { bad = middle }
        }
        from = taken.get(good).map_or(FactId::NONE, |&(fact, _)| FactId::of(fact.place() + 1));
        known = with(good);
    }
}

/// The facts from one on that take what is presumed of them, each with its value, whether a completion is left or not.
fn usual_from(
    compiled: &Compiled,
    known: &Known,
    struck: &[FactId],
    from: FactId,
) -> Vec<(FactId, ValueCode)> {
    let mut known = known.clone();
    let mut taken = Vec::new();
    for (fact, presumption) in compiled.model.presumptions.numbered().skip(from.place()) {
        let Some(presumption) = presumption else { continue };
        if known.at(fact).is_some() || struck.contains(&fact) {
            continue;
        }
        let mut by_layer = ByLayer::of(&compiled.model, &known);
        let holds = |unless: &Unless| by_layer.truth(unless.layer, &unless.when) == Truth::True;
        if !presumption.unless.iter().any(holds) {
            known.set(fact, Some(presumption.code));
            taken.push((fact, presumption.code));
        }
    }
    taken
}

/// Is a completion left? Where that is too much to work out, it is not said to be.
fn has_completion(compiled: &Compiled, known: &Known) -> bool {
    if compiled.model.impossible.is_empty() {
        return true;
    }
    if let Some(extremes) = compiled.extremes_at_hand() {
        return extremes.has_completion(known);
    }
    compiled.outlook_on(known).is_some_and(|outlook| !outlook.possible(known).is_none())
}
