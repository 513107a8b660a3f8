//! Checks terms, and what each layer takes them to mean.

use super::layers::WrittenLayer;
use super::order;
use super::scope::Registry;
use crate::document::{Code, Faults, Limit, Origin};
use crate::model::{Condition, Judged, LayerId, Number, Table, TermId, Text, Written, text};

/// The terms as one layer sees them.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    pub(super) conditions: Table<TermId, Condition>,
    /// Where each condition is stated.
    origins: Table<TermId, Origin>,
    /// The terms, in an order in which each comes after those that it uses.
    pub(super) order: Vec<TermId>,
    /// The terms that the layer restates, and where.
    pub(super) restated: Vec<(TermId, Origin)>,
    /// Has a fault been reported that upper layers would only repeat?
    broken: bool,
}

/// The names of all terms, in order.
pub(super) fn names(registry: &Registry<'_>) -> Table<TermId, Text> {
    registry.terms.in_order().map(|(_, term)| text(&term.id.value)).collect()
}

/// The terms as each layer sees them, lowest layer first.
pub(super) fn by_layer(
    written_layers: &[WrittenLayer],
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> Vec<Terms> {
    let ids = names(registry);
    let mut terms = Terms::default();
    let mut layers = Vec::new();
    for (place, stack) in written_layers.iter().enumerate() {
        let layer = LayerId::of(place);
        terms.restated.clear();
        for term in stack.parts.iter().flat_map(|part| &part.document.terms) {
            let written = registry.scope(layer).written(&term.when, faults);
            if let Some(declared) = registry.terms.get(&term.id) {
                terms.state(declared.number, written, term.id.origin);
            }
        }
        if !terms.broken {
            terms.put_in_order(&ids, faults);
        }
        terms.judge(layer, registry, faults);
        layers.push(terms.clone());
    }
    layers
}

impl Terms {
    /// States a term, or restates it.
    fn state(&mut self, term: TermId, written: Written, origin: Origin) {
        let condition = Condition { written, judged: Judged::NEVER };
        if term < self.conditions.next() {
            self.conditions.set(term, condition);
            self.origins.set(term, origin);
            self.restated.push((term, origin));
        } else {
            self.conditions.push(condition);
            self.origins.push(origin);
        }
    }

    fn put_in_order(&mut self, names: &Table<TermId, Text>, faults: &mut Faults) {
        let leans_on = self.conditions.iter().map(|term| leans_on(&term.written)).collect();
        match order::order(&leans_on) {
            Ok(order) => {
                self.order = order;
                self.check_depth(&leans_on, faults);
            }
            Err(circles) => {
                for circle in circles {
                    let origin = circle.first().map(|&first| *self.origins.at(first));
                    let message = format!("terms lean on one another in a circle: {}", spell(&circle, names));
                    faults.error(Code::CircularTerms, origin.unwrap_or_default(), message);
                }
                self.broken = true;
            }
        }
    }

    /// Works out how terms are judged, each after those that it uses; of broken ones nothing is known.
    fn judge(&mut self, layer: LayerId, registry: &Registry<'_>, faults: &mut Faults) {
        for &term in self.order.iter().filter(|_| !self.broken) {
            let scope = registry.scope_with(layer, Some(&self.conditions));
            let judged = scope.judged(&self.conditions.at(term).written, *self.origins.at(term), faults);
            self.conditions.change(term, |condition| condition.judged = judged);
        }
    }

    fn check_depth(&mut self, leans_on: &order::Leaning<TermId>, faults: &mut Faults) {
        let mut depths: Table<TermId, usize> = Table::alike(leans_on, 0);
        for &term in &self.order {
            let below = leans_on.at(term).iter().map(|&below| *depths.at(below));
            let depth = below.max().map_or(0, |depth| depth + 1);
            depths.set(term, depth);
            let deepest = faults.limits.of(Limit::TermDepth);
            if depth > deepest {
                let message = format!("terms lean on terms more than {deepest} deep here");
                let origin = *self.origins.at(term);
                self.broken = true;
                let help = Some("say what these terms mean in fewer steps".into());
                return faults.error_with_help(Code::TooDeep, origin, message, help);
            }
        }
    }
}

fn leans_on(written: &Written) -> Vec<TermId> {
    let mut terms = Vec::new();
    written.each_term(&mut |term| terms.push(term));
    terms
}

/// A circle in words, ending where it began.
pub(super) fn spell<N: Number>(circle: &[N], names: &Table<N, Text>) -> String {
    let shown = circle.iter().chain(circle.first()).map(|&number| names.at(number));
    shown.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" → ")
}
