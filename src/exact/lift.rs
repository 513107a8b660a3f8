//! From complete situations to partial ones: the laxest and the strictest stance of a situation's completions, as
//! functions of every partial situation.

use crate::diagram::{Chart, Diagrams, Join, LeafMap, Node, OverBudget, Taken, relabelled};
use crate::levels::{Encoding, Place, Values};
use crate::model::FactId;

/// Carries a function of complete situations over to partial ones. Where a fact is unknown, the functions for all its
/// values are joined. `relabel` is done to the leaves first.
pub(crate) fn lift(
    chart: &Chart,
    complete: &Encoding,
    partial: &Encoding,
    diagrams: &mut Diagrams,
    how: Join,
    relabel: LeafMap,
) -> Result<Node, OverBudget> {
    let leaf = |leaf| Lifted::apart_from_all(Node::leaf(relabelled(relabel, leaf)));
    let root = chart.fold(&Taken::none(0), leaf, |level, parts: &[Lifted]| {
        let fact = complete.fact_at(level).ok_or(OverBudget)?;
        let (from, into) = (complete.fact(fact).ok_or(OverBudget)?, partial.fact(fact).ok_or(OverBudget)?);
        match from.values {
            Values::Bits(_) => bit(fact, level - from.first, into, parts, diagrams, how),
            Values::Codes(_) | Values::Classes(_) => single(into, parts, diagrams, how),
        }
    });
    root.map(|root| root.whole)
}

/// A lifted function. Within the options of a `several` it comes apart: that fact known, and unknown.
#[derive(Clone, Copy)]
struct Lifted {
    /// The `several` within which the function begins, if it begins within one.
    several: Option<FactId>,
    known: Node,
    unknown: Node,
    whole: Node,
}

impl Lifted {
    /// A function that begins within no `several`.
    fn apart_from_all(whole: Node) -> Lifted {
        Lifted { several: None, known: whole, unknown: whole, whole }
    }

    /// The function seen from within a `several`: with that fact known, and unknown.
    fn within(self, several: FactId) -> (Node, Node) {
        if self.several == Some(several) { (self.known, self.unknown) } else { (self.whole, self.whole) }
    }
}

fn single(into: &Place, parts: &[Lifted], diagrams: &mut Diagrams, how: Join) -> Result<Lifted, OverBudget> {
    let mut edges: Vec<Node> = parts.iter().map(|part| part.whole).collect();
    let unknown = join_some(&edges, diagrams, how)?;
    edges.push(unknown);
    let whole = diagrams.node(into.first, &edges)?;
    Ok(Lifted::apart_from_all(whole))
}

fn bit(
    fact: FactId,
    option: usize,
    into: &Place,
    parts: &[Lifted],
    diagrams: &mut Diagrams,
    how: Join,
) -> Result<Lifted, OverBudget> {
    let (with_fact_known, with_fact_unknown): (Vec<Node>, Vec<Node>) =
        parts.iter().map(|part| part.within(fact)).unzip();
    let known = diagrams.node(into.first + 1 + option, &with_fact_known)?;
    let unknown = join_some(&with_fact_unknown, diagrams, how)?;
    let whole = diagrams.node(into.first, &[known, unknown])?;
    Ok(Lifted { several: Some(fact), known, unknown, whole })
}

fn join_some(functions: &[Node], diagrams: &mut Diagrams, how: Join) -> Result<Node, OverBudget> {
    let (first, rest) = functions.split_first().ok_or(OverBudget)?;
    rest.iter().try_fold(*first, |joined, &next| diagrams.join(how, joined, next))
}
