//! A condition as a function of every situation to its truth.

use crate::diagram::{Diagrams, Join, Node, OverBudget, TRUE};
use crate::levels::Encoding;
use crate::model::{Judged, Region, Table, TermId};

/// The truth of a condition, by that of its terms.
pub(crate) fn function(
    judged: &Judged,
    terms: &Table<TermId, Node>,
    encoding: &Encoding,
    diagrams: &mut Diagrams,
) -> Result<Node, OverBudget> {
    match judged {
        Judged::All(parts) => parts.iter().try_fold(Node::leaf(TRUE), |joined, part| {
            let part = function(part, terms, encoding, diagrams)?;
            diagrams.join(Join::Min, joined, part)
        }),
        Judged::Any(parts) => parts.iter().try_fold(Node::leaf(0), |joined, part| {
            let part = function(part, terms, encoding, diagrams)?;
            diagrams.join(Join::Max, joined, part)
        }),
        Judged::Not(part) => {
            let part = function(part, terms, encoding, diagrams)?;
            diagrams.negated(part)
        }
        Judged::Term(term) => Ok(*terms.at(*term)),
        Judged::Fact(fact, test) => encoding.test(*fact, test, diagrams),
        Judged::Joint(joint) => {
            let regions = joint.holds.iter().map(|region| of_region(region, encoding, diagrams));
            let regions = regions.collect::<Result<Vec<Node>, OverBudget>>()?;
            diagrams.join_all(Join::Max, 0, regions)
        }
    }
}

fn of_region(region: &Region, encoding: &Encoding, diagrams: &mut Diagrams) -> Result<Node, OverBudget> {
    region.iter().try_fold(Node::leaf(TRUE), |joined, (fact, test)| {
        let test = encoding.test(*fact, test, diagrams)?;
        diagrams.join(Join::Min, joined, test)
    })
}
