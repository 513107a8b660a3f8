//! Checks terms, and what each layer takes them to mean.

use super::layers::{Stack, documents};
use super::order;
use super::scope::Registry;
use crate::document::{Code, Faults, Limit, Origin};
use crate::model::{Condition, Text, text};

/// The terms as one layer sees them.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    pub(super) conditions: Vec<Condition>,
    /// Where each condition is stated.
    origins: Vec<Origin>,
    /// The numbers of the terms, those leant on first.
    pub(super) order: Vec<usize>,
    /// The numbers of the terms that the layer restates, and where.
    pub(super) restated: Vec<(usize, Origin)>,
    /// Has a fault been reported that upper layers would only repeat?
    broken: bool,
}

/// The names of all terms, in order.
pub(super) fn names(stacks: &[Stack], registry: &Registry) -> Vec<Text> {
    let mut names: Vec<Text> = Vec::new();
    for (_, document) in documents(stacks) {
        let new = document.terms.iter().filter(|term| registry.terms.get(&term.id).is_some());
        for term in new {
            if registry.terms.get(&term.id).is_some_and(|declared| declared.index == names.len()) {
                names.push(text(&term.id.value));
            }
        }
    }
    names
}

/// The terms as each layer sees them, lowest layer first.
pub(super) fn by_layer(stacks: &[Stack], registry: &Registry, faults: &mut Faults) -> Vec<Terms> {
    let ids = names(stacks, registry);
    let mut terms = Terms::default();
    let mut layers = Vec::new();
    for (layer, stack) in stacks.iter().enumerate() {
        terms.restated.clear();
        for term in stack.parts.iter().flat_map(|part| &part.document.terms) {
            let condition = registry.scope(layer).condition(&term.when, faults);
            terms.state(
                registry.terms.get(&term.id).map(|declared| declared.index),
                condition,
                term.id.origin,
            );
        }
        if !terms.broken {
            terms.put_in_order(&ids, faults);
        }
        layers.push(terms.clone());
    }
    layers
}

impl Terms {
    /// States a term, for the first time or anew.
    fn state(&mut self, index: Option<usize>, condition: Condition, origin: Origin) {
        let Some(index) = index else { return };
        if let (Some(stated), Some(at)) = (self.conditions.get_mut(index), self.origins.get_mut(index)) {
            (*stated, *at) = (condition, origin);
            self.restated.push((index, origin));
        } else {
            self.conditions.push(condition);
            self.origins.push(origin);
        }
    }

    fn put_in_order(&mut self, names: &[Text], faults: &mut Faults) {
        let leans_on: Vec<Vec<usize>> = self.conditions.iter().map(leans_on).collect();
        match order::order(&leans_on) {
            Ok(order) => {
                self.order = order;
                self.check_depth(&leans_on, faults);
            }
            Err(circles) => {
                for circle in circles {
                    let origin = circle.first().and_then(|&first| self.origins.get(first)).copied();
                    let message = format!("terms lean on one another in a circle: {}", spell(&circle, names));
                    faults.error(Code::CircularTerms, origin.unwrap_or_default(), message);
                }
                self.broken = true;
            }
        }
    }

    fn check_depth(&mut self, leans_on: &[Vec<usize>], faults: &mut Faults) {
        let mut depths = vec![0; self.conditions.len()];
        for &index in &self.order {
            let below = leans_on.get(index).into_iter().flatten();
            let depth = below.filter_map(|&below| depths.get(below)).max().map_or(0, |depth| depth + 1);
            if let Some(slot) = depths.get_mut(index) {
                *slot = depth;
            }
            let deepest = faults.limits.of(Limit::TermDepth);
            if depth > deepest {
                let message = format!("terms lean on terms more than {deepest} deep here");
                let origin = self.origins.get(index).copied().unwrap_or_default();
                self.broken = true;
                let help = Some("say what these terms mean in fewer steps".into());
                return faults.error_with_help(Code::TooDeep, origin, message, help);
            }
        }
    }
}

fn leans_on(condition: &Condition) -> Vec<usize> {
    let mut terms = Vec::new();
    condition.each_term(&mut |term| terms.push(term));
    terms
}

/// A circle in words, ending where it began.
pub(super) fn spell(circle: &[usize], names: &[Text]) -> String {
    let shown = circle.iter().chain(circle.first()).filter_map(|&index| names.get(index));
    shown.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" → ")
}
