//! The laxest and the strictest possible stance of every situation, complete or partial: one walk tells.

use super::bounds::Bounds;
use super::fact_order::fact_order;
use super::functions::stance_of;
use super::lift::lift;
use super::outlook::Outlook;
use crate::diagram::{Chart, Join, OverBudget, Target};
use crate::document::Limit;
use crate::levels::{Encoding, Over};
use crate::model::{FactId, Known, Model, ValueCode};
use crate::words::Stance;

/// The extremes of every situation.
#[derive(Debug)]
pub(crate) struct Extremes {
    encoding: Encoding,
    /// Both in one: eight times the laxest, and one more than the strictest.
    chart: Chart,
}

impl Extremes {
    /// Carries the stances of complete situations over to all.
    pub(crate) fn new(model: &Model, outlook: &Outlook) -> Result<Extremes, OverBudget> {
        let nothing_known = model.vocabulary.nothing_known();
        let encoding = Encoding::new(model, &fact_order(model), &nothing_known, Over::Partial);
        let mut diagrams = encoding.diagrams(model.limits.of(Limit::StepsOfRanges))?;
        let bounds = Bounds::of(|how, relabel| {
            lift(&outlook.stances, &outlook.encoding, &encoding, &mut diagrams, how, relabel)
        })?;
        let both = diagrams.join(Join::Pair, bounds.laxest, bounds.above_strictest)?;
        // What was remembered of the work takes more room than the chart that is to be laid out.
        diagrams.forget_since(diagrams.mark());
        Ok(Extremes { chart: Chart::new(&diagrams, both), encoding })
    }

    /// The edges of a situation of which nothing is known.
    pub(crate) fn nothing_known(&self) -> Vec<usize> {
        let mut edges = vec![0; self.encoding.arities().len()];
        self.encoding.placed().for_each(|place| place.write_edges(None, &mut edges));
        edges
    }

    /// Writes the edges that a situation takes at the levels of a fact.
    pub(crate) fn write(&self, fact: FactId, value: Option<ValueCode>, edges: &mut [usize]) {
        self.encoding.fact(fact).into_iter().for_each(|place| place.write_edges(value, edges));
    }

    /// Has a situation a completion?
    pub(crate) fn has_completion(&self, known: &Known) -> bool {
        let mut edges = self.nothing_known();
        for (fact, &value) in known.numbered().filter(|(_, value)| value.is_some()) {
            self.write(fact, value, &mut edges);
        }
        self.of(&edges).is_some()
    }

    /// The laxest and the strictest possible stance; `None` where a situation has no completion.
    pub(crate) fn of(&self, edges: &[usize]) -> Option<(Stance, Stance)> {
        let mut here = self.chart.root();
        loop {
            match here {
                Target::Leaf(both) => {
                    return Some((stance_of(both / 8)?, stance_of((both % 8).checked_sub(1)?)?));
                }
                Target::Node(number) => {
                    let (level, targets) = self.chart.node(number)?;
                    here = *targets.get(*edges.get(level)?)?;
                }
            }
        }
    }
}
